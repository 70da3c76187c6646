"""Totals of templates made up at random equal those that are added up from the records, here and in LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries

from .drawing_in_excel import drawn, filled_with, sheet_of
from .recalculating import differences, recalculated

Record = Mapping[str, object]
LISTS = {"g": "gs", "p": "g.ps", "q": "qs"}
"""What a loop's record is called, and the list over which it goes."""
FUNCTIONS: Mapping[str, Callable[[Sequence[float]], float | None]] = {
    "SUM": sum,
    "SUBTOTAL": sum,
    "COUNT": len,
    "MAX": lambda numbers: max(numbers, default=0),
    "MIN": lambda numbers: min(numbers, default=0),
    "AVERAGE": lambda numbers: sum(numbers) / len(numbers) if numbers else None,
}


@dataclass(eq=False)
class Line:
    """A row: a number of its own, that of a record, or a function of rows between two of them.

    ``loops`` are those in which it stands; a total ``of_all`` is of the rows of all their turns.
    """

    loops: tuple[int, ...]
    value: int | str = 0
    function: str = ""
    of_all: bool = False
    number: int = 0
    first: Line | None = None
    last: Line | None = None


@dataclass(eq=False)
class Block:
    """A loop over records (``for``), or a condition on one (``if``), with what is in it."""

    keyword: str
    record: str
    loop: int
    content: list[Line | Block] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Made:
    """A row of a filled sheet: the template's, in which turn of each loop it was made, and its number if it has one."""

    line: Line
    turns: Mapping[int, int]
    value: float


class Writer:
    """Makes up a template."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._loops = count()
        self.content: list[Line | Block] = [*self._content(()), *(self._total(()) for _ in range(2))]
        self.rows = list(_drawn(self.content, 1))
        lines = list(_lines(self.content))
        for total in [line for line in lines if line.function]:
            self._choose(total, lines)

    def _content(self, around: tuple[tuple[int, str], ...]) -> list[Line | Block]:
        loops, records = tuple(loop for loop, _ in around), [record for _, record in around]
        content: list[Line | Block] = []
        for _ in range(self.random.randint(1, 3)):
            content.append(Line(loops, self._value(records)))
            inner = {"": self.random.choice("gq"), "g": "p"}.get("".join(records), "")
            if inner and self.random.random() < 0.8:
                loop = next(self._loops)
                content.append(Block("for", inner, loop, self._content((*around, (loop, inner)))))
            elif records and self.random.random() < 0.5:
                content.append(Block("if", records[-1], 0, [Line(loops, self._value(records))]))
            if self.random.random() < 0.6:
                content.insert(self.random.randint(0, len(content)), self._total(loops))
        return content

    def _value(self, records: Sequence[str]) -> int | str:
        return f"{records[-1]}.v" if records and self.random.random() < 0.7 else self.random.randint(1, 9)

    def _total(self, loops: tuple[int, ...]) -> Line:
        of_all = self.random.random() < 0.2
        return Line(loops, function=self.random.choice(list(FUNCTIONS)), of_all=of_all)

    def _choose(self, total: Line, lines: Sequence[Line]) -> None:
        """Let a total be of rows that lie one after another, among them totals that were chosen before."""
        with_totals = self.random.random() < 0.5
        able = [line for line in lines if not line.function or (with_totals and line.last)]
        total.first = self.random.choice(able)
        for line in lines[lines.index(total.first) :]:
            is_near = total.of_all or _shared(total, line) == _shared(total, total.first)
            if line not in able or not is_near:
                break
            if total.last is None or self.random.random() < 0.5:
                total.last = line
        assert total.last
        held, first = "$" * total.of_all, "9," * (total.function == "SUBTOTAL")
        area = f"B{held}{total.first.number}:B{held}{total.last.number}"
        self.rows[total.number - 1] = [None, f"={total.function}({first}{area})"]


def _lines(content: Sequence[Line | Block]) -> Iterator[Line]:
    for one in content:
        yield from (one,) if isinstance(one, Line) else _lines(one.content)


def _drawn(content: Sequence[Line | Block], row: int) -> Iterator[list[object]]:
    """Yield the rows of a template; each line learns its number."""
    for one in content:
        if isinstance(one, Line):
            one.number = row
            yield [None, f"{{{{ {one.value} }}}}" if isinstance(one.value, str) else one.value]
            row += 1
            continue
        inner = list(_drawn(one.content, row + 1))
        opening = f"for {one.record} in {LISTS[one.record]}" if one.keyword == "for" else f"if {one.record}.kept"
        yield from ([f"{{%tr {opening} %}}"], *inner, [f"{{%tr end{one.keyword} %}}"])
        row += len(inner) + 2


def _shared(one: Line, other: Line) -> int:
    both = zip(one.loops, other.loops, strict=False)
    return next((n for n, (a, b) in enumerate(both) if a != b), min(len(one.loops), len(other.loops)))


def records(seed: int) -> dict[str, object]:
    random = Random(seed)

    def some() -> list[dict[str, object]]:
        return [
            {"v": random.randint(1, 99), "kept": random.choice(["예", ""])}
            for _ in range(random.choice([0, 1, 1, 2, 3]))
        ]

    return {"gs": [{**group, "ps": some()} for group in some()], "qs": some()}


def made_of(content: Sequence[Line | Block], known: Mapping[str, object], turns: Mapping[int, int]) -> Iterator[Made]:
    """Yield the rows that a template becomes, worked out from the records alone."""
    for one in content:
        if isinstance(one, Line):
            owner, _, name = str(one.value).partition(".")
            value = cast("Record", known[owner])[name] if name else one.value
            yield Made(one, turns, cast("float", value))
        elif one.keyword == "if":
            if cast("Record", known[one.record])["kept"]:
                yield from made_of(one.content, known, turns)
        else:
            owner, _, name = LISTS[one.record].partition(".")
            members = cast("Sequence[Record]", cast("Record", known[owner])[name] if name else known[owner])
            for turn, member in enumerate(members):
                yield from made_of(one.content, {**known, one.record: member}, {**turns, one.loop: turn})


def total(one: Made, made: Sequence[Made]) -> float | None:
    """Return the value of a total; None where it or one of which it is the total is an error."""
    line = one.line
    if not line.first or not line.last:
        return one.value
    numbers: list[float] = []
    for other in made:
        within = line.first.number <= other.line.number <= line.last.number
        meant = line.of_all or all(other.turns.get(loop, turn) == turn for loop, turn in one.turns.items())
        if within and meant and not line.function == other.line.function == "SUBTOTAL":
            value = total(other, made)
            if value is None:
                return None
            numbers.append(value)
    return FUNCTIONS[line.function](numbers)


def expected(template: Writer, known: Mapping[str, object]) -> list[float | None]:
    made = list(made_of(template.content, known, {}))
    return [total(one, made) for one in made if one.line.function]


def held(content: bytes, known: Mapping[str, object]) -> list[object]:
    """Return the values beside the formulas of a filled template, from its top to its bottom."""
    made = filled_with(content, **known)
    formulas = [cell.row for cell in sheet_of(made)["B"] if cell.data_type == "f"]
    values = sheet_of(made, values=True)
    return [values.cell(row, 2).value for row in formulas]


SEEDS = st.integers(0, 10**9)


@settings(max_examples=tries(20, 60), deadline=None)
@given(SEEDS, SEEDS)
def test_totals_are_of_the_rows_that_they_name_and_of_no_others(seed: int, of_records: int):
    template, known = Writer(seed), records(of_records)
    assert held(drawn(template.rows), known) == [
        pytest.approx(value) if value else value for value in expected(template, known)
    ]


def test_libreoffice_works_out_the_same_totals(tmp_path: Path):
    books = [filled_with(drawn(Writer(seed).rows), **records(seed)).content for seed in range(40)]
    worked_out = recalculated(books, tmp_path)
    assert [differences(book, values) for book, values in zip(books, worked_out, strict=True)] == [{}] * 40
