from __future__ import annotations

from collections.abc import Callable

import pytest

from policyreport.diagnostics import Problem

from .answers import SPENT, openfiscal
from .conftest import Take, records


def test_an_activity_is_a_programme_with_its_budget_in_won(take: Take) -> None:
    taken = take("openfiscal", openfiscal(SPENT))
    (program,) = records(taken, "programs")
    assert (program["title"], program["content"], program["lead"]) == (
        "창업사업화지원",
        "창업환경조성",
        "중소벤처기업부",
    )
    assert records(taken, "budgets") == [
        {
            "id": f"{program['id']}-2025",
            "program": program["id"],
            "year": "2025",
            "unit": "원",
            "current": "1000000000",
            "executed": "400000000",
            "executed_as_of": "2025-05",
            "source": "open-data-openfiscal",
        }
    ]


def test_the_latest_month_of_each_year_counts(take: Take) -> None:
    later = {**SPENT, "EXE_M": "10", "THISM_AGGR_EP_AMT": 900000000}
    earlier_year = {**SPENT, "FSCL_YY": "2024", "EXE_M": "12", "THISM_AGGR_EP_AMT": 5}
    budgets = records(take("openfiscal", openfiscal(later, SPENT, earlier_year)), "budgets")
    assert [(b["executed"], b["executed_as_of"]) for b in budgets] == [("5", "2024-12"), ("900000000", "2025-10")]


def test_the_accounts_of_one_activity_are_added_up(take: Take) -> None:
    account = {**SPENT, "ACCT_NM": "기금", "ANEXP_BDG_CAMT": 5, "THISM_AGGR_EP_AMT": 3}
    (budget,) = records(take("openfiscal", openfiscal(SPENT, account)), "budgets")
    assert (budget["current"], budget["executed"]) == ("1000000005", "400000003")


def test_a_row_that_comes_twice_is_not_added_up(take: Take) -> None:
    taken = take("openfiscal", openfiscal(SPENT, SPENT))
    assert records(taken, "budgets")[0]["executed"] == "400000000"
    assert [w.code for w in taken.warnings] == ["import.repeated"]


def test_a_budget_of_a_programme_that_the_project_has_belongs_to_it(take: Take) -> None:
    taken = take("openfiscal", openfiscal(SPENT), {"창업사업화지원": "startup-support"})
    assert records(taken, "programs") == []
    assert records(taken, "budgets")[0]["program"] == "startup-support"


def test_a_year_and_a_month_in_one_are_read_too(take: Take) -> None:
    (budget,) = records(take("openfiscal", openfiscal({**SPENT, "EXE_M": "202505"})), "budgets")
    assert budget["executed_as_of"] == "2025-05"


@pytest.mark.parametrize(
    ("field", "said"), [("FSCL_YY", "25"), ("EXE_M", "13"), ("ANEXP_BDG_CAMT", "백만"), ("THISM_AGGR_EP_AMT", "1e9")]
)
def test_what_is_no_month_or_amount_is_refused(
    refused: Callable[[str, object], list[Problem]], field: str, said: str
) -> None:
    (problem,) = refused("openfiscal", openfiscal({**SPENT, field: said}))
    assert (problem.code, problem.field) == ("import.not-accepted", field)
