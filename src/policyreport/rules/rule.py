"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from policyreport.errors import Words
from policyreport.model import Dataset, Path, Quarter, QuarterReport
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules.texts import Said, texts

Severity = Literal["error", "warning", "note"]
"""How grave a finding is: what is wrong, what looks wrong, and what is merely worth knowing."""


class Finding(NamedTuple):
    """One thing that a rule finds: the path of the value in the data set, what is wrong with it, and what to do."""

    path: Path
    what: Words
    hint: Words


@dataclass(frozen=True)
class Review:
    """What a rule looks at: all that is known, and how the project sets the rules.

    ``until`` is the last quarter that is reported on, as far as this review goes; None for all there are.
    """

    dataset: Dataset
    settings: RuleSettings
    until: Quarter | None = None

    @cached_property
    def newest(self) -> QuarterReport:
        """The report of the latest quarter: its as-of day stands for today, for a check reads no clock."""
        until = self.until
        reports = (report for report in self.dataset.quarters if until is None or report.quarter <= until)
        return max(reports, key=lambda report: report.quarter)

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        """Every text of the data set."""
        return tuple(texts(self.dataset))

    @cached_property
    def own_texts(self) -> tuple[Said, ...]:
        """Every text that the office itself wrote: a source's title is another's words."""
        return tuple(said for said in self.texts if said.field != "title" or said.collection != "sources")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its stable code; ``why`` explains it, and says if decree, custom, arithmetic or the house asks it."""

    code: str
    severity: Severity
    title: Words
    why: Words
    find: Callable[[Review], Iterable[Finding]]
