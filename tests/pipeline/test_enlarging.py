"""In large print a table that is too wide is told row by row, sooner than not at all."""

from __future__ import annotations

import pytest
from tests.document.specimens import META

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import Column, Document, Row, Table, Text
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.pipeline import render_file

FIVE, THREE = (
    Table(tuple(Column((Text(f"{n}"),)) for n in range(width)), (Row(((Text("가"),),) * width),)) for width in (5, 3)
)
DOCUMENT = Document(META, (FIVE, THREE))


def widths(monkeypatch: pytest.MonkeyPatch, most: int, code: str = "pdf.table-too-wide") -> list[list[int]]:
    """Return the columns of the tables of each try to render on pages that hold so many."""
    tried: list[list[int]] = []

    def render(document: Document, theme: Theme) -> Rendered:
        tried.append([len(block.columns) for block in document.blocks if isinstance(block, Table)])
        if max(tried[-1]) > most:
            raise PolicyReportError([Problem(ErrorKind.RENDER, code, Message("too wide", "너무 넓음"))])
        assert theme.sizes.body == 16
        return Rendered(b"", ())

    monkeypatch.setattr(render_file, "FORMATS", {"pdf": render})
    try:
        render_file.in_large_print(DOCUMENT, Theme(), "pdf")
    except PolicyReportError:
        tried.append([])
    return tried


def test_tables_that_fit_stay_as_they_are(monkeypatch: pytest.MonkeyPatch):
    assert widths(monkeypatch, most=5) == [[5, 3]]


def test_only_as_many_tables_are_told_row_by_row_as_are_too_wide(monkeypatch: pytest.MonkeyPatch):
    assert widths(monkeypatch, most=3) == [[5, 3], [2, 3]]
    assert widths(monkeypatch, most=2) == [[5, 3], [2, 3], [2, 3], [2, 2]]


def test_what_is_too_wide_even_so_is_refused(monkeypatch: pytest.MonkeyPatch):
    assert widths(monkeypatch, most=1)[-1] == []


def test_another_fault_is_not_mended_by_narrower_tables(monkeypatch: pytest.MonkeyPatch):
    assert widths(monkeypatch, most=1, code="pdf.glyph") == [[5, 3], []]
