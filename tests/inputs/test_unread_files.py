"""Files that nothing reads are named, and what a paste left in those that are is taken out with a note."""

from __future__ import annotations

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import load, report_kinds, theme
from policyreport.inputs.recipients import load_recipients

from .conftest import Make

REPORT = "title: 가\nsubtitle: 나\nrunning_title: 다\nsummary: 라\nformats: [txt]\n"
SETTINGS = "project: {name: a, title: 가, organisation: 나}\n"

UNREAD: dict[str, tuple[dict[str, str], str]] = {
    "report.yml": ({"templates/brief/report.yml": REPORT}, "templates/brief/report.yml"),
    "REPORT.YAML": ({"templates/brief/Report.YAML": REPORT}, "templates/brief/Report.YAML"),
    "data in capitals": ({"data/more.YAML": "a: 1\n"}, "data/more.YAML"),
    "JSON in capitals": ({"data/more.JSON": "{}"}, "data/more.JSON"),
    "an undeclared table": ({"data/more.CSV": "a,b\n"}, "data/more.CSV"),
    "an undeclared workbook": ({"data/more.XLSX": "x"}, "data/more.XLSX"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_named(make: Make, name: str):
    files, place = UNREAD[name]
    (warning,) = load(make({"data/project.yaml": SETTINGS, **files})).warnings
    assert (warning.code, str(warning.where)) == ("file.unread", place)
    assert warning.hint is not None


def test_a_file_that_was_not_read_is_told_beside_what_is_missing_for_it(make: Make):
    missing = "milestones:\n  - {id: a, title: 가, program: smart, due: 2025-06-30, sources: [s1]}\n"
    project = make({"data/project.yaml": SETTINGS, "data/more.yaml": missing, "data/programs.YAML": "programs: []\n"})
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    told = {problem.code: str(problem.where) for problem in caught.value.problems}
    assert told["file.unread"] == "data/programs.YAML"
    assert "data.unknown-reference" in told


def test_what_is_wrong_with_a_value_alone_has_nothing_to_do_with_files_that_are_not_read(make: Make):
    wrong = "milestones:\n  - {id: a, title: 가, due: 2025-06-31, sources: [s1]}\n"
    project = make({"data/project.yaml": SETTINGS, "data/more.yaml": wrong, "data/programs.YAML": "programs: []\n"})
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    assert "file.unread" not in {problem.code for problem in caught.value.problems}


READ: list[dict[str, str]] = [
    {"templates/brief/report.yaml": REPORT, "templates/brief/body.md.j2": "# 가\n"},
    {"templates/house/parts.md.j2": "가"},
    {"templates/.kept/body.md.j2": "가"},
    {"templates/parts/names.md.j2": "가"},
    {"data/.kept/more.YAML": "a: 1\n"},
]


@pytest.mark.parametrize("files", READ)
def test_what_is_read_or_set_aside_is_not(make: Make, files: dict[str, str]):
    assert load(make({"data/project.yaml": SETTINGS, **files})).warnings == ()


RECIPIENTS = """recipients:
  - {id: a\u200b, name: 가, audience: internal, reports: [brief], deliver: {folder: 가}}
"""
PASTED = {
    "data/project.yaml": "project: {name: a, title: 가\u200b, organisation: 나}\n",
    "templates/brief/report.yaml": REPORT.replace("나", "나\u2060"),
    "templates/brief/body.md.j2": "# 가\ufeff\n",
    "templates/house/theme.yaml": "leading: 1\u200b.6\n",
    "data/recipients.yaml": RECIPIENTS,
}


def test_invisible_characters_of_a_paste_never_stop_a_build(make: Make):
    project = make(PASTED)
    warnings = load(project).warnings
    assert {(w.code, str(w.where).partition(":")[0]) for w in warnings} == {
        ("text.zero-width", name) for name in PASTED
    }
    assert {w.field for w in warnings} == {""}
    assert [recipient.id for recipient in load_recipients(project)] == ["a"]
    assert str(theme(project).leading) == "1.6"
    kind = report_kinds(project)["brief"]
    assert kind.subtitle.text == "나"
    assert kind.templates["templates/brief/body.md.j2"] == "# 가\n"
