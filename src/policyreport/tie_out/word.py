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
        cells = (cell for table in self._tables for row in direct(table, "tr") for cell in direct(row, "tc"))
        yield from filter(None, map(_text, (*self._paragraphs, *cells)))

    def _cell(self, steps: dict[str, int]) -> str | None:
        table = _nth(self._tables, steps["table"])
        row = _nth(list(direct(table, "tr")), steps.get("row", 0)) if table is not None else None
        return _text(_nth(list(direct(row, "tc")), steps.get("column", 0))) if row is not None else None

    def _footnote(self, number: int) -> str | None:
        notes = self._parts.tree("word/footnotes.xml")
        every = children(notes, "footnote") if notes is not None else []
        own = [note for note in every if f"{_W}type" not in note.attrib]  # the others are the lines above notes
        return _text(_nth(own, number))

    def _value(self, steps: dict[str, int]) -> str | None:
        """Return what a chart keeps: the text of a label, else the value itself; of a category its name."""
        chart = self._parts.tree(f"word/charts/chart{steps['chart']}.xml")
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
