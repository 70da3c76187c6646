from __future__ import annotations

import pytest

from policyreport.inputs.sql_database import is_only_reading, is_ordered

READING = [
    "SELECT id FROM programs",
    "select id from programs;",
    "\n  SELECT id -- 비고; DROP TABLE x\nFROM programs\n",
    "SELECT /* 지우지 않음: DELETE */ id FROM programs",
    "WITH p AS (SELECT * FROM programs) SELECT * FROM p ORDER BY id",
    "SELECT 'DELETE FROM x; DROP TABLE y' AS title FROM programs",
    "SELECT 'it''s; update' AS title, \"update\" FROM `delete`",
    "SELECT created_at, updated_at, replace(title, 'a', 'b') FROM programs",
    "SELECT id FROM programs WHERE title LIKE '%:a%'",
    "SELECT tags[1] FROM programs",
]

NOT_SURELY_READING = [
    "",
    "DELETE FROM programs",
    "insert into programs values (1)",
    "PRAGMA journal_mode = DELETE",
    "ATTACH 'x.db' AS x",
    "SELECT 1; DELETE FROM programs",
    "SELECT 1; SELECT 2",
    "SELECT 1;;",
    "WITH gone AS (DELETE FROM programs RETURNING id) SELECT * FROM gone",
    "SELECT * INTO copy FROM programs",
    "SELECT * FROM programs FOR UPDATE",
    "EXPLAIN SELECT 1",
    "VALUES (1)",
    "-- 비고\nDELETE FROM programs",
    "/* a */ DROP TABLE programs",
    "SELECT $$'$$; DELETE FROM programs; SELECT ''",
    "SELECT '\\''; DELETE FROM programs; --'",
    "SELECT 1 /*! ; DELETE FROM programs */",
    "SELECT 1 # '\n; DELETE FROM programs; #'",
    "SELECT 5--1; DELETE FROM programs",
    "SELECT /* /* */ ' */ ; DELETE FROM programs; -- '",
    "SELECT [a'b]; DELETE FROM programs; SELECT [c'd]",
    "SELECT 'never closed",
    "SELECT /* never closed",
]


@pytest.mark.parametrize("statement", READING)
def test_one_select_only_reads(statement: str) -> None:
    assert is_only_reading(statement)


@pytest.mark.parametrize("statement", NOT_SURELY_READING)
def test_what_any_dialect_could_take_for_writing_is_not_reading(statement: str) -> None:
    assert not is_only_reading(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM p ORDER BY id",
        "SELECT id FROM p order\n  by id",
        "SELECT id FROM p WHERE id IN (SELECT 1) ORDER BY id",
    ],
)
def test_an_order_of_the_whole_counts(statement: str) -> None:
    assert is_ordered(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM p",
        "SELECT id FROM (SELECT id FROM p ORDER BY id) q",
        "SELECT id, row_number() OVER (PARTITION BY a ORDER BY (id)) FROM p",
        "SELECT 'ORDER BY' FROM p -- ORDER BY id",
    ],
)
def test_an_order_of_a_part_does_not_count(statement: str) -> None:
    assert not is_ordered(statement)
