"""The council that follows the policy: who sits on it, when it met, what it asked for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as constrained

from policyreport.model.base import Day, Entry, Id, Ref, Text
from policyreport.model.code_lists import Coded


class Council(Entry):
    """The council. ``members_note`` says what the list of members leaves out."""

    title: Text
    purpose: Text
    rhythm: Text | None = None
    members_note: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Member(Entry):
    """An organisation that sits on the council."""

    id: Id
    title: Text
    sector: Annotated[str, Coded("sectors")]
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Meeting(Entry):
    """One meeting of the council; one that is still to come is never counted as held.

    ``agenda`` is what it was called for; ``reports`` (보고), ``discussion`` (논의) and ``decisions`` (의결) are told
    apart. ``attended`` and ``absent`` are of its members; ``headcount`` is how many persons were there, and
    ``also_present`` who else was (배석).
    """

    id: Id
    title: Text
    date: Day
    venue: Text | None = None
    agenda: tuple[Text, ...]
    reports: tuple[Text, ...] = ()
    discussion: tuple[Text, ...] = ()
    decisions: tuple[Text, ...] = ()
    attended: Annotated[tuple[Id, ...], Ref("members")] = ()
    absent: Annotated[tuple[Id, ...], Ref("members")] = ()
    headcount: Annotated[int, constrained(ge=1, le=10_000)] | None = None
    also_present: tuple[Text, ...] = ()
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Action(Entry):
    """Something a meeting asked for. ``unreported`` says that no source tells what became of it.

    ``evidence`` names the paper or address that shows it done.
    """

    id: Id
    title: Text
    meeting: Annotated[Id, Ref("meetings")]
    owner: Text | None = None
    due: Day | None = None
    status: Annotated[str, Coded("action_statuses")]
    done: Day | None = None
    evidence: Text | None = None
    note: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]
    omitted: Text | None = None
