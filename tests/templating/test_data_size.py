"""What a template may ask for grows with the data that it is given; the shipped reports ask for no more at any size."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.made_up import SETTINGS, made_up
from tests.young_farmers import REPOSITORY

from policyreport.facts import derive, newest_quarter
from policyreport.inputs import report_kinds
from policyreport.model import Facts
from policyreport.project import open_project
from policyreport.templating import renderer
from policyreport.templating.data_size import values_in
from policyreport.templating.environment import Sandbox
from policyreport.templating.renderer import compose
from policyreport.templating.step_budget import StepBudget
from policyreport.templating.template_context import template_names
from policyreport.templating.view import plain, printable

KINDS = report_kinds(open_project(REPOSITORY))
FEW, QUARTERS = 20, 2


def facts_of(programs: int, quarters: int = QUARTERS) -> Facts:
    dataset = made_up(programs, quarters, seed=1)
    return derive(dataset, newest_quarter(dataset))


@pytest.fixture(scope="module")
def few() -> Facts:
    return facts_of(FEW)


@pytest.fixture(scope="module")
def twice_as_many() -> Facts:
    return facts_of(2 * FEW)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[StepBudget]:
    """Return the budgets of all renderings of a test, the first of each report being its own."""
    made: list[StepBudget] = []

    class Counting(Sandbox):
        def __init__(self, *values: object, **named: object) -> None:
            super().__init__(*values, **named)  # pyright: ignore[reportArgumentType]
            made.append(self.budget)

    monkeypatch.setattr(renderer, "Sandbox", Counting)
    return made


def spent(kind: str, facts: Facts, budgets: list[StepBudget]) -> tuple[int, int]:
    """Return how many steps a report takes, and how many it may take beyond those that any template may."""
    names = template_names(facts)
    allowed = StepBudget()
    base = allowed.steps
    allowed.allow_for(names)
    budgets.clear()
    compose(KINDS[kind], facts, SETTINGS, names=names)
    return allowed.steps - budgets[0].steps, allowed.steps - base


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_report_asks_for_work_in_proportion_to_its_data(
    kind: str, few: Facts, twice_as_many: Facts, steps: list[StepBudget]
) -> None:
    of_few, of_many = (spent(kind, facts, steps)[0] for facts in (few, twice_as_many))
    assert of_many < 2.2 * of_few


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_asks_for_is_within_what_the_data_alone_allow(
    kind: str, twice_as_many: Facts, steps: list[StepBudget]
) -> None:
    asked, allowed = spent(kind, twice_as_many, steps)
    assert asked < allowed / 2


def test_more_quarters_allow_for_more_work() -> None:
    short, long = (values_in(template_names(facts_of(FEW, quarters))) for quarters in (2, 6))
    assert long > short


@pytest.mark.parametrize(
    ("names", "values"),
    [
        ({}, 0),
        ({"title": "가나다", "count": plain({"programs": 3})}, 0),
        ({"codes": ["a", "b", "c"]}, 3),
        ({"records": [plain({"id": n, "title": "가"}) for n in range(5)]}, 10),
        ({"records": [plain({"id": 1, "history": [plain({"value": 1}), plain({"value": 2})]})] * 5}, 20),
    ],
)
def test_the_size_of_data_is_how_many_values_its_lists_hold(names: Mapping[str, object], values: int) -> None:
    assert values_in(names) == values


def test_a_view_gives_the_fields_of_its_record_and_what_is_said_otherwise(few: Facts) -> None:
    names = template_names(few)
    (program, *_) = names["programs"]  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
    assert program.get("title") == few.known.programs[0].title  # pyright: ignore[reportUnknownMemberType]
    assert {"title", "figures", "money"} <= set(program.names())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def test_what_is_printable_gives_itself() -> None:
    assert printable("가")() == "가"
