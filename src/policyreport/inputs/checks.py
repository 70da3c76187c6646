"""What only the records together can tell: whether ids are unique and references lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.inputs.raw_data import RawData, field_name
from policyreport.inputs.validate import Validated
from policyreport.model import Budget, Indicator, Observation, Path, Places, QuarterReport, Ref, references
from policyreport.model.dataset import COLLECTIONS

_Record = TypeVar("_Record", bound=BaseModel)


class CheckContext(NamedTuple):
    """What there is to be checked."""

    reading: RawData
    validated: Validated

    def records(self, kind: type[_Record]) -> list[tuple[Path, _Record]]:
        """Return the sound records of one kind, with their paths."""
        return [(path, record) for path, record in self.validated.records.items() if isinstance(record, kind)]

    def written(self, collection: str, field: str) -> Iterator[tuple[Path, str]]:
        """Yield what the records of a collection say in one field, sound or not, with the paths of the records."""
        records = self.reading.content.get(collection)
        for i, record in enumerate(records if isinstance(records, list) else []):
            said = record.get(field) if isinstance(record, dict) else None
            if isinstance(said, str):
                yield (collection, i), said

    def is_complete(self, collection: str) -> bool:
        """Return whether every record of a collection was read and is sound."""
        records = self.reading.content.get(collection, [])
        sound = sum(path[0] == collection for path in self.validated.records)
        return self.reading.whole and isinstance(records, list) and sound == len(records)

    def place(self, path: Path) -> SourceLocation:
        """Return where the value at a path stands."""
        return Places(self.reading.places).find(path) or SourceLocation("data")

    def problem(self, code: str, what: Message, path: Path, hint: Message) -> Problem:
        """Return a problem of the value at a path."""
        return Problem(ErrorKind.DATA, code, what, self.place(path), field_name(self.reading.content, path), hint)


_Units = Mapping[str, Sequence[tuple[Path, Budget]]]
"""The budgets of one year by their units, the commonest unit first."""

_MOST_LISTED = 5


def budget_problems(scene: CheckContext) -> Iterator[Problem]:
    """Yield what keeps the budgets of a year from being added up."""
    yield from _duplicate_budgets(scene)
    for year, units in _by_year(scene).items():
        if len(units) > 1:
            yield _mixed_units(scene, year, units)


def _duplicate_budgets(scene: CheckContext) -> Iterator[Problem]:
    """Yield each further row of a programme and year; one that repeats an id as well is reported for its id."""
    ids, years = (dict(scene.written("budgets", field)) for field in ("id", "year"))
    first: dict[tuple[str, str | None], Path] = {}
    for path, program in scene.written("budgets", "program"):
        before = first.setdefault((program, years.get(path)), path)
        is_copy = path in ids and ids[path] == ids.get(before)
        if path in years and before != path and not is_copy:
            yield _duplicate_budget(scene, program, years[path], before, path)


def _duplicate_budget(scene: CheckContext, program: str, year: str, before: Path, path: Path) -> Problem:
    place = scene.place((*before, "program"))
    what = Message(
        f"'{program}' has two budgets for {year}: before at {place}",
        f"'{program}'의 {year}년 예산을 두 번 적었습니다. 앞의 것은 {place}에 있습니다",
    )
    hint = Message(
        "keep one row, with the amounts of both added up; or correct 'program' or 'year'",
        "금액을 더해 한 줄로 합치거나, 지원사업(program)이나 연도(year)를 고치십시오",
    )
    return scene.problem("data.duplicate-budget", what, (*path, "program"), hint)


def _by_year(scene: CheckContext) -> Mapping[int, _Units]:
    found: dict[int, dict[str, list[tuple[Path, Budget]]]] = defaultdict(lambda: defaultdict(list))
    for path, budget in scene.records(Budget):
        found[budget.year][budget.unit].append((path, budget))
    return {year: dict(sorted(units.items(), key=lambda unit: -len(unit[1]))) for year, units in found.items()}


def _mixed_units(scene: CheckContext, year: int, units: _Units) -> Problem:
    listed = [_listed(scene, unit, budgets) for unit, budgets in units.items()]
    commonest, rarest = next(iter(units)), list(units.values())[-1]
    what = Message(
        f"the budgets of {year} are in several units: {'; '.join(words.en for words in listed)}",
        f"{year}년 예산의 단위가 서로 다릅니다: {'; '.join(words.ko for words in listed)}",
    )
    hint = Message(
        f"write all budgets of {year} in one unit, such as {commonest}, and their amounts with it",
        f"{year}년 예산을 모두 한 단위(예: {commonest})로 적고 금액도 그 단위로 고치십시오",
    )
    return scene.problem("data.mixed-units", what, (*rarest[0][0], "unit"), hint)


def _listed(scene: CheckContext, unit: str, budgets: Sequence[tuple[Path, Budget]]) -> Message:
    """Return a unit with the programmes whose budgets bear it, and where they stand."""
    named = [f"{budget.program} ({scene.place((*path, 'unit'))})" for path, budget in budgets[:_MOST_LISTED]]
    rest = len(budgets) - len(named)
    said = f"{unit}: {', '.join(named)}"
    return Message(f"{said} and {rest} more", f"{said} 외 {rest}건") if rest else Message(said, said)


def observation_problems(scene: CheckContext) -> Iterator[Problem]:
    """Yield what is wrong between observations, the indicators they observe and the quarters they belong to."""
    yield from _conflicts(scene)
    yield from _observed_formulas(scene)
    yield from _formula_cycles(scene)
    yield from _unreported_quarters(scene)
    yield from _late_observations(scene)
    yield from _early_reports(scene)


def _conflicts(scene: CheckContext) -> Iterator[Problem]:
    rivals: dict[tuple[object, ...], list[tuple[Path, Observation]]] = defaultdict(list)
    for path, seen in scene.records(Observation):
        rivals[seen.indicator, seen.quarter, seen.kind].append((path, seen))
    for found in rivals.values():
        used = [path for path, seen in found if seen.used]
        if len(used) > 1:
            yield _all_used(scene, used, found[0][1])
        elif not used and scene.is_complete("observations"):
            yield _none_used(scene, found[-1][0], found[-1][1])


def _all_used(scene: CheckContext, paths: list[Path], seen: Observation) -> Problem:
    before = ", ".join(str(scene.place(path)) for path in paths[:-1])
    what = Message(
        f"'{seen.indicator}' has more than one value for {seen.quarter}: also at {before}",
        f"{seen.quarter}의 '{seen.indicator}' 값이 여럿입니다. 다른 값은 {before}에 있습니다",
    )
    hint = Message(
        "keep one; give each of the others 'used: false' and a 'reason:'",
        "하나만 남기고 나머지에는 'used: false'와 'reason:'을 적으십시오",
    )
    return scene.problem("data.conflicting-observations", what, paths[-1], hint)


def _none_used(scene: CheckContext, path: Path, seen: Observation) -> Problem:
    what = Message(
        f"no value of '{seen.indicator}' for {seen.quarter} is used",
        f"{seen.quarter}의 '{seen.indicator}' 값 가운데 쓰이는 것이 없습니다",
    )
    hint = Message("remove 'used: false' from one of them", "그중 하나에서 'used: false'를 지우십시오")
    return scene.problem("data.conflicting-observations", what, path, hint)


def _observed_formulas(scene: CheckContext) -> Iterator[Problem]:
    observed = {seen.indicator: path for path, seen in reversed(scene.records(Observation))}
    for path, indicator in scene.records(Indicator):
        if indicator.formula is not None and indicator.id in observed:
            place = scene.place(observed[indicator.id])
            what = Message(
                f"'{indicator.id}' is reckoned by a formula, yet observed at {place}",
                f"'{indicator.id}'은(는) 산식으로 셈하는데 {place}에 관측값이 있습니다",
            )
            hint = Message("remove the formula or the observations", "산식이나 관측값을 지우십시오")
            yield scene.problem("data.observed-formula", what, (*path, "formula"), hint)


def _formula_cycles(scene: CheckContext) -> Iterator[Problem]:
    paths = {indicator.id: path for path, indicator in scene.records(Indicator)}
    of = {indicator.id: set(indicator.formula.of) for _, indicator in scene.records(Indicator) if indicator.formula}
    for cycle in _cycles(of):
        way = " → ".join(cycle)
        what = Message(f"the formulas go round in a circle: {way}", f"산식이 돌고 돕니다: {way}")
        hint = Message("give one of them a formula without the others", "그중 하나의 산식에서 나머지를 빼십시오")
        yield scene.problem("data.formula-cycle", what, (*paths[cycle[0]], "formula"), hint)


def _cycles(graph: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Yield cycles until the graph has none left, each from its least name on and back to it."""
    rest = {name: sorted(graph[name]) for name in sorted(graph)}
    while True:
        try:
            TopologicalSorter(rest).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1][:0:-1]
            start = ring.index(min(ring))
            yield [*ring[start:], *ring[:start], ring[start]]
            rest = {name: of for name, of in rest.items() if name not in ring}
        else:
            return


def _unreported_quarters(scene: CheckContext) -> Iterator[Problem]:
    if not scene.reading.whole:
        return
    reported = {quarter for _, quarter in scene.written("quarters", "quarter")}
    missing = {str(seen.quarter): path for path, seen in reversed(scene.records(Observation))}
    for quarter, path in missing.items():
        if quarter not in reported:
            what = Message(f"nothing is reported of {quarter}", f"{quarter}의 보고가 없습니다")
            hint = Message(
                f"write 'report:' in data/quarters/{quarter}.yaml",
                f"data/quarters/{quarter}.yaml에 'report:'를 적으십시오",
            )
            yield scene.problem("data.unreported-quarter", what, path, hint)


def _late_observations(scene: CheckContext) -> Iterator[Problem]:
    closes = {report.quarter: report.as_of for _, report in scene.records(QuarterReport)}
    for path, seen in scene.records(Observation):
        closed = closes.get(seen.quarter)
        if closed is not None and _first_day(seen.as_of) > closed:
            what = Message(
                f"a value of {seen.as_of} is later than its quarter's report, which holds for {closed}",
                f"{seen.as_of}의 값은 분기 보고의 기준일 {closed}보다 늦습니다",
            )
            hint = Message("move it to a later quarter, or mend 'as_of'", "뒤 분기로 옮기거나 'as_of'를 고치십시오")
            yield scene.problem("data.late-observation", what, (*path, "as_of"), hint)


def _first_day(as_of: str) -> date:
    return date.fromisoformat((as_of + "-01-01")[:10])


def _early_reports(scene: CheckContext) -> Iterator[Problem]:
    for path, report in scene.records(QuarterReport):
        first = report.quarter.first_day
        if report.as_of < first:
            what = Message(
                f"{report.as_of} lies before {report.quarter}, which begins on {first}",
                f"{report.as_of}은(는) {first}에 시작하는 {report.quarter}보다 이릅니다",
            )
            hint = Message("mend 'as_of' or 'quarter'", "'as_of'나 'quarter'를 고치십시오")
            yield scene.problem("data.early-report", what, (*path, "as_of"), hint)


def check(reading: RawData, validated: Validated) -> list[Problem]:
    """Return what is wrong between records: all of it that is sure, also where some records are not sound.

    Where a file could not be read, nothing is said of what may stand in it.
    """
    scene = CheckContext(reading, validated)
    return [*_repetitions(scene), *_unknown_references(scene), *observation_problems(scene), *budget_problems(scene)]


def _repetitions(scene: CheckContext) -> Iterator[Problem]:
    for name, collection in COLLECTIONS.items():
        yield from _repeated(scene, name, collection.key)


def _repeated(scene: CheckContext, collection: str, field: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in scene.written(collection, field):
        if name in first:
            before = scene.place((*first[name], field))
            what = Message(
                f"'{name}' is used twice: before at {before}",
                f"'{name}'을(를) 두 번 썼습니다. 앞의 것은 {before}에 있습니다",
            )
            hint = Message("give one of the two another name, or remove it", "둘 중 하나의 이름을 바꾸거나 지우십시오")
            yield scene.problem("data.duplicate-id", what, (*path, field), hint)
        first.setdefault(name, path)


def _unknown_references(scene: CheckContext) -> Iterator[Problem]:
    if not scene.reading.whole:
        return
    known = {collection: {name for _, name in scene.written(collection, "id")} for collection in COLLECTIONS}
    for path, ref, name in _references(scene):
        if name not in known[ref.collection]:
            what = Message(
                f"there is no '{name}' among the {ref.collection}", f"'{name}'은(는) {ref.collection}에 없습니다"
            )
            hint = did_you_mean(name, known[ref.collection])
            yield scene.problem("data.unknown-reference", what, path, hint)


def _references(scene: CheckContext) -> Iterator[tuple[Path, Ref, str]]:
    for path, record in {**scene.validated.records, **scene.validated.remains}.items():
        yield from references(record, path)
