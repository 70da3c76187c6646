"""What a template can call: the blocks that Markdown has no mark for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast, get_args

from jinja2 import Undefined
from markupsafe import Markup

from policyreport.compose.inline_values import inline_content
from policyreport.compose.markdown import blocks
from policyreport.compose.misuse import UnknownWordError, UnsafeLinkError
from policyreport.compose.reach import reachable, reached
from policyreport.compose.slots import Slots
from policyreport.compose.view import Figure
from policyreport.document.text import plain_text
from policyreport.document.tree import (
    Align,
    Block,
    Box,
    Card,
    Cards,
    Column,
    Inline,
    Lamp,
    Link,
    Pair,
    Pairs,
    Row,
    Table,
    Tone,
)

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a table of records: its head, the path to its value in each record, and how it is aligned."""

    head: tuple[Inline, ...]
    path: tuple[str, ...]
    align: Align
    bare: bool


class Helpers:
    """The helpers of one rendering; their contents go through its slots."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots

    def functions(self) -> Mapping[str, Callable[..., object]]:
        """Return the helpers by the names that templates call them by."""
        names = ("box", "captioned", "card", "cards", "cards_of", "column", "lamp", "link", "pair", "pairs", "table")
        return {name: getattr(self, f"_{name}") for name in names}

    def _say(self, value: object) -> tuple[Inline, ...]:
        return inline_content(value, self._slots)

    def _between(self, helper: str, caller: Callable[[], Markup] | None) -> tuple[Block, ...]:
        if caller is None:
            raise UnknownWordError(helper, (f"{{% call {helper}(…) %}} … {{% endcall %}}",))
        return blocks(str(caller()), self._slots)

    def _mark(self, block: Block) -> Markup:
        """Return the mark of a block as a paragraph of its own.

        What a call block gives is not set aside by Jinja's ``finalize``, and the line end after its tag is trimmed.
        """
        return Markup(f"\n\n{self._slots.put(block)}\n\n")  # noqa: S704

    def _box(self, title: object, caller: Callable[[], Markup] | None = None) -> Markup:
        """``{% call box("요약") %} … {% endcall %}``: what stands between is Markdown."""
        return self._mark(Box(self._say(title), self._between("box", caller)))

    def _captioned(self, caption: object, caller: Callable[[], Markup] | None = None, unit: object = "") -> Markup:
        """``{% call captioned("총괄", unit="개") %} … {% endcall %}``: a caption for the Markdown table between."""
        found = self._between("captioned", caller)
        if len(found) != 1 or not isinstance(found[0], Table):
            raise UnknownWordError("captioned", ("| … | … |",))
        return self._mark(replace(found[0], caption=self._say(caption), unit=self._unit(unit)))

    def _card(self, label: object, figure: object, remark: object = "") -> Card:
        return Card(self._say(label), self._say(figure), self._say(remark) if remark else ())

    def _cards_of(self, records: Iterable[object], label: object, figure: object, remark: object) -> list[Card]:
        """A card for each record, from the values to which the paths lead."""
        paths = [self._path(path) for path in (label, figure, remark)]
        return [Card(*(self._say(_led(record, path)) for path in paths)) for record in records]

    def _cards(self, *cards: object) -> Cards:
        """Cards side by side; a list of cards stands for its members."""
        listed = (cast("list[object]", given) if isinstance(given, list) else [given] for given in cards)
        return Cards(_only(Card, "card", (card for given in listed for card in given)))

    def _pair(self, label: object, content: object) -> Pair:
        return Pair(self._say(label), self._say(content))

    def _pairs(self, *pairs: object) -> Pairs:
        return Pairs(_only(Pair, "pair", pairs))

    def _lamp(self, tone: object, word: object) -> Lamp:
        return Lamp(cast("Tone", _chosen(tone, get_args(Tone))), self._words(word))

    def _link(self, address: object, content: object = None) -> Link | tuple[Inline, ...]:
        """A link, or the content alone where there is no address."""
        said = self._say(address if content is None else content)
        return Link(self._address(address), said) if address else said

    def _column(self, head: object, path: object, align: object = "left", bare: bool = False) -> ColumnSpec:  # noqa: FBT001, FBT002
        """A column of ``table``; ``path`` leads to a value in each record, such as ``"program.title"``."""
        aligned = cast("Align", _chosen(align, get_args(Align)))
        return ColumnSpec(self._say(head), self._path(path), aligned, bare)

    def _table(self, records: Iterable[object], *columns: object, caption: object = "", unit: object = "") -> Table:
        """A table with a row for each record."""
        specs = _only(ColumnSpec, "column", columns or ("table",))
        heads = tuple(Column(column.head, column.align) for column in specs)
        rows = tuple(Row(tuple(self._cell(record, column) for column in specs)) for record in records)
        return Table(heads, rows, self._say(caption) if caption else (), self._unit(unit))

    def _words(self, value: object) -> str:
        """Return what a value says as mere characters; a figure would lose its source, so it is refused."""
        return str(value) if isinstance(value, Figure) else plain_text(self._say(value))

    def _unit(self, unit: object) -> str:
        return self._words(unit) if unit else ""

    def _path(self, path: object) -> tuple[str, ...]:
        return tuple(self._words(path).split("."))

    def _address(self, address: object) -> str:
        said = self._words(address)
        if not said.startswith(("http://", "https://")):
            raise UnsafeLinkError(said)
        return said

    def _cell(self, record: object, column: ColumnSpec) -> tuple[Inline, ...]:
        value = _led(record, column.path)
        return self._say(value.bare() if column.bare and isinstance(value, Figure) else value)


def _led(record: object, path: Iterable[str]) -> object:
    value: object = record
    for name in path:
        value = None if value is None else _reached(value, name)
    return value


def _reached(value: object, name: str) -> object:
    try:
        return reached(value, name)
    except KeyError:
        raise UnknownWordError(name, reachable(value)) from None


def _chosen(word: object, known: Sequence[str]) -> str:
    """Return one of the words that are known here; a wrong name, which is noted as such, stands for the first."""
    said = str(word)
    if isinstance(word, Undefined):
        return known[0]
    if said not in known:
        raise UnknownWordError(said, known)
    return said


def _only(kind: type[Made], helper: str, given: Iterable[object]) -> tuple[Made, ...]:
    """Return what one helper made; raises ``UnknownWordError`` for anything else."""
    made = tuple(given)
    for value in made:
        if not isinstance(value, kind):
            raise UnknownWordError(str(value) if isinstance(value, str) else type(value).__name__, (f"{helper}(…)",))
    return cast("tuple[Made, ...]", made)
