"""What a template writes out itself, looked at before it is run: its texts in quotation marks and its numbers."""

from __future__ import annotations

import math
import re
from typing import ClassVar

from jinja2 import TemplateSyntaxError, nodes

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.ooxml.xml_text import REFUSED, code_point

_MOST_DIGITS = 77
"""How many digits the whole numbers have at least that a rendering works with: ``LONGEST_INTEGER`` of the budget."""
_SHOWN_DIGITS = 30


class LiteralError(TemplateSyntaxError):
    """A template holds a text or a number that no document can hold."""

    code: ClassVar[str]
    what: ClassVar[Message]
    hint: ClassVar[Message]

    def problem(self, place: SourceLocation) -> Problem:
        """Return the problem at its place."""
        what = Message(self.what.en.format(self.message), self.what.ko.format(self.message))
        return Problem(ErrorKind.TEMPLATE, self.code, what, place, hint=self.hint)


class LiteralCharacterError(LiteralError):
    """A text in quotation marks holds a character that no document may hold; the message is its code point."""

    code = "template.unprintable"
    what = Message("the character {0} may not stand in a text", "쓸 수 없는 문자입니다: {0}")
    hint = Message(
        "take it out of the text in quotation marks; a backslash before letters or digits makes other characters",
        "따옴표 안의 글에서 빼십시오. 역사선(\\) 뒤의 글자나 숫자는 다른 문자가 됩니다",
    )


class LiteralNumberError(LiteralError):
    """A number is too large; the message is how it begins."""

    code = "template.number"
    what = Message("the number is too large: {0}", "너무 큰 수입니다: {0}")
    hint = Message(
        f"a template may write numbers of {_MOST_DIGITS} digits", f"템플릿에는 {_MOST_DIGITS}자리까지 쓸 수 있습니다"
    )


_TOO_LONG = re.compile(r"\d(?:_?\d){4299,}")
"""More digits than Python makes a number of."""
_MOST_BITS = 14_000
"""A number of more bits, which can be written in hexadecimal digits, may have more digits than Python writes."""


def require_readable_numbers(source: str, name: str | None) -> None:
    """Raise ``LiteralError`` for a number of so many digits that Jinja itself fails at it."""
    if found := _TOO_LONG.search(source):
        line = source.count("\n", 0, found.start()) + 1
        raise LiteralNumberError(f"{found[0][:_SHOWN_DIGITS]}…", line, name, name)


def require_sound_literals(tree: nodes.Template, name: str | None) -> None:
    """Raise ``LiteralError`` for the first text or number of a template that no document can hold."""
    for literal in tree.find_all(nodes.Const):
        value = literal.value
        if isinstance(value, str) and (found := REFUSED.search(value.replace("\t", ""))):
            raise LiteralCharacterError(code_point(found[0]), literal.lineno, name, name)
        if isinstance(value, float) and not math.isfinite(value):
            raise LiteralNumberError("1e999", literal.lineno, name, name)
        if isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS:
            written = hex(value) if value.bit_length() > _MOST_BITS else str(value)
            raise LiteralNumberError(f"{written[:_SHOWN_DIGITS]}…", literal.lineno, name, name)
