"""A data set as files: YAML, CSV, an Excel workbook and SQLite, each a collection a file, sheet or table."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import yaml
from openpyxl import Workbook

from policyreport.inputs.tables import columns_of, joined
from policyreport.model import Dataset
from policyreport.model.labels import SHEETS
from policyreport.project import Project
from policyreport.project.settings import Input, Settings

Table = tuple[Sequence[str], Sequence[Sequence[str | None]]]
"""A head of field names, and the rows below it."""


def tables(dataset: Dataset) -> Mapping[str, Table]:
    """Return each collection that has records as a table; fields that no record fills are left out."""
    return {name: _table([_flat(name, record) for record in records]) for name, records in _collections(dataset)}


def write_yaml(dataset: Dataset, folder: Path) -> tuple[Input, ...]:
    """Write ``<collection>.yaml`` for each collection with records; nothing need be declared."""
    for name, records in dataset.model_dump(mode="json", exclude_defaults=True).items():
        _dump({name: records}, folder / f"{name}.yaml")
    return ()


def write_csv(dataset: Dataset, folder: Path) -> tuple[Input, ...]:
    """Write ``<collection>.csv`` in UTF-8 for each collection with records; return what is to be declared."""
    made = tables(dataset)
    for name, (head, rows) in made.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    return tuple(Input(file=f"{name}.csv", collection=name) for name in made)


def write_workbook(dataset: Dataset, folder: Path) -> tuple[Input, ...]:
    """Write ``all.xlsx``, a sheet for each collection with records, its cells texts; return what is to be declared."""
    workbook, made = Workbook(write_only=True), tables(dataset)
    for name, (head, rows) in made.items():
        sheet = workbook.create_sheet(SHEETS[name])
        for row in (head, *rows):
            sheet.append(row)
    workbook.save(folder / "all.xlsx")
    return (Input(file="all.xlsx", sheets={SHEETS[name]: name for name in made}),)


def write_sqlite(dataset: Dataset, folder: Path) -> tuple[Input, ...]:
    """Write ``all.sqlite``, a table for each collection with records, all texts; return what is to be declared."""
    made = tables(dataset)
    with closing(sqlite3.connect(folder / "all.sqlite")) as database, database:
        for name, (head, rows) in made.items():
            columns = ", ".join(f'"{field}"' for field in head)
            database.execute(f'CREATE TABLE "{name}" ({columns})')
            database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(head))})', rows)
    return (Input(sql="sqlite:///data/all.sqlite", queries={name: _query(name) for name in made}),)


WRITERS: Mapping[str, Callable[[Dataset, Path], tuple[Input, ...]]] = {
    "yaml": write_yaml,
    "csv": write_csv,
    "xlsx": write_workbook,
    "sqlite": write_sqlite,
}
"""What writes a data set into a folder, by the kind of its files."""


def write_project(dataset: Dataset, root: Path, kind: str, settings: Settings) -> Project:
    """Return a new project in a folder, without templates, whose data are files of one kind."""
    project = Project(root.resolve())
    project.data.mkdir(parents=True)
    project.templates.mkdir()
    inputs = WRITERS[kind](dataset, project.data)
    declared = settings.model_copy(update={"inputs": inputs})
    _dump(declared.model_dump(exclude_defaults=True), project.data / "project.yaml")
    return project


def _query(collection: str) -> str:
    return f'SELECT * FROM "{collection}" ORDER BY rowid'


def _collections(dataset: Dataset) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    for name, records in dataset.model_dump(mode="json", exclude_defaults=True).items():
        yield name, records if isinstance(records, list) else [records]


def _flat(collection: str, record: Mapping[str, object], within: str = "") -> dict[str, str | None]:
    cells: dict[str, str | None] = {}
    for field, value in record.items():
        name = within + field
        if isinstance(value, dict):
            cells |= _flat(collection, cast("dict[str, object]", value), f"{name}.")
        else:
            cells[name] = _cell(collection, name, value)
    return cells


def _cell(collection: str, name: str, value: object) -> str | None:
    if isinstance(value, list):
        return joined(cast("list[str]", value), columns_of(collection)[name].many or "texts")
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _table(records: Sequence[Mapping[str, str | None]]) -> Table:
    head = list(dict.fromkeys(field for record in records for field in record))
    return head, [[record.get(field) for field in head] for record in records]


def _dump(content: object, path: Path) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(content, file, dumper, allow_unicode=True, sort_keys=False, width=1000)
