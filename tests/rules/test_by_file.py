from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.rules import grouped


def problem(code: str, where: SourceLocation | None) -> Problem:
    return Problem(ErrorKind.DATA, code, Message("wrong", "틀림"), where)


def test_problems_are_grouped_by_file_and_ordered_within() -> None:
    given = [
        problem("late", SourceLocation("data/b.yaml", 9)),
        problem("cell", SourceLocation("data/a.xlsx", cell="예산!D14")),
        problem("early", SourceLocation("data/b.yaml", 2)),
    ]
    groups = {file: [p.code for p in problems] for file, problems in grouped(given).items()}
    assert list(groups.items()) == [("data/a.xlsx", ["cell"]), ("data/b.yaml", ["early", "late"])]


def test_problems_of_no_file_come_last() -> None:
    assert list(grouped([problem("nowhere", None), problem("somewhere", SourceLocation("data/a.yaml"))])) == [
        "data/a.yaml",
        "",
    ]
