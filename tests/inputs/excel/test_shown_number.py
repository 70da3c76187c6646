"""What a cell's format shows is what people see, so that a cell that holds another number is never read silently."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.inputs.excel.shown_number import ShownNumber, shown_number
from policyreport.inputs.validate import validate

from .workbooks import FILE, PRESS, SOURCE, read, workbook

COMMA_STYLE = '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-'
OBSERVATIONS = ("지표", "분기", "값", "기준 시점", "출처")


@pytest.mark.parametrize(
    ("stored", "form", "text"),
    [
        ("1653", "#,##0", "1,653"),
        ("1653.3", "#,##0.0", "1,653.3"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("0.5", "0.#", "0.5"),
        ("-5", COMMA_STYLE, "-5"),
        ("-5", "#,##0_);[Red](#,##0)", "(5)"),
        ("-5", "#,##0;△#,##0", "△5"),
        ("0.452", "0.0%", "45.2%"),
        ("3", '"제"0"회"', "제3회"),
        ("12345678", "[$₩-412]#,##0", "₩12,345,678"),
        ("5", '#,##0"억원"', "5억원"),
    ],
)
def test_a_format_that_shows_all_of_a_number_shows_the_same(stored: str, form: str, text: str) -> None:
    assert shown_number(stored, form) == ShownNumber(text, is_same=True, is_scaled=False)


@pytest.mark.parametrize(
    ("stored", "form", "text"),
    [
        ("1653.3", "0", "1653"),
        ("1653.5", "#,##0", "1,654"),
        ("-0.4", "0", "0"),
        ("0.4523", "0.0%", "45.2%"),
        ("5", '"미정"', "미정"),
        ("5", ";;;", ""),
        ("0", COMMA_STYLE, "-"),
        ("-5", "0;0", "5"),
        ("-5", "#,##0;[Red]#,##0", "5"),
        ("5", '"△"0', "△5"),
        ("5", '0"0"', "50"),
        ("1653.3", "0.00E+00", "1.65E+3"),
        ("0.3", "# ?/?", "2/7"),
        ("212345678", "000-0000-0000", "002-1234-5678"),
    ],
)
def test_a_format_that_rounds_hides_or_changes_a_number_shows_another(stored: str, form: str, text: str) -> None:
    assert shown_number(stored, form) == ShownNumber(text, is_same=False, is_scaled=False)


@pytest.mark.parametrize(
    ("form", "text"), [("#,##0,", "12,346"), ('#,##0.0,,"백만"', "12.3백만"), ('[>=1000]#,##0,"천";0', "12,346천")]
)
def test_a_number_in_thousands_is_known_as_such(form: str, text: str) -> None:
    assert shown_number("12345678", form) == ShownNumber(text, is_same=False, is_scaled=True)


@pytest.mark.parametrize("form", ["General", "@", ""])
def test_without_a_format_of_its_own_a_number_is_shown_as_it_is(form: str) -> None:
    assert shown_number("1653.3", form) is None


def observations(value: object, form: str, *more: object) -> bytes:
    """Return a workbook of observations whose values have a format."""

    def touch(sheet: Worksheet) -> None:
        for (cell,) in sheet["C2:C9"]:
            cell.number_format = form

    rows = [("applied", "2026Q3", each, "2026-09", "s1") for each in (value, *more)]
    return workbook(*rows, head=OBSERVATIONS, name="관측값", touch=touch)


def test_a_rounded_cell_is_read_as_it_is_held_and_named_with_both_numbers() -> None:
    reading = read(observations(1653.3, "0"))
    (warning,) = reading.warnings.values()
    assert reading.content["observations"][0]["value"] == "1653.3"
    assert (warning.code, str(warning.where)) == ("excel.shown-otherwise", f"{FILE} › 관측값!C2")
    assert "C2에 보이는 값 1653, 든 값 1653.3" in warning.what.ko


def test_the_cells_of_a_column_are_told_together_and_no_more_than_can_be_read() -> None:
    reading = read(observations(0.4, "0", *[1.4] * 7))
    (warning,) = reading.warnings.values()
    assert warning.what.ko.endswith("C6에 보이는 값 1, 든 값 1.4 외 3칸")


def test_a_cell_that_shows_a_text_in_place_of_its_number_is_told() -> None:
    (warning,) = read(observations(7, '"미정"')).warnings.values()
    assert "C2에 보이는 값 '미정', 든 값 7" in warning.what.ko


def test_a_cell_in_thousands_is_an_error_that_names_both_numbers_and_both_ways_out() -> None:
    (problem,) = read(observations(12345678, "#,##0,")).problems
    assert (problem.code, str(problem.where)) == ("excel.scaled-cell", f"{FILE} › 관측값!C2")
    assert "12,346" in problem.what.ko
    assert "12345678" in problem.what.ko
    assert problem.hint is not None
    assert "#,##0" in problem.hint.ko


def test_a_number_with_leading_zeros_in_a_column_of_texts_is_told() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["B2"] = 7
        sheet["B2"].number_format = "000"

    (warning,) = read(workbook(PRESS, head=SOURCE, touch=touch)).warnings.values()
    assert "B2에 보이는 값 007, 든 값 7" in warning.what.ko


def test_a_column_that_is_left_out_is_not_told_of() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["E2"].number_format = "0"

    reading = read(workbook((*PRESS, 1.5), head=(*SOURCE, "연번"), touch=touch), columns={"연번": ""})
    assert (reading.problems, dict(reading.warnings)) == ((), {})


def values_of(unit: str, content: bytes) -> tuple[list[str], list[str]]:
    """Return the values that a workbook's observations of an indicator of some unit have, and what is wrong."""
    reading = read(content)
    indicator = {"id": "applied", "title": "가", "unit": unit, "role": "output", "definition": "나"}
    reading.content["indicators"] = [indicator]
    validated = validate(reading)
    found = [str(record.value) for path, record in validated.records.items() if path[0] == "observations"]
    return found, [problem.code for problem in validated.problems if problem.field.endswith("value")]


@pytest.mark.parametrize("value", [0.452, "45.2%", "４５．２％", "45.2 %"])
def test_a_percentage_is_read_where_the_unit_is_percent(value: object) -> None:
    assert values_of("%", observations(value, "0.0%")) == (["45.2"], [])


@pytest.mark.parametrize("value", [0.452, "45.2%"])
def test_a_percentage_is_refused_where_the_unit_is_another(value: object) -> None:
    assert values_of("개사", observations(value, "0.0%")) == ([], ["data.number"])


def test_a_number_under_a_percent_unit_stays_what_it_is() -> None:
    assert values_of("%", observations(45.2, "0.0")) == (["45.2"], [])
