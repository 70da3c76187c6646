"""Whether observations, formulas and quarters agree with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter

from policyreport.errors import Problem, Words
from policyreport.load.scene import Scene
from policyreport.model import Indicator, Observation, Path, QuarterReport


def observation_problems(scene: Scene) -> Iterator[Problem]:
    """Yield what is wrong between observations, the indicators they observe and the quarters they belong to."""
    yield from _conflicts(scene)
    yield from _observed_formulas(scene)
    yield from _formula_cycles(scene)
    yield from _unreported_quarters(scene)
    yield from _late_observations(scene)
    yield from _early_reports(scene)


def _conflicts(scene: Scene) -> Iterator[Problem]:
    rivals: dict[tuple[object, ...], list[tuple[Path, Observation]]] = defaultdict(list)
    for path, seen in scene.records(Observation):
        rivals[seen.indicator, seen.quarter, seen.kind].append((path, seen))
    for found in rivals.values():
        used = [path for path, seen in found if seen.used]
        if len(used) > 1:
            yield _all_used(scene, used, found[0][1])
        elif not used and scene.is_complete("observations"):
            yield _none_used(scene, found[-1][0], found[-1][1])


def _all_used(scene: Scene, paths: list[Path], seen: Observation) -> Problem:
    before = ", ".join(str(scene.place(path)) for path in paths[:-1])
    what = Words(
        f"'{seen.indicator}' has more than one value for {seen.quarter}: also at {before}",
        f"{seen.quarter}의 '{seen.indicator}' 값이 여럿입니다. 다른 값은 {before}에 있습니다",
    )
    hint = Words(
        "keep one; give each of the others 'used: false' and a 'reason:'",
        "하나만 남기고 나머지에는 'used: false'와 'reason:'을 적으십시오",
    )
    return scene.problem("data.conflicting-observations", what, paths[-1], hint)


def _none_used(scene: Scene, path: Path, seen: Observation) -> Problem:
    what = Words(
        f"no value of '{seen.indicator}' for {seen.quarter} is used",
        f"{seen.quarter}의 '{seen.indicator}' 값 가운데 쓰이는 것이 없습니다",
    )
    hint = Words("remove 'used: false' from one of them", "그중 하나에서 'used: false'를 지우십시오")
    return scene.problem("data.conflicting-observations", what, path, hint)


def _observed_formulas(scene: Scene) -> Iterator[Problem]:
    observed = {seen.indicator: path for path, seen in reversed(scene.records(Observation))}
    for path, indicator in scene.records(Indicator):
        if indicator.formula is not None and indicator.id in observed:
            place = scene.place(observed[indicator.id])
            what = Words(
                f"'{indicator.id}' is reckoned by a formula, yet observed at {place}",
                f"'{indicator.id}'은(는) 산식으로 셈하는데 {place}에 관측값이 있습니다",
            )
            hint = Words("remove the formula or the observations", "산식이나 관측값을 지우십시오")
            yield scene.problem("data.observed-formula", what, (*path, "formula"), hint)


def _formula_cycles(scene: Scene) -> Iterator[Problem]:
    paths = {indicator.id: path for path, indicator in scene.records(Indicator)}
    of = {indicator.id: set(indicator.formula.of) for _, indicator in scene.records(Indicator) if indicator.formula}
    for cycle in _cycles(of):
        way = " → ".join(cycle)
        what = Words(f"the formulas go round in a circle: {way}", f"산식이 돌고 돕니다: {way}")
        hint = Words("give one of them a formula without the others", "그중 하나의 산식에서 나머지를 빼십시오")
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


def _unreported_quarters(scene: Scene) -> Iterator[Problem]:
    if not scene.reading.whole:
        return
    reported = {quarter for _, quarter in scene.written("quarters", "quarter")}
    missing = {str(seen.quarter): path for path, seen in reversed(scene.records(Observation))}
    for quarter, path in missing.items():
        if quarter not in reported:
            what = Words(f"nothing is reported of {quarter}", f"{quarter}의 보고가 없습니다")
            hint = Words(
                f"write 'report:' in data/quarters/{quarter}.yaml",
                f"data/quarters/{quarter}.yaml에 'report:'를 적으십시오",
            )
            yield scene.problem("data.unreported-quarter", what, path, hint)


def _late_observations(scene: Scene) -> Iterator[Problem]:
    closes = {report.quarter: report.as_of for _, report in scene.records(QuarterReport)}
    for path, seen in scene.records(Observation):
        closed = closes.get(seen.quarter)
        if closed is not None and _first_day(seen.as_of) > closed:
            what = Words(
                f"a value of {seen.as_of} is later than its quarter's report, which holds for {closed}",
                f"{seen.as_of}의 값은 분기 보고의 기준일 {closed}보다 늦습니다",
            )
            hint = Words("move it to a later quarter, or mend 'as_of'", "뒤 분기로 옮기거나 'as_of'를 고치십시오")
            yield scene.problem("data.late-observation", what, (*path, "as_of"), hint)


def _first_day(as_of: str) -> date:
    return date.fromisoformat((as_of + "-01-01")[:10])


def _early_reports(scene: Scene) -> Iterator[Problem]:
    for path, report in scene.records(QuarterReport):
        first = report.quarter.first_day
        if report.as_of < first:
            what = Words(
                f"{report.as_of} lies before {report.quarter}, which begins on {first}",
                f"{report.as_of}은(는) {first}에 시작하는 {report.quarter}보다 이릅니다",
            )
            hint = Words("mend 'as_of' or 'quarter'", "'as_of'나 'quarter'를 고치십시오")
            yield scene.problem("data.early-report", what, (*path, "as_of"), hint)
