"""How a document begins: with a head on its first page, with a cover, or as a notice under its banner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyreport.document.nodes import Date, Meta, Pair
from policyreport.document.number_format import date_text

BANNER_SHARE = 0.4
"""Of the width, what a notice's banner takes beside its particulars."""
HEADER_SHARE = 0.6
"""Of the top margin, how far down the header stands; the rest keeps it from the text."""
FOOTER_SHARE = 0.5
"""Of the bottom margin, how far up the footer stands."""


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of its own, such as the title, in a style by its English name."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """The particulars: in one line where they fit and may be, else as a table of pairs."""

    pairs: tuple[Pair, ...]
    may_be_a_line: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """The banner of a notice, and beside it the particulars, such as when it may be published."""

    text: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of a cover."""


FrontPart = FrontLine | Particulars | Banner | PageBreak


def front_matter(meta: Meta, *, ends_page: bool) -> Iterator[FrontPart]:
    """Yield what stands before a document's blocks; ``ends_page`` says whether a cover ends its page itself."""
    match meta.front:
        case "head":
            yield from _titles("", meta.title, meta.subtitle)
            yield from _particulars(meta, may_be_a_line=True)
        case "cover":
            yield from _titles("Cover ", meta.title, meta.subtitle)
            yield from _particulars(meta, may_be_a_line=False)
            yield FrontLine("Cover Office", f"{date_text(Date.of(meta.as_of))}\n{meta.organisation}")
            yield from (PageBreak(),) if ends_page else ()
        case "notice":
            yield Banner(meta.banner, meta.particulars)
            yield from _titles("Notice ", meta.title, meta.subtitle and f"- {meta.subtitle} -")


def _titles(prefix: str, title: str, subtitle: str) -> Iterator[FrontLine]:
    yield FrontLine(f"{prefix}Title", title)
    if subtitle:
        yield FrontLine(f"{prefix}Subtitle", subtitle)


def _particulars(meta: Meta, *, may_be_a_line: bool) -> Iterator[Particulars]:
    if meta.particulars:
        yield Particulars(meta.particulars, may_be_a_line)
