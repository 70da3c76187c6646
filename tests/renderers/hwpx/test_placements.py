"""Every number is reported where it stands, counted as a reader of the file would count."""

from tests.document.specimens import KITCHEN_SINK

from policyreport.document.nodes import (
    Box,
    Card,
    Cards,
    Column,
    Footnote,
    Number,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Strong,
    Table,
)
from policyreport.document.output import Placement
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx import render

from .specimens import found, number, part, rendered, said, table, text_of


def read_at(content: bytes, where: str) -> str:
    """Return what stands at a place."""
    body = part(content, "Contents/section0.xml")
    words = where.split()
    if words[0] == "paragraph":
        holder = found(body, f"hp:p[{words[1]}]")[0]
        return "".join(map(text_of, [holder, *found(holder, ".//hp:p")]))
    row, column = int(words[3]) - 1, int(words[5]) - 1
    cells = found(body, f"(hp:p/hp:run/hp:tbl)[{words[1]}]/hp:tr/hp:tc")
    cell = next(c for c in cells if c.find("{*}cellAddr").attrib == {"rowAddr": str(row), "colAddr": str(column)})
    return "".join(map(text_of, found(cell, ".//hp:p")))


def test_each_number_of_the_kitchen_sink_stands_where_it_is_said_to():
    made = render(KITCHEN_SINK, Theme())
    assert len(made.placements) == 7
    assert [placed.text in read_at(made.content, placed.where) for placed in made.placements] == [True] * 7


def test_numbers_of_every_kind_of_block_are_reported():
    def one(fact: str) -> tuple[Number]:
        return (number(fact, "1234"),)

    grouped = Table(
        (Column(one("head")), Column(one("under"), group=one("over"))), (Row((one("left"), (Strong(one("right")),))),)
    )
    made = rendered(
        Paragraph((*one("text"), Footnote(one("note")))),
        Box(one("title"), (Pairs((Pair(said("가"), one("inner")),)),)),
        Cards((Card(one("label"), one("figure"), one("remark")), Card(one("second"), ()))),
        Pairs((Pair(one("key"), one("value")),)),
        grouped,
        table(("a",), caption=one("caption")),
    )
    places = {placed.fact: placed.where for placed in made.placements}
    assert places == {
        "text": "paragraph 3",
        "note": "paragraph 3",
        "title": "table 1 row 1 column 1",
        "inner": "table 1 row 1 column 1",
        "label": "table 2 row 1 column 1",
        "figure": "table 2 row 1 column 1",
        "remark": "table 2 row 1 column 1",
        "second": "table 2 row 1 column 3",
        "key": "table 3 row 1 column 1",
        "value": "table 3 row 1 column 2",
        "head": "table 4 row 1 column 1",
        "over": "table 4 row 1 column 2",
        "under": "table 4 row 2 column 2",
        "left": "table 4 row 3 column 1",
        "right": "table 4 row 3 column 2",
        "caption": "paragraph 8",
    }
    assert all(placed.text in read_at(made.content, placed.where) for placed in made.placements)


def test_a_placement_says_the_text_that_stands_there():
    made = rendered(Paragraph((number("a", "16.95", "%"),)))
    assert made.placements == (Placement("a", "17.0%", "paragraph 3"),)
