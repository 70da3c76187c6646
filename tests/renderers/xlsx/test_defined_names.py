"""Cells that hold numbers have names, by which formulas and people find them."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.renderers.xlsx.specimens import chapter, columns, document, row

from policyreport.document.nodes import Block, Number, Table, Text
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render
from policyreport.renderers.xlsx.defined_names import MOST_NAMES, name_of

_VALID = re.compile(r"[A-Za-z_\\][\w.\\]{0,254}")


def table(*facts: str) -> Table:
    return Table(columns("이름", "수"), tuple(row((Text("가"),), (Number(fact, Decimal(5), "개"),)) for fact in facts))


def names(*blocks: Block, theme: Theme | None = None) -> dict[str, str]:
    """Return the names of a workbook and the cells to which they lead."""
    book = load_workbook(BytesIO(render(document(*blocks), theme or Theme()).content))
    return {name: defined.attr_text for name, defined in book.defined_names.items()}


def test_the_first_cell_that_holds_a_fact_has_its_name():
    one = table("indicator.ai-unicorns", "budget.b-p1.current", "count.programs")

    assert names(*chapter("값", one), *chapter("다시", one)) == {
        "indicator.ai_unicorns": "'값'!$B$5",
        "budget.b_p1.current": "'값'!$B$6",
        "count.programs": "'값'!$B$7",
    }


def test_only_indicators_have_names_where_the_theme_leaves_ids_out():
    one = table("indicator.a", "indicator.a.rate", "indicator.a.at-2025Q2", "count.programs")

    assert list(names(*chapter("값", one), theme=Theme(number_ids=False))) == ["indicator.a"]


def test_a_number_that_is_missing_or_stands_within_words_names_no_cell():
    cells = ((Text("사업 "), Number("count.programs", Decimal(5), "개")), (Number("count.events", None, "건"),))

    assert not names(*chapter("값", Table(columns("가", "나"), (row(*cells),))))


def test_of_facts_that_would_have_one_name_the_first_has_it():
    found = names(*chapter("값", table("budget.a-b.current", "budget.a_b.current", "budget.A-b.current")))

    assert found == {"budget.a_b.current": "'값'!$B$5"}


def test_every_name_is_one_that_excel_takes():
    for fact in ("a1", "r1c1", "budget.b-p.current.in-억원", "sum(a.b, c.d)", "indicator." + "x" * 300):
        assert _VALID.fullmatch(name_of(fact)), fact
    assert name_of("a." + "x" * 300) != name_of("a." + "x" * 301)


def test_indicators_are_named_also_beyond_the_limit():
    many = table(*(f"budget.b-{n}.current" for n in range(MOST_NAMES + 5)), "indicator.last")
    found = names(*chapter("값", many))

    assert len(found) == MOST_NAMES + 1
    assert "indicator.last" in found


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_the_names(tmp_path: Path):
    one = table("indicator.ai-unicorns", "budget.b-p.current.in-억원", "a1")
    assert faults(render(document(*chapter("값", one)), Theme()).content, "xlsx", tmp_path) == []
