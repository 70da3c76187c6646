"""Each record that reports are to tell of is in one of them, or is named with the reports that lack it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.office_templates.drawing import drawn
from tests.young_farmers import young_farmers

from policyreport.pipeline.coverage import Coverage, coverage
from policyreport.pipeline.title_index import TitleIndex
from policyreport.project import Project

from .small_project import small, write_kind

LATE = "저녁 과정 교재 개발"
TELLS_ALL = """# 지원사업

{% for p in programs %}
- {{ p.title }}
{% endfor %}

# 지표

{% for i in indicators %}
- {{ i.title }} {{ i.actual }}
{% if i.target %}
- 목표 {{ i.target }}
{% endif %}
{% endfor %}

# 조치, 일정, 위험

{% for each in [actions, milestones, risks] %}
{% for one in each %}
- {{ one.title }}
{% endfor %}
{% endfor %}
"""


def telling(folder: Path, body: str = TELLS_ALL) -> Project:
    """Return a project with one report of this body, and a milestone that is late."""
    project = small(folder)
    for kind in ("brief", "table"):
        for file in (folder / "templates" / kind).iterdir():
            file.unlink()
        (folder / "templates" / kind).rmdir()
    write_kind(folder, "whole", "txt", body, "audience: internal\n")
    replace(project, "carrying-out.yaml", "    slipped_to: 2026-08-31", "    # slipped_to: 2026-08-31")
    return project


def replace(project: Project, file: str, old: str, new: str) -> None:
    path = project.data / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def nowhere(found: Coverage) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in found.of("nowhere")]


def test_a_report_that_tells_of_everything_leaves_nothing_out(tmp_path: Path):
    found = coverage(telling(tmp_path))
    assert nowhere(found) == []
    assert {one.kind for one in found.of("once")} == {
        *("programs", "indicators", "targets", "actions", "milestones", "risks"),
    }
    assert [one.title for one in found.records if one.kind == "milestones"] == [LATE]


@pytest.mark.parametrize(
    ("told", "left_out", "record"),
    [
        ("{{ p.title }}", "{{ p.title if p.id != 'delivery-pilot' }}", ("programs", "delivery-pilot")),
        (
            "{{ i.title }} {{ i.actual }}",
            "{% if i.id != 'delivery-regions' %}{{ i.title }} {{ i.actual }}{% endif %}",
            ("indicators", "delivery-regions"),
        ),
        ("{% if i.target %}", "{% if i.target and i.id != 'digital-rate' %}", ("targets", "digital-rate")),
        ("{{ one.title }}", "{{ one.title if one.id != 'evening-classes' }}", ("actions", "evening-classes")),
        ("{{ one.title }}", "{{ one.title if one.id != 'school-evening' }}", ("milestones", "school-evening")),
        ("{{ one.title }}", "{{ one.title if one.id != 'school-demand' }}", ("risks", "school-demand")),
    ],
)
def test_a_record_that_no_report_tells_of_is_named_with_its_place(
    tmp_path: Path, told: str, left_out: str, record: tuple[str, str]
):
    found = coverage(telling(tmp_path, TELLS_ALL.replace(told, left_out)))
    assert nowhere(found) == [record]
    (one,) = found.of("nowhere")
    assert one.place is not None
    lines = (tmp_path / one.place.file).read_text("utf-8").splitlines()
    assert record[1] in lines[one.place.line - 1]


def test_a_written_reason_answers_for_a_record_and_an_indicators_for_its_target(tmp_path: Path):
    body = TELLS_ALL.replace("for i in indicators", "for i in indicators if i.id != 'digital-rate'")
    project = telling(tmp_path, body)
    assert nowhere(coverage(project)) == [("indicators", "digital-rate"), ("targets", "digital-rate")]
    replace(
        project,
        "indicators.yaml",
        "    title: 상점 디지털 전환율\n",
        "    title: 상점 디지털 전환율\n    omitted: 조사 중\n",
    )
    found = coverage(project)
    assert nowhere(found) == []
    assert [(one.kind, one.omitted) for one in found.of("omitted")] == [
        ("indicators", "조사 중"),
        ("targets", "조사 중"),
    ]


def test_a_record_counts_only_where_its_readers_may_know_it(tmp_path: Path):
    project = telling(tmp_path)
    write_kind(tmp_path, "open", "txt", TELLS_ALL, "audience: public\n")
    replace(project, "carrying-out.yaml", "  - id: school-demand\n", "  - id: school-demand\n    audience: internal\n")
    found = coverage(project)
    assert [(one.id, one.reports) for one in found.of("once")] == [("school-demand", ("whole",))]
    report = tmp_path / "templates" / "whole" / "report.yaml"
    report.write_text(report.read_text("utf-8").replace("audience: internal", "audience: public"), "utf-8")
    assert [one.id for one in coverage(project).of("withheld")] == ["school-demand"]


def test_the_editions_of_a_kind_count_as_one_report(tmp_path: Path):
    project = telling(tmp_path, TELLS_ALL.replace("{{ p.title }}", ""))
    write_kind(
        tmp_path,
        "each",
        "txt",
        "# {{ program.title }}\n",
        'for: programs\nname: "{{ program.id }}"\naudience: internal\n',
    )
    programs = [one for one in coverage(project).records if one.kind == "programs"]
    assert {one.reports for one in programs} == {("each",)}


def test_what_only_a_drawn_template_prints_is_told_of(tmp_path: Path):
    project = telling(tmp_path, TELLS_ALL.replace("{{ one.title }}", ""))
    folder = tmp_path / "templates" / "paper"
    folder.mkdir()
    report = (tmp_path / "templates" / "whole" / "report.yaml").read_text("utf-8")
    (folder / "report.yaml").write_text(report.replace("[txt]", "[docx]"), "utf-8")
    rows = [["조치"], ["{%tr for a in actions %}"], ["{{ a.title }}"], ["{%tr endfor %}"]]
    (folder / "body.docx").write_bytes(drawn(rows))
    found = coverage(project)
    assert [one.reports for one in found.records if one.kind == "actions"] == [("paper",)]
    assert {kind for kind, _ in nowhere(found)} == {"milestones", "risks"}


def test_what_came_later_is_not_asked_of_an_earlier_quarter(tmp_path: Path):
    project = telling(tmp_path)
    earlier = {one.id for one in coverage(project, "2026Q1").records if one.kind == "indicators"}
    later = {one.id for one in coverage(project).records if one.kind == "indicators"}
    assert earlier < later


def test_the_shipped_reports_tell_of_everything_in_the_offices_data(tmp_path: Path):
    found = coverage(young_farmers(tmp_path, "third"))
    assert nowhere(found) == []
    assert {one.kind for one in found.of("once", "several")} >= {
        "programs",
        "actions",
        "milestones",
        "risks",
        "targets",
    }
    assert found.quarter == "2026Q3"


def test_a_title_within_a_longer_one_does_not_stand_there():
    titles = TitleIndex(["청년 창업", "청년 창업 교육", "다"])
    assert titles.found_in("표: 청년창업 교육 3회") == {"청년 창업 교육"}
    assert titles.found_in("청년 창업 교육과 청년  창업") == {"청년 창업 교육", "청년 창업"}
    assert titles.found_in("가나다") == {"다"}
    assert titles.found_in("") == set()
