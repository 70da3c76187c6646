"""What a Word file with tracked changes says once all of them are accepted or rejected, read from its XML alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from posixpath import normpath
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT = {f"{W}{tag}" for tag in ("t", "delText", "instrText", "delInstrText")}


def accepted(content: bytes) -> list[Any]:
    """Return the paragraphs and tables of a file whose changes were all accepted."""
    return _Reading(content, "del").body()


def rejected(content: bytes) -> list[Any]:
    """Return the paragraphs and tables of a file whose changes were all rejected."""
    return _Reading(content, "ins").body()


def untracked(content: bytes) -> list[Any]:
    """Return the paragraphs and tables of a file in which nothing is tracked."""
    assert changes(content) == 0
    return accepted(content)


def changes(content: bytes) -> int:
    """Return how many changes a file tracks."""
    with ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return sum(1 for _ in body.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))


class _Reading:
    """Reads a body without what goes when its changes are accepted (``del``) or rejected (``ins``)."""

    def __init__(self, content: bytes, gone: str) -> None:
        self._gone = f"{W}{gone}"
        self._package = ZipFile(BytesIO(content))
        relations = etree.fromstring(self._package.read("word/_rels/document.xml.rels"))
        self._targets = {one.get("Id"): one.get("Target") for one in relations}
        notes = etree.fromstring(self._package.read("word/footnotes.xml"))
        self._notes = {note.get(f"{W}id"): self._text(note) for note in notes}
        self._counts = Counter[str]()

    def body(self) -> list[Any]:
        document = etree.fromstring(self._package.read("word/document.xml"))
        return list(self._blocks(document[0]))

    def _blocks(self, holder: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no public name for its elements
        carried = ""
        for node in holder:
            if node.find(f"{W}pPr/{W}sectPr") is not None:
                continue  # how pages lie is not tracked
            if node.tag == f"{W}p":
                text = carried + self._text(node)
                if node.find(f"{W}pPr/{W}rPr/{self._gone}") is not None:
                    carried = text
                    continue
                carried = ""
                yield (*self._shape(node), text)
            elif node.tag == f"{W}tbl":
                assert not carried, "what stands before a table cannot run on into it"
                rows = [row for row in node.findall(f"{W}tr") if row.find(f"{W}trPr/{self._gone}") is None]
                table = [[list(self._blocks(cell)) for cell in row.findall(f"{W}tc")] for row in rows]
                assert all(cell for row in table for cell in row), "a cell holds a paragraph"
                if table:
                    yield table
        assert not carried, "the end of a cell or a body stays"

    def _shape(self, paragraph: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
        properties = paragraph.find(f"{W}pPr")
        before = properties.find(f"{W}pPrChange/{W}pPr")
        if before is not None and self._gone == f"{W}ins":
            properties = before
        number, level = (properties.find(f"{W}numPr/{W}{name}") for name in ("numId", "ilvl"))
        if number is None or level is None:
            return properties.find(f"{W}pStyle").get(f"{W}val"), ""
        at = number.get(f"{W}val")
        self._counts[at] += 1
        return properties.find(f"{W}pStyle").get(f"{W}val"), f"{level.get(f'{W}val')}/{self._counts[at]}"

    def _text(self, node: Any) -> str:  # noqa: ANN401 - as above
        found = ""
        for child in node:
            if child.tag in (self._gone, f"{W}pPr"):
                continue
            if child.tag in _TEXT:
                found += child.text or ""
            elif child.tag == f"{W}drawing":
                found += f"[{self._picture(child)}]"
            elif child.tag == f"{W}footnoteReference":
                found += f"[{self._notes[child.get(f'{W}id')]}]"
            elif child.tag in (f"{W}br", f"{W}tab"):
                found += "\n" if child.tag == f"{W}br" else "\t"
            else:
                found += self._text(child)
        return found

    def _picture(self, drawing: Any) -> str:  # noqa: ANN401 - as above
        ids = [value for node in drawing.iter() for key, value in node.attrib.items() if key.startswith(R)]
        return " ".join(sha256(self._package.read(normpath(f"word/{self._targets[one]}"))).hexdigest() for one in ids)
