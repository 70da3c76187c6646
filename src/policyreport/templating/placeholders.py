"""Placeholders: what a template prints is set aside and a mark is left in its place, so that data are never markup.

The template's own words alone go through the Markdown parser; afterwards each mark becomes the nodes that it stands
for. A mark is a number between two characters of Unicode's private use area, which no text that was loaded may hold.
"""

from __future__ import annotations

import inspect
import re
from bisect import bisect_right
from collections.abc import Iterator
from types import FrameType
from typing import NamedTuple

from jinja2 import Template

from policyreport.diagnostics import SourceLocation
from policyreport.document.nodes import DocumentBlock, Inline, Text
from policyreport.document.reckoned import Reckoned
from policyreport.templating.content_length import length_of
from policyreport.templating.errors import UnprintableError
from policyreport.templating.pictures import DataPicture, PictureFault, PictureFiles
from policyreport.templating.unsupported_markdown import Notation


def current_place() -> SourceLocation | None:
    """Return the line of the template that is being rendered just now; None outside of a rendering."""
    frame: FrameType | None = inspect.currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            return SourceLocation(template.filename or "", template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None


OPEN, CLOSE = "\ue000", "\ue001"
PLACEHOLDER = re.compile(f"{OPEN}(\\d+){CLOSE}")
_OWN_DIGIT = re.compile(f"(?<![{OPEN}\\d])\\d")
_STRETCH = re.compile(f"[^{OPEN}{CLOSE}\n]*\\d[^{OPEN}{CLOSE}\n]*")
Content = tuple[Inline, ...] | DocumentBlock
_SHORT = 64
"""Up to how many characters a content is paid for by its mark alone."""


class Unsupported(NamedTuple):
    """What a template's text has and reports cannot print, and where; None where that is not known."""

    notation: Notation | PictureFault
    place: SourceLocation | None


class Placeholders:
    """The contents set aside while one template is rendered, and the notations that its texts should not have.

    ``reckoned`` are the numbers that the template made itself, by their ids; ``pictures`` those that it can name.
    ``typed`` are the stretches of the template's own words that hold digits.
    """

    def __init__(self, pictures: PictureFiles | None = None) -> None:
        self.pictures = pictures or PictureFiles()
        self._contents: list[Content] = []
        self._blocks: dict[int, SourceLocation | None] = {}
        self._row_names: dict[int, str] = {}
        self._lengths: dict[int, int] = {}
        self.unsupported: list[Unsupported] = []
        self.reckoned: dict[str, Reckoned] = {}
        self.typed: dict[str, None] = {}

    def put(self, content: Content) -> str:
        """Set content aside and return the mark that stands for it."""
        if not isinstance(content, tuple):
            self._blocks[len(self._contents)] = current_place()
        length = length_of(content)
        if length > _SHORT:
            self._lengths[len(self._contents)] = length
        self._contents.append(content)
        return f"{OPEN}{len(self._contents) - 1}{CLOSE}"

    def note_typed(self, text: str) -> None:
        """Note the stretches of a rendered text, between marks, in which the template itself says digits."""
        if _OWN_DIGIT.search(text):
            stretches = (found[0].strip() for found in _STRETCH.finditer(PLACEHOLDER.sub(OPEN, text)))
            self.typed.update(dict.fromkeys(stretches))

    def picture(self, named: DataPicture) -> Content:
        """Return a picture that a record names as a block; nothing where it cannot be printed, which is noted."""
        picture = self.pictures.of_data(named)
        if isinstance(picture, PictureFault):
            self.unsupported.append(Unsupported(picture, current_place()))
            return ()
        return picture

    def length_behind(self, text: str) -> int:
        """Return about how many characters the long contents have that stand behind the marks of a text."""
        if not self._lengths or OPEN not in text:
            return 0
        return sum(self._lengths.get(int(mark[1]), 0) for mark in PLACEHOLDER.finditer(text))

    def whole(self, number: int) -> Text:
        """Return what a whole number reads as that is no fact, such as a loop's turn."""
        return Text(str(number))

    def put_row_name(self, name: str) -> str:
        """Return a mark that prints nothing and names the row of the table in which it stands."""
        self._row_names[len(self._contents)] = name
        return self.put(())

    def row_name(self, text: str) -> str:
        """Return the first name that a text holds a mark of; nothing where it holds none."""
        if not self._row_names:
            return ""
        marks = (int(mark[1]) for mark in PLACEHOLDER.finditer(text))
        return next((self._row_names[mark] for mark in marks if mark in self._row_names), "")

    def place_of_block(self, text: str) -> SourceLocation | None:
        """Return where the first block that a text holds a mark of was made; None where that is not known."""
        marks = (int(mark[1]) for mark in PLACEHOLDER.finditer(text))
        return next((self._blocks[mark] for mark in marks if mark in self._blocks), None)

    def content_alone(self, text: str) -> tuple[Inline, ...] | None:
        """Return the inline content of a text that is one mark and nothing else; None for any other text."""
        mark = PLACEHOLDER.fullmatch(text)
        content = self._contents[int(mark[1])] if mark else None
        return content if isinstance(content, tuple) else None

    def digits(self, mark: str) -> str:
        """Return the whole number for which a mark stands; the mark itself where it stands for something else."""
        content = self.content_alone(mark)
        match content:
            case (Text(text),) if text.isdecimal() and text.isascii():
                return text
            case _:
                return mark

    def split(self, text: str) -> Iterator[str | Content]:
        """Yield a text's own characters and, in their places, the contents of its marks.

        Raises ``UnprintableError`` for a piece of a mark, which is left of what a filter took apart.
        """
        end = 0
        for mark in PLACEHOLDER.finditer(text):
            if mark.start() > end:
                yield without_placeholders(text[end : mark.start()])
            yield self._contents[int(mark[1])]
            end = mark.end()
        if end < len(text):
            yield without_placeholders(text[end:])


def without_placeholders(text: str) -> str:
    """Return a text that has no mark in it; raises ``UnprintableError`` when it has."""
    if OPEN in text or CLOSE in text:
        raise UnprintableError("mark")
    return text


_LINE_OPEN, _LINE_CLOSE = "\ue002", "\ue003"
_LINE_MARK = re.compile(f"{_LINE_OPEN}([^{_LINE_CLOSE}]*):([0-9]+){_LINE_CLOSE}")


def with_marks(text: str, template: str, line: int) -> str:
    """Return a template's own text, which begins at a line of it, with a mark before each of its lines."""
    parts = text.split("\n")
    return "\n".join(f"{_LINE_OPEN}{template}:{number}{_LINE_CLOSE}{part}" for number, part in enumerate(parts, line))


class Lines:
    """A rendered text without its marks, and the places that they named."""

    def __init__(self, marked: str) -> None:
        self._starts: list[int] = []
        self._places: list[SourceLocation] = []
        self.text, end = "", 0
        for mark in _LINE_MARK.finditer(marked):
            self.text += marked[end : mark.start()]
            end = mark.end()
            self._starts.append(len(self.text))
            self._places.append(SourceLocation(mark[1], int(mark[2])))
        self.text += marked[end:]

    def place(self, line: int, sample: str) -> SourceLocation | None:
        """Return from where a line of the text comes, at ``sample`` where it holds it; None where no mark names it."""
        lines = self.text.split("\n")
        start = sum(len(before) + 1 for before in lines[:line])
        found = bisect_right(self._starts, start + max(lines[line].find(sample), 0))
        return self._places[found - 1] if found else None
