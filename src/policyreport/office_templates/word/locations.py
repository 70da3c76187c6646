"""The parts of a Word file whose text is filled, and where what is in them stands, in the words of its readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from policyreport.diagnostics import Message
from policyreport.office_templates.word.package import w
from policyreport.office_templates.xml import Element

_STORIES = {
    "header": Message("header", "머리글"),
    "footer": Message("footer", "바닥글"),
    "footnotes": Message("footnote", "각주"),
    "endnotes": Message("endnote", "미주"),
}
RUNNING = (_STORIES["header"], _STORIES["footer"])
"""What stands on every page anew."""
_TEXT_BOX = Message("text box", "글상자")
_NOTES = (w("footnote"), w("endnote"))
_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = map(w, ("p", "tbl", "tr", "tc", "txbxContent"))
_TRANSPARENT = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
_STORY = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
Steps = tuple[Message, ...]


def story_of(part: str) -> Message | None:
    """Return what a part is: None for the body."""
    found = _STORY.fullmatch(part)
    return _STORIES[found[1]] if found else None


def placed(root: Element, story: Message | None) -> Iterator[tuple[Element, Message]]:
    """Yield each paragraph of a part with its place: ``paragraph 12``, ``table 3 row 2 column 4``, ``header``.

    Paragraphs and tables are counted apart, from 1, among those that stand side by side; a paragraph in a cell is named
    by the cell, one in a header by the header.
    """
    if story is None:
        body = root.find(w("body"))
        yield from _Paragraphs(root).within(root if body is None else body, (), numbered=True)
    elif root.tag in (w("footnotes"), w("endnotes")):
        paragraphs = _Paragraphs(root)
        for number, note in enumerate(_notes(root), start=1):
            yield from paragraphs.within(note, (_numbered(story, number),), numbered=False)
    else:
        yield from _Paragraphs(root).within(root, (story,), numbered=False)


def _notes(root: Element) -> Iterable[Element]:
    return (note for note in root if note.tag in _NOTES and note.get(w("type"), "normal") == "normal")


class _Paragraphs:
    """Walks through the paragraphs of one part; which of them have text boxes is looked up once for all."""

    def __init__(self, root: Element) -> None:
        self._boxes: dict[Element, list[Element]] = {}
        for box in root.iter(_BOX):
            self._boxes.setdefault(next(box.iterancestors(_PARAGRAPH)), []).append(box)

    def within(self, container: Element, steps: Steps, *, numbered: bool) -> Iterator[tuple[Element, Message]]:
        """Yield the paragraphs in an element, with their places; ``steps`` lead to it."""
        paragraphs, tables = count(1), count(1)
        for element in direct(container, (_PARAGRAPH, _TABLE)):
            if element.tag == _TABLE:
                yield from self._in_cells(element, steps, next(tables))
            else:
                number = next(paragraphs)
                here = (*steps, _numbered(Message("paragraph", "문단"), number)) if numbered else steps
                yield element, _joined(here)
                for box in self._boxes.get(element, ()):
                    yield from self.within(box, (*here, _TEXT_BOX), numbered=False)

    def _in_cells(self, table: Element, steps: Steps, number: int) -> Iterator[tuple[Element, Message]]:
        for at, row in enumerate(direct(table, (_ROW,)), start=1):
            for column, cell in enumerate(direct(row, (_CELL,)), start=1):
                place = Message(f"table {number} row {at} column {column}", f"표 {number}, 행 {at}, 열 {column}")
                yield from self.within(cell, (*steps, place), numbered=False)


def _joined(steps: Steps) -> Message:
    return steps[0] if len(steps) == 1 else Message(*map(", ".join, zip(*steps, strict=True)))


def direct(container: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """Yield what of some kinds stands in a container, also within content controls and tracked changes."""
    for element in container:
        if element.tag in tags:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from direct(element, tags)


def _numbered(what: Message, number: int) -> Message:
    return Message(f"{what.en} {number}", f"{what.ko} {number}")
