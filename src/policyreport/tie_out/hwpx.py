"""What stands in files of 한글: in paragraphs and in cells of tables, those of all sections counted on."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.tie_out.places import steps_of
from policyreport.tie_out.xml_parts import Element, OfficeParts, children, named


class HwpxPlaces:
    """A file of 한글, read by ``paragraph 12`` and ``table 3 row 2 column 4``."""

    def __init__(self, content: bytes) -> None:
        parts = OfficeParts(content)
        sections = (parts.shortened(name, "tc", _shorten) for name in parts.names("Contents/section"))
        self._paragraphs = [each for section in sections if section is not None for each in children(section, "p")]
        runs = (run for each in self._paragraphs for run in children(each, "run"))
        self._tables = [table for run in runs for table in children(run, "tbl")]
        self._cells: dict[int, dict[tuple[str | None, str | None], Element]] = {}

    def read(self, where: str) -> str | None:
        """Return the text of a paragraph, with what is anchored in it, or of a cell."""
        steps = steps_of(where)
        match where.split(" ", maxsplit=1)[0]:
            case "paragraph" if 0 < steps["paragraph"] <= len(self._paragraphs):
                return _text(self._paragraphs[steps["paragraph"] - 1])
            case "table" if 0 < steps["table"] <= len(self._tables):
                wanted = (str(steps.get("row", 0) - 1), str(steps.get("column", 0) - 1))
                cell = self._cells_of(steps["table"] - 1).get(wanted)
                return None if cell is None else _text(cell)
            case _:
                return None

    def _cells_of(self, table: int) -> dict[tuple[str | None, str | None], Element]:
        """Return the cells of a table by their addresses, of merged ones the first."""
        if table not in self._cells:
            cells = (cell for row in children(self._tables[table], "tr") for cell in children(row, "tc"))
            addressed = ((address, cell) for cell in cells for address in children(cell, "cellAddr"))
            self._cells[table] = {(at.get("rowAddr"), at.get("colAddr")): cell for at, cell in addressed}
        return self._cells[table]

    def texts(self) -> Iterator[str]:
        """Yield the texts of all paragraphs and cells."""
        yield from (text for _, text in self.placed_texts())

    def placed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the texts of all paragraphs and cells, with their places."""
        yield from ((f"paragraph {number}", _text(each)) for number, each in enumerate(self._paragraphs, 1))
        for number, table in enumerate(self._tables, 1):
            for row in children(table, "tr"):
                for at, cell in enumerate(children(row, "tc"), 1):
                    address = next(iter(children(cell, "cellAddr")), None)
                    steps = [address.get(name, "") for name in ("rowAddr", "colAddr")] if address is not None else []
                    row_at, column = (int(step) + 1 if step.isdigit() else at for step in steps or ("", ""))
                    yield f"table {number} row {row_at} column {column}", _text(cell)


def _shorten(cell: Element) -> None:
    """Keep of a cell its address and its text alone: all else of a long table takes ten times as much memory."""
    text = _text(cell)
    for child in list(cell):
        if child not in children(cell, "cellAddr"):
            cell.remove(child)
    held = cell.makeelement(cell.tag.removesuffix("tc") + "t")
    held.text = text
    cell.append(held)


def _text(element: Element) -> str:
    return "".join("".join(text.itertext()) for text in named(element, "t"))
