"""One file of a composed document: what it is made from, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import cast

from policyreport.diagnostics import PolicyReportError
from policyreport.document.large_print import large_print, with_narrow_tables
from policyreport.document.nodes import Box, Chart, Document, Table
from policyreport.document.output import Rendered
from policyreport.document.references import with_data_annex
from policyreport.document.theme import Theme
from policyreport.ledger.blobs import sha256, sha256_of
from policyreport.ledger.build_cache import CacheKey
from policyreport.office_templates import fill
from policyreport.pipeline.composition import ComposedReport
from policyreport.pipeline.page_fitting import FittedFile, charts_on_pages, fit_to_pages
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


def cache_key(composed: ComposedReport, variant: Variant, theme: Theme, engine: str) -> CacheKey:
    """Return what one variant of a document is made from; ``engine`` names the programs."""
    report = composed.chosen.report
    limits = (report.max_pages, report.tighten, report.leave_out, report.keep, report.strict_pages)
    style = sha256(repr((theme, theme.reference, *limits, report.figure_tables)).encode())
    return CacheKey(_tree(composed, variant), style, engine)


def render_file(composed: ComposedReport, variant: Variant, theme: Theme, identity: str) -> FittedFile:
    """Return one variant of a document; large print has no limit of pages, for it needs more of them.

    ``identity`` goes into its properties. Raises ``PolicyReportError`` for what cannot be rendered.
    """
    meta = replace(composed.document.meta, identity=identity)
    if drawn := composed.chosen.report.drawn_as(variant.form):
        made = fill(drawn, composed.names, meta, theme, composed.document.titles)
        return FittedFile(made, reckoned=made.reckoned)
    document = replace(composed.document, meta=meta)
    if variant.form == "pdf" and composed.chosen.report.figure_tables:
        document = with_data_annex(document)
    if variant.large_print:
        made, charts = in_large_print(document, theme, variant.form), charts_on_pages(document, variant.form)
        return FittedFile(made, reckoned=document.reckoned, charts=charts)
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
