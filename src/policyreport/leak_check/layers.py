"""What a file is to the gate: layers that can be read, and parts that cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyreport.diagnostics import Message


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of one layer, and ``where`` in the file it is, in the format's own terms, such as ``word/comments.xml``.

    ``words`` are all its characters, a line for each piece that stands alone. ``figures`` are those of them in which
    numbers are told: no measures of a page, no positions of shapes. Where it ``flows``, a line may break anywhere.
    """

    where: str
    words: str
    figures: str
    flows: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a file that cannot be read, hence not be checked, and why."""

    where: str
    why: Message


Layers = Iterator[Layer | Unreadable]


def plain(where: str, text: str, *, flows: bool = False) -> Layer:
    """Return a layer in which any number may be a value."""
    return Layer(where, text, text, flows)


def inside(where: str, part: str) -> str:
    """Return where a part of a part is."""
    return f"{where} › {part}" if where else part
