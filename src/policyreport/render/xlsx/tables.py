"""A table as parts of a sheet: caption and unit, head, rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from policyreport.document.tree import Column, RowKind, Table
from policyreport.render.xlsx.cells import Value, words
from policyreport.render.xlsx.formulas import Cells, formulas_of
from policyreport.render.xlsx.lines import Band, Line, Part, Plan, Slot
from policyreport.render.xlsx.makers import Makers, Run
from policyreport.render.xlsx.setting import Setting
from policyreport.render.xlsx.units import units
from policyreport.render.xlsx.wording import unit_text

_ROW_HEIGHT = 19.0
_HEAD_HEIGHT = 22.0
_SHARED_UNITS = 80
"""How much a caption and a unit may hold together (in digits' widths) to stand on one line."""


def table_parts(table: Table, setting: Setting, *, counts: bool = False) -> Iterator[Part]:
    """Yield a table's lines and bands. Its cells are never merged, so that a machine can read them.

    ``counts`` says that all of its columns but the first hold counts, to be tinted by how high they are.
    """
    yield from _caption_lines(setting.value(table.caption), unit_text(table.unit) if table.unit else "", table, setting)
    grouped = any(column.group for column in table.columns)
    if grouped:
        yield _groups_line(table.columns, setting)
    head = tuple(setting.value(column.head) for column in table.columns)
    makers = Makers(table.columns, setting)
    parts = list(_row_parts(table, makers))
    kinds: tuple[RowKind, ...] = tuple(row.kind for row in table.rows)
    plan = Plan(head, kinds, replace(makers.traits(), counts=counts), grouped)
    yield _head_line(plan, setting)
    yield from parts


def _caption_lines(caption: Value, unit: str, table: Table, setting: Setting) -> Iterator[Line]:
    above = setting.slot(caption, setting.looks.caption(), 1)
    beside = setting.slot(words(unit), setting.looks.unit(), len(table.columns))
    if unit and caption.text and _share_a_line(caption, unit, table):
        yield Line((above, beside))
        return
    if caption.text:
        yield Line((setting.across(caption, replace(setting.looks.caption(), wraps=True)),))
    if unit:
        yield Line((beside,))


def _share_a_line(caption: Value, unit: str, table: Table) -> bool:
    return len(table.columns) > 1 and units(caption.text) + units(unit) <= _SHARED_UNITS and "\n" not in caption.text


def _groups_line(columns: Sequence[Column], setting: Setting) -> Line:
    """Return the heads that stand above the heads of columns side by side."""
    look, first, slots = setting.looks.head(), 1, list[Slot]()
    for group, under in groupby(columns, lambda column: column.group):
        last = first + len(list(under)) - 1
        if group:
            slots.append(Slot(setting.value(group), look, first, last))
        else:
            slots += [Slot(words(""), replace(look, bottom=None), n, n) for n in range(first, last + 1)]
        first = last + 1
    return Line(tuple(slots), "groups", _HEAD_HEIGHT)


def _head_line(plan: Plan, setting: Setting) -> Line:
    look = setting.looks.head()
    look = replace(look, top=None) if plan.grouped else look
    slots = tuple(setting.slot(value, look, n) for n, value in enumerate(plan.heads, 1))
    return Line(slots, "head", _HEAD_HEIGHT, plan=plan)


def _row_parts(table: Table, makers: Makers) -> Iterator[Part]:
    """Yield the rows; those below a group's head, or above a subtotal, are a level deeper in the outline."""
    runs = list(makers.runs(table.rows))
    formulas = formulas_of(table, makers.numeric())
    level = int(any(run.kind in ("group", "subtotal") for run in runs))
    for run in runs:
        _put(formulas, run)
        names = tuple([row.name for row in table.rows[run.first : run.first + len(run.columns[0])]])
        if run.kind == "body":
            yield Band(tuple(run.columns), names, _ROW_HEIGHT, level)
        else:
            rows = zip(zip(*run.columns, strict=True), names, strict=True)
            yield from (Line(slots, run.kind, _ROW_HEIGHT, name=name) for slots, name in rows)


def _put(formulas: Cells, run: Run) -> None:
    """Put the formulas into the cells of a run."""
    for row in range(len(run.columns[0])):
        for column, formula in formulas.get(run.first + row, {}).items():
            value, look, first, last, sheet, _ = run.columns[column - 1][row]
            run.columns[column - 1][row] = Slot(value, look, first, last, sheet, formula)
