from __future__ import annotations

from decimal import Decimal

import pytest
from tests.knowledge import dataset, formula, indicator, seen

from policyreport.facts import derive
from policyreport.model import Quarter

KNOWN = dataset(
    "2024Q3",
    "2025Q1",
    "2024Q4",
    indicators=[indicator("a"), indicator("b"), formula("total", "sum", "a", "b"), indicator("never")],
    observations=[seen("a", "2024Q3", 10), seen("a", "2025Q1", 30), seen("b", "2024Q4", 5)],
)


@pytest.mark.parametrize(
    ("name", "values"),
    [("a", (10, 10, 30)), ("b", (None, 5, 5)), ("total", (10, 15, 35)), ("never", (None, None, None))],
)
def test_each_quarter_has_the_value_that_was_in_force_at_its_end(name: str, values: tuple[int | None, ...]) -> None:
    facts = derive(KNOWN, Quarter(2025, 1))
    told = [facts[f"indicator.{name}.at-{quarter}"].value for quarter in ("2024Q3", "2024Q4", "2025Q1")]
    assert told == [None if value is None else Decimal(value) for value in values]


def test_the_history_ends_with_the_quarter_reported_on() -> None:
    facts = derive(KNOWN, Quarter(2024, 4))
    assert "indicator.a.at-2025Q1" not in facts.of
    assert facts["indicator.a.at-2024Q4"].value == facts["indicator.a"].value


def test_a_reckoned_value_of_an_old_quarter_stands_on_those_of_that_quarter() -> None:
    facts = derive(KNOWN, Quarter(2025, 1))
    assert facts["indicator.total.at-2024Q4"].derived_from == ("indicator.a.at-2024Q4", "indicator.b.at-2024Q4")
