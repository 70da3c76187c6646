"""Printed numbers are told by the sources on which they rest, and those that rest on too little are named."""

from __future__ import annotations

from collections.abc import Iterable

from tests.provenance.a_set import RATE, SETTLED, SOURCE, TARGET, a_set

from policyreport.provenance.printed_set import PrintedNumber
from policyreport.provenance.sources import review_sources

PLACE = [{"file": "briefing.pdf", "where": "page 1 at 1.0,2.0 to 3.0,4.0", "text": "3건"}]
COUNT = {"fact": "count.events", "value": "3", "unit": "건", "rule": "count", "printed": PLACE}
PRESS = {"id": "news", "title": "보도", "publisher": "신문", "kind": "press"}


def ids(numbers: Iterable[PrintedNumber]) -> list[str]:
    return [one.id for one in numbers]


def test_a_number_counts_for_each_source_on_which_it_rests():
    rate = {**RATE, "sources": ["rep4", "news"]}
    found = review_sources(a_set(SETTLED, rate, TARGET, sources=[SOURCE, PRESS]))
    uses = {use.source.id: ids(use.numbers) for use in found.uses}
    assert uses == {"rep4": ["indicator.settled", "indicator.settled.rate"], "news": ["indicator.settled.rate"]}


def test_a_printed_value_without_a_source_is_named_and_a_count_of_records_is_not():
    bare = {**SETTLED, "sources": []}
    found = review_sources(a_set(bare, {**RATE, "sources": []}, TARGET, COUNT))
    assert ids(found.without) == ["indicator.settled", "indicator.settled.rate"]


def test_what_is_not_printed_or_has_no_value_needs_no_source():
    hidden = {**SETTLED, "sources": [], "printed": []}
    missing = {**COUNT, "fact": "indicator.x", "rule": "given", "value": None}
    assert review_sources(a_set(hidden, missing)).without == ()


def test_one_press_report_alone_is_named_and_two_reports_or_an_official_one_are_not():
    one, two = {**SETTLED, "sources": ["news"]}, {**SETTLED, "fact": "indicator.two", "sources": ["news", "rep4"]}
    found = review_sources(a_set(one, two, {**SETTLED, "fact": "indicator.three"}, sources=[SOURCE, PRESS]))
    assert ids(found.one_press_report) == ["indicator.settled"]
