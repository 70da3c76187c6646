"""Which records of a quarter no report tells of, and which one report alone does; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policyreport.diagnostics import SourceLocation
from policyreport.document.printed_facts import printed_facts
from policyreport.document.theme import Theme
from policyreport.inputs import load
from policyreport.model import Dataset, Facts, Path
from policyreport.model.council import Action
from policyreport.model.implementation import Milestone, Risk
from policyreport.model.indicator import Indicator, Target, target_in_force
from policyreport.model.policy import Program
from policyreport.pipeline.composition import ComposedReport, ProjectData, compose_reports
from policyreport.pipeline.edition_worker import EditionWorker
from policyreport.pipeline.options import BuildRequest
from policyreport.pipeline.project_data import read_from
from policyreport.pipeline.title_index import TitleIndex
from policyreport.project import Project
from policyreport.project.snapshot import input_snapshot
from policyreport.renderers import FORMATS
from policyreport.tie_out.tie_out import open_places

RecordKind = Literal["programs", "indicators", "targets", "actions", "milestones", "risks"]
"""The collections whose records reports are to tell of."""
_Identity = tuple[object, ...]
_Key = tuple[RecordKind, str]
"""A record: its collection, and its id or, for a target, that of its indicator."""
CoverageState = Literal["nowhere", "once", "several", "omitted", "withheld"]
"""Whether reports tell of a record; ``withheld`` is one that the readers of no report may know."""


@dataclass(frozen=True, slots=True)
class RecordCoverage:
    """A record, and the kinds of reports that tell of it.

    ``id`` is the indicator's for a target. ``place`` is where it stands in the data, and ``omitted`` the reason that is
    written there for its being left out. ``is_known`` says whether the readers of any report may know it.
    """

    kind: RecordKind
    id: str
    title: str
    place: SourceLocation | None
    reports: tuple[str, ...]
    omitted: str = ""
    is_known: bool = True

    @property
    def state(self) -> CoverageState:
        """Whether reports tell of it; one that they tell of all the same is not ``omitted``."""
        if self.reports:
            return "once" if len(self.reports) == 1 else "several"
        if self.omitted:
            return "omitted"
        return "nowhere" if self.is_known else "withheld"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the reports of a quarter tell of: their kinds, and each record that they are to tell of."""

    quarter: str
    reports: tuple[str, ...]
    records: tuple[RecordCoverage, ...]

    def of(self, *states: CoverageState) -> list[RecordCoverage]:
        """Return the records of some states."""
        return [record for record in self.records if record.state in states]


def coverage(
    project: Project, quarter: str = "", composing: Callable[[int, int, str], None] = lambda _at, _of, _name: None
) -> Coverage:
    """Return what the reports of a quarter (the newest for none) tell of, by composing all of them.

    They are to tell of each programme, each indicator that was heard of by then, each target in force, and of actions
    and risks that are open and milestones that are late. Such a record is told of where its title stands; an indicator
    and a programme also where a number of theirs is printed, and a target only where it is printed itself. The editions
    of a kind count as one report. ``composing`` is told each report before it: the so manyth of all, and its name.

    Raises ``PolicyReportError`` for what is wrong with data or templates.
    """
    with input_snapshot(project) as snapshot:
        loaded = load(snapshot)
        data = read_from(snapshot, loaded, BuildRequest(quarter))
    later = _heard_of(loaded.dataset) - _heard_of(data.facts.known)
    due = {key: one for key, one in _due(data.facts).items() if key[0] != "indicators" or key[1] not in later}
    may_know = {chosen.report.kind: _due(data.reader_of(chosen.report.kind).facts).keys() for chosen in data.selection}
    told = _told(data, due, composing)
    positions = _positions(loaded.dataset)
    records: list[RecordCoverage] = []
    for key, record in due.items():
        reports = tuple(kind for kind, keys in told.items() if key in keys and key in may_know[kind])
        place = loaded.dataset.places.find(positions[_identity(key, record)])
        is_known = not may_know or any(key in keys for keys in may_know.values())
        reason = _omitted(key, due)
        records.append(RecordCoverage(*key, _title(key, due), place, reports, reason, is_known))
    return Coverage(str(data.facts.report.quarter), tuple(told), tuple(records))


_Due = Program | Indicator | Target | Action | Milestone | Risk


def _due(facts: Facts) -> Mapping[_Key, _Due]:
    """Return what reports are to tell of to readers for whom these facts are."""
    known, day = facts.known, facts.report.as_of
    targets: defaultdict[str, list[Target]] = defaultdict(list)
    for target in known.targets:
        targets[target.indicator].append(target)
    due: dict[_Key, _Due] = {}
    due |= {("programs", one.id): one for one in known.programs}
    due |= {("indicators", one.id): one for one in known.indicators}
    in_force = {one.id: target_in_force(targets[one.id], day) for one in known.indicators}
    due |= {("targets", indicator): found[-1] for indicator, found in in_force.items() if found}
    due |= {("actions", one.id): one for one in known.actions if one.status != "done" and one.done is None}
    due |= {("milestones", one.id): one for one in known.milestones if one.state(day) == "late"}
    due |= {("risks", one.id): one for one in known.risks if one.status == "open"}
    return due


def _heard_of(known: Dataset) -> set[str]:
    """Return the indicators of which data hold a value or a target, or a value of what they are calculated from."""
    told = {one.indicator for one in (*known.observations, *known.targets)}
    calculated = [(one.id, one.formula.of) for one in known.indicators if one.formula]
    while more := {name for name, of in calculated if name not in told and not told.isdisjoint(of)}:
        told |= more
    return told


def _title(key: _Key, due: Mapping[_Key, _Due]) -> str:
    record = due["indicators", key[1]] if key[0] == "targets" else due[key]
    return "" if isinstance(record, Target) else record.title


def _omitted(key: _Key, due: Mapping[_Key, _Due]) -> str:
    """Return why a record is left out; with an indicator its target is."""
    of_indicator = due["indicators", key[1]].omitted if key[0] == "targets" else None
    return due[key].omitted or of_indicator or ""


def _told(
    data: ProjectData, due: Mapping[_Key, _Due], composing: Callable[[int, int, str], None]
) -> Mapping[str, set[_Key]]:
    """Return what the documents of each kind of report tell of."""
    index, facts_of = _title_index(data.facts.known), _FactOwners(data.facts.known)
    keys = _by_title(due)
    told: dict[str, set[_Key]] = {chosen.report.kind: set() for chosen in data.selection}
    for kind, composed in _composed(data, composing):
        found = {title for text in _texts(composed) for title in index.found_in(text)}
        told[kind] |= {key for title in found for key in keys.get(title, ())}
        told[kind] |= {key for fact in _facts(composed) for key in facts_of.keys(fact)}
    return told


def _composed(data: ProjectData, composing: Callable[[int, int, str], None]) -> Iterator[tuple[str, ComposedReport]]:
    """Yield each document, an edition too, with its kind of report.

    Raises ``PolicyReportError`` with every template's problems.
    """
    worker, total = EditionWorker(data, ""), len(data.selection)
    number = {chosen.report.stem: at for at, chosen in enumerate(data.selection, 1)}
    alone = (chosen for chosen in data.selection if chosen.report.editions is None)
    for each in compose_reports(data, alone, worker.context, lambda name: composing(number[name], total, name)):
        yield each.chosen.report.kind, each
    for chosen in data.selection:
        for edition in worker.editions(chosen):
            composing(number[chosen.report.stem], total, chosen.report.stem)
            yield chosen.report.kind, worker.compose(edition, chosen.variants)


def _texts(composed: ComposedReport) -> Iterator[str]:
    """Yield the lines of a document, and the texts of its files whose templates were drawn."""
    yield from FORMATS["txt"](composed.document, Theme()).content.decode().splitlines()
    for form, rendered in composed.filled.items():
        places = open_places(f"{composed.stem}.{form}", rendered.content)
        yield from places.texts() if places else ()


def _facts(composed: ComposedReport) -> set[str]:
    """Return the ids of the facts that are printed, also where a template changed one of them before it printed it."""
    placed = {one.fact for rendered in composed.filled.values() for one in rendered.placements}
    printed = printed_facts(composed.document) | placed
    changed = (one.derived_from for one in composed.document.reckoned if one.id in printed)
    return printed | {of[0] for of in changed if len(of) == 1}


def _title_index(known: Dataset) -> TitleIndex:
    """Return what finds titles; by those of sources and measures no title within them is taken for itself."""
    titled = (
        known.programs,
        known.indicators,
        known.actions,
        known.milestones,
        known.risks,
        known.measures,
        known.sources,
    )
    return TitleIndex(one.title for records in titled for one in records)


def _by_title(due: Mapping[_Key, _Due]) -> Mapping[str, Sequence[_Key]]:
    """Return what each title is of; that of several indicators tells of none of them."""
    keys: defaultdict[str, list[_Key]] = defaultdict(list)
    for key, record in due.items():
        if not isinstance(record, Target):
            keys[record.title].append(key)
    for title, of in keys.items():
        indicators = [key for key in of if key[0] == "indicators"]
        if len(indicators) > 1:
            keys[title] = [key for key in of if key[0] != "indicators"]
    return keys


class _FactOwners:
    """Tells of which indicator, target or programme a fact is, by its id."""

    def __init__(self, known: Dataset) -> None:
        self._indicators = {one.id for one in known.indicators}
        self._programs = {one.id for one in known.programs}
        self._budgets = {one.id: one.program for one in known.budgets}

    def keys(self, fact: str) -> Iterator[_Key]:
        """Yield the records that a fact tells of; its id may begin with the member whose edition it is for."""
        _, is_indicator, rest = f".{fact}".partition(".indicator.")
        if is_indicator:
            indicator = _longest(rest, self._indicators)
            if indicator:
                yield "indicators", indicator
                if rest.removeprefix(indicator) in {".target", ".target-upper"}:
                    yield "targets", indicator
            return
        _, _, of_program = f".{fact}".partition(".program.")
        _, _, of_budget = f".{fact}".partition(".budget.")
        program = _longest(of_program, self._programs) or self._budgets.get(_longest(of_budget, self._budgets))
        if program:
            yield "programs", program


def _longest(name: str, ids: Container[str]) -> str:
    """Return the longest id with which a name begins, which may hold points itself; empty for none."""
    parts = name.split(".")
    return next((one for end in range(len(parts), 0, -1) if (one := ".".join(parts[:end])) in ids), "")


def _positions(dataset: Dataset) -> Mapping[_Identity, Path]:
    """Return where each record stands in the data set."""
    found: dict[_Identity, Path] = {}
    for kind in ("programs", "indicators", "actions", "milestones", "risks"):
        found |= {(kind, one.id): (kind, i) for i, one in enumerate(getattr(dataset, kind))}
    return found | {_identity(("targets", one.indicator), one): ("targets", i) for i, one in enumerate(dataset.targets)}


def _identity(key: _Key, record: _Due) -> _Identity:
    """Return what tells a record from all others of the data, however it stood; a target has no id."""
    if not isinstance(record, Target):
        return key
    return *key, record.year, record.quarter, record.set_on, record.value
