"""What the updates of a record make of it, one after the other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policyreport.model.council import Action
from policyreport.model.implementation import Legislation, Milestone, Risk
from policyreport.model.update import STATES_OF, State, Update, UpdatedCollection

Stateful = Milestone | Risk | Legislation | Action

_COLLECTIONS: Mapping[type[object], UpdatedCollection] = {
    Milestone: "milestones",
    Risk: "risks",
    Action: "actions",
    Legislation: "legislation",
}

Key = tuple[UpdatedCollection, str]
"""A collection and the id of a record in it."""


@dataclass(frozen=True, slots=True)
class History:
    """The updates of one record by their days, as far as they are known.

    Beside them, a record's own fields are its first state. Those of them that can only say what came after it, such as
    the day on which a milestone was done, count as one more update: on their day where they have one, else the last.
    """

    updates: tuple[Update, ...]

    @staticmethod
    def key(record: Stateful) -> Key:
        """Return what tells whose history it is."""
        return _COLLECTIONS[type(record)], record.id

    @property
    def first(self) -> Update:
        """The first update."""
        return self.updates[0]

    def until(self, day: date) -> Sequence[Update]:
        """Return the updates on or before a day."""
        return [update for update in self.updates if update.on <= day]

    def is_over_by(self, day: date) -> bool:
        """Say whether no update is later than a day."""
        return all(update.on <= day for update in self.updates)

    def planned(self, written: Stateful) -> Stateful:
        """Return a record in its first state, without what can only have come after it."""
        return written.model_copy(update=_first_state(written))

    def dated(self, written: Stateful, day: date) -> Iterable[Update]:
        """Yield what a record's own fields tell as an update with a day, up to a day; not what an update tells too."""
        for update in _told_with_day(written):
            if update.on <= day and not any(_tells_same(other, update) for other in self.updates):
                yield update

    def undated(self, written: Stateful) -> Mapping[str, object]:
        """Return those of a record's own fields that say what came later, yet not when, and that no update tells."""
        own = _told_without_day(written)
        return {name: value for name, value in own.items() if all(_field_of(u, name) != value for u in self.updates)}

    def untold(self, written: Stateful) -> Sequence[str]:
        """Return the names of those of a record's own fields that say what came later and that no update tells."""
        own = () if isinstance(written, Legislation) else _told_with_day(written)
        days = [u.state for u in own if not any(_tells_same(update, u) for update in self.updates)]
        return [*days, *self.undated(written)]


_UPDATE_FIELDS: Mapping[str, str] = {
    "slipped_to": "due",
    "reason": "reason",
    "remedy": "remedy",
    "status": "state",
    "note": "note",
    "evidence": "evidence",
}
"""The fields of records that say without a day what came later, and those of an update that say the same."""


def _field_of(update: Update, name: str) -> object:
    """Return what an update says in place of a record's own field."""
    return getattr(update, _UPDATE_FIELDS[name])


def histories(updates: Iterable[Update]) -> Mapping[Key, History]:
    """Return the histories of the records that have updates; of what is told twice alike, once."""
    by_record: defaultdict[Key, dict[Update, None]] = defaultdict(dict)
    for update in updates:
        by_record[update.kind, update.record][update] = None
    return {key: History(tuple(sorted(told, key=lambda update: update.on))) for key, told in by_record.items()}


def with_update(record: Stateful, update: Update) -> Stateful:
    """Return a record after an update, which replaces what it tells of and what it makes out of date."""
    match record:
        case Milestone():
            changed = _milestone(record, update)
        case Risk():
            told = {"due": update.due, "reason": update.reason, "remedy": update.remedy}
            changed = {"status": update.state, **_given(told)}
        case Action():
            done = (update.done or update.on) if update.state == "done" else None
            given = _given({"due": update.due, "evidence": update.evidence})
            changed = {"status": update.state, "done": done, "note": update.note, **given}
        case Legislation():
            changed = {"stage": update.state, "date": update.stage_date or update.on, "note": update.note}
    return record.model_copy(update=changed)


def _milestone(record: Milestone, update: Update) -> Mapping[str, object]:
    """Return what an update makes of a milestone: how it ended leaves what was told of its delay."""
    why = {"reason": update.reason, "remedy": update.remedy}
    match update.state:
        case "done":
            return {"done": update.done or update.on, "cancelled": None, **_given(why)}
        case "cancelled":
            return {"cancelled": update.on, "done": None, **_given(why)}
        case _:
            due = update.due or record.slipped_to
            return {"done": None, "cancelled": None, "slipped_to": due if due != record.due else None, **why}


def _given(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _first_state(written: Stateful) -> Mapping[str, object]:
    match written:
        case Milestone():
            return dict.fromkeys(("done", "cancelled", "slipped_to", "reason", "remedy"))
        case Action():
            is_done = written.status == "done" or written.done is not None
            return {"status": "ongoing", "done": None, "evidence": None, "note": None} if is_done else {}
        case Risk():
            return {"status": "open"}
        case Legislation():
            return {}


def _told_with_day(written: Stateful) -> Iterator[Update]:
    """Yield what a record's own fields tell as an update with a day."""
    match written:
        case Milestone():
            days: Mapping[State, date | None] = {"done": written.done, "cancelled": written.cancelled}
            for state, on in days.items():
                if on is not None:
                    yield Update(kind="milestones", record=written.id, on=on, state=state)
        case Action(done=date() as on):
            evidence = written.evidence
            yield Update(kind="actions", record=written.id, on=on, state="done", note=written.note, evidence=evidence)
        case Legislation(date=date() as on):
            for stage in STATES_OF["legislation"]:
                if stage == written.stage:  # a stage of the project's own is none that an update may tell
                    yield Update(kind="legislation", record=written.id, on=on, state=stage, note=written.note)
        case _:
            return


def _told_without_day(written: Stateful) -> Mapping[str, object]:
    """Return those of a record's own fields that can only say what came later, yet not when."""
    match written:
        case Milestone():
            return _given({name: getattr(written, name) for name in ("slipped_to", "reason", "remedy")})
        case Action() if written.status == "done" and written.done is None:
            return _given({"status": "done", "note": written.note, "evidence": written.evidence})
        case Risk() if written.status == "closed":
            return {"status": "closed"}
        case _:
            return {}


def _tells_same(update: Update, own: Update) -> bool:
    """Say whether an update tells of a state and its day as a record's own fields do."""
    return update.state == own.state and own.on in {update.on, update.done, update.stage_date}


_DAY_TO_FILL = "YYYY-MM-DD"


def own_updates(record: Stateful, on: str | None = None, source: str | None = None) -> str:
    """Return, as YAML on one line, the updates that tell what a record's own fields say of what came later.

    ``on`` is the day where the record does not tell it, a place to be filled in where none is given; ``source`` is the
    one that told it. The text is empty where the record says nothing of the kind.
    """
    told = {} if source is None else {"source": source}
    dated = [_line(update.on.isoformat(), update.state, {**_said(update), **told}) for update in _told_with_day(record)]
    undated = _state_without_day(record) if not dated or isinstance(record, Milestone) else None
    lines = [_line(on or _DAY_TO_FILL, undated[0], {**undated[1], **told}), *dated] if undated else dated
    return f"updates: [{', '.join(lines)}]" if lines else ""


def _state_without_day(record: Stateful) -> tuple[str, Mapping[str, object]] | None:
    """Return the state that a record's own fields tell without a day, and what goes with it; None for none."""
    match record:
        case Milestone(slipped_to=date() as due):
            return "put_off", _given({"due": due, "reason": record.reason, "remedy": record.remedy})
        case Milestone():
            said = _given({"reason": record.reason, "remedy": record.remedy})
            return ("delayed", said) if said else None
        case Action() if record.status in STATES_OF["actions"]:
            return record.status, _given({"note": record.note, "evidence": record.evidence})
        case Risk():
            return record.status, _given({"remedy": record.remedy, "due": record.due})
        case Legislation() if record.stage in STATES_OF["legislation"]:
            return record.stage, _given({"note": record.note})
        case _:
            return None  # a project's own status or stage is none that an update may tell


def _said(update: Update) -> Mapping[str, object]:
    return _given({"note": update.note, "evidence": update.evidence})


def _line(on: str, state: str, said: Mapping[str, object]) -> str:
    fields = {"on": on, "state": state, **said}
    return f"{{{', '.join(f'{name}: {_yaml(value)}' for name, value in fields.items())}}}"


def _yaml(value: object) -> str:
    """Return a value as YAML has it within braces: a text in quotes wherever its signs could mean something."""
    text = str(value)
    is_plain = text.replace("-", "").replace("_", "").isalnum()
    return text if is_plain else json.dumps(text, ensure_ascii=False)
