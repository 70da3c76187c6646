"""The rows of a long table are held compressed until they are written; the file is what it would be otherwise."""

from __future__ import annotations

import pytest
from tests.document.specimens import KITCHEN_SINK

from policyreport.document.nodes import Box, Document, Footnote, Heading, Landscape, Link
from policyreport.document.theme import Theme
from policyreport.ooxml.xml_text import IllegalCharacterError
from policyreport.renderers.hwpx import render, tables
from policyreport.renderers.hwpx.packed_rows import PackedRows
from policyreport.renderers.hwpx.xml import Xml

from .specimens import META, number, said, table

ROWS = [(f"가{n}", number(f"f{n}", str(n)), "나" * (n % 40)) for n in range(300)]
LINKED = [(Link("https://example.org", said("누리집")), Footnote(said("주")), str(n)) for n in range(120)]
LONG = Document(
    META,
    (
        Heading(1, said("긴 표")),
        table(*ROWS, caption=said("현황"), unit="개사"),
        Landscape((table(*LINKED),)),
        Box(said("요약"), (table(*ROWS[:150]),)),
    ),
)


@pytest.mark.parametrize("document", [LONG, KITCHEN_SINK], ids=["long tables", "all kinds of blocks"])
def test_the_file_is_the_same_whichever_tables_are_held_compressed(document: Document, monkeypatch: pytest.MonkeyPatch):
    made: list[bytes] = []
    for most in (0, 100, 100_000):
        monkeypatch.setattr(tables, "_LONG", most)
        made.append(render(document, Theme()).content)
    assert made[1:] == made[:-1]


def test_packed_rows_are_read_as_often_as_one_likes():
    rows = [Xml(f"<hp:tr>가{n}</hp:tr>") for n in range(5_000)]
    packed = PackedRows(rows)
    whole = "".join(rows).encode()
    assert [b"".join(packed), b"".join(packed)] == [whole, whole]
    assert len(packed) == len(whole)


def test_no_rows_are_nothing():
    assert (len(PackedRows(())), b"".join(PackedRows(()))) == (0, b"")


def test_a_row_that_xml_cannot_hold_is_refused():
    with pytest.raises(IllegalCharacterError):
        PackedRows([Xml("<hp:tr>\x01</hp:tr>")])
