"""The Word file of two states of a document: the new one's parts, and one body made of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import count

from docx.oxml.ns import qn

from policyreport.document.nodes import Document, Inline
from policyreport.document.references import bound
from policyreport.document.theme import Theme
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.document import (
    NAMESPACES,
    add_parts,
    context_for,
    section_fragments,
    styles_for,
    with_wide_tables_turned,
)
from policyreport.renderers.docx.node import Node, as_text, parsed, value
from policyreport.renderers.docx.package import packed
from policyreport.renderers.docx.page import section_end
from policyreport.renderers.docx.paragraphs import Fragment
from policyreport.renderers.docx.style_parts import StyleParts
from policyreport.renderers.docx.tracked.alignment import aligned, alike
from policyreport.renderers.docx.tracked.merging import Merger
from policyreport.renderers.docx.tracked.revisions import Reviser
from policyreport.renderers.docx.xml import Element, root, together, w
from policyreport.renderers.flow.blocks import NumberedList

_BOOKMARK, _BOOKMARK_END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_NAME, _ID = qn("w:name"), qn("w:id")
_OF_BEFORE = "of-before"
"""Is an attribute of the bookmarks of the old state until those of both are joined."""
_RELATIONS = (qn("r:id"), qn("r:embed"))
_DECLARED = re.compile(r' xmlns:(\w+)="[^"]*"')
_OWN = ("pic",)
"""The prefixes that are declared where they are used."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a body on pages that lie one way."""

    nodes: list[Node]
    landscape: bool


def render_tracked(before: Document, after: Document, theme: Theme, author: str, day: date) -> bytes:
    """Return a Word file: all its changes accepted it says what ``after`` says, all rejected what ``before`` said.

    Headers, footers, the contents, how pages lie and how wide columns are, are those of ``after``. The same documents
    give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    theme = replace(theme, number_ids=True)  # by its control a number is one thing; no control gets into the file
    styles = styles_for(theme, after.meta.language)
    before, after = (with_wide_tables_turned(bound(each), theme, styles.page) for each in (before, after))
    context = context_for(after, theme, styles)
    of_before = replace(
        context_for(before, theme, styles),
        parts=context.parts,
        charts=context.charts,
        images=context.images,
        lists=context.lists,
        footnotes=context.footnotes,
    )
    news = _sections(after, context, styles)
    olds = _sections(before, of_before, styles)
    _share_lists([one.nodes for one in olds], [one.nodes for one in news], context.lists.added())
    for mark in (mark for one in olds for node in one.nodes for mark in node.iter(_BOOKMARK, _BOOKMARK_END)):
        mark.set(_OF_BEFORE, "1")
    merger = Merger(Reviser(author, day), _Identities(context))
    bodies = [_merged(old, new, merger) for old, new in _paired(olds, news)]
    body = [node for nodes in bodies for node in nodes]
    _join_bookmarks(body)
    _count_footnotes(body, context.footnotes)
    named = {value for node in body for each in node.iter() for key, value in each.attrib.items() if key in _RELATIONS}
    context.parts.drop_unused(named)
    *ends, last = add_parts(after, context, styles, [one.landscape for one in news])
    written = [_written(nodes) for nodes in bodies]
    closed = (together((each, section_end(end))) for each, end in zip(written, ends, strict=False))
    content = w("body", *closed, written[-1], last)
    context.parts.main(root("w:document", NAMESPACES, content))
    context.parts.describe(replace(after.meta, identity=""))
    return packed(context.parts.package())


def _sections(document: Document, context: RenderContext, styles: StyleParts) -> list[_Section]:
    sections = section_fragments(document, context, styles)
    return [_Section(_nodes(each.fragments), each.landscape) for each in sections]


def _nodes(fragments: Iterable[Fragment]) -> list[Node]:
    body = w("body", *(fragment.element for fragment in fragments))
    return list(parsed(root("w:document", NAMESPACES, body).encode())[0])


def _paired(olds: Sequence[_Section], news: Sequence[_Section]) -> list[tuple[list[_Section], _Section]]:
    """Return the sections of the new state, each with those of the old one that it takes up: its own comes last.

    How pages lie is not tracked, so that what stood in a section that is gone stands deleted in the next one.
    """
    found = aligned(olds, news, lambda section: section.landscape, _section_likeness)
    pairs: list[tuple[list[_Section], _Section]] = []
    waiting: list[_Section] = []
    for old, new in found:
        if old is not None:
            waiting.append(olds[old])
        if new is not None:
            pairs.append((waiting, news[new]))
            waiting = []
    if waiting:
        pairs[-1][0].extend(waiting)
    return pairs


def _section_likeness(old: _Section, new: _Section) -> float:
    return 0 if old.landscape != new.landscape else 0.1 + alike(_words(old.nodes), _words(new.nodes))


def _words(nodes: Iterable[Node]) -> Counter[str]:
    return Counter(word for node in nodes for text in node.iter(qn("w:t")) for word in (text.text or "").split())


def _merged(olds: Sequence[_Section], new: _Section, merger: Merger) -> list[Node]:
    if not olds:
        return merger.whole(new.nodes, "ins")
    return merger.merged([node for old in olds for node in old.nodes], new.nodes)


def _share_lists(
    olds: Sequence[Sequence[Node]], news: Sequence[Sequence[Node]], lists: Mapping[str, NumberedList]
) -> None:
    """Bind the items of a numbered list of the old state to the same list of the new one, which counts both."""
    before, after = (_items_of_lists(side, lists) for side in (olds, news))
    then, now = list(before), list(after)

    def likeness(old: str, new: str) -> float:
        if _counting(lists[old]) != _counting(lists[new]):
            return 0
        return 0.1 + alike(_words(before[old]), _words(after[new]))

    for old, new in aligned(then, now, lambda _list: object(), likeness):
        if old is not None and new is not None:
            for item in before[then[old]]:
                next(item.iter(qn("w:numId"))).set(qn("w:val"), now[new])


def _counting(numbers: NumberedList) -> tuple[object, ...]:
    return numbers.first, numbers.form, numbers.level


def _items_of_lists(bodies: Iterable[Iterable[Node]], lists: Mapping[str, NumberedList]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for number in (number for body in bodies for node in body for number in node.iter(qn("w:numId"))):
        if value(number) in lists:
            item = next(number.iterancestors(qn("w:p")))
            found.setdefault(value(number), []).append(item)
    return found


class _Identities:
    """Tells pictures, charts and notes apart by what they show, not by their ids."""

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def __call__(self, node: Node) -> str:
        if node.tag == qn("w:footnoteReference"):
            shown = repr(self._context.footnotes[int(node.get(qn("w:id"), "0")) - 1])
        else:
            copy = deepcopy(node)
            for each in copy.iter():
                for key in each.attrib:
                    if key in _RELATIONS:
                        content = self._context.parts.related_content(each.get(key, ""))
                        each.set(key, sha256(content).hexdigest())
                    elif key in ("id", "name"):
                        each.set(key, "")
            shown = as_text(copy)
        return f"\ufffc{sha256(shown.encode()).hexdigest()[:16]}"


def _join_bookmarks(body: Sequence[Node]) -> None:
    """Give each bookmark a number of its own; of two of the same name that of the new state stays."""
    starts = [mark for node in body for mark in node.iter(_BOOKMARK)]
    taken = {mark.get(_NAME) for mark in starts if _OF_BEFORE not in mark.attrib}
    numbers: dict[tuple[bool, str], str] = {}
    fresh = count(1)
    for mark in (mark for node in body for mark in list(node.iter(_BOOKMARK, _BOOKMARK_END))):
        key = (mark.attrib.pop(_OF_BEFORE, None) is not None, mark.get(_ID, ""))
        if mark.tag == _BOOKMARK and not (key[0] and mark.get(_NAME) in taken):
            taken.add(mark.get(_NAME))
            numbers[key] = str(next(fresh))
        if key in numbers:
            mark.set(_ID, numbers[key])
        else:
            next(mark.iterancestors()).remove(mark)


def _count_footnotes(body: Iterable[Node], footnotes: list[tuple[Inline, ...]]) -> None:
    """Number the footnotes as they stand in the body, and leave out those that nothing there leads to."""
    marks = [mark for node in body for mark in node.iter(qn("w:footnoteReference"))]
    kept = [footnotes[int(mark.get(_ID, "0")) - 1] for mark in marks]
    for number, mark in enumerate(marks, start=1):
        mark.set(_ID, str(number))
    footnotes[:] = kept


def _written(nodes: Iterable[Node]) -> Element:
    """Return nodes as text without the namespaces, which the whole part declares."""
    text = "".join(map(as_text, nodes))
    return Element(_DECLARED.sub(lambda found: found[0] if found[1] in _OWN else "", text))
