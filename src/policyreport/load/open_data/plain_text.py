"""The texts of web pages as plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from policyreport.load.clean_text import clean_text

_SILENT = {"script", "style"}
_BLOCKS = {
    "address",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
} | {*("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")}
_INLINE = {
    "a",
    "b",
    "em",
    "font",
    "i",
    "img",
    "mark",
    "o:p",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "u",
}
_KNOWN = _SILENT | _BLOCKS | _INLINE
_STRAY_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);)", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


def plain_text(text: str) -> str:
    """Return a text without HTML tags, its entities as characters, a line for each block that says something.

    What only looks like a tag, such as ``<5%`` or ``<program>``, stays as it is. Characters that no text of ours may
    hold are left out.
    """
    reader = _Reader()
    reader.feed(_STRAY_AMPERSAND.sub("&amp;", text.replace("\r", "\n")))
    reader.close()
    shown = clean_text(_BLANKS.sub(" ", "".join(reader.parts))).text
    lines = (_BLANKS.sub(" ", line).strip() for line in shown.split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Gathers what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line at a block; keep what is no tag of HTML."""
        self._silent += tag in _SILENT
        self._break_or_keep(tag, self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End a line after a block; keep what is no tag of HTML."""
        self._silent -= tag in _SILENT
        self._break_or_keep(tag, f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if self._silent <= 0:
            self.parts.append(data)

    def _break_or_keep(self, tag: str, written: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag not in _KNOWN:
            self.parts.append(written)
