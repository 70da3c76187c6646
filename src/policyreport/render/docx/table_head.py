"""A table's head: one row, or two where columns stand under common heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from policyreport.document.tree import Column, Inline
from policyreport.render.docx.grid import cell, row
from policyreport.render.docx.inlines import inlines
from policyreport.render.docx.paragraphs import styled
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.xml import Element, w


def head_rows(columns: Sequence[Column], widths: Sequence[int], setting: Setting) -> Iterator[Element]:
    """Yield the rows that stand again on each page; a column without a group is one cell through both of two rows."""
    if any(column.group for column in columns):
        yield row(_upper(columns, widths, setting), head=True)
        yield row(_lower(columns, widths, setting), head=True)
    else:
        yield row((_head(c.head, width, setting) for c, width in zip(columns, widths, strict=True)), head=True)


def _upper(columns: Sequence[Column], widths: Sequence[int], setting: Setting) -> Iterator[Element]:
    for group, members in groupby(zip(columns, widths, strict=True), key=lambda member: member[0].group):
        under = list(members)
        if group:
            yield _head(group, sum(width for _, width in under), setting, *_spanning(len(under)))
        else:
            yield from (_head(c.head, width, setting, w("vMerge", val="restart")) for c, width in under)


def _lower(columns: Sequence[Column], widths: Sequence[int], setting: Setting) -> Iterator[Element]:
    for column, width in zip(columns, widths, strict=True):
        through = () if column.group else (w("vMerge"),)
        yield _head(column.head if column.group else (), width, setting, *through)


def _spanning(count: int) -> tuple[Element, ...]:
    return (w("gridSpan", val=count),) if count > 1 else ()


def _head(content: tuple[Inline, ...], width: int, setting: Setting, *looks: Element) -> Element:
    return cell(width, (styled("TableHead", *inlines(content, setting)),), *looks)
