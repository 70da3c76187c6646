from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell import Cell
from python_calamine import CalamineWorkbook
from tests.at_night import tries

from policyreport.document.nodes import Heading, Item, Items, Lamp, Note, Paragraph, Strong, Table, Text
from policyreport.document.output import Rendered

characters = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t\n")
texts = st.lists(
    st.one_of(
        st.text(characters, max_size=8), st.sampled_from(["_x0041_", "_x000D_", "_", "x005F_", " ", "</t>", "&amp;"])
    ),
    min_size=1,
    max_size=4,
).map("".join)
FEW = settings(max_examples=tries(20, 60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(st.lists(texts.filter(bool), min_size=1, max_size=20))
@example(["_x0041_", "_x0041_x0042_", "a_x005F_x0041_", " _x0041_ ", "R&D <5% & \"x\" 'y' &amp;", " ", "\n", "😀㐂国"])
def test_text_in_a_table_comes_back_letter_by_letter(cells_of: Callable[..., list[Cell]], said: list[str]):
    assert [cell.value for cell in cells_of(*((Text(text),) for text in said))] == said


@FEW
@given(texts, texts, texts)
@example(" ", " ", " ")
@example("a ", " ", "_x0041_")
def test_text_of_several_looks_comes_back_letter_by_letter(
    cells_of: Callable[..., list[Cell]], plain: str, strong: str, last: str
):
    (cell,) = cells_of((Text(plain), Strong((Text(strong),)), Lamp("good", "완료"), Text(last)))
    assert cell.value == f"{plain}{strong}● 완료{last}"


@FEW
@given(texts)
def test_prose_comes_back_with_its_mark(opened: Callable[..., Workbook], text: str):
    content = (Text(text),)
    sheet = opened(Heading(1, (Text("글"),)), Paragraph(content), Items((Item(content),)), Note(content))["글"]
    assert [row[0].value or "" for row in sheet.iter_rows(min_row=4)] == [text, f"□ {text}", f"※ {text}"]


ESCAPE_LIKE = ["_x0041_", "_x0041_x0042_", "가_x000a_나", "_x005F_x0041_", "__x0041__", "_x00e9_", "_x0041"]


def test_a_reader_that_decodes_escapes_reads_what_looks_like_one_as_it_was(
    rendered: Callable[..., Rendered], table_of: Callable[..., Table]
):
    cells = tuple((Text(said),) for said in ESCAPE_LIKE)
    mixed = (Text("_x0041"), Strong((Text("_x0042_"),)), Text("x0043_"))
    blocks = (Heading(1, (Text("글"),)), *(Paragraph(cell) for cell in cells), table_of((*cells, mixed)))
    lines = CalamineWorkbook.from_filelike(BytesIO(rendered(*blocks).content)).get_sheet_by_name("글").to_python()
    assert [line[0] for line in lines[3:]][: len(cells)] == ESCAPE_LIKE
    assert lines[-1][: len(cells) + 1] == [*ESCAPE_LIKE, "_x0041_x0042_x0043_"]
