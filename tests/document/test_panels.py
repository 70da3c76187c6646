"""Panels draw each series of a table on a scale of its own; one giant among columns is drawn apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policyreport.document.nodes import Chart, Column, Number, Row, Table, Text
from policyreport.document.number_format import plain_text
from policyreport.document.panels import panels, with_giant_apart


def value(written: str | None, unit: str = "개사") -> tuple[Number, ...]:
    return (Number("fact", None if written is None else Decimal(written), unit),)


def table(*series: tuple[str, list[str | None]]) -> Table:
    heads = ((Text("시점"),), *((Text(unit),) for unit, _ in series))
    count = len(series[0][1])
    rows = (Row(((Text(f"{i}"),), *(value(written[i], unit) for unit, written in series))) for i in range(count))
    return Table(tuple(map(Column, heads)), tuple(rows))


def names(one: Chart) -> list[str]:
    return [plain_text(row.cells[0]) for row in one.table.rows]


def test_each_series_is_a_panel_of_a_kind_that_suits_its_unit():
    first, second = panels(Chart("panels", table(("개사", ["1", "2"]), ("%", ["3", "4"])), "말"))
    assert (first.kind, second.kind) == ("column", "line")
    assert (plain_text(first.table.caption), plain_text(second.table.caption)) == ("개사", "%")
    assert first.table.rows[1].cells[1] == value("2")


def test_a_panel_begins_with_its_first_value_and_one_without_values_is_none():
    (only,) = panels(Chart("panels", table(("개사", [None, "2", None, "4"]), ("명", [None] * 4)), "말"))
    assert names(only) == ["1", "2", "3"]


def test_one_giant_among_columns_is_left_out_of_a_second_series():
    apart = with_giant_apart(table(("억원", ["9000", "120", "360", "4"])))
    assert [plain_text(column.head) for column in apart.columns] == ["시점", "억원", "0 제외"]
    whole, others = panels(Chart("panels", apart, "말"))
    assert (names(whole), names(others)) == (["0", "1", "2", "3"], ["1", "2", "3"])


@pytest.mark.parametrize(
    "values", [["100", "9"], ["100", "10", "3"], ["100", "-1", "2"], [None, "5", "1"], ["100", "0", None]]
)
def test_where_no_value_dwarfs_the_others_the_table_stays_as_it_is(values: list[str | None]):
    given = table(("억원", values))
    assert with_giant_apart(given) is given
