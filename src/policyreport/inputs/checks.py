"""What only the records together can tell: whether ids are unique and references lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.inputs.raw_data import RawData, Value, column_head, field_name, is_table, written_text
from policyreport.inputs.validate import Validated
from policyreport.model import Indicator, Observation, Path, Places, QuarterReport, references
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.dimension import DIMENSIONS
from policyreport.model.labels import SHEETS
from policyreport.model.quarter import first_day

_Record = TypeVar("_Record", bound=BaseModel)


class CheckContext(NamedTuple):
    """What there is to be checked."""

    reading: RawData
    validated: Validated

    def records(self, kind: type[_Record]) -> list[tuple[Path, _Record]]:
        """Return the sound records of one kind, with their paths."""
        return [(path, record) for path, record in self.validated.records.items() if isinstance(record, kind)]

    def written(self, collection: str, field: str) -> Iterator[tuple[Path, str]]:
        """Yield what the records of a collection say in one field, sound or not, with the paths of the records.

        A quarter or a year is told in its one plain form, however it was written.
        """
        records = self.reading.content.get(collection)
        for i, record in enumerate(records if isinstance(records, list) else []):
            text = record.get(field) if isinstance(record, dict) else None
            if isinstance(text, str):
                yield (collection, i), written_text(field, text)

    def written_members(self, collection: str) -> Iterator[tuple[Path, Mapping[str, Value]]]:
        """Yield the members that records of a collection name, sound or not, with the paths of the records."""
        records = self.reading.content.get(collection)
        for i, record in enumerate(records if isinstance(records, list) else []):
            members = record.get(DIMENSIONS) if isinstance(record, dict) else None
            if isinstance(members, dict):
                yield (collection, i), members

    def is_complete(self, collection: str) -> bool:
        """Return whether every record of a collection was read and is sound."""
        records = self.reading.content.get(collection, [])
        sound = sum(path[0] == collection for path in self.validated.records)
        return self.reading.whole and isinstance(records, list) and sound == len(records)

    def place(self, path: Path) -> SourceLocation:
        """Return where the value at a path stands."""
        return Places(self.reading.places).find(path) or SourceLocation("data")

    def name_of(self, field: str, path: Path) -> Message:
        """Return how a field is called where a record stands: by its own name, or by the head of its column."""
        if is_table(self.place(path)):
            return Message(f"the column '{column_head(field)}'", f"'{column_head(field)}' 열을")
        return Message(f"'{field}'", f"'{field}'를")

    def problem(self, code: str, what: Message, path: Path, hint: Message) -> Problem:
        """Return a problem of the value at a path."""
        return Problem(ErrorKind.DATA, code, what, self.place(path), field_name(self.reading.content, path), hint)


def observation_problems(context: CheckContext) -> Iterator[Problem]:
    """Yield what is wrong between observations, the indicators they observe and the quarters they belong to."""
    yield from _conflicts(context)
    yield from _observed_formulas(context)
    yield from _formula_cycles(context)
    yield from _unreported_quarters(context)
    yield from _late_observations(context)
    yield from _early_reports(context)


def _conflicts(context: CheckContext) -> Iterator[Problem]:
    rivals: dict[tuple[object, ...], list[tuple[Path, Observation]]] = defaultdict(list)
    for path, observation in context.records(Observation):
        members = frozenset(observation.dimensions.items())
        rivals[observation.indicator, observation.quarter, observation.kind, members].append((path, observation))
    for found in rivals.values():
        used = [path for path, observation in found if observation.used]
        if len(used) > 1:
            yield _all_used(context, used, found[0][1])
        elif not used and context.is_complete("observations"):
            yield _none_used(context, found[-1][0], found[-1][1])


def _all_used(context: CheckContext, paths: list[Path], observation: Observation) -> Problem:
    before = ", ".join(str(context.place(path)) for path in paths[:-1])
    what = Message(
        f"'{observation.indicator}' has more than one value for {observation.quarter}: also at {before}",
        f"{observation.quarter}의 '{observation.indicator}' 값이 여럿입니다. 다른 값은 {before}에 있습니다",
    )
    hint = Message(
        "keep one; give each of the others 'used: false' and a 'reason:'",
        "하나만 남기고 나머지에는 'used: false'와 'reason:'을 적으십시오",
    )
    if is_table(context.place(paths[-1])):
        used, reason = column_head("used"), column_head("reason")
        hint = Message(
            f"keep one; in the rows of the others write false into the column '{used}' and why into '{reason}'",
            f"하나만 쓰고, 나머지 줄에는 '{used}' 열에 false, '{reason}' 열에 사유를 적으십시오",
        )
    return context.problem("data.conflicting-observations", what, paths[-1], hint)


def _none_used(context: CheckContext, path: Path, observation: Observation) -> Problem:
    what = Message(
        f"no value of '{observation.indicator}' for {observation.quarter} is used",
        f"{observation.quarter}의 '{observation.indicator}' 값 가운데 쓰이는 것이 없습니다",
    )
    hint = Message("remove 'used: false' from one of them", "그중 하나에서 'used: false'를 지우십시오")
    if is_table(context.place(path)):
        used = column_head("used")
        hint = Message(f"empty the column '{used}' in one of the rows", f"그중 한 줄의 '{used}' 칸을 비우십시오")
    return context.problem("data.conflicting-observations", what, path, hint)


def _observed_formulas(context: CheckContext) -> Iterator[Problem]:
    observed = {observation.indicator: path for path, observation in reversed(context.records(Observation))}
    for path, indicator in context.records(Indicator):
        if indicator.formula is not None and indicator.id in observed:
            place = context.place(observed[indicator.id])
            what = Message(
                f"'{indicator.id}' is reckoned by a formula, yet observed at {place}",
                f"'{indicator.id}'은(는) 산식으로 계산하는 지표인데 {place}에 관측값이 있습니다",
            )
            hint = Message("remove the formula or the observations", "산식이나 관측값을 지우십시오")
            yield context.problem("data.observed-formula", what, (*path, "formula"), hint)


def _formula_cycles(context: CheckContext) -> Iterator[Problem]:
    paths = {indicator.id: path for path, indicator in context.records(Indicator)}
    of = {indicator.id: set(indicator.formula.of) for _, indicator in context.records(Indicator) if indicator.formula}
    for cycle in _cycles(of):
        circle = " → ".join(cycle)
        what = Message(
            f"the formulas go round in a circle: {circle}", f"산식이 서로를 참조하여 계산할 수 없습니다(순환): {circle}"
        )
        hint = Message("give one of them a formula without the others", "그중 하나의 산식에서 나머지를 빼십시오")
        yield context.problem("data.formula-cycle", what, (*paths[cycle[0]], "formula"), hint)


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


def _unreported_quarters(context: CheckContext) -> Iterator[Problem]:
    if not context.reading.whole:
        return
    reported = {quarter for _, quarter in context.written("quarters", "quarter")}
    missing = {str(observation.quarter): path for path, observation in reversed(context.records(Observation))}
    for quarter, path in missing.items():
        if quarter not in reported:
            what = Message(f"nothing is reported of {quarter}", f"{quarter}의 보고가 없습니다")
            hint = Message(
                f"write 'report:' in data/quarters/{quarter}.yaml",
                f"data/quarters/{quarter}.yaml에 'report:'를 적으십시오",
            )
            if is_table(context.place(path)):
                hint = Message(
                    f"{hint.en}, or a row of it into the sheet '{SHEETS['quarters']}'",
                    f"'{SHEETS['quarters']}' 시트에 그 분기의 줄을 적거나, {hint.ko}",
                )
            yield context.problem("data.unreported-quarter", what, path, hint)


def _late_observations(context: CheckContext) -> Iterator[Problem]:
    closes = {report.quarter: report.as_of for _, report in context.records(QuarterReport)}
    for path, observation in context.records(Observation):
        closed = closes.get(observation.quarter)
        if closed is not None and first_day(observation.as_of) > closed:
            what = Message(
                f"a value of {observation.as_of} is later than its quarter's report, which holds for {closed}",
                f"{observation.as_of}의 값은 분기 보고의 기준일 {closed}보다 늦습니다",
            )
            as_of = context.name_of("as_of", path)
            hint = Message(
                f"move it to a later quarter, or mend {as_of.en}", f"뒤 분기로 옮기거나 {as_of.ko} 고치십시오"
            )
            yield context.problem("data.late-observation", what, (*path, "as_of"), hint)


def _early_reports(context: CheckContext) -> Iterator[Problem]:
    for path, report in context.records(QuarterReport):
        first = report.quarter.first_day
        if report.as_of < first:
            what = Message(
                f"{report.as_of} lies before {report.quarter}, which begins on {first}",
                f"{report.as_of}은(는) {first}에 시작하는 {report.quarter}보다 이릅니다",
            )
            as_of, quarter = context.name_of("as_of", path), context.name_of("quarter", path)
            hint = Message(f"mend {as_of.en} or {quarter.en}", f"{as_of.ko}, 또는 {quarter.ko} 고치십시오")
            yield context.problem("data.early-report", what, (*path, "as_of"), hint)


def check(reading: RawData, validated: Validated) -> list[Problem]:
    """Return what is wrong between records: all of it that is sure, also where some records are not sound.

    Where a file could not be read, nothing is said of what may stand in it.
    """
    context = CheckContext(reading, validated)
    repeated = (p for name, collection in COLLECTIONS.items() for p in _repeated(context, name, collection.key))
    labels = _repeated(context, "sources", "label")
    return [*repeated, *labels, *_unknown_references(context), *observation_problems(context)]


def _repeated(context: CheckContext, collection: str, field: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in context.written(collection, field):
        if name in first:
            before = context.place((*first[name], field))
            what = Message(
                f"'{name}' is used twice: before at {before}",
                f"'{name}'을(를) 두 번 썼습니다. 앞의 것은 {before}에 있습니다",
            )
            hint = Message("give one of the two another name, or remove it", "둘 중 하나의 이름을 바꾸거나 지우십시오")
            yield context.problem("data.duplicate-id", what, (*path, field), hint)
        first.setdefault(name, path)


def _unknown_references(context: CheckContext) -> Iterator[Problem]:
    if not context.reading.whole:
        return
    known = {collection: {name for _, name in context.written(collection, "id")} for collection in COLLECTIONS}
    records = {**context.validated.records, **context.validated.remains}.items()
    for path, ref, name in (reference for within, record in records for reference in references(record, within)):
        if name not in known[ref.collection]:
            what = Message(
                f"there is no '{name}' among the {ref.collection}",
                f"'{name}'은(는) {SHEETS[ref.collection]}({ref.collection})에 없습니다",
            )
            hint = did_you_mean(name, known[ref.collection])
            yield context.problem("data.unknown-reference", what, path, hint)
