"""A section made ready: fields to be clicked on (누름틀) and named cells become tags, and what 한글 keeps goes.

Both bear the name of what fills them. One that a kind of report keeps (``keep_fields``) is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates import errors
from policyreport.office_templates.errors import location
from policyreport.office_templates.hwpx.fields import FieldSpan, field_span
from policyreport.office_templates.hwpx.package import hh, hp
from policyreport.office_templates.hwpx.table_formulas import TableFormula, formula_of, note_formula
from policyreport.office_templates.tags import opens
from policyreport.office_templates.xml import Element, drop, drop_all, inner_text, is_within

_CHANGES = tuple(map(hp, ("insertBegin", "insertEnd", "deleteBegin", "deleteEnd")))
_TELLING = frozenset(("USER_INFO", "SUMMARY", "SUMMERY", "PATH", "DOC_DATE", "DATE"))
"""한글 itself writes ``SUMMERY``."""
_STALE: Mapping[str, Message] = {
    "FORMULA": Message(
        "delete the formula and write the sum as a tag, such as {{ count.measures }}",
        "계산식(표 › 계산식)을 지우고 합계를 {{ count.measures }}처럼 표시로 쓰십시오",
    ),
    "TABLEOFCONTENTS": Message(
        "delete it, and make the contents in the filled file (도구 › 차례/색인 › 차례 만들기), or write body.md.j2",
        "차례를 지우고, 만든 파일에서 차례를 만들거나(도구 › 차례/색인 › 차례 만들기) body.md.j2로 쓰십시오",
    ),
    "CROSSREF": Message(
        "delete it and write the text, or the tag to which it refers",
        "상호 참조(입력 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
    ),
}
_PATH = re.compile(r"[^\W\d]\w*(?:\.\w+|\[\d+\])*(?:\s*\|.*)?")
"""A name that leads to a value, such as ``budgets[0].executed | bare``."""
_LIST_NUMBERS = Message("numbers of lists", "문단 번호 모양")
_SAFE = ("http", "https", "mailto", "?")
_ADDRESS = ("Command", "Path")


class NamedField(NamedTuple):
    """A field to be clicked on or a cell, by its name; ``paragraph`` is where the tag stands that it became."""

    paragraph: Element
    name: str
    is_cell: bool

    @property
    def tag(self) -> str:
        """The tag that it becomes."""
        return _tag_for(self.name)


def drop_notes(root: Element) -> None:
    """Take notes to the author away: hidden comments and memos."""
    for comment in list(root.iter(hp("hiddenComment"))):
        _drop_control(comment)
    for begin in list(root.iter(hp("fieldBegin"))):
        if begin.get("type", "") == "MEMO":
            _drop_note(root, begin)


def prepare(root: Element, kept: Collection[str] = ()) -> list[NamedField]:
    """Take the record of how lines broke away, and turn fields and named cells into tags.

    Returns those that became tags. ``kept`` are the names of those that are left alone.
    """
    named: list[NamedField] = []
    drop_all(root.iter(hp("linesegarray")))
    for begin in list(root.iter(hp("fieldBegin"))):
        if _is_read(begin, kept) and is_within(begin, root) and (span := field_span(begin)):
            named.append(NamedField(span.paragraphs[0], begin.get("name").strip(), is_cell=False))
            _turn_into_tag(begin, span)
    for cell in root.iter(hp("tc")):
        paragraph = _only_text_of(cell) if _is_read(cell, kept) else None
        if paragraph is not None:
            named.append(NamedField(paragraph, cell.get("name").strip(), is_cell=True))
            _fill_with_tag(cell, paragraph)
    for text in [t for t in root.iter(hp("t")) if len(t)]:
        _part(text)
    return named


def section_faults(
    file: str, paragraphs: Iterable[tuple[Element, Message]], kept: Collection[str], formulas: list[TableFormula]
) -> Iterator[Problem]:
    """Yield what may not be in a section, and note the formulas that are to be calculated once it is filled.

    These are tracked changes, charts, links elsewhere than to the web, and fields that tell of the file, do not follow
    what is filled in, or cannot be filled.
    """
    cells: set[Element] = set()
    for paragraph, place in paragraphs:
        for element in paragraph.iter(*_CHANGES, hp("fieldBegin"), hp("chart")):
            if next(element.iterancestors(hp("p"))) is paragraph:
                yield from _faults(file, place, element, kept)
                if _is_calculated(element, kept):
                    note_formula(element, place, formulas)
        cell = next(paragraph.iterancestors(hp("tc")), None)
        if cell is not None and cell not in cells:
            cells.add(cell)
            if is_filled(cell, kept) and _only_text_of(cell) is None:
                yield unfillable_cell(file, place, cell.get("name"))
            elif is_filled(cell, kept) and not _is_read(cell, kept):
                yield foreign_name(file, NamedField(paragraph, cell.get("name").strip(), is_cell=True), place)


def list_faults(file: str, head: Element) -> Iterator[Problem]:
    """Yield the tags in the numbers of lists, which a file's head holds, and where nothing is filled."""
    for number in head.iter(hh("paraHead")):
        if opens(number.text or ""):
            yield errors.out_of_reach(file, _LIST_NUMBERS, number.text or "")


def _faults(file: str, place: Message, element: Element, kept: Collection[str]) -> Iterator[Problem]:
    kind = element.get("type", "")
    if element.tag in _CHANGES:
        yield errors.tracked_change(file, place)
    elif element.tag == hp("chart"):
        yield chart(file, place)
    elif kind in _TELLING:
        yield errors.telling_field(file, place, kind)
    elif kind in _STALE and not (kind == "FORMULA" and (_is_settled(element, kept) or _is_calculated(element, kept))):
        yield errors.stale_field(file, place, kind, _STALE[kind])
    elif kind == "HYPERLINK" and any(map(_leads_elsewhere, element.iter(hp("stringParam")))):
        yield errors.refused_field(file, place, kind)
    elif is_filled(element, kept) and field_span(element) is None:
        yield unfillable_field(file, place, element.get("name"))
    elif is_filled(element, kept) and not _is_read(element, kept):
        paragraph = next(element.iterancestors(hp("p")))
        yield foreign_name(file, NamedField(paragraph, element.get("name").strip(), is_cell=False), place)


def is_filled(element: Element, kept: Collection[str]) -> bool:
    """Return whether an element begins a field to be clicked on (누름틀), or is a cell, that is filled by its name."""
    is_one = element.tag == hp("tc") or (element.tag == hp("fieldBegin") and element.get("type", "") == "CLICK_HERE")
    return is_one and (name := _as_listed(element.get("name", ""))) != "" and name not in kept


def _is_read(element: Element, kept: Collection[str]) -> bool:
    """Return whether an element is filled, by a name that can be one of a value."""
    return is_filled(element, kept) and _PATH.fullmatch(element.get("name").strip(" {}")) is not None


def _as_listed(name: str) -> str:
    """Return a name as ``keep_fields`` lists it."""
    return unicodedata.normalize("NFC", name.strip())


def _tag_for(name: str) -> str:
    return f"{{{{ {name.strip(' {}')} }}}}"


def _is_settled(formula: Element, kept: Collection[str]) -> bool:
    """Return whether a formula calculates in a table in which nothing is filled."""
    table = next(formula.iterancestors(hp("tbl")), None)
    if table is None or any(is_filled(one, kept) for one in table.iter(hp("fieldBegin"), hp("tc"))):
        return False
    inside = (element for text in table.iter(hp("t")) for element in text.iter("*"))
    return not opens("".join(f"{element.text or ''}{element.tail or ''}" for element in inside))


def _is_calculated(element: Element, kept: Collection[str]) -> bool:
    """Return whether an element begins a formula that can be calculated once its table is filled."""
    if element.get("type", "") != "FORMULA" or next(element.iterancestors(hp("tbl")), None) is None:
        return False
    span = field_span(element)
    if span is None or len(span.paragraphs) > 1 or not formula_of(element)[0] or _is_settled(element, kept):
        return False
    return not opens("".join(map(inner_text, span.content)))


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


def _turn_into_tag(begin: Element, span: FieldSpan) -> None:
    """Put ``{{ name }}`` in the place of a field and what it shows, in the look of what it shows.

    Of several paragraphs one remains, as where text is deleted from the one into the other.
    """
    control = next(begin.iterancestors(hp("ctrl")))
    first, *others = span.paragraphs
    shown = next((element for element in span.content if element.tag == hp("t") and is_within(element, first)), None)
    tag = etree.Element(hp("t"))
    tag.text = _tag_for(begin.get("name"))
    if shown is None or shown.getparent() is control.getparent():
        control.addnext(tag)
    else:
        shown.addprevious(tag)
    for element in (control, *span.content, span.end):
        drop(element)
    for paragraph in others:
        first.extend(run for run in paragraph.iterchildren(hp("run")) if len(run))
        drop(paragraph)


def _only_text_of(cell: Element) -> Element | None:
    """Return the first paragraph of a cell that holds nothing but text without tags; None for any other cell."""
    paragraphs = [p for sub_list in cell.iterchildren(hp("subList")) for p in sub_list.iterchildren(hp("p"))]
    content = [element for paragraph in paragraphs for run in paragraph.iterchildren(hp("run")) for element in run]
    if any(element.tag != hp("t") for element in content):
        return None
    text = "".join(map(inner_text, content))
    return paragraphs[0] if paragraphs and not opens(text) else None


def _fill_with_tag(cell: Element, first: Element) -> None:
    """Put the tag of a named cell in the place of its text, in the look of that; the cell has no name any more."""
    runs = list(first.iterchildren(hp("run")))
    others = [one for sub_list in cell.iterchildren(hp("subList")) for one in sub_list if one is not first]
    look = next((run.get("charPrIDRef", "0") for run in runs), "0")
    run = etree.Element(hp("run"), {"charPrIDRef": look})
    etree.SubElement(run, hp("t")).text = _tag_for(cell.get("name"))
    cell.set("name", "")
    if runs:
        runs[0].addprevious(run)
    else:
        first.insert(0, run)
    drop_all([*runs, *others])


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


_KEEP = Message(
    "if it is not to be filled, list it in report.yaml: keep_fields: [{}]",
    "채울 것이 아니면 report.yaml의 keep_fields에 적으십시오: keep_fields: [{}]",
)


def of_named_field(problem: Problem, field: NamedField) -> Problem:
    """Return the problem of the tag that a field or a cell became as one of that, with the way to leave it alone."""
    kind = Message("cell field", "셀 필드") if field.is_cell else Message("field", "누름틀")
    what = Message(
        f"the {kind.en} '{field.name}' cannot be filled: {problem.what.en}",
        f"{kind.ko} '{field.name}'을(를) 채울 수 없습니다: {problem.what.ko}",
    )
    before = problem.hint or Message("", "")
    hint = Message(
        "; ".join(filter(None, (before.en, _KEEP.en.format(field.name)))),
        " ".join(filter(None, (before.ko, _KEEP.ko.format(field.name)))),
    )
    return replace(problem, what=what, hint=hint)


def foreign_name(file: str, field: NamedField, where: Message) -> Problem:
    """Return the problem of a field or a cell whose name can be none of a value."""
    what = Message("this is no name of a value", "값의 이름이 아닙니다")
    problem = Problem(ErrorKind.TEMPLATE, "template.unknown-name", what, location(file, where), field.tag)
    return of_named_field(problem, field)


def unfillable_field(file: str, where: Message, name: str) -> Problem:
    """Return the problem of a field to be clicked on whose end is elsewhere, or that holds more than text."""
    what = Message(
        f"the field '{name}' does not end in the same text, or holds a table, a picture or the like",
        f"누름틀 '{name}'이(가) 같은 글 안에서 끝나지 않거나, 표·그림 등이 들어 있습니다",
    )
    hint = Message(
        f"delete it and insert it again within one paragraph (Ctrl+K, E); {_KEEP.en.format(name)}",
        f"지우고 한 문단 안에 다시 넣으십시오(입력 › 필드 입력 › 누름틀, Ctrl+K, E). {_KEEP.ko.format(name)}",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), name, hint)


def unfillable_cell(file: str, where: Message, name: str) -> Problem:
    """Return the problem of a cell with a field name that holds more than text, or tags of its own."""
    what = Message(
        f"the cell field '{name}' holds a tag, a field, a picture or the like",
        f"셀 필드 '{name}'의 칸에 표시나 누름틀, 그림 따위가 들어 있습니다",
    )
    hint = Message(
        f"empty the cell, or delete its field name (표 › 표/셀 속성 › 셀 › 필드 이름); {_KEEP.en.format(name)}",
        f"칸을 비우거나 필드 이름(표 › 표/셀 속성 › 셀 › 필드 이름)을 지우십시오. {_KEEP.ko.format(name)}",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), name, hint)


def chart(file: str, where: Message) -> Problem:
    """Return the problem of a chart, which is not taken over."""
    what = Message("a chart of 한글 cannot be taken over from a template", "한글 템플릿의 차트는 옮길 수 없습니다")
    hint = Message("put a picture or a table in its place", "그림이나 표로 바꾸어 넣으십시오")
    return Problem(ErrorKind.TEMPLATE, "template.not-taken-over", what, location(file, where), hint=hint)
