"""Cell styles in the theme's terms, and their registration as styles of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Literal, cast

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from policyreport.document.nodes import Align, Number, RowKind, Tone
from policyreport.document.number_format import (
    excel_format,
    excel_rate_format,
    is_kept_short,
    rounded_value,
    shown_decimals,
    unit_suffix,
)
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Run, Value
from policyreport.renderers.xlsx.formulas import Formula, KnownRate, Progress, Rate

_SCRIPTS: Mapping[str, Literal["superscript", "subscript"]] = {"super": "superscript", "sub": "subscript"}


@dataclass(frozen=True, slots=True)
class BorderRule:
    """A line along one side of a cell."""

    weight: Literal["thin", "medium", "thick"]
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class CellStyle:
    """How a cell looks; ``size`` is in points, an ``indent`` is about one Hangul wide, no ``fill`` is none.

    Styles are compared by identity, which is quick: a table has few of them for very many cells.
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


def adapted(style: CellStyle, value: Value, accent: str) -> CellStyle:
    """Return the style adapted to a value: in a lamp's colour, bold where emphasised, marked where it is a link."""
    if value.address and not value.links:
        style = replace(style, colour=accent, underlined=True)
    if len(value.runs) == 1:
        (run,) = value.runs
        style = replace(style, bold=style.bold or run.strong, colour=run.colour or style.colour)
        style = replace(style, colour=run.colour or accent, underlined=True) if run.linked else style
    if value.is_missing and style.align == "left":
        style = replace(style, align="center", indent=0)
    return style


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The cell styles of a workbook, in the terms of one theme; each call returns a new one."""

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

    def validity(self) -> CellStyle:
        """The line below a sheet's title with the day for which it holds."""
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

    def box_background(self) -> CellStyle:
        """The tint of a box where nothing stands."""
        return replace(self.prose(), fill=self.theme.colours.box_tint)

    def box_bar(self, tone: Tone | None) -> BorderRule:
        """The bar along the left side of a box."""
        return BorderRule("thick", self._accent(tone))

    def quote_bar(self) -> BorderRule:
        """The bar along the left side of a quotation."""
        return BorderRule("thick", self.theme.colours.rule)

    def rule(self) -> CellStyle:
        """An empty line with a line across it."""
        return replace(self.prose(), bottom=self._light())

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
        style = replace(self.card_label(opens=opens), size=self.theme.sizes.heading1, bold=True, align="right")
        return replace(style, colour=self.theme.colours.title)

    def card_remark(self, *, opens: bool) -> CellStyle:
        """A card's remark."""
        style = self.card_label(opens=opens)
        return replace(style, size=self.theme.sizes.note, colour=self.theme.colours.quiet)

    def caption(self) -> CellStyle:
        """A table's caption."""
        return CellStyle(self.theme.sizes.caption, self.theme.colours.ink, bold=True, wraps=False)

    def unit(self) -> CellStyle:
        """The unit of a table's numbers, above it at the right."""
        return CellStyle(self.theme.sizes.caption, self.theme.colours.quiet, align="right", wraps=False)

    def head(self) -> CellStyle:
        """The head of a table's column."""
        sizes, colours = self.theme.sizes, self.theme.colours
        style = CellStyle(sizes.table, colours.title, bold=True, fill=colours.head_tint, align="center")
        return replace(style, top=self._dark("medium"), bottom=self._light())

    def body(self, align: Align, kind: RowKind) -> CellStyle:
        """A cell of a table's row."""
        colours = self.theme.colours
        style = CellStyle(self.theme.sizes.table, colours.ink, align=align, indent=int(align != "center"))
        fill = {"body": "", "total": colours.head_tint}.get(kind, colours.box_tint)
        return replace(style, bold=kind != "body", bottom=self._light(), fill=fill)

    def _accent(self, tone: Tone | None) -> str:
        return self.theme.lamps[tone].colour if tone else self.theme.colours.accent

    def _light(self) -> BorderRule:
        return BorderRule("thin", self.theme.colours.rule)

    def _dark(self, weight: Literal["thin", "medium"]) -> BorderRule:
        return BorderRule(weight, self.theme.colours.title)


_FIELDS = attrgetter(*(field.name for field in fields(CellStyle)))
"""All fields of a style: styles themselves are compared by identity."""

_GENERAL = "General"
"""The format of what is no number and no day."""


class _Font(Font):
    """A font that is written in the order that Microsoft's schema asks (CT_Font); openpyxl has another."""

    __nested__ = Font.__nested__
    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )


@dataclass(frozen=True, slots=True)
class StyleRegistry:
    """The styles of one workbook, in one font, links in one colour; ``sheet`` is any sheet that it made."""

    sheet: Worksheet
    font: str
    accent: str
    _styles: dict[tuple[object, str, bool], int] = field(default_factory=dict[tuple[object, str, bool], int])
    _runs: dict[tuple[object, ...], str] = field(default_factory=dict[tuple[object, ...], str])

    def style_id(self, style: CellStyle, number_format: str = _GENERAL, *, quoted: bool = False) -> int:
        """Return the index of a style, with a number format, or ``quoted`` as text that is never a formula."""
        key = (_FIELDS(style), number_format, quoted)
        if key not in self._styles:
            self._styles[key] = self._style(style, number_format, quoted=quoted)
        return self._styles[key]

    def run_properties(self, style: CellStyle, run: Run) -> str:
        """Return the XML of the style of characters within a cell of this style."""
        key = (_FIELDS(style), run.strong, run.colour, run.script and run.script.place, run.linked)
        if key not in self._runs:
            font = InlineFont(
                rFont=self.font,
                b=style.bold or run.strong or None,
                color=Color(argb(run.colour or (self.accent if run.linked else style.colour))),
                sz=style.size,
                u="single" if style.underlined or run.linked else None,
                vertAlign=_SCRIPTS[run.script.place] if run.script else None,
            )
            self._runs[key] = cast("bytes", tostring(font.to_tree("rPr"))).decode()
        return self._runs[key]

    def _style(self, style: CellStyle, number_format: str, *, quoted: bool) -> int:
        styled = StyleableObject(self.sheet)
        underline = "single" if style.underlined else None
        styled.font = _Font(self.font, style.size, b=style.bold, color=argb(style.colour), u=underline)
        if style.fill:
            styled.fill = PatternFill("solid", argb(style.fill))
        styled.border = Border(left=_side(style.left), top=_side(style.top), bottom=_side(style.bottom))
        wraps = style.wraps and number_format == _GENERAL
        styled.alignment = Alignment(style.align, "center", wrap_text=wraps, indent=style.indent)
        styled.number_format = number_format
        styled.quotePrefix = quoted
        return styled.style_id


def set_normal_font(book: Workbook, font: str, size: float) -> None:
    """Give cells without a style this font, in whose digits Excel counts the widths of columns.

    openpyxl offers no other way: to change its style ``Normal`` would leave its own font as the workbook's first.
    """
    book._fonts = IndexedList([_Font(font, size)])  # pyright: ignore[reportAttributeAccessIssue]  # noqa: SLF001


def argb(colour: str) -> str:
    """Return a theme's colour as Excel writes it, with nothing of the ground seen through it."""
    return "FF" + colour.removeprefix("#")


def _side(rule: BorderRule | None) -> Side:
    return Side(rule.weight, argb(rule.colour)) if rule else Side()


_DATE = 'yyyy". "m". "d"."'
Kind = tuple[int, str, str | None, bool, bool, bool, bool, str]
"""What decides a number's format, and little else."""


def format_of(value: Value, formula: Formula | None = None) -> str:
    """Return the format of a number, given or worked out, or of a day; the mark of a footnote to it follows."""
    number = value.number
    if number is None:
        return f'{_DATE}"{value.mark}"' if value.mark else _DATE
    if value.mark:
        unit = f"{unit_suffix(number)} {value.mark}"
        number = replace(number, unit=unit, decimals=shown_decimals(number), bound=None, shows_unit=True)
    return excel_rate_format(number) if isinstance(formula, Rate | KnownRate | Progress) else excel_format(number)


def kind_of(number: Number, formula: Formula | None = None) -> Kind:
    """Return what numbers of one format have in common: comparing it is quicker than building the format."""
    decimals = shown_decimals(number) if number.decimals is None else number.decimals
    # a number so small that it is shown as nothing has another format
    vanishes = number.value is not None and -1 < number.value < 1 and bool(number.value) and not rounded_value(number)
    is_rate = isinstance(formula, Rate | KnownRate | Progress) and number.value is not None and number.value >= 0
    fields = decimals, number.unit, number.bound, number.change, number.shows_unit, vanishes
    return *fields, is_rate, excel_format(number) if is_kept_short(number) else ""
