"""Comments that stand where the text of a value may have been meant: YAML drops them without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import cast

import yaml
from yaml.tokens import (
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    Token,
)

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.inputs.files import ZERO_WIDTH
from policyreport.inputs.yaml_syntax import LOADER, Loader

_WORD = f"#{ZERO_WIDTH.pattern}*[^\\W_]"
"""How a word such as ``#TIPS`` begins; in a comment a blank follows the ``#``."""

_ANY_WORD = re.compile(_WORD)
_WORD_AFTER = re.compile(f"[ \t]*(?=(?P<text>{_WORD}.*))")
_BLOCK_HEAD = re.compile("[|>][-+0-9]*")
_BEGINNINGS = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
_ENDS = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)


def dropped_texts(text: str, file: str, loader: type[Loader] = LOADER) -> list[Problem]:
    """Return a problem for each comment that may be a value's text: a letter or a digit follows its ``#`` at once.

    A comment that has its line for itself is none of them. In a text that is not YAML they are found down to where it
    cannot be scanned any further.
    """
    if not any(_may_be_comment(text, match.start()) for match in _ANY_WORD.finditer(text)):
        return []
    scanned = cast("Iterable[Token]", yaml.scan(text, Loader=loader))  # pyright: ignore[reportUnknownMemberType]
    return [*_dropped(scanned, text, file)]


def dropped_text(text: str, index: int) -> str | None:
    """Return the text that was dropped right after an index; None where there is none."""
    word = _WORD_AFTER.match(text, index)
    return word["text"].rstrip() if word else None


def _may_be_comment(text: str, index: int) -> bool:
    """Return whether a ``#`` follows something on its line, and is no part of a word."""
    line = text.rfind("\n", 0, index) + 1
    return bool(text[line:index].strip()) and not text[index - 1].isalnum()


def _dropped(tokens: Iterable[Token], text: str, file: str) -> Iterator[Problem]:
    around = _Around()
    with suppress(yaml.YAMLError):
        for token in tokens:
            around.enter(token)
            line, end = _end_on_line(token, text)
            word = _WORD_AFTER.match(text, end)
            if word and token.start_mark.index < end:
                yield _problem(SourceLocation(file, line + 1, word.end() - text.rfind("\n", 0, end)), around.field)


def _end_on_line(token: Token, text: str) -> tuple[int, int]:
    """Return the line and the index at which a token leaves room for a comment; a block of text does so in its head."""
    head = _BLOCK_HEAD.match(text, token.start_mark.index) if isinstance(token, ScalarToken) else None
    if head:
        return token.start_mark.line, head.end()
    return token.end_mark.line, token.end_mark.index


class _Around:
    """The names of the fields around what is scanned."""

    def __init__(self) -> None:
        self._names = [""]
        self._is_name = False

    @property
    def field(self) -> str:
        """The names as one, the outermost first."""
        return " › ".join(filter(None, self._names))

    def enter(self, token: Token) -> None:
        """Take note of one more token."""
        if isinstance(token, _BEGINNINGS):
            self._names.append("")
        elif isinstance(token, _ENDS) and len(self._names) > 1:
            self._names.pop()
        elif self._is_name and isinstance(token, ScalarToken):
            self._names[-1] = token.value
        self._is_name = isinstance(token, KeyToken)


def _problem(place: SourceLocation, field: str) -> Problem:
    what = Message(
        "what follows this '#' is taken for a comment and dropped from the value",
        "이 '#'부터 줄 끝까지는 주석이 되어 값에서 빠집니다",
    )
    hint = Message(
        "put the whole text in quotes; in a comment, leave a blank after the '#'",
        "글 전체를 따옴표로 묶으십시오. 주석이라면 '#' 다음을 한 칸 띄우십시오",
    )
    return Problem(ErrorKind.DATA, "yaml.dropped-text", what, place, field, hint)
