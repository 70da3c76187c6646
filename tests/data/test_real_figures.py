"""The real data set's figures: those below were copied by hand from what the sources say, not from the data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policyreport.facts import derive
from policyreport.model import Dataset, Observation, Quarter

OBSERVED = [
    ("2024Q3", "ai-companies", "2354", "2024-07-10", "s5"),
    ("2024Q3", "ai-startups", "1524", "2024-07-10", "s5"),
    ("2024Q3", "ai-startup-share-reported", "57.6", "2024-07-10", "s17"),
    ("2024Q3", "ai-investment", "4000", "2024-07-10", "s5"),
    ("2024Q3", "ministry-budget", "149497", "2024", "s15"),
    ("2024Q3", "ondevice-2024-selected", "10", "2024-07-10", "s7"),
    ("2024Q3", "ondevice-2024-competition", "12.8", "2024-07-10", "s7"),
    ("2024Q3", "global-tips-applied", "118", "2024-08-09", "s8"),
    ("2024Q3", "global-tips-selected", "20", "2024-08-09", "s8"),
    ("2024Q3", "global-tips-fund-backed", "12", "2024-08-09", "s8"),
    ("2024Q3", "global-tips-ceiling", "6", "2024-08-09", "s8"),
    ("2024Q3", "global-tips-duration", "3", "2024-08-09", "s8"),
    ("2024Q3", "global-tips-age", "7", "2024-08-09", "s8"),
    ("2024Q3", "global-tips-foreign-investment", "200000", "2024-08-09", "s8"),
    ("2024Q3", "chogyeokcha-1000-first", "217", "2024", "s16"),
    ("2024Q3", "chogyeokcha-1000-second", "15", "2024", "s16"),
    ("2024Q3", "chogyeokcha-1000-fields", "10", "2024", "s16"),
    ("2024Q3", "chogyeokcha-1000-size", "20000", "2024", "s16"),
    ("2024Q3", "chogyeokcha-1000-ceiling", "11", "2024", "s16"),
    ("2025Q1", "sme-ai-use", "28", "2024", "s11"),
    ("2025Q1", "ministry-budget", "152488", "2025", "s15"),
    ("2025Q1", "micro-core-sllm", "2", "2025-02-05", "s10"),
    ("2025Q1", "micro-core-manufacturing", "1", "2025-02-05", "s10"),
    ("2025Q1", "micro-core-bio", "1", "2025-02-05", "s10"),
    ("2025Q1", "micro-core-contents", "1", "2025-02-05", "s10"),
    ("2025Q1", "micro-ax", "15", "2025-02-05", "s10"),
    ("2025Q1", "micro-core-ceiling", "1.5", "2025-02-05", "s10"),
    ("2025Q1", "micro-ax-amount", "0.8", "2025-02-05", "s10"),
    ("2025Q1", "challenge-2025-selected", "15", "2025-02-26", "s12"),
    ("2025Q1", "challenge-2025-selected", "19", "2025-02-26", "s18"),
    ("2025Q1", "challenge-2025-ceiling", "1", "2025-02-26", "s12"),
    ("2025Q2", "centre-regions", "3", "2025-05-28", "s13"),
    ("2025Q2", "centre-size", "120", "2025-05-28", "s13"),
    ("2025Q2", "centre-size", "60", "2025-05-28", "s19"),
    ("2025Q2", "centre-size-ulsan", "129", "2025-05-28", "s14"),
    ("2025Q2", "centre-state-share", "60", "2025-05-28", "s13"),
    ("2025Q2", "centre-local-share", "60", "2025-05-28", "s13"),
    ("2025Q2", "centre-duration", "31", "2025-05-28", "s13"),
]

TARGETS = [
    ("ai-unicorns", "3", 2027, "2024-07-10", None, "s5"),
    ("ai-unicorns", "5", 2027, "2025-02-20", None, "s11"),
    ("ai-investment", "10000", 2027, "2024-07-10", None, "s5"),
    ("sme-ai-use", "50", 2027, "2025-02-20", None, "s11"),
    ("manufacturing-ai-specialists", "100", None, "2025-02-20", None, "s11"),
    ("challenge-2025-plan", "50", 2025, "2024-10-23", "at_least", "s9"),
]

BOUNDS = {
    "global-tips-ceiling": "at_most",
    "global-tips-age": "at_most",
    "global-tips-foreign-investment": "at_least",
    "chogyeokcha-1000-ceiling": "at_most",
    "micro-core-ceiling": "at_most",
    "challenge-2025-ceiling": "at_most",
    "centre-state-share": "at_most",
    "centre-local-share": "at_least",
}


def of_indicator(real: Dataset, indicator: str) -> list[Observation]:
    return [seen for seen in real.observations if seen.indicator == indicator]


def test_it_observes_what_the_sources_say_and_nothing_else(real: Dataset) -> None:
    seen = [(str(o.quarter), o.indicator, o.value, o.as_of, o.source) for o in real.observations]
    assert sorted(seen) == sorted((q, i, Decimal(v), a, s) for q, i, v, a, s in OBSERVED)


def test_it_aims_at_what_the_sources_say_and_nothing_else(real: Dataset) -> None:
    aims = [(t.indicator, t.value, t.year, t.set_on.isoformat(), t.bound, t.source) for t in real.targets]
    assert aims == [(i, Decimal(v), *rest) for i, v, *rest in TARGETS]


def test_limits_are_told_from_exact_amounts(real: Dataset) -> None:
    assert {o.indicator: o.bound for o in real.observations if o.bound} == BOUNDS


def test_what_is_known_before_the_policy_is_a_baseline(real: Dataset) -> None:
    assert {o.indicator for o in real.observations if o.kind == "baseline"} == {"ai-investment", "sme-ai-use"}


def test_no_value_is_nought(real: Dataset) -> None:
    assert all(o.value for o in real.observations)


def test_the_firms_of_the_second_challenge_are_kept_as_both_reports_have_them(real: Dataset) -> None:
    kept = {o.value: o.used for o in of_indicator(real, "challenge-2025-selected")}
    assert kept == {Decimal(15): True, Decimal(19): False}


def test_the_cost_of_a_centre_is_kept_as_both_reports_have_it(real: Dataset) -> None:
    assert {o.value: o.used for o in of_indicator(real, "centre-size")} == {Decimal(120): True, Decimal(60): False}


def test_only_one_value_of_an_indicator_is_used_in_a_quarter(real: Dataset) -> None:
    used = [(o.indicator, o.quarter) for o in real.observations if o.used]
    assert len(used) == len(set(used))


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("ai-startup-share", Decimal(152_400) / 2_354),
        ("global-tips-rate", Decimal(2_000) / 118),
        ("micro-core", Decimal(5)),
        ("micro-selected", Decimal(20)),
        ("chogyeokcha-1000-selected", Decimal(232)),
        ("selected-total", Decimal(65)),
    ],
)
def test_what_can_be_reckoned_is_reckoned(real: Dataset, indicator: str, value: Decimal) -> None:
    assert derive(real, Quarter(2025, 2))[f"indicator.{indicator}"].value == value


def test_what_is_reckoned_is_typed_nowhere(real: Dataset) -> None:
    reckoned = {i.id for i in real.indicators if i.formula}
    assert reckoned.isdisjoint(o.indicator for o in real.observations)


def test_the_later_target_for_unicorns_supersedes_the_earlier(real: Dataset) -> None:
    facts = derive(real, Quarter(2025, 1))
    fact = "indicator.ai-unicorns"
    assert (facts[f"{fact}.target-before"].value, facts[f"{fact}.target"].value) == (Decimal(3), Decimal(5))
