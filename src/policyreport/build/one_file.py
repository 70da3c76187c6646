"""One file of a composed document: what it is made from, and what it becomes."""

from __future__ import annotations

from dataclasses import replace

from policyreport.build.composing import Composed
from policyreport.build.enlarging import enlarged
from policyreport.build.fitting import Fitted, fitted
from policyreport.build.variant import Variant
from policyreport.document.theme import Theme
from policyreport.drawn import fill
from policyreport.ledger.content import sha256
from policyreport.ledger.made import Origin


def origin(each: Composed, variant: Variant, theme: Theme, engine: str) -> Origin:
    """Return what one variant of a document is made from; ``engine`` names the programs."""
    report = each.chosen.report
    style = sha256(repr((theme, theme.reference, report.max_pages, report.tighten)).encode())
    return Origin(_tree(each, variant), style, engine)


def made_file(each: Composed, variant: Variant, theme: Theme, identity: str) -> Fitted:
    """Return one variant of a document; large print has no limit of pages, for it needs more of them.

    ``identity`` goes into its properties. Raises ``PolicyReportError`` for what cannot be rendered.
    """
    meta = replace(each.document.meta, identity=identity)
    if drawn := each.chosen.report.drawn_as(variant.form):
        return Fitted(fill(drawn, each.names, meta, theme))
    document = replace(each.document, meta=meta)
    if variant.large_print:
        return Fitted(enlarged(document, theme, variant.form))
    return fitted(document, each.chosen.report, theme, variant.form)


def _tree(each: Composed, variant: Variant) -> str:
    """Return a SHA-256 of what a file says; that of a drawn template is known only by the file that it becomes."""
    drawn = each.filled.get(variant.form)
    said = (each.document, variant, (sha256(drawn.content), drawn.placements) if drawn else "")
    return sha256(repr(said).encode("utf-8", "surrogatepass"))
