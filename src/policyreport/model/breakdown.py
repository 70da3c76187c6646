"""The values of one indicator in one quarter by the members of dimensions, and what they add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from policyreport.model.dataset import Dataset
from policyreport.model.dimension import Dimensions
from policyreport.model.indicator import Bound, Indicator, Observation
from policyreport.model.quarter import Quarter

Cell = frozenset[tuple[str, str]]
"""What a value is of: dimensions, each with one member. The empty cell is the whole."""

WHOLE: Cell = frozenset()
AWAITED = "값이 아직 없음"
NOT_ADDED = "구분별 값만 있고 더할 수 없는 지표"
DISAGREEING = "구분마다 합이 서로 다름"
OF_BOUNDS = "이상과 이하인 값은 더할 수 없음"
UNOBSERVED = "자료 없음"


class CellValue(NamedTuple):
    """What is known of a cell: its value, or why there is none, and the positions of the observations that it rests on.

    ``is_given`` where an observation says it; else it was added up.
    """

    value: Decimal | None
    observed: tuple[int, ...] = ()
    bound: Bound | None = None
    is_given: bool = False
    missing: str = ""


class MemberSum(NamedTuple):
    """What the members of a dimension add up to within a cell: the ``value`` is the sum of those that are known.

    It is the whole of the cell only where no member is ``lacking``.
    """

    dimension: str
    value: Decimal
    observed: tuple[int, ...]
    bounds: frozenset[Bound]
    lacking: tuple[str, ...]
    has_negative: bool


class Breakdown:
    """The used observations of one indicator in one quarter: what they give, and what follows from it.

    A cell that no observation gives is the sum of a dimension's members in it, where the indicator's values can be
    added up and every member has a value. Where some have none there is no sum: it would be too small. Where two
    dimensions add up to different sums there is none either.
    """

    def __init__(
        self, indicator: Indicator, dimensions: Dimensions, given: Mapping[Cell, tuple[int, Observation]]
    ) -> None:
        self._is_additive = indicator.is_additive
        self._dimensions = dimensions
        self.given = given
        self._known: dict[Cell, CellValue] = {}

    def dimensions_below(self, cell: Cell) -> tuple[str, ...]:
        """Return the dimensions by which a cell is divided further, in the order in which they are declared."""
        own = {dimension for dimension, _ in cell}
        divided = {dimension for other in self.given if cell < other for dimension, _ in other} - own
        return tuple(name for name in self._dimensions if name in divided)

    def cells(self) -> Iterable[Cell]:
        """Return every cell that observations divide further, the whole first."""
        inner = {frozenset(part) for cell in self.given for n in range(len(cell)) for part in combinations(cell, n)}
        return sorted(
            (cell for cell in inner if self.dimensions_below(cell)), key=lambda cell: (len(cell), sorted(cell))
        )

    def value(self, cell: Cell) -> CellValue:
        """Return what is known of a cell."""
        if cell not in self._known:
            self._known[cell] = self._given(cell) or self._added(cell)
        return self._known[cell]

    def sums(self, cell: Cell) -> Iterator[MemberSum]:
        """Yield what the members of each dimension that divides a cell add up to."""
        for name in self.dimensions_below(cell):
            parts = [(one.code, self.value(cell | {(name, one.code)})) for one in self._dimensions[name].members]
            values = [part.value for _, part in parts if part.value is not None]
            yield MemberSum(
                name,
                sum(values, Decimal(0)),
                tuple(position for _, part in parts for position in part.observed),
                frozenset(part.bound for _, part in parts if part.bound is not None),
                tuple(code for code, part in parts if part.value is None),
                any(value < 0 for value in values),
            )

    def _given(self, cell: Cell) -> CellValue | None:
        if cell not in self.given:
            return None
        position, seen = self.given[cell]
        missing = "" if seen.value is not None else seen.reason or AWAITED
        return CellValue(
            seen.value, (position,) if seen.value is not None else (), seen.bound, is_given=True, missing=missing
        )

    def _added(self, cell: Cell) -> CellValue:
        if not self.dimensions_below(cell):
            return CellValue(None, missing=UNOBSERVED)
        if not self._is_additive:
            return CellValue(None, missing=NOT_ADDED)
        sums = list(self.sums(cell))
        whole = [one for one in sums if not one.lacking]
        if not whole:
            return CellValue(None, missing=self._lacking(min(sums, key=lambda one: len(one.lacking))))
        if len({one.value for one in whole}) > 1:
            return CellValue(None, missing=DISAGREEING)
        first = whole[0]
        if len(first.bounds) > 1:
            return CellValue(None, missing=OF_BOUNDS)
        return CellValue(first.value, first.observed, next(iter(first.bounds), None))

    def _lacking(self, found: MemberSum) -> str:
        dimension = self._dimensions[found.dimension]
        return f"{dimension.title} {len(dimension.members)}개 가운데 {len(found.lacking)}개의 값이 없음"


class Breakdowns:
    """The indicators that were observed by members, each with the quarters in which it was, from one to another."""

    def __init__(self, dataset: Dataset, until: Quarter, since: Quarter | None = None) -> None:
        self._dimensions = dataset.dimensions
        self._indicators = {one.id: one for one in dataset.indicators}
        self._given: dict[str, dict[Quarter, dict[Cell, tuple[int, Observation]]]] = {}
        if any(seen.dimensions for seen in dataset.observations):
            self._given = self._collected(dataset.observations, until, since)
        self._made: dict[tuple[str, Quarter], Breakdown] = {}

    def __contains__(self, indicator: str) -> bool:
        return indicator in self._given

    def indicators(self) -> Iterable[str]:
        """Return the indicators that were observed by members."""
        return self._given.keys()

    def quarters(self, indicator: str) -> Iterable[Quarter]:
        """Return the quarters in which an indicator was observed, as a whole or by members."""
        return self._given[indicator].keys()

    def latest(self, indicator: str, dimensions: Iterable[str] = ()) -> Breakdown | None:
        """Return the latest breakdown of an indicator in which each of some dimensions divides it together."""
        needed = set(dimensions)
        found = [
            quarter
            for quarter, given in self._given.get(indicator, {}).items()
            if any(needed <= {name for name, _ in cell} for cell in given)
        ]
        return self.at(indicator, max(found)) if found else None

    def at(self, indicator: str, quarter: Quarter) -> Breakdown:
        """Return the breakdown of an indicator in one quarter."""
        key = indicator, quarter
        if key not in self._made:
            given = self._given[indicator][quarter]
            self._made[key] = Breakdown(self._indicators[indicator], self._dimensions, given)
        return self._made[key]

    @staticmethod
    def _collected(
        observations: Iterable[Observation], until: Quarter, since: Quarter | None
    ) -> dict[str, dict[Quarter, dict[Cell, tuple[int, Observation]]]]:
        found: defaultdict[str, defaultdict[Quarter, dict[Cell, tuple[int, Observation]]]]
        found = defaultdict(lambda: defaultdict(dict))
        divided: set[str] = set()
        for i, seen in enumerate(observations):
            is_in_time = seen.quarter <= until and (since is None or seen.quarter >= since)
            if seen.used and seen.kind == "actual" and is_in_time:
                found[seen.indicator][seen.quarter][frozenset(seen.dimensions.items())] = i, seen
                divided |= {seen.indicator} if seen.dimensions else set()
        return {name: dict(quarters) for name, quarters in found.items() if name in divided}
