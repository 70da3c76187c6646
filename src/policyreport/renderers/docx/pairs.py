"""Labels with their contents: as a table, and as the line of particulars under the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from policyreport.document.nodes import Pair
from policyreport.document.number_format import plain_text
from policyreport.ooxml.text_width import need_of, text_width
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, Printed, paragraph_fragment, printed_in_cell, table_fragment
from policyreport.renderers.docx.grid import cell, grid, row
from policyreport.renderers.docx.inlines import RunFormat, inlines, run
from policyreport.renderers.docx.paragraphs import styled
from policyreport.renderers.docx.styles import CELL_SIDE
from policyreport.renderers.docx.units import letter_width, twips
from policyreport.renderers.docx.xml import Element, w

_LABEL = RunFormat("Label")
_VALUE = RunFormat(bold=True)
_BETWEEN = "\u2003\u2003"
_WIDEST_LABEL = 0.35
"""Of the width of a table of pairs."""


def pairs_fragment(pairs: Sequence[Pair], setting: RenderContext) -> Fragment:
    """Return pairs as a table of two columns, the labels' as wide as they are."""
    labels = label_width(pairs, setting)
    widths = (labels, setting.width - labels)
    return table_fragment(
        grid("PolicyPairs", widths, map(row, pair_rows(pairs, widths, setting))), printed_pairs(pairs)
    )


def particulars(pairs: Sequence[Pair], setting: RenderContext) -> Fragment:
    """Return the particulars as one line between rules where they fit in one, else as a table of pairs."""
    if not fit_in_a_line(pairs, setting):
        return pairs_fragment(pairs, setting)
    content = chain.from_iterable((*pair.label, *pair.content) for pair in pairs)
    return paragraph_fragment(styled("Particulars", *_line(pairs, setting)), content)


def label_width(pairs: Iterable[Pair], setting: RenderContext) -> int:
    """Return how wide, in twips, the labels of pairs stand, which is never more than a share of the width there is."""
    need = need_of(plain_text(pair.label) for pair in pairs)
    natural = round((need.most + 2) * letter_width(setting.theme.sizes.table)) + 2 * twips(CELL_SIDE)
    return min(natural, round(setting.width * _WIDEST_LABEL))


def pair_rows(
    pairs: Sequence[Pair], widths: tuple[int, int], setting: RenderContext
) -> Iterator[tuple[Element, Element]]:
    """Yield the two cells of each pair; the last leaves what follows free to stand on the next page."""
    for at, pair in enumerate(pairs, start=1):
        free = (w("keepNext", val=0),) if at == len(pairs) else ()
        label = w("p", w("pPr", w("pStyle", val="TableHead"), *free), *inlines(pair.label, setting))
        content = styled("TableText", *inlines(pair.content, setting))
        yield cell(widths[0], (label,)), cell(widths[1], (content,))


def printed_pairs(pairs: Iterable[Pair]) -> Iterator[Printed]:
    """Yield the numbers of pairs with their cells, the labels standing in the first column."""
    for at_row, pair in enumerate(pairs, start=1):
        yield from printed_in_cell(pair.label, at_row, 1)
        yield from printed_in_cell(pair.content, at_row, 2)


def fit_in_a_line(pairs: Sequence[Pair], setting: RenderContext) -> bool:
    """Return whether pairs have room side by side in one line."""
    texts = [plain_text(pair.label) + " " + plain_text(pair.content) + _BETWEEN for pair in pairs]
    return sum(map(text_width, texts)) * letter_width(setting.theme.sizes.table) <= setting.width


def _line(pairs: Sequence[Pair], setting: RenderContext) -> Iterator[Element]:
    for i, pair in enumerate(pairs):
        yield from (run(_BETWEEN),) if i else ()
        yield from inlines(pair.label, setting, _LABEL)
        yield from (run(" "),) if pair.label and pair.content else ()
        yield from inlines(pair.content, setting, _VALUE)
