"""Functions that find a value in an area, or name another area."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from policyreport.office_templates.excel.computation import (
    Array,
    Builder,
    Frame,
    Function,
    Item,
    Node,
    Ref,
    Result,
    one,
    optional,
    ref_of,
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
from policyreport.office_templates.excel.functions.criteria import pattern, resized
from policyreport.office_templates.excel.references import MOST_COLUMNS, MOST_ROWS, Area

NOT_THERE = "#N/A"
_BEYOND_ALL = 1e100
"""A number with which the last one of a row or column is looked up, whatever their order."""


def _whole(node: Node, frame: Frame) -> int:
    """Return a number without its fraction."""
    return int(number(one(node, frame)))


def _option(nodes: Sequence[Node], place: int, frame: Frame, otherwise: int) -> int:
    """Return a whole number that need not be given."""
    node = optional(nodes, place)
    return _whole(node, frame) if node else otherwise


def _is_exact(nodes: Sequence[Node], place: int, frame: Frame) -> bool:
    """Return whether the last argument of a lookup asks for the very value."""
    return len(nodes) > place and not truth(one(nodes[place], frame))


def place_in(frame: Frame, ref: Ref, wanted: Value | None, *, wildcards: bool, last: bool = False) -> int | None:
    """Return where a value stands first, or last, in a row or column (from 0); None for nowhere."""
    if isinstance(wanted, DataText) and wanted.form is Form.BLANK:
        raise MisreadError(wanted.cell)
    if wanted is None or isinstance(wanted, bool):
        raise UnknownError
    ref = frame.cells.bounded(ref)
    length = max(ref.height, ref.width)
    if wildcards and isinstance(wanted, str) and any(character in wanted for character in "*?~"):
        return frame.cells.once(("like", ref, wanted.casefold()), lambda: _first_like(frame, ref, wanted.casefold()))
    index = frame.cells.index(ref)
    if isinstance(wanted, float):
        text = next((text for at, text in index.texts if at < length and text.form is Form.TEXT), None)
        if text is not None:
            raise MisreadError(text.cell)
    return index.last(wanted, length) if last else index.first(wanted, length)


def _first_like(frame: Frame, ref: Ref, wanted: str) -> int | None:
    frame.cells.charge(ref.height * ref.width)
    like = pattern(wanted)
    texts = enumerate(frame.cells.array(ref).items)
    return next((at for at, item in texts if isinstance(item, str) and like.fullmatch(item.casefold())), None)


def _place_up_to(frame: Frame, ref: Ref, wanted: Value | None) -> int | None:
    """Return where the last number stands, of numbers in ascending order, that is no more than another."""
    value = number(wanted)
    if value >= _BEYOND_ALL:
        return frame.cells.once(("last number", ref), lambda: _last_number(frame, ref))
    numbers = frame.cells.once(("ascending", ref), lambda: _ascending(frame, ref))
    return bisect_right(numbers, value) - 1 if numbers[0] <= value else None


def _last_number(frame: Frame, ref: Ref) -> int | None:
    items = list(frame.cells.array(frame.cells.bounded(ref)).items)
    if any(isinstance(item, DataText) and item.form is Form.TEXT for item in items):
        raise UnknownError
    return next((at for at in reversed(range(len(items))) if isinstance(items[at], float)), None)


def _ascending(frame: Frame, ref: Ref) -> Sequence[float]:
    items = list(frame.cells.array(frame.cells.bounded(ref)).items)
    for item in items:
        if isinstance(item, DataText):
            raise MisreadError(item.cell)
    numbers = [item for item in items if isinstance(item, float)]
    if len(numbers) != len(items) or not numbers or any(one > other for one, other in pairwise(numbers)):
        raise UnknownError
    return numbers


def _column(ref: Ref, column: int) -> Ref:
    area = ref.area
    return Ref(ref.sheet, Area(area.top, area.left + column, area.bottom, area.left + column))


def _row(ref: Ref, row: int) -> Ref:
    area = ref.area
    return Ref(ref.sheet, Area(area.top + row, area.left, area.top + row, area.right))


def _cell(ref: Ref, row: int, column: int) -> Ref:
    return _row(_column(ref, column), row)


def _table(*, is_vertical: bool) -> Builder:
    """Return a builder of ``VLOOKUP`` or ``HLOOKUP``."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            wanted, table, line = one(nodes[0], frame), ref_of(nodes[1], frame), _whole(nodes[2], frame)
            if line < 1:
                raise WrongError
            if line > (table.width if is_vertical else table.height):
                raise WrongError("#REF!")
            keys = _column(table, 0) if is_vertical else _row(table, 0)
            if _is_exact(nodes, 3, frame):
                place = place_in(frame, keys, wanted, wildcards=True)
            else:
                place = _place_up_to(frame, keys, wanted)
            if place is None:
                raise WrongError(NOT_THERE)
            return _cell(table, place, line - 1) if is_vertical else _cell(table, line - 1, place)

        return compute

    return build


def _along(line: Ref, place: int) -> Ref:
    """Return a cell of a row or column."""
    return _cell(line, place, 0) if line.width == 1 else _cell(line, 0, place)


def _line(node: Node, frame: Frame) -> Ref:
    ref = ref_of(node, frame)
    if ref.height != 1 and ref.width != 1:
        raise UnknownError
    return ref


def _match(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        wanted, keys = one(nodes[0], frame), value_or_ref(nodes[1], frame)
        kind = _option(nodes, 2, frame, 1)
        if isinstance(keys, Array):
            place = _place_in_array(keys, wanted, kind)
        elif kind == 0:
            place = place_in(frame, keys, wanted, wildcards=True)
        elif kind == 1:
            place = _place_up_to(frame, keys, wanted)
        else:
            raise UnknownError
        if place is None:
            raise WrongError(NOT_THERE)
        return float(place + 1)

    return compute


def value_or_ref(node: Node, frame: Frame) -> Ref | Array:
    """Return the row or column that a part of a formula names, or the values that it computes."""
    result = node(frame)
    if isinstance(result, Array):
        return result
    if not isinstance(result, Ref) or (result.height != 1 and result.width != 1):
        raise UnknownError
    return result


def _place_in_array(keys: Array, wanted: Value | None, kind: int) -> int | None:
    if kind != 0 or not isinstance(wanted, float):
        raise UnknownError
    return next((at for at, item in enumerate(keys.items) if isinstance(item, float) and item == wanted), None)


def _lookup(nodes: Sequence[Node]) -> Node:
    """Return what computes ``LOOKUP`` of a number in a row or column."""

    def compute(frame: Frame) -> Result:
        wanted = number(one(nodes[0], frame))
        inner = frame.with_arrays()
        keys = nodes[1](inner)
        found = _line(nodes[-1], frame)
        if isinstance(keys, Ref):
            place = _place_up_to(frame, keys, wanted)
        elif isinstance(keys, Array):
            place = _last_up_to(list(keys.items), wanted)
        else:
            raise UnknownError
        if place is None:
            raise WrongError(NOT_THERE)
        return _along(found, place)

    return compute


def _last_up_to(items: Sequence[Item], wanted: float) -> int | None:
    """Return the place of the last number, errors being passed over, where none is more than the one wanted."""
    numbers = [(at, item) for at, item in enumerate(items) if not isinstance(item, WrongError)]
    if any(not isinstance(item, float) or item > wanted for _, item in numbers):
        raise UnknownError
    return numbers[-1][0] if numbers else None


_EXACT, _WILDCARDS = 0, 2
_FROM_FIRST, _FROM_LAST = 1, -1


def _xlookup(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        wanted, keys, found = one(nodes[0], frame), _line(nodes[1], frame), _line(nodes[2], frame)
        mode = _option(nodes, 4, frame, _EXACT)
        order = _option(nodes, 5, frame, _FROM_FIRST)
        if mode not in (_EXACT, _WILDCARDS) or order not in (_FROM_FIRST, _FROM_LAST):
            raise UnknownError
        if (keys.height, keys.width) != (found.height, found.width):
            raise UnknownError
        if mode == _WILDCARDS and order == _FROM_LAST:
            raise UnknownError
        place = place_in(frame, keys, wanted, wildcards=mode == _WILDCARDS, last=order == _FROM_LAST)
        if place is not None:
            return _along(found, place)
        if instead := optional(nodes, 3):
            return instead(frame)
        raise WrongError(NOT_THERE)

    return compute


def _xmatch(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        wanted, keys = one(nodes[0], frame), _line(nodes[1], frame)
        mode = _option(nodes, 2, frame, _EXACT)
        if mode not in (_EXACT, _WILDCARDS):
            raise UnknownError
        place = place_in(frame, keys, wanted, wildcards=mode == _WILDCARDS)
        if place is None:
            raise WrongError(NOT_THERE)
        return float(place + 1)

    return compute


def _index(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        source = nodes[0](frame.with_arrays())
        row = _whole(nodes[1], frame)
        of_column = optional(nodes, 2)
        column = _whole(of_column, frame) if of_column else None
        if isinstance(source, Array) and not row and not column:
            return source
        if not isinstance(source, Ref):
            raise UnknownError
        if column is None and source.height == 1:
            row, column = 1, row
        if column is None:
            column = 1 if source.width == 1 else 0
        if row < 0 or column < 0:
            raise WrongError
        if row > source.height or column > source.width:
            raise WrongError("#REF!")
        chosen = _row(source, row - 1) if row else source
        return _column(chosen, column - 1) if column else chosen

    return compute


def _offset(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        ref = ref_of(nodes[0], frame)
        rows, columns = _whole(nodes[1], frame), _whole(nodes[2], frame)
        height, width = _option(nodes, 3, frame, ref.height), _option(nodes, 4, frame, ref.width)
        top, left = ref.area.top + rows, ref.area.left + columns
        if height < 1 or width < 1:
            raise UnknownError
        if top < 1 or left < 1 or top + height - 1 > MOST_ROWS or left + width - 1 > MOST_COLUMNS:
            raise WrongError("#REF!")
        return resized(Ref(ref.sheet, Area(top, left, top, left)), height, width)

    return compute


def _choose(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        place = _whole(nodes[0], frame)
        if not 1 <= place < len(nodes):
            raise WrongError
        return nodes[place](frame)

    return compute


def _switch(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        value = one(nodes[0], frame)
        for case, result in zip(nodes[1::2], nodes[2::2], strict=False):
            if _is_same(value, one(case, frame)):
                return result(frame)
        if len(nodes) % 2 == 0:
            return nodes[-1](frame)
        raise WrongError(NOT_THERE)

    return compute


def _is_same(value: Value | None, case: Value | None) -> bool:
    if isinstance(value, DataText) and not isinstance(case, str):
        raise MisreadError(value.cell)
    if value is None or case is None or isinstance(value, bool) is not isinstance(case, bool):
        raise UnknownError
    if isinstance(value, str) and isinstance(case, str):
        return value.casefold() == case.casefold()
    return value == case


def _place_of(*, is_row: bool) -> Builder:
    """Return a builder of ``ROW`` or ``COLUMN``."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            if not nodes:
                return float(frame.cell[1 if is_row else 2])
            ref = ref_of(nodes[0], frame)
            if frame.is_array:
                raise UnknownError
            return float(ref.area.top if is_row else ref.area.left)

        return compute

    return build


FUNCTIONS: Mapping[str, Function] = {
    "VLOOKUP": Function(_table(is_vertical=True), 3, 4),
    "HLOOKUP": Function(_table(is_vertical=False), 3, 4),
    "LOOKUP": Function(_lookup, 2, 3),
    "XLOOKUP": Function(_xlookup, 3, 6),
    "MATCH": Function(_match, 2, 3),
    "XMATCH": Function(_xmatch, 2, 3),
    "INDEX": Function(_index, 2, 3),
    "OFFSET": Function(_offset, 3, 5),
    "CHOOSE": Function(_choose, 2, None),
    "SWITCH": Function(_switch, 3, None),
    "ROW": Function(_place_of(is_row=True), 0, 1),
    "COLUMN": Function(_place_of(is_row=False), 0, 1),
}
