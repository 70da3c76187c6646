"""Charts whose series are drawn each on a scale of its own, side by side (small multiples)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import dropwhile

from policyreport.document.nodes import Chart, Number, Row, Table, Text, leaves

_A_GIANT = 10
"""How many times the next value one is, so that beside it the others could not be told apart."""
_FEWEST_BESIDE = 2
_RATES = ("%", "%p")


def panels(chart: Chart) -> list[Chart]:
    """Return the panels of a chart of kind ``panels`` as charts of their own: lines for rates, columns for all else.

    A panel begins with the first point at which its series has a value. A series without any has no panel.
    """
    table = chart.table
    found: list[Chart] = []
    for at in range(1, len(table.columns)):
        named = (replace(row, cells=(row.cells[0], row.cells[at])) for row in table.rows if row.cells[at])
        rows = tuple(dropwhile(_lacks_value, named))
        values = [node for row in rows for node in leaves(row.cells[1]) if isinstance(node, Number)]
        if rows:
            kind = "line" if all(one.unit in _RATES for one in values) else "column"
            column = table.columns[at]
            own = replace(table, columns=(table.columns[0], column), rows=rows, caption=column.head)
            found.append(Chart(kind, own, chart.alt))
    return found


def _lacks_value(row: Row) -> bool:
    return _value(row) is None


def with_giant_apart(table: Table) -> Table:
    """Return the table of a chart of columns with a second series that leaves out the one giant among its values.

    Where no value is more than ten times all others, or there are fewer than three, it is returned as it is.
    """
    values = [_value(row) for row in table.rows]
    known = sorted((value for value in values if value is not None), reverse=True)
    if (
        len(table.columns) != _FEWEST_BESIDE
        or len(known) <= _FEWEST_BESIDE
        or any(row.kind == "group" for row in table.rows)
    ):
        return table
    if known[-1] < 0 or known[0] <= _A_GIANT * known[1]:
        return table
    giant = table.rows[values.index(known[0])]
    rows = tuple(replace(row, cells=(*row.cells, () if row is giant else row.cells[1])) for row in table.rows)
    head = (*giant.cells[0], Text(" 제외"))
    return replace(table, columns=(*table.columns, replace(table.columns[1], head=head)), rows=rows)


def _value(row: Row) -> Decimal | None:
    found = next((node for node in leaves(row.cells[1]) if isinstance(node, Number)), None)
    return found.value if found else None
