from __future__ import annotations

from collections.abc import Callable, Mapping

from policyreport.diagnostics import Problem, SourceLocation

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]

BUDGET = "budgets:\n  - {id: b, program: global-tips, year: 2025, unit: 억원, executed: 5, source: s1"


def test_an_executed_sum_without_its_month_says_what_to_add(faults: Faults) -> None:
    (problem,) = faults({"data/budgets.yaml": BUDGET + "}\n"})
    assert (problem.code, problem.where) == ("data.missing-field", SourceLocation("data/budgets.yaml", 2, 5))
    assert problem.hint is not None
    assert problem.hint.en == "add 'executed_as_of:', such as 2025-06"


def test_what_is_no_month_says_how_to_write_one(faults: Faults) -> None:
    (problem,) = faults({"data/budgets.yaml": BUDGET + ", executed_as_of: 2025-13}\n"})
    assert (problem.code, problem.field) == ("data.date", "budgets › b › executed_as_of")
    assert problem.hint is not None
    assert problem.hint.en == "write year and month, such as 2025-06, 2025. 6. or 2025년 6월"
