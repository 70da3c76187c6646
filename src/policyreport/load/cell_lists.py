"""Lists within one cell: how they are read there, and how they are written so that they are read as the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

_NONE = "-"
_SEPARATED = re.compile(r"[,\n]")


def listed(text: str, what: Literal["ids", "texts"]) -> list[str]:
    """Return the items of a cell's list: ids stand between commas or line ends, texts on a line each.

    Blank items are left out, and ``-`` alone is an empty list. A backslash at the end of a line keeps the line end
    within the text; two of them are one backslash.
    """
    if text.strip(" ") == _NONE:
        return []
    if what == "ids":
        return [item.strip() for item in _SEPARATED.split(text) if item.strip()]
    return [item for item in _texts(text) if item.strip()]


def joined(items: Sequence[str], what: Literal["ids", "texts"]) -> str:
    """Return a cell's text that ``listed`` reads as these items, none of which is blank; ``-`` where there is none."""
    if not items:
        return _NONE
    if what == "ids":
        return ", ".join(items)
    text = "\n".join([*map(_with_line_end_after, items[:-1]), _with_nothing_after(items[-1])])
    return text + "\n" if text.strip(" ") == _NONE else text


def _texts(text: str) -> list[str]:
    items = [""]
    *lines, last = text.split("\n")
    for line in lines:
        kept = line.rstrip("\\")
        backslashes = len(line) - len(kept)
        items[-1] += kept + backslashes // 2 * "\\"
        if backslashes % 2:
            items[-1] += "\n"
        else:
            items.append("")
    items[-1] += last
    return items


def _with_line_end_after(item: str) -> str:
    return "\\\n".join(map(_doubled, item.split("\n")))


def _with_nothing_after(item: str) -> str:
    *lines, last = item.split("\n")
    return "\\\n".join([*map(_doubled, lines), last])


def _doubled(line: str) -> str:
    """Return a line with the backslashes at its end doubled."""
    kept = line.rstrip("\\")
    return kept + (len(line) - len(kept)) * "\\\\"
