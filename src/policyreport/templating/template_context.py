"""The names that a template can use, and what of a quarter's facts each of them shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import cast

from policyreport.document.nodes import Date
from policyreport.document.number_format import date_text
from policyreport.document.report_type import PerRecord
from policyreport.gc_pause import gc_paused
from policyreport.model import Facts, Indicator, Policy, QuarterReport
from policyreport.model.code_lists import BUILT_IN
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.delivery import Recipient
from policyreport.templating.money_views import MoneyViews
from policyreport.templating.progress_views import rule_text
from policyreport.templating.record_views import COUNTS_BY_STATUS, RecordViews, change_views
from policyreport.templating.view import View, plain, printable, record_view

_COUNTS_OF_ALL = (
    *("strategies", "tasks", "measures", "fields", "programs", "members", "meetings", "events", "events-now"),
    *("programs-of-measures", "events-of-measures", "events-now-of-measures", "measures-now"),
    *("measures-earlier", "measures-untold", "targets-met", "targets-missed", "targets-ongoing"),
    *COUNTS_BY_STATUS,
)


@gc_paused()
def template_names(facts: Facts) -> Mapping[str, object]:
    """Return everything that a template can name at its top, such as ``policy``, ``quarter`` and ``strategies``."""
    known, records = facts.known, RecordViews(facts)
    return {
        **{name: records.each(name) for name, collection in COLLECTIONS.items() if collection.singular},
        "policy": _policy(known.policy, records),
        "quarter": _quarter(facts.report),
        "count": records.counts("", _COUNTS_OF_ALL),
        "council": record_view(known.council) if known.council else None,
        "next_meeting": records.next_meeting(),
        "events": records.events(event for event in known.events if event.date >= known.policy.began),
        "events_now": records.events(event for event in known.events if facts.report.covers(event.date)),
        "budgets_now": records.named("budgets", (b.id for b in known.budgets if b.year == facts.report.quarter.year)),
        "budget_total": MoneyViews(facts).total(),
        "funds": MoneyViews(facts).funds(),
        "dimensions": records.members.dimensions(),
        "by": records.members.of_all,
        "conflicts": records.conflicts(),
        "changes": change_views(facts, records.named),
        "updates": records.updates(),
        "words": plain(known.words.all()),
        "voice": known.words.voice,
        "status_rule": rule_text(known.thresholds, known.words),
        **{f"{role}s": records.named("indicators", _told(facts, role)) for role in BUILT_IN.codes("indicator_roles")},
    }


def _policy(policy: Policy, records: RecordViews) -> View:
    return record_view(
        policy,
        contacts=records.contacts,
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
        release=lambda: _day_and_weekday(report.release_day),
        embargo=lambda: _day_and_weekday(report.embargo_day, report.embargo_time),
    )


_WEEKDAYS = "월화수목금토일"


def _day_and_weekday(day: date | None, time: str | None = None) -> str | None:
    """Return a day as the head of a press release has it, such as ``2026. 1. 15.(목) 06:00``; None for none."""
    if day is None:
        return None
    return " ".join(filter(None, (f"{date_text(Date.of(day))}({_WEEKDAYS[day.weekday()]})", time)))


def _told(facts: Facts, role: str) -> list[str]:
    """Return the ids of the indicators of one role of which a value or a target is known."""
    return [i.id for i in facts.known.indicators if i.role == role and _is_told_of(facts, i)]


def _is_told_of(facts: Facts, indicator: Indicator) -> bool:
    companions = ("", ".baseline", ".target")
    return any(facts[f"indicator.{indicator.id}{c}"].value is not None for c in companions)


_PRINTABLE = ("id", "name", "organisation", "greeting")
"""What of a recipient a document may say: no address, and nothing of how or what they are given."""


class TemplateContext:
    """The names that templates can use, made once however many documents tell of them."""

    def __init__(self, facts: Facts, recipients: Iterable[Recipient] = ()) -> None:
        self.facts = facts
        self._recipients = recipients
        self._records: dict[str, Mapping[str, View]] = {}
        self._parts: dict[tuple[str, str], Mapping[str, object]] = {}

    @cached_property
    def names(self) -> Mapping[str, object]:
        """What every template can name at its top."""
        return template_names(self.facts)

    def records(self, collection: str) -> Mapping[str, View]:
        """Return the records of a collection as templates see them, by their ids; of a dimension its members."""
        if collection in self.facts.known.dimensions:
            members = self.facts.known.dimensions[collection].members
            return {one.code: plain({"code": one.code, "title": one.title}) for one in members}
        if collection not in self._records:
            found = self._recipient_views() if collection == "recipients" else self.names[collection]
            self._records[collection] = {str(one.get("id")): one for one in cast("Iterable[View]", found)}
        return self._records[collection]

    def names_for(self, editions: PerRecord, record: str) -> Mapping[str, object]:
        """Return what a template can name in the edition for one record: the same, and the record.

        In the edition for a member of a dimension all names are of what that member's facts tell.
        """
        key = editions.collection, record
        if key in self.facts.parts:
            if key not in self._parts:
                self._parts[key] = template_names(self.facts.parts[key])
            return {**self._parts[key], editions.singular: self.records(editions.collection)[record]}
        return {**self.names, editions.singular: self.records(editions.collection)[record]}

    def _recipient_views(self) -> list[View]:
        return [View({name: printable(getattr(one, name)) for name in _PRINTABLE}) for one in self._recipients]
