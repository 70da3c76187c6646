"""How a project sets the rules of its checks: which are off and why, and from what age on a value is old."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as constrained

from policyreport.model.base import Record, Text

Days = Annotated[int, constrained(ge=1)]


class SwitchedOff(Record):
    """A rule that is suppressed, and why; ``record`` narrows it to the records of one name, ``text`` to some words.

    That name is the record's id; of an observation or a target its indicator, of a quarter's report the quarter. The
    words are those that a text must hold.
    """

    code: Text
    reason: Text
    record: Text | None = None
    text: Text | None = None


class Freshness(Record):
    """From how many days on a value is old (a warning) or too old (an error); None is never."""

    warn_days: Days | None = 400
    error_days: Days | None = None


class RuleSettings(Record):
    """What ``rules:`` in ``data/project.yaml`` says; ``longest_item`` counts the characters of a line."""

    off: tuple[SwitchedOff, ...] = ()
    freshness: Freshness = Freshness()
    longest_item: Annotated[int, constrained(ge=1)] = 70
