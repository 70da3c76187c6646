from __future__ import annotations

import pytest
from tests.knowledge import dataset, event, formula, indicator, seen, target

from policyreport.facts import derive
from policyreport.model import Facts, Quarter

KNOWN = dataset(
    "2024Q3",
    "2024Q4",
    "2025Q1",
    indicators=[indicator("a"), indicator("b"), formula("total", "sum", "a", "b"), indicator("c")],
    observations=[
        seen("a", "2024Q3", 10),
        seen("b", "2024Q3", 5),
        seen("a", "2025Q1", 99),
        seen("c", "2025Q1", 7),
    ],
    targets=[target("a", 20, "2024-07-10"), target("a", 30, "2024-08-10")],
    events=[
        event("chosen", "2024-08-09", figures=["a"]),
        event("summed", "2024-09-30", figures=["total"]),
        event("aimed", "2024-12-31", figures=["c"]),
        event("later", "2025-01-02", figures=["a"]),
        event("plain", "2024-08-01"),
    ],
)


def facts(quarter: str) -> Facts:
    return derive(KNOWN, Quarter.parse(quarter))


def told(quarter: str) -> set[str]:
    return {name for name in facts(quarter).of if ".at-" in name or ".target-on-" in name}


@pytest.mark.parametrize("quarter", ["2024Q3", "2024Q4", "2025Q1"])
def test_a_figure_of_an_event_stays_as_it_was_in_the_events_own_quarter(quarter: str) -> None:
    assert facts(quarter)["indicator.a.at-2024Q3"].value == 10


def test_an_event_of_a_later_quarter_tells_the_later_value() -> None:
    assert facts("2025Q1")["indicator.a.at-2025Q1"].value == 99


def test_the_target_of_an_event_is_the_one_of_its_day() -> None:
    assert facts("2025Q1")["indicator.a.target-on-2024-08-09"].value == 20
    assert facts("2025Q1")["indicator.a.target-on-2025-01-02"].value == 30


def test_a_reckoned_figure_brings_those_that_it_was_reckoned_from() -> None:
    known = facts("2025Q1")
    total = known["indicator.total.at-2024Q3"]
    assert (total.value, total.derived_from) == (15, ("indicator.a.at-2024Q3", "indicator.b.at-2024Q3"))
    assert all(part in known.of for part in total.derived_from)


def test_a_figure_that_had_no_value_yet_is_missing_for_ever() -> None:
    assert facts("2025Q1")["indicator.c.at-2024Q4"].value is None


def test_events_of_the_future_bring_no_facts() -> None:
    assert told("2024Q3") == {
        "indicator.a.at-2024Q3",
        "indicator.b.at-2024Q3",
        "indicator.c.at-2024Q3",
        "indicator.total.at-2024Q3",
        "indicator.a.target-on-2024-08-09",
        "indicator.total.target-on-2024-09-30",
    }
