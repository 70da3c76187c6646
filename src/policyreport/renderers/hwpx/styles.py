"""The named styles, by which an officer changes the look of every paragraph of a kind at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from policyreport.document.nodes import Align, Image
from policyreport.document.theme import Theme
from policyreport.renderers.flow.blocks import NumberedList
from policyreport.renderers.hwpx.units import text_width

Bullet = int
"""The number of a bullet, counted from 1; 0 is none."""
Side = Literal["left", "right", "top", "bottom"]
FIRST_LIST = 2
"""The number of the first numbering that is not that of headings."""
_ITEM_LEVELS = 7
"""How many levels of items have a style of their own; those below take the last."""
_ITEM_SIZES = (0, 0, -0.5)
"""What the levels of an outline add to the body's size; those below the last add as much as it."""
_TIGHT = 1.3
_TABLE_LEADING = 1.4
_CAPTION_LEADING = 1.3
_LEVEL_EMS = 1.5
_LARGER = 1.4
"""How much larger a cover's title and a notice's banner are than a title at the head of a page."""
_ABOVE_A_COVER_TITLE, _BELOW_A_COVER = 150, 200
"""In points."""


@dataclass(frozen=True, slots=True)
class Type:
    """Letters: size in points, colour and weight; a ``script`` stands above or below the line."""

    size: float
    colour: str
    bold: bool = False
    underlined: bool = False
    script: Literal["", "super", "sub"] = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line at one side; its thickness is in points."""

    side: Side
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines around a paragraph, a table or a cell, and what it is filled with."""

    lines: tuple[Line, ...] = ()
    fill: str = ""


BARE = Frame()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph stands. Lengths are in points; ``leading`` is line height over type size.

    ``outline`` is the level of a heading, 0 for none; ``right_tab`` is in HWPUNIT, 0 for none; ``pad`` parts the text
    from the lines above and below it. What follows a ``bullet``, or the number of a ``numbering``, hangs from where its
    first letter stands; a numbering of 0 is none.
    """

    before: float = 0
    after: float = 0
    leading: float = 1.4
    left: float = 0
    align: Align = "left"
    keep_next: bool = False
    outline: int = 0
    bullet: Bullet = 0
    numbering: int = 0
    right_tab: int = 0
    frame: Frame = BARE
    pad: float = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A named style of paragraphs: its name in 한글, its English name, and how it looks."""

    name: str
    english: str
    letters: Type
    layout: Layout
    followed_by: str = ""


_Look = TypeVar("_Look", bound=Hashable)


class Numbered(Generic[_Look]):
    """Different looks in the order in which they were first asked for."""

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self._numbers: dict[_Look, int] = {}

    def number(self, look: _Look) -> int:
        """Return a look's number, the next one for a look not met before."""
        return self._numbers.setdefault(look, self._first + len(self._numbers))

    def __contains__(self, look: _Look) -> bool:
        return look in self._numbers

    def items(self) -> list[tuple[int, _Look]]:
        """Return all looks with their numbers, in order."""
        return [(number, look) for look, number in self._numbers.items()]


class StyleRegistry:
    """The styles of a document, and the looks that they and single paragraphs, runs and cells have."""

    def __init__(self, theme: Theme) -> None:
        self.bullet = Type(theme.sizes.body, theme.colours.accent)
        self.styles = {style.english: style for style in _styles(theme)}
        self.style_numbers = {name: number for number, name in enumerate(self.styles)}
        self.letters: Numbered[Type] = Numbered()
        self.layouts: Numbered[Layout] = Numbered()
        self.tabs: Numbered[int] = Numbered()
        self.frames: Numbered[Frame] = Numbered(first=1)
        self.frames.number(BARE)
        self.lists: list[NumberedList] = []
        self.images: dict[Image, str] = {}
        for style in self.styles.values():
            self.letters.number(style.letters)
            self.layout(style.layout)
        self.letters.number(self.bullet)

    def layout(self, layout: Layout) -> int:
        """Return a layout's number; its frame and its tab have theirs from then on too."""
        if layout not in self.layouts:
            self.frames.number(layout.frame)
            self.tabs.number(layout.right_tab)
        return self.layouts.number(layout)

    def image(self, image: Image) -> str:
        """Return the name by which the file holds a picture."""
        return self.images.setdefault(image, f"image{len(self.images) + 1}")

    def numbering(self, numbers: NumberedList) -> int:
        """Return the number of a new numbering, by which a list counts its items."""
        self.lists.append(numbers)
        return FIRST_LIST + len(self.lists) - 1


def item_style(level: int) -> str:
    """Return the English name of the style of items at a level, counted from 0."""
    return f"Item {min(level, _ITEM_LEVELS - 1) + 1}"


def _styles(theme: Theme) -> Iterator[Style]:
    """Yield every style of paragraphs, 한글's default first; no text is set in that."""
    ink, sizes = theme.colours, theme.sizes
    body = Type(sizes.body, ink.ink)
    yield Style("바탕글", "Normal", body, Layout(leading=theme.leading))
    yield Style("본문", "Body", body, Layout(before=2, after=4, leading=theme.leading))
    yield Style("인용", "Quote", body, Layout(before=2, after=2, leading=theme.leading))
    rule = Frame((Line("bottom", 0.75, ink.rule),))
    yield Style("가로줄", "Rule", Type(2, ink.ink), Layout(2, 8, leading=1, frame=rule), "Body")
    title = Layout(6, 3, _TIGHT, keep_next=True)
    yield Style("제목", "Title", Type(sizes.title, ink.title, bold=True), title, "Subtitle")
    yield Style("부제목", "Subtitle", Type(sizes.subtitle, ink.quiet), Layout(5, 14, _TIGHT, keep_next=True), "Body")
    lines = (Line("top", 1.25, ink.title), Line("bottom", 0.5, ink.rule))
    particulars = Layout(0, 14, _TABLE_LEADING, frame=Frame(lines), pad=7)
    yield Style("기본 사항", "Particulars", Type(sizes.table, ink.ink), particulars, "Body")
    yield from _front_styles(theme)
    yield from _heading_styles(theme)
    yield from _item_styles(theme)
    yield from _table_styles(theme)
    yield from _page_styles(theme)


def _front_styles(theme: Theme) -> Iterator[Style]:
    ink, sizes = theme.colours, theme.sizes
    large = Type(_LARGER * sizes.title, ink.title, bold=True)
    yield Style("표지 여백", "Cover Space", Type(4, ink.ink), Layout(after=_ABOVE_A_COVER_TITLE, leading=1))
    yield Style("표지 제목", "Cover Title", large, Layout(0, 8, _TIGHT), "Cover Subtitle")
    yield Style("표지 부제목", "Cover Subtitle", Type(sizes.heading1, ink.quiet), Layout(6, 40, _TIGHT), "Body")
    office = Layout(_BELOW_A_COVER, 0, theme.leading, align="center")
    yield Style("표지 기관", "Cover Office", Type(sizes.heading1, ink.title, bold=True), office, "Body")
    yield Style("알림 띠", "Notice Banner", large, Layout(leading=_TIGHT, align="center"), "Notice Title")
    title = Layout(10, 4, _TIGHT, align="center", keep_next=True)
    yield Style("알림 제목", "Notice Title", Type(sizes.title, ink.title, bold=True), title, "Notice Subtitle")
    subtitle = Layout(4, 16, _TIGHT, align="center", keep_next=True)
    yield Style("알림 부제목", "Notice Subtitle", Type(sizes.subtitle, ink.ink, bold=True), subtitle, "Body")


def _heading_styles(theme: Theme) -> Iterator[Style]:
    ink, sizes = theme.colours, theme.sizes
    looks = (
        (Type(sizes.heading1, ink.title, bold=True), Layout(18, 6)),
        (Type(sizes.heading2, ink.accent, bold=True), Layout(14, 5)),
        (Type(sizes.heading3, ink.ink, bold=True), Layout(12, 5)),
    )
    for level, (letters, layout) in enumerate(looks, start=1):
        whole = replace(layout, leading=_TIGHT, outline=level, keep_next=True)
        yield Style(f"개요 {level}", f"Outline {level}", letters, whole, "Body")
    for level in (1, 2, 3):
        look = Type(sizes.body, ink.ink, bold=level == 1)
        yield Style(f"차례 {level}", f"TOC {level}", look, Layout(1, 1, theme.leading, left=10 * (level - 1)))


def _item_styles(theme: Theme) -> Iterator[Style]:
    ink, size = theme.colours.ink, theme.sizes.body
    lead = _item(theme, 0, before=7, keep_next=True)
    yield Style("항목 머리", "Item Lead", Type(size + 0.5, ink, bold=True), lead, item_style(1))
    for level in range(_ITEM_LEVELS):
        letters = Type(size + _ITEM_SIZES[min(level, len(_ITEM_SIZES) - 1)], ink)
        yield Style(f"항목 {level + 1}", item_style(level), letters, _item(theme, level, before=max(3 - level, 1)))
    note = Layout(4, 4, theme.leading, bullet=len(theme.item_marks) + 1)
    yield Style("주석", "Note", Type(theme.sizes.note, theme.colours.quiet), note)


def _item(theme: Theme, level: int, *, before: float, keep_next: bool = False) -> Layout:
    step = _LEVEL_EMS * theme.sizes.body
    bullet = min(level, len(theme.item_marks) - 1) + 1
    return Layout(before, 1, theme.leading, level * step, keep_next=keep_next, bullet=bullet)


def _table_styles(theme: Theme) -> Iterator[Style]:
    ink, sizes = theme.colours, theme.sizes
    title = Type(sizes.heading2, ink.accent, bold=True)
    yield Style("상자 제목", "Box Title", title, Layout(2, 3, _TABLE_LEADING, keep_next=True), "Body")
    yield Style("카드 이름", "Card Label", Type(sizes.table, ink.quiet), Layout(), "Card Figure")
    figure = Type(sizes.card, ink.title, bold=True)
    yield Style("카드 수치", "Card Figure", figure, Layout(leading=_TIGHT), "Card Remark")
    yield Style("카드 설명", "Card Remark", Type(sizes.note, ink.quiet), Layout(after=2))
    yield Style("표 자리", "Table Holder", Type(4, ink.ink), Layout(before=6, after=7, leading=1))
    caption = Layout(leading=_CAPTION_LEADING, right_tab=text_width(theme))
    yield Style("캡션", "Caption", Type(sizes.caption, ink.ink, bold=True), caption)
    yield Style("그림 설명", "Chart Text", Type(sizes.note, ink.quiet), Layout(0, 6, _TABLE_LEADING))
    yield Style("표 내용", "Table Text", Type(sizes.table, ink.ink), Layout(leading=_TABLE_LEADING))
    head = Type(sizes.table, ink.title, bold=True)
    yield Style("표 머리", "Table Head", head, Layout(leading=_TABLE_LEADING, align="center"), "Table Text")
    yield Style("표 합계", "Table Total", Type(sizes.table, ink.ink, bold=True), Layout(leading=_TABLE_LEADING))


def _page_styles(theme: Theme) -> Iterator[Style]:
    ink = theme.colours
    letters = Type(theme.sizes.furniture, ink.quiet)
    sides: tuple[tuple[str, str, Side], ...] = (("머리말", "Header", "bottom"), ("꼬리말", "Footer", "top"))
    for name, english, side in sides:
        frame = Frame((Line(side, 0.5, ink.rule),))
        yield Style(name, english, letters, Layout(right_tab=text_width(theme), frame=frame, pad=5))
    yield Style("각주", "Footnote", Type(theme.sizes.note, ink.ink), Layout(leading=_TABLE_LEADING))
