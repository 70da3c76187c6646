"""What is drawn in the boxes of a PDF's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

_BOX = re.compile(r"page (\d+) at (-?[\d.]+),(-?[\d.]+) to (-?[\d.]+),(-?[\d.]+)")
_AROUND = 0.5
"""In points, how far beyond its box a text may reach: boxes are told to a tenth."""


class PdfPlaces:
    """A PDF, read by ``page 3 at 10.0,20.0 to 30.0,40.0``, in points from the page's lower left."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)
        self._pages: dict[int, pypdfium2.PdfTextPage] = {}

    def read(self, where: str) -> str | None:
        """Return what is drawn in a box."""
        found = _BOX.fullmatch(where)
        if found is None or not 0 < int(found[1]) <= len(self._pdf):
            return None
        page = self._page(int(found[1]) - 1)
        left, bottom, right, top = (float(found[at]) for at in range(2, 6))
        return page.get_text_bounded(left - _AROUND, bottom - _AROUND, right + _AROUND, top + _AROUND)

    def _page(self, number: int) -> pypdfium2.PdfTextPage:
        if number not in self._pages:
            self._pages[number] = self._pdf[number].get_textpage()
        return self._pages[number]

    def placed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield what stands on each page."""
        for number in range(len(self._pdf)):
            yield f"page {number + 1}", self._page(number).get_text_bounded()

    def texts(self) -> tuple[str, ...]:
        """Return nothing: a page has no parts that have one place each."""
        return ()
