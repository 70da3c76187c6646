"""Lines of plain text that know which of their words print a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line, and the id of the fact that they print, if any."""

    text: str
    fact: str = ""


Line = tuple[Span, ...]
"""One line, never wrapped: how wide it is shown is for the reader's own program to decide."""

EMPTY: Line = ()


def plain(text: str) -> Line:
    """Return words that print no fact as one line."""
    return (Span(text),)


def in_lines(spans: Iterable[Span]) -> Iterator[Line]:
    """Yield the lines that spans make, a new one after each line end in them; none where they say nothing."""
    line: list[Span] = []
    for span in spans:
        first, *more = span.text.split("\n")
        line.append(replace(span, text=first))
        for text in more:
            yield tuple(line)
            line = [replace(span, text=text)]
    if any(span.text for span in line):
        yield tuple(line)


def in_one_line(spans: Iterable[Span]) -> Line:
    """Return spans as one line, with a blank for each line end in them."""
    return tuple(replace(span, text=span.text.replace("\n", " ")) for span in spans)


def led_by(words: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines, the first of them after some words and a blank; the words alone where there are no lines."""
    first, *more = list(lines) or [EMPTY]
    yield (Span(f"{words} " if words and first else words), *first)
    yield from more


def joined(parts: Iterable[Line], by: str) -> Line:
    """Return parts as one line, with words between them; parts that say nothing are left out."""
    said = [part for part in parts if any(span.text for span in part)]
    return tuple(span for number, part in enumerate(said) for span in ((Span(by), *part) if number else part))


def without_double_gaps(lines: Iterable[Line]) -> list[Line]:
    """Return lines with at most one empty line between others, and none at either end."""
    found = [EMPTY, *lines]
    kept = [line for before, line in pairwise(found) if line or before]
    return kept[:-1] if kept and not kept[-1] else kept
