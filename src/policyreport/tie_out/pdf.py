"""What is drawn in the boxes of a PDF's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from policyreport.tie_out.drawn_figures import Figure, figures

_BOX = re.compile(r"page (\d+) at (-?[\d.]+),(-?[\d.]+) to (-?[\d.]+),(-?[\d.]+)")
_AROUND = 0.5
"""In points, how far beyond its box a text may reach: boxes are told to a tenth."""
_HELD = 8
"""Pages that are open at a time: numbers are read in the order in which they were printed, and pages take megabytes."""


class PdfPlaces:
    """A PDF, read by ``page 3 at 10.0,20.0 to 30.0,40.0``, in points from the page's lower left."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)
        self._count = len(self._pdf)
        self._pages: dict[int, pypdfium2.PdfTextPage] = {}
        self._texts: dict[int, str] = {}

    def read(self, where: str) -> str | None:
        """Return what is drawn in a box."""
        found = self._box(where)
        if found is None:
            return None
        number, (left, bottom, right, top) = found
        around = (left - _AROUND, bottom - _AROUND, right + _AROUND, top + _AROUND)
        return self._page(number).get_text_bounded(*around)

    def surely_says(self, where: str, text: str) -> bool:
        """Return whether a text is found in a box by its first and last letter, which is quicker than to read the box.

        False means that it is not known.
        """
        found = self._box(where)
        if found is None or not text:
            return False
        number, box = found
        if number not in self._texts:
            self._texts[number] = self._page(number).get_text_range()
        whole = self._texts[number]
        start = whole.find(text)
        while start >= 0:
            if self._is_within(number, start, box) and self._is_within(number, start + len(text) - 1, box):
                return True
            start = whole.find(text, start + 1)
        return False

    def _is_within(self, number: int, index: int, box: tuple[float, ...]) -> bool:
        """Return whether the middle of a letter is within a box."""
        left, bottom, right, top = self._page(number).get_charbox(index)
        across, up = (left + right) / 2, (bottom + top) / 2
        return box[0] <= across <= box[2] and box[1] - _AROUND <= up <= box[3] + _AROUND

    def _box(self, where: str) -> tuple[int, tuple[float, float, float, float]] | None:
        """Return the page, counted from 0, and the box that a place names; None where there is no such page."""
        found = _BOX.fullmatch(where)
        if found is None or not 0 < int(found[1]) <= self._count:
            return None
        return int(found[1]) - 1, (float(found[2]), float(found[3]), float(found[4]), float(found[5]))

    def _page(self, number: int) -> pypdfium2.PdfTextPage:
        if number not in self._pages:
            if len(self._pages) >= _HELD:
                self._close(next(iter(self._pages)))
            self._pages[number] = self._pdf[number].get_textpage()
        return self._pages[number]

    def _close(self, number: int) -> None:
        text = self._pages.pop(number)
        self._texts.pop(number, None)
        page = text.page
        text.close()
        page.close()

    def figures(self) -> Iterator[Figure]:
        """Yield the figures of all pages in order."""
        return figures(self._count, lambda number: self._page(number).page)

    def placed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield what stands on each page."""
        for number in range(self._count):
            yield f"page {number + 1}", self._page(number).get_text_bounded()

    def texts(self) -> tuple[str, ...]:
        """Return nothing: a page has no parts that have one place each."""
        return ()
