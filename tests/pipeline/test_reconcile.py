"""A table of another office is compared with the facts, and what differs is told by cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from tests.knowledge import budget, dataset, indicator, measure, program, seen
from tests.young_farmers import young_farmers

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import load
from policyreport.inputs.received_file import read_received
from policyreport.model import Dataset, Quarter
from policyreport.pipeline.reconcile.compare import reconcile
from policyreport.pipeline.reconcile.layout import fitting_tables, layout_of, require_known_fields
from policyreport.pipeline.reconcile.proposal import proposed_section
from policyreport.pipeline.reconcile.results import Reconciliation
from policyreport.project.received_table import ReceivedTable

Rows = Sequence[Sequence[object]]

MONEY = ReceivedTable(
    collection="programs",
    unit="천원",
    columns={"사업명": "record", "예산현액": "current", "집행액": "executed"},
    partial=True,
)
HEAD = ("사업명", "예산현액", "집행액")
GRANT = "청년농업인 영농정착지원사업"
LAND = "청년농 농지 우선 임대"
SETTLED = ("신규 정착 청년농업인", 1214, 1200, 101.2)
INDICATORS = ReceivedTable(
    collection="indicators",
    columns={"지표": "record", "실적": "value", "목표": "target", "달성률": "rate"},
    partial=True,
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(young_farmers(tmp_path_factory.mktemp("office"))).dataset


def workbook(*rows: Sequence[object], form: str = "General", merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "현황"
    for row in rows:
        sheet.append(list(row))
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.number_format = form
    if merged:
        sheet.merge_cells(merged)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def compared(known: Dataset, table: ReceivedTable, content: bytes, file: str = "표.xlsx") -> Reconciliation:
    sheets = read_received(content, file, table.encoding)
    return reconcile(layout_of(table, sheets, known), known)


def cells(found: Reconciliation) -> list[tuple[str, Decimal | None, Decimal | None]]:
    return [(one.where.cell, one.theirs, one.ours) for one in found.differences]


def codes(refusal: pytest.ExceptionInfo[PolicyReportError]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_a_table_in_another_unit_agrees(known: Dataset):
    found = compared(
        known, MONEY, workbook(("표 1",), HEAD, (GRANT, 14_520_000, 13_980_200), (LAND, 4_800_000, "4,760,000"))
    )
    assert (found.agreeing, found.agrees) == (4, True)


def test_a_cell_that_differs_is_told_with_both_values_our_place_and_our_source(known: Dataset):
    found = compared(known, MONEY, workbook(HEAD, (GRANT, 14_520_000, 13_980_300)))
    (one,) = found.differences
    assert (one.where.cell, one.theirs, one.ours, one.difference) == ("현황!C2", 13_980_300, 13_980_200, 100)
    assert (one.unit, one.fact, one.name) == ("천원", "budget.b-p-grant.executed", GRANT)
    assert [str(place) for place in one.places] == ["data/수합.xlsx › 예산!H2"]
    assert one.sources == ("4분기 시군 추진실적 집계",)
    assert not found.agrees


@pytest.mark.parametrize(
    ("rate", "form", "agrees"),
    [
        (101.2, "General", True),
        (101, "0", True),
        (101.1666667, "0.00", True),
        (101.3, "General", False),
        (102, "0", False),
    ],
)
def test_a_value_agrees_to_the_decimals_that_are_printed(known: Dataset, rate: float, form: str, *, agrees: bool):
    found = compared(
        known, INDICATORS, workbook(("지표", "실적", "목표", "달성률"), ("settled", 1214, 1200, rate), form=form)
    )
    assert found.agrees == agrees


def test_a_share_that_excel_holds_as_a_fraction_is_read_as_it_is_seen(known: Dataset):
    table = INDICATORS.model_copy(update={"columns": {"지표": "record", "값": "value"}})
    assert compared(known, table, workbook(("지표", "값"), ("영농 중단율", 0.116), form="0.0%")).agrees
    assert cells(compared(known, table, workbook(("지표", "값"), ("영농 중단율", 0.117), form="0.0%"))) == [
        ("현황!B2", Decimal("11.7"), Decimal("11.6"))
    ]


def test_rows_that_we_do_not_know_and_records_that_they_lack_are_told(known: Dataset):
    whole = MONEY.model_copy(update={"partial": False})
    found = compared(known, whole, workbook(HEAD, (GRANT, 14_520_000, 13_980_200), ("청년농 농지 우선 임차", 1, 2)))
    (row,) = found.unmatched
    assert (row.where.cell, row.text) == ("현황!A3", "청년농 농지 우선 임차")
    assert row.hint is not None
    assert LAND in row.hint.ko
    lacking = {one.name for one in found.unlisted}
    assert LAND in lacking
    assert GRANT not in lacking
    assert len(lacking) == len({budget.program for budget in known.budgets if budget.year == 2026}) - 1


def test_cells_that_are_no_number_are_told_and_empty_ones_differ_from_a_value(known: Dataset):
    found = compared(known, MONEY, workbook(HEAD, (GRANT, "미정", "▲5"), (LAND, "=1+1", None)))
    assert [(one.where.cell, one.text) for one in found.unread] == [
        ("현황!B2", "미정"),
        ("현황!C2", "▲5"),
        ("현황!B3", ""),
    ]
    assert cells(found) == [("현황!C3", None, 4_760_000)]


def test_totals_and_notes_are_left_out_and_rows_of_merged_names_are_read(known: Dataset):
    content = workbook(HEAD, (GRANT, 14_520_000, 13_980_200), ("합 계", 1, 1), ("※ 주: 가집계",))
    assert (compared(known, MONEY, content).agreeing, compared(known, MONEY, content).left_out) == (2, 1)


def test_the_rows_of_a_merged_name_are_of_it(known: Dataset):
    table = INDICATORS.model_copy(update={"columns": {"지표": "record", "분기": "quarter", "값": "value"}})
    rows = (("지표", "분기", "값"), ("settled", "3/4분기", 783), (None, "2026년 4분기", 1213))
    found = compared(known, table, workbook(*rows, merged="A2:A3"))
    assert (found.agreeing, cells(found)) == (1, [("현황!C3", 1213, 1214)])


def test_a_row_may_say_its_unit_and_a_cell_too(known: Dataset):
    table = MONEY.model_copy(
        update={
            "unit": None,
            "columns": {"사업명": "record", "단위": "unit", "예산현액": "current", "집행액": "executed"},
        }
    )
    found = compared(
        known, table, workbook(("사업명", "단위", "예산현액", "집행액"), (GRANT, "억원", 145.2, "139.802억원"))
    )
    assert (found.agreeing, found.agrees) == (2, True)


def test_the_unit_that_stands_above_the_table_or_in_a_head_holds(known: Dataset):
    table = MONEY.model_copy(update={"unit": None})
    above = workbook((None, "(단위: 천원)"), HEAD, (GRANT, 14_520_000, 13_980_200))
    assert compared(known, table, above).agrees
    in_head = table.model_copy(update={"columns": {"사업명": "record", "예산현액(억원)": "current"}})
    assert compared(known, in_head, workbook(("사업명", "예산현액(억원)"), (GRANT, 145.2))).agrees


def test_an_amount_without_a_unit_and_one_of_two_units_are_refused(known: Dataset):
    table = MONEY.model_copy(update={"unit": None})
    with pytest.raises(PolicyReportError) as refusal:
        compared(known, table, workbook(HEAD, (GRANT, 14_520, 13_980)))
    assert codes(refusal) == ["reconcile.unit"]
    with pytest.raises(PolicyReportError) as refusal:
        compared(known, MONEY, workbook(("(단위: 백만원)",), HEAD, (GRANT, 14_520, 13_980)))
    assert codes(refusal) == ["reconcile.unit"]


def test_one_column_may_be_of_one_record_and_be_named_by_its_letter(known: Dataset):
    table = ReceivedTable(
        collection="indicators", columns={"분기": "quarter", "B열": "settled.value", "C열": "leave-rate.value"}
    )
    found = compared(known, table, workbook(("분기", "값", "값"), ("2026Q3", 783, 12.8), ("2026Q4", 1214, 11.6)))
    assert (found.agreeing, found.agrees) == (4, True)


def test_a_csv_file_is_read_in_its_encoding_and_told_by_line_and_field(known: Dataset):
    table = MONEY.model_copy(update={"encoding": "cp949"})
    content = f'사업명,예산현액,집행액\n{GRANT},14520000,"13,980,201"\n'.encode("cp949")
    (one,) = compared(known, table, content, "표.csv").differences
    assert (one.where.line, one.where.column, one.difference) == (2, 3, 1)


def test_the_same_row_twice_is_not_compared_twice(known: Dataset):
    found = compared(known, MONEY, workbook(HEAD, (GRANT, 14_520_000, 13_980_200), (GRANT, 1, 2)))
    assert (found.agreeing, found.differences, [one.where.cell for one in found.unmatched]) == (2, [], ["현황!A3"])


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"사업명": "record", "집행": "spent"}, "data.unknown-field"),
        ({"집행액": "executed"}, "reconcile.record"),
        ({"사업명": "record"}, "reconcile.columns"),
    ],
)
def test_columns_that_lead_nowhere_are_refused(known: Dataset, columns: dict[str, str], code: str):
    with pytest.raises(PolicyReportError) as refusal:
        require_known_fields([MONEY.model_copy(update={"columns": columns})], known)
    assert code in codes(refusal)


def test_a_table_without_the_heads_or_without_a_value_is_refused(known: Dataset):
    with pytest.raises(PolicyReportError) as refusal:
        compared(known, MONEY, workbook(("사업명", "예산현액", "지출액"), (GRANT, 1, 2)))
    assert codes(refusal) == ["reconcile.head"]
    assert "집행액" in refusal.value.problems[0].what.ko
    with pytest.raises(PolicyReportError) as refusal:
        compared(known, MONEY, workbook(HEAD))
    assert codes(refusal) == ["reconcile.nothing"]


def test_the_kind_of_table_is_found_by_the_file_s_name():
    own, other = (MONEY.model_copy(update={"file": name}) for name in ("예산*.xlsx", "실적*.xlsx"))
    assert fitting_tables([own, other, MONEY], "예산 3분기.xlsx") == [own]
    assert fitting_tables([own, other, MONEY], "기타.xlsx") == [MONEY]


def test_a_first_section_is_proposed_that_reads_the_table(known: Dataset, tmp_path: Path):
    content = workbook(("(단위: 천원)",), ("연번", *HEAD), (1, GRANT, 14_520_000, 13_980_200), (2, LAND, 4_800_000, 1))
    lines = proposed_section(read_received(content, "집행 3.xlsx"), known, "집행 3.xlsx").splitlines()
    assert lines[:4] == ["reconcile:", '  - file: "집행 *.xlsx"', "    sheet: 현황", "    collection: programs"]
    assert lines[4:] == [
        "    columns:",
        "      사업명: record",
        "      예산현액: current",
        "      집행액: executed",
        "      # 비교하지 않는 열: 연번",
    ]


@pytest.mark.parametrize(("head", "asks"), [("집행액(백만원)", False), ("집행액", True), ("집행액(누계)", True)])
def test_a_unit_is_proposed_only_where_no_head_says_it(known: Dataset, head: str, *, asks: bool):
    sheets = read_received(workbook(("사업", head), (GRANT, 13_980)), "집행.xlsx")
    assert ("    unit: 천원" in proposed_section(sheets, known, "집행.xlsx")) is asks


def test_a_quarter_that_is_asked_for_holds_where_the_table_says_none(known: Dataset):
    table = INDICATORS.model_copy(update={"columns": {"지표": "record", "값": "value"}})
    sheets = read_received(workbook(("지표", "값"), ("settled", 783)), "표.xlsx")
    assert reconcile(layout_of(table, sheets, known), known, Quarter(2026, 3)).agrees


def divided() -> Dataset:
    members = [{"code": "garam", "title": "가람시"}, {"code": "byeol", "title": "별읍"}]
    region = {"region": {"title": "시군", "members": members}}
    of_funds = [
        budget("b1", "p", 2024, fund="national", current=70, dimensions={"region": "garam"}),
        budget("b2", "p", 2024, fund="province", current=30, dimensions={"region": "byeol"}),
    ]
    by_region = [seen("a", "2024Q4", n, dimensions={"region": one}) for one, n in (("garam", 70), ("byeol", 30))]
    return dataset(
        "2024Q4",
        dimensions=region,
        measures=[measure("m")],
        programs=[program("p", "m", title="지원")],
        indicators=[indicator("a", title="선정")],
        observations=by_region,
        budgets=of_funds,
    )


def test_rows_are_told_apart_by_member_and_a_total_among_them_is_the_whole():
    table = ReceivedTable(
        collection="indicators", record="a", columns={"시군": "dimensions.region", "선정(개사)": "value"}
    )
    rows = (("시군", "선정(개사)"), ("계", 100), ("가람시", 70), ("별읍", 31), ("달면", 1))
    found = compared(divided(), table, workbook(*rows))
    assert (found.agreeing, cells(found)) == (2, [("현황!B4", 31, 30)])
    assert [(one.where.cell, one.text) for one in found.unmatched] == [("현황!A5", "달면")]
    lacking = compared(divided(), table, workbook(*rows[:3]))
    assert [one.name for one in lacking.unlisted] == ["선정 · 별읍"]


def test_rows_are_told_apart_by_fund_and_a_fund_that_is_not_there_is_told():
    table = ReceivedTable(
        collection="programs", unit="천원", columns={"사업": "record", "재원": "fund", "예산": "current"}
    )
    rows = (("사업", "재원", "예산"), ("지원", "소계", 100_000), (None, "국비", 70_000), (None, "도세", 30_000))
    found = compared(divided(), table, workbook(*rows, merged="A2:A4"))
    assert (found.agreeing, found.differences) == (2, [])
    assert [(one.where.cell, one.text) for one in found.unmatched] == [("현황!A4", "도세")]
    assert [one.name for one in found.unlisted] == ["지원 · 도비"]
