"""Runs cut at tags, so that each part keeps the look of the run that it was cut from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from policyreport.drawn.tag import Tag
from policyreport.drawn.vocabulary import Vocabulary
from policyreport.drawn.xml import Element, drop

Marked = tuple[int, int, Tag | None]
"""Where a tag starts and ends in its paragraph's text, and itself; None where its mark is not set there."""
Numbered = Callable[[Tag], Element]
"""Makes the mark of a tag."""


class Piece(NamedTuple):
    """A child of a run that is text or stands for a character, and where it starts in its paragraph's text."""

    element: Element
    start: int
    text: str


def pieces(paragraph: Element, words: Vocabulary) -> Iterator[Piece]:
    """Yield the text of a paragraph, without that of text boxes in it, run by run."""
    at = 0
    for run in paragraph.iter(words.run):
        if next(run.iterancestors(words.paragraph)) is paragraph:
            for element in run:
                text = (element.text or "") if element.tag == words.text else words.characters.get(element.tag, "")
                if text:
                    yield Piece(element, at, text)
                    at += len(text)


def cut(held: Sequence[Piece], marked: Sequence[Marked], numbered: Numbered, words: Vocabulary) -> None:
    """Take the tags out of a paragraph's runs and set their marks where they began."""
    by_run: dict[Element, dict[Element, Piece]] = {}
    for piece in held:
        run = piece.element.getparent()
        if run is not None and any(
            start < piece.start + len(piece.text) and end > piece.start for start, end, _ in marked
        ):
            by_run.setdefault(run, {})[piece.element] = piece
    for run, touched in by_run.items():
        for part in list(_cut(run, touched, marked, numbered, words)):
            run.addprevious(part)
        drop(run)


def run_like(run: Element, words: Vocabulary) -> Element:
    """Return a new run that looks like another."""
    made = etree.Element(run.tag, dict(run.attrib))
    look = run.find(words.look) if words.look else None
    if look is not None:
        made.append(deepcopy(look))
    return made


def text_element(text: str, words: Vocabulary) -> Element:
    """Return text to be printed exactly."""
    made = etree.Element(words.text, words.preserved)
    made.text = text
    return made


def _cut(
    run: Element, touched: Mapping[Element, Piece], marked: Sequence[Marked], numbered: Numbered, words: Vocabulary
) -> Iterator[Element]:
    current = run_like(run, words)
    bare = len(current)
    for element in [child for child in run if child.tag != words.look]:
        for part in _parts(touched[element], marked) if element in touched else (element,):
            if not isinstance(part, Tag):
                current.append(_kept(element, part, words))
                continue
            if len(current) > bare:
                yield current
                current = run_like(run, words)
            yield _marked(run, part, numbered, words)
    if len(current) > bare:
        yield current


def _kept(element: Element, part: str | Element, words: Vocabulary) -> Element:
    return text_element(part, words) if isinstance(part, str) and element.tag == words.text else element


def _marked(run: Element, tag: Tag, numbered: Numbered, words: Vocabulary) -> Element:
    if tag.sort != "print":
        return numbered(tag)
    made = run_like(run, words)
    made.append(numbered(tag))
    return made


def _parts(piece: Piece, marked: Iterable[Marked]) -> Iterator[str | Tag]:
    """Yield what a piece holds: text, and the tags that start in it."""
    at, end = piece.start, piece.start + len(piece.text)
    for start, stop, tag in marked:
        if at < start < end or at == start:
            if start > at:
                yield piece.text[at - piece.start : start - piece.start]
            if tag is not None and start < end:
                yield tag
        if start < end:
            at = max(at, min(stop, end))
    if at < end:
        yield piece.text[at - piece.start :]
