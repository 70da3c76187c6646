"""What the readers of each class may know, and what the files for them may not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policyreport.diagnostics import Problem, raise_any
from policyreport.document.report_type import ReportKind
from policyreport.facts import derive, visible_to
from policyreport.leak_check import PublicText, Search, Snapshot, leaks, leaks_in_texts, withheld
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.base import Audience, may_read
from policyreport.project.settings import Settings

WIDEST: Audience = "internal"
"""The class of those who may know all."""


@dataclass(frozen=True, slots=True)
class AudienceView:
    """The readers of one class: the facts that exist for them, and what is withheld from them, None for nothing."""

    facts: Facts
    withheld: Search | None = None

    def leaks(self, name: str, content: bytes) -> list[Problem]:
        """Return a problem (SECURITY) for each thing in a file that is withheld from them or cannot be checked."""
        return leaks(name, content, self.withheld) if self.withheld else []

    def leaks_in_texts(self, name: str, texts: Mapping[str, str]) -> list[Problem]:
        """Return such a problem for each thing in texts that are no file, by what each is called."""
        return leaks_in_texts(name, texts, self.withheld) if self.withheld else []

    def require_silent(self, name: str, content: bytes) -> None:
        """Raise ``PolicyReportError`` with those problems."""
        raise_any(self.leaks(name, content))


def audience_views(
    classes: Iterable[Audience], dataset: Dataset, quarter: Quarter, settings: Settings, kinds: Mapping[str, ReportKind]
) -> Mapping[Audience, AudienceView]:
    """Return the readers of some classes, for whom reports of these kinds are made.

    Raises ``PolicyReportError``: USAGE for a quarter on which the data do not report, SECURITY where the policy or what
    the office says of the quarter is not for all of them.
    """
    by = dimensions_of(kinds, dataset)
    whole = Snapshot(dataset, derive(dataset, quarter, editions_by=by))
    return {
        audience: _reader(whole, quarter, audience, _said_anyway(settings, kinds, audience), by)
        for audience in dict.fromkeys(classes)
    }


def dimensions_of(kinds: Mapping[str, ReportKind], dataset: Dataset) -> Sequence[str]:
    """Return the dimensions for whose members some kinds of report have editions."""
    each = {kind.editions.collection for kind in kinds.values() if kind.editions}
    return [name for name in dataset.dimensions if name in each]


def _said_anyway(settings: Settings, kinds: Mapping[str, ReportKind], audience: Audience) -> PublicText:
    """Return what files for readers of a class say anyway; what a report for fewer readers says is no such thing."""
    said = (settings.title, settings.organisation, settings.licence, settings.mark)
    theirs = {name: kind for name, kind in kinds.items() if may_read(audience, kind.audience)}
    others = tuple(f"templates/{name}/" for name in kinds if name not in theirs)
    templates = {path: text for kind in theirs.values() for path, text in kind.templates.items()}
    titles = (
        wording.text
        for kind in theirs.values()
        for wording in (kind.title, kind.subtitle, kind.running_title, kind.summary, *kind.keywords)
    )
    texts = (text for path, text in templates.items() if not path.startswith(others))
    return PublicText(tuple(filter(None, said)), (*texts, *titles))


def _reader(
    whole: Snapshot, quarter: Quarter, audience: Audience, anyway: PublicText, by: Sequence[str]
) -> AudienceView:
    seen = visible_to(whole.dataset, audience)
    if seen is whole.dataset:
        return AudienceView(whole.facts)
    facts = derive(whole.dataset, quarter, audience, by)
    return AudienceView(facts, withheld(whole, Snapshot(seen, facts), anyway))
