"""What a drawn template prints, set aside: inline content alone, without characters that a file cannot hold."""

from __future__ import annotations

import re

from policyreport.compose.misuse import MisplacedError, UnprintableError
from policyreport.compose.slots import Content, Slots
from policyreport.document.text import plain_text
from policyreport.document.tree import Inline, Text

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


class WholeNumber(Text):
    """A whole number that is no fact, such as a loop's turn: text anywhere but alone in a workbook's cell."""

    __slots__ = ()


class InlineSlots(Slots):
    """Slots that hold no blocks: a table or a box is drawn, not printed."""

    def put(self, content: Content) -> str:
        """Set content aside and return its mark; raises ``MisplacedError`` for a block."""
        if not isinstance(content, tuple):
            raise MisplacedError(type(content).__name__.lower())
        if _UNFIT.search(plain_text(content)):
            raise UnprintableError("character")
        return super().put(content)

    def whole(self, number: int) -> Text:
        """Return what a whole number reads as that is no fact."""
        return WholeNumber(str(number))

    def inline(self, number: int) -> tuple[Inline, ...]:
        """Return what was set aside under a number."""
        content = self._contents[number]
        return content if isinstance(content, tuple) else ()
