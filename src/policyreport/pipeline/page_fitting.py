"""Make a report fit the pages that it may have: by a tighter style first, then without what matters least."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import cast

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.leave_out import with_note, without
from policyreport.document.nodes import Chart, Document, walk
from policyreport.document.output import Rendered
from policyreport.document.reckoned import Reckoned
from policyreport.document.report_type import ReportKind
from policyreport.document.shortening import Cut, cuts, shortened
from policyreport.document.theme import Change, Theme, merged_overrides
from policyreport.pipeline.tie_out_check import TiedNumbers
from policyreport.renderers import FORMATS

_PAGED = "pdf"
"""The format whose extent is a number of pages: only there can a limit of pages be kept."""
_FLOWING = frozenset({"docx", "hwpx"})
"""Formats that their programs lay out on pages: they are tightened and cut as the same report is on its pages here."""
_HARDLY_BEGUN = 1 / 2
"""How much of a last page is filled that is not worth a page of its own."""


@dataclass(frozen=True, slots=True)
class FittedFile:
    """A rendered file, the changes of the house style that it took to fit, and what was left out of it for that.

    ``beyond`` is how many pages it has too many, and the first item on them; None where it fits. ``reckoned`` are the
    numbers that its templates made themselves, ``charts`` those that were laid out on its pages, in order. ``tied`` is
    what came of reading it back, None where it was not.
    """

    rendered: Rendered
    tightened: tuple[Change, ...] = ()
    left_out: tuple[str, ...] = ()
    beyond: tuple[int, str] | None = None
    reckoned: tuple[Reckoned, ...] = ()
    charts: tuple[Chart, ...] = ()
    tied: TiedNumbers | None = None


@dataclass(frozen=True, slots=True)
class _Reduced:
    """A document without what was left out of it."""

    document: Document
    left_out: tuple[str, ...] = ()

    @property
    def printed(self) -> Document:
        """The document with the note that names what is left out."""
        return with_note(self.document, self.left_out) if self.left_out else self.document


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A document that was laid out: in the house style after so many steps of tightening, and without what."""

    rendered: Rendered
    steps: int
    reduced: _Reduced


def fit_to_pages(document: Document, report: ReportKind, theme: Theme, form: str) -> FittedFile:
    """Return a document in a format, in the house style where that keeps to ``max_pages``.

    Where it does not, ``tighten``'s changes are laid over the style one after another, each on top of those before it,
    until it does. Then the parts that ``leave_out`` names are left out one after another; then, unless ``strict_pages``
    forbids it, it is cut by the general priority (``document/shortening.py``), all but what ``keep`` names. A note at
    the end names what is left out. What was left out before something larger was, and fits again, is put back, and no
    more steps of tightening are taken than what is left needs.

    A document in Word or 한글, whose pages are known only there, lacks the parts that the PDF lacks. Where that needs
    steps, it has one more, for the letters of these programs take more room.

    Where ``max_pages`` is kept to and the last of several pages is hardly begun, the steps are also taken to save it.

    Where all that is not enough, it has the pages that it has; with ``strict_pages`` it raises ``PolicyReportError``
    (exit code 5) with the first item too many.
    """
    most = report.max_pages if form == _PAGED or form in _FLOWING else None
    if most is None:
        return FittedFile(FORMATS[form](document, theme), charts=charts_on_pages(document, form))
    fitting = _Fitting(document, report, theme, most)
    try:
        made = fitting.fitted()
    except PolicyReportError:
        if form == _PAGED:
            raise
        return FittedFile(FORMATS[form](document, theme))  # what no PDF can be made of is no fault of the others
    left_out, steps = made.reduced.left_out, report.tighten[: made.steps]
    if form in _FLOWING:
        number = min(made.steps + 1, len(report.tighten)) if made.steps else 0
        rendered = FORMATS[form](made.reduced.printed, fitting.style(number))
        return FittedFile(rendered, report.tighten[:number], left_out)
    beyond = fitting.pages_beyond(made)
    if beyond and report.strict_pages:
        raise PolicyReportError([_too_long(made.rendered, most, made.steps)])
    starts = made.rendered.page_starts
    first = starts[most] if len(starts) > most else ""
    charts = charts_on_pages(made.reduced.printed, form)
    return FittedFile(made.rendered, steps, left_out, (beyond, first) if beyond else None, charts=charts)


def charts_on_pages(document: Document, form: str) -> tuple[Chart, ...]:
    """Return the charts of a document that are laid out on pages in a format: none where another program does that."""
    return tuple(block for block in walk(document.blocks) if isinstance(block, Chart)) if form == _PAGED else ()


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A document that is to be laid out on ``most`` pages."""

    document: Document
    report: ReportKind
    theme: Theme
    most: int

    def fitted(self) -> _Attempt:
        """Return what is laid out by as few of the steps as are needed; it may still have too many pages."""
        whole = _Reduced(self.document)
        made = self._attempt(whole, 0)
        while self.pages_beyond(made) and made.steps < len(self.report.tighten):
            made = self._attempt(whole, made.steps + 1)
        names: list[str] = []
        for name in self.report.leave_out:
            if not self.pages_beyond(made):
                break
            reduced = self._without([*names, name])
            if reduced.left_out != made.reduced.left_out:
                names.append(name)
                made = self._attempt(reduced, made.steps)
        if not self.pages_beyond(made):
            kept = self._with_what_fits_again(names, made)
            return self._loosened(kept, made) if names else self._without_short_last_page(whole, made)
        cut = None if self.report.strict_pages else self._cut(self._without(names), made.steps)
        return self._loosened(cut, made) if cut else made

    def _without_short_last_page(self, whole: _Reduced, made: _Attempt) -> _Attempt:
        """Return a document that fits, by more of the steps where these save it a last page that is hardly begun."""
        pages, tighter = made.rendered.extent or 0, made
        filled = made.rendered.last_page
        if pages == 1 or filled is None or filled >= _HARDLY_BEGUN:
            return made
        while (tighter.rendered.extent or 0) >= pages and tighter.steps < len(self.report.tighten):
            tighter = self._attempt(whole, tighter.steps + 1)
        return tighter if (tighter.rendered.extent or 0) < pages else made

    def pages_beyond(self, made: _Attempt) -> int:
        """Return how many pages it has too many."""
        return max((made.rendered.extent or 0) - self.most, 0)

    def style(self, steps: int) -> Theme:
        """Return the house style after so many steps of tightening."""
        *_, style = accumulate(self.report.tighten[:steps], merged_overrides, initial=self.theme)
        return style

    def _attempt(self, reduced: _Reduced, steps: int) -> _Attempt:
        return _Attempt(FORMATS[_PAGED](reduced.printed, self.style(steps)), steps, reduced)

    def _fits(self, reduced: _Reduced, steps: int) -> bool:
        return not self.pages_beyond(self._attempt(reduced, steps))

    def _without(self, names: Sequence[str]) -> _Reduced:
        document, left_out = self.document, ()
        for name in names:
            document, parts = without(document, name)
            left_out += parts
        return _Reduced(document, left_out)

    def _with_what_fits_again(self, names: Sequence[str], made: _Attempt) -> _Reduced:
        """Return the document without as few of the parts as can be; the last of them was needed."""
        needed = list(names)
        for name in reversed(names[:-1]):
            fewer = [other for other in needed if other != name]
            if self._fits(self._without(fewer), made.steps):
                needed = fewer
        return self._without(needed)

    def _cut(self, reduced: _Reduced, steps: int) -> _Reduced | None:
        """Return the document with the least cut with which it fits; None where none is enough.

        Rows and items that fit again after chapters have gone are put back.
        """

        def after(cut: Cut) -> _Reduced:
            document, lacking = shortened(reduced.document, cut, self.report.keep)
            return _Reduced(document, (*lacking, *reduced.left_out))

        def least(cuts: Sequence[Cut]) -> int:
            """Return the place of the first cut with which it fits, as it does with the last one."""
            return bisect_left(cuts, 1, hi=len(cuts) - 1, key=lambda cut: int(self._fits(after(cut), steps)))

        deeper = cuts(reduced.document, self.report.keep)
        if not deeper or not self._fits(after(deeper[-1]), steps):
            return None
        tried = [Cut(), *deeper[: least(deeper) + 1]]
        by_rows = [replace(tried[-1], rows=rows) for rows in dict.fromkeys(cut.rows for cut in tried)]
        cut = by_rows[least(by_rows)]
        by_items = [replace(cut, items=items) for items in dict.fromkeys(cut.items for cut in tried)]
        return after(by_items[least(by_items)])

    def _loosened(self, reduced: _Reduced, made: _Attempt) -> _Attempt:
        """Return a document that fits after the steps of ``made`` by the fewest steps with which it does."""
        attempts = (self._attempt(reduced, steps) for steps in range(made.steps))
        fitting = next((one for one in attempts if not self.pages_beyond(one)), None)
        return fitting or self._attempt(reduced, made.steps)


def what_changed(change: Change) -> str:
    """Return what a change of the house style sets, in the words of its file: ``sizes › body 9.5, leading 1.4``."""
    return ", ".join(_changes(change))


def _changes(said: object, path: str = "") -> list[str]:
    if not isinstance(said, dict):
        return [f"{path} {said}"]
    parts = cast("dict[str, object]", said).items()
    return [change for name, part in parts for change in _changes(part, f"{path} › {name}" if path else name)]


def _too_long(made: Rendered, most: int, steps: int) -> Problem:
    first = made.page_starts[most] if len(made.page_starts) > most else ""
    what = Message(
        f"it has {made.extent} pages, of which {most} may be, after {steps} step(s) of tightening"
        + (f"; the first that does not fit: '{first}'" if first else ""),
        f"{most}쪽까지인데 줄이기 {steps}단계를 거치고도 {made.extent}쪽입니다"
        + (f". 들어가지 않는 첫 항목: '{first}'" if first else ""),
    )
    hint = Message(
        "leave something out, or add to 'tighten' or 'leave_out' in report.yaml; "
        "without 'strict_pages' it is cut to fit",
        "내용을 줄이거나 report.yaml의 tighten이나 leave_out에 더하십시오. strict_pages를 빼면 쪽수에 맞추어 줄입니다",
    )
    return Problem(ErrorKind.RENDER, "render.too-many-pages", what, field="max_pages", hint=hint)
