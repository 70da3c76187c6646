import re
from dataclasses import fields, is_dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from policyreport.document.nodes import Heading, Number, Text
from policyreport.document.number_format import number_text
from policyreport.document.output import Placement
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render

from .kitchen_sink import SINK
from .specimens import BOX, CARDS, EVERY_NODE, OUTLINE, PAIRS, long_table, number, opened, rendered, said


def numbers_of(node: object) -> list[Number]:
    if isinstance(node, Number):
        return [node]
    parts = node if isinstance(node, tuple) else _parts(node)
    return [found for part in parts for found in numbers_of(part)]


def _parts(node: object) -> tuple[object, ...]:
    return tuple(getattr(node, field.name) for field in fields(node)) if is_dataclass(node) else ()


def text_at(where: str, word: WordDocument) -> str:
    counts = [int(count) for count in re.findall(r"\d+", where)]
    if where.startswith("paragraph"):
        return word.paragraphs[counts[0] - 1].text
    table, row, column = counts
    cell = word.tables[table - 1].rows[row - 1].cells[column - 1]
    return "".join(text.text for text in cell._tc.iter(qn("w:t")))


def where(*blocks: object) -> list[str]:
    return [placement.where for placement in rendered(*blocks).placements if placement.fact != "agenda"]


def test_every_number_of_a_document_with_every_node_is_placed():
    placed = [(p.fact, p.text) for p in render(EVERY_NODE, Theme()).placements]
    assert placed == [(n.fact, number_text(n)) for n in numbers_of((EVERY_NODE.meta, EVERY_NODE.blocks))]


def test_every_number_is_found_again_where_it_was_placed():
    file = render(EVERY_NODE, Theme())
    word = opened(file)
    assert [p for p in file.placements if p.text not in text_at(p.where, word)] == []


def test_every_number_of_the_kitchen_sink_is_placed():
    placed = sorted((p.fact, p.text) for p in render(SINK, Theme()).placements)
    assert placed == sorted((n.fact, number_text(n)) for n in numbers_of((SINK.meta, SINK.blocks)))


def test_a_number_among_the_particulars_is_placed_in_their_paragraph():
    assert rendered().placements == (Placement("agenda", "3건", "paragraph 3"),)


def test_items_are_placed_paragraph_by_paragraph():
    assert where(OUTLINE) == ["paragraph 5", "paragraph 6", "paragraph 13"]


def test_numbers_in_a_box_are_placed_in_its_one_cell():
    assert where(BOX) == ["table 1 row 1 column 1"] * 4


def test_cards_are_placed_by_their_cells_and_the_narrow_ones_between_count():
    assert where(CARDS)[:2] == ["table 1 row 1 column 1", "table 1 row 1 column 3"]


def test_pairs_are_placed_in_the_second_column():
    assert where(PAIRS) == ["table 1 row 3 column 2"]


def test_a_tables_head_counts_as_its_first_row():
    assert where(long_table(1))[0] == "table 1 row 2 column 2"


def test_the_caption_counts_as_a_paragraph():
    heading = Heading(1, said("제목 ", number("after", "1")))
    assert where(long_table(0), heading)[-1] == "paragraph 5"


def test_a_document_without_numbers_has_no_places_but_the_particulars():
    assert where(Heading(1, (Text("제목"),))) == []
