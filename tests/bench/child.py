"""One measured run, in a process of its own: ``python -m tests.bench.child CALL FOLDER`` prints the seconds it took."""

# ruff: noqa: PLC0415, T201 - each process imports only what it measures

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from time import perf_counter

Call = Callable[[], object]


def _ours(folder: Path) -> Call:
    from policyreport.inputs import load
    from policyreport.project import Project

    return lambda: load(Project(folder))


def _yaml(folder: Path) -> Call:
    import yaml

    return lambda: [yaml.load(_text(file), yaml.CSafeLoader) for file in (folder / "data").glob("*.yaml")]


def _csv(folder: Path) -> Call:
    return lambda: [list(csv.reader(_text(file).splitlines())) for file in (folder / "data").glob("*.csv")]


def _xlsx(folder: Path) -> Call:
    from openpyxl import load_workbook

    def read() -> object:
        workbook = load_workbook(folder / "data" / "all.xlsx", read_only=True)
        return [list(sheet.iter_rows(values_only=True)) for sheet in workbook]

    return read


def _sqlite(folder: Path) -> Call:
    def read() -> object:
        with closing(sqlite3.connect(folder / "data" / "all.sqlite")) as database:
            tables = database.execute("SELECT name FROM sqlite_master").fetchall()
            return [database.execute(f'SELECT * FROM "{table}"').fetchall() for (table,) in tables]

    return read


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


CALLS: Mapping[str, Callable[[Path], Call]] = {
    "ours": _ours,
    "yaml": _yaml,
    "csv": _csv,
    "xlsx": _xlsx,
    "sqlite": _sqlite,
}
"""What makes ready each call that is measured; its imports come before the clock."""


def main() -> None:
    name, folder = sys.argv[1:]
    call = CALLS[name](Path(folder))
    start = perf_counter()
    held = call()
    print(perf_counter() - start)
    del held


if __name__ == "__main__":
    main()
