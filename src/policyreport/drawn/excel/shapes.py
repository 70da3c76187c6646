"""The text boxes of a workbook, and the titles of its charts, printed."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.rendered import Placement
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.drawn.carrying_out import Roots
from policyreport.drawn.excel.book import Book
from policyreport.drawn.excel.hand import ShapeHand
from policyreport.drawn.excel.names import SHAPES
from policyreport.drawn.excel.places import shapes_placed
from policyreport.drawn.filling import Filling
from policyreport.drawn.printing import Printer


def printed(book: Book, drawn: Roots, filling: Filling, theme: Theme) -> Iterator[Placement]:
    """Print the values in what is drawn on the sheets, and yield where their numbers stand."""
    for page in book.pages:
        for part in (*page.drawings, *page.charts):
            hand = ShapeHand(lambda address, part=part: book.file.link_to(part, address))
            printer = Printer(theme, filling.content, hand, SHAPES)
            printer.print(drawn[part])
            for paragraph, place in shapes_placed(drawn[part], page.sheet.name):
                for number in printer.numbers.get(paragraph, ()):
                    yield Placement(number.fact, number_text(number), place.en)
