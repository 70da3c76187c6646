"""Where each paragraph of a file of 한글 stands, in the words of its readers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from policyreport.diagnostics import Message
from policyreport.office_templates.hwpx.package import hp
from policyreport.office_templates.xml import Element

_HELD = {
    hp("header"): Message("header", "머리말"),
    hp("footer"): Message("footer", "꼬리말"),
    hp("footNote"): Message("footnote", "각주"),
    hp("endNote"): Message("endnote", "미주"),
    hp("caption"): Message("caption", "캡션"),
    hp("drawText"): Message("text box", "글상자"),
}
_MASTER_PAGE = Message("master page", "바탕쪽")
_TELLING_ENOUGH = frozenset(map(hp, ("header", "footer", "footNote", "endNote")))

Steps = tuple[Message, ...]


class Locations:
    """Tells where paragraphs stand; paragraphs and tables of all sections are counted apart, from 1."""

    def __init__(self) -> None:
        self._paragraphs, self._tables = count(1), count(1)

    def of(self, part: Element) -> Iterator[tuple[Element, Message]]:
        """Yield each paragraph of a section with its place, such as ``table 3 row 2 column 4`` or ``header``.

        Those of a master page, which is one list of paragraphs, bear its name.
        """
        for sub_list in part.iterchildren(hp("subList")):
            yield from _listed(sub_list, (_MASTER_PAGE,))
        for paragraph in part.iterchildren(hp("p")):
            number = next(self._paragraphs)
            here = Message(f"paragraph {number}", f"문단 {number}")
            yield paragraph, here
            yield from _inside(paragraph, (here,), (), self._tables)


def _inside(element: Element, steps: Steps, cells: Steps, tables: count[int]) -> Iterator[tuple[Element, Message]]:
    for inner in element:
        if inner.tag == hp("tbl"):
            yield from _table(inner, cells, next(tables))
        elif inner.tag == hp("subList"):
            words = _HELD.get(element.tag)
            alone = element.tag in _TELLING_ENOUGH
            yield from _listed(inner, (() if alone else steps) + ((words,) if words else ()))
        elif inner.tag != hp("p"):
            yield from _inside(inner, steps, cells, tables)


def _table(table: Element, cells: Steps, number: int) -> Iterator[tuple[Element, Message]]:
    for at, row in enumerate(table.iterchildren(hp("tr")), start=1):
        for column, cell in enumerate(row.iterchildren(hp("tc")), start=1):
            place = Message(f"table {number} row {at} column {column}", f"표 {number}, 행 {at}, 열 {column}")
            for sub_list in cell.iterchildren(hp("subList")):
                yield from _listed(sub_list, (*cells, place))
    for caption in table.iterchildren(hp("caption")):
        for sub_list in caption.iterchildren(hp("subList")):
            yield from _listed(sub_list, (*cells, Message(f"table {number} caption", f"표 {number} 캡션")))


def _listed(sub_list: Element, steps: Steps) -> Iterator[tuple[Element, Message]]:
    tables = count(1)
    for paragraph in sub_list.iterchildren(hp("p")):
        yield paragraph, Message(", ".join(step.en for step in steps), ", ".join(step.ko for step in steps))
        yield from _inside(paragraph, steps, steps, tables)
