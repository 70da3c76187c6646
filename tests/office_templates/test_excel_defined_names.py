"""The first cell of each fact in a workbook that a template becomes has a name, beside those of the template."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.templating.writing import facts

from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.leak_check import Layer, layers
from policyreport.leak_check.search import as_name
from policyreport.office_templates import fill
from policyreport.renderers.xlsx import defined_names

from .drawing import META
from .drawing_in_excel import FILE, SHEET, Draw, drawn, filled, part, reopened, sheet_of

COUNT = "{{ count.measures }}"
NAME, CELL = "count.measures", f"'{SHEET}'!$B$2"
ROWS = [["시책", "수"], ["가", COUNT]]
BLOCK = [["{%tr for m in measures %}", ""], ["{{ m.title }}", ""], ["{%tr endfor %}", ""]]


def names(file: Rendered) -> dict[str, str]:
    return {name: str(defined.attr_text) for name, defined in reopened(file).defined_names.items()}


def named(*given: str) -> Draw:
    def draw(sheet: Worksheet) -> None:
        for name in given:
            sheet.parent.defined_names[name] = DefinedName(name, attr_text=f"{SHEET}!$A$1")

    return draw


def test_the_first_cell_of_a_fact_has_its_name():
    assert names(filled([*ROWS, ["다시", COUNT]])) == {NAME: CELL}


def test_a_name_leads_to_where_the_cell_came_to_stand():
    found = names(filled([*BLOCK, ["계", COUNT]]))

    assert found == {NAME: f"'{SHEET}'!$B$3"}


def test_a_number_within_words_names_no_cell():
    assert not names(filled([["수", f"모두 {COUNT}"]]))


@pytest.mark.parametrize("given", ["count.measures", "Count.Measures"])
def test_the_template_s_own_name_stays_what_it_was(given: str):
    assert names(filled(ROWS, named(given, "다른_것"))) == {given: f"{SHEET}!$A$1", "다른_것": f"{SHEET}!$A$1"}


def test_the_name_of_a_table_of_the_template_is_not_given_again():
    def with_table(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="count.measures", ref="A1:B2"))

    assert not names(filled(ROWS, with_table))


def test_a_workbook_has_no_more_names_than_one_of_the_renderer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(defined_names, "MOST_NAMES", 1)

    assert list(names(filled([[COUNT], ["{{ count.programs }}"]]))) == [NAME]


def test_cells_have_no_notes_that_the_template_has_not():
    assert sheet_of(filled(ROWS))["B2"].comment is None


def test_a_theme_can_leave_the_names_out():
    file = fill(DrawnTemplate("xlsx", FILE, drawn(ROWS)), facts(), META, Theme(number_ids=False))

    assert "<definedName " not in part(file, "xl/workbook.xml")


def test_the_value_of_a_named_cell_is_the_fact_s():
    file = filled(ROWS)

    assert Decimal(str(sheet_of(file, values=True)["B2"].value)) == 2


def test_the_check_for_leaks_reads_the_names():
    read = [one for one in layers("a.xlsx", filled(ROWS).content) if isinstance(one, Layer)]

    assert any(NAME in as_name(layer.words) for layer in read)


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_the_names(tmp_path: Path):
    for draw in (named("다른_것"), named()):
        template = DrawnTemplate("xlsx", FILE, drawn([*ROWS, *BLOCK], draw))
        without, with_names = (
            fill(template, facts(), META, Theme(number_ids=chosen)).content for chosen in (False, True)
        )
        assert faults(with_names, "xlsx", tmp_path) == faults(without, "xlsx", tmp_path)
