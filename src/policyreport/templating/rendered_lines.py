"""The lines of a template of which a rendered text came, for what stops while the text is read as Markdown."""

from __future__ import annotations

import traceback
from bisect import bisect_left, bisect_right
from contextlib import suppress
from types import GeneratorType

from jinja2 import Template
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode


class RenderedLines:
    """The pieces of one rendered text, each with the line of Python at which its template said it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._said_at: list[int] = []
        self._begins: list[int] = []
        self._line = 0

    def note(self, piece: str, said: GeneratorType[str, None, None]) -> None:
        """Note the next piece, which ``said`` has yielded."""
        within = said.gi_yieldfrom
        frame = within.gi_frame if isinstance(within, GeneratorType) else None
        self._pieces.append(piece)
        self._said_at.append(frame.f_lineno if frame else 0)
        self._begins.append(self._line)
        self._line += piece.count("\n")

    def line_of(self, template: Template, source: str, rendered: int) -> int:
        """Return the template's line, from 1, of which a line of the text came, from 0; 0 where there is no text.

        Within a piece that stands word for word in the template, and once, the lines are counted.
        """
        if not self._pieces:
            return 0
        at = bisect_left(self._begins, rendered)  # the first piece that begins in that line, or later
        begins_there = self._begins[at : at + 1] == [rendered]
        if at and not (begins_there and self._pieces[at - 1].endswith("\n")):
            at -= 1
        piece = self._pieces[at]
        if source.count(piece) == 1:
            return source.count("\n", 0, source.index(piece)) + rendered - self._begins[at] + 1
        beside = bisect_right(self._begins, rendered)  # text itself has the line of the statement before it
        return max(map(template.get_corresponding_lineno, self._said_at[at : max(beside, at + 1)]))


def rendered_line_being_read(fault: BaseException) -> int | None:
    """Return the line, from 0, that was read as Markdown when a fault arose; None where none was."""
    for frame, _ in reversed(list(traceback.walk_tb(fault.__traceback__))):
        for value in frame.f_locals.values():
            with suppress(AttributeError):  # a node that is being made
                match value:
                    case StateBlock():
                        return value.line
                    case Token() if value.map:
                        return value.map[0]
                    case SyntaxTreeNode() if not value.is_root and value.map:
                        return value.map[0]
                    case _:
                        pass
    return None
