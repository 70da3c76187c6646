"""What changed since the report before, as templates see it."""

from __future__ import annotations

from policyreport.compose import vocabulary
from policyreport.compose.record_view import Named
from policyreport.compose.view import Figure, View, plain
from policyreport.model import Facts
from policyreport.model.fact import Change, ChangeKind

_COLLECTIONS: dict[ChangeKind, str] = {
    "value": "indicators",
    "target": "indicators",
    "program": "programs",
    "action": "actions",
    "milestone": "milestones",
}


def change_views(facts: Facts, named: Named) -> list[View]:
    """Return a view of each change, in the order in which they were derived; ``named`` finds the records.

    Each has its ``code`` and ``kind`` in words, the ``record`` with its ``title``, and how it was ``before`` and
    is ``after``: a figure, a word, or none.
    """
    return [_view(change, facts, named(_COLLECTIONS[change.kind], (change.record,))[0]) for change in facts.changes]


def _view(change: Change, facts: Facts, record: View) -> View:
    return plain(
        {
            "code": change.kind,
            "kind": vocabulary.CHANGES[change.kind],
            "record": record,
            "title": record.get("title"),
            "before": _state(change.kind, change.before, facts),
            "after": vocabulary.NEW if change.kind == "program" else _state(change.kind, change.after, facts),
            "sources": record.get("sources"),
        }
    )


def _state(kind: ChangeKind, state: str | None, facts: Facts) -> object:
    if state is None:
        return None
    words = {"action": vocabulary.ACTIONS, "milestone": vocabulary.MILESTONES}.get(kind)
    return words[state] if words else Figure(facts[state])
