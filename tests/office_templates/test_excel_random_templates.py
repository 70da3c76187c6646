"""A hundred templates made up at random, at night five hundred: every value beside a formula is that of the records.

They have groups to depth three, conditions with both branches, several lines a record, heads and feet with totals,
loops beside each other, running totals, the row above, shares, products and verdicts, and values that are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import isclose
from pathlib import Path
from random import Random
from typing import cast

from openpyxl import Workbook
from tests.at_night import tries

from .drawing_in_excel import filled_with, reopened, saved
from .recalculating import differences, recalculated

LISTS = {"g": "gs", "p": "g.ps", "m": "p.ms", "q": "qs"}
"""What a loop's record is called, and the list over which it goes."""
INNER = {"": "gq", "g": "p", "gp": "m"}
Number = float | None
"""A value, None where it is missing."""


class NoValueError(Exception):
    """A total is an error, or one of an error."""


FUNCTIONS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "SUM": sum,
    "SUBTOTAL": sum,
    "COUNT": len,
    "MAX": lambda numbers: max(numbers, default=0),
    "MIN": lambda numbers: min(numbers, default=0),
    "AVERAGE": lambda numbers: sum(numbers) / len(numbers),
}


@dataclass(eq=False)
class Line:
    """A row: a number of its own, that of a record, or a total of the rows between two of them in column B.

    ``tags`` are the rows of the tags of the loops in which it stands; a total ``of_all`` is of the rows of all their
    turns. ``factor`` is the row by whose number its own is multiplied in column F.
    """

    loops: tuple[int, ...]
    is_always_there: bool
    value: int | str = 0
    function: str = ""
    of_all: bool = False
    number: int = 0
    tags: tuple[int, ...] = ()
    first: Line | None = None
    last: Line | None = None
    factor: Line | None = None
    carries_on: bool = False


@dataclass(eq=False)
class Block:
    """A loop over records (``for``), or a condition on one (``if``), with what is in it and in its other branch."""

    keyword: str
    record: str
    loop: int
    content: list[Line | Block] = field(default_factory=list["Line | Block"])
    other: list[Line | Block] = field(default_factory=list["Line | Block"])


@dataclass(frozen=True, eq=False)
class Made:
    """A row of a filled sheet: the template's, in which turn of each loop it was made, and its number if it has one."""

    line: Line
    turns: Mapping[int, int]
    value: Number


class Template:
    """A sheet made up at random."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._loops = count()
        content = [*self._content((), is_always_there=True), *(self._total((), sure=True) for _ in range(2))]
        self.content = content
        drawn = list(_drawn(content, 1, ()))
        self.lines = list(_lines(content))
        for total in [line for line in self.lines if line.function]:
            self._choose(total)
        for top in content:
            inner = [line for line in _lines([top]) if line.loops]
            if inner:
                random.choice(inner).carries_on = True
        for line in self.lines:
            able = [one for one in self.lines if one.is_always_there and one.function != "AVERAGE"]
            line.factor = random.choice([line, *(one for one in able if line.loops[: len(one.loops)] == one.loops)])
        self.rows = [row if isinstance(row, list) else self._cells(row) for row in drawn]

    def _content(self, around: tuple[tuple[int, str], ...], *, is_always_there: bool) -> list[Line | Block]:
        random = self._random
        loops, records = tuple(loop for loop, _ in around), [record for _, record in around]
        content: list[Line | Block] = []
        for _ in range(random.randint(1, 2)):
            content += [self._line(loops, records, sure=is_always_there) for _ in range(random.randint(1, 2))]
            inner = random.choice([*INNER.get("".join(records), ""), ""])
            if inner and random.random() < 0.8:
                loop = next(self._loops)
                within = self._content((*around, (loop, inner)), is_always_there=True)
                content.append(Block("for", inner, loop, within))
            elif records and random.random() < 0.5:
                one, other = (self._line(loops, records, sure=False) for _ in range(2))
                content.append(Block("if", records[-1], 0, [one], [other] if random.random() < 0.5 else []))
            if random.random() < 0.6:
                content.insert(random.randint(0, len(content)), self._total(loops, sure=is_always_there))
        return content

    def _line(self, loops: tuple[int, ...], records: Sequence[str], *, sure: bool) -> Line:
        of_record = records and self._random.random() < 0.7
        return Line(loops, sure, f"{records[-1]}.v" if of_record else self._random.randint(1, 9))

    def _total(self, loops: tuple[int, ...], *, sure: bool) -> Line:
        of_all = self._random.random() < 0.2
        return Line(loops, sure, function=self._random.choice(list(FUNCTIONS)), of_all=of_all)

    def _choose(self, total: Line) -> None:
        """Let a total be of rows that lie one after another, among them totals that were chosen before."""
        with_totals = self._random.random() < 0.5
        chosen = [line for line in self.lines if line.last and line.function != "AVERAGE"]
        able = [line for line in self.lines if not line.function or (with_totals and line in chosen)]
        total.first = self._random.choice(able)
        for line in self.lines[self.lines.index(total.first) :]:
            is_near = total.of_all or _shared(total, line) == _shared(total, total.first)
            if line not in able or not is_near:
                break
            if total.last is None or self._random.random() < 0.5:
                total.last = line

    def _cells(self, line: Line) -> list[object]:
        n, tag = line.number, line.tags[-1] if line.tags else 0
        factor = line.factor.number if line.factor else n
        return [
            f"줄 {n}",
            self._value(line),
            f"=SUM(B${n}:B{n})" if line.loops else None,
            f"=D{tag}+B{n}" if line.carries_on else None,
            f"=D{n}-D{tag}" if line.carries_on else None,
            f"=B{n}*B{factor}+1" if line.function != "AVERAGE" else None,
            f'=IF(B{n}>50,"위",2)' if not line.function else None,
            f"=B{n}/SUM(B${n}:B${n})" if line.loops and not line.function else None,
        ]

    def _value(self, line: Line) -> object:
        if not line.first or not line.last:
            return f"{{{{ {line.value} }}}}" if isinstance(line.value, str) else line.value
        held, first = "$" * line.of_all, "9," * (line.function == "SUBTOTAL")
        return f"={line.function}({first}B{held}{line.first.number}:B{held}{line.last.number})"


def _lines(content: Sequence[Line | Block]) -> Iterator[Line]:
    for one in content:
        if isinstance(one, Line):
            yield one
        else:
            yield from _lines([*one.content, *one.other])


def _drawn(content: Sequence[Line | Block], row: int, tags: tuple[int, ...]) -> Iterator[Line | list[object]]:
    """Yield the rows of a template, of tags as they are written; each line learns its number."""
    for one in content:
        if isinstance(one, Line):
            one.number, one.tags = row, tags
            yield one
            row += 1
            continue
        opening = f"for {one.record} in {LISTS[one.record]}" if one.keyword == "for" else f"if {one.record}.kept"
        around = (*tags, row) if one.keyword == "for" else tags
        rows: list[Line | list[object]] = [[f"{{%tr {opening} %}}"], *_drawn(one.content, row + 1, around)]
        if one.other:
            rows += [["{%tr else %}"], *_drawn(one.other, row + len(rows) + 1, around)]
        rows.append([f"{{%tr end{one.keyword} %}}"])
        yield from rows
        row += len(rows)


def _shared(one: Line, other: Line) -> int:
    both = zip(one.loops, other.loops, strict=False)
    return next((n for n, (a, b) in enumerate(both) if a != b), min(len(one.loops), len(other.loops)))


def records(random: Random) -> dict[str, object]:
    def some(*inner: str) -> list[dict[str, object]]:
        return [
            {
                "v": random.choice([None, *range(1, 100, 6)]),
                "kept": random.choice(["예", ""]),
                **({inner[0]: some(*inner[1:])} if inner else {}),
            }
            for _ in range(random.choice([0, 1, 1, 2, 3]))
        ]

    return {"gs": some("ps", "ms"), "qs": some()}


class Expected:
    """What the cells of a filled sheet hold, worked out from the records alone."""

    def __init__(self, template: Template, known: Mapping[str, object]) -> None:
        self.made = list(_made(template.content, known, {}))
        self._totals: dict[Made, Number | NoValueError] = {}
        self._carried: dict[Made, Number] = {}

    def row(self, one: Made) -> list[object]:
        """Return the values from column B on; None for a missing one and for none at all."""
        line = one.line
        before = [other for other in self.made[: self.made.index(one)] if other.line is line]
        cells: list[Callable[[], object]] = [lambda: self.total(one), *[lambda: None] * 6]
        if line.loops:
            cells[1] = lambda: _together("SUM", [self.total(other) for other in (*before, one)])
        if line.carries_on:
            cells[2] = lambda: self.carried(one)
            cells[3] = lambda: self.change(one)
        if line.function != "AVERAGE":
            cells[4] = lambda: self.product(one)
        if not line.function:
            cells[5] = lambda: None if one.value is None else "위" if one.value > 50 else 2
        if line.loops and not line.function:
            alike = [other.value or 0 for other in self.made if other.line is line]
            cells[6] = lambda: None if one.value is None else one.value / sum(alike)
        return [_or_none(cell) for cell in cells]

    def total(self, one: Made) -> Number:
        """Return what column B holds."""
        line = one.line
        if not line.first or not line.last:
            return one.value
        if one not in self._totals:
            meant = [other for other in self.made if self._means(one, other)]
            try:
                self._totals[one] = _together(line.function, [self.total(other) for other in meant])
            except NoValueError as error:
                self._totals[one] = error
        value = self._totals[one]
        if isinstance(value, NoValueError):
            raise value
        return value

    def _means(self, one: Made, other: Made) -> bool:
        line = one.line
        assert line.first
        assert line.last
        within = line.first.number <= other.line.number <= line.last.number
        alike = line.of_all or all(other.turns.get(loop, turn) == turn for loop, turn in one.turns.items())
        return within and alike and not line.function == other.line.function == "SUBTOTAL"

    def above(self, one: Made) -> Made | None:
        """Return the same row in the turn before, in the same turns of the loops around."""
        loops = one.line.loops[:-1]
        before = self.made[: self.made.index(one)]
        alike = [m for m in before if m.line is one.line and all(m.turns[loop] == one.turns[loop] for loop in loops)]
        return alike[-1] if alike else None

    def carried(self, one: Made) -> Number:
        above, value = self.above(one), self.total(one)
        before = self.carried(above) if above else 0
        return None if value is None or before is None else before + value

    def change(self, one: Made) -> Number:
        above = self.above(one)
        now, before = self.carried(one), self.carried(above) if above else None
        return None if now is None or before is None else now - before

    def product(self, one: Made) -> Number:
        factor = one.line.factor
        (other,) = [m for m in self.made if m.line is factor and all(one.turns[k] == v for k, v in m.turns.items())]
        value, by = self.total(one), self.total(other)
        return None if value is None or by is None else value * by + 1


def _made(content: Sequence[Line | Block], known: Mapping[str, object], turns: Mapping[int, int]) -> Iterator[Made]:
    """Yield the rows that a template becomes."""
    for one in content:
        if isinstance(one, Line):
            owner, _, name = str(one.value).partition(".")
            value = cast("Mapping[str, object]", known[owner])[name] if name else one.value
            yield Made(one, turns, cast("Number", value))
        elif one.keyword == "if":
            is_kept = cast("Mapping[str, object]", known[one.record])["kept"]
            yield from _made(one.content if is_kept else one.other, known, turns)
        else:
            owner, _, name = LISTS[one.record].partition(".")
            members = cast("Mapping[str, object]", known[owner])[name] if name else known[owner]
            for turn, member in enumerate(cast("Sequence[object]", members)):
                yield from _made(one.content, {**known, one.record: member}, {**turns, one.loop: turn})


def _together(function: str, values: Sequence[Number]) -> Number:
    numbers = [value for value in values if value is not None]
    if not numbers and function != "COUNT":
        if values:
            return None
        if function == "AVERAGE":
            raise NoValueError
    return FUNCTIONS[function](numbers)


def _or_none(cell: Callable[[], object]) -> object:
    try:
        return cell()
    except NoValueError:
        return None


BOOKS, SHEETS = tries(5, 25), 20


def test_every_value_beside_a_formula_is_the_one_that_the_records_give(tmp_path: Path):
    books: list[bytes] = []
    for seed in range(BOOKS):
        random = Random(seed)
        templates, known = [Template(random) for _ in range(SHEETS)], records(random)
        made = filled_with(_book(templates), **known)
        sheets = reopened(made, values=True).worksheets
        for template, sheet in zip(templates, sheets, strict=True):
            expected = Expected(template, known)
            rows = [row for row in sheet.iter_rows(max_col=8, values_only=True) if row[0]]
            assert [row[0] for row in rows] == [f"줄 {one.line.number}" for one in expected.made]
            for row, one in zip(rows, expected.made, strict=True):
                told, right = [None if value == "-" else value for value in row[1:]], expected.row(one)
                assert all(map(_same, told, right)), (seed, sheet.title, row, right, template.rows)
        books.append(made.content)
    worked_out = recalculated(books, tmp_path)
    assert [differences(book, values) for book, values in zip(books, worked_out, strict=True)] == [{}] * BOOKS
    assert not [value for values in worked_out for value in values.values() if value in ("#REF!", "#VALUE!")]


def _book(templates: Sequence[Template]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, template in enumerate(templates):
        sheet = book.create_sheet(f"표{number}")
        for row in template.rows:
            sheet.append(row)
    return saved(book)


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-12)
    return one == other
