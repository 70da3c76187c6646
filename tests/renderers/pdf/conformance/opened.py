"""A PDF as the rules read it: what its pages draw, and its structure elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from types import TracebackType
from typing import NamedTuple, Self

import pikepdf

Key = tuple[int, int]
"""An object's number and generation."""


class Operation(NamedTuple):
    """An operator of a page's content, and the marked-content sequences that it stands in, the outermost first."""

    name: str
    operands: list[pikepdf.Object]
    within: tuple[Sequence, ...]


@dataclass(frozen=True, eq=False)
class Sequence:
    """A marked-content sequence; ``mcid`` is -1 where it has none. ``in_text`` tells that it began in a text object."""

    tag: str
    mcid: int
    in_text: bool

    @property
    def is_artifact(self) -> bool:
        return self.tag == "/Artifact"


class Mark(NamedTuple):
    """A marked-content sequence as the structure names it: the page's key, and the sequence's number on it."""

    page: Key
    mcid: int


@dataclass(eq=False)
class Element:
    """A structure element with its kids in order: elements, marks, and the keys of annotations."""

    role: str
    entry: pikepdf.Object
    key: Key
    parent: Element | None = None
    kids: list[Element | Mark | Key] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def marks(self) -> list[Mark]:
        return [kid for kid in self.kids if isinstance(kid, Mark)]

    @property
    def annotations(self) -> list[Key]:
        return [kid for kid in self.kids if not isinstance(kid, Element | Mark)]

    def attribute(self, name: str) -> pikepdf.Object | None:
        """Return an attribute, of whatever owner (ISO 32000-1, 14.7.5)."""
        given = self.entry.get("/A")
        owners = list(given) if isinstance(given, pikepdf.Array) else [given] if given is not None else []
        return next((owner[name] for owner in owners if name in owner), None)

    def number(self, name: str) -> int:
        """Return an attribute that is a number, 1 where it is not given."""
        value = self.attribute(name)
        return 1 if value is None else int(value)

    def all(self) -> Iterator[Element]:
        """Yield it and all elements within it, in order."""
        yield self
        for kid in self.elements:
            yield from kid.all()

    def __str__(self) -> str:
        return f"{self.role} {self.key[0]}"


@dataclass(frozen=True)
class Opened:
    """A PDF, as its bytes and as objects."""

    content: bytes
    pdf: pikepdf.Pdf

    @classmethod
    def of(cls, content: bytes) -> Opened:
        return cls(content, pikepdf.open(BytesIO(content)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pdf.close()

    @cached_property
    def pages(self) -> list[tuple[pikepdf.Page, list[Operation]]]:
        """Each page, with what its content does."""
        return [(page, list(_operations(page))) for page in self.pdf.pages]

    @cached_property
    def root(self) -> Element | None:
        """The element that holds all others; None where there is no structure."""
        tree = self.pdf.Root.get("/StructTreeRoot")
        tops = [] if tree is None else _kids(tree)
        return _element(tops[0], None) if len(tops) == 1 else None

    @property
    def elements(self) -> Iterator[Element]:
        """Every structure element, in reading order."""
        return iter(()) if self.root is None else self.root.all()

    @cached_property
    def annotations(self) -> list[tuple[pikepdf.Page, pikepdf.Object]]:
        """Each annotation, with its page."""
        return [(page, note) for page in self.pdf.pages for note in page.get("/Annots", [])]


def _operations(page: pikepdf.Page) -> Iterator[Operation]:
    within: list[Sequence] = []
    in_text = False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            named = operands[1] if name == "BDC" else {}
            mcid = int(named["/MCID"]) if isinstance(named, pikepdf.Dictionary) and "/MCID" in named else -1
            within.append(Sequence(str(operands[0]), mcid, in_text))
        in_text = name == "BT" or (in_text and name != "ET")
        yield Operation(name, list(operands), tuple(within))
        if name == "EMC" and within:
            within.pop()


def _kids(entry: pikepdf.Object) -> list[pikepdf.Object | int]:
    given = entry.get("/K")
    return [] if given is None else list(given) if isinstance(given, pikepdf.Array) else [given]


def _element(entry: pikepdf.Object, parent: Element | None) -> Element:
    element = Element(str(entry.get("/S", "")), entry, entry.objgen, parent)
    for kid in _kids(entry):
        if not isinstance(kid, pikepdf.Dictionary):
            element.kids.append(Mark(entry.Pg.objgen, int(kid)))
        elif kid.get("/Type") == "/MCR":
            element.kids.append(Mark(kid.get("/Pg", entry.get("/Pg")).objgen, int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.kids.append(kid.Obj.objgen)
        else:
            element.kids.append(_element(kid, element))
    return element
