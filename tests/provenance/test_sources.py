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


def test_what_an_office_wrote_before_any_source_told_it_rests_on_its_own_word():
    bare = {**SETTLED, "sources": []}
    office = review_sources(a_set(bare, RATE, TARGET), is_office=True)
    assert (ids(office.own), office.without) == (["indicator.settled", "indicator.settled.rate"], ())
    nowhere = {**bare, "stands_at": []}
    assert ids(review_sources(a_set(nowhere, TARGET), is_office=True).without) == ["indicator.settled"]


def test_a_number_a_part_of_which_has_no_source_is_named_too():
    rate = {**RATE, "sources": ["rep4"]}
    found = review_sources(a_set(SETTLED, rate, TARGET))
    assert ids(found.without) == ["indicator.settled.rate"]
    assert review_sources(a_set(SETTLED, rate, {**TARGET, "sources": ["rep4"]})).without == ()


def test_a_count_of_states_needs_no_source_though_these_rest_on_some():
    state = {**SETTLED, "fact": "status.program.p", "rule": "status", "printed": []}
    count = {**COUNT, "derived_from": ["status.program.p", "indicator.settled.target"]}
    assert review_sources(a_set(count, state, TARGET)).without == ()


def test_sources_that_held_no_longer_are_named_with_what_rests_on_them():
    old = {**SOURCE, "valid_until": "2026-12-30"}
    (use,) = review_sources(a_set(SETTLED, sources=[old])).expired
    assert (use.source.id, ids(use.numbers)) == ("rep4", ["indicator.settled"])
    assert review_sources(a_set(SETTLED, sources=[{**old, "valid_until": "2026-12-31"}])).expired == ()
