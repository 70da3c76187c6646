"""What leads to the row of a record, and how rows get the names by which they are found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.templating.writing import BODY, problems, said, written

from policyreport.document.nodes import Block, Number, Reference, Row, Table, Text

COUNT = Number("count.measures", Decimal(2), "개", 0)


def rows(block: Block) -> tuple[Row, ...]:
    assert isinstance(block, Table)
    return block.rows


def test_a_figure_that_leads_to_a_row_is_still_a_figure() -> None:
    assert said("{{ count.measures | leads_to(programs[0]) }}") == (Reference("program.p1", (COUNT,)),)


def test_words_lead_to_the_row_of_their_record() -> None:
    (_, lead, _) = said("앞 {{ measures[1].title | leads_to(measures[1]) }} 뒤")
    assert lead == Reference("measure.m2", (Text("시책 m2"),))


def test_a_list_is_led_to_by_its_first_record() -> None:
    assert said("{{ count.measures | leads_to(programs) }}") == (Reference("program.p1", (COUNT,)),)
    lead = "{{ count.measures | leads_to(measures | rejectattr('id', 'eq', 'm1')) }}"
    assert said(lead) == (Reference("measure.m2", (COUNT,)),)


@pytest.mark.parametrize("nothing", ["none", "[]", "indicators[2].program"])
def test_where_there_is_no_record_the_words_stand_alone(nothing: str) -> None:
    assert said(f"{{{{ count.measures | leads_to({nothing}) }}}}") == (COUNT,)


def test_what_a_macro_says_may_lead_somewhere() -> None:
    body = "{% macro m() %}가 {{ count.measures }}{% endmacro %}{{ m() | leads_to(programs) }}"
    assert said(body) == (Reference("program.p1", (Text("가 "), COUNT)),)


def test_the_rows_of_a_table_of_records_may_bear_their_names() -> None:
    (table,) = written('{{ table(measures, column("시책", "title"), named=true) }}')
    assert [row.name for row in rows(table)] == ["measure.m1", "measure.m2"]


def test_the_rows_of_a_table_have_no_names_of_their_own_accord() -> None:
    (table,) = written('{{ table(measures, column("시책", "title")) }}')
    assert [row.name for row in rows(table)] == ["", ""]


def test_a_row_that_is_written_out_is_named_by_a_mark_that_prints_nothing() -> None:
    loop = "{% for m in measures %}\n| {{ m.title }} | {{ named(m) }}나 |\n{% endfor %}"
    (table,) = written(f"| 가 | 나 |\n|---|---|\n{loop}")
    assert rows(table) == (
        Row(((Text("시책 m1"),), (Text("나"),)), name="measure.m1"),
        Row(((Text("시책 m2"),), (Text("나"),)), name="measure.m2"),
    )


def test_a_row_takes_the_first_name_and_one_for_nothing_is_none() -> None:
    (table,) = written("| 가 |\n|---|\n| {{ named(none) }}{{ named(measures[1]) }}{{ named(measures[0]) }}가 |")
    assert [row.name for row in rows(table)] == ["measure.m2"]


@pytest.mark.parametrize(
    "call",
    ["{{ 'a' | leads_to('p1') }}", "{{ 'a' | leads_to(3) }}", "{{ 'a' | leads_to(quarter) }}", "{{ named(count) }}"],
)
def test_what_is_no_record_is_refused_with_its_line(call: str) -> None:
    (problem,) = problems(f"\n{call}")
    assert (problem.code, str(problem.where)) == ("template.not-a-record", f"{BODY}:2")


@pytest.mark.parametrize("call", ["{{ 'a' | leads_to(measurs) }}", "{{ named(measurs) }}"])
def test_a_wrong_name_is_told_with_the_one_that_may_be_meant(call: str) -> None:
    (problem,) = problems(call)
    assert problem.code == "template.unknown-name"
    assert problem.hint is not None
    assert "measures" in problem.hint.en
