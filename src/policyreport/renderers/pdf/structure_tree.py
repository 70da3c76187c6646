"""The structure of a tagged PDF: the role of each piece of a page's content, in the order in which it is read.

A structure element gathers marks while pages are drawn; afterwards the elements become objects of the file (ISO
32000-1, 14.7 and 14.8). A table or a paragraph on several pages is one element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Literal, NamedTuple

Role = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR",
    "TH", "TD", "Caption", "Figure", "Note", "Reference", "Link", "TOC", "TOCI", "BlockQuote", "Span",
]  # fmt: skip
"""Standard structure types (ISO 32000-1, 14.8.4): no role needs to be mapped."""


class Mark(NamedTuple):
    """A marked-content sequence: the page, counted from 0, and the sequence's number on it."""

    page: int
    number: int


class Annotated(NamedTuple):
    """An annotation that belongs to an element: its page, and the key by which the file finds the element again."""

    page: int
    name: str
    key: int


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    ``entries`` are further entries of its dictionary, and ``attributes`` an attribute object, both written as the file
    has them; by its ``name``, if it has one, the element can be found. ``facts`` are the ids of the numbers that it
    shows.
    """

    role: Role
    kids: list[Element | Mark | Annotated] = field(default_factory=list["Element | Mark | Annotated"])
    entries: str = ""
    name: str = ""
    attributes: str = ""
    facts: tuple[str, ...] = ()

    def add(self, role: Role, entries: str = "", attributes: str = "") -> Element:
        """Return a new element, the last within this one."""
        child = Element(role, [], entries, attributes=attributes)
        self.kids.append(child)
        return child


class Objects(NamedTuple):
    """The elements as objects of the file: the number of each, and what it holds.

    ``parents`` are the entries of the parent tree by their keys, ``names`` the numbers of the elements that have one.
    """

    bodies: list[tuple[int, str]]
    parents: Mapping[int, str]
    names: Mapping[str, int]


def text_entry(name: str, text: str) -> str:
    """Return an entry of a dictionary whose value is a text, in UTF-16 with its mark (ISO 32000-1, 7.9.2.2)."""
    return f"/{name}<feff{text.encode('utf-16-be').hex()}>"


def table_attributes(**attributes: str | int) -> str:
    """Return the attributes of a table's cell, such as ``Scope="/Column"`` and ``ColSpan=2`` (14.8.5.7)."""
    entries = "".join(f"/{name} {value}" for name, value in attributes.items())
    return f"<</O/Table{entries}>>" if entries else ""


def bounded(left: float, bottom: float, right: float, top: float) -> str:
    """Return the attributes of a figure: that it is a block, and where it stands (14.8.5.4.3)."""
    return f"<</O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"


def _attributes(element: Element) -> str:
    """Return the entry of an element's attributes, and of the facts that it shows.

    Of two attribute objects with one owner the later counts, so that several facts stand in one.
    """
    if not element.facts:
        return f"/A{element.attributes}" if element.attributes else ""
    facts = _user_properties(element.facts)
    return f"/A[{element.attributes}{facts}]" if element.attributes else f"/A{facts}"


def _user_properties(facts: Iterable[str]) -> str:
    """Return the ids of facts as user properties (14.7.5.4), each a property called ``fact``."""
    return f"<</O/UserProperties/P[{''.join(map(_property, facts))}]>>"


@lru_cache(maxsize=1 << 12)
def _property(fact: str) -> str:
    is_plain = fact.isascii() and not any(letter in "()\\" for letter in fact)
    return f"<</N(fact){f'/V({fact})' if is_plain else text_entry('V', fact)}>>"


def objects(root: Element, first: int, pages: Sequence[int], numbers: Mapping[str, int], tree: int) -> Objects:
    """Return the elements from ``root`` on as objects numbered from ``first``.

    ``pages`` are the object numbers of the pages, ``numbers`` those of annotations by name, ``tree`` that of the tree's
    root, which is the parent of ``root``.
    """
    written = _Writer(first, pages, numbers)
    written.write(root, tree)
    return Objects(written.bodies, dict(_parents(written.owners, written.keys)), written.names)


class _Writer:
    def __init__(self, first: int, pages: Sequence[int], numbers: Mapping[str, int]) -> None:
        self._next = count(first)
        self._pages, self._numbers = pages, numbers
        self.bodies: list[tuple[int, str]] = []
        self.owners: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self.keys: dict[int, int] = {}
        self.names: dict[str, int] = {}

    def write(self, element: Element, parent: int) -> int:
        """Write an element with all that is within it; return its number."""
        number = next(self._next)
        at = len(self.bodies)
        self.bodies.append((number, ""))
        kids = element.kids
        page = kids[0].page if kids and isinstance(kids[0], Mark) else -1
        content = " ".join([self._kid(kid, number, page) for kid in kids])
        entries = f"/Pg {self._pages[page]} 0 R" if page >= 0 else ""
        entries += f"/K[{content}]"
        if element.name:
            self.names[element.name] = number
            entries += f"/ID({element.name})"
        self.bodies[at] = (
            number,
            f"<</S/{element.role}/P {parent} 0 R{entries}{element.entries}{_attributes(element)}>>",
        )
        return number

    def _kid(self, kid: Element | Mark | Annotated, owner: int, page: int) -> str:
        if isinstance(kid, Mark):
            self.owners[kid.page][kid.number] = owner
            if kid.page == page:
                return str(kid.number)
            return f"<</Type/MCR/Pg {self._pages[kid.page]} 0 R/MCID {kid.number}>>"
        if isinstance(kid, Annotated):
            self.keys[kid.key] = owner
            return f"<</Type/OBJR/Pg {self._pages[kid.page]} 0 R/Obj {self._numbers[kid.name]} 0 R>>"
        return f"{self.write(kid, owner)} 0 R"


def _parents(owners: Mapping[int, Mapping[int, int]], keys: Mapping[int, int]) -> Iterable[tuple[int, str]]:
    """Yield the entries of the parent tree: a page's is the elements of its marks in the order of their numbers."""
    for page, marks in owners.items():
        yield 2 * page, "[" + " ".join(f"{marks[number]} 0 R" for number in range(len(marks))) + "]"
    for key, owner in keys.items():
        yield key, f"{owner} 0 R"
