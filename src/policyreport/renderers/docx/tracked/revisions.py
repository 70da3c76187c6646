"""The marks of tracked changes on runs, paragraphs and rows (ECMA-376-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from itertools import count, groupby
from typing import Literal

from docx.oxml.ns import qn

from policyreport.renderers.docx.node import Node, empty
from policyreport.renderers.docx.tracked.atoms import Atom

Change = Literal["", "ins", "del"]
"""What becomes of something: it stays, is inserted, or is deleted."""
Changed = tuple[Change, Atom]

_DELETED = {qn("w:t"): qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Reviser:
    """Writes changes as those of one author on one day."""

    author: str
    day: date
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def mark(self, tag: str) -> Node:
        """Return the mark of a change (``w:ins``, ``w:del``, ``w:pPrChange``), with an id of its own."""
        made = empty(tag)
        made.set(qn("w:id"), str(next(self._ids)))
        made.set(qn("w:author"), self.author)
        made.set(qn("w:date"), f"{self.day.isoformat()}T00:00:00Z")
        return made

    def content(self, atoms: Iterable[Changed]) -> Iterator[Node]:
        """Yield atoms as runs within the marks of their changes; a hyperlink is around the marks, as Word has it."""
        for (change, _), group in groupby(atoms, key=lambda each: (each[0], id(each[1].link))):
            together = [atom for _, atom in group]
            runs = _joined(deepcopy(run) for atom in together for run in atom.runs)
            if change == "del":
                _as_deleted(runs)
            holder = self.mark(f"w:{change}") if change else None
            if holder is not None:
                holder.extend(runs)
                runs = [holder]
            link = together[0].link
            if link is None:
                yield from runs
            else:
                around = deepcopy(link)
                for run in list(around):
                    around.remove(run)
                around.extend(runs)
                yield around

    def mark_paragraph(self, properties: Node, change: Change) -> None:
        """Say in a paragraph's properties that its end is inserted or deleted."""
        if not change:
            return
        of_mark = empty("w:rPr")
        of_mark.append(self.mark(f"w:{change}"))
        after = [properties.find(qn(tag)) for tag in ("w:sectPr", "w:pPrChange")]
        first = next((node for node in after if node is not None), None)
        if first is None:
            properties.append(of_mark)
        else:
            first.addprevious(of_mark)

    def mark_row(self, row: Node, change: Change) -> None:
        """Say in a row's properties that it is inserted or deleted."""
        if not change:
            return
        properties = row.find(qn("w:trPr"))
        if properties is None:
            properties = empty("w:trPr")
            row.insert(0, properties)
        properties.append(self.mark(f"w:{change}"))

    def change_properties(self, properties: Node, before: Node) -> None:
        """Say in a paragraph's properties what they were before."""
        change = self.mark("w:pPrChange")
        held = empty("w:pPr")
        held.extend(deepcopy(one) for one in before if one.tag not in (qn("w:rPr"), qn("w:sectPr")))
        change.append(held)
        properties.append(change)


def _as_deleted(runs: Iterable[Node]) -> None:
    for run in runs:
        for node in run:
            if node.tag in _DELETED:
                node.tag = _DELETED[node.tag]
                if node.text != (node.text or "").strip():
                    node.set(_PRESERVED, "preserve")


def _joined(runs: Iterable[Node]) -> list[Node]:
    """Return runs, those of nothing but text that look alike as one."""
    joined: list[Node] = []
    for run in runs:
        text, before = _only_text(run), _only_text(joined[-1]) if joined else None
        if text is not None and before is not None and _look(run) == _look(joined[-1]):
            before.text = (before.text or "") + (text.text or "")
            if before.text != before.text.strip():
                before.set(_PRESERVED, "preserve")
        else:
            joined.append(run)
    return joined


def _only_text(run: Node) -> Node | None:
    content = [node for node in run if node.tag != qn("w:rPr")]
    return content[0] if len(content) == 1 and content[0].tag == qn("w:t") else None


def _look(run: Node) -> list[tuple[object, ...]]:
    properties = run.find(qn("w:rPr"))
    return [] if properties is None else [(one.tag, *sorted(one.attrib.items())) for one in properties]
