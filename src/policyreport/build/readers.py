"""What the readers of each class may know, and what the files for them may not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policyreport.derive import derive, visible
from policyreport.document.report import ReportKind
from policyreport.errors import Problem, raise_any
from policyreport.gate import Anyway, Knowledge, Withheld, leaks, withheld
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.base import Audience
from policyreport.project.settings import Settings

WIDEST: Audience = "internal"
"""The class of those who may know all."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The readers of one class: the facts that exist for them, and what is withheld from them, None for nothing."""

    facts: Facts
    withheld: Withheld | None = None

    def leaks(self, name: str, content: bytes) -> list[Problem]:
        """Return a problem (SECURITY) for each thing in a file that is withheld from them or cannot be checked."""
        return leaks(name, content, self.withheld) if self.withheld else []

    def require_silent(self, name: str, content: bytes) -> None:
        """Raise ``PolicyReportError`` with those problems."""
        raise_any(self.leaks(name, content))


def readers(
    classes: Iterable[Audience], dataset: Dataset, quarter: Quarter, settings: Settings, kinds: Mapping[str, ReportKind]
) -> Mapping[Audience, Reader]:
    """Return the readers of some classes, for whom reports of these kinds are made.

    Raises ``PolicyReportError``: USAGE for a quarter on which the data do not report, SECURITY where the policy or what
    the office says of the quarter is not for all of them.
    """
    whole = Knowledge(dataset, derive(dataset, quarter))
    anyway = _said_anyway(settings, kinds)
    return {audience: _reader(whole, quarter, audience, anyway) for audience in dict.fromkeys(classes)}


def _said_anyway(settings: Settings, kinds: Mapping[str, ReportKind]) -> Anyway:
    said = (settings.title, settings.organisation, settings.licence, settings.mark)
    templates = {path: text for kind in kinds.values() for path, text in kind.templates.items()}
    titles = (
        wording.text
        for kind in kinds.values()
        for wording in (kind.title, kind.subtitle, kind.running_title, kind.summary, *kind.keywords)
    )
    return Anyway(tuple(filter(None, said)), (*templates.values(), *titles))


def _reader(whole: Knowledge, quarter: Quarter, audience: Audience, anyway: Anyway) -> Reader:
    seen = visible(whole.dataset, audience)
    if seen is whole.dataset:
        return Reader(whole.facts)
    facts = derive(whole.dataset, quarter, audience)
    return Reader(facts, withheld(whole, Knowledge(seen, facts), anyway))
