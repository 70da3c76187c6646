"""A section made ready: fields to be clicked on (누름틀) become tags, and what 한글 keeps for itself goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import dropwhile
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates import errors
from policyreport.office_templates.errors import location
from policyreport.office_templates.hwpx.package import HANGUL, hh, hp
from policyreport.office_templates.tags import opens
from policyreport.office_templates.xml import Element, drop, drop_all, is_within

_CHANGES = tuple(map(hp, ("insertBegin", "insertEnd", "deleteBegin", "deleteEnd")))
_TELLING = frozenset(("USER_INFO", "SUMMARY", "SUMMERY", "PATH", "DOC_DATE", "DATE"))
"""한글 itself writes ``SUMMERY``."""
_STALE: Mapping[str, Message] = {
    "FORMULA": Message(
        "delete the formula and write the sum as a tag, such as {{ count.measures }}",
        "계산식(표 › 계산식)을 지우고 합계를 {{ count.measures }}처럼 표시로 쓰십시오",
    ),
    "CROSSREF": Message(
        "delete it and write the text, or the tag to which it refers",
        "상호 참조(입력 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
    ),
}
_LIST_NUMBERS = Message("numbers of lists", "문단 번호 모양")
_SAFE = ("http", "https", "mailto", "?")
_ADDRESS = ("Command", "Path")


class _Span(NamedTuple):
    """What a field takes up: the paragraphs from its beginning to its end, what stands between, and the end."""

    paragraphs: list[Element]
    content: list[Element]
    end: Element


def prepare(root: Element) -> None:
    """Take notes to the author and the record of how lines broke away, and turn fields to be clicked on into tags."""
    drop_all(root.iter(hp("linesegarray")))
    for comment in list(root.iter(hp("hiddenComment"))):
        _drop_control(comment)
    for begin in list(root.iter(hp("fieldBegin"))):
        if begin.get("type", "") == "MEMO":
            _drop_note(root, begin)
        elif _is_named(begin) and is_within(begin, root) and (span := _span(begin)):
            _turn_into_tag(begin, span)
    for text in [t for t in root.iter(hp("t")) if len(t)]:
        _part(text)


def section_faults(file: str, paragraphs: Iterable[tuple[Element, Message]]) -> Iterator[Problem]:
    """Yield what may not be in a section.

    These are tracked changes, charts, links elsewhere than to the web, and fields that tell of the file, do not follow
    what is filled in, or cannot be filled.
    """
    for paragraph, place in paragraphs:
        for element in paragraph.iter(*_CHANGES, hp("fieldBegin"), hp("chart")):
            if next(element.iterancestors(hp("p"))) is paragraph:
                yield from _faults(file, place, element)


def list_faults(file: str, head: Element) -> Iterator[Problem]:
    """Yield the tags in the numbers of lists, which a file's head holds, and where nothing is filled."""
    for number in head.iter(hh("paraHead")):
        if opens(number.text or ""):
            yield errors.out_of_reach(file, _LIST_NUMBERS, number.text or "")


def _faults(file: str, place: Message, element: Element) -> Iterator[Problem]:
    kind = element.get("type", "")
    if element.tag in _CHANGES:
        yield errors.tracked_change(file, place)
    elif element.tag == hp("chart"):
        yield chart(file, place)
    elif kind in _TELLING:
        yield errors.telling_field(file, place, kind)
    elif kind in _STALE and not (kind == "FORMULA" and _is_settled(element)):
        yield errors.stale_field(file, place, kind, _STALE[kind])
    elif kind == "HYPERLINK" and any(map(_leads_elsewhere, element.iter(hp("stringParam")))):
        yield errors.refused_field(file, place, kind)
    elif _is_named(element) and _span(element) is None:
        yield unfillable_field(file, place, element.get("name"))


def _is_named(begin: Element) -> bool:
    """Return whether an element begins a field to be clicked on (누름틀) whose name says what to fill it with."""
    return begin.get("type", "") == "CLICK_HERE" and bool(begin.get("name", "").strip())


def _is_settled(formula: Element) -> bool:
    """Return whether a formula calculates in a table in which nothing is filled."""
    table = next(formula.iterancestors(hp("tbl")), None)
    if table is None or any(map(_is_named, table.iter(hp("fieldBegin")))):
        return False
    inside = (element for text in table.iter(hp("t")) for element in text.iter("*"))
    return not opens("".join(f"{element.text or ''}{element.tail or ''}" for element in inside))


def _leads_elsewhere(parameter: Element) -> bool:
    r"""Return whether a link's parameter is an address that is no web page's; a colon in it is written ``\:``."""
    address = (parameter.text or "").strip().lower().replace("\\:", ":")
    if parameter.get("name", "") not in _ADDRESS or not address:
        return False
    return address.startswith("\\\\") or (":" in address and address.partition(":")[0] not in _SAFE)


def _drop_note(root: Element, begin: Element) -> None:
    for end in list(root.iter(hp("fieldEnd"))):
        if end.get("beginIDRef", "") == begin.get("id", ""):
            _drop_control(end)
    _drop_control(begin)


def _span(begin: Element) -> _Span | None:
    """Return what a field takes up; None where it does not end in the same text, or takes up more than text."""
    control, first = next(begin.iterancestors(hp("ctrl"))), next(begin.iterancestors(hp("p")))
    beside = next(first.iterancestors()).iterchildren(hp("p"))
    paragraphs: list[Element] = []
    content: list[Element] = []
    for paragraph in dropwhile(lambda one: one is not first, beside):
        paragraphs.append(paragraph)
        for element in _in_runs(paragraph, after=control):
            if element.tag == hp("ctrl") and _ends(element, begin):
                return _Span(paragraphs, content, element) if _is_only_text(content) else None
            content.append(element)
    return None


def _in_runs(paragraph: Element, after: Element) -> list[Element]:
    """Return what stands in a paragraph's runs, in the paragraph of a control what follows that."""
    content = [element for run in paragraph.iterchildren(hp("run")) for element in run]
    return content[content.index(after) + 1 :] if after in content else content


def _is_only_text(content: Collection[Element]) -> bool:
    """Return whether nothing but text and whole fields would go with what stands in a field."""
    inside = [inner for element in content for inner in element.iter("*")]
    begun = {element.get("id", "") for element in inside if element.tag == hp("fieldBegin")}
    ended = {element.get("beginIDRef", "") for element in inside if element.tag == hp("fieldEnd")}
    is_text = all(element.tag in (hp("t"), hp("ctrl")) for element in content)
    return is_text and begun == ended and not any(element.tag in HANGUL.shown for element in inside)


def _turn_into_tag(begin: Element, span: _Span) -> None:
    """Put ``{{ name }}`` in the place of a field and what it shows, in the look of what it shows.

    Of several paragraphs one remains, as where text is deleted from the one into the other.
    """
    control = next(begin.iterancestors(hp("ctrl")))
    first, *others = span.paragraphs
    shown = next((element for element in span.content if element.tag == hp("t") and is_within(element, first)), None)
    tag = etree.Element(hp("t"))
    tag.text = f"{{{{ {begin.get('name').strip(' {}')} }}}}"
    if shown is None or shown.getparent() is control.getparent():
        control.addnext(tag)
    else:
        shown.addprevious(tag)
    for element in (control, *span.content, span.end):
        drop(element)
    for paragraph in others:
        first.extend(run for run in paragraph.iterchildren(hp("run")) if len(run))
        drop(paragraph)


def _ends(control: Element, begin: Element) -> bool:
    return any(end.get("beginIDRef", "") == begin.get("id", "") for end in control.iter(hp("fieldEnd")))


def _drop_control(element: Element) -> None:
    control = element.getparent()
    if control is not None:
        drop(control if len(control) == 1 else element)


def _part(text: Element) -> None:
    """Make several texts of one in which elements stand, each of them of characters or one element alone."""
    parts = [text.text or "", *(part for inner in text for part in (inner, inner.tail or ""))]
    for part in parts:
        if isinstance(part, str) and not part:
            continue
        result = etree.Element(hp("t"), dict(text.attrib))
        if isinstance(part, str):
            result.text = part
        else:
            part.tail = None
            result.append(part)
        text.addprevious(result)
    drop(text)


def unfillable_field(file: str, where: Message, name: str) -> Problem:
    """Return the problem of a field to be clicked on whose end is elsewhere, or that holds more than text."""
    what = Message(
        f"the field '{name}' does not end in the same text, or holds a table, a picture or the like",
        f"누름틀 '{name}'이(가) 같은 글 안에서 끝나지 않거나, 표·그림 따위를 품고 있습니다",
    )
    hint = Message(
        "delete it and insert it again within one paragraph (Ctrl+K, E)",
        "지우고 한 문단 안에 다시 넣으십시오(입력 › 필드 입력 › 누름틀, Ctrl+K, E)",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), name, hint)


def chart(file: str, where: Message) -> Problem:
    """Return the problem of a chart, which is not taken over."""
    what = Message("a chart of 한글 cannot be taken over from a template", "한글 템플릿의 차트는 옮길 수 없습니다")
    hint = Message("put a picture or a table in its place", "그림이나 표로 바꾸어 넣으십시오")
    return Problem(ErrorKind.TEMPLATE, "template.not-taken-over", what, location(file, where), hint=hint)
