"""What stands in Word files: in paragraphs, cells of tables and footnotes, and what charts keep of their values."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.tie_out.places import steps_of
from policyreport.tie_out.xml_parts import Element, OfficeParts, children, named

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AROUND = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


class WordPlaces:
    """A Word file, read by ``paragraph 12``, ``table 3 row 2 column 4``, ``footnote 1`` and the points of charts."""

    def __init__(self, content: bytes) -> None:
        self._parts = OfficeParts(content)
        document = self._parts.tree("word/document.xml")
        body = next(iter(children(document, "body")), None) if document is not None else None
        found = list(direct(body)) if body is not None else []
        self._paragraphs = [each for each in found if each.tag == f"{_W}p"]
        self._tables = [each for each in found if each.tag == f"{_W}tbl"]
        self._rows: dict[int, list[list[Element]]] = {}
        self._charts: dict[int, Element | None] = {}
        self._notes: list[Element] | None = None

    def read(self, where: str) -> str | None:
        """Return the text of a paragraph, cell or footnote, or what a chart keeps."""
        steps = steps_of(where)
        match where.split(" ", maxsplit=1)[0]:
            case "paragraph":
                return _text(_nth(self._paragraphs, steps["paragraph"]))
            case "table":
                return self._cell(steps)
            case "footnote":
                return self._footnote(steps["footnote"])
            case "chart":
                return self._value(steps)
            case _:
                return None

    def texts(self) -> Iterator[str]:
        """Yield the texts of all paragraphs and cells."""
        yield from (text for _, text in self.placed_texts())

    def placed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the texts of all paragraphs and cells, with their places."""
        for number, paragraph in enumerate(self._paragraphs, 1):
            if text := _text(paragraph):
                yield f"paragraph {number}", text
        for number, table in enumerate(self._tables, 1):
            for at, row in enumerate(direct(table, "tr"), 1):
                for column, cell in enumerate(direct(row, "tc"), 1):
                    if text := _text(cell):
                        yield f"table {number} row {at} column {column}", text

    def _cell(self, steps: dict[str, int]) -> str | None:
        number = steps["table"]
        table = _nth(self._tables, number)
        if table is None:
            return None
        if number not in self._rows:
            self._rows[number] = [list(direct(row, "tc")) for row in direct(table, "tr")]
        rows, row = self._rows[number], steps.get("row", 0)
        return _text(_nth(rows[row - 1], steps.get("column", 0))) if 0 < row <= len(rows) else None

    def _footnote(self, number: int) -> str | None:
        if self._notes is None:
            notes = self._parts.tree("word/footnotes.xml")
            every = children(notes, "footnote") if notes is not None else []
            self._notes = [note for note in every if f"{_W}type" not in note.attrib]  # others are lines above notes
        return _text(_nth(self._notes, number))

    def _value(self, steps: dict[str, int]) -> str | None:
        """Return what a chart keeps: the text of a label, else the value itself; of a category its name."""
        number = steps["chart"]
        if number not in self._charts:
            self._charts[number] = self._parts.tree(f"word/charts/chart{number}.xml")
        chart = self._charts[number]
        if chart is None:
            return None
        if "category" in steps:
            return _cached(next(named(chart, "cat"), None), steps["category"])
        series = _nth(list(named(chart, "ser")), steps.get("series", 0))
        if series is None:
            return None
        point = steps.get("point", 0)
        for label in named(series, "dLbl"):
            if [one.get("val") for one in children(label, "idx")] == [str(point - 1)] and children(label, "tx"):
                return "".join(text.text or "" for text in named(label, "t"))
        return _cached(next(iter(children(series, "val")), None), point)


def _cached(around: Element | None, number: int) -> str | None:
    """Return the value that a chart keeps of a point, counted from 1; ``-`` for one that is missing."""
    if around is None:
        return None
    for point in named(around, "pt"):
        if point.get("idx") == str(number - 1):
            return next((value.text or "" for value in named(point, "v")), None)
    return "-"


def direct(around: Element, *names: str) -> Iterator[Element]:
    """Yield what of some names stands in an element, paragraphs and tables by default, and in what only marks them."""
    wanted = names or ("p", "tbl")
    for each in around:
        name = str(each.tag).rpartition("}")[2]
        if name in wanted:
            yield each
        elif name in _AROUND and next(named(each, "docPartGallery"), None) is None:  # contents are one field
            yield from direct(each, *names)


def _nth(found: list[Element], number: int) -> Element | None:
    return found[number - 1] if 0 < number <= len(found) else None


def _text(element: Element | None) -> str | None:
    return None if element is None else "".join(text.text or "" for text in element.iter(f"{_W}t"))
