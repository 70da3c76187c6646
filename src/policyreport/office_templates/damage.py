"""Files of Word, Excel and 한글 whose parts are lost, cut off, swapped or senseless, told by the part that is so."""

from __future__ import annotations

import traceback
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.report_type import DrawnTemplate
from policyreport.office_templates.opc_package import relations_of
from policyreport.office_templates.xml import Element, parse

_PROGRAMS = {"docx": Message("Word", "Word"), "xlsx": Message("Excel", "Excel"), "hwpx": Message("한글", "한글")}
_TYPES = "[Content_Types].xml"
_LIST = Message("the list of its parts", "부분의 목록")
_RELATIONS = Message("what a part of it refers to", "부분 사이의 연결")
_PARTS: Mapping[str, tuple[Message, frozenset[str]]] = {
    "officeDocument": (Message("its contents", "본문"), frozenset(("document", "workbook"))),
    "worksheet": (Message("a sheet", "시트"), frozenset(("worksheet",))),
    "chartsheet": (Message("a chart sheet", "차트 시트"), frozenset(("chartsheet",))),
    "styles": (Message("its styles", "스타일"), frozenset(("styles", "styleSheet"))),
    "numbering": (Message("its lists", "번호 매기기"), frozenset(("numbering",))),
    "settings": (Message("its settings", "설정"), frozenset(("settings",))),
    "theme": (Message("its theme", "테마"), frozenset(("theme",))),
    "fontTable": (Message("its list of fonts", "글꼴 목록"), frozenset(("fonts",))),
    "header": (Message("a header", "머리글"), frozenset(("hdr",))),
    "footer": (Message("a footer", "바닥글"), frozenset(("ftr",))),
    "footnotes": (Message("its footnotes", "각주"), frozenset(("footnotes",))),
    "endnotes": (Message("its endnotes", "미주"), frozenset(("endnotes",))),
    "comments": (Message("its comments", "메모"), frozenset(("comments",))),
    "sharedStrings": (Message("the texts of its cells", "셀의 글"), frozenset(("sst",))),
    "drawing": (Message("what is drawn on a sheet", "시트에 그린 것"), frozenset(("wsDr",))),
    "vmlDrawing": (Message("the boxes of its notes", "메모 상자"), frozenset(("xml",))),
    "chart": (Message("a chart", "차트"), frozenset(("chartSpace",))),
    "chartUserShapes": (Message("what is drawn on a chart", "차트에 그린 것"), frozenset(("userShapes",))),
    "table": (Message("a table of a sheet", "시트의 표"), frozenset(("table",))),
    "image": (Message("a picture", "그림"), frozenset()),
}
"""By the last word of a relationship, what the part is to its readers, and which element it begins with."""
_HANGUL_PARTS: Mapping[str, tuple[Message, str]] = {
    "Contents/header.xml": (Message("its styles", "글자·문단 모양"), "head"),
    "Contents/content.hpf": (_LIST, "package"),
    "Contents/section0.xml": (Message("its contents", "본문"), "sec"),
}
_NEEDED_OF_HANGUL = ("charProperties", "paraProperties")

_OF_DAMAGE = (
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration, RuntimeError, AssertionError),
    etree.LxmlError,
)
"""What comes of parts that say what no program writes."""


@contextmanager
def damage_told(template: DrawnTemplate) -> Generator[None]:
    """Let what a damaged template makes the body raise be a ``PolicyReportError`` that says so.

    What it is that was met is named there, for those to whom it is reported.
    """
    try:
        raise_any(_faults(template))
        yield
    except _OF_DAMAGE as fault:
        raise PolicyReportError([_senseless(template, fault)]) from fault


@lru_cache(maxsize=16)
def _faults(template: DrawnTemplate) -> tuple[Problem, ...]:
    """Return what of a template's parts is damaged; it is looked at once for all editions."""
    with ZipFile(BytesIO(template.content)) as archive:
        source = {name: archive.read(name) for name in archive.namelist()}
    found = _of_hangul(template, source) if template.form == "hwpx" else _of_office(template, source)
    return tuple(dict.fromkeys(found))


def _of_office(template: DrawnTemplate, source: Mapping[str, bytes]) -> Iterator[Problem]:
    lists = [name for name in source if name.endswith(".rels")]
    wrong = [name for name in lists if not _is_list(source[name], "Relationships", {"Id", "Type", "Target"})]
    if wrong or not _is_list(source.get(_TYPES, b""), "Types", {"ContentType"}):
        yield from (_broken(template, _RELATIONS, name) for name in wrong)
        if not wrong:
            yield _broken(template, _LIST, _TYPES)
        return
    for owner in ("", *source):
        for relation in relations_of(source, owner).values():
            if relation.word in _PARTS and not relation.outside:
                part, roots = _PARTS[relation.word]
                if relation.target not in source:
                    yield _lost(template, part, relation.target)
                elif roots and not _begins_with(source[relation.target], roots):
                    yield _broken(template, part, relation.target)


def _of_hangul(template: DrawnTemplate, source: Mapping[str, bytes]) -> Iterator[Problem]:
    for name, (part, root) in _HANGUL_PARTS.items():
        if not _begins_with(source[name], {root}):
            yield _broken(template, part, name)
            return
    head = parse(source["Contents/header.xml"])
    held = {_local(element) for element in head.iter("{*}*")}
    if not held.issuperset(_NEEDED_OF_HANGUL):
        yield _broken(template, _HANGUL_PARTS["Contents/header.xml"][0], "Contents/header.xml")


def _is_list(part: bytes, root: str, needed: set[str]) -> bool:
    """Return whether a part lists things under a root, each with the attributes that it needs."""
    tree = _parsed(part)
    if tree is None or _local(tree) != root:
        return False
    return all(needed.issubset(one.attrib) and _is_named(one) for one in tree)


def _is_named(listed: Element) -> bool:
    """Return whether a content type says of what it is; anything but those says so otherwise."""
    kind = _local(listed)
    return "Extension" in listed.attrib if kind == "Default" else kind != "Override" or "PartName" in listed.attrib


def _begins_with(part: bytes, roots: Iterable[str]) -> bool:
    tree = _parsed(part)
    return tree is not None and _local(tree) in roots


def _local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _parsed(part: bytes) -> Element | None:
    try:
        return parse(part)
    except (etree.LxmlError, ValueError):
        return None


def _hint(form: str) -> Message:
    program = _PROGRAMS[form]
    return Message(
        f"open it in {program.en}, which mends it, and save it again",
        f"{program.ko}에서 열어 복구한 뒤 다시 저장하십시오",
    )


def _lost(template: DrawnTemplate, part: Message, name: str) -> Problem:
    what = Message(
        f"the file is damaged: {part.en} is lost ({name})", f"파일이 손상되었습니다. {part.ko}이(가) 없습니다({name})"
    )
    return _unreadable(template, what, _hint(template.form))


def _broken(template: DrawnTemplate, part: Message, name: str) -> Problem:
    what = Message(
        f"the file is damaged: {part.en} cannot be read ({name})",
        f"파일이 손상되었습니다. {part.ko}을(를) 읽을 수 없습니다({name})",
    )
    return _unreadable(template, what, _hint(template.form))


def _senseless(template: DrawnTemplate, fault: Exception) -> Problem:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    met = f"{type(fault).__name__}, {PurePath(last.filename).name}:{last.lineno}"
    what = Message(
        f"the file is damaged, or holds what no program writes so ({met})",
        f"파일이 손상되었거나, 어떤 프로그램도 쓰지 않는 내용이 있습니다({met})",
    )
    mended = _hint(template.form)
    hint = Message(
        f"{mended.en}; if that does not help, please report it with the words in brackets",
        f"{mended.ko}. 그래도 같으면 괄호 안의 말과 함께 알려 주십시오",
    )
    return _unreadable(template, what, hint)


def _unreadable(template: DrawnTemplate, what: Message, hint: Message) -> Problem:
    return Problem(ErrorKind.DATA, "drawn.unreadable", what, SourceLocation(template.path), hint=hint)
