"""Captions: a number that Word can reckon anew, the words, and the unit at the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from policyreport.document.tree import Table
from policyreport.render.docx.inlines import Look, inlines, looking
from policyreport.render.docx.paragraphs import marked
from policyreport.render.docx.piece import Piece, paragraph_piece
from policyreport.render.docx.runs import field, run
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.xml import Element, w

Sort = Literal["표", "그림"]
TABLE: Sort = "표"
FIGURE: Sort = "그림"


def caption_piece(sort: Sort, table: Table, setting: Setting) -> Iterator[Piece]:
    """Yield the caption of a table or a figure; none where there is neither a caption nor a unit."""
    if table.caption or table.unit:
        shape = w("pPr", w("pStyle", val="Caption"), w("tabs", w("tab", val="right", pos=setting.width)))
        runs = (*_numbered(sort, table, setting), *_unit(table))
        yield paragraph_piece(w("p", shape, marked(runs, setting)), table.caption)


def _numbered(sort: Sort, table: Table, setting: Setting) -> Iterator[Element]:
    if table.caption:
        numbers = setting.shared.tables if sort == TABLE else setting.shared.figures
        yield run(f"{sort} ")
        yield from field(rf"SEQ {sort} \* ARABIC", str(next(numbers)))
        yield run(". ")
        yield from inlines(table.caption, setting)


def _unit(table: Table) -> Iterator[Element]:
    if table.unit:
        yield run("\t")
        yield looking(f"(단위: {table.unit})", Look("Unit", bold=False))
