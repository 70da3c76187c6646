from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind
from policyreport.publish.staging import check_names, is_safe

OUT = Path("out")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x.pdf",
        "/etc/passwd",
        "a/b.pdf",
        "a\\b.pdf",
        "C:\\x.pdf",
        "a:b",
        "CON",
        "con.pdf",
        "LPT1.docx",
        "COM¹",
        "brief.",
        "brief ",
        " brief",
        ".hidden",
        "a\nb.pdf",
        "a\x00b",
        "a\u202eb.pdf",
        "a\u200bb.pdf",
        "a\ud800b",
        "what?.pdf",
        "가" * 67,
    ],
)
def test_an_unsafe_name_is_refused(name: str):
    assert not is_safe(name)


@pytest.mark.parametrize(
    "name", ["2025Q2", "briefing.pdf", "정책브리핑 2025년 2분기.pdf", "CONTENTS.pdf", "a.b.c", "가" * 66]
)
def test_a_plain_name_is_taken(name: str):
    assert is_safe(name)


def test_each_unsafe_name_is_a_problem_of_the_data():
    problems = check_names(OUT / "..", ["CON", "good.pdf"])
    assert [(p.kind, p.code) for p in problems] == [(ErrorKind.DATA, "output-name")] * 2


def test_a_name_with_a_line_break_is_shown_escaped():
    (problem,) = check_names(OUT / "2025Q2", ["a\nb"])
    assert "'a\\nb'" in problem.what.en


def test_names_that_differ_in_letter_case_only_are_one():
    problems = check_names(OUT / "2025Q2", ["Briefing.pdf", "briefing.PDF", "other.pdf"])
    assert [p.code for p in problems] == ["output-name-twice"] * 2


def test_names_that_differ_in_normalisation_only_are_one():
    assert len(check_names(OUT / "2025Q2", ["가.pdf", "\u1100\u1161.pdf"])) == 2
