"""Tags set as marks into a file's tree, and the blocks that they form."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from urllib.parse import unquote

from lxml import etree

from policyreport.diagnostics import Message, PolicyReportError, Problem
from policyreport.office_templates import errors
from policyreport.office_templates.link_addresses import is_address
from policyreport.office_templates.picture_fields import is_picture
from policyreport.office_templates.runs import Marked, Segment, Vocabulary, cut_runs, segments_of
from policyreport.office_templates.tags import (
    CELL_STATEMENTS,
    Level,
    Tag,
    escapes,
    lookalikes,
    opens,
    spots,
    strays,
    tag_of,
)
from policyreport.office_templates.trimming import ParagraphMerger, without_blanks
from policyreport.office_templates.xml import MARK, Element, drop
from policyreport.ooxml.xml_text import BIDI_CONTROLS
from policyreport.templating.errors import BudgetExceededError

_BRACES = re.compile("[{}｛]")
_INNERMOST_FIRST: tuple[Level, ...] = ("paragraph", "cell", "row")
Homes = dict[Element, list[Tag]]


class TagMarker:
    """Sets the marks of one template's tags; the number in a mark is that of its tag in ``tags``."""

    def __init__(self, file: str, vocabulary: Vocabulary) -> None:
        self.tags: list[Tag] = []
        self.problems: list[Problem] = []
        self.file, self._vocabulary = file, vocabulary
        self._removed: dict[Tag, Element] = {}
        self._trimming: list[tuple[Element, Tag]] = []

    def mark(self, paragraphs: Iterable[tuple[Element, Message]]) -> None:
        """Mark all tags of some paragraphs, and note what of them cannot be read."""
        removed_by_tags: Homes = {}
        for paragraph, place in paragraphs:
            try:
                self._mark(paragraph, place, removed_by_tags)
            except BudgetExceededError as fault:  # of the outer fence
                raise PolicyReportError([fault.problem(errors.location(self.file, place))]) from None
        self._merge_paragraphs(removed_by_tags)
        for removed, tags in sorted(removed_by_tags.items(), key=lambda item: _INNERMOST_FIRST.index(item[1][0].level)):
            self._replace(removed, tags)

    def tag_of(self, mark: Element) -> Tag:
        """Return the tag for which a mark stands."""
        return self.tags[int(mark.text or 0)]

    def standing(self, root: Element) -> Iterator[BlockPosition]:
        """Yield the statements of a part with the elements in which their marks stand."""
        for mark in root.iter(etree.PI):
            tag = self.tag_of(mark)
            if tag.sort == "statement":
                yield BlockPosition(tag, mark.getparent(), self._removed.get(tag))

    def _mark(self, paragraph: Element, place: Message, removed_by_tags: Homes) -> None:
        segments = list(segments_of(paragraph, self._vocabulary))
        text = "".join(piece.text for piece in segments)
        if not text.isprintable() and (found := BIDI_CONTROLS.search(text)):
            self.problems.append(errors.unseen_character(self.file, place, found[0]))
        if _BRACES.search(text):
            self._mark_paragraph(paragraph, place, segments, removed_by_tags)
        self._note_what_is_out_of_reach(paragraph, place)

    def _mark_paragraph(
        self, paragraph: Element, place: Message, segments: list[Segment], removed_by_tags: Homes
    ) -> None:
        text = "".join(piece.text for piece in segments)
        unclosed = [errors.stray(self.file, place, braces) for braces in strays(text)]
        self.problems += unclosed or [errors.lookalike(self.file, place, braces) for braces in lookalikes(text)]
        marked: list[Marked] = [(at, at + 1, None) for at in escapes(text)]
        tags = [(spot, self._understood(self._tag(paragraph, spot.source, place))) for spot in spots(text)]
        marked += without_blanks(segments, tags)
        for spot, tag in tags:
            if tag.keyword in CELL_STATEMENTS:
                self._note_misplaced_cell_statement(paragraph, tag)
            removed = self._home(paragraph, tag)
            if removed is not None:
                removed_by_tags.setdefault(removed, []).append(tag)
            marked.append((spot.start, spot.end, None if removed is not None or tag.sort == "comment" else tag))
        cut_runs(segments, sorted(marked, key=itemgetter(0)), self._numbered, self._vocabulary)

    def _tag(self, paragraph: Element, source: str, place: Message) -> Tag:
        tag = tag_of(source, place)
        if is_picture(paragraph):
            return replace(tag, is_of_picture=True)
        return replace(tag, is_in_address=True) if is_address(paragraph) else tag

    def _understood(self, tag: Tag) -> Tag:
        """Return a tag as one that stands for itself alone where there is nothing of the kind that it stands for."""
        levels = frozenset(("text",)) if tag.is_in_address else self._vocabulary.levels
        if tag.sort == "print" or tag.level in levels:
            return tag
        if tag.sort == "statement":
            self.problems.append(errors.at(errors.not_here(tag, levels), self.file, tag))
        return replace(tag, level="text")

    def _home(self, paragraph: Element, tag: Tag) -> Element | None:
        """Return the element that a tag takes away; None where it stands for itself alone."""
        if tag.level == "text" or tag.sort == "print":
            return None
        if tag.level == "paragraph":
            return paragraph
        removed = next(paragraph.iterancestors(self._vocabulary.element_of(tag.level)), None)
        if removed is None:
            self.problems.append(errors.at(errors.no_table(tag), self.file, tag))
        return removed

    def _note_misplaced_cell_statement(self, paragraph: Element, tag: Tag) -> None:
        if not self._vocabulary.has_cell_statements:
            self.problems.append(errors.at(errors.no_cell_statements(tag), self.file, tag))
        elif next(paragraph.iterancestors(self._vocabulary.cell), None) is None:
            self.problems.append(errors.at(errors.no_cell(tag), self.file, tag))

    def _merge_paragraphs(self, removed_by_tags: Homes) -> None:
        """Merge the paragraphs between which a statement trims; one that a tag takes away is merged with none."""
        if "paragraph" in self._vocabulary.levels and self._trimming:
            merger = ParagraphMerger(self._vocabulary, removed_by_tags)
            for mark, tag in self._trimming:
                if not merger.merge(mark, before=tag.trims_before, after=tag.trims_after):
                    self.problems.append(errors.at(errors.section_lost(), self.file, tag))
        self._trimming.clear()

    def _numbered(self, tag: Tag) -> Element:
        self.tags.append(tag)
        mark = etree.ProcessingInstruction(MARK, str(len(self.tags) - 1))
        if tag.sort == "statement" and tag.level == "text" and (tag.trims_before or tag.trims_after):
            self._trimming.append((mark, tag))
        return mark

    def _replace(self, removed: Element, tags: list[Tag]) -> None:
        """Take an element away for its tags: a statement's leaves a mark, and a comment's nothing."""
        statements = [tag for tag in tags if tag.sort == "statement"]
        if statements:
            remaining = self._left_in(removed)
            if remaining:
                self.problems.append(errors.at(errors.lost(statements[0], remaining), self.file, statements[0]))
        elif self._vocabulary.sections and next(removed.iter(*self._vocabulary.sections), None) is not None:
            self.problems.append(errors.at(errors.section_lost(), self.file, tags[0]))
        for tag in statements:
            self._removed[tag] = removed
            removed.addprevious(self._numbered(tag))
        drop(removed)

    def _left_in(self, removed: Element) -> str:
        """Return what an element still shows, the tags by which it is taken away left out."""
        text = "".join(element.text or "" for element in removed.iter(self._vocabulary.text)).strip()
        inner = " ".join(self.tag_of(mark).source for mark in removed.iter(etree.PI))
        return text or inner or ("…" if next(removed.iter(*self._vocabulary.shown), None) is not None else "")

    def _note_what_is_out_of_reach(self, paragraph: Element, place: Message) -> None:
        for element in paragraph.iter("*"):
            if element.tag not in self._vocabulary.unread:
                for text in (element.text or "", *element.attrib.values()):
                    if opens(unquote(text)) and next(element.iterancestors(self._vocabulary.paragraph)) is paragraph:
                        self.problems.append(errors.out_of_reach(self.file, place, text))


ENDS = {"for": "endfor", "if": "endif"}
_BETWEEN = {"elif": ("if",), "else": ("if", "for")}
STATEMENTS = (*ENDS, *ENDS.values(), *_BETWEEN, "set")


@dataclass(frozen=True, slots=True, eq=False)
class BlockPosition:
    """A tag where it stands: in which element, and which element it took the place of (both by identity)."""

    tag: Tag
    parent: object
    removed: object


@dataclass(frozen=True, slots=True)
class Mispairing:
    """A tag that does not fit into a block; ``ignored`` where the rest can be read only without it."""

    tag: Tag
    problem: Problem
    ignored: bool = False


def mispairings(positions: Iterable[BlockPosition]) -> Iterator[Mispairing]:
    """Yield what is wrong with the blocks of one text, whose tags are given in their order."""
    opened: list[BlockPosition] = []
    for position in positions:
        keyword = position.tag.keyword
        if keyword in ("vm", "hm") and not any(one.tag.keyword == "for" for one in opened):
            yield Mispairing(position.tag, errors.outside_of_loop(position.tag), ignored=True)
        elif keyword in ENDS:
            opened.append(position)
        elif keyword in _BETWEEN:
            yield from _between(position, opened)
        elif keyword in ENDS.values():
            yield from _ended(position, opened)
    yield from (Mispairing(position.tag, errors.unclosed(position.tag)) for position in opened)


def _between(position: BlockPosition, opened: list[BlockPosition]) -> Iterator[Mispairing]:
    if not opened or opened[-1].tag.keyword not in _BETWEEN[position.tag.keyword]:
        yield Mispairing(position.tag, errors.unopened(position.tag), ignored=True)
    elif position.parent is not opened[-1].parent:
        yield Mispairing(position.tag, errors.straddling(opened[-1].tag))


def _ended(position: BlockPosition, opened: list[BlockPosition]) -> Iterator[Mispairing]:
    matching = [i for i, o in enumerate(opened) if ENDS[o.tag.keyword] == position.tag.keyword]
    if not matching:
        yield Mispairing(position.tag, errors.unopened(position.tag), ignored=True)
        return
    yield from (Mispairing(o.tag, errors.unclosed(o.tag)) for o in opened[matching[-1] + 1 :])
    begin = opened[matching[-1]]
    del opened[matching[-1] :]
    if position.parent is not begin.parent:
        yield Mispairing(position.tag, errors.straddling(begin.tag))
    elif position.removed is begin.removed and begin.tag.level != "text":
        yield Mispairing(position.tag, errors.empty_block(begin.tag))


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """What stands between a block's beginning, or one of its ``elif`` and ``else``, and the next of them.

    ``mark`` is that of the block's beginning, where the branch is the first.
    """

    keyword: str
    is_repeated: bool
    mark: Element | None = None


Path = tuple[Branch, ...]
"""The branches in which something stands, the outermost first."""


def paths(root: Element, tag_of: Callable[[Element], Tag], names: Container[object]) -> Mapping[Element, Path]:
    """Return where in a marked part those elements stand whose names are ``names`` for.

    ``tag_of`` gives the tag for which a mark stands. What a tag took away is not among them.
    """
    result: dict[Element, Path] = {}
    opened: list[Branch] = []
    for element in root.iter():
        if element.tag is etree.PI:
            _follow(tag_of(element).keyword, element, opened)
        elif element.tag in names:
            result[element] = tuple(opened)
    return result


def _follow(keyword: str, mark: Element, opened: list[Branch]) -> None:
    """Take one tag into account; one that fits into no block is refused elsewhere, and left alone here."""
    if keyword in ENDS:
        opened.append(Branch(keyword, keyword == "for", mark))
    elif keyword in ("elif", "else") and opened:
        opened[-1] = Branch(opened[-1].keyword, is_repeated=False)
    elif keyword in ENDS.values():
        matching = [i for i, branch in enumerate(opened) if ENDS[branch.keyword] == keyword]
        if matching:
            del opened[matching[-1] :]
