"""Databases as records: a row that a query gives is a record, its place the query and the row's key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, CursorResult
from sqlalchemy.exc import DBAPIError

from policyreport.errors import Place, PolicyReportError, Problem, raise_any
from policyreport.load.input_declaration import Declared
from policyreport.load.reading import Reading
from policyreport.load.sql_database import Database, database_at, opened
from policyreport.load.sql_faults import (
    not_a_text,
    refused_query,
    secret_in_file,
    shown_fault,
    too_many_values,
    unordered,
    writing,
)
from policyreport.load.sql_statement import is_only_reading, is_ordered
from policyreport.load.sql_values import value_text
from policyreport.load.tabular import Cell, table_reading
from policyreport.load.yaml_faults import MOST_VALUES
from policyreport.model import Path
from policyreport.model.words import HEADS

_KEYS = ("id", HEADS["id"].title)
_AS_WRITTEN = {"no_parameters": True, "stream_results": True}


def read_queries(declared: Declared, address: str) -> list[Reading]:
    """Return what each declared query says, as ``table_reading`` does; all of them see the database at one moment.

    ``PolicyReportError`` for statements that may write, before the database is opened at all; and where the database
    cannot be opened or refuses a query.
    """
    queries = declared.said.queries
    raise_any([writing(declared, name) for name, said in queries.items() if not is_only_reading(said)])
    database = database_at(declared, address)
    with opened(declared, database) as connection:
        return [_Query(declared, database, name).reading(connection, said) for name, said in queries.items()]


class _Query:
    """One query of one collection; values that no text stands for are noted as problems."""

    def __init__(self, declared: Declared, database: Database, collection: str) -> None:
        self._declared = declared
        self._database = database
        self._collection = collection
        self._problems: list[Problem] = []

    def reading(self, connection: Connection, statement: str) -> Reading:
        """Return the records that a statement gives."""
        try:
            result = connection.execution_options(**_AS_WRITTEN).exec_driver_sql(statement)
            reading = self._records(result)
        except DBAPIError as fault:
            said = shown_fault(str(fault.orig), str(self._database.engine.url.password or ""))
            raise PolicyReportError([refused_query(self._declared, self._collection, said)]) from None
        warnings = {**reading.warnings, **self._warnings(statement)}
        return replace(reading, problems=(*reading.problems, *self._problems), warnings=warnings)

    def _records(self, result: CursorResult[tuple[object, ...]]) -> Reading:
        names = list(result.keys())
        head = [Cell(name, self._place("")) for name in names]
        return table_reading(self._collection, head, self._rows(names, result), {})

    def _rows(self, names: Sequence[str], result: CursorResult[tuple[object, ...]]) -> Iterator[list[Cell]]:
        key = next((i for i, name in enumerate(names) if name in _KEYS), None)
        for number, row in enumerate(result, 1):
            if number * len(names) > MOST_VALUES:
                raise PolicyReportError([too_many_values(self._declared, self._collection)])
            within = f"row {number}" if key is None else f"id={row[key]}"
            yield [self._cell(value, f"({within}).{name}") for name, value in zip(names, row, strict=True)]

    def _cell(self, value: object, at: str) -> Cell:
        place = self._place(at)
        try:
            return Cell(value_text(value), place)
        except TypeError as fault:
            self._problems.append(not_a_text(str(fault), place))
            return Cell(None, place)

    def _place(self, at: str) -> Place:
        return Place(self._database.shown, cell=self._collection + at)

    def _warnings(self, statement: str) -> dict[Path, Problem]:
        found = [] if is_ordered(statement) else [unordered(self._declared, self._collection)]
        if self._declared.said.sql is not None and self._database.engine.url.password:
            found.append(secret_in_file(self._declared))
        return {(self._collection, warning.code): warning for warning in found}
