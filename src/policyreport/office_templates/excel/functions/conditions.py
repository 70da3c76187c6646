"""Functions of conditions, and those that ask what a value is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from policyreport.office_templates.excel.computation import (
    Array,
    Builder,
    Frame,
    Function,
    Item,
    Node,
    Ref,
    Result,
    Union,
    constant,
    each,
    item_of,
    lifted,
    of_one,
    one,
    optional,
    taking_errors,
    value_of,
)
from policyreport.office_templates.excel.formula_eval import (
    DataText,
    Form,
    MisreadError,
    UnknownError,
    Value,
    WrongError,
    number,
    truth,
)
from policyreport.office_templates.excel.functions.lookups import NOT_THERE


def _if(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        condition = value_of(nodes[0](frame), frame)
        if isinstance(condition, Array):
            chosen = [item_of(node, frame) for node in nodes[1:]]
            return each(_chosen, [condition, *(chosen if len(chosen) > 1 else [*chosen, False])])
        if truth(condition):
            return nodes[1](frame)
        otherwise = optional(nodes, 2)
        return otherwise(frame) if otherwise else False

    return compute


def _chosen(condition: Item, yes: Item, no: Item) -> Item:
    if isinstance(condition, WrongError):
        raise condition
    return yes if truth(condition) else no


def _ifs(nodes: Sequence[Node]) -> Node:
    if len(nodes) % 2:
        raise UnknownError

    def compute(frame: Frame) -> Result:
        for condition, result in zip(nodes[::2], nodes[1::2], strict=True):
            if truth(one(condition, frame)):
                return result(frame)
        raise WrongError(NOT_THERE)

    return compute


def _if_error(*, only_absent: bool) -> Builder:
    """Return a builder of ``IFERROR``, or of ``IFNA`` for what is not there alone."""

    def catches(error: WrongError) -> bool:
        return not only_absent or str(error) == NOT_THERE

    def caught(item: Item, other: Item) -> Item:
        return other if isinstance(item, WrongError) and catches(item) else item

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            try:
                result = value_of(nodes[0](frame), frame)
            except WrongError as error:
                if catches(error):
                    return nodes[1](frame)
                raise
            if not isinstance(result, Array):
                return result
            return each(caught, [result, item_of(nodes[1], frame)])

        return compute

    return build


def _truths(decide: Callable[[Sequence[bool]], bool], *, decisive: bool | None) -> Builder:
    """Return a builder of a function of several conditions, of which one that is ``decisive`` decides alone."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            misread: MisreadError | None = None
            found: list[bool] = []
            for node in nodes:
                try:
                    found += _said(node(frame), frame)
                except MisreadError as fault:
                    misread = fault
                if decisive is not None and decisive in found:
                    return decisive
            if misread is not None:
                raise misread
            if not found:
                raise WrongError
            return decide(found)

        return compute

    return build


def _said(result: Result, frame: Frame) -> list[bool]:
    """Return what a condition says, or each of several; texts and empty cells of an area say nothing."""
    if isinstance(result, Union):
        raise UnknownError
    if isinstance(result, Ref) and not result.is_cell:
        result = frame.cells.array(frame.cells.bounded(result))
    elif isinstance(result, Ref):
        result = Array(((frame.cells.held(result.at(0, 0)),),))
    if not isinstance(result, Array):
        return [truth(result)]
    said: list[bool] = []
    for item in result.items:
        if isinstance(item, WrongError):
            raise item
        if isinstance(item, DataText):
            raise MisreadError(item.cell)
        if isinstance(item, float):  # a truth is one too
            said.append(bool(item))
        elif isinstance(item, bool):
            said.append(item)
    return said


def is_blank(value: Item) -> bool:
    """Return whether a cell holds nothing."""
    return value is None or (isinstance(value, DataText) and value.form is Form.BLANK)


def _not(value: Value | None) -> bool:
    return not truth(value)


def _not_there(_: Sequence[Node]) -> Node:
    def compute(_: Frame) -> Result:
        raise WrongError(NOT_THERE)

    return compute


def _is_number(item: Item) -> bool:
    return isinstance(item, float)


def _is_text(item: Item) -> bool:
    return isinstance(item, str) and not is_blank(item)


def _is_absent(item: Item) -> bool:
    return isinstance(item, WrongError) and str(item) == NOT_THERE


def _is_other_error(item: Item) -> bool:
    return isinstance(item, WrongError) and str(item) != NOT_THERE


def _parity(remainder: int) -> Builder:
    return of_one(lambda value: int(number(value)) % 2 == remainder)


def _number_of(value: Value | None) -> float:
    """Return a value as ``N`` takes it: 0 for a text."""
    if isinstance(value, DataText):
        raise MisreadError(value.cell)
    return 0.0 if isinstance(value, str) else float(value or 0)


def _first(nodes: Sequence[Node]) -> Node:
    return lambda frame: _number_of(one(nodes[0], frame))


FUNCTIONS: Mapping[str, Function] = {
    "IF": Function(_if, 2, 3),
    "IFS": Function(_ifs, 2, None),
    "IFERROR": Function(_if_error(only_absent=False), 2, 2),
    "IFNA": Function(_if_error(only_absent=True), 2, 2),
    "AND": Function(_truths(all, decisive=False), 1, None),
    "OR": Function(_truths(any, decisive=True), 1, None),
    "XOR": Function(_truths(lambda said: sum(said) % 2 == 1, decisive=None), 1, None),
    "NOT": Function(lifted(_not), 1, 1),
    "TRUE": Function(constant(value=True), 0, 0),
    "FALSE": Function(constant(value=False), 0, 0),
    "NA": Function(_not_there, 0, 0),
    "ISNUMBER": Function(taking_errors(_is_number), 1, 1),
    "ISTEXT": Function(taking_errors(_is_text), 1, 1),
    "ISNONTEXT": Function(taking_errors(lambda item: not _is_text(item)), 1, 1),
    "ISBLANK": Function(taking_errors(is_blank), 1, 1),
    "ISLOGICAL": Function(taking_errors(lambda item: isinstance(item, bool)), 1, 1),
    "ISERROR": Function(taking_errors(lambda item: isinstance(item, WrongError)), 1, 1),
    "ISERR": Function(taking_errors(_is_other_error), 1, 1),
    "ISNA": Function(taking_errors(_is_absent), 1, 1),
    "ISEVEN": Function(_parity(0), 1, 1),
    "ISODD": Function(_parity(1), 1, 1),
    "N": Function(_first, 1, 1),
}
