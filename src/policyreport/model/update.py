"""Changes of state with their days: what became of a milestone, risk, action or law, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import Day, Entry, Id, Ref, Text
from policyreport.model.code_lists import BUILT_IN, Coded

UpdatedCollection = Literal["milestones", "risks", "actions", "legislation"]

State = Literal[
    "planned",
    "put_off",
    "delayed",
    "done",
    "cancelled",
    "open",
    "closed",
    "ongoing",
    "unreported",
    "drafted",
    "proposed",
    "passed",
    "in_force",
]

STATES_OF: Mapping[UpdatedCollection, tuple[State, ...]] = {
    "milestones": ("planned", "put_off", "delayed", "done", "cancelled"),
    "risks": ("open", "closed"),
    "actions": ("ongoing", "delayed", "done", "unreported"),
    "legislation": ("planned", "drafted", "proposed", "passed", "in_force"),
}
"""The states that an update of each collection may tell."""

FIELDS_OF: Mapping[UpdatedCollection, tuple[str, ...]] = {
    "milestones": ("due", "done", "reason", "remedy"),
    "risks": ("due", "reason", "remedy"),
    "actions": ("due", "done", "evidence"),
    "legislation": ("stage_date",),
}
"""The fields that an update of each collection may have beside those that all have."""


class Update(Entry):
    """What became of a record on a day, in place of what the record and its earlier updates say.

    ``on`` is the day from which on it holds and is told. ``due`` is a new day on which it is due, ``done`` the day on
    which it was done and ``stage_date`` that on which a law reached its stage, each ``on`` where it is not given. A new
    ``due`` is needed where something is put off.
    """

    kind: Annotated[UpdatedCollection, Coded("update_kinds")]
    record: Annotated[Id, Ref(by="kind")]
    on: Day
    state: Annotated[State, Coded("update_states")]
    due: Day | None = None
    done: Day | None = None
    stage_date: Day | None = None
    reason: Text | None = None
    remedy: Text | None = None
    evidence: Text | None = None
    note: Text | None = None
    source: Annotated[Id | None, Ref("sources")] = None

    @field_validator("state")
    @classmethod
    def _state_fits(cls, state: State, info: ValidationInfo) -> State:
        kind: UpdatedCollection | None = info.data.get("kind")
        if kind is not None and state not in STATES_OF[kind]:
            words = {"kind": kind, "kind_ko": BUILT_IN.word("update_kinds", kind), "states": ", ".join(STATES_OF[kind])}
            raise PydanticCustomError("update_state", "not a state of this kind", words)
        return state

    @field_validator("due", "done", "stage_date", "reason", "remedy", "evidence")
    @classmethod
    def _field_fits(cls, value: object, info: ValidationInfo) -> object:
        kind: UpdatedCollection | None = info.data.get("kind")
        if value is not None and kind is not None and info.field_name not in FIELDS_OF[kind]:
            fields = ", ".join((*FIELDS_OF[kind], "note", "source"))
            words = {"kind": kind, "kind_ko": BUILT_IN.word("update_kinds", kind), "fields": fields}
            raise PydanticCustomError("update_field", "not a field of this kind", words)
        return value

    @model_validator(mode="after")
    def _put_off_needs_day(self) -> Update:
        if self.state == "put_off" and self.due is None:
            raise PydanticCustomError("update_due", "what is put off needs its new day")
        return self


UPDATED: tuple[UpdatedCollection, ...] = get_args(UpdatedCollection)
"""The collections whose records may have updates."""
