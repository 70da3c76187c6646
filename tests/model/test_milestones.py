from __future__ import annotations

from datetime import date

import pytest

from policyreport.model import Milestone

DUE, NEW = "2025-03-31", "2025-06-30"


def state(day: str, **more: str) -> str:
    milestone = Milestone.model_validate({"id": "m", "title": "고시 개정", "due": DUE, "sources": ["s1"], **more})
    return milestone.state(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        ("2025-03-31", {}, "ahead"),
        ("2025-04-01", {}, "late"),
        ("2025-03-01", {"slipped_to": NEW}, "put_off"),
        ("2025-04-01", {"slipped_to": NEW}, "put_off"),
        ("2025-07-01", {"slipped_to": NEW}, "late"),
        ("2025-07-01", {"slipped_to": NEW, "done": "2025-07-01"}, "done"),
        ("2025-04-30", {"done": "2025-05-01"}, "late"),
        ("2025-03-01", {"done": "2025-05-01"}, "ahead"),
    ],
)
def test_a_milestone_stands_as_its_days_and_the_day_say(day: str, more: dict[str, str], expected: str) -> None:
    assert state(day, **more) == expected
