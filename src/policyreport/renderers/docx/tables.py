"""Tables of figures: the rows under one head, and no row parted that has room on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, repeat

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import Column, Inline, Lamp, Number, Row, RowKind, Table, Text
from policyreport.document.number_format import number_text, plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import need_of, share_out, text_width
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, Printed, printed_in_cell, table_fragment
from policyreport.renderers.docx.grid import cell, grid, row
from policyreport.renderers.docx.inlines import inlines, lamp_text, run
from policyreport.renderers.docx.paragraphs import TABLE, caption_fragment, styled
from policyreport.renderers.docx.styles import CELL_SIDE, shade
from policyreport.renderers.docx.units import letter_width, twips
from policyreport.renderers.docx.xml import NOTHING, Element, together, w


def head_rows(columns: Sequence[Column], widths: Sequence[int], setting: RenderContext) -> Iterator[Element]:
    """Yield the rows that stand again on each page; a column without a group is one cell through both of two rows."""
    if any(column.group for column in columns):
        yield row(_upper(columns, widths, setting), head=True)
        yield row(_lower(columns, widths, setting), head=True)
    else:
        yield row((_head(c.head, width, setting) for c, width in zip(columns, widths, strict=True)), head=True)


def _upper(columns: Sequence[Column], widths: Sequence[int], setting: RenderContext) -> Iterator[Element]:
    for group, members in groupby(zip(columns, widths, strict=True), key=lambda member: member[0].group):
        under = list(members)
        if group:
            yield _head(group, sum(width for _, width in under), setting, *_spanning(len(under)))
        else:
            yield from (_head(c.head, width, setting, w("vMerge", val="restart")) for c, width in under)


def _lower(columns: Sequence[Column], widths: Sequence[int], setting: RenderContext) -> Iterator[Element]:
    for column, width in zip(columns, widths, strict=True):
        through = () if column.group else (w("vMerge"),)
        yield _head(column.head if column.group else (), width, setting, *through)


def _spanning(count: int) -> tuple[Element, ...]:
    return (w("gridSpan", val=count),) if count > 1 else ()


def _head(content: tuple[Inline, ...], width: int, setting: RenderContext, *looks: Element) -> Element:
    return cell(width, (styled("TableHead", *inlines(content, setting)),), *looks)


_PADDING = 2 * twips(CELL_SIDE)
_ROOM_FOR_A_NUMBER = 6
"""In letters; a column with less than this, and less than it needs, would print its figures one below the other."""
_STYLES: dict[RowKind, str] = {
    "body": "TableText",
    "group": "TableGroup",
    "subtotal": "TableTotal",
    "total": "TableTotal",
}
_WHOLE = w("trPr", w("cantSplit"))
_SHORT = 120
"""In characters; a row of cells that are no longer than this has room on any page."""


def table_fragments(table: Table, setting: RenderContext, *, noted: bool = False) -> Iterator[Fragment]:
    """Yield the caption, where there is one or a unit, and the table; a table too wide raises ``table-too-wide``.

    No page break parts a sum from the row above it, nor the last row from the note to a table that is ``noted``.
    """
    yield from caption_fragment(TABLE, table, setting)
    texts = list(_texts(table, setting.theme))
    widths = _shared_out(table, texts, setting)
    heads = list(head_rows(table.columns, widths, setting))
    rows = _Rows(table, widths, setting).written(texts, noted=noted)
    yield table_fragment(grid("PolicyTable", widths, (*heads, *rows), headed=True), _printed(table, texts, len(heads)))


def column_widths(table: Table, setting: RenderContext) -> list[int]:
    """Return widths in twips, by what the columns hold, that together fill the width there is."""
    return _shared_out(table, list(_texts(table, setting.theme)), setting)


def _shared_out(table: Table, texts: Sequence[Sequence[str]], setting: RenderContext) -> list[int]:
    heads = [plain_text(column.head) for column in table.columns]
    letter = letter_width(setting.theme.sizes.table)
    full = (row for row, said in zip(texts, table.rows, strict=True) if said.kind != "group")
    needs = [need_of(column) for column in zip(heads, *full, strict=False)]
    if sum(min(need.least, _ROOM_FOR_A_NUMBER) * letter + _PADDING for need in needs) > setting.width:
        raise PolicyReportError([_too_wide(table)])
    return share_out(needs, setting.width, letter, _PADDING)


def _texts(table: Table, theme: Theme) -> Iterator[list[str]]:
    """Yield what the cells of each row print; numbers are put into words once."""
    for said in table.rows:
        yield [
            _shown(content[0], theme) if len(content) == 1 else "".join(_shown(node, theme) for node in content)
            for content in said.cells
        ]


def _shown(node: Inline, theme: Theme) -> str:
    match node:
        case Text(text):
            return text
        case Number():
            return number_text(node)
        case Lamp(tone, word):
            return lamp_text(tone, word, theme)
        case _:
            return plain_text((node,))


def _too_wide(table: Table) -> Problem:
    title, count = plain_text(table.caption), len(table.columns)
    return Problem(
        ErrorKind.RENDER,
        "docx.table-too-wide",
        Message(
            f"a table of {count} columns has no room on the page: {title}",
            f"표의 열 {count}개를 쪽 너비에 담을 수 없습니다: {title}",
        ),
        hint=Message("divide it into several tables", "표를 여러 개로 나누십시오"),
    )


class _Rows:
    """Writes a table's rows; how their cells begin is written once for every kind of row."""

    def __init__(self, table: Table, widths: Sequence[int], setting: RenderContext) -> None:
        self._table, self._widths, self._setting = table, widths, setting
        self._known: dict[tuple[RowKind, bool], list[str]] = {}

    def written(self, texts: Iterable[Sequence[str]], *, noted: bool) -> Iterator[Element]:
        """Yield the rows; ``texts`` are what their cells print."""
        rows = self._table.rows
        stays = [*(below.kind in ("subtotal", "total") for below in rows[1:]), noted]
        for said, shown, stays_with_next in zip(rows, texts, stays, strict=False):
            if said.kind == "group":
                yield self._group(said)
            else:
                yield self._row(said, shown, self._starts(said.kind, stays_with_next=stays_with_next))

    def _row(self, said: Row, shown: Sequence[str], starts: Sequence[str]) -> Element:
        contents = [_content(content, text, self._setting) for content, text in zip(said.cells, shown, strict=True)]
        if said.name:
            contents[0] = self._setting.shared.bookmarks.around_row(said.name, contents[:1])
        cells = [f"{start}{content}</w:p></w:tc>" for start, content in zip(starts, contents, strict=True)]
        whole = "" if _may_part(shown, self._widths, self._setting) else _WHOLE
        return Element(f"<w:tr>{whole}{''.join(cells)}</w:tr>")

    def _group(self, said: Row) -> Element:
        """Return the head of the rows below it: one cell as wide as the table, kept with the first of them."""
        spans = (w("gridSpan", val=len(self._widths)),) if len(self._widths) > 1 else ()
        looks = w("tcPr", w("tcW", w=sum(self._widths), type="dxa"), *spans, _tint("group", self._setting.theme))
        words = self._setting.shared.bookmarks.around_row(said.name, inlines(said.cells[0], self._setting))
        text = w("p", w("pPr", w("pStyle", val=_STYLES["group"])), words)
        return row((w("tc", looks, text),))

    def _starts(self, kind: RowKind, *, stays_with_next: bool) -> list[str]:
        """Return what stands before the content of each cell of a row."""
        known = self._known.get((kind, stays_with_next))
        if known is None:
            known = self._known[kind, stays_with_next] = list(self._made(kind, stays_with_next=stays_with_next))
        return known

    def _made(self, kind: RowKind, *, stays_with_next: bool) -> Iterator[str]:
        kept = (w("keepNext"),) if stays_with_next else ()
        tint = _tint(kind, self._setting.theme)
        for column, width in zip(self._table.columns, self._widths, strict=True):
            aligned = (w("jc", val=column.align),) if column.align != "left" else ()
            shape = w("pPr", w("pStyle", val=_STYLES[kind]), *kept, *aligned)
            yield f"<w:tc>{w('tcPr', w('tcW', w=width, type='dxa'), tint)}<w:p>{shape}"


def _content(content: tuple[Inline, ...], shown: str, setting: RenderContext) -> Element:
    """Return a cell's runs; most cells are one number or text, of which it is known what they print."""
    if len(content) == 1 and isinstance(content[0], Text | Number):
        return run(shown)
    return together(inlines(content, setting))


def _may_part(shown: Sequence[str], widths: Sequence[int], setting: RenderContext) -> bool:
    """Whether a row is so high that a page may have no room for it, for then it must run on over the next."""
    if max(map(len, shown), default=0) < _SHORT:
        return False
    room = setting.height / 2 / twips(setting.theme.sizes.table * setting.theme.leading)
    return any(_lines(text, width, setting) > room for text, width in zip(shown, widths, strict=True))


def _lines(text: str, width: int, setting: RenderContext) -> float:
    line = (width - _PADDING) / letter_width(setting.theme.sizes.table)
    return sum(1 + text_width(part) / line for part in text.split("\n"))


def _tint(kind: RowKind, theme: Theme) -> Element:
    tints = {"group": theme.colours.box_tint, "subtotal": theme.colours.box_tint, "total": theme.colours.head_tint}
    return shade(tints[kind]) if kind in tints else NOTHING


def _printed(table: Table, texts: Sequence[Sequence[str]], heads: int) -> Iterator[Printed]:
    if heads > 1:
        yield from _printed_row(_groups(table.columns), 1)
    yield from _printed_row([column.head for column in table.columns], heads)
    for at_row, (said, shown) in enumerate(zip(table.rows, texts, strict=True), start=heads + 1):
        cells = said.cells[:1] if said.kind == "group" else said.cells
        yield from _printed_row(cells, at_row, shown)


def _groups(columns: Iterable[Column]) -> list[tuple[Inline, ...]]:
    """Return the common heads, each at the first of its columns."""
    above = [column.group for column in columns]
    return [() if i and group == above[i - 1] else group for i, group in enumerate(above)]


def _printed_row(
    cells: Iterable[tuple[Inline, ...]], at_row: int, shown: Iterable[str] = repeat("")
) -> Iterator[Printed]:
    for at_column, (content, text) in enumerate(zip(cells, shown, strict=False), start=1):
        if len(content) == 1 and isinstance(content[0], Number):
            yield Printed(content[0], at_row, at_column, text=text)
        else:
            yield from printed_in_cell(content, at_row, at_column)
