"""A programme stands as its steps, money, targets and risks say beside their plans, and never by events alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, budget, dataset, event, indicator, measure, program, seen, target

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.model import Facts, Places, Quarter
from policyreport.model.progress import STATUSES, Progress, ProgressStatus, ProgressThresholds, severity, worst

MEASURE, PROGRAM = measure("m"), program("p", "m")
DECEMBER, SEPTEMBER = "2024Q4", "2024Q3"


def milestone(name: str, due: str, **more: object) -> Fields:
    return {"id": name, "title": name, "program": "p", "due": due, "sources": ["s1"], **more}


def risk(name: str, due: str | None = None, **more: object) -> Fields:
    return {"id": name, "title": name, "program": "p", "reason": "사유", "due": due, "sources": ["s1"], **more}


def spent(executed: object, month: str = "2024-12", current: object = 100) -> Fields:
    return budget("b", "p", 2024, current=current, executed=executed, executed_as_of=month)


def facts(said: Mapping[str, object], quarter: str = DECEMBER, limits: ProgressThresholds | None = None) -> Facts:
    known = dataset(SEPTEMBER, DECEMBER, **{"measures": [MEASURE], "programs": [PROGRAM], **said})
    return derive(known.model_copy(update={"thresholds": limits or known.thresholds}), Quarter.parse(quarter))


def stands(said: Mapping[str, object], quarter: str = DECEMBER) -> Progress:
    return facts(said, quarter).programs["p"]


REACHED = {"indicators": [indicator("i", program="p")], "targets": [target("i", 100, "2024-07-10", year=2024)]}

EXAMPLES: list[tuple[str, str, Fields, str, list[str]]] = [
    ("nothing is planned", DECEMBER, {}, "unknown", []),
    ("events alone", DECEMBER, {"events": [event("e", "2024-11-01", programs=["p"])]}, "unknown", []),
    ("a step ahead", DECEMBER, {"milestones": [milestone("n", "2025-03-31")]}, "on_track", []),
    ("a step late by 30 days", DECEMBER, {"milestones": [milestone("n", "2024-12-01")]}, "attention", ["milestone"]),
    ("a step late by 31 days", DECEMBER, {"milestones": [milestone("n", "2024-11-30")]}, "behind", ["milestone"]),
    (
        "a step put off",
        DECEMBER,
        {"milestones": [milestone("n", "2024-08-31", slipped_to="2025-01-31", reason="사유")]},
        "attention",
        ["milestone"],
    ),
    (
        "a step that was to begin, and of which nothing is told",
        DECEMBER,
        {"milestones": [milestone("n", "2025-03-31", begins="2024-10-01")]},
        "attention",
        ["start"],
    ),
    (
        "the same, and something happened",
        DECEMBER,
        {
            "milestones": [milestone("n", "2025-03-31", begins="2024-10-01")],
            "events": [event("e", "2024-10-05", programs=["p"])],
        },
        "on_track",
        [],
    ),
    ("all steps done", DECEMBER, {"milestones": [milestone("n", "2024-11-30", done="2024-11-02")]}, "done", []),
    (
        "all steps done, and work goes on",
        DECEMBER,
        {
            "milestones": [milestone("n", "2024-11-30", done="2024-11-02")],
            "events": [event("e", "2024-12-01", programs=["p"])],
        },
        "on_track",
        [],
    ),
    (
        "all steps done, and the money is spent",
        DECEMBER,
        {"milestones": [milestone("n", "2024-11-30", done="2024-11-02")], "budgets": [spent(95)]},
        "done",
        [],
    ),
    (
        "all steps done, and some money is left",
        DECEMBER,
        {"milestones": [milestone("n", "2024-11-30", done="2024-11-02")], "budgets": [spent(94)]},
        "on_track",
        [],
    ),
    (
        "all steps cancelled",
        DECEMBER,
        {"milestones": [milestone("n", "2024-11-30", cancelled="2024-11-02")]},
        "on_track",
        [],
    ),
    ("a year's money of 80%", DECEMBER, {"budgets": [spent(80)]}, "on_track", []),
    ("a year's money below 80%", DECEMBER, {"budgets": [spent("79.9")]}, "attention", ["money"]),
    ("a year's money of 60%", DECEMBER, {"budgets": [spent(60)]}, "attention", ["money"]),
    ("a year's money below 60%", DECEMBER, {"budgets": [spent("59.9")]}, "behind", ["money"]),
    ("60% of nine months' even part", SEPTEMBER, {"budgets": [spent(45, "2024-09")]}, "attention", ["money"]),
    ("less than that, within the year", SEPTEMBER, {"budgets": [spent(30, "2024-09")]}, "attention", ["money"]),
    (
        "the same, and a risk beside it",
        SEPTEMBER,
        {"budgets": [spent(30, "2024-09")], "risks": [risk("r")]},
        "behind",
        ["money", "risk"],
    ),
    ("money of which nothing is known", DECEMBER, {"budgets": [budget("b", "p", 2024, current=100)]}, "unknown", []),
    ("an open risk", DECEMBER, {"risks": [risk("r")]}, "attention", ["risk"]),
    ("an open risk whose remedy is due today", DECEMBER, {"risks": [risk("r", "2024-12-31")]}, "attention", ["risk"]),
    ("an open risk, a month after its day", DECEMBER, {"risks": [risk("r", "2024-11-30")]}, "behind", ["risk"]),
    ("a closed risk", DECEMBER, {"risks": [risk("r", status="closed")]}, "unknown", []),
    ("a target that was met", DECEMBER, {**REACHED, "observations": [seen("i", DECEMBER, 100)]}, "on_track", []),
    (
        "a target missed by little",
        DECEMBER,
        {**REACHED, "observations": [seen("i", DECEMBER, 80)]},
        "attention",
        ["target"],
    ),
    ("a target missed by much", DECEMBER, {**REACHED, "observations": [seen("i", DECEMBER, 79)]}, "behind", ["target"]),
    ("a target still to come", SEPTEMBER, {**REACHED, "observations": [seen("i", SEPTEMBER, 10)]}, "on_track", []),
    (
        "a value that is worse than the baseline",
        SEPTEMBER,
        {
            **REACHED,
            "observations": [seen("i", SEPTEMBER, 10), seen("i", SEPTEMBER, 20, kind="baseline")],
        },
        "attention",
        ["worse"],
    ),
]


@pytest.mark.parametrize(
    ("quarter", "said", "status", "reasons"), [row[1:] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES]
)
def test_a_programme_stands_as_its_plan_and_its_facts_say(
    quarter: str, said: Fields, status: str, reasons: list[str]
) -> None:
    found = stands(said, quarter)
    assert (found.status, [reason.kind for reason in found.reasons]) == (status, reasons)


def test_a_written_plan_of_execution_is_the_one_that_counts() -> None:
    def with_plan(planned: int) -> Progress:
        plan = {"program": "p", "year": 2024, "quarter": SEPTEMBER, "unit": "백만원", "source": "s1"}
        own = {
            "budgets": [budget("b", "p", 2024, current=100)],
            "executions": [{**plan, "executed": 30, "planned": planned}],
        }
        return stands(own, SEPTEMBER)

    assert (with_plan(30).status, with_plan(50).status, with_plan(51).status) == ("on_track", "attention", "behind")


def test_the_limits_are_the_projects_own() -> None:
    def status(**limits: object) -> str:
        own = ProgressThresholds.model_validate(limits)
        said = {"budgets": [spent(70)], "milestones": [milestone("n", "2024-12-10")]}
        return facts(said, limits=own).programs["p"].status

    assert status() == "attention"
    assert status(execution_attention=90, execution_behind=71) == "behind"
    assert status(late_days=20) == "behind"
    assert status(late_days=0, execution_attention=70) == "behind"


def test_a_measure_stands_as_the_gravest_of_its_programmes_and_of_its_own_steps() -> None:
    two = [program("p", "m"), program("q", "m"), program("r", "other")]
    said = {"measures": [MEASURE, measure("other")], "programs": two, "budgets": [spent(70)]}
    found = facts(said)
    assert {name: one.status for name, one in found.measures.items()} == {"m": "attention", "other": "unknown"}
    late = {"id": "n", "title": "n", "measure": "other", "due": "2024-10-01", "sources": ["s1"]}
    assert facts({**said, "milestones": [late]}).measures["other"].status == "behind"


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([{"done": "2024-11-02"}], "done"),
        ([{"done": "2024-11-02"}, {"cancelled": "2024-11-02"}], "done"),
        ([{"cancelled": "2024-11-02"}], "on_track"),
        ([{"cancelled": "2024-11-02"}, {"cancelled": "2024-11-03"}], "on_track"),
        ([{"done": "2024-11-02"}, {}], "on_track"),
    ],
)
def test_a_measure_is_done_by_the_same_rule_as_a_programme(steps: list[Fields], status: str) -> None:
    planned = [milestone(f"n{number}", "2025-01-31", **step) for number, step in enumerate(steps)]
    of_measure = [{**step, "program": None, "measure": "m"} for step in planned]
    assert facts({"milestones": planned}).programs["p"].status == status
    assert facts({"programs": [], "milestones": of_measure}).measures["m"].status == status


def test_a_status_is_a_fact_that_names_what_it_stands_on() -> None:
    place = SourceLocation("data/risks.yaml", 3)
    known = dataset(
        SEPTEMBER,
        DECEMBER,
        measures=[MEASURE],
        programs=[PROGRAM],
        budgets=[spent(50)],
        risks=[risk("r", "2024-12-30")],
    ).model_copy(update={"places": Places({("risks", 0): place})})
    found = derive(known, Quarter.parse(DECEMBER))
    status = found["status.program.p"]
    assert (status.value, status.rule, status.places) == (Decimal(3), "status", (place,))
    assert set(status.derived_from) == {"budget.b.rate", "status.program.p.pace", "status.risk.r.late"}
    assert found["status.program.p.pace"].derived_from == ("budget.b.executed", "budget.b.current")
    assert (found["status.risk.r.late"].value, found["status.risk.r.late"].places) == (1, (place,))
    assert all(name in found.of for fact in found.of.values() for name in fact.derived_from)


def test_an_old_report_does_not_know_what_came_later() -> None:
    late = milestone("n", "2024-10-15")
    assert stands({"milestones": [late]}, SEPTEMBER).status == "on_track"
    assert stands({"milestones": [late]}, DECEMBER).status == "behind"


def test_programmes_are_counted_by_their_status_in_all_and_by_strategy() -> None:
    found = facts({"budgets": [spent(50)], "programs": [program("p", "m"), program("q", "m")]})
    counted = {status: found[f"count.programs-{status.replace('_', '-')}"].value for status in STATUSES}
    assert counted == {"done": 0, "on_track": 0, "attention": 0, "behind": 1, "unknown": 1}
    assert found["count.measures-behind.growth"].value == 1


def test_outcomes_are_counted_by_what_has_become_of_their_targets() -> None:
    own = {
        "indicators": [indicator(name, role="outcome") for name in "abc"],
        "targets": [target(name, 10, "2024-07-10", year=2024 if name != "c" else 2026) for name in "abc"],
        "observations": [seen("a", DECEMBER, 10), seen("b", DECEMBER, 9), seen("c", DECEMBER, 1)],
    }
    found = facts(own)
    assert [found[f"count.targets-{met}"].value for met in ("met", "missed", "ongoing")] == [1, 1, 1]


def test_thresholds_that_contradict_one_another_are_refused() -> None:
    with pytest.raises(ValueError, match="behind lies above attention"):
        ProgressThresholds.model_validate({"execution_behind": 90})


shares = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)


@given(shares, shares, st.sampled_from(["2024-10", "2024-11", "2024-12"]))
def test_more_spent_is_never_worse(one: Decimal, other: Decimal, month: str) -> None:
    less, more = sorted((one, other))
    grave = [severity(stands({"budgets": [spent(str(amount), month)]}).status) or 0 for amount in (less, more)]
    assert grave[0] >= grave[1]


@given(days=st.integers(-200, 200), has_risk=st.booleans())
def test_another_reason_is_never_better(days: int, *, has_risk: bool) -> None:
    due = str(Quarter.parse(DECEMBER).last_day.fromordinal(Quarter.parse(DECEMBER).last_day.toordinal() + days))
    alone = stands({"milestones": [milestone("n", due)]})
    beside = stands({"milestones": [milestone("n", due)], "risks": [risk("r")] if has_risk else []})
    assert (severity(beside.status) or 0) >= (severity(alone.status) or 0)
    assert (alone.status == "behind") == (days < -30)


@given(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=6))
def test_the_worst_of_some_is_one_of_them_or_what_goes_on_beside_what_is_done(statuses: list[ProgressStatus]) -> None:
    found = worst(statuses)
    assert found in statuses or (found == "on_track" and {"done", "unknown"} <= set(statuses))
    assert found == worst([*reversed(statuses)])
