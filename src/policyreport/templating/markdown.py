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
from policyreport.templating.errors import CellCountError, MisplacedError, UnprintableError
from policyreport.templating.placeholders import Content, Lines, Placeholders, Unsupported, without_placeholders
from policyreport.templating.plain_tables import Cell, PlainTable, plain_table
from policyreport.templating.unsupported_markdown import NUMBERED, Found, unsupported
from policyreport.templating.view import Figure, View

_RULES = ["heading", "list", "table", "emphasis", "newline", "escape", "balance_pairs"]
_UNSUPPORTED_BLOCKS = ("blockquote", "fence", "hr")
_UNSUPPORTED_INLINES = ("autolink", "backticks", "entity", "html_inline", "image", "link", "strikethrough")
_PARSER = (
    MarkdownIt("zero", {"html": True})
    .enable([*_RULES, *_UNSUPPORTED_BLOCKS, *_UNSUPPORTED_INLINES])
    .disable("text_join")  # what is escaped is no notation
)
_PARSER.validateLink = lambda url: True  # noqa: ARG005
_NUMBERED = re.compile(r"^([^\S\n]*(?:[-*+][^\S\n]+)*\d+)([.)])(?=\s|$)", re.MULTILINE)
_DATED = re.compile(r"^([^\S\n]*(?:[-*+][^\S\n]+)*(?:\d{4,}|\d+(?=[.)]\s+\d{1,2}\.)))([.)])(?=\s|$)", re.MULTILINE)
_NOTE = "※"
_SPACE = nodes.Text(" ")
_TOTALS: dict[str, nodes.RowKind] = {"합계": "total", "총계": "total", "계": "total", "소계": "subtotal"}
_ALIGNS: dict[str, nodes.Align] = {"text-align:right": "right", "text-align:center": "center"}
_DEEPEST_HEADING = 3
_SHARED_TEXTS, _LONGEST_SHARED = 10_000, 1_000
_UNDER = " › "
_EDGES = re.compile(r"^\s*\||(?<!\\)\|\s*$")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


def blocks(text: str, placeholders: Placeholders) -> tuple[nodes.Block, ...]:
    """Return the blocks that a rendered template says, with the contents of its marks in their places.

    A line that begins with a number and a point is text, as ``2025. 6. 30.`` is; two and more are a list that is not
    supported. A paragraph that begins with ``※`` is a note. A head ``2025년 › 예산`` stands under the common head
    ``2025년``; a row that says something in its first cell alone, in bold, heads those below it. Raises
    ``MisplacedError`` for a block within a line of text, and ``CellCountError`` for a table's row that has more or
    fewer cells than its head.
    """
    plain = plain_table(text)
    table = _plain_table(plain, placeholders) if plain else None
    if table:
        return (table,)
    lines = Lines(text)
    source = _NUMBERED.sub(r"\1\\\2", lines.text)
    tokens = _PARSER.parse(source)
    _note([*unsupported(tokens), *_numbered_lists(lines.text)], lines, placeholders)
    tree, reader = SyntaxTreeNode(tokens), _Reader(placeholders)
    _check_rows(tree, source.split("\n"), placeholders)
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


def _numbered_lists(text: str) -> Iterator[Found]:
    """Yield where numbered lines would run into one another or into the text before; dates do not number lines."""
    source = _DATED.sub(r"\1\\\2", text)
    if _NUMBERED.search(source):
        for node in SyntaxTreeNode(_PARSER.parse(source)).walk():
            if node.type == "ordered_list" and node.map and (len(node.children) > 1 or _follows_at_once(node)):
                yield Found(NUMBERED, node.map[0], node.info)


def _follows_at_once(node: SyntaxTreeNode) -> bool:
    before = node.previous_sibling
    if before is None or before.type != "paragraph" or before.map is None or node.map is None:
        return False
    return before.map[1] == node.map[0]


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

    def blocks(self, node: SyntaxTreeNode) -> Iterator[nodes.Block]:
        match node.type:
            case "heading":
                level = min(int(node.tag[1:]), _DEEPEST_HEADING)
                yield nodes.Heading(cast("nodes.HeadingLevel", level), self._content(node))
            case "paragraph":
                yield from self._paragraph(node)
            case "bullet_list":
                yield nodes.Items(tuple(map(self._item, node.children)))
            case "table":
                yield self._table(node)
            case _ if node.type in _UNSUPPORTED_BLOCKS:
                return
            case _:
                raise MisplacedError(node.type)

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[nodes.Block]:
        source = node.children[0].content
        parts = list(self._placeholders.split(source))
        if any(not isinstance(part, str | tuple) for part in parts):
            yield from self._blocks_alone(source, parts)
        elif source.startswith(_NOTE):
            yield nodes.Note(_inlines(source.removeprefix(_NOTE), self._placeholders))
        else:
            yield nodes.Paragraph(self._content(node))

    def _blocks_alone(self, source: str, parts: Sequence[str | Content]) -> Iterator[nodes.Block]:
        for part in parts:
            if not isinstance(part, str | tuple):
                yield part
            elif isinstance(part, tuple) or part.strip():
                text = part if isinstance(part, str) else plain_text(part)
                raise MisplacedError(text.strip(), self._placeholders.place_of_block(source))

    def _item(self, node: SyntaxTreeNode) -> nodes.Item:
        content: tuple[nodes.Inline, ...] = ()
        below: tuple[nodes.Item, ...] = ()
        for child in node.children:
            if child.type == "bullet_list":
                below += tuple(map(self._item, child.children))
            elif child.type == "paragraph" and not content:
                content = self._content(child)
            elif child.type not in _UNSUPPORTED_BLOCKS:
                raise MisplacedError(child.type)
        return nodes.Item(content, below)

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
        for token in tokens:
            if token.type == "strong_open":
                stack.append([])
            elif token.type == "strong_close":
                strong = nodes.Strong(_merged(stack.pop()))
                stack[-1].append(strong)
            else:
                stack[-1].extend(self._inline(token))
        return _merged(stack[0])

    def _inline(self, token: Token) -> Iterator[nodes.Inline]:
        match token.type:
            case "softbreak":
                yield self._at_line_end
            case "hardbreak":
                yield nodes.LineBreak()
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
    nodes.Contents,
)


def content_of(value: object, placeholders: Placeholders) -> Content:
    """Return what a value says: a block as it is, anything else as inline content. None reads ``-``.

    A list reads as its members with commas between them; an empty one reads ``-``.
    """
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
        return (nodes.Text(MISSING),)
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


def _missing(_value: object) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(MISSING),)


_INLINE_CONTENTS: dict[type, Callable[[object], tuple[nodes.Inline, ...]]] = {
    str: _text_node,
    bool: lambda value: _text_node("예" if value else "아니요"),
    Figure: _figure,
    date: _date,
    type(None): _missing,
}
