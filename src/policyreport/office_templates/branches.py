"""In which blocks something stands: whether it is repeated, or may be missing where something else is not."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from lxml import etree

from policyreport.office_templates.engine import ENDS
from policyreport.office_templates.tags import Tag
from policyreport.office_templates.xml import Element


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """What stands between a block's beginning, or one of its ``elif`` and ``else``, and the next of them."""

    keyword: str
    is_repeated: bool


Path = tuple[Branch, ...]
"""The branches in which something stands, the outermost first."""


def paths(root: Element, tag_of: Callable[[Element], Tag], asked: Container[object]) -> Mapping[Element, Path]:
    """Return where in a marked part those elements stand whose names are ``asked`` for.

    ``tag_of`` gives the tag for which a mark stands. What a tag took away is not among them.
    """
    found: dict[Element, Path] = {}
    opened: list[Branch] = []
    for element in root.iter():
        if element.tag is etree.PI:
            _follow(tag_of(element).keyword, opened)
        elif element.tag in asked:
            found[element] = tuple(opened)
    return found


def _follow(keyword: str, opened: list[Branch]) -> None:
    """Take one tag into account; one that fits into no block is refused elsewhere, and left alone here."""
    if keyword in ENDS:
        opened.append(Branch(keyword, is_repeated=keyword == "for"))
    elif keyword in ("elif", "else") and opened:
        opened[-1] = Branch(opened[-1].keyword, is_repeated=False)
    elif keyword in ENDS.values():
        matching = [i for i, branch in enumerate(opened) if ENDS[branch.keyword] == keyword]
        if matching:
            del opened[matching[-1] :]
