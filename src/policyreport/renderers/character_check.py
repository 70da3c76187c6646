"""Check that a document's texts hold only characters that every format can write, before any renderer is called.

XML cannot hold some characters at all, UTF-8 has no bytes for a lone surrogate, and no reader shows a control. What one
format refuses all refuse, so that the files of a set say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, cast

from policyreport.diagnostics import ErrorKind, Message, TextProblem, raise_any
from policyreport.document.nodes import Document, Heading, Lamp, Number, Row, ShortNumber, Text
from policyreport.document.number_format import plain_text
from policyreport.document.pages import all_blocks
from policyreport.document.theme import Theme
from policyreport.ooxml.xml_text import code_point, find_all_illegal, find_illegal, mark_illegal

_SHOWN = 40
_AT_ONCE = 20_000
_FRONT, _BEGINNING, _THEME = "표제", "본문", "theme.yaml"


def check_characters(document: Document, theme: Theme) -> None:
    """Raise ``PolicyReportError`` for texts of a document or its theme with characters that no file can hold.

    Code: ``render.illegal-character``, once for each text; the problem names the heading under which the text stands.
    """
    raise_any(illegal_characters(document, theme))


def illegal_characters(document: Document, theme: Theme) -> list[TextProblem]:
    """Return the problems for which ``check_characters`` refuses a document."""
    # many texts at once, for one search of a long text takes a hundredth of the time of many searches of short ones
    texts = [*_texts(document), *_texts(theme)]
    if not any(find_illegal(" ".join(texts[i : i + _AT_ONCE])) for i in range(0, len(texts), _AT_ONCE)):
        return []
    return [_problem(text, place) for place, text in _placed(document, theme) if find_illegal(text)]


def _placed(document: Document, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield each text with the heading under which it stands."""
    yield from ((_THEME, text) for text in _texts(theme))
    yield from ((_FRONT, text) for text in _texts(document.meta))
    place = _BEGINNING
    for block in all_blocks(document):
        if isinstance(block, Heading):
            place = mark_illegal(plain_text(block.content))
        yield from ((place, text) for text in _texts(block))


def _problem(text: str, place: str) -> TextProblem:
    found = find_all_illegal(text)
    points = ", ".join(map(code_point, found))
    start = max(0, text.index(found[0]) - _SHOWN // 2)
    excerpt = mark_illegal(text[start : start + _SHOWN].replace("\n", " "))
    what = Message(
        f"no file can hold the character {points} in '{excerpt}'",
        f"파일에 쓸 수 없는 문자입니다: {points} — '{excerpt}'",
    )
    hint = Message(
        "take the character out, or write another in its place", "그 문자를 지우거나 다른 문자로 바꾸어 쓰십시오"
    )
    return TextProblem(ErrorKind.RENDER, "render.illegal-character", what, None, place, hint, text, "".join(found))


def _texts(node: object) -> list[str]:
    """Return all text in a tree of nodes, whichever field holds it, in the tree's order."""
    texts: list[str] = []
    _collect((node,), texts.append)
    return texts


def _collect(nodes: Iterable[Any], add: Callable[[str], None]) -> None:
    """Add all text in nodes; what most of a large table consists of comes first and is taken apart by name.

    Of all other kinds each field is looked at, so that a new kind of node or a new field needs no word here.
    """
    for node in nodes:
        kind = cast("type[object]", type(node))
        if kind is Text:
            add(node.text)
        elif kind is tuple:
            _collect(node, add)
        elif kind is str:
            add(node)
        elif kind is Number or kind is ShortNumber:
            add(node.fact)
            add(node.unit)
            add(node.source)
        elif kind is Row:
            add(node.name)
            _collect(node.cells, add)
        elif kind is Lamp:
            add(node.word)
        elif values := _values(kind):
            _collect(values(node), add)
        elif isinstance(node, Mapping):
            _collect(cast("Mapping[str, object]", node).values(), add)


@cache
def _values(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """Return what gives the values of all fields of a kind of node; None for what is no node."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    if len(names) == 1:
        value = attrgetter(names[0])
        return lambda node: (value(node),)
    return attrgetter(*names) if names else None
