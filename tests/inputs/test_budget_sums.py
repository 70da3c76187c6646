"""Budgets that would be counted twice are refused, wherever they come from, with every place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.inputs.excel.workbooks import workbook

from policyreport.diagnostics import ErrorKind, Problem
from policyreport.inputs import load
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

SETTINGS = "name: p\ntitle: 전략\norganisation: 부\nlicence: 공공누리\ninputs:\n"
FIELDS = ("id", "program", "year", "unit", "current", "source")
OTHERS = "".join(
    f"  - {{id: {name}, title: 사업 {name}, measures: [challenge], content: 지원, lead: 부, sources: [s1]}}\n"
    for name in ("lips", "micro", "nano")
)


def row(name: str, program: str = "global-tips", year: str = "2025", unit: str = "억원") -> tuple[str, ...]:
    return (name, program, year, unit, "12", "s1")


def as_yaml(*rows: tuple[str, ...], more: str = "") -> str:
    return f"programs:\n{OTHERS}{more}budgets:\n" + "".join(
        "  - {" + ", ".join(f"{field}: {value}" for field, value in zip(FIELDS, values, strict=True)) + "}\n"
        for values in rows
    )


def declared(one: str) -> dict[str, str | bytes]:
    return {"data/project.yaml": f"{SETTINGS}  - {one}\n"}


def by_excel(_folder: Path, second: tuple[str, ...]) -> tuple[dict[str, str | bytes], str]:
    return {**declared("{file: 돈.xlsx}"), "data/돈.xlsx": workbook(second, head=FIELDS, name="예산")}, (
        "data/돈.xlsx › 예산!B2"
    )


def by_csv(_folder: Path, second: tuple[str, ...]) -> tuple[dict[str, str | bytes], str]:
    table = f"{','.join(FIELDS)}\n{','.join(second)}\n"
    return {**declared("{file: 돈.csv, collection: budgets}"), "data/돈.csv": table}, "data/돈.csv:2:2"


def by_sql(folder: Path, second: tuple[str, ...]) -> tuple[dict[str, str | bytes], str]:
    path = folder / "made.db"
    base = sqlite3.connect(path)
    base.execute(f"CREATE TABLE money ({', '.join(f'{field} TEXT' for field in FIELDS)})")
    base.execute(f"INSERT INTO money VALUES ({', '.join('?' * len(FIELDS))})", second)
    base.commit()
    base.close()
    asked = "{sql: 'sqlite:///data/m.db', queries: {budgets: SELECT * FROM money ORDER BY id}}"
    return {**declared(asked), "data/m.db": path.read_bytes()}, "data/m.db › budgets(id=z).program"


def by_json(_folder: Path, second: tuple[str, ...]) -> tuple[dict[str, str | bytes], str]:
    said = ", ".join(f'"{field}": "{value}"' for field, value in zip(FIELDS, second, strict=True))
    return {"data/돈.json": f'{{"budgets": [{{{said}}}]}}'}, "data/돈.json:1:37"


@pytest.mark.parametrize("written", [by_excel, by_csv, by_sql, by_json])
def test_two_rows_of_one_programme_and_year_are_refused_with_both_places_wherever_they_stand(
    faults: Faults,
    tmp_path: Path,
    written: Callable[[Path, tuple[str, ...]], tuple[dict[str, str | bytes], str]],
) -> None:
    files, place = written(tmp_path, row("z"))
    (problem,) = faults({"data/budgets.yaml": as_yaml(row("a")), **files})
    assert (problem.kind, problem.code, problem.field) == (
        ErrorKind.DATA,
        "data.duplicate-budget",
        "budgets › z › program",
    )
    assert str(problem.where) == place
    assert problem.what.en == "'global-tips' has two budgets for 2025: before at data/budgets.yaml:6:22"


def test_each_further_row_names_the_first(faults: Faults) -> None:
    problems = faults({"data/budgets.yaml": as_yaml(row("a"), row("b"), row("c"))})
    assert [(p.code, str(p.where)) for p in problems] == [
        ("data.duplicate-budget", "data/budgets.yaml:7:22"),
        ("data.duplicate-budget", "data/budgets.yaml:8:22"),
    ]
    assert all("data/budgets.yaml:6:22" in p.what.ko for p in problems)


def test_a_row_copied_with_its_id_is_one_fault(faults: Faults) -> None:
    assert [p.code for p in faults({"data/budgets.yaml": as_yaml(row("a"), row("a"))})] == ["data.duplicate-id"]


def test_two_rows_are_refused_also_where_one_is_not_sound(faults: Faults) -> None:
    spoilt = (*row("b")[:4], "열둘", "s1")
    problems = faults({"data/budgets.yaml": as_yaml(row("a"), spoilt)})
    assert sorted(p.code for p in problems) == ["data.duplicate-budget", "data.number"]


def test_other_programmes_and_other_years_have_rows_of_their_own(make: Make) -> None:
    rows = (row("a"), row("b", year="2024"), row("c", "lips"), row("d", "lips", "2024"))
    assert len(load(make({"data/budgets.yaml": as_yaml(*rows)})).dataset.budgets) == len(rows)


def test_units_may_differ_within_a_year(make: Make) -> None:
    units = ("조원", "억원", "백만원", "만원", "천원", "원")
    names = ("global-tips", "lips", "micro", "nano", "pico", "femto")
    more = "".join(
        f"  - {{id: {name}, title: 사업 {name}, measures: [challenge], content: 지원, lead: 부, sources: [s1]}}\n"
        for name in names[4:]
    )
    rows = [row(f"b{n}", names[n], unit=unit) for n, unit in enumerate(units)]
    budgets = load(make({"data/budgets.yaml": as_yaml(*rows, more=more)})).dataset.budgets
    assert tuple(budget.unit for budget in budgets) == units


def test_a_unit_that_is_none_of_money_is_refused_with_those_that_are(faults: Faults) -> None:
    (problem,) = faults({"data/budgets.yaml": as_yaml(row("a", unit="십억원"))})
    assert (problem.code, problem.field) == ("data.not-allowed", "budgets › a › unit")
    assert problem.hint is not None
    assert "조원, 억원, 백만원, 만원, 천원, 원" in problem.hint.ko


def test_each_year_has_a_unit_of_its_own(make: Make) -> None:
    rows = (row("a"), row("b", year="2024", unit="백만원"), row("c", "lips"), row("d", "lips", "2024", "백만원"))
    assert len(load(make({"data/budgets.yaml": as_yaml(*rows)})).dataset.budgets) == len(rows)
