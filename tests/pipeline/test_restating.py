"""Figures that were issued do not become others, or none, unless that is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.issuing import issue_set
from tests.young_farmers import enter, young_farmers

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project

from .small_project import small, write_kind

OLDER, NEWEST = "2026Q1", "2026Q2"
DRAFT, RESTATED = BuildOptions(draft=True), BuildOptions(restate=True)
FIGURES = """# 지표

{% for i in indicators %}
- {{ i.title }} {{ i.actual }}
{% endfor %}

# 예산

{% for b in budgets %}
- {{ b.program.title }} {{ b.current }} 가운데 {{ b.executed }} 집행
{% endfor %}

# 추진 실적

{% for e in events %}
{% for f in e.figures %}
- {{ e.title }} {{ f.value }}, 목표 {{ f.target }}
{% endfor %}
{% endfor %}
"""

ROW = """  - id: owner-school-2026
    program: owner-school
    year: 2026
    unit: 백만원
    original: 800
    current: 800
    executed: 310
    executed_as_of: 2026-06
    source: progress-q2
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The example with a report that prints its indicators, budgets and what belongs to its events."""
    made = small(tmp_path, "txt", "csv")
    write_kind(tmp_path, "figures", "txt, csv", FIGURES)
    return made


def change(project: Project, file: str, old: str, new: str) -> None:
    path = project.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def built(project: Project, quarter: str, options: BuildOptions = RESTATED, report: str = "figures") -> Built:
    return issue_set(project, quarter, [report], ["txt"], options)


def again(project: Project, quarter: str, report: str = "figures") -> Built:
    return built(project, quarter, BuildOptions(), report)


def refused(project: Project, quarter: str, report: str = "figures") -> tuple[Problem, ...]:
    with pytest.raises(PolicyReportError) as caught:
        again(project, quarter, report)
    assert caught.value.exit_code == ErrorKind.DATA
    return caught.value.problems


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in problems]


def stored(project: Project, quarter: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project.out / quarter).iterdir()}


def numbers(project: Project, quarter: str) -> dict[str, dict[str, Any]]:
    said = json.loads((project.out / quarter / "manifest.json").read_text("utf-8"))
    return {number["fact"]: number for number in said["numbers"]}


def test_a_first_issue_has_nothing_to_be_compared_with(project: Project):
    assert again(project, OLDER).number == again(project, NEWEST).number == 1


def test_another_number_of_an_older_quarter_is_told_with_its_place_both_figures_and_the_way_out(project: Project):
    again(project, OLDER)
    before = stored(project, OLDER)
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 350\n")
    (ceiling,) = refused(project, OLDER)
    line = (project.data / "quarters" / "2026Q1.yaml").read_text("utf-8").splitlines().index("    value: 350") + 1
    assert (ceiling.code, ceiling.field) == ("figure.restated", "indicator.smart-shop-ceiling")
    assert ceiling.where is not None
    assert ceiling.where[:2] == ("data/quarters/2026Q1.yaml", line)
    assert ceiling.what.en == (
        "'스마트상점 지원 한도' was issued as 300만원 이내 (issue 1) and would be 350만원 이내 in issue 2; "
        "printed in figures.txt (line 14); sent to nobody by 'policyreport deliver'"
    )
    assert ceiling.hint is not None
    assert all(way in ceiling.hint.ko for way in (f"rebuild {OLDER}/1", f"build --quarter {OLDER} --issue --restate"))
    assert stored(project, OLDER) == before


def test_what_is_reckoned_from_another_number_is_told_after_it(project: Project):
    again(project, OLDER)
    change(project, "data/quarters/2026Q1.yaml", "value: 320\n", "value: 337\n")
    assert told(refused(project, OLDER)) == [
        ("figure.restated", "indicator.smart-shop-rate"),
        ("figure.restated", "indicator.smart-shop-applied"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("bound: at_most", "bound: at_least"), ("value: 300\n", "value: 30\n")],
    ids=["bound", "value"],
)
def test_a_figure_is_its_value_and_its_bound(project: Project, old: str, new: str):
    again(project, OLDER)
    change(project, "data/quarters/2026Q1.yaml", old, new)
    assert told(refused(project, OLDER)) == [("figure.restated", "indicator.smart-shop-ceiling")]


def test_other_figures_that_were_tried_out_are_issued_only_where_that_is_asked_for(project: Project):
    again(project, OLDER)
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 350\n")
    assert build(project, OLDER, ["figures"], ["txt"], RESTATED).number is None
    tried = stored(project, OLDER)
    assert told(refused(project, OLDER)) == [("figure.restated", "indicator.smart-shop-ceiling")]
    assert stored(project, OLDER) == tried
    assert built(project, OLDER).number == 2
    assert stored(project, OLDER) == tried


def test_a_value_that_reads_the_same_is_no_other_figure(project: Project):
    change(project, "data/indicators.yaml", "상한\n", "상한\n    decimals: 0\n")
    again(project, OLDER)
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 300.4\n")
    assert again(project, OLDER).number == 2


@pytest.mark.parametrize("said", ["{{ i.actual | bare }}", ""], ids=["otherwise", "no longer"])
def test_a_value_that_is_printed_otherwise_or_no_longer_is_no_other_figure(project: Project, said: str):
    again(project, OLDER)
    change(project, "templates/figures/body.md.j2", "{{ i.actual }}", said)
    assert again(project, OLDER).number == 2


def test_a_figure_that_there_was_not_yet_may_come(project: Project):
    again(project, OLDER)
    assert numbers(project, OLDER)["budget.smart-shop-2026.executed"]["value"] is None
    change(project, "data/carrying-out.yaml", "executed_as_of: 2026-06", "executed_as_of: 2026-03")
    again(project, OLDER)
    assert numbers(project, OLDER)["budget.smart-shop-2026.executed"]["value"] == "2610"


def test_the_newest_quarter_may_be_corrected(project: Project):
    again(project, NEWEST)
    change(project, "data/quarters/2026Q2.yaml", "value: 480\n", "value: 492\n")
    assert again(project, NEWEST).number == 2


def test_a_value_that_is_taken_out_stops_the_newest_quarter_too(project: Project):
    again(project, NEWEST)
    change(project, "data/quarters/2026Q2.yaml", "value: 480\n", "value:\n")
    rate, applied, more = refused(project, NEWEST)
    assert (rate.code, rate.field) == ("figure.missing", "indicator.smart-shop-rate")
    assert more.what.en == f"1 more issued figures of {NEWEST} would be missing or others"
    assert applied.where is not None
    assert applied.where.file == "data/quarters/2026Q2.yaml"
    assert "was issued as 480개소 (issue 1) and would be missing (-) in issue 2" in applied.what.en


def test_a_sum_that_is_overwritten_by_a_later_months_is_told_at_its_cell_or_line(project: Project):
    again(project, NEWEST)
    change(project, "data/carrying-out.yaml", "executed: 310", "executed: 405")
    change(
        project,
        "data/carrying-out.yaml",
        "executed: 405\n    executed_as_of: 2026-06",
        "executed: 405\n    executed_as_of: 2026-07",
    )
    (executed,) = refused(project, NEWEST)
    line = (project.data / "carrying-out.yaml").read_text("utf-8").splitlines().index("    executed: 405") + 1
    assert executed.where is not None
    assert executed.where[:2] == ("data/carrying-out.yaml", line)
    assert executed.what.en.startswith("'상인 디지털 학교 2026년 집행액' was issued as 310백만원")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ROW, ""),
        ("program: owner-school\n    year: 2026", "program: owner-school\n    year: 2027"),
    ],
    ids=["taken out", "the next year's"],
)
def test_a_row_that_is_taken_out_or_used_for_the_next_year_leaves_its_figures_missing(
    project: Project, old: str, new: str
):
    again(project, NEWEST)
    change(project, "data/carrying-out.yaml", old, new)
    assert set(told(refused(project, NEWEST))) == {
        ("figure.missing", "budget.owner-school-2026.current"),
        ("figure.missing", "budget.owner-school-2026.executed"),
    }


def test_an_indicator_that_is_named_anew_tells_the_same_figures(project: Project):
    again(project, OLDER)
    for path in project.data.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("smart-shop-ceiling", "shop-ceiling"), "utf-8")
    assert again(project, OLDER).number == 2
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 350\n")
    for path in project.data.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("shop-ceiling", "most-for-a-shop"), "utf-8")
    assert told(refused(project, OLDER)) == [("figure.missing", "indicator.shop-ceiling")]


LATER_TARGET = "  - {indicator: smart-shop-selected, value: 250, year: 2026, set_on: 2026-05-01, source: plan}\n"
THIRD = "quarter: 2026Q3\nreport: {as_of: 2026-09-30, headline: 공동 배달망 확대}\n"


@pytest.mark.parametrize("quarter", ["newest", "older"])
def test_an_events_day_may_be_put_right_where_it_tells_the_same_or_in_the_newest_quarter(
    project: Project, quarter: str
):
    change(project, "data/indicators.yaml", "targets:\n", f"targets:\n{LATER_TARGET}")
    again(project, NEWEST)
    change(project, "data/quarters/2026Q2.yaml", "date: 2026-06-18", "date: 2026-06-17")
    if quarter == "older":
        (project.data / "quarters" / "2026Q3.yaml").write_text(THIRD, "utf-8")
    assert again(project, NEWEST).number == 2
    change(project, "data/quarters/2026Q2.yaml", "date: 2026-06-17", "date: 2026-04-17")
    if quarter == "newest":
        assert again(project, NEWEST).number == 3
    else:
        gone = ("figure.missing", "indicator.smart-shop-selected.target-on-2026-06-17")
        assert told(refused(project, NEWEST)) == [gone]


def test_a_figure_that_its_readers_may_no_longer_know_is_missing_to_them(project: Project):
    again(project, NEWEST)
    change(
        project,
        "data/indicators.yaml",
        "  - id: delivery-regions\n",
        "  - id: delivery-regions\n    audience: internal\n",
    )
    with (project.data / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write("    - {code: audience.wider, reason: 딸린 기록도 함께 감춤}\n")
    assert told(refused(project, NEWEST))[0] == ("figure.missing", "indicator.delivery-regions")


def test_figures_of_a_report_that_is_no_more_are_not_asked_for(project: Project):
    issue_set(project, OLDER, ["figures", "brief"], ["txt"])
    for file in (project.templates / "figures").iterdir():
        file.unlink()
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 350\n")
    assert again(project, OLDER, "brief").number == 2


def test_editions_are_compared_too(project: Project):
    write_kind(project.root, "field", "txt", FIGURES, 'for: fields\nname: "{{ field.short_title }}"\n')
    again(project, OLDER, "field")
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 350\n")
    assert told(refused(project, OLDER, "field")) == [("figure.restated", "indicator.smart-shop-ceiling")]
    assert built(project, OLDER, RESTATED, "field").number == 2


def test_what_is_asked_for_is_issued_anew_and_is_then_what_counts(project: Project):
    again(project, OLDER)
    change(project, "data/quarters/2026Q1.yaml", "value: 300\n", "value: 350\n")
    assert built(project, OLDER).number == 2
    change(project, "data/quarters/2026Q1.yaml", "value: 350\n", "value: 300\n")
    (ceiling,) = refused(project, OLDER)
    assert "(issue 2)" in ceiling.what.en


def test_a_draft_may_tell_other_figures(project: Project):
    again(project, OLDER)
    for value in ("350", "360"):
        change(project, "data/quarters/2026Q1.yaml", "bound: at_most", f"bound: at_most    # {value}")
        change(
            project,
            "data/quarters/2026Q1.yaml",
            "value: 300\n" if value == "350" else "value: 350\n",
            f"value: {value}\n",
        )
        assert built(project, OLDER, DRAFT).changed


def test_last_quarters_execution_does_not_become_a_dash_when_this_quarters_is_entered(tmp_path: Path):
    office = young_farmers(tmp_path, "third")
    kept = (office.data / "수합.xlsx").read_bytes()
    issue_set(office, "2026Q3", ["briefing"], ["txt", "docx"])
    before = stored(office, "2026Q3")
    enter(tmp_path, "fourth")
    assert issue_set(office, "2026Q4", ["briefing"], ["txt"]).changed
    *listed, more = refused(office, "2026Q3", "briefing")
    assert stored(office, "2026Q3") == before
    assert {problem.code for problem in listed} == {"figure.missing"}
    places = [problem.where for problem in listed]
    assert places == [SourceLocation("data/수합.xlsx", cell=f"예산!H{row}") for row in (2, 3, 4, 5, 6)]
    assert (more.code, more.where) == ("figure.more", None)
    (office.data / "수합.xlsx").write_bytes(kept)
    assert issue_set(office, "2026Q3", ["briefing"], ["txt"]).number == 2
    assert "10,180.5백만원" in (office.out / "2026Q3" / "briefing.txt").read_text("utf-8-sig")
