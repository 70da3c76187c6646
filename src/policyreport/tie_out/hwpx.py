"""What stands in files of 한글: in paragraphs and in cells of tables, those of all sections counted on."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.tie_out.places import steps_of
from policyreport.tie_out.xml_parts import Element, OfficeParts, children, named


class HwpxPlaces:
    """A file of 한글, read by ``paragraph 12`` and ``table 3 row 2 column 4``."""

    def __init__(self, content: bytes) -> None:
        parts = OfficeParts(content)
        sections = (parts.tree(name) for name in parts.names("Contents/section"))
        self._paragraphs = [each for section in sections if section is not None for each in children(section, "p")]
        runs = (run for each in self._paragraphs for run in children(each, "run"))
        self._tables = [table for run in runs for table in children(run, "tbl")]

    def read(self, where: str) -> str | None:
        """Return the text of a paragraph, with what is anchored in it, or of a cell."""
        steps = steps_of(where)
        match where.split(" ", maxsplit=1)[0]:
            case "paragraph" if 0 < steps["paragraph"] <= len(self._paragraphs):
                return _text(self._paragraphs[steps["paragraph"] - 1])
            case "table" if 0 < steps["table"] <= len(self._tables):
                return _cell(self._tables[steps["table"] - 1], steps)
            case _:
                return None

    def texts(self) -> Iterator[str]:
        """Yield the texts of all paragraphs and cells."""
        yield from map(_text, self._paragraphs)
        yield from (
            _text(cell) for table in self._tables for row in children(table, "tr") for cell in children(row, "tc")
        )


def _cell(table: Element, steps: dict[str, int]) -> str | None:
    """Return the text of a cell, which is named by its address: merged cells have the first of theirs."""
    wanted = (str(steps.get("row", 0) - 1), str(steps.get("column", 0) - 1))
    for row in children(table, "tr"):
        for cell in children(row, "tc"):
            address = next(iter(children(cell, "cellAddr")), None)
            if address is not None and (address.get("rowAddr"), address.get("colAddr")) == wanted:
                return _text(cell)
    return None


def _text(element: Element) -> str:
    return "".join("".join(text.itertext()) for text in named(element, "t"))
