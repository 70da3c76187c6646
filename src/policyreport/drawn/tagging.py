"""The tags of a file's paragraphs: found in the text that is scattered over runs, and set as marks in the tree.

A mark is a processing instruction. One that prints stands in a run of its own, which looks as the run where the tag
begins; any other stands between runs, or in the place of the paragraph, row or cell that its tag takes away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter
from urllib.parse import unquote

from lxml import etree

from policyreport.drawn import faults
from policyreport.drawn.cutting import Marked, Piece, cut, pieces
from policyreport.drawn.pairing import Standing
from policyreport.drawn.tag import Level, Tag, escapes, lookalikes, opens, spots, strays, tag_of
from policyreport.drawn.vocabulary import Vocabulary
from policyreport.drawn.xml import MARK, Element, drop
from policyreport.errors import Problem, Words

_BRACES = re.compile("[{}｛]")
_INNERMOST_FIRST: tuple[Level, ...] = ("paragraph", "cell", "row")

Homes = dict[Element, list[Tag]]


class Tagger:
    """Sets the marks of one template's tags; the number in a mark is that of its tag in ``tags``."""

    def __init__(self, file: str, words: Vocabulary) -> None:
        self.tags: list[Tag] = []
        self.problems: list[Problem] = []
        self._file, self._words = file, words
        self._homes: dict[Tag, Element] = {}

    def mark(self, paragraphs: Iterable[tuple[Element, Words]]) -> None:
        """Mark all tags of some paragraphs, and note what of them cannot be read."""
        homes: Homes = {}
        for paragraph, place in paragraphs:
            held = list(pieces(paragraph, self._words))
            if _BRACES.search("".join(piece.text for piece in held)):
                self._mark_paragraph(paragraph, place, held, homes)
            self._note_what_is_out_of_reach(paragraph, place)
        for home, tags in sorted(homes.items(), key=lambda item: _INNERMOST_FIRST.index(item[1][0].level)):
            self._replace(home, tags)

    def tag_of(self, mark: Element) -> Tag:
        """Return the tag for which a mark stands."""
        return self.tags[int(mark.text or 0)]

    def standing(self, root: Element) -> Iterator[Standing]:
        """Yield the statements of a part with the elements in which their marks stand."""
        for mark in root.iter(etree.PI):
            tag = self.tag_of(mark)
            if tag.sort == "statement":
                yield Standing(tag, mark.getparent(), self._homes.get(tag))

    def _mark_paragraph(self, paragraph: Element, place: Words, held: list[Piece], homes: Homes) -> None:
        text = "".join(piece.text for piece in held)
        self.problems += self._unreadable(text, place)
        marked: list[Marked] = [(at, at + 1, None) for at in escapes(text)]
        for spot in spots(text):
            tag = self._understood(tag_of(spot.source, place))
            home = self._home(paragraph, tag)
            if home is not None:
                homes.setdefault(home, []).append(tag)
            marked.append((spot.start, spot.end, None if home is not None or tag.sort == "comment" else tag))
        cut(held, sorted(marked, key=itemgetter(0)), self._numbered, self._words)

    def _unreadable(self, text: str, place: Words) -> list[Problem]:
        """Return what is wrong with the braces of a text; where some are not closed, others are not judged."""
        unclosed = [faults.stray(self._file, place, braces) for braces in strays(text)]
        return unclosed or [faults.lookalike(self._file, place, braces) for braces in lookalikes(text)]

    def _understood(self, tag: Tag) -> Tag:
        """Return a tag as one that stands for itself alone where there is nothing of the kind that it stands for."""
        if tag.sort == "print" or tag.level in self._words.levels:
            return tag
        if tag.sort == "statement":
            self.problems.append(faults.at(faults.not_here(tag, self._words.levels), self._file, tag))
        return replace(tag, level="text")

    def _home(self, paragraph: Element, tag: Tag) -> Element | None:
        """Return the element that a tag takes away; None where it stands for itself alone."""
        if tag.level == "text" or tag.sort == "print":
            return None
        if tag.level == "paragraph":
            return paragraph
        home = next(paragraph.iterancestors(self._words.home(tag.level)), None)
        if home is None:
            self.problems.append(faults.at(faults.no_table(tag), self._file, tag))
        return home

    def _numbered(self, tag: Tag) -> Element:
        self.tags.append(tag)
        return etree.ProcessingInstruction(MARK, str(len(self.tags) - 1))

    def _replace(self, home: Element, tags: list[Tag]) -> None:
        """Take an element away for its tags: a statement's leaves a mark, and a comment's nothing."""
        statements = [tag for tag in tags if tag.sort == "statement"]
        if statements:
            left = self._left_in(home)
            if left:
                self.problems.append(faults.at(faults.lost(statements[0], left), self._file, statements[0]))
        elif self._words.sections and next(home.iter(*self._words.sections), None) is not None:
            self.problems.append(faults.at(faults.section_lost(), self._file, tags[0]))
        for tag in statements:
            self._homes[tag] = home
            home.addprevious(self._numbered(tag))
        drop(home)

    def _left_in(self, home: Element) -> str:
        """Return what an element still shows, the tags by which it is taken away left out."""
        text = "".join(element.text or "" for element in home.iter(self._words.text)).strip()
        inner = " ".join(self.tag_of(mark).source for mark in home.iter(etree.PI))
        return text or inner or ("…" if next(home.iter(*self._words.shown), None) is not None else "")

    def _note_what_is_out_of_reach(self, paragraph: Element, place: Words) -> None:
        for element in paragraph.iter("*"):
            if element.tag not in self._words.unread:
                for text in (element.text or "", *element.attrib.values()):
                    if opens(unquote(text)) and next(element.iterancestors(self._words.paragraph)) is paragraph:
                        self.problems.append(faults.out_of_reach(self._file, place, text))
