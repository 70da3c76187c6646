from __future__ import annotations

from pathlib import Path

from policyreport.rules import RULES, rules_table

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_table_has_a_row_for_each_rule() -> None:
    rows = rules_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [rule.code for rule in RULES]


def test_no_cell_breaks_the_table() -> None:
    assert {row.count("|") for row in rules_table().splitlines()} == {5}


def test_the_page_of_rules_holds_the_table() -> None:
    assert rules_table() in PAGE.read_text(encoding="utf-8")
