"""A document as indented text: what ``inspect`` shows, what goldens hold, and what a rebuild compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
    Column,
    Contents,
    Date,
    Document,
    DocumentBlock,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Landscape,
    LineBreak,
    Link,
    Meta,
    Note,
    Number,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Script,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import date_text, number_text
from policyreport.document.numbering import number_mark

_TEXTS = (
    *("kind", "title", "subtitle", "running_title", "quarter", "organisation"),
    *("summary", "licence", "language", "mark", "front", "banner"),
)


def dump(document: Document) -> str:
    """Return the whole tree as text, one node a line, children indented below it.

    Equal trees have equal dumps and different trees different ones; places in files are not in a tree, so not here.
    """
    lines = [*_meta(document.meta), *(line for block in document.blocks for line in _document_block(block))]
    return "\n".join(lines) + "\n"


def _meta(meta: Meta) -> Iterator[str]:
    yield f"document as of {meta.as_of}"
    for name in _TEXTS:
        yield f"  {name}: {_quoted(getattr(meta, name))}"
    yield f"  keywords: {', '.join(map(_quoted, meta.keywords))}"
    if meta.draft:
        yield "  draft"
    if meta.identity:
        yield f"  identity: {_quoted(meta.identity)}"
    yield from _indented(_pairs(meta.particulars))


def _document_block(block: DocumentBlock) -> Iterator[str]:
    if isinstance(block, Landscape):
        yield "landscape"
        yield from _indented(line for inner in block.blocks for line in _block(inner))
    else:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, content):
            yield f"heading {level}: {_inlines(content)}"
        case Paragraph(content):
            yield f"paragraph: {_inlines(content)}"
        case Note(content):
            yield f"note: {_inlines(content)}"
        case Items(items):
            yield "items"
            yield from _indented(_items(items))
        case Box(title, blocks, tone):
            yield f"box{f' {tone}' if tone else ''}: {_inlines(title)}"
            yield from _indented(line for inner in blocks for line in _block(inner))
        case Cards(cards):
            yield "cards"
            yield from (f"  {_inlines(c.label)} | {_inlines(c.figure)} | {_inlines(c.remark)}" for c in cards)
        case Pairs(pairs):
            yield "pairs"
            yield from _indented(_pairs(pairs))
        case Table():
            yield from _table(block)
        case Chart(kind, table, alt):
            yield f"chart {kind}: {_quoted(alt)}"
            yield from _indented(_table(table))
        case Contents(depth):
            yield f"contents to level {depth}"
        case Quote(blocks):
            yield "quote"
            yield from _indented(line for inner in blocks for line in _block(inner))
        case Picture(image, alt, share):
            yield f"picture {image.form} {image.width} x {image.height} {image.sha256}"
            yield f"  {_quoted(alt)} share {share}: {_inlines(block.caption)} from {_inlines(block.source)}"
        case Rule():
            yield "rule"
        case PageBreak():
            yield "page break"
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    yield f"table: {_inlines(table.caption)} unit {_quoted(table.unit)}"
    yield "  columns: " + " | ".join(map(_column, table.columns))
    for row in table.rows:
        named = f" {_quoted(row.name)}" if row.name else ""
        yield f"  {row.kind}{named}: " + " | ".join(map(_inlines, row.cells))


def _column(column: Column) -> str:
    group = f" under {_inlines(column.group)}" if column.group else ""
    return f"{_inlines(column.head)} {column.align}{group}"


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield f"item{f' {number_mark(item)}' if item.number else ''}: {_inlines(item.content)}"
        yield from _indented(_items(item.items))


def _pairs(pairs: Iterable[Pair]) -> Iterator[str]:
    for pair in pairs:
        yield f"{_inlines(pair.label)} = {_inlines(pair.content)}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return ("  " + line for line in lines)


def _inlines(content: Iterable[Inline]) -> str:
    return " ".join(map(_inline, content))


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return _quoted(text)
        case Number():
            value = f"{_quoted(number_text(node))} = {_exact(node.value)} {_quoted(node.unit)}"
            return f"<{node.fact} {value}{_form(node)}>"
        case Date():
            return f"<{date_text(node)}>"
        case Lamp(tone, word):
            return f"<lamp {tone} {_quoted(word)}>"
        case Strong(content):
            return f"<strong {_inlines(content)}>"
        case Link(address, content):
            return f"<link {_quoted(address)} {_inlines(content)}>"
        case Reference(row, content):
            return f"<to {_quoted(row)} {_inlines(content)}>"
        case LineBreak():
            return "<br>"
        case Footnote(content):
            return f"<footnote {_inlines(content)}>"
        case Script(text, place):
            return f"<{place} {_quoted(text)}>"
        case _:
            assert_never(node)


def _exact(value: Decimal | None) -> str:
    """Return all digits of a value, without zeros that change nothing: equal values have one spelling."""
    if value is None:
        return "none"
    digits = f"{value:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) if value else "0"


def _form(number: Number) -> str:
    parts = (
        f" places {number.decimals}" if number.decimals is not None else "",
        f" {number.bound}" if number.bound else "",
        " change" if number.change else "",
        "" if number.shows_unit else " bare",
        f" from {_quoted(number.source)}" if number.source else "",
    )
    return "".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
