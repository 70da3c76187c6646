from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from policyreport.diagnostics import Problem
from policyreport.inputs import load
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]


def observation(**changed: str) -> str:
    fields = {"indicator": "applied", "quarter": "2025Q2", "value": "5", "as_of": "2025-05", "source": "s1", **changed}
    return "  - {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n"


def indicator(name: str, of: str = "") -> str:
    formula = f", formula: {{kind: sum, of: [{of}]}}" if of else ""
    return f"  - {{id: {name}, title: 가, unit: 개, role: output, definition: 나{formula}}}\n"


def test_an_id_used_twice_names_both_places(faults: Faults) -> None:
    twin = "sources:\n  - {id: s1, title: 가, publisher: 나, kind: press}\n"
    (problem,) = faults({"data/z.yaml": twin})
    assert (problem.code, str(problem.where)) == ("data.duplicate-id", "data/z.yaml:2:10")
    assert problem.what.en == "'s1' is used twice: before at data/policy.yaml:24:9"


def test_two_collections_may_use_one_id(make: Make) -> None:
    twin = "fields:\n  - {id: challenge, title: 가, short_title: 가, content: 나, sources: [s1]}\n"
    assert load(make({"data/a.yaml": twin})).dataset.fields[0].id == "challenge"


def test_a_quarter_reported_twice_names_both_places(faults: Faults) -> None:
    twin = "quarters:\n  - {quarter: 2025Q2, as_of: 2025-06-30, headline: 가}\n"
    (problem,) = faults({"data/z.yaml": twin})
    assert (problem.code, str(problem.where)) == ("data.duplicate-id", "data/z.yaml:2:15")
    assert "data/quarters/2025Q2.yaml" in problem.what.en


def test_a_reference_that_leads_nowhere_is_met_with_the_nearest(faults: Faults) -> None:
    programs = "programs:\n  - {id: x, title: 가, measures: [challange], content: 나, lead: 다, sources: [s1]}\n"
    (problem,) = faults({"data/a.yaml": programs})
    assert (problem.code, str(problem.where)) == ("data.unknown-reference", "data/a.yaml:2:34")
    assert problem.field == "programs › x › measures[1]"
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'challenge'?"


def test_a_reference_to_a_record_that_is_not_sound_is_no_fault_of_its_own(faults: Faults) -> None:
    broken = "programs:\n  - {id: x, title: 가, measures: [challenge], lead: 나, sources: [s1]}\n"
    event = "events:\n  - {id: e, date: 2025-05-28, title: 가, programs: [x], sources: [s1]}\n"
    assert [p.code for p in faults({"data/a.yaml": broken + event})] == ["data.missing-field"]


def test_references_are_not_doubted_where_a_file_cannot_be_read(faults: Faults) -> None:
    assert [p.code for p in faults({"data/indicators.yaml": "indicators: [\n"})] == ["yaml.syntax"]


def test_quarters_are_not_missed_where_a_file_cannot_be_read(faults: Faults) -> None:
    other = "observations:\n" + observation()
    problems = faults({"data/a.yaml": other, "data/quarters/2025Q2.yaml": "quarter: @\n"})
    assert [p.code for p in problems] == ["yaml.unquoted-start"]


def test_two_used_values_of_one_quarter_conflict(faults: Faults) -> None:
    (problem,) = faults({"data/z.yaml": "observations:\n" + observation()})
    assert (problem.code, str(problem.where)) == ("data.conflicting-observations", "data/z.yaml:2:5")
    assert "data/quarters/2025Q2.yaml:8:5" in problem.what.en
    assert problem.hint is not None
    assert "used: false" in problem.hint.en


def test_an_unused_value_conflicts_with_none(make: Make) -> None:
    other = "observations:\n" + observation(used="false", reason="중복")
    assert len(load(make({"data/z.yaml": other})).dataset.observations) == 2


def test_a_baseline_does_not_conflict_with_an_actual_value(make: Make) -> None:
    assert len(load(make({"data/z.yaml": "observations:\n" + observation(kind="baseline")})).dataset.observations) == 2


def test_one_of_several_values_is_used(faults: Faults) -> None:
    unused = observation(kind="baseline", used="false", reason="중복")
    (problem,) = faults({"data/z.yaml": "observations:\n" + unused})
    assert (problem.code, str(problem.where)) == ("data.conflicting-observations", "data/z.yaml:2:5")
    assert problem.what.en == "no value of 'applied' for 2025Q2 is used"


def test_no_value_is_missed_while_its_record_is_not_sound(faults: Faults) -> None:
    values = observation(kind="baseline", used="false", reason="중복") + observation(kind="baseline", value="다섯")
    assert [p.code for p in faults({"data/z.yaml": "observations:\n" + values})] == ["data.number"]


def test_what_a_formula_gives_is_not_observed(faults: Faults) -> None:
    both = indicator("total", "applied, selected") + indicator("selected")
    text = "indicators:\n" + both + "observations:\n" + observation(indicator="total")
    (problem,) = faults({"data/z.yaml": text})
    assert (problem.code, problem.field) == ("data.observed-formula", "indicators › total › formula")
    assert "data/z.yaml:5:5" in problem.what.en


@pytest.mark.parametrize(
    ("indicators", "ways"),
    [
        (indicator("a", "a, b") + indicator("b"), ["a → a"]),
        (indicator("b", "a, x") + indicator("a", "b, x") + indicator("x"), ["a → b → a"]),
        (indicator("a", "b, c") + indicator("b", "c, d") + indicator("c", "a, d") + indicator("d"), ["a → c → a"]),
        (indicator("a", "a, z") + indicator("b", "b, z") + indicator("z"), ["a → a", "b → b"]),
    ],
)
def test_formulas_that_go_round_are_told_with_the_way(faults: Faults, indicators: str, ways: list[str]) -> None:
    found = faults({"data/z.yaml": "indicators:\n" + indicators})
    assert {p.code for p in found} == {"data.formula-cycle"}
    assert [p.what.en.removeprefix("the formulas go round in a circle: ") for p in found] == ways


def test_each_quarter_without_a_report_is_told_once(faults: Faults) -> None:
    text = "observations:\n" + observation(quarter="2025Q1") + observation(quarter="2025Q1", kind="baseline")
    (problem,) = faults({"data/z.yaml": text})
    assert (problem.code, str(problem.where)) == ("data.unreported-quarter", "data/z.yaml:2:5")
    assert problem.hint is not None
    assert "data/quarters/2025Q1.yaml" in problem.hint.en


@pytest.mark.parametrize("as_of", ["2025-07-01", "2025-07", "2026"])
def test_a_value_later_than_its_quarters_report_is_refused(faults: Faults, as_of: str) -> None:
    (problem,) = faults({"data/z.yaml": "observations:\n" + observation(kind="baseline", as_of=as_of)})
    assert (problem.code, problem.field) == ("data.late-observation", "observations[2] › as_of")


@pytest.mark.parametrize("as_of", ["2025-06-30", "2025-06", "2025"])
def test_a_value_may_hold_for_the_reports_own_day_month_or_year(make: Make, as_of: str) -> None:
    project = make({"data/z.yaml": "observations:\n" + observation(kind="baseline", as_of=as_of)})
    assert load(project).dataset.observations[1].as_of == as_of


def test_a_report_holds_for_no_day_before_its_quarter(faults: Faults) -> None:
    text = "quarter: 2025Q3\nreport: {as_of: 2025-06-30, headline: 가}\n"
    (problem,) = faults({"data/quarters/2025Q3.yaml": text})
    assert (problem.code, str(problem.where)) == ("data.early-report", "data/quarters/2025Q3.yaml:2:17")
