"""A planted internal value is found in each layer of a Word file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

import docx
import pytest
from docx.document import Document

from .planted import (
    GROUPED,
    HALF,
    ID,
    NAME,
    NUMBER,
    REST,
    TEXT,
    TITLE,
    VALUE,
    Plant,
    changed,
    extended,
    found,
    public_file,
)
from .test_excel import LAYERS as EXCEL_LAYERS

HANDOUT = partial(public_file, "handout", "docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def in_word(change: Callable[[Document], object]) -> Plant:
    def plant() -> bytes:
        document = docx.Document(BytesIO(HANDOUT()))
        change(document)
        content = BytesIO()
        document.save(content)
        return content.getvalue()

    return plant


def in_body(xml: str) -> Plant:
    return changed(
        HANDOUT,
        "word/document.xml",
        lambda part: part.replace("<w:sectPr", f"{xml}<w:sectPr", 1),
    )


def comment(document: Document) -> None:
    document.add_comment(document.add_paragraph("본문").runs, text=TEXT, author="가", initials="나")


def properties(document: Document) -> None:
    document.core_properties.comments = TEXT


def hidden(document: Document) -> None:
    document.add_paragraph().add_run(TEXT).font.hidden = True


def cell_by_cell(document: Document) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "집행액", GROUPED


LAYERS: dict[str, Plant] = {
    "body": in_word(lambda d: d.add_paragraph(TEXT)),
    "cell": in_word(cell_by_cell),
    "header": in_word(lambda d: d.sections[0].header.add_paragraph(TEXT)),
    "footer": in_word(lambda d: d.sections[0].footer.add_paragraph(f"합계 {NUMBER}원")),
    "comment": in_word(comment),
    "comment's author": changed(
        in_word(comment), "word/comments.xml", lambda part: part.replace('w:author="가"', f'w:author="{TEXT}"')
    ),
    "core properties": in_word(properties),
    "hidden text": in_word(hidden),
    "runs": in_body(f"<w:p><w:r><w:t>{HALF}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{REST}</w:t></w:r></w:p>"),
    "digits over runs": in_body("<w:p><w:r><w:t>1,234,5</w:t></w:r><w:r><w:t>67,890</w:t></w:r></w:p>"),
    "line break": in_body(f"<w:p><w:r><w:t>{HALF}</w:t><w:br/><w:t>{REST}</w:t></w:r></w:p>"),
    "deletion": in_body(f'<w:p><w:del w:id="9" w:author="가"><w:r><w:delText>{TEXT}</w:delText></w:r></w:del></w:p>'),
    "entities": in_body(f"<w:p><w:r><w:t>&#{ord(TEXT[0])};{TEXT[1:]}</w:t></w:r></w:p>"),
    "remark in XML": in_body(f"<!-- {TEXT} -->"),
    "name of a bookmark": in_body(f'<w:bookmarkStart w:id="77" w:name="{ID.replace("-", "_")}"/>'),
    "alternative text": in_body(
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="9" name="그림" descr="{TEXT}"/></wp:inline></w:drawing></w:r></w:p>'
    ),
    "address of a link": changed(
        HANDOUT,
        "word/_rels/document.xml.rels",
        lambda part: part.replace(
            "</Relationships>", f'<Relationship Id="x" Target="https://a.kr/{ID}"/></Relationships>'
        ),
    ),
    "footnotes": extended(
        HANDOUT,
        "word/footnotes9.xml",
        f"<w:footnotes {W}><w:p><w:t>{TEXT}</w:t></w:p></w:footnotes>".encode(),
    ),
    "variables": changed(
        HANDOUT,
        "word/settings.xml",
        lambda part: part.replace(
            "</w:settings>", f'<w:docVars><w:docVar w:name="a" w:val="{NUMBER}"/></w:docVars></w:settings>'
        ),
    ),
    "custom properties": extended(
        HANDOUT,
        "docProps/custom.xml",
        f"<Properties><lpwstr>{TEXT}</lpwstr></Properties>".encode(),
    ),
    "cache of a chart": extended(HANDOUT, "word/charts/chart9.xml", f"<c:v xmlns:c='c'>{NUMBER}</c:v>".encode()),
    "name of a part": extended(HANDOUT, f"word/media/{ID}.xml", b"<a/>"),
    "description in a picture": extended(
        HANDOUT, "word/media/a.png", b"\x89PNG\r\n\x1a\n....tEXtDescription\0" + TEXT.encode()
    ),
    "program's text": extended(HANDOUT, "word/a.bin", b"\x01" + TEXT.encode("utf-16-le")),
}


def test_a_file_in_which_nothing_was_planted_is_clean() -> None:
    assert found("a.docx", HANDOUT()) == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_value_is_found_in(layer: str) -> None:
    assert {field for _, field in found("a.docx", LAYERS[layer]())} & {TITLE, VALUE, NAME}


def test_a_workbook_within_a_document_is_read_with_all_its_sheets() -> None:
    package = extended(HANDOUT, "word/embeddings/a.xlsx", EXCEL_LAYERS["very hidden sheet"])
    ((where, field),) = found("a.docx", package())
    assert (where.startswith("word/embeddings/a.xlsx › xl/worksheets/sheet"), field) == (True, VALUE)


def test_what_stands_in_two_places_is_told_of_both() -> None:
    twice = changed(LAYERS["comment"], "word/document.xml", lambda part: part.replace("본문", TEXT))
    assert found("a.docx", twice()) == [("word/document.xml", TITLE), ("word/comments.xml", TITLE)]


def test_neither_sizes_nor_positions_are_taken_for_numbers_that_are_told() -> None:
    size = f'<w:p><w:r><w:drawing><wp:extent xmlns:wp="a" cx="{NUMBER}"/></w:drawing></w:r></w:p>'
    assert found("a.docx", in_body(size)()) == []


def test_numbers_of_two_cells_are_not_read_as_one() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{digits}</w:t></w:r></w:p></w:tc>" for digits in ("12345", "67890"))
    assert found("a.docx", in_body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")()) == []
