"""The council that follows the policy: who sits on it, when it met, what it asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from policyreport.model.base import Day, Entry, Id, Ref, Text


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
    sector: Literal["government", "association", "company"]
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Meeting(Entry):
    """One meeting of the council."""

    id: Id
    title: Text
    date: Day
    venue: Text | None = None
    agenda: tuple[Text, ...]
    decisions: tuple[Text, ...] = ()
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
    status: Literal["done", "ongoing", "delayed", "unreported"]
    done: Day | None = None
    evidence: Text | None = None
    note: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]
