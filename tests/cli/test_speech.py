from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.cli.messages import Printer, columns, printer_for
from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation

from .conftest import Run, Spoil


@pytest.mark.parametrize(
    ("environment", "korean"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, True),
        ({"LANG": "ko_KR.UTF-8"}, True),
        ({"LC_MESSAGES": "ko"}, True),
        ({"LC_ALL": "", "LANG": "ko_KR.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "ko_KR.UTF-8"}, False),
        ({"LC_ALL": "en_US.UTF-8"}, False),
        ({"LANG": "C"}, False),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "ko_KR.UTF-8"}, False),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], korean: bool):  # noqa: FBT001
    assert printer_for(environment).korean is korean


def test_without_a_named_locale_the_systems_decides(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("Korean_Korea", "949"))
    assert printer_for({}).korean
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert not printer_for({}).korean


def test_a_problem_is_told_in_korean_where_the_locale_is(
    project: Path, run: Run, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    told = run("build", "--project", project).err
    assert "달력에 없는 날짜입니다" in told
    assert "    항목: policy › began" in told
    assert "    도움말: " in told
    assert "문제 1건, 아무것도 쓰지 않았습니다" in told


def test_help_is_in_the_users_language(run: Run, monkeypatch: pytest.MonkeyPatch):
    assert "check data and templates" in run("--help").out
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "자료와 템플릿을 검사" in run("--help").out


PROBLEM = Problem(
    ErrorKind.DATA,
    "data.x",
    Message("wrong", "틀림"),
    SourceLocation("수합.xlsx", cell="예산!D14"),
    "budget",
    Message("mend it", "고치십시오"),
)


def test_a_cell_is_a_place():
    assert Printer(korean=False).problem(PROBLEM).splitlines() == [
        "수합.xlsx › 예산!D14: wrong [data.x]",
        "    field: budget",
        "    hint: mend it",
    ]


def test_a_warning_is_called_so():
    assert Printer(korean=True).problem(PROBLEM, label="경고").startswith("수합.xlsx › 예산!D14: 경고: 틀림")


def test_what_a_problem_lacks_is_not_printed():
    assert (
        Printer(korean=False).problem(Problem(ErrorKind.DATA, "data.x", Message("wrong", "틀림"))) == "wrong [data.x]"
    )


def test_wide_letters_count_as_two_in_columns():
    assert columns([("가나", "1"), ("abc", "10")]) == "가나   1\nabc   10"
