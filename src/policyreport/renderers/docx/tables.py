"""Tables of figures and of pairs, and the frame of every table: of fixed widths, never of those that Word chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from policyreport.document.nodes import Column, Inline, Number, Pair, Row, RowKind, Table, Text
from policyreport.document.number_format import plain_text
from policyreport.ooxml.text_width import text_width
from policyreport.renderers.docx.content_controls import number_control
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.inlines import inlines, run
from policyreport.renderers.docx.paragraphs import Fragment, caption_fragments, styled, table_fragment
from policyreport.renderers.docx.styles import shade
from policyreport.renderers.docx.units import twips
from policyreport.renderers.docx.xml import NOTHING, Element, together, w
from policyreport.renderers.flow.blocks import cells_of_pairs, label_width
from policyreport.renderers.flow.inlines import Printed, printed_in_cells, shown_text
from policyreport.renderers.flow.tables import MOST_KEPT_WHOLE, column_widths, head_depth, row_tint

ROW_STYLES: dict[RowKind, str] = {
    "body": "TableText",
    "group": "TableGroup",
    "subtotal": "TableTotal",
    "total": "TableTotal",
}
_WHOLE = w("trPr", w("cantSplit"))
_SHORT = 120
"""In characters; a row of cells that are no longer than this has room on any page, and some such rows have too."""


def grid(
    style: str, widths: Sequence[int], rows: Iterable[Element], *borders: Element, headed: bool = False
) -> Element:
    """Return a table of fixed column widths (in twips); ``headed`` lets its style format the first rows.

    ``borders`` differ from those of the style.
    """
    first = {"val": "0420", "firstRow": 1} if headed else {"val": "0480", "firstColumn": 1}
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        *borders,
        w("tblLayout", type="fixed"),
        w("tblLook", **first, noVBand=1),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def row(cells: Iterable[Element], *, head: bool = False) -> Element:
    """Return a row that no page break splits; a head row stands again on each page."""
    return w("tr", w("trPr", w("cantSplit"), *((w("tblHeader"),) if head else ())), *cells)


def cell(width: int, content: Iterable[Element], *properties: Element) -> Element:
    """Return a cell of a width in twips; ``content`` ends with a paragraph.

    ``properties`` are the columns it spans, how it is merged with the cell above, borders and shading, in this order.
    """
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *properties), together(content))


def table_fragments(table: Table, context: RenderContext, *, noted: bool = False) -> Iterator[Fragment]:
    """Yield the caption, where there is one or a unit, and the table; a table too wide raises ``table-too-wide``.

    No page break parts a sum from the row above it, the first row or the last from all others, nor the last one from
    the note to a table that is ``noted``.
    """
    yield from caption_fragments("표", table, context)
    texts = [[shown_text(content, context.theme) for content in row.cells] for row in table.rows]
    widths = _column_widths(table, texts, context)
    heads = list(head_rows(table.columns, widths, context))
    rows = _RowWriter(table, widths, context).rows(texts, noted=noted)
    body = grid("PolicyTable", widths, (*heads, *rows), headed=True)
    yield Fragment(body, "table", tuple(_printed(table, texts)))


def widths_of(table: Table, context: RenderContext) -> list[int]:
    """Return widths in twips, by what the columns hold, that together fill the width there is."""
    texts = [[shown_text(content, context.theme) for content in row.cells] for row in table.rows]
    return _column_widths(table, texts, context)


def _column_widths(table: Table, texts: Sequence[Sequence[str]], context: RenderContext) -> list[int]:
    heads = [plain_text(column.head) for column in table.columns]
    full = (text for row, text in zip(table.rows, texts, strict=True) if row.kind != "group")
    return column_widths(table, zip(heads, *full, strict=False), context.table_room, "docx.table-too-wide")


def head_rows(columns: Sequence[Column], widths: Sequence[int], context: RenderContext) -> Iterator[Element]:
    """Yield the rows that stand again on each page; a column without a group is one cell through both of two rows."""
    members = list(zip(columns, widths, strict=True))
    if any(column.group for column in columns):
        yield row(_upper_heads(members, context), head=True)
        through = [() if column.group else (w("vMerge"),) for column in columns]
        lower = [column.head if column.group else () for column in columns]
        cells = zip(lower, widths, through, strict=True)
        yield row((_head(head, width, context, *merged) for head, width, merged in cells), head=True)
    else:
        yield row((_head(column.head, width, context) for column, width in members), head=True)


def _upper_heads(members: Iterable[tuple[Column, int]], context: RenderContext) -> Iterator[Element]:
    for group, found in groupby(members, key=lambda member: member[0].group):
        under = list(found)
        if group:
            spans = (w("gridSpan", val=len(under)),) if len(under) > 1 else ()
            yield _head(group, sum(width for _, width in under), context, *spans)
        else:
            yield from (_head(c.head, width, context, w("vMerge", val="restart")) for c, width in under)


def _head(content: tuple[Inline, ...], width: int, context: RenderContext, *properties: Element) -> Element:
    return cell(width, (styled("TableHead", *inlines(content, context)),), *properties)


def stay_with_next(rows: Sequence[Row], *, noted: bool) -> list[bool]:
    """Return of each row whether it stays on the page of the next: before a sum, and the last before a note.

    So do all rows of a short table; of a longer one no row is alone on a page, neither the first nor the last.
    """
    stays = [*(below.kind in ("subtotal", "total") for below in rows[1:]), noted][: len(rows)]
    whole = len(rows) <= MOST_KEPT_WHOLE and all(len(plain_text(cell)) < _SHORT for row in rows for cell in row.cells)
    for at in range(len(rows) - 1):
        stays[at] |= whole or at in (0, len(rows) - 2)
    return stays


class _RowWriter:
    """Writes a table's rows; how their cells begin is written once for every kind of row."""

    def __init__(self, table: Table, widths: Sequence[int], context: RenderContext) -> None:
        self._table, self._widths, self._context = table, widths, context
        self._starts: dict[tuple[RowKind, bool], list[str]] = {}

    def rows(self, texts: Iterable[Sequence[str]], *, noted: bool) -> Iterator[Element]:
        """Yield the rows; ``texts`` are what their cells print."""
        rows = zip(self._table.rows, texts, stay_with_next(self._table.rows, noted=noted), strict=True)
        for row, text, stays_with_next in rows:
            yield self._group(row) if row.kind == "group" else self._row(row, text, stays_with_next=stays_with_next)

    def _group(self, group: Row) -> Element:
        """Return the head of the rows below it: one cell as wide as the table, kept with the first of them."""
        spans = (w("gridSpan", val=len(self._widths)),) if len(self._widths) > 1 else ()
        content = self._context.bookmarks.around_row(group.name, inlines(group.cells[0], self._context))
        return row((cell(sum(self._widths), (styled(ROW_STYLES["group"], content),), *spans, self._tint("group")),))

    def _row(self, row: Row, texts: Sequence[str], *, stays_with_next: bool) -> Element:
        key = (row.kind, stays_with_next)
        if key not in self._starts:
            self._starts[key] = list(self._cell_starts(row.kind, stays_with_next=stays_with_next))
        contents = [self._content(content, text) for content, text in zip(row.cells, texts, strict=True)]
        if row.name:
            contents[0] = self._context.bookmarks.around_row(row.name, contents[:1])
        cells = [f"{start}{content}</w:p></w:tc>" for start, content in zip(self._starts[key], contents, strict=True)]
        return Element(f"<w:tr>{'' if self._may_part(texts) else _WHOLE}{''.join(cells)}</w:tr>")

    def _cell_starts(self, kind: RowKind, *, stays_with_next: bool) -> Iterator[str]:
        """Yield what stands before the content of each cell of a row."""
        kept = (w("keepNext"),) if stays_with_next else ()
        for column, width in zip(self._table.columns, self._widths, strict=True):
            aligned = (w("jc", val=column.align),) if column.align != "left" else ()
            shape = w("pPr", w("pStyle", val=ROW_STYLES[kind]), *kept, *aligned)
            yield f"<w:tc>{w('tcPr', w('tcW', w=width, type='dxa'), self._tint(kind))}<w:p>{shape}"

    def _content(self, content: tuple[Inline, ...], text: str) -> Element:
        """Return a cell's runs; most cells are one number or text, whose text is at hand."""
        match content:
            case (Text(),):
                return run(text)
            case (Number(fact=fact),):
                return number_control(fact, run(text), self._context)
            case _:
                return together(inlines(content, self._context))

    def _tint(self, kind: RowKind) -> Element:
        tint = row_tint(kind, self._context.theme)
        return shade(tint) if tint else NOTHING

    def _may_part(self, texts: Sequence[str]) -> bool:
        """Return whether a row is so high that a page may have no room for it: it must run on over the next."""
        if max(map(len, texts), default=0) < _SHORT:
            return False
        theme, (_, letter, padding) = self._context.theme, self._context.table_room
        most = self._context.height / 2 / twips(theme.sizes.table * theme.leading)
        lines = (
            sum(1 + text_width(line) / ((width - padding) / letter) for line in text.split("\n"))
            for text, width in zip(texts, self._widths, strict=True)
        )
        return any(count > most for count in lines)


def _printed(table: Table, texts: Sequence[Sequence[str]]) -> Iterator[Printed]:
    """Yield the numbers in a table; a common head stands at the first of its columns."""
    depth, groups = head_depth(table), [column.group for column in table.columns]
    if depth > 1:
        firsts = enumerate(zip(groups, [None, *groups], strict=False), start=1)
        yield from printed_in_cells((1, at, group) for at, (group, before) in firsts if group != before)
    yield from printed_in_cells((depth, at, column.head) for at, column in enumerate(table.columns, start=1))
    for at_row, (row, text) in enumerate(zip(table.rows, texts, strict=True), start=depth + 1):
        cells = row.cells[:1] if row.kind == "group" else row.cells
        for at, (content, shown) in enumerate(zip(cells, text, strict=False), start=1):
            if len(content) == 1 and isinstance(content[0], Number):
                yield Printed(content[0], at_row, at, text=shown)
            else:
                yield from printed_in_cells(((at_row, at, content),))


def pairs_fragment(pairs: Sequence[Pair], context: RenderContext) -> Fragment:
    """Return pairs as a table of two columns, the labels' as wide as they are."""
    widths = pair_widths(pairs, context)
    return table_fragment(
        grid("PolicyPairs", widths, map(row, pair_rows(pairs, widths, context))), cells_of_pairs(pairs)
    )


def pair_widths(pairs: Iterable[Pair], context: RenderContext) -> tuple[int, int]:
    """Return the widths of the columns of labels and contents, in twips."""
    labels = label_width(pairs, context.table_room)
    return labels, context.width - labels


def pair_rows(
    pairs: Sequence[Pair], widths: tuple[int, int], context: RenderContext
) -> Iterator[tuple[Element, Element]]:
    """Yield the two cells of each pair; the last leaves what follows free to stand on the next page."""
    for at, pair in enumerate(pairs, start=1):
        free = (w("keepNext", val=0),) if at == len(pairs) else ()
        label = w("p", w("pPr", w("pStyle", val="TableHead"), *free), *inlines(pair.label, context))
        content = styled("TableText", *inlines(pair.content, context))
        yield cell(widths[0], (label,)), cell(widths[1], (content,))
