"""What templates see of the members of dimensions: rows of an indicator, a programme, or all that a project spends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from policyreport import model
from policyreport.model.dimension import Dimension, DimensionMember, members_of
from policyreport.templating.errors import UnknownAttributeError
from policyreport.templating.view import Figure, Named, Thunk, View, plain, printable

Rows = Callable[[object], list[View]]
"""What ``i.by`` is: called with a dimension's id it gives a row for each member."""

Amounts = Callable[[str], dict[str, Thunk]]
"""Returns the figures of a budget, or of a total, by the rest of their facts' ids."""

UNDIVIDED = "구분 없음"
_COMPANIONS = {"value": "", "previous": ".previous", "change": ".change", "share": ".share"}


class MemberViews:
    """Makes the rows of members; ``named`` finds the records around, and ``amounts`` the figures of budgets."""

    def __init__(self, facts: model.Facts, named: Named, amounts: Amounts) -> None:
        self._facts = facts
        self._known = facts.known
        self._named = named
        self._amounts = amounts
        self._programs = {program.id: program for program in facts.known.programs}
        self._by_program: dict[str, Mapping[str, list[model.Budget]]] = {}

    def dimensions(self) -> list[View]:
        """Return a view of each dimension: its ``id``, ``title``, ``members``, and the ``indicators`` it divides.

        ``programs`` and ``budgets`` are those that are of one of its members.
        """
        return [self._dimension(name, one) for name, one in self._known.dimensions.items()]

    def in_words(self, record: model.Program | model.Budget) -> View:
        """Return the members of a record by their dimensions, each its title or nothing."""
        dimensions = self._known.dimensions
        own = members_of(record, self._programs)
        return plain({n: one.title_of(own[n]) if n in own else None for n, one in dimensions.items()})

    def of_indicator(self, indicator: str) -> Rows:
        """Return ``i.by``: the value, change and share of each member; no rows where the indicator is not divided."""

        def by(dimension: object) -> list[View]:
            name, one = self._found(dimension)
            is_divided = f"indicator.{indicator}.by.{name}" in self._facts.of
            return [self._value(indicator, name, member) for member in one.members] if is_divided else []

        return by

    def of_program(self, program: str) -> Rows:
        """Return ``p.by``: the budgets of each member, and what they add up to; no rows where none are of members."""

        def by(dimension: object) -> list[View]:
            name, one = self._found(dimension)
            own = self._divided_of(name).get(program, [])
            return [self._money(f"program.{program}", name, member, own) for member in one.members] if own else []

        return by

    def of_all(self, dimension: object) -> list[View]:
        """Return ``by``: the programmes and budgets of each member, and last those of no member, if any."""
        name, one = self._found(dimension)
        budgets = [budget for budget in self._known.budgets if budget.year == self._facts.report.quarter.year]
        rows = [self._row(name, member.code, member.title, budgets) for member in one.members]
        rest = self._row(name, "", UNDIVIDED, budgets)
        return [*rows, rest] if rest.get("programs") or rest.get("budgets") else rows

    def _dimension(self, name: str, one: Dimension) -> View:
        divided = [i.id for i in self._known.indicators if f"indicator.{i.id}.by.{name}" in self._facts.of]
        return View(
            {
                "id": printable(name),
                "title": printable(one.title),
                "members": printable([plain({"code": m.code, "title": m.title}) for m in one.members]),
                "indicators": lambda: self._named("indicators", divided),
                "programs": lambda: self._named(
                    "programs", (p.id for p in self._known.programs if name in p.dimensions)
                ),
                "budgets": lambda: self._named("budgets", (b.id for b in self._divided(name))),
            }
        )

    def _found(self, dimension: object) -> tuple[str, Dimension]:
        name = str(dimension)
        if name not in self._known.dimensions:
            raise UnknownAttributeError(name, tuple(self._known.dimensions))
        return name, self._known.dimensions[name]

    def _divided(self, dimension: str) -> Iterable[model.Budget]:
        """Yield the budgets of the year reported on that are of a member."""
        year = self._facts.report.quarter.year
        return (b for b in self._known.budgets if b.year == year and dimension in members_of(b, self._programs))

    def _divided_of(self, dimension: str) -> Mapping[str, list[model.Budget]]:
        """Return the budgets of ``_divided`` by their programmes."""
        if dimension not in self._by_program:
            by_program: defaultdict[str, list[model.Budget]] = defaultdict(list)
            for budget in self._divided(dimension):
                by_program[budget.program].append(budget)
            self._by_program[dimension] = by_program
        return self._by_program[dimension]

    def _value(self, indicator: str, dimension: str, member: DimensionMember) -> View:
        fact = f"indicator.{indicator}.by.{dimension}.{member.code}"
        figures = {name: Figure(self._facts[f"{fact}{companion}"]) for name, companion in _COMPANIONS.items()}
        return View(
            {
                "code": printable(member.code),
                "title": printable(member.title),
                **{name: printable(figure) for name, figure in figures.items()},
                "whole": printable(Figure(self._facts[f"indicator.{indicator}.by.{dimension}"])),
                "by": printable(partial(self._crossed, indicator, (dimension, member.code))),
            }
        )

    def _crossed(self, indicator: str, own: tuple[str, str], other: object) -> list[View]:
        """Return the values of a member divided by another dimension; no rows where they are not."""
        name, one = self._found(other)
        order = list(self._known.dimensions)
        rows: list[View] = []
        for member in one.members:
            pairs = sorted((own, (name, member.code)), key=lambda pair: order.index(pair[0]))
            fact = self._facts.of.get(f"indicator.{indicator}" + "".join(f".by.{d}.{code}" for d, code in pairs))
            if fact is not None:
                rows.append(plain({"code": member.code, "title": member.title, "value": Figure(fact)}))
        return rows

    def _row(self, dimension: str, code: str, title: str, budgets: Iterable[model.Budget]) -> View:
        own = [p.id for p in self._known.programs if p.dimensions.get(dimension, "") == code]
        part = f"by.{dimension}.{code}" if code else f"beside.{dimension}"
        counted = self._facts.of.get(f"count.programs.{part}")
        return View(
            {
                **self._amounts(f"total.{part}"),
                "code": printable(code),
                "title": printable(title),
                "programs": lambda: self._named("programs", own),
                "count": printable(Figure(counted) if counted else None),
                "budgets": self._budgets(dimension, code, budgets),
            }
        )

    def _money(self, of: str, dimension: str, member: DimensionMember, budgets: Iterable[model.Budget]) -> View:
        return View(
            {
                **self._amounts(f"{of}.by.{dimension}.{member.code}"),
                "code": printable(member.code),
                "title": printable(member.title),
                "budgets": self._budgets(dimension, member.code, budgets),
            }
        )

    def _budgets(self, dimension: str, code: str, budgets: Iterable[model.Budget]) -> Thunk:
        own = [b.id for b in budgets if members_of(b, self._programs).get(dimension, "") == code]
        return lambda: self._named("budgets", own)
