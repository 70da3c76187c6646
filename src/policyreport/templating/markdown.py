"""Markdown and values to nodes: blocks and running text of a rendered template, and what a printed value reads as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import cast

from jinja2 import Undefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from policyreport.document import nodes
from policyreport.document.number_format import MISSING, plain_text
from policyreport.document.numbering import form_of
from policyreport.templating.errors import CellCountError, MisplacedError, UnprintableError
from policyreport.templating.links import checked_address
from policyreport.templating.pictures import (
    PICTURE,
    DataPicture,
    PictureFault,
    WrittenPicture,
    without_alt,
    written_picture,
)
from policyreport.templating.placeholders import (
    Content,
    Lines,
    Placeholders,
    Unsupported,
    without_placeholders,
)
from policyreport.templating.plain_tables import Cell, PlainTable, plain_table
from policyreport.templating.unsupported_markdown import NESTED, RUN_ON, SCRIPT, Found, unsupported
from policyreport.templating.view import Figure, View

_RULES = ["heading", "list", "table", "emphasis", "newline", "escape", "balance_pairs", "blockquote", "hr", "link"]
_UNSUPPORTED = ["fence", "backticks", "entity", "html_inline", "image", "strikethrough"]
"""Rules that find what is then refused."""
_PARSER = (
    MarkdownIt("zero", {"html": True})
    .enable([*_RULES, "autolink", *_UNSUPPORTED])
    .disable("text_join")  # what is escaped is no notation
)
_PARSER.validateLink = lambda url: True  # noqa: ARG005
_PARSER.normalizeLink = lambda url: url
_BEFORE_NUMBER = r"^([^\S\n]*(?:[-*+][^\S\n]+|>[^\S\n]?)*"
_DATED = re.compile(_BEFORE_NUMBER + r"(?:\d{4,}|\d+(?=[.)]\s+\d{1,2}\.|[.)][^\S\n]*$)))([.)])(?=\s|$)", re.MULTILINE)
"""A date at the start of a line, or a number that is all of it."""
_AFTER_MARK = re.compile(r"^([^\S\n]*(?:>[^\S\n]?)*(?:[-*+][^\S\n]+)+\d+)([.)])(?=\s)", re.MULTILINE)
"""A number right after the mark of an item, whose text it begins."""
_ZERO = re.compile(_BEFORE_NUMBER + r"0\d*)([.)])(?=\s|$)", re.MULTILINE)
_COUNTED = re.compile(_BEFORE_NUMBER + r")(\ue000\d+\ue001)(?=[.)](?:\s|$))", re.MULTILINE)
"""A value that stands where a number of a numbered list does, such as ``{{ loop.index }}.``."""
_NUMBER_LINE = re.compile(r"[^\S\n]*\d{1,3}[.)](?=\s|$)")
_NOTE = "※"
_SPACE = nodes.Text(" ")
_TOTALS: dict[str, nodes.RowKind] = {"합계": "total", "총계": "total", "계": "total", "소계": "subtotal"}
_ALIGNS: dict[str, nodes.Align] = {"text-align:right": "right", "text-align:center": "center"}
_DEEPEST_HEADING = 3
_SHARED_TEXTS, _LONGEST_SHARED = 10_000, 1_000
_UNDER = " › "
_IN_ITEMS = ("bullet_list", "ordered_list")
_FIRST_IN_ITEMS = ("paragraph", *_IN_ITEMS)
_IN_QUOTES = _FIRST_IN_ITEMS
_EDGES = re.compile(r"^[\s>]*\||(?<!\\)\|\s*$")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


def blocks(text: str, placeholders: Placeholders) -> tuple[nodes.DocumentBlock, ...]:
    """Return the blocks that a rendered template says, with the contents of its marks in their places.

    A line that begins with a number and a point is an item of a numbered list, but a date such as ``2025. 6. 30.`` is
    text. A paragraph that begins with ``※`` is a note. A head ``2025년 › 예산`` stands under the common head
    ``2025년``; a row that says something in its first cell alone, in bold, heads those below it. Raises
    ``MisplacedError`` for a block within a line of text, and ``CellCountError`` for a table's row that has more or
    fewer cells than its head.
    """
    plain = plain_table(text)
    if plain:
        placeholders.note_typed(text)
    table = _plain_table(plain, placeholders) if plain else None
    if table:
        return (table,)
    lines = Lines(text)
    placeholders.note_typed(lines.text)
    source = _COUNTED.sub(lambda mark: mark[1] + placeholders.digits(mark[2]), lines.text)
    source = _AFTER_MARK.sub(r"\1\\\2", _DATED.sub(r"\1\\\2", source))
    tokens = _PARSER.parse(_ZERO.sub(r"\1\\\2", source))
    tree, reader, source_lines = SyntaxTreeNode(tokens), _Reader(placeholders), source.split("\n")
    _note([*unsupported(tokens), *_misplaced(tree, source_lines), *_wrong_pictures(tree, reader)], lines, placeholders)
    _check_rows(tree, source_lines, placeholders)
    return tuple(block for node in tree.children for block in reader.blocks(node))


def _plain_table(table: PlainTable, placeholders: Placeholders) -> nodes.Table | None:
    """Return a table as the parser would read it; None where something is wrong with it, which the parser tells."""
    reader = _Reader(placeholders)
    try:
        columns = tuple(map(reader.column, table.heads, table.aligns))
        rows: list[nodes.Row] = []
        for cells in table.rows:
            if cells is None:
                return None
            contents = tuple(map(reader.cell, cells))
            rows.append(reader.row([cell.source for cell in cells], contents))
    except (MisplacedError, UnprintableError):
        return None
    return nodes.Table(columns, tuple(rows))


def inlines(text: str, placeholders: Placeholders) -> tuple[nodes.Inline, ...]:
    """Return the inline content that one text of a rendered template says; where it breaks, so does the line."""
    lines = Lines(text)
    placeholders.note_typed(lines.text)
    tokens = _PARSER.parseInline(lines.text.strip())
    before = lines.text[: len(lines.text) - len(lines.text.lstrip())]
    _note(unsupported(tokens, before.count("\n")), lines, placeholders)
    return _Reader(placeholders, nodes.LineBreak()).inlines(tokens[0].children or [])


def _inlines(part: str, placeholders: Placeholders) -> tuple[nodes.Inline, ...]:
    """Return the inline content of a part of a text whose notations have been noted."""
    return _Reader(placeholders, nodes.LineBreak()).inlines(_PARSER.parseInline(part.strip())[0].children or [])


def _note(found: Iterable[Found], lines: Lines, placeholders: Placeholders) -> None:
    placeholders.unsupported.extend(
        Unsupported(notation, lines.place(line, characters)) for notation, line, characters in found
    )


def _misplaced(tree: SyntaxTreeNode, lines: Sequence[str]) -> Iterator[Found]:
    """Yield the numbered lines that the parser takes for a paragraph's, and what lists and quotations do not hold."""
    for node in tree.walk():
        if node.is_root or node.map is None:
            continue
        if node.type == "paragraph":
            for line in range(node.map[0] + 1, node.map[1]):
                if number := _NUMBER_LINE.match(lines[line]):
                    yield Found(RUN_ON, line, number[0].strip())
        holder = node.parent.type if node.parent else ""
        if (holder == "blockquote" and node.type not in _IN_QUOTES) or (
            holder == "list_item" and node.type not in (_IN_ITEMS if node.previous_sibling else _FIRST_IN_ITEMS)
        ):
            yield Found(NESTED, node.map[0], "")


def _wrong_pictures(tree: SyntaxTreeNode, reader: _Reader) -> Iterator[Found]:
    for node in tree.children:
        if node.type == "paragraph" and node.map and PICTURE.fullmatch(node.children[0].content):
            picture = reader.picture(node.children[0].content)
            if isinstance(picture, PictureFault):
                yield Found(picture, node.map[0], "![")


def _check_rows(tree: SyntaxTreeNode, lines: Sequence[str], placeholders: Placeholders) -> None:
    """Raise ``CellCountError`` for a row from which the parser would drop a cell, or to which it would add one."""
    for row in tree.walk():
        if row.type == "tr" and row.map:
            line = lines[row.map[0]]
            written = len(_BETWEEN_CELLS.split(_EDGES.sub("", line)))
            if written != len(row.children):
                raise CellCountError(plain_text(_inlines(line, placeholders)), written, len(row.children))


class _Reader:
    """Turns the parser's tokens into nodes."""

    def __init__(self, placeholders: Placeholders, at_line_end: nodes.Inline = _SPACE) -> None:
        self._placeholders = placeholders
        self._at_line_end = at_line_end

    def blocks(self, node: SyntaxTreeNode) -> Iterator[nodes.DocumentBlock]:
        match node.type:
            case "heading":
                level = min(int(node.tag[1:]), _DEEPEST_HEADING)
                yield nodes.Heading(cast("nodes.HeadingLevel", level), self._content(node))
            case "paragraph":
                yield from self._paragraph(node)
            case "bullet_list" | "ordered_list":
                yield nodes.Items(tuple(self._items(node)))
            case "table":
                yield self._table(node)
            case "blockquote":
                within = [block for child in node.children if child.type in _IN_QUOTES for block in self.blocks(child)]
                yield nodes.Quote(
                    tuple(self._quoted(block) for block in within if not isinstance(block, nodes.Picture))
                )
            case "hr":
                yield nodes.Rule()
            case "fence":
                return
            case _:
                raise MisplacedError(node.type)

    def _quoted(self, block: nodes.DocumentBlock) -> nodes.Paragraph | nodes.Note | nodes.Items:
        if not isinstance(block, nodes.Paragraph | nodes.Note | nodes.Items):
            raise MisplacedError(type(block).__name__.lower())
        return block

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[nodes.DocumentBlock]:
        source = node.children[0].content
        parts = list(self._placeholders.split(source))
        if any(not isinstance(part, str | tuple) for part in parts):
            yield from self._blocks_alone(source, parts)
        elif PICTURE.fullmatch(source):
            picture = self.picture(source)
            yield from (picture,) if isinstance(picture, nodes.Picture) else ()  # else it has been noted
        elif source.startswith(_NOTE):
            yield nodes.Note(_inlines(source.removeprefix(_NOTE), self._placeholders))
        else:
            yield nodes.Paragraph(self._content(node))

    def picture(self, source: str) -> nodes.Picture | PictureFault | None:
        """Return the picture of which a paragraph consists."""
        written = written_picture(source)
        if not isinstance(written, WrittenPicture):
            return written
        alt = plain_text(tuple(self._text(written.alt))).strip()
        image = self._placeholders.pictures.find(plain_text(tuple(self._text(written.path))))
        fault = image if isinstance(image, PictureFault) else without_alt(alt)
        if fault or isinstance(image, PictureFault):
            return fault
        caption, source_text = (_inlines(part, self._placeholders) for part in (written.caption, written.source))
        return nodes.Picture(image, alt, written.share, caption, source_text)

    def _blocks_alone(self, source: str, parts: Sequence[str | Content]) -> Iterator[nodes.DocumentBlock]:
        for part in parts:
            if not isinstance(part, str | tuple):
                yield part
            elif isinstance(part, tuple) or part.strip():
                text = part if isinstance(part, str) else plain_text(part)
                raise MisplacedError(text.strip(), self._placeholders.place_of_block(source))

    def _items(self, node: SyntaxTreeNode, depth: int = 0) -> Iterator[nodes.Item]:
        """Yield the items of a list, which stands in so many numbered ones; what else they hold has been noted.

        Where all have the same number, they are counted from it on, as Markdown does; else they keep their own.
        """
        is_numbered = node.type == "ordered_list"
        written = [int(child.info or 0) for child in node.children]
        numbers = list(range(written[0], written[0] + len(written))) if len(set(written)) == 1 else written
        form = form_of(depth, max(numbers), bracketed=node.markup == ")") if is_numbered else "1."
        for child, number in zip(node.children, numbers, strict=True):
            content: tuple[nodes.Inline, ...] = ()
            below: list[nodes.Item] = []
            for part in child.children:
                if part.type in _IN_ITEMS:
                    below += self._items(part, depth + is_numbered)
                elif part.type == "paragraph" and part.previous_sibling is None:
                    content = self._content(part)
            yield nodes.Item(content, tuple(below), number if is_numbered else 0, form)

    def _table(self, node: SyntaxTreeNode) -> nodes.Table:
        head = node.children[0].children[0]
        columns = tuple(self.column(_source(cell), _align(cell)) for cell in head.children)
        body = node.children[1].children if len(node.children) > 1 else []
        rows = (
            self.row([_source(cell) for cell in row.children], tuple(self._content(cell) for cell in row.children))
            for row in body
        )
        return nodes.Table(columns, tuple(rows))

    def column(self, source: str, align: nodes.Align) -> nodes.Column:
        """Return the column of which a head is written."""
        group, _, head = source.rpartition(_UNDER)
        return nodes.Column(_inlines(head, self._placeholders), align, _inlines(group, self._placeholders))

    def row(self, sources: Sequence[str], cells: tuple[tuple[nodes.Inline, ...], ...]) -> nodes.Row:
        """Return the row of cells that are written in some way and say something."""
        total = _TOTALS.get(sources[0].replace(" ", "").strip("*"))
        name = self._placeholders.row_name(" ".join(sources))
        return nodes.Row(cells, total or ("group" if _is_group(cells) else "body"), name)

    def cell(self, cell: Cell) -> tuple[nodes.Inline, ...]:
        """Return what a cell without notations says."""
        content = self._placeholders.content_alone(cell.text)
        said = _merged(tuple(self._text(cell.text)) if content is None else content)
        return (nodes.Strong(said),) if cell.is_bold else said

    def _content(self, node: SyntaxTreeNode) -> tuple[nodes.Inline, ...]:
        return self.inlines([token for child in node.children for token in _tokens(child)])

    def inlines(self, tokens: Sequence[Token]) -> tuple[nodes.Inline, ...]:
        stack: list[list[nodes.Inline]] = [[]]
        addresses: list[str] = []
        for token in tokens:
            match token.type:
                case "strong_open":
                    stack.append([])
                case "link_open":
                    stack.append([])
                    addresses.append(str(token.attrs["href"]))
                case "strong_close":
                    strong = nodes.Strong(_merged(stack.pop()))
                    stack[-1].append(strong)
                case "link_close":
                    link = self._link(addresses.pop(), _merged(stack.pop()))
                    stack[-1].extend(link)
                case _:
                    stack[-1].extend(self._inline(token))
        return _merged(stack[0])

    def _link(self, address: str, content: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
        """Return a link, or its content alone where the value is missing that its address is made of."""
        said = tuple(self._text(address))
        if said == (nodes.Text(MISSING),):
            return content
        is_written = all(isinstance(part, str) for part in self._placeholders.split(address))  # then it has been judged
        return (nodes.Link(address if is_written else checked_address(plain_text(said)), content),)

    def _inline(self, token: Token) -> Iterator[nodes.Inline]:
        match token.type:
            case "softbreak":
                yield self._at_line_end
            case "hardbreak":
                yield nodes.LineBreak()
            case "text":
                end = 0
                for small in SCRIPT.finditer(token.content):
                    yield from self._text(token.content[end : small.start()])
                    place = "super" if small[0][0] == "^" else "sub"
                    yield nodes.Script(plain_text(tuple(self._text(small[0][1:-1]))), place)
                    end = small.end()
                yield from self._text(token.content[end:])
            case _:
                yield from self._text(token.content)

    def _text(self, text: str) -> Iterator[nodes.Inline]:
        for part in self._placeholders.split(text):
            if isinstance(part, str):
                yield nodes.Text(part)
            elif isinstance(part, tuple):
                yield from part
            else:
                raise MisplacedError(type(part).__name__.lower(), self._placeholders.place_of_block(text))


def _tokens(node: SyntaxTreeNode) -> Sequence[Token]:
    return (node.token.children or []) if node.token else []


def _source(cell: SyntaxTreeNode) -> str:
    return cell.children[0].content if cell.children else ""


def _is_group(cells: Sequence[tuple[nodes.Inline, ...]]) -> bool:
    """Return whether a row of several cells says something in the first alone, and that in bold."""
    first, *others = cells
    return bool(others) and not any(others) and len(first) == 1 and isinstance(first[0], nodes.Strong)


def _align(cell: SyntaxTreeNode) -> nodes.Align:
    return _ALIGNS.get(str(cell.attrs.get("style", "")), "left")


def _merged(content: Sequence[nodes.Inline]) -> tuple[nodes.Inline, ...]:
    if isinstance(content, tuple) and len(content) == 1 and content[0] != nodes.Text(""):
        return content  # most cells are one value: the tree shares it with the placeholders
    merged: list[nodes.Inline] = []
    for node in content:
        if isinstance(node, nodes.Text) and merged and isinstance(merged[-1], nodes.Text):
            merged[-1] = nodes.Text(merged[-1].text + node.text)
        elif node != nodes.Text(""):
            merged.append(node)
    return tuple(merged)


INLINES = (
    nodes.Text,
    nodes.Number,
    nodes.Date,
    nodes.Lamp,
    nodes.Strong,
    nodes.Link,
    nodes.Reference,
    nodes.LineBreak,
    nodes.Footnote,
    nodes.Script,
)
BLOCKS = (
    nodes.Heading,
    nodes.Paragraph,
    nodes.Items,
    nodes.Note,
    nodes.Box,
    nodes.Cards,
    nodes.Pairs,
    nodes.Table,
    nodes.Chart,
    nodes.Picture,
    nodes.Contents,
    nodes.PageBreak,
    nodes.Landscape,
)


def content_of(value: object, placeholders: Placeholders) -> Content:
    """Return what a value says: a block as it is, anything else as inline content. None reads ``-``.

    A list reads as its members with commas between them; an empty one reads ``-``.
    """
    if isinstance(value, DataPicture):
        return placeholders.picture(value)
    return value if isinstance(value, BLOCKS) else inline_content(value, placeholders)


def inline_content(value: object, placeholders: Placeholders) -> tuple[nodes.Inline, ...]:
    """Return a value as inline content; raises ``UnprintableError`` for a record or a block.

    A wrong name is noted as a problem when it becomes text.
    """
    if say := _INLINE_CONTENTS.get(type(value)):
        return say(value)
    if isinstance(value, Markup):
        return inlines(str(value), placeholders)
    if isinstance(value, Undefined):
        return _text_node(value)
    if isinstance(value, INLINES):
        return (value,)
    if isinstance(value, int) and not isinstance(value, bool):
        return (placeholders.whole(value),)
    if isinstance(value, list | tuple):
        members = cast("Iterable[object]", value)
        return joined([inline_content(member, placeholders) for member in members], ", ")
    for kind, say_kind in _INLINE_CONTENTS.items():
        if isinstance(value, kind):
            return say_kind(value)
    raise UnprintableError("record" if isinstance(value, View) else type(value).__name__)


def joined(parts: list[tuple[nodes.Inline, ...]], between: str) -> tuple[nodes.Inline, ...]:
    """Return several contents as one, with text between them; ``-`` for none."""
    if not parts:
        return _MISSING
    rest = (node for part in parts[1:] for node in (nodes.Text(between), *part))
    return (*parts[0], *rest)


def _text_node(value: object) -> tuple[nodes.Inline, ...]:
    text = str(value)
    return _shared_text(text) if len(text) <= _LONGEST_SHARED else (nodes.Text(without_placeholders(text)),)


@lru_cache(_SHARED_TEXTS)
def _shared_text(text: str) -> tuple[nodes.Inline, ...]:
    """Return a text as a node; a long table says the same again and again, and has it once."""
    return (nodes.Text(without_placeholders(text)),)


def _figure(value: object) -> tuple[nodes.Inline, ...]:
    return (value.node(),) if isinstance(value, Figure) else ()


def _date(value: object) -> tuple[nodes.Inline, ...]:
    return (nodes.Date.of(value),) if isinstance(value, date) else ()


_MISSING = (nodes.Text(MISSING),)
"""What is missing, as a node: a long table says it again and again, and has it once."""


def _missing(_value: object) -> tuple[nodes.Inline, ...]:
    return _MISSING


_INLINE_CONTENTS: dict[type, Callable[[object], tuple[nodes.Inline, ...]]] = {
    str: _text_node,
    bool: lambda value: _text_node("예" if value else "아니요"),
    Figure: _figure,
    date: _date,
    type(None): _missing,
}
