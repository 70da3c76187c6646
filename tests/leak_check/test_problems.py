"""What a leak is told as: its place and its value's, what to do, and never what the value says."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Problem, SourceLocation
from policyreport.leak_check import Search, leaks, leaks_in_texts
from policyreport.leak_check.search import Form, SearchTerms, WithheldValue, exact

HIDDEN = WithheldValue("measures › m › title", SourceLocation("data/measures.yaml", 7))
AMOUNT = WithheldValue("budgets › b › current", None)
SEARCH = Search(SearchTerms({"라온전자인수": HIDDEN}, {}, {Form(exact("1234567")): AMOUNT}))
NOTHING = Search(SearchTerms({}, {}, {}))


def told(problem: Problem) -> tuple[ErrorKind, str, str, str]:
    return problem.kind, problem.code, str(problem.where), problem.field


def test_a_leak_is_told_with_the_layer_and_the_place_of_the_value():
    (problem,) = leaks("set/a.txt", "라온전자 인수, 다시 라온전자 인수".encode(), SEARCH)
    assert told(problem) == (ErrorKind.SECURITY, "gate.leak", "set/a.txt", HIDDEN.field)
    assert problem.hint is not None
    assert all("(data/measures.yaml:7" in words for words in (problem.hint.en, problem.hint.ko))
    assert all("라온" not in words for words in (*problem.what, *problem.hint))


def test_a_value_without_a_place_leaves_no_empty_brackets():
    (problem,) = leaks("a.csv", b"1,1234567", SEARCH)
    assert (problem.field, problem.hint is not None and "()" not in problem.hint.en) == (AMOUNT.field, True)
    assert problem.hint is not None
    assert "None" not in problem.hint.en + problem.hint.ko


def test_each_value_is_told_once_for_each_layer():
    found = leaks("라온전자 인수.txt", "라온전자 인수 1,234,567".encode(), SEARCH)
    assert [(p.where.cell if p.where else None, p.field) for p in found] == [
        ("name", HIDDEN.field),
        ("", HIDDEN.field),
        ("", AMOUNT.field),
    ]


def test_what_cannot_be_checked_is_refused_with_what_to_do_unless_nothing_is_withheld():
    sealed = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    (problem,) = leaks("set/a.docx", sealed, SEARCH)
    assert told(problem) == (ErrorKind.SECURITY, "gate.sealed", "set/a.docx", "")
    assert problem.hint is not None
    assert leaks("set/a.docx", sealed, NOTHING) == []


def test_texts_that_are_no_file_are_told_by_what_they_are_called():
    found = leaks_in_texts("recipient a", {"subject": "라온전자 인수", "body": "안녕하십니까 1,234,567"}, SEARCH)
    assert [(p.where.file, p.where.cell, p.field) for p in found if p.where] == [
        ("recipient a", "subject", HIDDEN.field),
        ("recipient a", "body", AMOUNT.field),
    ]
    assert leaks_in_texts("recipient a", {"subject": "다른 글"}, SEARCH) == []
