"""How each kind of cell looks, in the theme's terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from policyreport.document.nodes import Align, RowKind, Tone
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Value


@dataclass(frozen=True, slots=True)
class BorderRule:
    """A line along one side of a cell."""

    weight: Literal["thin", "medium", "thick"]
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class CellStyle:
    """How a cell looks; ``size`` is in points, an ``indent`` is about one Hangul wide, no ``fill`` is none.

    Looks are told apart by identity, which is quick: a table makes few of them for very many cells.
    """

    size: float
    colour: str
    bold: bool = False
    underlined: bool = False
    fill: str = ""
    align: Align = "left"
    indent: int = 0
    wraps: bool = True
    top: BorderRule | None = None
    bottom: BorderRule | None = None
    left: BorderRule | None = None


def suited(look: CellStyle, value: Value, accent: str) -> CellStyle:
    """Return the look as this value wears it: in a lamp's colour, bold where emphasised, marked where it leads."""
    if value.address:
        look = replace(look, colour=accent, underlined=True)
    if len(value.runs) == 1:
        (run,) = value.runs
        look = replace(look, bold=look.bold or run.strong, colour=run.colour or look.colour)
    if value.is_missing and look.align == "left":
        look = replace(look, align="center", indent=0)
    return look


@dataclass(frozen=True, slots=True)
class CellStyles:
    """Every look that the workbook has, drawn from one theme."""

    theme: Theme

    def title(self) -> CellStyle:
        """The document's title on the cover."""
        return CellStyle(self.theme.sizes.title, self.theme.colours.title, bold=True)

    def subtitle(self) -> CellStyle:
        """The line below the document's title."""
        return CellStyle(self.theme.sizes.subtitle, self.theme.colours.quiet)

    def mark(self) -> CellStyle:
        """The mark above the document's title, such as 가상 자료."""
        return CellStyle(self.theme.sizes.body, self.theme.colours.accent, bold=True)

    def heading(self, level: Literal[1, 2, 3]) -> CellStyle:
        """A heading; the first level is the title of a sheet."""
        sizes, colours = self.theme.sizes, self.theme.colours
        size, colour = {
            1: (sizes.heading1, colours.title),
            2: (sizes.heading2, colours.title),
            3: (sizes.heading3, colours.ink),
        }[level]
        return CellStyle(size, colour, bold=True)

    def holding(self) -> CellStyle:
        """The line below a sheet's title that says for which day it holds."""
        return CellStyle(self.theme.sizes.furniture, self.theme.colours.quiet, bottom=self._dark("medium"))

    def prose(self, indent: int = 0) -> CellStyle:
        """Running text and items."""
        return CellStyle(self.theme.sizes.body, self.theme.colours.ink, indent=indent)

    def note(self, indent: int = 0) -> CellStyle:
        """A note."""
        return CellStyle(self.theme.sizes.note, self.theme.colours.quiet, indent=indent)

    def contents(self) -> CellStyle:
        """A line of the list of sheets."""
        return CellStyle(self.theme.sizes.body, self.theme.colours.accent, indent=1, bottom=self._light())

    def box_title(self, tone: Tone | None) -> CellStyle:
        """The title of a box."""
        return CellStyle(self.theme.sizes.heading3, self._accent(tone), bold=True, indent=1)

    def box_ground(self) -> CellStyle:
        """The tint of a box where nothing stands."""
        return replace(self.prose(), fill=self.theme.colours.box_tint)

    def box_bar(self, tone: Tone | None) -> BorderRule:
        """The bar along the left side of a box."""
        return BorderRule("thick", self._accent(tone))

    def pair_label(self, *, opens: bool) -> CellStyle:
        """What a pair stands for; the first of several ``opens`` them with a dark rule."""
        return replace(self.pair_content(opens=opens), colour=self.theme.colours.quiet)

    def pair_content(self, *, opens: bool) -> CellStyle:
        """The content of a pair."""
        top = self._dark("medium") if opens else None
        return replace(self.prose(indent=1), top=top, bottom=self._light())

    def card_label(self, *, opens: bool) -> CellStyle:
        """What a card's figure is; the first of several ``opens`` them with a rule in the accent."""
        top = BorderRule("medium", self.theme.colours.accent) if opens else None
        return replace(self.prose(indent=1), top=top, bottom=self._light())

    def card_figure(self, *, opens: bool) -> CellStyle:
        """A card's figure."""
        look = replace(self.card_label(opens=opens), size=self.theme.sizes.heading1, bold=True, align="right")
        return replace(look, colour=self.theme.colours.title)

    def card_remark(self, *, opens: bool) -> CellStyle:
        """A card's remark."""
        look = self.card_label(opens=opens)
        return replace(look, size=self.theme.sizes.note, colour=self.theme.colours.quiet)

    def caption(self) -> CellStyle:
        """A table's caption."""
        return CellStyle(self.theme.sizes.caption, self.theme.colours.ink, bold=True, wraps=False)

    def unit(self) -> CellStyle:
        """The unit of a table's numbers, above it at the right."""
        return CellStyle(self.theme.sizes.caption, self.theme.colours.quiet, align="right", wraps=False)

    def head(self) -> CellStyle:
        """The head of a table's column."""
        sizes, colours = self.theme.sizes, self.theme.colours
        look = CellStyle(sizes.table, colours.title, bold=True, fill=colours.head_tint, align="center")
        return replace(look, top=self._dark("medium"), bottom=self._light())

    def body(self, align: Align, kind: RowKind) -> CellStyle:
        """A cell of a table's row."""
        colours = self.theme.colours
        look = CellStyle(self.theme.sizes.table, colours.ink, align=align, indent=int(align != "center"))
        look = replace(look, bold=kind != "body", bottom=self._light())
        return replace(
            look,
            fill={"body": "", "group": colours.box_tint, "subtotal": colours.box_tint, "total": colours.head_tint}[
                kind
            ],
        )

    def _accent(self, tone: Tone | None) -> str:
        return self.theme.lamps[tone].colour if tone else self.theme.colours.accent

    def _light(self) -> BorderRule:
        return BorderRule("thin", self.theme.colours.rule)

    def _dark(self, weight: Literal["thin", "medium"]) -> BorderRule:
        return BorderRule(weight, self.theme.colours.title)
