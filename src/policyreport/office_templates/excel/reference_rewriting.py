"""Formulas that follow the cells which they name to where these came to stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, TypeGuard

from openpyxl.formula.tokenizer import Token

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.area_lists import MOST_ARGUMENTS, Followed, fitted
from policyreport.office_templates.excel.references import (
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Cell,
    Corner,
    Piece,
    Reference,
    pieces,
    tokens,
)
from policyreport.office_templates.excel.row_map import EVERYWHERE, MappedRow, RowMap, Span, Turns
from policyreport.office_templates.excel.turn_before import Before, FirstTurn, Sources, first_turn, row_before

_MOST_CHARACTERS = 8192


class Use(Enum):
    """What takes the cells that a formula names."""

    FORMULA = "formula"
    """A function or an operator, as it can."""
    CHART = "chart"
    """All of them, in as many areas as they are."""
    AREA = "area"
    """All of them, in one area, for it says nothing but their name."""
    FRAME = "frame"
    """The area around all of them: what is printed, filtered or led to."""
    CELL = "cell"
    """One cell."""


class Site(NamedTuple):
    """Where a formula stands: its place, the sheet of cells that it names without one, and the turns that made it.

    A cell's own formula has its ``line`` and its ``column``, by which the row above is found; ``before`` are those of
    the sheet's references that mean it.
    """

    place: Message
    own_sheet: RowMap | None = None
    turns: Turns = EVERYWHERE
    cell_turns: Turns = EVERYWHERE
    line: MappedRow | None = None
    column: int = 0
    before: Sources = MappingProxyType({})


class ReferenceRewriter:
    """Writes formulas again for where the cells of a workbook came to stand; ``grids`` are of its sheets by name.

    A row of a loop is named in three ways: from a cell of the same turn as that turn's row, from elsewhere as all the
    rows that it became, and with a ``$`` before its number as all of them from anywhere. What does not lie together is
    named as several areas where these can stand, and is a problem elsewhere.
    """

    def __init__(self, file: str, grids: Mapping[str, RowMap]) -> None:
        self.problems: list[Problem] = []
        self.first_turns: dict[Cell, bool] = {}
        """The cells whose formulas name a row above that is not there, and whether they have no value for it."""
        self._named_so: dict[tuple[Reference, ...], tuple[Reference, RowMap]] = {}
        self._file = file
        self._row_maps = {sheet.casefold(): row_map for sheet, row_map in grids.items()}

    def everywhere(self, formula: str, place: Message, use: Use, own_sheet: RowMap | None = None) -> str:
        """Return a formula that stands in no cell, such as a name's or a chart's."""
        words = pieces(formula)
        alone = len(words) == 1
        lists = use is Use.CHART and (alone or words[0] == "(")
        taken = [p if isinstance(p, str) else p._replace(grows=use is not Use.CELL, lists=lists) for p in words]
        rewritten = self._followed(taken, Site(place, own_sheet), use)
        bracketed = alone and any(isinstance(piece, tuple) and len(piece) > 1 for piece in rewritten)
        return self._within_limits(f"({written(rewritten)})" if bracketed else written(rewritten), place)

    def in_cell(self, formula: str, site: Site) -> str:
        """Return a formula of a cell that was made in some turns of loops of rows, and some of loops of cells."""
        rewritten = self.followed(formula, site)
        text = written(rewritten)
        return self._within_limits(text, site.place) if len(text) > len(formula) else text

    def followed(self, formula: str, site: Site) -> list[Followed]:
        """Return the pieces of a formula that stands in a cell, or holds for it."""
        words = pieces(formula)
        return self._followed(words, site, Use.AREA if len(words) == 1 else Use.FORMULA)

    def _followed(self, words: Sequence[Piece], site: Site, use: Use) -> list[Followed]:
        followed = [
            piece if isinstance(piece, str) else self._above(words, at, site) or self._named(piece, site, use)
            for at, piece in enumerate(words)
        ]
        if not any(_lie_apart(piece) for piece in followed):
            return without_left_out(followed)
        fit = fitted(without_left_out(followed))
        for piece in fit:
            if _lie_apart(piece) and not piece[0].lists:
                self._note(self._scattered(self._named_so[piece], site.place, use))
        return fit

    def _above(self, words: Sequence[Piece], at: int, site: Site) -> Followed | None:
        """Return what a reference to the row above became; None where it is no such reference."""
        reference, row_map, line = words[at], site.own_sheet, site.line
        if isinstance(reference, str) or reference.last is not None or row_map is None or line is None:
            return None
        before = Before(line.origin, site.column, reference.first.column or 0, reference.first.row or 0)
        source = site.before.get(before)
        if source is None:
            return None
        above = row_before(row_map, line, source)
        if above is not None:
            return (reference._replace(first=reference.first._replace(row=above.number)),)
        occurrence = sum(str(one) == str(reference) for one in words[:at])
        own_column = before.column == before.named_column
        stands_for = first_turn("".join(map(str, words)), str(reference), occurrence, own_column=own_column)
        if stands_for in (FirstTurn.TEXT, FirstTurn.MISSING):
            cell = (row_map.sheet.casefold(), line.number, site.column)
            self.first_turns[cell] = self.first_turns.get(cell, False) or stands_for is FirstTurn.MISSING
        return stands_for.value

    def _named(self, reference: Reference, site: Site, use: Use) -> tuple[Reference, ...]:
        row_map = self._row_maps.get(reference.sheet.casefold()) if reference.sheet else site.own_sheet
        if row_map is None:
            if ":" in reference.sheet and any(g.moves for g in self._row_maps.values()):
                self._note(errors.over_sheets(self._file, site.place, str(reference)))
            return (reference,)
        if not row_map.moves:
            return (reference,)
        areas = _areas(reference, row_map, site if row_map is site.own_sheet else Site(site.place))
        if use is Use.FRAME and areas:
            areas = [_around(areas)]
        self._judge(reference, areas, site.place, use)
        renamed = [_renamed(reference, area) for area in areas] or [reference]
        result = tuple(one._replace(last=None) if renamed[1:] and _is_cell(one) else one for one in renamed)
        self._named_so[result] = reference, row_map
        return result

    def _scattered(self, named: tuple[Reference, RowMap], place: Message, use: Use) -> Problem:
        reference, row_map = named
        whole = _whole_turns(reference, row_map)
        return errors.scattered(self._file, place, str(reference), whole, in_formula=use is Use.FORMULA)

    def _judge(self, reference: Reference, areas: list[Area], place: Message, use: Use) -> None:
        """Note what is wrong with a reference that became some areas."""
        if not areas:
            self._note(errors.absent(self._file, place, str(reference)))
        elif reference.last is None and not reference.grows and (len(areas) > 1 or areas[0][:2] != areas[0][2:]):
            self._note(errors.several(self._file, place, str(reference)))
        elif len(areas) > 1 and not reference.lists:
            return  # what is around it may yet take its areas one by one
        elif use is Use.CHART and _is_line(reference) and not _lie_in_line(areas):
            self._note(errors.no_series(self._file, place, str(reference)))

    def _within_limits(self, formula: str, place: Message) -> str:
        """Return a formula, and note where it names more areas than Excel takes."""
        if len(formula) > _MOST_CHARACTERS or _most_arguments(formula) > MOST_ARGUMENTS:
            self._note(errors.too_many_areas(self._file, place, MOST_ARGUMENTS))
        return formula

    def _note(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def without_left_out(followed: list[Followed]) -> list[Followed]:
    """Return the pieces of a formula without what is left out of a function's arguments, and without its comma."""
    result: list[Followed] = []
    drops_comma = False
    for piece in followed:
        if piece == FirstTurn.LEFT_OUT.value:
            while result and isinstance(result[-1], str) and not result[-1].strip():
                result.pop()
            if result and result[-1] == ",":
                result.pop()
            else:
                drops_comma = True
        elif not (drops_comma and piece == ","):
            result.append(piece)
        else:
            drops_comma = False
    return result


def written(followed: Iterable[Followed]) -> str:
    """Return a formula whose pieces were followed."""
    return "".join(piece if isinstance(piece, str) else ",".join(map(str, piece)) for piece in followed)


def _areas(reference: Reference, row_map: RowMap, site: Site) -> list[Area]:
    """Return the cells that a reference means, as few areas."""
    one, other = reference.first, reference.last or reference.first
    rows = Span(1, MOST_ROWS)
    if one.row is not None and other.row is not None:
        rows = _span((one.row, one.holds_row), (other.row, other.holds_row), site.turns, row_map)
    columns = Span(1, MOST_COLUMNS)
    if one.column is not None and other.column is not None:
        columns = _span((one.column, one.holds_column), (other.column, other.holds_column), site.cell_turns, None)
    return row_map.areas(rows, columns)


def _span(one: tuple[int, bool], other: tuple[int, bool], turns: Turns, row_map: RowMap | None) -> Span:
    """Return rows or columns between two corners, each a number and whether a ``$`` holds it.

    Beside a corner that is held, one that stands outside of the loops is as good as held.
    """
    (first, holds_first), (last, holds_last) = sorted((one, other), key=lambda corner: corner[0])
    if holds_first != holds_last and row_map is not None:
        free = last if holds_first else first
        if row_map.layout.rows.positions.get(free) and not row_map.shared(free, turns):
            turns = EVERYWHERE
    return Span(first, last, EVERYWHERE if holds_first else turns, EVERYWHERE if holds_last else turns)


def _around(areas: list[Area]) -> Area:
    return Area(
        min(area.top for area in areas),
        min(area.left for area in areas),
        max(area.bottom for area in areas),
        max(area.right for area in areas),
    )


def _lie_apart(piece: Followed) -> TypeGuard[tuple[Reference, ...]]:
    return isinstance(piece, tuple) and len(piece) > 1


def _is_cell(reference: Reference) -> bool:
    """Return whether an area is one cell; whole rows and columns are none, and ``2`` alone would be a number."""
    first, last = reference.first, reference.last
    return last is not None and None not in first[:2] and first[:2] == last[:2]


def _is_line(reference: Reference) -> bool:
    last = reference.last or reference.first
    return reference.first.row == last.row or reference.first.column == last.column


def _lie_in_line(areas: list[Area]) -> bool:
    """Return whether areas are cells of one row or of one column."""
    around = _around(areas)
    return around.top == around.bottom or around.left == around.right


def _renamed(reference: Reference, area: Area) -> Reference:
    """Return a reference to another area, written as the one that it was."""
    corners = (reference.first, reference.last or reference.first)
    upper, lower = sorted(corners, key=lambda corner: corner.row or 0)
    nearer, farther = sorted(corners, key=lambda corner: corner.column or 0)
    first, last = _corner(upper, nearer, area.top, area.left), _corner(lower, farther, area.bottom, area.right)
    return reference._replace(first=first, last=None if reference.last is None and first == last else last)


def _corner(of_row: Corner, of_column: Corner, row: int, column: int) -> Corner:
    return Corner(
        None if of_row.row is None else row,
        None if of_column.column is None else column,
        of_row.holds_row,
        of_column.holds_column,
    )


def _whole_turns(reference: Reference, row_map: RowMap) -> str:
    """Return the reference to all rows of the loop in which those of another stand; nothing where they are in none."""
    standing = row_map.layout.rows.positions
    upper = min(corner.row or 0 for corner in (reference.first, reference.last or reference.first))
    loops = standing[upper].loops if upper in standing else ()
    if not loops:
        return ""
    rows = [row for row, one in standing.items() if one.loops[:1] == loops[:1]]
    last = reference.last or reference.first
    return reference.written(reference.first._replace(row=min(rows)), last._replace(row=max(rows)))


def _most_arguments(formula: str) -> int:
    """Return how much is given to the function of a formula that is given most."""
    most, opened = 1, [1]
    for token in tokens(formula):
        if token.subtype == Token.OPEN:
            opened.append(1)
        elif token.subtype == Token.CLOSE:
            opened.pop()
        elif token.type == Token.SEP:
            opened[-1] += 1
        most = max(most, opened[-1])
    return most
