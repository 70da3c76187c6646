"""Labels with their contents: as a table, and as the line of particulars under the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from policyreport.document.nodes import Inline, Pair
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import need_of, text_width
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.fragments import Fragment, Printed, printed_in
from policyreport.renderers.hwpx.grid import Cell, Grid, grid_fragment
from policyreport.renderers.hwpx.inlines import inlines, run, shown_text
from policyreport.renderers.hwpx.paragraph import height_of, paragraph
from policyreport.renderers.hwpx.styles import Frame, Line
from policyreport.renderers.hwpx.tables import MARGINS
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import Xml

_BETWEEN = "\u2003\u2003"
_WIDEST_LABEL = 0.35
"""Of the width of a table of pairs."""


def pairs_fragment(pairs: Sequence[Pair], setting: RenderContext) -> Fragment:
    """Return pairs as a table of two columns."""
    return grid_fragment(pairs_grid(pairs, setting), setting, printed_pairs(pairs))


def pairs_grid(pairs: Sequence[Pair], setting: RenderContext) -> Grid:
    """Return the table of pairs, the column of the labels as wide as they are."""
    labels = _label_width(pairs, setting)
    widths = (labels, setting.width - labels)
    heights = [_height(pair, widths, setting) for pair in pairs]
    rows = [list(_cells(pair, at, widths, heights, setting)) for at, pair in enumerate(pairs)]
    return Grid(rows, widths, heights, MARGINS)


def printed_pairs(pairs: Iterable[Pair], left: int = 0) -> Iterator[Printed]:
    """Yield the numbers of a table of pairs that has so many columns at the left of them."""
    for at, pair in enumerate(pairs, start=1):
        for column, content in _sides(pair):
            yield from printed_in(content, at, column + left)


def particulars(pairs: Sequence[Pair], setting: RenderContext) -> Fragment:
    """Return the particulars as one line between rules where they fit in one, else as a table of pairs."""
    if not _fit(pairs, setting):
        return pairs_fragment(pairs, setting)
    content = chain.from_iterable((*pair.label, *pair.content) for pair in pairs)
    line = paragraph("Particulars", _line(pairs, setting), setting)
    return Fragment(line, height_of("", "Particulars", setting.width, setting), printed=tuple(printed_in(content)))


def _sides(pair: Pair) -> tuple[tuple[int, tuple[Inline, ...]], ...]:
    return (1, pair.label), (2, pair.content)


def _label_width(pairs: Iterable[Pair], setting: RenderContext) -> int:
    need = need_of(plain_text(pair.label) for pair in pairs)
    natural = round((need.most + 2) * hwp_units(setting.theme.sizes.table) / 2) + 2 * MARGINS.sides
    return min(natural, round(setting.width * _WIDEST_LABEL))


def _height(pair: Pair, widths: Sequence[int], setting: RenderContext) -> int:
    texts = (shown_text(content, setting.theme) for _, content in _sides(pair))
    rooms = (width - 2 * MARGINS.sides for width in widths)
    looks = zip(texts, ("Table Head", "Table Text"), rooms, strict=True)
    return max(height_of(text, style, room, setting) for text, style, room in looks) + 2 * MARGINS.ends


def _cells(
    pair: Pair, at: int, widths: Sequence[int], heights: Sequence[int], setting: RenderContext
) -> Iterator[Cell]:
    parts = ((pair.label, "Table Head", setting.theme.colours.head_tint), (pair.content, "Table Text", ""))
    for column, (content, style, tint) in enumerate(parts):
        said = paragraph(style, inlines(content, setting.letters(style), setting), setting)
        frame = _frame(setting.theme, tint, is_first=not at)
        yield Cell((said,), at, column, widths[column], heights[at], frame)


def _frame(theme: Theme, tint: str, *, is_first: bool) -> Frame:
    ink = theme.colours
    above = (Line("top", 1.1, ink.title),) if is_first else ()
    return Frame((*above, Line("bottom", 0.35, ink.rule)), tint)


def _fit(pairs: Sequence[Pair], setting: RenderContext) -> bool:
    texts = [plain_text(pair.label) + " " + plain_text(pair.content) + _BETWEEN for pair in pairs]
    return sum(map(text_width, texts)) * hwp_units(setting.theme.sizes.table) / 2 <= setting.width


def _line(pairs: Sequence[Pair], setting: RenderContext) -> Iterator[Xml]:
    usual = setting.letters("Particulars")
    label, value = replace(usual, colour=setting.theme.colours.quiet), replace(usual, bold=True)
    for i, pair in enumerate(pairs):
        yield from (run(_BETWEEN, usual, setting),) if i else ()
        yield from inlines(pair.label, label, setting)
        yield from (run(" ", label, setting),) if pair.label and pair.content else ()
        yield from inlines(pair.content, value, setting)
