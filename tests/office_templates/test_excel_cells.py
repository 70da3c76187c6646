"""What the cells of a template drawn in Excel become: text, numbers and days, each of its own type."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from tests.at_night import tries
from tests.knowledge import dataset, indicator, measure, seen, target
from tests.templating.writing import facts

from policyreport.document.output import Placement
from policyreport.model import Facts

from .drawing_in_excel import SHEET, changed, drawn, filled, filled_of, part, said, sheet_of


def with_value(value: str, unit: str = "개사") -> Facts:
    known = dataset(
        "2024Q3",
        indicators=[indicator("a", unit=unit, role="outcome")],
        observations=[seen("a", "2024Q3", value)],
    )
    return facts(known)


def test_values_are_printed_where_their_tags_stood():
    assert said([["{{ policy.title }} 보고 ({{ quarter.as_of }})"]]) == [["레벨업 전략 보고 (2024. 9. 30.)"]]


def test_a_workbook_without_tags_keeps_its_values_and_types():
    assert said([["가", 3, 2.5, True, "나 { 다 }", datetime.fromisoformat("2024-01-02")]]) == [
        ["가", 3, 2.5, True, "나 { 다 }", datetime.fromisoformat("2024-01-02")]
    ]


def test_text_is_chosen_and_repeated_within_a_cell():
    chosen = "{% if council %}위원회{% else %}정책{% endif %}"
    repeated = "{% for m in measures %}{{ m.title }}{% if not loop.last %}, {% endif %}{% endfor %}"
    assert said([[chosen, repeated]]) == [["정책", "시책 m1, 시책 m2"]]


def test_a_number_alone_in_a_cell_is_a_number_that_reads_as_everywhere():
    made = filled([["{{ outcomes[0].actual | to(1) }}"]], known=with_value("1234567.89"))
    cell = sheet_of(made)["A1"]
    assert (cell.value, cell.number_format) == (
        1234567.89,
        '#,##0.0"개사";"△"#,##0.0"개사";#,##0.0"개사"',
    )
    assert made.placements == (Placement("indicator.a", "1,234,567.9개사", "총괄!A1"),)


def test_a_number_wears_the_number_format_that_was_drawn():
    def formatted(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "#,##0.000"

    cell = sheet_of(filled([["{{ outcomes[0].actual }}"]], formatted, known=with_value("12.5")))["A1"]
    assert (cell.value, cell.number_format) == (12.5, "#,##0.000")


def test_a_rate_in_a_format_of_percent_is_a_share():
    def formatted(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "0.0%"
        sheet["B1"].number_format = '0.0"%"'

    row = ["{{ outcomes[0].actual }}", "{{ outcomes[0].actual }}"]
    cells = sheet_of(filled([row], formatted, known=with_value("28.05", "%")))[1]
    assert [cell.value for cell in cells] == [0.2805, 28.05]


def nearly(value: str = "21390", aim: str = "21400", **more: object) -> Facts:
    targets = [target("a", aim, "2024-07-10")]
    return facts(
        dataset(
            "2024Q3",
            indicators=[indicator("a", role="outcome", **more)],
            observations=[seen("a", "2024Q3", value)],
            targets=targets,
        )
    )


@pytest.mark.parametrize(
    ("drawn_code", "code"),
    [
        ("0.0%", r"[>=1]0.0%;[>=0.999]\9\9\.\9\%;0.0%"),
        ("0%", r"[>=1]0%;[>=0.99]\9\9\%;0%"),
        ("0.00%", "0.00%"),
        ('0.0"점"', r'[>=100]0.0"점";[>=99.9]\9\9\.\9"점";0.0"점"'),
        ("[Red]0.0;[Blue]-0.0", r"[Red][>=100]0.0;[Red][>=99.9]\9\9\.\9;[Red]0.0"),
        ("0.0E+00", "0.0E+00"),
    ],
)
def test_a_drawn_format_does_not_show_a_rate_as_what_it_is_short_of(drawn_code: str, code: str):
    def formatted(sheet: Worksheet) -> None:
        sheet["A1"].number_format = drawn_code

    cell = sheet_of(filled([["{{ outcomes[0].rate }}"]], formatted, known=nearly()))["A1"]
    assert cell.number_format == code
    assert cell.value == pytest.approx(99.953271 / (100 if "%" in drawn_code else 1), rel=1e-6)


def test_a_drawn_format_with_thousands_keeps_a_value_short_of_its_target():
    def formatted(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "#,##0"

    cell = sheet_of(filled([["{{ outcomes[0].actual }}"]], formatted, known=nearly("11999.7", "12000")))["A1"]
    assert (cell.value, cell.number_format) == (11999.7, r"[>=12000]#,##0;[>=11999]\1\1\,\9\9\9;#,##0")


def test_a_drawn_format_of_what_reached_its_target_stays_as_it_was_drawn():
    def formatted(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "0%"

    cell = sheet_of(filled([["{{ outcomes[0].rate }}"]], formatted, known=nearly("21401")))["A1"]
    assert cell.number_format == "0%"


def test_a_number_in_a_cell_for_text_is_text():
    def formatted(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "@"

    assert sheet_of(filled([["{{ outcomes[0].actual }}"]], formatted))["A1"].value == "28.0%"


def test_a_number_among_words_is_text_and_traced():
    made = filled([["", "비율 {{ outcomes[0].actual }}"]])
    assert sheet_of(made)["B1"].value == "비율 28.0%"
    assert made.placements == (Placement("indicator.rate", "28.0%", "총괄!B1"),)


def test_an_amount_past_one_jo_stays_in_eok_for_no_format_can_divide_it():
    made = filled([["{{ outcomes[0].actual }}", "총 {{ outcomes[0].actual }}"]], known=with_value("149497", "억원"))
    assert [p.text for p in made.placements] == ["149,497억원", "14조 9,497억원"]


def test_what_is_missing_prints_a_dash():
    assert said([["{{ outcomes[0].previous }}"]]) == [["-"]]


def test_a_loop_s_turn_alone_in_a_cell_is_a_number():
    rows = [
        ["{%tr for m in measures %}"],
        ["{{ loop.index }}", "{{ loop.index }}번", "{{ loop.index + 9 }}"],
        ["{%tr endfor %}"],
    ]
    made = filled([*rows, ["=SUM(A2:A2)"]])
    assert [[cell.value for cell in row] for row in sheet_of(made, values=True).iter_rows()] == [
        [1, "1번", 10],
        [2, "2번", 11],
        [3, None, None],
    ]


def test_a_loop_s_turn_in_a_cell_for_text_is_text():
    def for_text(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "@"

    rows = [["{%tr for m in measures %}"], ["{{ loop.index }}"], ["{%tr endfor %}"]]
    assert [row[0] for row in [[c.value for c in r] for r in sheet_of(filled(rows, for_text)).iter_rows()]] == [
        "1",
        "2",
    ]


def test_a_day_is_a_day_in_the_format_that_was_drawn_or_the_decree_s():
    def formatted(sheet: Worksheet) -> None:
        sheet["B1"].number_format = "yyyy-mm-dd"

    cells = sheet_of(filled([["{{ quarter.as_of }}", "{{ quarter.as_of }}"]], formatted))[1]
    day = datetime.fromisoformat("2024-09-30")
    assert [(cell.value, cell.number_format) for cell in cells] == [(day, 'yyyy". "m". "d"."'), (day, "yyyy-mm-dd")]


def test_days_are_counted_from_1904_where_the_workbook_counts_so():
    content = changed(
        drawn([["{{ quarter.as_of }}"]]),
        {"xl/workbook.xml": lambda p: p.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)},
    )
    assert sheet_of(filled_of(content))["A1"].value == datetime.fromisoformat("2024-09-30")


def test_a_tag_that_excel_scattered_over_runs_is_one_tag_and_its_value_looks_as_it_began():
    def scattered(sheet: Worksheet) -> None:
        red = InlineFont(color="FFAA0000", sz=12)
        sheet["A1"] = CellRichText(
            "앞 ", TextBlock(red, "{{ pol"), "icy.ti", TextBlock(InlineFont(b=True), "tle }} 뒤")
        )

    rich = load_workbook(BytesIO(filled([[""]], scattered).content), rich_text=True)[SHEET]["A1"].value
    assert [(str(run), getattr(run, "font", None) and run.font.color and run.font.color.rgb) for run in rich] == [
        ("앞 ", None),
        ("레벨업 전략", "FFAA0000"),
        (" 뒤", None),
    ]


def test_a_tag_in_rich_text_of_one_run_is_typed_too():
    def rich(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText(TextBlock(InlineFont(b=True), "{{ outcomes[0].actual }}"))

    assert sheet_of(filled([[""]], rich))["A1"].value == 28.0


def test_a_lamp_bears_its_shape_and_colour():
    made = filled([["{{ lamp('bad', '지연') }}"]])
    assert sheet_of(made)["A1"].value == "■\u00a0지연"
    assert '<color rgb="FFB3261E"/>' in part(made, "xl/worksheets/sheet1.xml")


def test_a_link_leads_to_its_address():
    cell = sheet_of(filled([["{{ link('https://a.kr/?a=1&b=2', '자료') }}"]]))["A1"]
    assert (cell.value, cell.hyperlink and cell.hyperlink.target) == ("자료", "https://a.kr/?a=1&b=2")


def test_headers_and_footers_are_filled_and_data_are_no_codes_there():
    def furnished(sheet: Worksheet) -> None:
        sheet.oddHeader.center.text = "{{ measures[0].title }}"
        sheet.oddFooter.right.size = 9
        sheet.oddFooter.right.text = "{{ quarter.as_of }} {{ outcomes[0].actual }}"

    known = facts(
        dataset(
            "2024Q3",
            measures=[measure("m1", title="R&D 본부")],
            indicators=[indicator("rate", unit="%", role="outcome")],
            observations=[seen("rate", "2024Q3", "28")],
        )
    )
    made = filled([["가"]], furnished, known=known)
    written = part(made, "xl/worksheets/sheet1.xml")
    assert "<oddHeader>&amp;CR&amp;&amp;D 본부</oddHeader>" in written
    assert "&amp;9 2024. 9. 30. 28.0%</oddFooter>" in written
    assert made.placements == (Placement("indicator.rate", "28.0%", "총괄 footer"),)


NASTY = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "'가", "=cmd|' /c calc'!A0", '=HYPERLINK("http://a")'),
    *("R&D ‹혁신> 본부", "<b>&amp;", "{{ 7*7 }}", "{% for x in y %}", "]]>", "<?drawn 0?>", "두  칸", "_x0041_"),
    *("0711", "1e5", "TRUE", "2024-01-01", "_x_x0041_x0042_"),
]


def titled(title: str) -> object:
    known = facts(dataset("2024Q3", measures=[measure("m1", title=title)]))
    return said([["{{ measures[0].title }}"]], known=known)[0][0]


@pytest.mark.parametrize("text", NASTY)
def test_data_are_text_to_the_letter_and_never_a_formula(text: str):
    known = facts(dataset("2024Q3", measures=[measure("m1", title=text)]))
    made = filled([["{{ measures[0].title }}", "{{ measures[0].title }} 끝"]], known=known)
    written = part(made, "xl/worksheets/sheet1.xml")
    assert [cell.value for cell in sheet_of(made)[1]] == [text, f"{text} 끝"]
    assert [cell.data_type for cell in sheet_of(made)[1]] == ["s", "s"] or text.startswith("=")
    assert "<f>" not in written


def test_data_that_look_like_a_formula_are_marked_as_text():
    known = facts(dataset("2024Q3", measures=[measure("m1", title="=1+1")]))
    assert sheet_of(filled([["{{ measures[0].title }}"]], known=known))["A1"].quotePrefix is True


def test_a_line_break_of_data_is_one_and_wraps():
    known = facts(dataset("2024Q3", measures=[measure("m1", title="가\n나")]))
    cell = sheet_of(filled([["{{ measures[0].title }}"]], known=known))["A1"]
    assert (cell.value, cell.alignment.wrap_text) == ("가\n나", True)


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp"]), min_size=1)


@settings(max_examples=tries(15, 40))
@given(PRINTABLE.filter(lambda text: text == text.strip()))
def test_any_text_of_data_is_kept_to_the_letter(title: str):
    known = facts(dataset("2024Q3", measures=[measure("m1", title=title)]))
    assert said([["{{ measures[0].title }}"]], known=known) == [[known.known.measures[0].title]]


def test_the_same_facts_give_the_same_bytes():
    content = drawn([["{{ policy.title }}", "{{ count.measures }}"]])
    assert filled_of(content).content == filled_of(content).content
