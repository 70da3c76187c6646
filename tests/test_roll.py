"""A new quarter starts with what the old one leaves: the file loads as it stands, and its documents can be made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.knowledge import budget, dataset, formula, indicator, program, seen

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.inputs import load
from policyreport.inputs.files import clean_text
from policyreport.inputs.yaml_file import read_yaml_text
from policyreport.model import Dataset, Fact, Facts, Quarter, Update
from policyreport.model.record import TO_BE_WRITTEN
from policyreport.pipeline.build import build
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.project_data import read_project
from policyreport.project import Project, open_project
from policyreport.renderers import FORMATS
from policyreport.roll import rolled

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "src" / "policyreport" / "builtin" / "example"
OLD, NEW = Quarter(2025, 2), Quarter(2025, 3)
MEETING = {"id": "m1", "title": "회의", "date": "2025-05-01", "agenda": ["점검"], "sources": ["s1"]}


def next_of(quarter: Quarter) -> Quarter:
    return Quarter(quarter.year + quarter.number // 4, quarter.number % 4 + 1)


def observed(text: str) -> dict[str, dict[str, object]]:
    """What a new quarter's file says of each indicator."""
    observations = read_yaml_text(text, "new.yaml").content.get("observations", [])
    assert isinstance(observations, list)
    return {str(o["indicator"]): dict(o) for o in observations if isinstance(o, dict)}


def text_of(known: Dataset) -> str:
    return rolled(known, OLD, NEW).text


def refusals(known: Dataset, old: Quarter, new: Quarter) -> list[tuple[ErrorKind, str]]:
    with pytest.raises(PolicyReportError) as caught:
        rolled(known, old, new)
    return [(problem.kind, problem.code) for problem in caught.value.problems]


def test_the_report_starts_on_the_new_quarters_last_day() -> None:
    report = read_yaml_text(text_of(dataset("2025Q2")), "new.yaml").content["report"]
    assert report == {"as_of": "2025-09-30", "headline": TO_BE_WRITTEN}


def test_outlook_and_gaps_are_kept_as_a_start() -> None:
    old = {"quarter": "2025Q2", "as_of": "2025-06-30", "headline": "가", "outlook": ["나: 다"], "gaps": ["라", "마"]}
    report = read_yaml_text(text_of(dataset(quarters=[old])), "new.yaml").content["report"]
    assert isinstance(report, dict)
    assert (report["outlook"], report["gaps"]) == (["나: 다"], ["라", "마"])


def test_a_report_for_few_stays_for_few() -> None:
    old = {"quarter": "2025Q2", "as_of": "2025-06-30", "headline": "가", "audience": "internal"}
    report = read_yaml_text(text_of(dataset(quarters=[old])), "new.yaml").content["report"]
    assert isinstance(report, dict)
    assert report["audience"] == "internal"


def test_an_observation_comes_again_without_its_value() -> None:
    last = seen("applied", "2025Q2", 20, bound="at_most", audience="council")
    known = dataset("2025Q2", indicators=[indicator("applied")], observations=[last])
    again = {"value": None, "as_of": "2025-09-30", "source": "s1", "bound": "at_most", "audience": "council"}
    assert observed(text_of(known)) == {"applied": {"indicator": "applied", **again}}


def test_a_comment_gives_the_previous_value_with_its_unit() -> None:
    known = dataset("2025Q2", indicators=[indicator("applied")], observations=[seen("applied", "2025Q2", 1234)])
    assert "    value:    # 전 분기 1,234개사\n" in text_of(known)


def test_a_comment_names_the_quarter_of_an_older_value() -> None:
    known = dataset("2024Q4", "2025Q2", indicators=[indicator("a")], observations=[seen("a", "2024Q4", 5)])
    assert "# 2024Q4 5개사" in text_of(known)


def test_a_value_that_never_came_is_asked_for_again() -> None:
    values = [seen("a", "2025Q1", 5), seen("a", "2025Q2", None)]
    text = text_of(dataset("2025Q1", "2025Q2", indicators=[indicator("a")], observations=values))
    assert "# 2025Q1 5개사" in text


def test_an_indicator_that_had_no_value_yet_is_listed_to_be_filled_in() -> None:
    known = dataset(
        "2025Q1", "2025Q2", indicators=[indicator("a"), indicator("b")], observations=[seen("a", "2025Q2", 5)]
    )
    text = text_of(known)
    assert list(observed(text)) == ["a"]
    assert "#  - indicator: b    # b\n#    value:\n#    as_of: 2025-09-30\n#    source:\n" in text
    assert [one.id for one in rolled(known, OLD, NEW).carried.unobserved] == ["b"]


def test_what_is_listed_loads_once_its_signs_are_taken_off() -> None:
    known = dataset(
        "2025Q1", "2025Q2", indicators=[indicator("a"), indicator("b")], observations=[seen("a", "2025Q2", 5)]
    )
    head, _, rest = text_of(known).partition("# 아직 값이 없는 지표")
    listed = "\n".join(line.removeprefix("#") for line in rest.split("\n")[1:])
    assert list(observed(head + listed)) == ["a", "b"]


def test_a_value_last_seen_more_than_a_year_ago_is_not_asked_for() -> None:
    known = dataset("2024Q2", "2025Q2", indicators=[indicator("a")], observations=[seen("a", "2024Q2", 5)])
    assert observed(text_of(known)) == {}


def test_a_condition_of_support_from_an_earlier_quarter_is_not_asked_for() -> None:
    of = [indicator("old", role="term"), indicator("new", role="term")]
    values = [seen("old", "2025Q1", 5), seen("new", "2025Q2", 5)]
    assert list(observed(text_of(dataset("2025Q1", "2025Q2", indicators=of, observations=values)))) == ["new"]


def test_what_is_reckoned_by_a_formula_is_not_asked_for() -> None:
    of = [indicator("a"), indicator("b"), formula("c", "sum", "a", "b")]
    values = [seen("a", "2025Q2", 1), seen("b", "2025Q2", 2)]
    assert list(observed(text_of(dataset("2025Q2", indicators=of, observations=values)))) == ["a", "b"]


def test_the_source_is_that_of_the_value_that_was_used() -> None:
    sources = [{"id": s, "title": s, "publisher": "가", "kind": "press"} for s in ("s1", "s2")]
    values = [seen("a", "2025Q2", 1), seen("a", "2025Q2", 2, source="s2", used=False, reason="다름")]
    known = dataset("2025Q2", indicators=[indicator("a")], observations=values, sources=sources)
    assert observed(text_of(known))["a"]["source"] == "s1"


def test_open_actions_are_listed_and_done_ones_are_not() -> None:
    actions = [
        {"id": name, "title": f"조치 {name}", "meeting": "m1", "status": status, "sources": ["s1"]}
        for name, status in (("a1", "ongoing"), ("a2", "done"), ("a3", "delayed"))
    ]
    made = rolled(dataset("2025Q2", meetings=[MEETING], actions=actions), OLD, NEW)
    assert [action.id for action in made.carried.actions] == ["a1", "a3"]
    assert (
        "#   - {kind: actions, record: a3, on: , state: , due: , note: , source: }    # 조치 a3 (지연)\n" in made.text
    )


def test_unfinished_milestones_are_listed_with_the_day_now_due() -> None:
    steps = [
        {"id": "m1", "title": "착수", "due": "2025-05-01", "done": "2025-05-01", "sources": ["s1"]},
        {"id": "m2", "title": "설치", "due": "2025-06-01", "slipped_to": "2025-08-01", "sources": ["s1"]},
    ]
    made = rolled(dataset("2025Q2", milestones=steps), OLD, NEW)
    assert [milestone.id for milestone in made.carried.milestones] == ["m2"]
    line = "{kind: milestones, record: m2, on: , state: , due: , note: , source: }    # 설치 (연기, 기한 2025-08-01)"
    assert f"#   - {line}\n" in made.text


def test_open_risks_are_listed_as_their_updates_have_them() -> None:
    risks = [
        {"id": r, "title": f"부진 {r}", "reason": "인력", "due": "2025-09-30", "sources": ["s1"]} for r in ("r1", "r2")
    ]
    updates = [{"kind": "risks", "record": "r1", "on": "2025-06-10", "state": "closed"}]
    made = rolled(dataset("2025Q2", risks=risks, updates=updates), OLD, NEW)
    assert [risk.id for risk in made.carried.risks] == ["r2"]
    assert "record: r2, on: , state: , due: , note: , source: }    # 부진 r2 (발생, 기한 2025-09-30)\n" in made.text


def test_a_line_that_is_filled_in_is_an_update_of_the_new_quarter() -> None:
    steps = [{"id": "m2", "title": "설치", "due": "2025-08-01", "sources": ["s1"]}]
    text = text_of(dataset("2025Q2", milestones=steps))
    filled = text.replace("# updates:", "updates:").replace("#   - {kind", "  - {kind")
    filled = filled.replace("on: , state: , due: ", "on: 2025-08-10, state: 연기, due: 2025-11-30")
    (update,) = read_yaml_text(filled, "new.yaml").content["updates"]  # type: ignore[union-attr, misc]
    assert Update.model_validate(update).due == date(2025, 11, 30)


def test_an_id_that_yaml_reads_as_nothing_is_quoted() -> None:
    known = dataset("2025Q2", indicators=[indicator("null")], observations=[seen("null", "2025Q2", 5)])
    assert list(observed(text_of(known))) == ["null"]


def test_an_unknown_old_quarter_is_refused() -> None:
    assert refusals(dataset("2025Q2"), Quarter(2024, 1), NEW) == [(ErrorKind.USAGE, "usage.quarter")]


def test_a_new_quarter_that_is_not_later_is_refused() -> None:
    assert refusals(dataset("2025Q2"), OLD, OLD) == [(ErrorKind.USAGE, "roll.not-later")]


def test_a_new_quarter_that_is_there_already_is_refused() -> None:
    assert refusals(dataset("2025Q2", "2025Q3"), OLD, NEW) == [(ErrorKind.USAGE, "roll.already-there")]


def test_all_that_is_wrong_is_told_at_once() -> None:
    codes = [code for _, code in refusals(dataset("2025Q3"), OLD, NEW)]
    assert codes == ["usage.quarter", "roll.already-there"]


texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: clean_text(text).text).filter(str.strip)


@settings(deadline=None)
@given(st.lists(texts, min_size=1), texts)
def test_every_text_is_read_back_as_it_was(outlook: list[str], title: str) -> None:
    old = {"quarter": "2025Q2", "as_of": "2025-06-30", "headline": "가", "outlook": outlook}
    measured = indicator("a", unit=title) | {"title": title}
    known = dataset(quarters=[old], indicators=[measured], observations=[seen("a", "2025Q2", 5)])
    content = read_yaml_text(text_of(known), "new.yaml").content
    assert isinstance(content["report"], dict)
    assert (content["report"]["outlook"], list(observed(text_of(known)))) == (outlook, ["a"])


def copied(name: str, folder: Path) -> Project:
    data = REPOSITORY / "data" if name == "real" else EXAMPLE / "data"
    shutil.copytree(data, folder / "data")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    return open_project(folder)


class Turned:
    """A project that was rolled into the quarter after its last."""

    def __init__(self, name: str, folder: Path) -> None:
        self.project = copied(name, folder)
        before = load(self.project).dataset
        self.old = max(report.quarter for report in before.quarters)
        self.new = next_of(self.old)
        self.rolled = rolled(before, self.old, self.new)
        file = self.project.data / "quarters" / f"{self.new}.yaml"
        file.write_text(self.rolled.text, encoding="utf-8", newline="\n")
        self.before = derive(before, self.old)

    def facts(self) -> Facts:
        return derive(load(self.project).dataset, self.new)

    def asked_for(self) -> list[str]:
        return [f"indicator.{series.indicator.id}" for series in self.rolled.carried.series]


@pytest.fixture(scope="module", params=["real", "example"])
def turned(request: pytest.FixtureRequest) -> Iterator[Turned]:
    with tempfile.TemporaryDirectory() as folder:
        yield Turned(request.param, Path(folder))


def test_the_new_quarter_loads_as_it_stands(turned: Turned) -> None:
    assert max(report.quarter for report in load(turned.project).dataset.quarters) == turned.new


def test_the_new_quarter_asks_for_values(turned: Turned) -> None:
    assert turned.asked_for()


def test_current_values_become_previous_ones(turned: Turned) -> None:
    facts = turned.facts()
    previous = {name: facts[f"{name}.previous"].value for name in turned.asked_for()}
    assert previous == {name: turned.before[name].value for name in turned.asked_for()}


def test_new_values_are_not_there_yet(turned: Turned) -> None:
    facts = turned.facts()
    assert {facts[name].value for name in turned.asked_for()} == {None}
    assert all(facts[name].missing for name in turned.asked_for())


def test_the_new_quarter_is_not_published_before_its_texts_are_written(turned: Turned) -> None:
    with pytest.raises(PolicyReportError) as caught:
        build(turned.project, str(turned.new))
    assert {problem.code for problem in caught.value.problems} == {"text.to-be-written"}


def test_all_documents_of_the_new_quarter_can_be_made_as_drafts(turned: Turned) -> None:
    built = build(turned.project, str(turned.new), options=BuildOptions(draft=True))
    assert {output.form for output in built.outputs} == set(FORMATS)


def test_a_value_not_there_yet_reads_as_a_dash(tmp_path: Path) -> None:
    turned = Turned("example", tmp_path)
    said = {
        chosen.report.kind: dump(document)
        for chosen, document in documents(read_project(turned.project, str(turned.new)))
    }
    assert all('<indicator.digital-rate "-" = none' in said[kind] for kind in ("briefing", "handout", "matrix"))


def values(facts: Facts) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.of.items() if fact.value is not None}


def test_the_old_quarters_figures_stay_as_they_were(turned: Turned) -> None:
    again = derive(load(turned.project).dataset, turned.old)
    assert {n: f.value for n, f in values(again).items()} == {n: f.value for n, f in values(turned.before).items()}


def test_a_new_value_is_compared_with_the_old_one(tmp_path: Path) -> None:
    turned = Turned("example", tmp_path)
    file = turned.project.data / "quarters" / f"{turned.new}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value:    # 전 분기 24.3%", "value: 25.5"), encoding="utf-8")
    assert turned.facts()["indicator.digital-rate.change"].value == Decimal("1.2")


def spending(text: str) -> list[dict[str, object]]:
    """What a new quarter's file says of money."""
    executions = read_yaml_text(text, "new.yaml").content.get("executions", [])
    assert isinstance(executions, list)
    return [dict(one) for one in executions if isinstance(one, dict)]


BUDGETS = [
    budget("b", "p", 2025, fund="national"),
    budget("c", "q", 2025, executed=7, executed_as_of="2025-06"),
    budget("d", "q", 2024),
]
SPENT = {"program": "p", "year": 2025, "fund": "national", "quarter": "2025Q2", "unit": "억원", "source": "s1"}


def test_the_money_to_be_entered_is_listed_for_each_budget_of_the_year() -> None:
    known = dataset("2025Q2", programs=[program("p"), program("q")], budgets=BUDGETS)
    told = spending(text_of(known))
    assert [(one["program"], one["executed"], one["as_of"]) for one in told] == [
        ("p", None, "2025-09"),
        ("q", None, "2025-09"),
    ]
    assert [one.get("fund") for one in told] == ["national", None]


def test_the_amount_of_last_quarter_stands_in_the_comment_in_its_unit() -> None:
    executions = [{**SPENT, "executed": "1234.5", "planned": 1500}]
    text = text_of(dataset("2025Q2", programs=[program("p"), program("q")], budgets=BUDGETS, executions=executions))
    assert (
        "    executed:    # 전 분기 1,234.5억원(2025-06)\n    planned:    # 2025-06까지 1,500억원\n    unit: 억원"
        in text
    )
    assert "    executed:    # 예산에 적은 집행액 7백만원(2025-06)" in text
    assert "# 사업 p 국비" in text


def test_no_money_is_to_be_entered_in_a_year_without_budgets() -> None:
    known = dataset("2025Q2", programs=[program("q")], budgets=[budget("d", "q", 2024)])
    assert spending(text_of(known)) == []
