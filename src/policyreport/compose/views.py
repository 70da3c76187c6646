"""The names that a template can use, and what of a quarter's facts each of them shows."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.compose import vocabulary
from policyreport.compose.carrying_out import amounts
from policyreport.compose.changes import change_views
from policyreport.compose.record_view import record_view
from policyreport.compose.records import Records
from policyreport.compose.view import View
from policyreport.model import Facts, Indicator, Policy, QuarterReport

_COUNTS_OF_ALL = (
    "strategies",
    "tasks",
    "measures",
    "fields",
    "programs",
    "members",
    "meetings",
    "events",
    "events-now",
    "programs-of-measures",
    "events-of-measures",
    "events-now-of-measures",
    "measures-now",
    "measures-earlier",
    "measures-untold",
)
_COLLECTIONS = (
    "strategies",
    "fields",
    "measures",
    "programs",
    "indicators",
    "members",
    "meetings",
    "actions",
    "sources",
    "budgets",
    "milestones",
    "risks",
    "legislation",
    "organisations",
)


def views(facts: Facts) -> Mapping[str, object]:
    """Return everything that a template can name at its top, such as ``policy``, ``quarter`` and ``strategies``."""
    known, records = facts.known, Records(facts)
    return {
        "policy": _policy(known.policy, records),
        "quarter": _quarter(facts.report),
        "count": records.counts("", _COUNTS_OF_ALL),
        "council": record_view(known.council) if known.council else None,
        "events": records.events(event for event in known.events if event.date >= known.policy.began),
        "events_now": records.events(event for event in known.events if facts.report.covers(event.date)),
        "budget_total": View(amounts(facts, "total")),
        "conflicts": records.conflicts(),
        "changes": change_views(facts, records.named),
        **{collection: records.each(collection) for collection in _COLLECTIONS},
        **{f"{role}s": records.named("indicators", _told(facts, role)) for role in vocabulary.ROLES},
    }


def _policy(policy: Policy, records: Records) -> View:
    return record_view(
        policy,
        highlights=lambda: records.named("indicators", policy.highlights),
        sources=lambda: records.named("sources", policy.sources),
    )


def _quarter(report: QuarterReport) -> View:
    quarter = report.quarter
    return record_view(
        report,
        name=lambda: str(quarter),
        label=lambda: quarter.label,
        short_label=lambda: quarter.short_label,
        first_day=lambda: quarter.first_day,
        last_day=lambda: quarter.last_day,
    )


def _told(facts: Facts, role: str) -> list[str]:
    """Return the ids of the indicators of one role of which a value or a target is known."""
    return [i.id for i in facts.known.indicators if i.role == role and _is_told_of(facts, i)]


def _is_told_of(facts: Facts, indicator: Indicator) -> bool:
    companions = ("", ".baseline", ".target")
    return any(facts[f"indicator.{indicator.id}{c}"].value is not None for c in companions)
