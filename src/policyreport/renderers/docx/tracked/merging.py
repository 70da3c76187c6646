"""Two bodies as one in which every difference is a tracked change: paragraphs, tables by their rows, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial

from docx.oxml.ns import qn

from policyreport.renderers.docx.node import Node, value
from policyreport.renderers.docx.tracked.alignment import aligned, alike
from policyreport.renderers.docx.tracked.atoms import Atom, Identity, atoms
from policyreport.renderers.docx.tracked.revisions import Change, Changed, Reviser

_PARAGRAPH, _TABLE, _ROW, _CELL = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc"))
_PROPERTIES = {_PARAGRAPH: qn("w:pPr"), _CELL: qn("w:tcPr")}
_LEAST_ALIKE = 0.5
"""Paragraphs with fewer words in common are not one that was rewritten, but one that went and one that came."""
_LEAST_KEPT = 0.25
"""Where a pair has fewer words in common in the same order, all of it is replaced, which reads better."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table with what it is compared by."""

    node: Node
    kind: tuple[object, ...]
    atoms: tuple[Atom, ...] = ()
    rows: tuple[_RowKey, ...] = ()
    words: Counter[str] = field(default_factory=Counter[str])

    @property
    def is_paragraph(self) -> bool:
        return self.node.tag == _PARAGRAPH


@dataclass(frozen=True, slots=True)
class _RowKey:
    """A row with what it is compared by: the name of its record, and what its cells print."""

    node: Node
    name: str
    texts: tuple[str, ...]
    shape: tuple[object, ...]
    content: tuple[object, ...]
    words: Counter[str]


class Merger:
    """Merges two states; of what is the same in both, or is not tracked, the new one stands."""

    def __init__(self, reviser: Reviser, identity: Identity) -> None:
        self._reviser, self._identity = reviser, identity

    def merged(self, before: Sequence[Node], after: Sequence[Node]) -> list[Node]:
        """Return the paragraphs and tables of a body, a part of it, or a cell, each of which ends with a paragraph."""
        olds, news = list(map(self._block, before)), list(map(self._block, after))
        return self._written(self._pairs(olds, news))

    def merged_paragraph(self, before: Node, after: Node) -> Node:
        """Return one paragraph made of two."""
        return self._paragraph(self._block(before), self._block(after))

    def whole(self, nodes: Iterable[Node], change: Change) -> list[Node]:
        """Return paragraphs and tables that are inserted or deleted with all that is in them."""
        return [one for node in nodes for one in self._whole(self._block(node), change)]

    @staticmethod
    def _pairs(olds: list[_Block], news: list[_Block]) -> list[tuple[_Block | None, _Block | None]]:
        """Return which blocks belong together: of the last paragraphs both, for the end of a cell cannot go."""
        pairs = _aligned(olds, news)
        if not (olds and news) or all(pairs[-1]):
            return pairs
        return [*_aligned(olds[:-1], news[:-1]), (olds[-1], news[-1])]

    def _written(self, pairs: Sequence[tuple[_Block | None, _Block | None]]) -> list[Node]:
        written: list[Node] = []
        for old, new in pairs:
            if old is not None and new is not None:
                written.append(self._both(old, new))
            elif old is not None:
                written.extend(self._whole(old, "del"))
            elif new is not None:
                written.extend(self._whole(new, "ins"))
        return written

    def _both(self, old: _Block, new: _Block) -> Node:
        if new.is_paragraph and old.is_paragraph:
            return self._paragraph(old, new)
        return self._table(old, new) if new.node.tag == _TABLE else deepcopy(new.node)

    def _paragraph(self, old: _Block, new: _Block) -> Node:
        made = _emptied(new.node)
        properties = _properties_of(made)
        if _shape(old.node) != _shape(new.node):
            self._reviser.change_properties(properties, _properties_of(old.node))
        _fill(made, new.node, self._reviser.content(_changes(old.atoms, new.atoms)))
        return made

    def _whole(self, block: _Block, change: Change) -> Iterator[Node]:
        if block.is_paragraph:
            made = _emptied(block.node)
            self._reviser.mark_paragraph(_properties_of(made), change)
            _fill(made, block.node, self._reviser.content(_changed(change, block.atoms)))
            yield made
        elif block.node.tag == _TABLE:
            made = _without_rows(block.node)
            made.extend(self._whole_row(row.node, change) for row in block.rows)
            yield made
        elif change == "ins":  # a table of contents: one there is, that of the new state
            yield deepcopy(block.node)

    def _whole_row(self, row: Node, change: Change) -> Node:
        made = deepcopy(row)
        for old, cell in zip(row.findall(_CELL), made.findall(_CELL), strict=True):
            _refill(cell, self.whole(_content(old), change))
        self._reviser.mark_row(made, change)
        return made

    def _table(self, old: _Block, new: _Block) -> Node:
        made = _without_rows(new.node)
        widths = [int(column.get(qn("w:w"), "0")) for column in made.iter(qn("w:gridCol"))]
        labels = max(map(_labels, (old.rows, new.rows)))
        likeness = _alike_as_whole if len(old.rows) == len(new.rows) == 1 else partial(_row_likeness, labels)
        for one, other in aligned(old.rows, new.rows, lambda row: (row.name, row.shape, row.content), likeness):
            if one is not None and other is not None:
                made.append(self._row(old.rows[one].node, new.rows[other].node))
            elif one is not None:
                made.append(_fitted(self._whole_row(old.rows[one].node, "del"), widths))
            elif other is not None:
                made.append(self._whole_row(new.rows[other].node, "ins"))
        return made

    def _row(self, old: Node, new: Node) -> Node:
        made = deepcopy(new)
        for cell, one, other in zip(made.findall(_CELL), old.findall(_CELL), new.findall(_CELL), strict=True):
            _refill(cell, self.merged(_content(one), _content(other)))
        return made

    def _block(self, node: Node) -> _Block:
        if node.tag == _PARAGRAPH:
            found = tuple(atoms(node, self._identity))
            kind = ("p", _style(node), *_level(node))
            return _Block(
                node, kind, found, words=Counter(atom.text for atom in found if any(map(str.isalnum, atom.text)))
            )
        if node.tag == _TABLE:
            rows = tuple(map(self._row_key, node.findall(_ROW)))
            style = node.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
            kind = ("tbl", "" if style is None else value(style), len(list(node.iter(qn("w:gridCol")))))
            return _Block(node, kind, rows=rows, words=sum((row.words for row in rows), Counter[str]()))
        return _Block(node, (node.tag,))

    def _row_key(self, row: Node) -> _RowKey:
        cells = row.findall(_CELL)
        content = [[self._block(node) for node in _content(cell)] for cell in cells]
        named = (mark.get(qn("w:name"), "") for mark in row.iter(qn("w:bookmarkStart")))
        name = next((one for one in named if one.startswith("_r")), "")
        texts = tuple("".join(atom.text for block in blocks for atom in block.atoms) for blocks in content)
        words = sum((block.words for blocks in content for block in blocks), Counter[str]())
        shape = tuple(
            (_cell_shape(cell), blocks[0].kind[1] if blocks else "")
            for cell, blocks in zip(cells, content, strict=True)
        )
        return _RowKey(row, name, texts, shape, tuple(tuple(map(_key, blocks)) for blocks in content), words)


def _aligned(olds: list[_Block], news: list[_Block]) -> list[tuple[_Block | None, _Block | None]]:
    found = aligned(olds, news, _key, _likeness)
    return [(None if old is None else olds[old], None if new is None else news[new]) for old, new in found]


def _key(block: _Block) -> object:
    if block.rows:
        return block.kind, tuple((row.name, row.shape, row.content) for row in block.rows)
    return block.kind, tuple(atom.key for atom in block.atoms)


def _likeness(old: _Block, new: _Block) -> float:
    """Return what pairing two blocks is worth; a long one is worth more than a gap."""
    if old.kind != new.kind:
        return 0
    if old.rows:
        return 2 + 2 * alike(old.words, new.words) if _same_head(old, new) else 0
    if not old.is_paragraph:
        return 1
    if not (old.atoms or new.atoms):
        return 0.05
    likeness = alike(old.words, new.words)
    return likeness if likeness >= _LEAST_ALIKE else 0


def _same_head(old: _Block, new: _Block) -> bool:
    """Return whether two tables are one: by the names of their rows, by their heads, or by half of their words."""
    if {row.name for row in old.rows if row.name} & {row.name for row in new.rows if row.name}:
        return True
    return old.rows[0].content == new.rows[0].content or alike(old.words, new.words) >= _LEAST_ALIKE


def _labels(rows: Sequence[_RowKey]) -> int:
    """Return by how many of their first cells the rows of a table are told apart; by the first where by none."""
    most = min(len(row.texts) for row in rows)
    return next((count for count in range(1, most) if len({row.texts[:count] for row in rows}) == len(rows)), 1)


def _alike_as_whole(old: _RowKey, new: _RowKey) -> float:
    """Return that the only rows of a box, or of cards side by side, are one."""
    return float(old.shape == new.shape)


def _row_likeness(labels: int, old: _RowKey, new: _RowKey) -> float:
    """Return what pairing two rows is worth: of those of records by their names, of others by their first cells."""
    if old.shape != new.shape or old.name != new.name:
        return 0
    if old.name:
        return 2
    if old.texts[:labels] == new.texts[:labels]:
        return 1 + alike(old.words, new.words)
    is_head = all(row.node.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in (old, new))
    return float(is_head)


def _changes(old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[Changed]:
    """Yield the atoms of a paragraph that was rewritten; where little stays, all of the old before all of the new."""
    matcher = SequenceMatcher(None, [atom.key for atom in old], [atom.key for atom in new], autojunk=False)
    kept = sum(_signs(new[block.b : block.b + block.size]) for block in matcher.get_matching_blocks())
    total = max(_signs(old), _signs(new))
    if total and kept < _LEAST_KEPT * total:
        yield from _changed("del", old)
        yield from _changed("ins", new)
        return
    gone: list[Atom] = []
    come: list[Atom] = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        same = new[begin:stop]
        is_space = all(atom.text.isspace() for atom in same)
        if tag == "equal" and not (is_space and gone and come and stop < len(new) and end < len(old)):
            yield from _flushed(gone, come)
            yield from _changed("", same)
        else:
            gone += old[start:end]
            come += new[begin:stop]
    yield from _flushed(gone, come)


def _signs(atoms: Iterable[Atom]) -> int:
    """Return how many atoms are not merely white space."""
    return sum(not atom.text.isspace() for atom in atoms)


def _changed(change: Change, atoms: Iterable[Atom]) -> Iterator[Changed]:
    for atom in atoms:
        yield change, atom


def _flushed(gone: list[Atom], come: list[Atom]) -> Iterator[Changed]:
    yield from _changed("del", gone)
    yield from _changed("ins", come)
    gone.clear()
    come.clear()


def _style(paragraph: Node) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else value(style)


def _level(paragraph: Node) -> tuple[str, ...]:
    """Return the depth of an item of a list; which list it is of is said elsewhere."""
    level = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    return () if level is None else (value(level),)


def _shape(paragraph: Node) -> tuple[str, ...]:
    """Return what a change of a paragraph's properties is told for: its style and its list."""
    number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    return (_style(paragraph), *_level(paragraph), "" if number is None else value(number))


def _cell_shape(cell: Node) -> tuple[object, ...]:
    properties = cell.find(_PROPERTIES[_CELL])
    shaping = (qn("w:gridSpan"), qn("w:vMerge"))
    return () if properties is None else tuple((node.tag, value(node)) for node in properties if node.tag in shaping)


def _content(cell: Node) -> list[Node]:
    return [node for node in cell if node.tag != _PROPERTIES[_CELL]]


def _refill(cell: Node, content: Iterable[Node]) -> None:
    for node in _content(cell):
        cell.remove(node)
    cell.extend(content)


def _without_rows(table: Node) -> Node:
    made = deepcopy(table)
    for row in made.findall(_ROW):
        made.remove(row)
    return made


def _emptied(paragraph: Node) -> Node:
    made = deepcopy(paragraph)
    for node in list(made):
        if node.tag != _PROPERTIES[_PARAGRAPH]:
            made.remove(node)
    return made


def _properties_of(paragraph: Node) -> Node:
    """Return the properties of a paragraph; the renderer gives each its style."""
    return next(paragraph.iterchildren(_PROPERTIES[_PARAGRAPH]))


def _fill(made: Node, marked: Node, content: Iterable[Node]) -> None:
    """Put content into a paragraph, within the bookmarks of the one that it is made of."""
    made.extend(deepcopy(node) for node in marked.findall(qn("w:bookmarkStart")))
    made.extend(content)
    made.extend(deepcopy(node) for node in marked.findall(qn("w:bookmarkEnd")))


def _fitted(row: Node, widths: Sequence[int]) -> Node:
    """Return a row of a table whose columns are of other widths now."""
    at = 0
    for cell in row.findall(_CELL):
        span = cell.find(f"{_PROPERTIES[_CELL]}/{qn('w:gridSpan')}")
        count = int(value(span)) if span is not None else 1
        width = cell.find(f"{_PROPERTIES[_CELL]}/{qn('w:tcW')}")
        if width is not None:
            width.set(qn("w:w"), str(sum(widths[at : at + count])))
        at += count
    return row
