"""The programme matrix of the shipped data: its totals follow what is typed into it, where they are sums at all."""

from __future__ import annotations

from openpyxl import load_workbook

from policyreport.pipeline.build import Built


def formulas(built: Built, sheet: str) -> dict[str, list[str]]:
    """Return the formulas of each row of a sheet that has any, by what stands in its first column."""
    rows = load_workbook(built.folder / "matrix.xlsx")[sheet].iter_rows()
    cells = {row: [str(cell.value) for cell in row if cell.data_type == "f"] for row in rows}
    found: dict[str, list[str]] = {}
    for row, written in cells.items():
        if written:
            found.setdefault(str(row[0].value), []).extend(written)
    return found


def test_counts_that_add_up_are_live_sums(built: Built):
    assert formulas(built, "총괄표").keys() == {"합계"}
    sums = formulas(built, "총괄표")["합계"]
    assert len(sums) == 11
    assert all(text.startswith("=SUBTOTAL(109,표_총괄표") for text in sums)


def test_what_happened_in_each_quarter_adds_up_to_what_happened_in_all(built: Built):
    rows = [text for texts in formulas(built, "추진실적").values() for text in texts]
    assert rows
    assert all(text.startswith("=SUM(C") for text in rows)


def test_rates_limits_and_companies_that_may_be_the_same_are_never_added_up(built: Built):
    assert formulas(built, "지원사업현황") == formulas(built, "실적 및 여건") == {}


def test_there_is_no_sheet_that_says_only_that_there_is_no_money(built: Built):
    book = load_workbook(built.folder / "matrix.xlsx")
    assert "예산집행" not in book.sheetnames
    notes = [str(row[0].value) for row in book["지원사업현황"].iter_rows() if str(row[0].value).startswith("※")]
    assert notes == ["※ ‘-’는 공개 자료 없음. 사업별 예산·집행의 공개 자료 없음."]
