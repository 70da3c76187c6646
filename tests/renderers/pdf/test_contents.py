"""The table of contents names each heading, the page where it stands, and leads there."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from policyreport.document.nodes import Block, Box, Contents, Footnote, Heading, HeadingLevel, Paragraph, Strong
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .kitchen_sink import KITCHEN_SINK
from .specimens import opened, rendered, said, table_of, texts

FILLING = table_of(*[("채움",)] * 30)


def links(file: Rendered, page: int = 0) -> list[tuple[str, int, float]]:
    """Return what each link of a page to a place says, the page where it leads, from 0, and how high."""
    with pikepdf.open(BytesIO(file.content)) as pdf:
        numbers = {each.obj.objgen: number for number, each in enumerate(pdf.pages)}
        notes = [note for note in pdf.pages[page].get("/Annots", []) if "/Dest" in note]
        return [(str(note.Contents), numbers[note.Dest[0].objgen], float(note.Dest[3])) for note in notes]


def chapters(count: int, *before: Block) -> Rendered:
    """Return a document of chapters, most of a page each, with contents."""
    blocks = [block for i in range(count) for block in (Heading(1, said(f"제{i}장")), FILLING)]
    return rendered(*before, Contents(1), *blocks)


def test_each_heading_is_named_with_its_page():
    file = chapters(7)
    pages = texts(file)
    for name, page, _ in links(file):
        assert name in pages[page]
        assert f"{name} {page + 1}" in pages[0]
    assert len(links(file)) == 7


def test_a_link_leads_to_where_its_heading_stands():
    file = chapters(4)
    for name, page, top in links(file):
        shown = opened(file)[page].get_textpage()
        assert shown.get_text_bounded(0, top - 25, 595, top + 1).strip() == name


def test_a_link_covers_its_line():
    file = chapters(3)
    with pikepdf.open(BytesIO(file.content)) as pdf:
        for i, note in enumerate(pdf.pages[0].Annots):
            left, bottom, right, top = map(float, note.Rect)
            line = opened(file)[0].get_textpage().get_text_bounded(left, bottom, right, top)
            assert line.split()[0] == f"제{i}장"


def test_contents_that_go_on_for_pages_still_name_the_right_ones():
    file = rendered(Contents(1), *(Heading(1, said(f"제{i}장")) for i in range(120)))
    pages = texts(file)
    found = [link for number in range(file.extent or 0) for link in links(file, number)]
    assert [name for name, *_ in found] == [f"제{i}장" for i in range(120)]
    assert all(name in pages[page] for name, page, _ in found)


@pytest.mark.parametrize(("depth", "named"), [(1, ["하나"]), (2, ["하나", "둘"]), (3, ["하나", "둘", "셋"])])
def test_headings_below_the_depth_are_left_out(depth: HeadingLevel, named: list[str]):
    blocks = Heading(1, said("하나")), Heading(2, said("둘")), Heading(3, said("셋"))
    assert [name for name, *_ in links(rendered(Contents(depth), *blocks))] == named


def test_a_heading_in_a_box_is_not_named_and_changes_no_other():
    blocks = Box(said("상자"), (Heading(1, said("속 제목")), Paragraph(said("글")))), Heading(1, said("겉 제목"))
    assert [name for name, *_ in links(rendered(Contents(1), *blocks))] == ["겉 제목"]


def test_the_mark_of_a_footnote_is_not_named():
    heading = Heading(1, said("제목", Footnote(said("각주")), Strong(said(" 뒤", Footnote(said("또"))))))
    file = rendered(Contents(1), heading)
    assert [name for name, *_ in links(file) if not name.startswith("각주")] == ["제목 뒤"]


def test_every_heading_of_the_kitchen_sink_is_in_its_contents():
    file = render(KITCHEN_SINK, Theme())
    named = [(name, page) for name, page, _ in links(file)]
    assert named == [(entry.get_title(), entry.get_dest().get_index()) for entry in opened(file).get_toc()]
