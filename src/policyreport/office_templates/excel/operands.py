"""The operands of a formula, each with the functions and brackets around it and the operators beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token

from policyreport.office_templates.excel.references import tokens


@dataclass(slots=True, eq=False)
class Operand:
    """An operand, or a function or bracket with what is in it, and the operators beside it.

    ``word`` is the operand or the function's name, empty for a bracket; ``beside`` are the operators, each with the
    operand on its other side (None for anything else); ``place`` is that among what its function is given.
    ``arguments`` are what a function is given, each as the formula writes it.
    """

    word: str
    outer: Operand | None
    place: int = 0
    beside: tuple[tuple[str, str | None], ...] = ()
    is_reference: bool = False
    arguments: tuple[str, ...] = ()


def outwards(operand: Operand) -> Iterator[Operand]:
    """Yield an operand and what is around it, from the inside out."""
    current: Operand | None = operand
    while current is not None:
        yield current
        current = current.outer


def operands(formula: str) -> list[Operand]:
    """Return the operands of a formula in their order, each with what is around it."""
    found: list[Operand] = []
    opened: list[Operand | None] = [None]
    lists: list[list[Operand | str]] = [[]]
    arguments: list[list[str]] = [[""]]
    for token in tokens(formula):
        if token.subtype == Token.CLOSE and len(opened) > 1:
            _set_beside(lists.pop())
            closed, given = opened.pop(), arguments.pop()
            if closed is not None:
                closed.arguments = tuple(text.strip() for text in given)
            arguments[-1][-1] += ",".join(given) + token.value
            continue
        if token.type == Token.SEP:
            _set_beside(lists[-1])
            lists[-1] = []
            arguments[-1].append("")
            continue
        arguments[-1][-1] += token.value
        if token.type == Token.OPERAND or token.subtype == Token.OPEN:
            is_reference = token.type == Token.OPERAND and token.subtype == Token.RANGE
            operand = Operand(_word(token), opened[-1], len(arguments[-1]) - 1, is_reference=is_reference)
            lists[-1].append(operand)
            if token.subtype == Token.OPEN:
                opened.append(operand)
                lists.append([])
                arguments.append([""])
            else:
                found.append(operand)
        elif token.type != Token.WSPACE:
            lists[-1].append(token.value)
    _set_beside(lists[0])
    return found


def _word(token: Token) -> str:
    if token.type == Token.OPERAND:
        return token.value
    return token.value.rstrip("({").upper().removeprefix("_XLFN.").removeprefix("_XLWS.")


def _set_beside(items: list[Operand | str]) -> None:
    padded = [None, None, *items, None, None]
    for i, operand in enumerate(padded):
        if isinstance(operand, Operand):
            around = ((padded[i - 1], padded[i - 2]), (padded[i + 1], padded[i + 2]))
            operand.beside = tuple(
                (sign, far.word if isinstance(far, Operand) else None) for sign, far in around if isinstance(sign, str)
            )
