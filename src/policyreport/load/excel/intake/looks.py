"""How the workbook looks: the house's ink and tints, so that what is to be filled in stands out."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from policyreport.document.theme import Theme

_COLOURS = Theme().colours
_FONT = Theme().fonts.korean
_SIZE = 10


def _font(colour: str, size: float = _SIZE, *, bold: bool = False, underline: bool = False) -> Font:
    return Font(name=_FONT, size=size, bold=bold, color=colour[1:], underline="single" if underline else None)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour[1:], end_color=colour[1:])


_HAIR = Side(style="thin", color=_COLOURS.rule[1:])

PLAIN = _font(_COLOURS.ink)
STRONG = _font(_COLOURS.ink, bold=True)
QUIET = _font(_COLOURS.quiet)
TITLE = _font(_COLOURS.title, 16, bold=True)
LINK = _font(_COLOURS.accent, underline=True)
NEEDED_HEAD = _font("#FFFFFF", bold=True)
OTHER_HEAD = _font(_COLOURS.title, bold=True)

NEEDED_GROUND = _fill(_COLOURS.accent)
OTHER_GROUND = _fill(_COLOURS.head_tint)
LOCKED_GROUND = _fill(_COLOURS.box_tint)
LACKING_GROUND = PatternFill("solid", start_color="FBE3E0", end_color="FBE3E0")

GRID = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
UNLOCKED = Protection(locked=False)

HEAD_PLACING = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT_PLACING = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
NUMBER_PLACING = Alignment(horizontal="right", vertical="center", indent=1)
SHORT_PLACING = Alignment(horizontal="center", vertical="center")
LINE_PLACING = Alignment(horizontal="left", vertical="center", indent=1)
OPEN_PLACING = Alignment(vertical="center")
