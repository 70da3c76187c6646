"""The macros that the shipped reports share, each asked by itself."""

from __future__ import annotations

import pytest
from tests.knowledge import budget, dataset, indicator, measure, program, seen
from tests.templating.test_achievement_in_reports import REPOSITORY
from tests.templating.writing import PARTS, written

from policyreport.document.nodes import Paragraph
from policyreport.document.number_format import plain_text
from policyreport.facts import derive
from policyreport.model import Dataset, Quarter

SHIPPED = (REPOSITORY.root / PARTS).read_text(encoding="utf-8")
MONEY = dataset(
    "2024Q4",
    measures=[measure("m")],
    programs=[program("p", "m")],
    budgets=[
        budget("large", "p", 2024, current=1000),
        budget("small", "p", 2023, current=999),
        budget("back", "p", 2022, current=-1500),
        budget("little-back", "p", 2021, current=-999),
        budget("unknown", "p", 2020),
    ],
)


def printed(call: str, known: Dataset) -> str:
    """Return what a call of a macro prints as text."""
    body = f'{{% import "{PARTS}" as say %}}\n{{{{ say.{call} }}}}'
    blocks = written(body, derive(known, Quarter(2024, 4)), SHIPPED)
    return " / ".join(plain_text(block.content) for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("place", "text"), [(0, "10.0억원"), (1, "999백만원"), (2, "△15.0억원"), (3, "△999백만원"), (4, "-")]
)
def test_amounts_of_a_milliard_and_more_read_in_eok_whether_they_rise_or_fall(place: int, text: str) -> None:
    assert printed(f"amount(budgets[{place}].current)", MONEY) == text


def test_a_change_of_nothing_reads_so_wherever_it_is_printed() -> None:
    known = dataset(
        "2023Q4",
        "2024Q3",
        "2024Q4",
        indicators=[indicator("still", role="outcome"), indicator("moved", role="outcome")],
        observations=[
            *(seen("still", quarter, 7) for quarter in ("2023Q4", "2024Q3", "2024Q4")),
            *(seen("moved", quarter, value) for quarter, value in (("2023Q4", 3), ("2024Q3", 5), ("2024Q4", 8))),
        ],
    )
    assert [printed(f"{name}(outcomes[0])", known) for name in ("change", "change_year")] == ["변동 없음"] * 2
    assert [printed(f"{name}(outcomes[1])", known) for name in ("change", "change_year")] == ["3개사", "5개사"]
