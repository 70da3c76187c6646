"""Parts that do not make up their total as they are printed get a note where rounding is why, and else are an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import (
    Box,
    Column,
    Document,
    DocumentBlock,
    Inline,
    Landscape,
    Meta,
    Note,
    Number,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.model import Fact
from policyreport.pipeline.parts_and_totals import ROUNDED, with_rounding_notes

NOTE = Note((Text(ROUNDED.ko),))
META = Meta("brief", "가", "나", "다", "2026Q2", date(2026, 6, 30), "라", "마", (), "", "ko")


def facts_of(values: Sequence[str], total: str = "", rule: str = "given", unit: str = "억원") -> dict[str, Fact]:
    """Return facts of these values, and their total, which is the sum of them unless it is told."""
    parts = [Fact(f"part-{n}", Decimal(value), unit, rule, derived_from=("whole",)) for n, value in enumerate(values)]
    value = Decimal(total) if total else sum((part.value or Decimal(0) for part in parts), Decimal(0))
    facts = [*parts, Fact("total", value, unit, "sum", derived_from=tuple(part.id for part in parts))]
    return {fact.id: fact for fact in facts}


def row(fact: Fact, kind: str = "body") -> Row:
    number: Inline = Number(fact.id, fact.value, fact.unit, 0, shows_unit=False)
    assert kind in ("body", "total")
    return Row(
        ((Text(fact.id),), (number if kind == "body" else Strong((number,)),)), "total" if kind == "total" else "body"
    )


def table(facts: dict[str, Fact], rows: int | None = None) -> Table:
    """Return a table of the first rows of facts and their total."""
    *parts, total = facts.values()
    return Table(
        (Column((Text("사업"),)), Column((Text("예산"),))),
        (*map(row, parts[:rows]), row(total, "total")),
        (Text("예산집행"),),
    )


def noted(facts: dict[str, Fact], *blocks: DocumentBlock, language: str = "ko") -> tuple[DocumentBlock, ...]:
    document = Document(replace(META, language=language), blocks or (table(facts),))
    return with_rounding_notes(document, facts, "templates/brief/body.md.j2").blocks


def test_a_difference_by_rounding_gets_a_note_below_the_table():
    facts = facts_of(["1.4", "1.4", "1.4"])
    assert noted(facts) == (table(facts), NOTE)
    assert noted(facts, table(facts), language="en")[1] == Note((Text("may differ from the total by rounding"),))


def test_parts_that_make_up_their_total_as_printed_get_none():
    facts = facts_of(["1.4", "2.0", "3.0"])
    assert noted(facts) == (table(facts),)


def test_the_note_stands_once_within_what_holds_the_table_and_not_beside_another_that_says_so():
    facts = facts_of(["1.4", "1.4", "1.4"])
    one, own = table(facts), Note((Text("단수는 반올림한 것임"),))
    assert noted(facts, Box((), (one,))) == (Box((), (one, NOTE)),)
    assert noted(facts, Landscape((one, one))) == (Landscape((one, NOTE, one, NOTE)),)
    assert noted(facts, one, Note((Text("합계는 전체"),)), own) == (one, Note((Text("합계는 전체"),)), own)


def test_a_total_of_more_than_the_table_prints_gets_none():
    facts = facts_of(["1.4", "1.4", "1.4"])
    assert noted(facts, table(facts, rows=2)) == (table(facts, rows=2),)


def test_amounts_told_in_another_unit_are_looked_at_as_what_they_were_made_of():
    inner = facts_of(["140", "140", "140"], unit="백만원")
    told = {
        f"{fact.id}.in": replace(
            fact,
            id=f"{fact.id}.in",
            value=(fact.value or Decimal(0)) / 100,
            unit="억원",
            rule="converted",
            derived_from=(fact.id,),
        )
        for fact in inner.values()
    }
    assert noted({**inner, **told}, table(told)) == (table(told), NOTE)


def test_shares_that_are_all_of_one_whole_get_a_note_where_they_do_not_read_a_hundred():
    third = Decimal(100) / 3
    shares = facts_of([f"{third}", f"{third}", f"{Decimal(100) - 2 * third}"], rule="share", unit="%")
    whole = {**shares, "total": replace(shares["total"], rule="share", value=Decimal(100))}
    assert noted(whole) == (table(whole), NOTE)
    half = facts_of(["50.5", "20"], rule="share", unit="%")
    some = {**half, "total": replace(half["total"], rule="share", value=Decimal(100))}
    assert noted(some) == (table(some),)


def test_parts_that_do_not_make_up_their_total_before_rounding_either_are_an_error():
    facts = facts_of(["1.4", "1.4", "1.4"], total="9.3")
    with pytest.raises(PolicyReportError) as caught:
        noted(facts)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field, str(problem.where)) == (
        "table.parts-differ",
        "total",
        "templates/brief/body.md.j2",
    )
    assert problem.what.en == "in the table '예산집행' the parts make up 3, but the total says 9"
