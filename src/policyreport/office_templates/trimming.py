"""Blanks and ends of paragraphs that a ``-`` at the braces of a tag takes away, as in ``{%- else -%}``."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from policyreport.office_templates.runs import Marked, Segment, Vocabulary
from policyreport.office_templates.tags import Spot, Tag
from policyreport.office_templates.xml import Element, drop

_MOST_BLANK_PARTS = 50
"""In how many runs at the end of a paragraph blanks are looked for."""
_BLANKS = " \t\n\r"
"""No-break spaces are none of them: by these an author keeps the words apart."""


def without_blanks(segments: Sequence[Segment], tags: Sequence[tuple[Spot, Tag]]) -> Iterator[Marked]:
    """Yield the blanks of a paragraph beside its tags that these take away, none of them twice."""
    if not any(tag.trims_before or tag.trims_after for _, tag in tags):
        return
    text = "".join(_without_page_break(segment) for segment in segments)
    end_before, trimmed = 0, False
    for spot, tag in tags:
        between = text[end_before : spot.start]
        if trimmed:
            start = end_before + len(between) - len(between.lstrip(_BLANKS))
            if start > end_before:
                yield end_before, start, None
                end_before = start
        if tag.trims_before:
            start = end_before + len(text[end_before : spot.start].rstrip(_BLANKS))
            if start < spot.start:
                yield start, spot.start, None
        end_before, trimmed = spot.end, tag.trims_after
    rest = text[end_before:]
    if trimmed and rest[:1] and rest[0] in _BLANKS:
        yield end_before, len(text) - len(rest.lstrip(_BLANKS)), None


def _without_page_break(segment: Segment) -> str:
    """Return a segment's text; a break of pages or columns, which has attributes, is no blank."""
    return "\f" if segment.text == "\n" and len(segment.element.attrib) else segment.text


class ParagraphMerger:
    """Merges paragraphs into those before them; ``kept_apart`` are those that go away and are merged with none."""

    def __init__(self, vocabulary: Vocabulary, kept_apart: Container[Element]) -> None:
        self._vocabulary, self._kept_apart = vocabulary, kept_apart

    def merge(self, mark: Element, *, before: bool, after: bool) -> bool:
        """Merge the paragraph of a mark with its neighbours where nothing stands between it and their ends.

        Returns whether it could be done without losing the layout of pages.
        """
        paragraph = next(mark.iterancestors(self._vocabulary.paragraph))
        previous, following = self._beside(paragraph, forward=False), self._beside(paragraph, forward=True)
        if after and following is not None and self._is_end(self._from(mark, paragraph, backwards=False)):
            if self._loses_layout(paragraph, following):
                return False
            self._join(paragraph, following)
        if before and previous is not None and self._is_end(self._from(mark, paragraph, backwards=True)):
            if self._loses_layout(previous, paragraph):
                return False
            self._join(previous, paragraph)
        return True

    def _beside(self, paragraph: Element, *, forward: bool) -> Element | None:
        """Return the paragraph next to one; None where a table, the end of a text or what goes away is next to it."""
        around = paragraph.itersiblings(preceding=not forward)
        other = next((one for one in around if one.tag in self._bearing), None)
        if other is None or other.tag != self._vocabulary.paragraph or self._goes_away(other):
            return None
        return None if self._goes_away(paragraph) else other

    @property
    def _bearing(self) -> tuple[str, ...]:
        """The elements beside a paragraph that show something; others, such as ends of bookmarks, do not."""
        return (self._vocabulary.paragraph, self._vocabulary.table, self._vocabulary.control)

    def _goes_away(self, paragraph: Element) -> bool:
        return paragraph in self._kept_apart

    def _is_end(self, between: Iterable[Element]) -> bool:
        """Return whether nothing is seen of some elements but blanks."""
        vocabulary = self._vocabulary
        return not any(
            element.tag is etree.PI
            or element.tag in vocabulary.shown
            or (element.tag in vocabulary.characters and len(element.attrib))
            or (element.tag == vocabulary.text and (element.text or "").strip(_BLANKS))
            for element in between
        )

    def _loses_layout(self, first: Element, second: Element) -> bool:
        """Return whether a section would begin or end elsewhere; 한글 has its layout at the start of a paragraph."""
        look = self._vocabulary.look
        first_parts = (each[0] for each in (first, second) if len(each))  # Word's looks of a paragraph come first
        holders = [part for part in first_parts if part.tag == look] if look else [second]
        return any(next(holder.iter(*self._vocabulary.sections), None) is not None for holder in holders)

    def _from(self, mark: Element, paragraph: Element, *, backwards: bool) -> Iterator[Element]:
        """Yield what stands in a paragraph before a mark, the nearest first, or what stands after it."""
        for level in (mark, *mark.iterancestors()):
            if level is paragraph:
                return
            for sibling in level.itersiblings(preceding=backwards):
                yield from self._own(sibling, paragraph, backwards=backwards)

    def _own(self, part: Element, paragraph: Element, *, backwards: bool) -> Iterable[Element]:
        """Return what stands in a part of a paragraph, without what is in the paragraphs of its text boxes."""
        own = [one for one in part.iter() if next(one.iterancestors(self._vocabulary.paragraph)) is paragraph]
        return reversed(own) if backwards else own

    def _join(self, first: Element, second: Element) -> None:
        self._trim(first, at_end=True)
        self._trim(second, at_end=False)
        first.extend(child for child in second if child.tag != self._vocabulary.look)
        drop(second)

    def _trim(self, paragraph: Element, *, at_end: bool) -> None:
        """Take the blanks away with which a paragraph ends or begins; it is looked at no further than they reach."""
        vocabulary = self._vocabulary
        parts = paragraph.iterchildren(reversed=True) if at_end else paragraph.iterchildren()
        for part in list(islice(parts, _MOST_BLANK_PARTS)):
            for element in self._own(part, paragraph, backwards=at_end):
                if element.tag == vocabulary.text:
                    text = element.text or ""
                    element.text = text.rstrip(_BLANKS) if at_end else text.lstrip(_BLANKS)
                    if element.text:
                        return
                elif element.tag in vocabulary.characters and not len(element.attrib):
                    drop(element)
                elif element.tag is etree.PI or element.tag in vocabulary.shown or element.tag in vocabulary.characters:
                    return
