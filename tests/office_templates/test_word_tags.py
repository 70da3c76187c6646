"""docxtpl's dialect: tags in paragraphs, rows, cells and runs, and what they become."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from policyreport.document.output import Placement
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill

from .drawing import FILE, META, add_table, drawn, filled, reopened, rows, texts


def test_values_are_printed_where_their_tags_stood():
    assert texts("{{ policy.title }} 보고 ({{ quarter.as_of }})") == ["레벨업 전략 보고 (2024. 9. 30.)"]


def test_a_file_without_tags_stays_as_it_is():
    assert texts("가", "나 { 다 }") == ["가", "나 { 다 }"]


def test_paragraphs_are_repeated_between_paragraph_tags():
    assert texts("{%p for m in measures %}", "○ {{ m.title }}", "{%p endfor %}", "끝") == [
        "○ 시책 m1",
        "○ 시책 m2",
        "끝",
    ]


def test_text_is_chosen_within_a_paragraph():
    assert texts("{% if council %}위원회{% elif policy %}정책{% else %}없음{% endif %} 있음") == ["정책 있음"]


def test_text_is_repeated_within_a_paragraph():
    assert texts("{% for m in measures %}{{ m.title }}{% if not loop.last %}, {% endif %}{% endfor %}") == [
        "시책 m1, 시책 m2"
    ]


def test_paragraphs_are_chosen():
    assert texts("{%p if council %}", "가", "{%p else %}", "나", "{%p endif %}") == ["나"]


def test_rows_are_repeated_between_row_tags():
    table = [["시책", "수"], ["{%tr for m in measures %}", ""], ["{{ m.title }}", "1"], ["{%tr endfor %}", ""]]
    assert rows(table) == [["시책", "수"], ["시책 m1", "1"], ["시책 m2", "1"]]


def test_loops_nest_in_tables():
    table = [
        ["{%tr for m in measures %}"],
        ["{{ m.title }}"],
        ["{%tr for p in m.programs %}"],
        ["- {{ p.title }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    ]
    assert rows(table) == [["시책 m1"], ["- 사업 p1"], ["시책 m2"]]


def test_rows_are_chosen():
    table = [["{%tr if council %}"], ["가"], ["{%tr else %}"], ["나"], ["{%tr endif %}"]]
    assert rows(table) == [["나"]]


def test_cells_are_repeated_and_the_grid_follows():
    table = [["시책", "{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}"]]
    made = filled(table)
    document = reopened(made)
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["시책", "시책 m1", "시책 m2"]
    assert len(document.tables[0].columns) == 3


def test_paragraphs_are_repeated_within_a_cell():
    def table(document: WordDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{%p for m in measures %}"
        cell.add_paragraph("{{ m.title }}")
        cell.add_paragraph("{%p endfor %}")

    assert rows(table) == [["시책 m1\n시책 m2"]]


def test_a_cell_whose_paragraphs_all_go_keeps_an_empty_one():
    def table(document: WordDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{%p if council %}"
        cell.add_paragraph("가")
        cell.add_paragraph("{%p endif %}")

    assert rows(table) == [[""]]


def test_a_table_whose_rows_all_go_goes_too():
    made = reopened(filled([["{%tr for r in risks %}"], ["가"], ["{%tr endfor %}"]], "끝"))
    assert (len(made.tables), made.paragraphs[0].text) == (0, "끝")


def test_merged_cells_stay_merged():
    def table(document: WordDocument) -> None:
        add_table(
            document, [["a", "b"], ["{%tr for m in measures %}", ""], ["{{ m.title }}", ""], ["{%tr endfor %}", ""]]
        )
        made = document.tables[0]
        made.cell(2, 0).merge(made.cell(2, 1))

    assert rows(table) == [["a", "b"], ["시책 m1\n", "시책 m1\n"], ["시책 m2\n", "시책 m2\n"]]


def test_a_tag_that_word_scattered_over_runs_is_one_tag():
    def scattered(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        for piece in ("앞 {", "{ pol", "icy.ti", "tle }", "} 뒤"):
            paragraph.add_run(piece)

    assert texts(scattered) == ["앞 레벨업 전략 뒤"]


def test_a_value_looks_as_its_tag_began():
    def looking(document: WordDocument) -> None:
        paragraph = document.add_paragraph("앞 ")
        run = paragraph.add_run("{{ pol")
        run.italic, run.font.color.rgb = True, RGBColor(0xAA, 0, 0)
        paragraph.add_run("icy.title }} 뒤").bold = True

    runs = [r for r in reopened(filled(looking)).paragraphs[0].runs if r.text]
    assert [(r.text, r.italic, r.bold) for r in runs] == [
        ("앞 ", None, None),
        ("레벨업 전략", True, None),
        (" 뒤", None, True),
    ]
    assert runs[1].font.color.rgb == RGBColor(0xAA, 0, 0)


def test_words_own_quotation_marks_and_spaces_are_understood():
    assert texts("{% if policy.title\u00a0== “레벨업 전략” %}가{% endif %}") == ["가"]


def test_a_tag_may_hold_braces_and_percent_signs_in_quotation_marks():
    assert texts("{{ '}}' }}{{ '%}' }}{%r if '%}' %}가{%r endif %}{{r '{{' }}") == ["}}%}가{{"]


def test_comments_of_the_template_are_not_printed():
    assert texts("가{# 확인할 것 #}나") == ["가나"]


def test_headers_footers_and_text_after_them_are_filled():
    def furnished(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ document.organisation }}"
        document.sections[0].footer.paragraphs[0].text = "{% for m in measures %}{{ m.title }} {% endfor %}"

    section = reopened(filled(furnished)).sections[0]
    assert section.header.paragraphs[0].text == "중소벤처기업부"
    assert section.footer.paragraphs[0].text == "시책 m1 시책 m2 "


def test_a_name_that_is_set_is_known_afterwards():
    assert texts("{%p set kind = policy.title %}", "{{ kind }}") == ["레벨업 전략"]


def test_a_number_reads_as_everywhere_and_is_traced():
    def furnished(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ outcomes[0].actual }}"

    made = filled("가", "{{ outcomes[0].actual | to(2) }}", [["나", "{{ outcomes[0].actual | bare }}"]], furnished)
    assert made.placements == (
        Placement("indicator.rate", "28.00%", "paragraph 2"),
        Placement("indicator.rate", "28.0", "table 1 row 1 column 2"),
        Placement("indicator.rate", "28.0%", "header"),
    )


def test_numbers_of_repeated_rows_are_traced_to_the_rows_that_they_became():
    table = [["{%tr for i in outputs %}", ""], ["{{ i.title }}", "{{ i.actual }}"], ["{%tr endfor %}", ""]]
    assert [p.where for p in filled([["머리", "머리"]], table).placements] == ["table 2 row 1 column 2"]


def test_a_lamp_bears_its_shape_and_colour():
    (lamp, after) = reopened(filled("{{ lamp('bad', '지연') }} 뒤")).paragraphs[0].runs
    assert (lamp.text, lamp.bold, lamp.font.color.rgb) == ("■\u00a0지연", True, RGBColor(0xB3, 0x26, 0x1E))
    assert (after.text, after.bold) == (" 뒤", None)


def test_a_link_leads_to_its_address():
    made = filled("{{ link('https://a.kr/?a=1&b=2', '자료') }}")
    (link,) = reopened(made).paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("자료", "https://a.kr/?a=1&b=2")


def test_a_line_break_of_data_is_a_line_break():
    known = facts(dataset("2024Q3", measures=[measure("m1", title="가\n나")]))
    assert texts("{{ measures[0].title }}", known=known) == ["가\n나"]


def test_what_is_missing_prints_a_dash():
    assert texts("{{ outcomes[0].previous }}") == ["-"]


def test_the_same_facts_give_the_same_bytes():
    template = DrawnTemplate("docx", FILE, drawn("{{ policy.title }}", [["{{ count.measures }}"]]))
    first, second = (fill(template, facts(), META, Theme()).content for _ in range(2))
    assert first == second


NASTY = ["R&D ‹혁신> 본부", "<b>&amp;", "{{ 7*7 }}", "{% for x in y %}", "]]>", "<w:p/>", "<?drawn 0?>", "두  칸"]


def titled(title: str) -> list[str]:
    known = facts(dataset("2024Q3", measures=[measure("m1", title=title)]))
    return texts("{{ measures[0].title }}|끝", known=known)


@pytest.mark.parametrize("text", NASTY)
def test_data_print_to_the_letter(text: str):
    assert titled(text) == [f"{text}|끝"]


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp"]), min_size=1)


@settings(max_examples=tries(15, 40))
@given(PRINTABLE.filter(lambda text: text == text.strip()))
def test_any_text_of_data_prints_to_the_letter(title: str):
    known = facts(dataset("2024Q3", measures=[measure("m1", title=title)]))
    assert texts("{{ measures[0].title }}", known=known) == [known.known.measures[0].title]


def test_the_template_s_own_text_is_never_a_tag_of_jinja_s_nor_a_mark():
    assert texts("\ue0000\ue001 \ue0020\ue003 {{ policy.title }} # -- &lt;") == [
        "\ue0000\ue001 \ue0020\ue003 레벨업 전략 # -- &lt;"
    ]
