"""Changing finished files by hand: parts of packages, rows of tables, charts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

Edit = Callable[[bytes], bytes]


class Plant(NamedTuple):
    """A file of the set, what is done to it, and what the lines that tell of it begin with and hold."""

    what: str
    file: str
    edit: Edit
    place: str
    says: str = ""


def in_parts(change: Callable[[dict[str, bytes]], None]) -> Edit:
    """Return the change of a package by its parts."""

    def changed(content: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(content)) as before:
            parts = {name: before.read(name) for name in before.namelist()}
        old = dict(parts)
        change(parts)
        assert parts != old
        saved = BytesIO()
        with zipfile.ZipFile(saved, "w") as after:
            for name, part in parts.items():
                after.writestr(name, part)
        return saved.getvalue()

    return changed


def put(part: str, old: str, new: str) -> Edit:
    """Return the change of the first such text of a part."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part], (part, old)
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return in_parts(change)


def every(part: str, pattern: str, new: str) -> Edit:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = re.sub(pattern, new, parts[part].decode(), flags=re.DOTALL).encode()

    return in_parts(change)


def row(part: str, start: str, marker: str, change: Callable[[str], str]) -> Edit:
    """Return the change of the row of a table that holds a text."""

    def changed(parts: dict[str, bytes]) -> None:
        text, end = parts[part].decode(), start[1:].partition(" ")[0]
        rows = re.findall(f"{start}[ >].*?</{end}>", text, flags=re.DOTALL)
        found = next(one for one in rows if marker in one)
        parts[part] = text.replace(found, change(found), 1).encode()

    return in_parts(changed)


def swapped(one: str, other: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert one in text
        assert other in text
        return text.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)

    return change


def dropped(_text: str) -> str:
    return ""


def added(name: str, content: bytes) -> Edit:
    return in_parts(lambda parts: parts.update({name: content}))


def fed_otherwise(text: str) -> str:
    """Return a chart with the values of its first two series exchanged, their names where they were."""
    first, second = re.findall(r"<(?:c:)?val>.*?</(?:c:)?val>", text, flags=re.DOTALL)[:2]
    return swapped(first, second)(text)


def in_chart(part: str, change: Callable[[str], str]) -> Edit:
    return in_parts(lambda parts: parts.update({part: change(parts[part].decode()).encode()}))
