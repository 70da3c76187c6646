"""Files that nothing reads are named, and what a paste left in those that are is taken out with a note."""

from __future__ import annotations

import pytest

from policyreport.inputs import load, report_kinds

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


PASTED = {
    "data/project.yaml": "project: {name: a, title: 가\u200b, organisation: 나}\n",
    "templates/brief/report.yaml": REPORT.replace("나", "나\u2060"),
    "templates/brief/body.md.j2": "# 가\ufeff\n",
    "templates/house/theme.yaml": "leading: 1\u200b.6\n",
}


def test_invisible_characters_of_a_paste_never_stop_a_build(make: Make):
    project = make(PASTED)
    warnings = load(project).warnings
    assert {(w.code, str(w.where).partition(":")[0]) for w in warnings} == {
        ("text.zero-width", name) for name in PASTED
    }
    kind = report_kinds(project)["brief"]
    assert kind.subtitle.text == "나"
    assert kind.templates["templates/brief/body.md.j2"] == "# 가\n"
