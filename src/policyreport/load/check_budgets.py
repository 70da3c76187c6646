"""Whether budgets can be added up: one row for each programme and year, all rows of a year in one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policyreport.errors import Problem, Words
from policyreport.load.scene import Scene
from policyreport.model import Budget, Path

_Units = Mapping[str, Sequence[tuple[Path, Budget]]]
"""The budgets of one year by their units, the commonest unit first."""

_MOST_LISTED = 5


def budget_problems(scene: Scene) -> Iterator[Problem]:
    """Yield what keeps the budgets of a year from being added up."""
    yield from _repetitions(scene)
    for year, units in _by_year(scene).items():
        if len(units) > 1:
            yield _mixed_units(scene, year, units)


def _repetitions(scene: Scene) -> Iterator[Problem]:
    """Yield each further row of a programme and year; one that repeats an id as well is reported for its id."""
    ids, years = (dict(scene.written("budgets", field)) for field in ("id", "year"))
    first: dict[tuple[str, str | None], Path] = {}
    for path, program in scene.written("budgets", "program"):
        before = first.setdefault((program, years.get(path)), path)
        is_copy = path in ids and ids[path] == ids.get(before)
        if path in years and before != path and not is_copy:
            yield _repeated(scene, program, years[path], before, path)


def _repeated(scene: Scene, program: str, year: str, before: Path, path: Path) -> Problem:
    place = scene.place((*before, "program"))
    what = Words(
        f"'{program}' has two budgets for {year}: before at {place}",
        f"'{program}'의 {year}년 예산을 두 번 적었습니다. 앞의 것은 {place}에 있습니다",
    )
    hint = Words(
        "keep one row, with the amounts of both added up; or correct 'program' or 'year'",
        "금액을 더해 한 줄로 합치거나, 지원사업(program)이나 연도(year)를 고치십시오",
    )
    return scene.problem("data.duplicate-budget", what, (*path, "program"), hint)


def _by_year(scene: Scene) -> Mapping[int, _Units]:
    found: dict[int, dict[str, list[tuple[Path, Budget]]]] = defaultdict(lambda: defaultdict(list))
    for path, budget in scene.records(Budget):
        found[budget.year][budget.unit].append((path, budget))
    return {year: dict(sorted(units.items(), key=lambda unit: -len(unit[1]))) for year, units in found.items()}


def _mixed_units(scene: Scene, year: int, units: _Units) -> Problem:
    listed = [_listed(scene, unit, budgets) for unit, budgets in units.items()]
    commonest, rarest = next(iter(units)), list(units.values())[-1]
    what = Words(
        f"the budgets of {year} are in several units: {'; '.join(words.en for words in listed)}",
        f"{year}년 예산의 단위가 서로 다릅니다: {'; '.join(words.ko for words in listed)}",
    )
    hint = Words(
        f"write all budgets of {year} in one unit, such as {commonest}, and their amounts with it",
        f"{year}년 예산을 모두 한 단위(예: {commonest})로 적고 금액도 그 단위로 고치십시오",
    )
    return scene.problem("data.mixed-units", what, (*rarest[0][0], "unit"), hint)


def _listed(scene: Scene, unit: str, budgets: Sequence[tuple[Path, Budget]]) -> Words:
    """Return a unit with the programmes whose budgets bear it, and where they stand."""
    named = [f"{budget.program} ({scene.place((*path, 'unit'))})" for path, budget in budgets[:_MOST_LISTED]]
    rest = len(budgets) - len(named)
    said = f"{unit}: {', '.join(named)}"
    return Words(f"{said} and {rest} more", f"{said} 외 {rest}건") if rest else Words(said, said)
