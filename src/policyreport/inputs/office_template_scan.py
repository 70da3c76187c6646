"""Templates drawn in Word, 한글 or Excel, judged before anything in them is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.report_type import DrawnTemplate
from policyreport.inputs.files import read_bytes
from policyreport.ooxml.unpacking import MOST_MEGABYTES, UNREADABLE, declares_type, is_too_large
from policyreport.project import Project

_TYPES, _START, _MAIN = "[Content_Types].xml", "_rels/.rels", "/officeDocument"
_CONTENTS = "Contents/content.hpf"
_HANGUL_PARTS = frozenset(("mimetype", _CONTENTS, "Contents/header.xml", "Contents/section0.xml"))
_WORDS = {"docx": b"wordprocessingml", "xlsx": b"spreadsheetml"}
"""What the types of the parts of a document of Office are called."""
_PROGRAMS = re.compile(r"vbaproject|vbadata|/activex/|/macrosheets/", re.IGNORECASE)
_EMBEDDED = re.compile(r"oleobject|\.ole$", re.IGNORECASE)
_REFUSED_RELATIONS = {
    "oleObject": Message("an embedded object (OLE)", "삽입된 개체(OLE)"),
    "package": Message("an embedded file", "삽입된 파일"),
    "control": Message("an ActiveX control", "ActiveX 컨트롤"),
    "aFChunk": Message("content in another format (altChunk)", "다른 형식의 삽입 내용(altChunk)"),
    "subDocument": Message("a document within the document", "하위 문서"),
    "attachedToolbars": Message("toolbars with a program", "프로그램이 달린 도구 모음"),
    "ctrlProp": Message("a form control", "양식 컨트롤"),
    "connections": Message("a connection to data outside (Power Query or the like)", "외부 데이터 연결(파워 쿼리 등)"),
    "queryTable": Message("a table from data outside", "외부 데이터로 채우는 표"),
    "externalLink": Message("links to other workbooks (or DDE)", "다른 통합 문서로의 연결(DDE 포함)"),
    "xlMacrosheet": Message("a macro sheet", "매크로 시트"),
    "xlIntlMacrosheet": Message("a macro sheet", "매크로 시트"),
    "dialogsheet": Message("a dialog sheet", "대화 상자 시트"),
    "volatileDependencies": Message("live data of another program (RTD)", "다른 프로그램의 실시간 데이터(RTD)"),
    "xmlMaps": Message("a map to XML outside", "XML 맵"),
}
_FORMS: Mapping[str, Literal["docx", "hwpx", "xlsx"]] = {".docx": "docx", ".hwpx": "hwpx", ".xlsx": "xlsx"}
_PROGRAMS_OF = {
    "docx": Message("Word", "Word"),
    "hwpx": Message("한글 (Hangul)", "한글"),
    "xlsx": Message("Excel", "Excel"),
}
_MACROS = Message("macros", "매크로")
_OBJECT = Message("an embedded object (OLE)", "삽입된 개체(OLE)")
_SAFE_ADDRESS = re.compile(r"https?://|mailto:|(?:\{|%7B)(?:[{%]|%7B|%25)", re.IGNORECASE)
"""How an address begins that leads to the web, or is filled by a tag and checked then."""
_OF_CHARTS = re.compile(r"(?:word|xl)/charts/_rels/")


def office_template(project: Project, path: Path) -> DrawnTemplate:
    """Return a drawn template, which holds nothing that runs, embeds or fetches.

    ``PolicyReportError`` with all that is refused in it (exit code 7), or where it is no such file (3), or would fill
    the memory (6).
    """
    content, file = read_bytes(project, path), project.relative(path)
    form = _FORMS[path.suffix]
    try:
        with ZipFile(BytesIO(content)) as archive:
            if is_too_large(archive.infolist()):
                raise PolicyReportError([_too_large(file)])
            raise_any(list(_refused(archive, file)))
            if not (_is_office(archive, _WORDS[form]) if form in _WORDS else set(archive.namelist()) >= _HANGUL_PARTS):
                raise PolicyReportError([_no_document(file, form)])
            _require_xml(archive)
    except UNREADABLE as fault:
        raise PolicyReportError([_no_document(file, form)]) from fault
    return DrawnTemplate(form, file, content)


def _refused(archive: ZipFile, file: str) -> Iterator[Problem]:
    doctypes = [name for name in archive.namelist() if _is_xml(name) and _has_doctype(archive, name)]
    yield from (_doctype(file, name) for name in doctypes)
    if doctypes:
        return
    names = archive.namelist()
    if any(map(_PROGRAMS.search, names)) or _says_macros(archive):
        yield _content(file, _MACROS)
    if any(map(_EMBEDDED.search, names)):
        yield _content(file, _OBJECT)
    for item in _listed(archive):
        if item.get("isEmbeded") == "0" and item.get("href", "") not in names:
            yield _outside(file, item.get("media-type", ""), item.get("href", ""))
    for name in names:
        if name.endswith(".rels"):
            for relation in fromstring(archive.read(name)):  # noqa: S314 - it has no DOCTYPE
                yield from _refused_relation(file, name, relation)


def _listed(archive: ZipFile) -> Iterator[Element]:
    """Yield the parts that a file of 한글 lists; those that are not embedded are read from elsewhere."""
    if _CONTENTS in archive.namelist():
        yield from (e for e in fromstring(archive.read(_CONTENTS)).iter() if e.tag.endswith("}item"))  # noqa: S314


def _refused_relation(file: str, part: str, relation: Element) -> Iterator[Problem]:
    kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        if kind == "attachedTemplate":
            return  # it is left out when the template is filled, with a note
        if kind != "hyperlink" or not _SAFE_ADDRESS.match(target):
            yield _outside(file, kind, target)
    elif kind in _REFUSED_RELATIONS and not (kind == "package" and _OF_CHARTS.match(part)):
        yield _content(file, _REFUSED_RELATIONS[kind])


def _says_macros(archive: ZipFile) -> bool:
    return _TYPES in archive.namelist() and b"macroEnabled" in archive.read(_TYPES)


def _is_office(archive: ZipFile, word: bytes) -> bool:
    """Return whether a package's main part is a document of one program of Office; ``KeyError`` where it has none."""
    start = fromstring(archive.read(_START))  # noqa: S314 - no part has a DOCTYPE
    main = next((r.get("Target", "").lstrip("/") for r in start if r.get("Type", "").endswith(_MAIN)), "")
    return main in archive.namelist() and word in archive.read(_TYPES)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml", ".hpf", ".rdf", ".opf"))


def _has_doctype(archive: ZipFile, name: str) -> bool:
    with archive.open(name) as stream:
        return declares_type(stream)


def _require_xml(archive: ZipFile) -> None:
    """Raise ``ParseError`` for a part that is not XML."""
    for name in archive.namelist():
        if _is_xml(name):
            fromstring(archive.read(name))  # noqa: S314 - no part has a DOCTYPE


def _too_large(file: str) -> Problem:
    what = Message(
        f"unpacked, the template would be larger than {MOST_MEGABYTES} MB, or it is packed as none should be",
        f"압축을 풀면 {MOST_MEGABYTES} MB를 넘거나 비정상으로 압축된 템플릿입니다",
    )
    hint = Message("copy its content into a new document", "내용을 새 문서에 옮기십시오")
    return Problem(ErrorKind.LIMIT, "drawn.too-large", what, SourceLocation(file), hint=hint)


def _no_document(file: str, form: str) -> Problem:
    program = _PROGRAMS_OF[form]
    what = Message(f"this is no .{form} document, or it is damaged", f".{form} 문서가 아니거나 손상되었습니다")
    hint = Message(
        f"open it in {program.en} and save it as .{form}, without a password",
        f"{program.ko}에서 열어 암호 없이 .{form}로 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "drawn.unreadable", what, SourceLocation(file), hint=hint)


def _doctype(file: str, part: str) -> Problem:
    what = Message(f"a DOCTYPE in {part} is refused", f"{part}에 허용하지 않는 DOCTYPE이 있습니다")
    hint = Message("no office program writes one: ask where the file comes from", "파일의 출처를 확인하십시오")
    return Problem(ErrorKind.SECURITY, "drawn.doctype", what, SourceLocation(file), hint=hint)


def _content(file: str, content: Message) -> Problem:
    what = Message(f"a template with {content.en} is refused", f"{content.ko}이(가) 든 템플릿은 받지 않습니다")
    hint = Message("take it out, or put a picture in its place", "빼거나 그림으로 바꾸십시오")
    return Problem(ErrorKind.SECURITY, "drawn.refused", what, SourceLocation(file), hint=hint)


def _outside(file: str, kind: str, target: str) -> Problem:
    what = Message(
        f"the template leads outside: {kind} '{target}'", f"템플릿이 파일 밖을 가리킵니다: {kind} '{target}'"
    )
    hint = Message(
        "put what it needs into the file; only links to web pages may lead outside",
        "필요한 것을 파일 안에 넣으십시오. 웹 주소 링크만 밖을 가리킬 수 있습니다",
    )
    return Problem(ErrorKind.SECURITY, "drawn.outside", what, SourceLocation(file), hint=hint)
