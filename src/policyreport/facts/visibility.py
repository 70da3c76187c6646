"""What the readers of a class may know: the data set without the records that are for fewer than them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.facts.cut_places import PlacesOfRemaining
from policyreport.model import Dataset, Indicator, Path, Places, Policy, QuarterReport, references
from policyreport.model.base import Audience, Entry
from policyreport.model.dataset import records

Name = tuple[str, str]
"""A collection, and the id of a record in it."""

_COUNCIL: Path = ("council",)
_OF_THE_COUNCIL = ("members", "meetings")
"""What belongs to the council without naming it."""

_LISTS_ONLY = ("formula", "attended", "absent")
"""Fields that name records on which nothing hangs: a meeting is one also where all who attended are hidden."""


def hidden_paths(dataset: Dataset, reader: Audience) -> Collection[Path]:
    """Return the paths of the records that are for fewer than the readers, and of those that hang on them.

    A record hangs on another that it names in a field of one name, or in a list of names that are all of hidden
    records; the members and meetings hang on the council. The policy hangs on nothing; a formula and an attendance are
    no such lists.
    """
    entries = dict(records(dataset))
    return with_dependents(dataset, {path: None for path, entry in entries.items() if not entry.is_for(reader)})


def with_dependents(dataset: Dataset, paths: Collection[Path]) -> Collection[Path]:
    """Return the paths of some records, and of those that hang on them."""
    entries = dict(records(dataset))
    hidden = dict.fromkeys(paths)
    found: Mapping[Path, None] = hidden
    while found:
        names = names_of(entries, hidden)
        found = {p: None for p, entry in entries.items() if p not in hidden and _hangs_on(p, entry, names, hidden)}
        hidden |= found
    return hidden


def names_of(entries: Mapping[Path, Entry], paths: Iterable[Path]) -> Collection[Name]:
    """Return the names of records, by which others refer to them."""
    found = ((str(path[0]), getattr(entries[path], "id", None)) for path in paths)
    return frozenset((collection, name) for collection, name in found if isinstance(name, str))


def _hangs_on(path: Path, entry: Entry, names: Collection[Name], hidden: Collection[Path]) -> bool:
    if path[0] in _OF_THE_COUNCIL and _COUNCIL in hidden:
        return True
    return not isinstance(entry, Policy) and any(
        field not in _LISTS_ONLY and all((ref.collection, name) in names for _, ref, name in named)
        for field, named in groupby(references(entry), lambda reference: reference[0][0])
    )


def visible_to(dataset: Dataset, reader: Audience) -> Dataset:
    """Return the data set as far as readers of a class may know it; itself where they may know all.

    Records that are for fewer are not there, nor is what hangs on them: the values of such an indicator, the budgets of
    such a programme, what only such a source says. Other lists lose the names of such records. An indicator that is
    calculated from something hidden, be it an indicator or a used value of one, has no formula left and so no value:
    what remained of a sum would be wrong, and the whole sum would tell its hidden part. Records keep their order, and
    places lead to where each value stands.

    Raises ``PolicyReportError`` (exit code 7) where the policy itself is for fewer.
    """
    if not dataset.policy.is_for(reader):
        what = Message(
            f"the policy itself is {dataset.policy.audience}, but this report is for more readers",
            "정책 자체의 공개 범위가 이 보고서보다 좁습니다",
        )
        raise PolicyReportError([_refused(what, dataset, ("policy", "audience"))])
    hidden = hidden_paths(dataset, reader)
    return without(dataset, hidden) if hidden else dataset


def require_visible(report: QuarterReport, dataset: Dataset, seen: Dataset) -> None:
    """Raise ``PolicyReportError`` (exit code 7) where the readers may not know what the office says of a quarter."""
    if all(told.quarter != report.quarter for told in seen.quarters):
        what = Message(
            f"what the office says of {report.quarter} is {report.audience}, but this report is for more readers",
            f"{report.quarter} 분기보고의 공개 범위가 이 보고서보다 좁습니다",
        )
        raise PolicyReportError([_refused(what, dataset, ("quarters", dataset.quarters.index(report), "audience"))])


def _refused(what: Message, dataset: Dataset, path: Path) -> Problem:
    hint = Message(
        "widen its 'audience', or narrow that of the report in report.yaml",
        "이 기록의 audience를 넓히거나 report.yaml의 audience를 좁히십시오",
    )
    field = " › ".join(str(step) for step in path if isinstance(step, str))
    return Problem(ErrorKind.SECURITY, "audience.hidden", what, dataset.places.find(path), field, hint)


def without(dataset: Dataset, hidden: Collection[Path]) -> Dataset:
    """Return a data set without some records, and without their names in the lists of others."""
    entries = dict(records(dataset))
    hidden_names = names_of(entries, hidden)
    incomplete = _incomplete_formulas(dataset, hidden, hidden_names)
    remaining: dict[str, list[Entry]] = {str(path[0]): [] for path in entries if len(path) > 1}
    positions: dict[str, list[int]] = {collection: [] for collection in remaining}
    alone: dict[str, Entry | None] = {}
    lists: dict[Path, Sequence[int]] = {}
    for path, entry in entries.items():
        collection = str(path[0])
        if path in hidden:
            alone |= {collection: None} if len(path) == 1 else {}
            continue
        kept = _kept_names(entry, hidden_names)
        lists |= {(*path, field): names for field, names in kept.items()}
        cut = _without(entry, kept, incomplete)
        if len(path) == 1:
            alone[collection] = cut
        else:
            remaining[collection].append(cut)
            positions[collection].append(int(path[1]))
    collections = {collection: tuple(own) for collection, own in remaining.items()}
    left_alone = {collection for collection, entry in alone.items() if entry is not None}
    places = Places(PlacesOfRemaining(dataset.places.of, positions, left_alone, lists))
    return dataset.model_copy(update={**collections, **alone, "places": places})


def _kept_names(entry: Entry, hidden_names: Collection[Name]) -> Mapping[str, Sequence[int]]:
    """Return, for each list of an entry that loses a name, at which positions the names stood that it keeps."""
    kept: dict[str, list[int]] = {}
    losing: dict[str, None] = {}
    for path, ref, name in references(entry):
        field, position = path[0], path[-1]
        if field == "formula" or not isinstance(position, int):
            continue
        positions = kept.setdefault(str(field), [])
        if (ref.collection, name) in hidden_names:
            losing[str(field)] = None
        else:
            positions.append(position)
    return {field: kept[field] for field in losing}


def _without(entry: Entry, kept: Mapping[str, Sequence[int]], incomplete: Collection[str]) -> Entry:
    changed: dict[str, object] = {}
    for field, positions in kept.items():
        names: Sequence[str] = getattr(entry, field)
        changed[field] = tuple(names[position] for position in positions)
    if isinstance(entry, Indicator) and entry.id in incomplete:
        changed["formula"] = None
    return entry.model_copy(update=changed) if changed else entry


def _incomplete_formulas(dataset: Dataset, hidden: Collection[Path], hidden_names: Collection[Name]) -> Collection[str]:
    """Return the indicators whose formula needs something hidden, or an indicator of which that holds."""
    unknown = {name for collection, name in hidden_names if collection == "indicators"}
    unknown |= {o.indicator for i, o in enumerate(dataset.observations) if o.used and ("observations", i) in hidden}
    formulas = {i.id: i.formula.of for i in dataset.indicators if i.formula}
    found: set[str] = set()
    while more := {name for name, of in formulas.items() if not (unknown | found).isdisjoint(of)} - found:
        found |= more
    return found
