from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.report_type import Wording
from policyreport.document.theme import Theme
from policyreport.inputs import report_kinds, settings, theme
from policyreport.project import Project
from policyreport.project.settings import Settings

Make = Callable[[Mapping[str, str | bytes]], Project]

REPORT = """\
title: "{{ policy.title }} 보고"
subtitle: 요약
running_title: 보고
summary: 추진현황
keywords: [추진현황]
formats: [pdf, docx]
particulars:
  - {label: 기준일, content: "{{ quarter.as_of }}"}
"""
KIND = "templates/briefing/report.yaml"
BODY = "templates/briefing/body.md.j2"
THEME = "templates/house/theme.yaml"
SETTINGS = "name: levelup\ntitle: 레벨업\norganisation: 중소벤처기업부\nlicence: 공공누리 제1유형 · 출처표시\n"


def refused(read: Callable[[Project], object], project: Project) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        read(project)
    return list(caught.value.problems)


def test_a_folder_with_a_report_file_is_a_kind_of_report(make: Make) -> None:
    kinds = report_kinds(make({KIND: REPORT, BODY: "# 가\n", "templates/house/parts.md.j2": "나\n"}))
    assert list(kinds) == ["briefing"]
    kind = kinds["briefing"]
    assert kind.title == Wording("{{ policy.title }} 보고", SourceLocation(KIND, 1, 8))
    assert kind.formats == (Wording("pdf", SourceLocation(KIND, 6, 11)), Wording("docx", SourceLocation(KIND, 6, 16)))
    ((label, content),) = kind.particulars
    assert (label.place, content.text) == (SourceLocation(KIND, 8, 13), "{{ quarter.as_of }}")
    assert (kind.stem, kind.body) == ("briefing", BODY)
    assert kind.templates == {BODY: "# 가\n", "templates/house/parts.md.j2": "나\n"}


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("![센터](photo.jpg)\n", True),
        ("!{% raw %}[센터](photo.jpg){% endraw %}\n", True),
        ("{% if policy.title != '가' %}글{% endif %}\n", False),
        ("# 가\n", False),
    ],
)
def test_pictures_are_read_only_where_a_template_can_name_one(make: Make, body: str, *, is_read: bool) -> None:
    files = {KIND: REPORT, BODY: body, "templates/briefing/photo.jpg": b"1", "data/pictures/map.PNG": b"2"}
    pictures = report_kinds(make(files))["briefing"].pictures
    assert pictures == ({"data/pictures/map.PNG": b"2", "templates/briefing/photo.jpg": b"1"} if is_read else {})


def test_a_kind_may_name_its_files_otherwise(make: Make) -> None:
    assert report_kinds(make({KIND: REPORT + "stem: 추진현황\n", BODY: ""}))["briefing"].stem == "추진현황"


@pytest.mark.parametrize(
    "stem", ["../x", "/x", "CON", "nul", "com1", "a:b", "a.", '"a\\nb"', "a/b", "a b", ".x", "가" * 61]
)
def test_a_name_that_some_system_refuses_is_refused(make: Make, stem: str) -> None:
    (problem,) = refused(report_kinds, make({KIND: REPORT + f"stem: {stem}\n", BODY: ""}))
    assert (problem.code, problem.where) == ("data.file-name", SourceLocation(KIND, 9, 7))


def test_all_faults_of_all_kinds_are_told_at_once(make: Make) -> None:
    files = {
        KIND: REPORT.replace("subtitle", "subtitel"),
        "templates/matrix/report.yaml": REPORT.replace("[pdf, docx]", "[]"),
        "templates/matrix/body.md.j2": "가\ue000\n".encode() + "나".encode("cp949"),
        "templates/house/parts.md.j2": "가\n\t나\u202e\n",
    }
    assert [(p.code, str(p.where)) for p in refused(report_kinds, make(files))] == [
        ("file.missing", BODY),
        ("data.unknown-field", f"{KIND}:2:11"),
        ("text.character", "templates/house/parts.md.j2:2:3"),
        ("file.encoding", "templates/matrix/body.md.j2:2:1"),
        ("data.too-few", "templates/matrix/report.yaml:6:10"),
    ]


@pytest.mark.parametrize("name", ["kind", "body", "templates"])
def test_a_report_file_cannot_say_what_its_folder_tells(make: Make, name: str) -> None:
    (problem,) = refused(report_kinds, make({KIND: REPORT + f"{name}: x\n", BODY: ""}))
    assert problem.code == "data.unknown-field"


def test_without_a_theme_file_the_built_in_look_holds(make: Make) -> None:
    assert theme(make({})) == Theme()


def test_a_theme_changes_only_what_it_names(make: Make) -> None:
    changed = theme(make({THEME: "colours: {accent: '#AA0000'}\nlamps:\n  bad: {colour: '#CC0000'}\n"}))
    assert (changed.colours.accent, changed.colours.ink) == ("#AA0000", Theme().colours.ink)
    assert (changed.lamps["bad"].colour, changed.lamps["bad"].shape) == ("#CC0000", "■")
    assert changed.lamps["good"] == Theme().lamps["good"]


THEME_FAULTS = [
    ("colours: {ink: red}\n", "data.colour", "1:16", "colours › ink", "write # and six"),
    ("colours: {inc: '#000000'}\n", "data.unknown-field", "1:16", "colours › inc", "did you mean 'ink'?"),
    ("sizes: {body: 2}\n", "data.out-of-range", "1:15", "sizes › body", "write 4.0 or more"),
    ("leading: eng\n", "data.number", "1:10", "leading", "write digits"),
    (
        "lamps: {god: {shape: x, colour: '#000000'}}\n",
        "data.unknown-field",
        "1:14",
        "lamps › god",
        "did you mean 'good'?",
    ),
    ("lamps: {good: x}\n", "data.wrong-type", "1:15", "lamps › good", "write lines"),
]


@pytest.mark.parametrize("fault", THEME_FAULTS)
def test_a_fault_of_a_theme_is_told_with_its_place(make: Make, fault: tuple[str, ...]) -> None:
    text, code, place, field, hint = fault
    (problem,) = refused(theme, make({THEME: text}))
    assert (problem.code, str(problem.where), problem.field) == (code, f"{THEME}:{place}", field)
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)


def test_settings_have_korean_defaults(make: Make) -> None:
    assert settings(make({"data/project.yaml": SETTINGS})) == Settings(
        name="levelup",
        title="레벨업",
        organisation="중소벤처기업부",
        licence="공공누리 제1유형 · 출처표시",
        language="ko-KR",
        mark=None,
        timezone="Asia/Seoul",
    )


def test_settings_that_are_missing_are_named(make: Make) -> None:
    problems = refused(settings, make({"data/project.yaml": SETTINGS.replace("title", "titel")}))
    assert [(p.code, str(p.where), p.field) for p in problems] == [
        ("data.unknown-field", "data/project.yaml:2:8", "titel")
    ]
    assert problems[0].hint == Message("did you mean 'title'?", "'title'을(를) 뜻했습니까?")


def test_a_project_without_settings_is_told_which_file_is_missing(make: Make) -> None:
    (problem,) = refused(settings, make({}))
    assert (problem.kind, problem.code, problem.where) == (
        ErrorKind.DATA,
        "file.missing",
        SourceLocation("data/project.yaml"),
    )


def test_a_language_is_a_tag(make: Make) -> None:
    (problem,) = refused(settings, make({"data/project.yaml": SETTINGS + "language: 한국어\n"}))
    assert (problem.code, str(problem.where)) == ("data.language", "data/project.yaml:5:11")


def test_invisible_characters_are_taken_out_of_settings(make: Make) -> None:
    assert settings(make({"data/project.yaml": SETTINGS + "mark: 가\u200b상\n"})).mark == "가상"


def test_a_report_that_says_no_more_has_a_head_and_no_limit(make: Make) -> None:
    kind = report_kinds(make({KIND: REPORT, BODY: ""}))["briefing"]
    assert (kind.front, kind.banner, kind.max_pages, kind.tighten) == ("head", None, None, ())


FITTED = """\
front: notice
banner: "{{ policy.lead }} 보도자료"
max_pages: 1
tighten:
  - sizes: {body: 9.5}
    leading: 1.4
  - page: {top: 22}
"""


def test_a_report_may_say_how_it_begins_and_how_it_is_made_to_fit(make: Make) -> None:
    kind = report_kinds(make({KIND: REPORT + FITTED, BODY: ""}))["briefing"]
    assert (kind.front, kind.max_pages) == ("notice", 1)
    assert kind.banner == Wording("{{ policy.lead }} 보도자료", SourceLocation(KIND, 10, 9))
    assert list(kind.tighten) == [
        {"sizes": {"body": 9.5}, "leading": 1.4},
        {"page": {"top": 22}},
    ]


FITTING_FAULTS = [
    ("front: covr\n", "9:8", "front", "write"),
    ("max_pages: 0\n", "9:12", "max_pages", "write 1"),
    ("max_pages: one\n", "9:12", "max_pages", "write"),
    ("max_pages: 1.5\n", "9:12", "max_pages", "write"),
    ("max_page: 1\n", "9:11", "max_page", "did you mean 'max_pages'?"),
    ("tighten: [{sizes: {bodi: 9}}]\n", "9:26", "tighten[1] › sizes › bodi", "did you mean 'body'?"),
    ("tighten: [{}, {sizes: {body: 3}}]\n", "9:30", "tighten[2] › sizes › body", "write 4.0 or more"),
    ("tighten: [{leeding: 1.4}]\n", "9:21", "tighten[1] › leeding", "did you mean 'leading'?"),
    ("tighten: {leading: 1.4}\n", "9:10", "tighten", "write"),
    ("tighten: [{fonts: {fallback: [가체]}}]\n", "9:30", "tighten[1] › fonts › fallback", "write them under"),
    ("tighten: [1.4]\n", "9:11", "tighten[1]", "write"),
]


@pytest.mark.parametrize("fault", FITTING_FAULTS)
def test_a_fault_of_how_a_report_is_made_to_fit_is_told_with_its_place(make: Make, fault: tuple[str, ...]) -> None:
    text, place, field, hint = fault
    (problem,) = refused(report_kinds, make({KIND: REPORT + text, BODY: ""}))
    assert (str(problem.where), problem.field) == (f"{KIND}:{place}", field)
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)
