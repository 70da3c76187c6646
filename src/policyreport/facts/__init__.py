"""From what is known to what can be published: a quarter's facts, by pure rules on exact decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, did_you_mean
from policyreport.facts.achievement import targets_met
from policyreport.facts.as_of import as_known, as_stood
from policyreport.facts.budgets import budget_facts
from policyreport.facts.changes import change_facts, changes, earlier_target_facts, since_report_facts
from policyreport.facts.counts import count_facts
from policyreport.facts.indicators import event_facts, history_facts, indicator_facts
from policyreport.facts.inheritance import with_inherited
from policyreport.facts.meetings import meeting_facts, next_meeting
from policyreport.facts.member_editions import as_part, of_member
from policyreport.facts.members import member_facts
from policyreport.facts.progress import progress_of_all
from policyreport.facts.visibility import require_visible, visible_to
from policyreport.gc_pause import gc_paused
from policyreport.model import Dataset, Fact, Facts, Quarter, QuarterReport
from policyreport.model.base import Audience
from policyreport.model.fact_table import FactTable
from policyreport.model.source_labels import source_labels

Rule = Callable[[Dataset, QuarterReport], Iterable[Fact]]

RULES: tuple[Rule, ...] = (
    *(indicator_facts, history_facts, event_facts, earlier_target_facts, since_report_facts),
    *(budget_facts, count_facts, meeting_facts, member_facts),
)
"""Every rule by which facts come about; a new one is a line here."""


@gc_paused()
def derive(
    dataset: Dataset,
    quarter: Quarter,
    reader: Audience = "internal",
    editions_by: Iterable[str] = (),
) -> Facts:
    """Return the facts of one quarter, the records known by its end, and what changed since the report before.

    Of each member of the dimensions ``editions_by`` there are the facts that its edition tells, too.

    What ``reader`` may not know does not exist for them. Raises ``PolicyReportError`` when the data set does not report
    on that quarter (exit code 2), and when the policy or what the office says of the quarter is for fewer readers (7).
    """

    def stood(told: QuarterReport) -> Dataset:
        """Return what readers see of the data as they stood: also a source that they may not know dates a state.

        What only an update says that they may not know is not told.
        """
        return with_inherited(visible_to(as_stood(dataset, told, updates), reader))

    updates = visible_to(dataset, reader).updates if dataset.updates else ()
    report = _report_of(dataset, quarter)
    seen = stood(report)
    require_visible(report, dataset, seen)
    # All sources are numbered, so that what readers may not know leaves no trace but a gap.
    labels = source_labels(dataset.sources)
    facts, labels_of = FactTable(), _LabelsOf(labels)

    def put(found: Iterable[Fact]) -> None:
        for fact in found:
            facts.put(fact, labels_of[fact.sources])

    for rule in RULES:
        put(rule(seen, report))
    changed, met = changes(seen, report, facts, stood), targets_met(seen, report, facts)
    progress = progress_of_all(seen, report, facts, met)
    put((*progress.facts.values(), *change_facts(changed, facts)))
    parts = {
        (name, member.code): as_part(derive(of_member(dataset, name, member.code), quarter, reader), name, member.code)
        for name in editions_by
        for member in dataset.dimensions[name].members
    }
    for part in parts.values():
        for fact in part.of.values():
            facts.put(fact, fact.labels)
    return Facts(
        as_known(seen, report),
        report,
        facts,
        changed,
        next_meeting(seen, report),
        labels,
        met,
        progress.programs,
        progress.measures,
        parts,
    )


class _LabelsOf(dict[tuple[str, ...], tuple[str, ...]]):
    """The labels of some sources, by these sources: most facts have the same few."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._labels = labels

    def __missing__(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        named = self[sources] = tuple(self._labels[source] for source in sources if source in self._labels)
        return named


def newest_quarter(dataset: Dataset) -> Quarter:
    """Return the latest quarter that the data set reports on."""
    return max(report.quarter for report in dataset.quarters)


def _report_of(dataset: Dataset, quarter: Quarter) -> QuarterReport:
    for report in dataset.quarters:
        if report.quarter == quarter:
            return report
    what = Message(f"the data do not report on {quarter}", f"{quarter} 자료가 없습니다")
    known = did_you_mean(str(quarter), (str(r.quarter) for r in dataset.quarters))
    raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.quarter", what, field="--quarter", hint=known)])


__all__ = ["RULES", "as_known", "derive", "newest_quarter", "visible_to"]
