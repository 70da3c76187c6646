"""Parts of a table beside their printed total: a difference by rounding alone gets a note, any other is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, TypeVar

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Box, Document, DocumentBlock, Inline, Landscape, Note, Number, Row, Table, Text
from policyreport.document.number_format import number_text, plain_text, rounded_value
from policyreport.model import Fact

ROUNDED = Message("may differ from the total by rounding", "반올림으로 합계와 다를 수 있음")
"""The note below a table whose parts, as they are printed, do not make up the printed total."""

_WORD = "반올림"
_ALL, _CLOSE = Decimal(100), Decimal("1e-9")
_FEWEST = 2
Verdict = Literal["rounded"] | Problem | None
AnyBlock = TypeVar("AnyBlock", bound=DocumentBlock)


def with_rounding_notes(document: Document, facts: Mapping[str, Fact], template: str) -> Document:
    """Return a document with a note below each table whose printed parts differ from their printed total by rounding.

    Only totals that know their parts are looked at, where all of these are printed in the same column. Raises
    ``PolicyReportError`` (exit code 4) with the tables whose parts do not make up their total before rounding either.
    """
    if not any(isinstance(block, Table | Box | Landscape) for block in document.blocks):
        return document
    problems: list[Problem] = []
    blocks = tuple(_noted(document.blocks, facts, template, problems, document.meta.language))
    raise_any(problems)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _noted(
    blocks: Sequence[AnyBlock], facts: Mapping[str, Fact], template: str, problems: list[Problem], language: str
) -> Iterator[AnyBlock | Note]:
    for number, block in enumerate(blocks):
        if isinstance(block, Box | Landscape):
            within = tuple(_noted(block.blocks, facts, template, problems, language))
            yield block if within == block.blocks else replace(block, blocks=within)
            continue
        yield block
        verdict = _verdict(block, facts, template) if isinstance(block, Table) else None
        if isinstance(verdict, Problem):
            problems.append(verdict)
        elif verdict == "rounded" and not _is_told(blocks[number + 1 :]):
            yield Note((Text(ROUNDED.text(korean=language.startswith("ko"))),))


def _is_told(after: Iterable[DocumentBlock]) -> bool:
    """Return whether one of the notes that follow a table speaks of rounding already."""
    for block in after:
        if not isinstance(block, Note):
            return False
        if _WORD in plain_text(block.content):
            return True
    return False


def _verdict(table: Table, facts: Mapping[str, Fact], template: str) -> Verdict:
    totals = [row for row in table.rows if row.kind == "total"]
    if not totals:
        return None
    found: Verdict = None
    for at in range(len(table.columns)):
        parts = [number for row in table.rows if row.kind != "total" and (number := _number(row, at))]
        for row in totals:
            total = _number(row, at)
            verdict = _of_sum(total, parts, facts, table, template) if total else None
            if isinstance(verdict, Problem):
                return verdict
            found = verdict or found
        found = found or _of_shares(parts, facts)
    return found


def _number(row: Row, at: int) -> Number | None:
    """Return the number that a cell holds and nothing else."""
    cell: tuple[Inline, ...] = row.cells[at] if at < len(row.cells) else ()
    if len(cell) == 1 and (content := getattr(cell[0], "content", None)) and len(content) == 1:
        cell = content
    return cell[0] if len(cell) == 1 and isinstance(cell[0], Number) and cell[0].value is not None else None


def _of_sum(total: Number, parts: Sequence[Number], facts: Mapping[str, Fact], table: Table, template: str) -> Verdict:
    """Return how the printed parts of a sum make it up; None where not all of them are printed."""
    fact = _in_own_unit(total, facts)
    if fact is None or fact.rule != "sum" or total.value is None:
        return None
    printed = {own.id: part for part in parts if part.unit == total.unit and (own := _in_own_unit(part, facts))}
    members = [printed.get(member) for member in fact.derived_from if facts[member].value is not None]
    summed = [member for member in members if member is not None]
    if len(summed) < max(len(members), _FEWEST):
        return None
    shown = sum((rounded_value(member) for member in summed), Decimal(0))
    if shown == rounded_value(total):
        return None
    exact = sum((member.value for member in summed if member.value is not None), Decimal(0))
    return (
        "rounded" if abs(exact - total.value) < _CLOSE else _wrong(table, total, replace(total, value=shown), template)
    )


def _in_own_unit(number: Number, facts: Mapping[str, Fact]) -> Fact | None:
    """Return the fact that a number prints, of one told in another unit the one that this was made of."""
    fact = facts.get(number.fact)
    while fact is not None and fact.rule == "converted":
        fact = facts.get(fact.derived_from[0])
    return fact


def _of_shares(parts: Sequence[Number], facts: Mapping[str, Fact]) -> Verdict:
    """Return whether shares of one whole, which are all of it, do not make up a hundred as they are printed."""
    wholes = {fact.derived_from[-1] if fact.derived_from else "" for part in parts if (fact := facts.get(part.fact))}
    is_of_one = len(wholes) == 1 and all(facts[part.fact].rule == "share" for part in parts if part.fact in facts)
    if len(parts) < _FEWEST or not is_of_one:
        return None
    exact = sum((part.value for part in parts if part.value is not None), Decimal(0))
    shown = sum(map(rounded_value, parts), Decimal(0))
    return "rounded" if abs(exact - _ALL) < _CLOSE and shown != _ALL else None


def _wrong(table: Table, total: Number, parts: Number, template: str) -> Problem:
    name = plain_text(table.caption) or plain_text(table.columns[0].head)
    what = Message(
        f"in the table '{name}' the parts make up {number_text(parts)}, but the total says {number_text(total)}",
        f"표 '{name}'의 합계는 {number_text(total)}인데 그 위의 수치를 더하면 {number_text(parts)}입니다",
    )
    hint = Message("print the total of the rows that the table has", "표에 실은 행의 합계를 실으십시오")
    return Problem(ErrorKind.TEMPLATE, "table.parts-differ", what, SourceLocation(template), total.fact, hint)
