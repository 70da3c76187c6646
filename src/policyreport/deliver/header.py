"""Headers of a message in words of other letters than ASCII (RFC 2047), written so that no blank is lost.

The folding of Python's own ``email.policy`` drops or adds blanks between encoded and plain words; a header whose words
are all encoded has none between them that count.
"""

from __future__ import annotations

from email.header import Header
from email.policy import Policy
from email.utils import quote

_CR_LF = "\r\n"


class WrittenHeader(str):
    """A header's value as it goes out, folded already; ``email`` asks it to fold itself."""

    __slots__ = ("name",)

    name: str

    def fold(self, *, policy: Policy) -> str:
        """Return the header's lines."""
        return f"{self.name}: {self}{policy.linesep}"


def text_header(name: str, text: str) -> WrittenHeader:
    """Return a header of free text, such as a subject; ``ValueError`` for a line end in it, which could be a header."""
    return _written(name, _encoded(name, text))


def address_header(name: str, display_name: str, address: str) -> WrittenHeader:
    """Return a header of one address in ASCII, with a name to display where there is one; ``ValueError`` as above."""
    if not display_name:
        return _written(name, _on_one_line(address))
    said = f'"{quote(display_name)}"' if _is_plain(_on_one_line(display_name)) else _encoded(name, display_name)
    return _written(name, f"{said}{_CR_LF if _CR_LF in said else ''} <{_on_one_line(address)}>")


def _written(name: str, value: str) -> WrittenHeader:
    header = WrittenHeader(value)
    header.name = name
    return header


def _encoded(name: str, text: str) -> str:
    if _is_plain(_on_one_line(text)):
        return Header(text, "us-ascii", header_name=name).encode(linesep=_CR_LF)
    return Header(text, "utf-8", header_name=name).encode(linesep=_CR_LF)


def _on_one_line(text: str) -> str:
    if "\r" in text or "\n" in text:
        message = "CR or LF in a header"
        raise ValueError(message)
    return text


def _is_plain(text: str) -> bool:
    """Tell whether a text may stand as it is: ASCII that does not look like an encoded word."""
    return text.isascii() and "=?" not in text
