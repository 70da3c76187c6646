"""What a template can call: the functions for the blocks that Markdown has no mark for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast, get_args

from jinja2 import Undefined
from markupsafe import Markup

from policyreport.claims import Claim, UnknownClaimError
from policyreport.diagnostics import Message
from policyreport.document import nodes
from policyreport.document.number_format import plain_text
from policyreport.document.panels import with_giant_apart
from policyreport.templating.charts import alternative_text, check_fits, has_something_to_draw, with_directions
from policyreport.templating.claim_faults import FalseClaimError, UnjudgedClaimError
from policyreport.templating.errors import (
    ChartDataError,
    NotARecordError,
    PagesWithinError,
    UnknownAttributeError,
)
from policyreport.templating.links import checked_address
from policyreport.templating.markdown import blocks, inline_content
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.view import Figure, View, follow_path


def row_name(record: object) -> str:
    """Return the name of a record's row, of a list the first record's; nothing where there is no record.

    Raises ``NotARecordError`` for anything else; a wrong name is noted as such, and names nothing.
    """
    if record is None:
        return ""
    if isinstance(record, Undefined):
        return str(record)
    if isinstance(record, View) and record.name:
        return record.name
    if isinstance(record, Iterable) and not isinstance(record, str):
        return row_name(next(iter(cast("Iterable[object]", record)), None))
    raise NotARecordError("record" if isinstance(record, View) else type(record).__name__)


Made = TypeVar("Made")
_WORDLESS = (
    Message("the alt of a chart says nothing", "차트의 alt에 내용이 없습니다"),
    Message(
        "say in it what the picture shows, or leave it out: then the table is put into words",
        "그림이 보여 주는 내용을 쓰거나, 표의 내용이 쓰이도록 alt를 빼십시오",
    ),
)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a table of records, the path to its value in each record, and whether figures bear no unit there."""

    column: nodes.Column
    path: tuple[str, ...]
    bare: bool


class TemplateFunctions:
    """The functions of one rendering; their contents go through its placeholders."""

    def __init__(self, placeholders: Placeholders) -> None:
        self._placeholders = placeholders

    def functions(self) -> Mapping[str, Callable[..., object]]:
        """Return the functions by the names that templates call them by: one more function is one more entry."""
        functions: dict[str, Callable[..., object]] = {
            "box": self._box,
            "captioned": self._captioned,
            "card": self._card,
            "cards": self._cards,
            "cards_of": self._cards_of,
            "chart": self._chart,
            "claim": self._claim,
            "column": self._column,
            "contents": self._contents,
            "footnote": self._footnote,
            "lamp": self._lamp,
            "landscape": self._landscape,
            "link": self._link,
            "named": self._named,
            "page_break": self._page_break,
            "pair": self._pair,
            "pairs": self._pairs,
            "table": self._table,
        }
        return functions

    def _say(self, value: object) -> tuple[nodes.Inline, ...]:
        return inline_content(value, self._placeholders)

    def _between(self, helper: str, caller: Callable[[], Markup] | None) -> tuple[nodes.DocumentBlock, ...]:
        if caller is None:
            raise UnknownAttributeError(helper, (f"{{% call {helper}(…) %}} … {{% endcall %}}",))
        return blocks(str(caller()), self._placeholders)

    def _mark(self, block: nodes.DocumentBlock) -> Markup:
        """Return the mark of a block as a paragraph of its own.

        What a call block gives is not set aside by Jinja's ``finalize``, and the line end after its tag is trimmed.
        """
        return Markup(f"\n\n{self._placeholders.put(block)}\n\n")  # noqa: S704

    def _box(self, title: object, caller: Callable[[], Markup] | None = None, *, tone: object = None) -> Markup:
        """``{% call box("요약") %} … {% endcall %}``: what stands between is Markdown."""
        toned = None if tone is None else cast("nodes.Tone", _chosen(tone, get_args(nodes.Tone)))
        within = _without_landscape("box", self._between("box", caller))
        if any(isinstance(block, nodes.PageBreak) for block in within):
            raise PagesWithinError("box")
        return self._mark(nodes.Box(self._say(title), within, toned))

    def _landscape(self, caller: Callable[[], Markup] | None = None) -> Markup:
        """``{% call landscape() %} … {% endcall %}``: what stands between has pages in landscape."""
        within = _without_landscape("landscape", self._between("landscape", caller))
        return self._mark(nodes.Landscape(within)) if within else Markup("")

    def _page_break(self) -> nodes.PageBreak:
        return nodes.PageBreak()

    def _captioned(self, caption: object, caller: Callable[[], Markup] | None = None, unit: object = "") -> Markup:
        """``{% call captioned("총괄", unit="개") %} … {% endcall %}``: a caption for the Markdown table between."""
        return self._mark(self._captioned_table("captioned", caption, caller, unit))

    def _chart(
        self,
        kind: object,
        caption: object,
        caller: Callable[[], Markup] | None = None,
        *,
        unit: object = "",
        alt: object = "",
    ) -> Markup:
        """``{% call chart("line", "추이") %} … {% endcall %}``: the Markdown table between, drawn.

        Where there is nothing to draw it stays a table.
        """
        chosen = cast("nodes.ChartKind", _chosen(kind, get_args(nodes.ChartKind)))
        table = self._captioned_table("chart", caption, caller, unit)
        check_fits(chosen, table)
        if chosen == "column" and (apart := with_giant_apart(table)) is not table:
            chosen, table = "panels", apart
        content = self._words(alt).strip() if alt else alternative_text(chosen, table)
        if not content:
            raise ChartDataError(*_WORDLESS)
        if not has_something_to_draw(table):
            return self._mark(table)
        return self._mark(nodes.Chart(chosen, with_directions(chosen, table), content))

    def _captioned_table(
        self, helper: str, caption: object, caller: Callable[[], Markup] | None, unit: object
    ) -> nodes.Table:
        found = self._between(helper, caller)
        if len(found) != 1 or not isinstance(found[0], nodes.Table):
            raise UnknownAttributeError(helper, ("| … | … |",))
        return replace(found[0], caption=self._say(caption), unit=self._unit(unit))

    def _contents(self, depth: object = 2) -> nodes.Contents:
        levels = get_args(nodes.HeadingLevel)
        return nodes.Contents(cast("nodes.HeadingLevel", int(_chosen(depth, [str(level) for level in levels]))))

    def _footnote(self, content: object) -> nodes.Footnote:
        return nodes.Footnote(self._say(content))

    def _card(self, label: object, figure: object, remark: object = "") -> nodes.Card:
        return nodes.Card(self._say(label), self._say(figure), self._say(remark) if remark else ())

    def _cards_of(self, records: Iterable[object], label: object, figure: object, remark: object) -> list[nodes.Card]:
        """A card for each record, from the values to which the paths lead."""
        paths = [self._path(path) for path in (label, figure, remark)]
        return [nodes.Card(*(self._say(follow_path(record, path)) for path in paths)) for record in records]

    def _cards(self, *cards: object) -> nodes.Cards:
        """Cards side by side; a list of cards stands for its members."""
        listed = (cast("list[object]", values) if isinstance(values, list) else [values] for values in cards)
        return nodes.Cards(_only(nodes.Card, "card", (card for values in listed for card in values)))

    def _pair(self, label: object, content: object) -> nodes.Pair:
        return nodes.Pair(self._say(label), self._say(content))

    def _pairs(self, *pairs: object) -> nodes.Pairs:
        return nodes.Pairs(_only(nodes.Pair, "pair", pairs))

    def _lamp(self, tone: object, word: object) -> nodes.Lamp:
        return nodes.Lamp(cast("nodes.Tone", _chosen(tone, get_args(nodes.Tone))), self._words(word))

    def _link(self, address: object, content: object = None) -> nodes.Link | tuple[nodes.Inline, ...]:
        """A link, or the content alone where there is no address."""
        text = self._say(address if content is None else content)
        return nodes.Link(self._address(address), text) if address else text

    def _claim(self, record: object, *words: object) -> tuple[nodes.Inline, ...]:
        """``{{ claim(i, "증가", "감소") }}``: the first of some words that is true of an indicator.

        Raises ``FalseClaimError`` where none is, and ``UnjudgedClaimError`` where nothing tells.
        """
        if isinstance(record, Undefined):
            return self._say(record)
        if not isinstance(record, View) or record.judge is None:
            raise NotARecordError("record" if isinstance(record, View) else type(record).__name__)
        wrong: list[Claim] = []
        for word in words:
            claimed = self._words(word)
            try:
                claim = record.judge(claimed)
            except UnknownClaimError:
                continue
            if claim.is_true:
                return self._say(claimed)
            wrong.append(claim)
        if wrong:
            raise FalseClaimError(wrong[0])
        raise UnjudgedClaimError(", ".join(map(self._words, words)))

    def _named(self, record: object) -> Markup:
        """``| {{ named(m) }}{{ m.title }} | … |``: what ``leads_to`` the record leads to this row of the table."""
        name = row_name(record)
        return Markup(self._placeholders.put_row_name(name) if name else "")  # noqa: S704

    def _column(
        self,
        head: object,
        path: object,
        align: object = "left",
        bare: bool = False,  # noqa: FBT001, FBT002
        group: object = "",
    ) -> ColumnSpec:
        """A column of ``table``; ``path`` leads to a value in each record, such as ``"program.title"``."""
        aligned = cast("nodes.Align", _chosen(align, get_args(nodes.Align)))
        column = nodes.Column(self._say(head), aligned, self._say(group) if group else ())
        return ColumnSpec(column, self._path(path), bare)

    def _table(
        self,
        records: Iterable[object],
        *columns: object,
        caption: object = "",
        unit: object = "",
        named: object = False,
    ) -> nodes.Table:
        """A table with a row for each record; ``named`` rows are where ``leads_to`` leads."""
        specs = _only(ColumnSpec, "column", columns or ("table",))
        heads = tuple(spec.column for spec in specs)
        rows = tuple(
            nodes.Row(tuple(self._cell(record, column) for column in specs), name=row_name(record) if named else "")
            for record in records
        )
        return nodes.Table(heads, rows, self._say(caption) if caption else (), self._unit(unit))

    def _words(self, value: object) -> str:
        """Return what a value says as mere characters; a figure would lose its source, so it is refused."""
        return str(value) if isinstance(value, Figure) else plain_text(self._say(value))

    def _unit(self, unit: object) -> str:
        return self._words(unit) if unit else ""

    def _path(self, path: object) -> tuple[str, ...]:
        return tuple(self._words(path).split("."))

    def _address(self, address: object) -> str:
        return checked_address(self._words(address))

    def _cell(self, record: object, column: ColumnSpec) -> tuple[nodes.Inline, ...]:
        value = follow_path(record, column.path)
        return self._say(value.bare() if column.bare and isinstance(value, Figure) else value)


def _without_landscape(helper: str, within: Sequence[nodes.DocumentBlock]) -> tuple[nodes.Block, ...]:
    """Return the blocks within another; raises ``PagesWithinError`` for a part in landscape among them."""
    upright = tuple(block for block in within if not isinstance(block, nodes.Landscape))
    if len(upright) < len(within):
        raise PagesWithinError(helper)
    return upright


def _chosen(word: object, choices: Sequence[str]) -> str:
    """Return one of the words that are known here; a wrong name, which is noted as such, stands for the first."""
    content = str(word)
    if isinstance(word, Undefined):
        return choices[0]
    if content not in choices:
        raise UnknownAttributeError(content, choices)
    return content


def _only(kind: type[Made], helper: str, values: Iterable[object]) -> tuple[Made, ...]:
    """Return what one function made; raises ``UnknownAttributeError`` for anything else."""
    result = tuple(values)
    for value in result:
        if not isinstance(value, kind):
            raise UnknownAttributeError(
                str(value) if isinstance(value, str) else type(value).__name__, (f"{helper}(…)",)
            )
    return cast("tuple[Made, ...]", result)
