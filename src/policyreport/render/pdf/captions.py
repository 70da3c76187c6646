"""Captions: the number and the title of a table or a chart at the left, its unit at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyreport.document.theme import Theme
from policyreport.document.tree import Table, Text
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import Line, broken
from policyreport.render.pdf.part import TextBox
from policyreport.render.pdf.runs import Look, Numbering, runs
from policyreport.render.pdf.structure import Element

_GAP = 5.0
Setting = Callable[[float], Iterator[TextBox]]
"""Sets a caption across a column so many points wide; nothing where there is neither a title nor a unit."""


class Captions:
    """Numbers tables and charts as they come."""

    def __init__(self, theme: Theme, numbering: Numbering) -> None:
        self._theme, self._numbering = theme, numbering
        self._tables = self._charts = 0

    def table(self, table: Table, element: Element) -> Setting:
        """Return the caption of a table, which is a part of the table's element (ISO 32000-1, 14.8.4.3.4)."""
        self._tables += bool(table.caption)
        return self._setting(table, f"표 {self._tables}. ", element)

    def chart(self, table: Table, element: Element) -> Setting:
        """Return the caption of a chart of a table."""
        self._charts += bool(table.caption)
        return self._setting(table, f"그림 {self._charts}. ", element)

    def _setting(self, table: Table, label: str, element: Element) -> Setting:
        if not table.caption and not table.unit:
            return lambda _: iter(())
        caption = element.add("Caption")
        return lambda width: self._set(table, label, caption, width)

    def _set(self, table: Table, label: str, caption: Element, width: float) -> Iterator[TextBox]:
        look = Look(self._theme.sizes.caption, self._theme.colours.ink, BOLD)
        said = (Text(label), *table.caption) if table.caption else ()
        units = Look(self._theme.sizes.caption, self._theme.colours.quiet)
        unit = units.runs(f"(단위: {table.unit})") if table.unit else []
        tail = Line.of(unit)
        lines = broken(runs(said, look, self._theme, self._numbering), width - tail.width - _GAP)
        yield TextBox(
            [*lines[:-1], lines[-1]._replace(spaced=True)],
            look.size * 1.6,
            caption,
            11,
            stays_with_next=True,
            tail=(tail, caption) if table.unit else None,
            width=width,
        )
