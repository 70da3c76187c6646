"""Render documents as files: one renderer a format, each a pure function from a document and a theme to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

from policyreport.diagnostics import Problem
from policyreport.document.nodes import Document
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers import sheet_rows
from policyreport.renderers.character_check import check_characters
from policyreport.renderers.sheet_rows import too_many_rows

Renderer = Callable[[Document, Theme], Rendered]


def _renderer(form: str) -> Renderer:
    """Return the renderer of a format, which is imported, with its libraries, when it is first used.

    It refuses what no file can hold (``render.illegal-character``), whichever format it is.
    """

    def render(document: Document, theme: Theme) -> Rendered:
        check_characters(document, theme)
        return import_module(f"{__name__}.{form}").render(document, theme)

    return render


FORMATS: Mapping[str, Renderer] = {form: _renderer(form) for form in ("pdf", "docx", "hwpx", "xlsx", "csv", "txt")}
"""Every format by its name, which is that of its module here and the ending of its files; a new one is a word here."""

TOO_LARGE: Mapping[str, Callable[[Document], list[Problem]]] = {"xlsx": too_many_rows}
"""What tells of a composed document, at once and before anything is rendered, that a format cannot hold it."""


def most_table_rows(forms: Iterable[str]) -> int | None:
    """Return how many rows a table may have that all of some formats can hold; None where as many as it needs."""
    return None if TOO_LARGE.keys().isdisjoint(forms) else sheet_rows.MOST_ROWS


__all__ = ["FORMATS", "TOO_LARGE", "Renderer", "most_table_rows"]
