"""A number by which Excel counts days, where a day belongs, says how the cell is to be formatted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from policyreport.diagnostics import Problem

EVENT = "events:\n  - {id: e1, date: DAY, kind: announced, title: 가, sources: [s1]}\n"


def _of_dates(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code == "data.date"]


@pytest.mark.parametrize("day", ["45474", "45474.5", "'45474'"])
def test_a_serial_number_of_a_day_is_told(faults: Callable[[Mapping[str, str | bytes]], list[Problem]], day: str):
    (problem,) = _of_dates(faults({"data/events.yaml": EVENT.replace("DAY", day)}))
    assert "Excel counts days" in problem.what.en
    assert problem.hint is not None
    assert "format the cell as a date" in problem.hint.en
    assert "표시 형식을 날짜로" in problem.hint.ko


@pytest.mark.parametrize("day", ["1234", "99999", "가"])
def test_other_numbers_are_no_days_as_before(faults: Callable[[Mapping[str, str | bytes]], list[Problem]], day: str):
    (problem,) = _of_dates(faults({"data/events.yaml": EVENT.replace("DAY", day)}))
    assert "Excel" not in problem.what.en
