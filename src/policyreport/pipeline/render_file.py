"""One file of a composed document: what it is made from, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import accumulate, islice
from typing import cast

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.large_print import large_print, with_narrow_tables
from policyreport.document.leave_out import with_note, without
from policyreport.document.nodes import Box, Chart, Document, Table
from policyreport.document.output import Rendered
from policyreport.document.reckoned import Reckoned
from policyreport.document.references import with_data_annex
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Change, Theme, merged_overrides
from policyreport.ledger.blobs import sha256, sha256_of
from policyreport.ledger.build_cache import CacheKey
from policyreport.office_templates import fill
from policyreport.pipeline.composition import ComposedReport
from policyreport.pipeline.selection import Variant
from policyreport.renderers import FORMATS

_MOST_COLUMNS, _FEWEST_COLUMNS = 5, 2
"""How many columns a page's width mostly holds at 13 points and more, and how few a table can be brought to."""
_TOO_WIDE = ".table-too-wide"
"""How the codes end by which renderers refuse a table."""


def in_large_print(document: Document, theme: Theme, form: str, columns: int = _MOST_COLUMNS) -> Rendered:
    """Return a document in large print, its tables having at most so many columns, or fewer where those are too wide.

    Raises ``PolicyReportError`` for what cannot be rendered in that way either.
    """
    try:
        return FORMATS[form](with_narrow_tables(document, columns), large_print(theme))
    except PolicyReportError as error:
        if columns == _FEWEST_COLUMNS or not all(problem.code.endswith(_TOO_WIDE) for problem in error.problems):
            raise
    return in_large_print(document, theme, form, columns - 1)


_PAGED = frozenset({"pdf"})
"""Formats whose extent is a number of pages: only there can a limit of pages be kept."""


@dataclass(frozen=True, slots=True)
class FittedFile:
    """A rendered file, the changes of the house style that it took to fit, and what was left out of it for that.

    ``beyond`` is how many pages it has too many, and the first item on them; None where it fits. ``reckoned`` are the
    numbers that its templates made themselves.
    """

    rendered: Rendered
    tightened: tuple[Change, ...] = ()
    left_out: tuple[str, ...] = ()
    beyond: tuple[int, str] | None = None
    reckoned: tuple[Reckoned, ...] = ()


def fit_to_pages(document: Document, report: ReportKind, theme: Theme, form: str) -> FittedFile:
    """Return a document in a format, in the house style where that keeps to ``max_pages``.

    Where it does not, ``tighten``'s changes are laid over the style one after another, each on top of those before it,
    until it does. Then the parts that ``leave_out`` names are left out one after another, of which a note at the end
    tells. Where all that is not enough, it has the pages that it has; with ``strict_pages`` it raises
    ``PolicyReportError`` (exit code 5) with the first item too many.
    """
    most = report.max_pages if form in _PAGED else None
    made, style = FORMATS[form](document, theme), theme
    steps = 0
    for tighter in islice(accumulate(report.tighten, merged_overrides, initial=theme), 1, None):
        if not _pages_beyond(made, most):
            break
        made, steps, style = FORMATS[form](document, tighter), steps + 1, tighter
    left_out: tuple[str, ...] = ()
    for name in report.leave_out:
        if not _pages_beyond(made, most):
            break
        document, names = without(document, name)
        if names:
            left_out += names
            made = FORMATS[form](with_note(document, left_out), style)
    beyond = _pages_beyond(made, most)
    if most and beyond and report.strict_pages:
        raise PolicyReportError([_too_long(made, most, steps)])
    first = made.page_starts[most] if most and len(made.page_starts) > most else ""
    return FittedFile(made, report.tighten[:steps], left_out, (beyond, first) if beyond else None)


def _pages_beyond(made: Rendered, most: int | None) -> int:
    return max((made.extent or 0) - most, 0) if most else 0


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
        "leave something out, or add to 'tighten' or 'leave_out' in report.yaml",
        "내용을 줄이거나 report.yaml의 tighten이나 leave_out에 더하십시오",
    )
    return Problem(ErrorKind.RENDER, "render.too-many-pages", what, field="max_pages", hint=hint)


def cache_key(composed: ComposedReport, variant: Variant, theme: Theme, engine: str) -> CacheKey:
    """Return what one variant of a document is made from; ``engine`` names the programs."""
    report = composed.chosen.report
    limits = (report.max_pages, report.tighten, report.leave_out, report.strict_pages)
    style = sha256(repr((theme, theme.reference, *limits, report.figure_tables)).encode())
    return CacheKey(_tree(composed, variant), style, engine)


def render_file(composed: ComposedReport, variant: Variant, theme: Theme, identity: str) -> FittedFile:
    """Return one variant of a document; large print has no limit of pages, for it needs more of them.

    ``identity`` goes into its properties. Raises ``PolicyReportError`` for what cannot be rendered.
    """
    meta = replace(composed.document.meta, identity=identity)
    if drawn := composed.chosen.report.drawn_as(variant.form):
        made = fill(drawn, composed.names, meta, theme)
        return FittedFile(made, reckoned=made.reckoned)
    document = replace(composed.document, meta=meta)
    if variant.form == "pdf" and composed.chosen.report.figure_tables:
        document = with_data_annex(document)
    if variant.large_print:
        return FittedFile(in_large_print(document, theme, variant.form), reckoned=document.reckoned)
    fitted = fit_to_pages(document, composed.chosen.report, theme, variant.form)
    return replace(fitted, reckoned=document.reckoned)


def _tree(composed: ComposedReport, variant: Variant) -> str:
    """Return a SHA-256 of what a file says; that of a drawn template is known only by the file that it becomes."""
    drawn = composed.filled.get(variant.form)
    said = (composed.document, variant, (sha256(drawn.content), drawn.placements) if drawn else "")
    return sha256_of(piece.encode("utf-8", "surrogatepass") for piece in _repr(said))


_WIDE = Document | Table | Chart | Box
"""The nodes of which one may hold very much."""


def _repr(value: object) -> Iterator[str]:
    """Yield ``repr`` of a value in pieces: of a long table the whole would be longer than all else that is held."""
    if isinstance(value, _WIDE):
        yield f"{type(value).__name__}("
        for number, one in enumerate(one for one in fields(value) if one.repr):
            yield f"{', ' if number else ''}{one.name}="
            yield from _repr(getattr(value, one.name))
        yield ")"
    elif members := _members(value):
        for number, member in enumerate(members):
            yield ", " if number else "("
            yield from _repr(member)
        yield ",)" if len(members) == 1 else ")"
    else:
        yield repr(value)


def _members(value: object) -> tuple[object, ...]:
    """Return the members of a tuple that reads as one: without those that have a name of their own."""
    return cast("tuple[object, ...]", value) if type(value) is tuple else ()
