"""Making a report fit the pages that it may have, by the steps that its ``report.yaml`` declares."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice
from typing import cast

from policyreport.document.rendered import Rendered
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.document.tightening import Change, laid_over
from policyreport.document.tree import Document
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.render import FORMATS

_PAGED = frozenset({"pdf"})
"""Formats whose extent is a number of pages: only there can a limit of pages be kept."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A rendered file, and the changes of the house style that it took to fit."""

    rendered: Rendered
    tightened: tuple[Change, ...] = ()


def fitted(document: Document, report: ReportKind, theme: Theme, form: str) -> Fitted:
    """Return a document in a format, in the house style where that keeps to ``max_pages``.

    Where it does not, ``tighten``'s changes are laid over the style one after another, each on top of those before it,
    until it does. Raises ``PolicyReportError`` (exit code 5) where all are not enough, with the first item too many.
    """
    most = report.max_pages if form in _PAGED else None
    made = FORMATS[form](document, theme)
    steps = 0
    for tighter in islice(accumulate(report.tighten, laid_over, initial=theme), 1, None):
        if not most or (made.extent or 0) <= most:
            break
        made, steps = FORMATS[form](document, tighter), steps + 1
    if most and (made.extent or 0) > most:
        raise PolicyReportError([_too_long(made, most, steps)])
    return Fitted(made, report.tighten[:steps])


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
    what = Words(
        f"it has {made.extent} pages, of which {most} may be, after {steps} step(s) of tightening"
        + (f"; the first that does not fit: '{first}'" if first else ""),
        f"{most}쪽까지인데 줄이기 {steps}단계를 거치고도 {made.extent}쪽입니다"
        + (f". 들어가지 않는 첫 항목: '{first}'" if first else ""),
    )
    hint = Words(
        "leave something out, or add steps to 'tighten' in report.yaml",
        "내용을 줄이거나 report.yaml의 tighten에 단계를 더하십시오",
    )
    return Problem(Kind.RENDER, "render.too-many-pages", what, field="max_pages", hint=hint)
