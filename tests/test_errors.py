from __future__ import annotations

import errno
import os

import pytest

from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    did_you_mean,
    problems_of,
    raise_any,
    refusal_reason,
)


def problem(kind: ErrorKind = ErrorKind.DATA, where: SourceLocation | None = None, text: str = "wrong") -> Problem:
    return Problem(kind, "some.code", Message(text, "틀림"), where)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (SourceLocation("data/policy.yaml"), "data/policy.yaml"),
        (SourceLocation("data/policy.yaml", 3), "data/policy.yaml:3"),
        (SourceLocation("data/policy.yaml", 3, 7), "data/policy.yaml:3:7"),
        (SourceLocation("data/예산.xlsx", cell="예산!D14"), "data/예산.xlsx › 예산!D14"),
    ],
)
def test_a_place_reads_as_editors_can_follow_it(place: SourceLocation, text: str) -> None:
    assert str(place) == text


def test_problems_are_told_in_the_order_of_their_places_and_those_without_one_last() -> None:
    places = [None, SourceLocation("b"), SourceLocation("a", 10), SourceLocation("a", 9, 2), SourceLocation("a", 9)]
    told = PolicyReportError(problem(where=place) for place in places).problems
    assert [p.where for p in told] == [
        SourceLocation("a", 9),
        SourceLocation("a", 9, 2),
        SourceLocation("a", 10),
        SourceLocation("b"),
        None,
    ]


def test_the_exit_code_is_that_of_the_first_problem() -> None:
    error = PolicyReportError(
        [problem(ErrorKind.TEMPLATE, SourceLocation("b")), problem(ErrorKind.DATA, SourceLocation("a"))]
    )
    assert error.exit_code == 3


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        ([ErrorKind.DATA, ErrorKind.LIMIT], 6),
        ([ErrorKind.LIMIT, ErrorKind.DATA, ErrorKind.SECURITY], 7),
        ([ErrorKind.USAGE, ErrorKind.TEMPLATE], 2),
    ],
)
def test_security_comes_before_limits_and_limits_before_all_else(kinds: list[ErrorKind], code: int) -> None:
    error = PolicyReportError(problem(kind, SourceLocation("a", line)) for line, kind in enumerate(kinds, 1))
    assert error.exit_code == code


def test_the_error_itself_says_every_problem() -> None:
    error = PolicyReportError(
        [problem(where=SourceLocation("a"), text="one"), problem(where=SourceLocation("b"), text="two")]
    )
    assert str(error) == "one\ntwo"


def test_nothing_is_raised_for_no_problems() -> None:
    raise_any([])


def test_problems_are_raised_together() -> None:
    with pytest.raises(PolicyReportError) as caught:
        raise_any([problem(), problem(ErrorKind.TEMPLATE)])
    assert len(caught.value.problems) == 2


def test_a_near_name_is_offered() -> None:
    assert did_you_mean("titel", ["text", "title"]) == Message("did you mean 'title'?", "'title'을(를) 뜻했습니까?")


def test_without_a_near_name_all_are_listed_in_order() -> None:
    assert did_you_mean("zzz", ["b", "a", "b"]) == Message("there is: a, b", "쓸 수 있는 이름: a, b")


def test_a_long_list_of_names_is_cut() -> None:
    assert did_you_mean("zzz", [f"name-{n:02}" for n in range(13)]).en.endswith("name-11 …")


def test_where_there_is_no_name_at_all_this_is_said() -> None:
    assert did_you_mean("zzz", []).en == "there is none here"


def test_cells_are_told_of_in_the_order_of_their_numbers() -> None:
    places = [SourceLocation("a.xlsx", cell=cell) for cell in ("예산!D10", "예산!D2", "예산!C30")]
    told = PolicyReportError(problem(where=place) for place in places).problems
    assert [p.where and p.where.cell for p in told] == ["예산!D2", "예산!D10", "예산!C30"]


@pytest.mark.parametrize("number", sorted(errno.errorcode), ids=errno.errorcode.get)
def test_no_refusal_of_the_system_is_told_in_english_to_koreans(number: int) -> None:
    ko = refusal_reason(OSError(number, os.strerror(number))).ko
    assert os.strerror(number) not in ko
    assert any("가" <= character <= "힣" for character in ko)


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EIO, errno.EISDIR, errno.ETIMEDOUT])
def test_what_the_system_refuses_is_told_in_both_languages(number: int) -> None:
    (problem,) = problems_of(OSError(number, os.strerror(number), "가.txt"))
    assert os.strerror(number) in problem.what.en
    assert os.strerror(number) not in problem.what.ko
    assert problem.what.ko.endswith("'가.txt'")
