"""Functions of the cells that meet conditions written as texts: ``SUMIF``, ``COUNTIFS`` and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from policyreport.office_templates.excel.computation import (
    Array,
    Builder,
    Frame,
    Function,
    Item,
    Node,
    Ref,
    Result,
    each,
    optional,
    ref_of,
    sound,
    value_of,
)
from policyreport.office_templates.excel.formula_eval import (
    DataText,
    Form,
    MisreadError,
    UnknownError,
    Value,
    WrongError,
    reads_as_number,
)
from policyreport.office_templates.excel.references import Area

_SIGNED = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(%?)")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SURE_DAY = 61
"""Programs count the days before March 1900 differently."""


class Criterion(NamedTuple):
    """What a cell must be: a number or a text (None for nothing), and how it compares with that.

    ``is_pattern`` where the text has wildcards.
    """

    sign: str
    value: float | str | None
    is_pattern: bool = False


def day_number(year: int, month: int, day: int) -> float:
    """Return the number of a day; ``UnknownError`` for those that programs number differently or not at all."""
    try:
        result = date(year, month, day).toordinal() - EPOCH
    except ValueError as fault:
        raise UnknownError from fault
    if result < _FIRST_SURE_DAY:
        raise UnknownError
    return float(result)


def number_in(text: str) -> float | None:
    """Return the number or day that all programs read in a text; None for none, ``UnknownError`` where they differ."""
    if found := _NUMBER.fullmatch(text):
        return float(text.rstrip("%")) / (100 if found[1] else 1)
    if found := _DAY.fullmatch(text):
        return day_number(*map(int, found.groups()))
    if reads_as_number(text):
        raise UnknownError
    return None


def criterion_of(value: Value | None) -> Criterion:
    """Return what a condition asks of cells."""
    if isinstance(value, float):
        return Criterion("=", value)
    if not isinstance(value, str):
        raise UnknownError
    found = _SIGNED.fullmatch(value)
    sign, rest = (found[1] or "", found[2]) if found else ("", value)
    if not rest:
        return Criterion(sign or "blank", None)
    number = number_in(rest)
    if number is not None:
        return Criterion(sign or "=", number)
    if sign not in ("", "=", "<>"):
        raise UnknownError  # programs order texts differently
    has_wildcards = any(character in rest for character in "*?~")
    return Criterion(sign or "=", rest.casefold(), has_wildcards)


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str]:
    """Return a text with the wildcards ``*`` and ``?``, which ``~`` makes plain, as a regular expression."""
    parts: list[str] = re.findall(r"~[*?~]|.", text, re.DOTALL)
    wildcards = {"*": ".*", "?": "."}
    return re.compile(
        "".join(wildcards[part] if part in wildcards else re.escape(part[-1]) for part in parts), re.DOTALL
    )


def meets(criterion: Criterion, item: Item) -> bool:
    """Return whether what a cell holds is what a condition asks for."""
    if isinstance(item, WrongError):
        return False
    if isinstance(item, bool):
        raise UnknownError
    if criterion.value is None:
        return _meets_nothing(criterion.sign, item)
    if isinstance(criterion.value, str):
        is_text = isinstance(item, str) and not (isinstance(item, DataText) and item.form is Form.BLANK)
        is_equal = is_text and _is_like(criterion, str(item).casefold())
        return is_equal if criterion.sign == "=" else not is_equal
    return _meets_number(criterion.sign, criterion.value, item)


def _is_like(criterion: Criterion, text: str) -> bool:
    if not criterion.is_pattern:
        return text == criterion.value
    return pattern(str(criterion.value)).fullmatch(text) is not None


def _meets_nothing(sign: str, item: Item) -> bool:
    is_blank = item is None or (isinstance(item, DataText) and item.form is Form.BLANK)
    if item == "" and not is_blank:
        if sign != "blank":
            raise UnknownError  # what a formula leaves empty is nothing for some programs
        return True
    if sign == "<>" and isinstance(item, DataText):
        raise MisreadError(item.cell)  # what is missing would count as something
    if sign in ("blank", "="):
        return is_blank
    if sign == "<>":
        return not is_blank
    raise UnknownError


_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}


def _meets_number(sign: str, value: float, item: Item) -> bool:
    if isinstance(item, DataText):
        if item.form is Form.TEXT or sign == "<>":
            raise MisreadError(item.cell)
        return False
    if isinstance(item, float):
        return _ORDER[sign](item, value)
    if isinstance(item, str) and item and reads_as_number(item):
        raise UnknownError
    return sign == "<>"


def _line_length(ref: Ref) -> int | None:
    """Return how many cells a row or a column has; None for an area of several of both."""
    return ref.height if ref.width == 1 else ref.width if ref.height == 1 else None


def _positions(frame: Frame, ref: Ref, criterion: Criterion) -> Sequence[int]:
    """Return which cells of an area meet a condition, counted row by row."""
    return frame.cells.once(("positions", ref, criterion), lambda: _found(frame, ref, criterion))


def _found(frame: Frame, ref: Ref, criterion: Criterion) -> Sequence[int]:
    length = _line_length(ref)
    value = criterion.value
    if length is not None and value is not None and criterion.sign == "=" and not criterion.is_pattern:
        index = frame.cells.index(ref)
        if isinstance(value, float):
            text = next((t for at, t in index.texts if at < length and t.form is Form.TEXT), None)
            if text is not None:
                raise MisreadError(text.cell)
            if index.doubtful(length):
                raise UnknownError
        return index.positions(value, length)
    items = frame.cells.array(ref).items
    frame.cells.charge(ref.height * ref.width)
    return [at for at, item in enumerate(items) if meets(criterion, item)]


def _chosen(frame: Frame, conditions: Sequence[tuple[Ref, Criterion]]) -> Sequence[int]:
    """Return which cells meet all conditions, each on an area of the same size."""
    found = [_positions(frame, ref, criterion) for ref, criterion in conditions]
    if len(found) == 1:
        return found[0]
    found.sort(key=len)
    frame.cells.charge(sum(map(len, found)))
    others = [set(positions) for positions in found[1:]]
    return [at for at in found[0] if all(at in positions for positions in others)]


def _items(frame: Frame, ref: Ref, places: Sequence[int], width: int) -> list[float]:
    """Return the numbers at some places of an area, counted row by row of so many columns."""
    frame.cells.charge(len(places))
    numbers: list[float] = []
    lacking: DataText | None = None
    for place in places:
        value = frame.cells.held(ref.at(*divmod(place, width)))
        if isinstance(value, DataText):
            if value.form is Form.TEXT:
                raise MisreadError(value.cell)
            lacking = lacking or value
        elif isinstance(value, float):
            numbers.append(value)
    if lacking is not None and not numbers:
        raise MisreadError(lacking.cell)  # a sum of nothing but missing values is none
    return numbers


def _made(word: str, numbers: Sequence[float]) -> float:
    if word == "SUM":
        return fsum(numbers)
    if word == "AVERAGE":
        if not numbers:
            raise WrongError("#DIV/0!")
        return fsum(numbers) / len(numbers)
    return (max if word == "MAX" else min)(numbers, default=0.0)


def _bounded(frame: Frame, refs: Sequence[Ref]) -> list[Ref]:
    """Return areas of the same size without the rows and columns after all that stands on any of their sheets."""
    kept = [frame.cells.bounded(ref) for ref in refs]
    height, width = max(ref.height for ref in kept), max(ref.width for ref in kept)
    return [resized(ref, min(height, ref.height), min(width, ref.width)) for ref in refs]


def resized(ref: Ref, height: int, width: int) -> Ref:
    """Return an area with the same first cell and another size."""
    area = ref.area
    return Ref(ref.sheet, Area(area.top, area.left, area.top + height - 1, area.left + width - 1))


def _with(values: Sequence[Result], frame: Frame, make: Callable[[Sequence[Criterion]], float]) -> Result:
    """Return what is made of conditions, of which each can be an array of them."""
    wanted = [value_of(value, frame) for value in values]
    function = sound(lambda *items: make([criterion_of(item) for item in items]))
    if any(isinstance(value, Array) for value in wanted):
        return each(function, wanted)
    return function(*wanted)


def _if(word: str) -> Builder:
    """Return a builder of ``SUMIF`` or ``AVERAGEIF``."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            whole = ref_of(nodes[0], frame)
            (tested,) = _bounded(frame, [whole])
            own = optional(nodes, 2)
            added = resized(ref_of(own, frame), tested.height, tested.width) if own else tested
            return _with([nodes[1](frame)], frame, lambda wanted: _once(word, frame, added, [(tested, wanted[0])]))

        return compute

    return build


def _once(word: str, frame: Frame, added: Ref, conditions: Sequence[tuple[Ref, Criterion]]) -> float:
    key = (word, added, tuple(conditions))
    return frame.cells.once(key, lambda: _made(word, _items(frame, added, _chosen(frame, conditions), added.width)))


def _counted(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        whole = [ref_of(node, frame) for node in nodes[::2]]
        _require_same_size(whole)
        tested = _bounded(frame, whole)
        left_out = whole[0].height * whole[0].width - tested[0].height * tested[0].width

        def make(wanted: Sequence[Criterion]) -> float:
            beyond = left_out if all(meets(criterion, None) for criterion in wanted) else 0
            return float(len(_chosen(frame, list(zip(tested, wanted, strict=True)))) + beyond)

        return _with([node(frame) for node in nodes[1::2]], frame, make)

    return compute


def _require_same_size(refs: Sequence[Ref]) -> None:
    if len({(ref.height, ref.width) for ref in refs}) > 1:
        raise WrongError


def _ifs(word: str) -> Builder:
    """Return a builder of ``SUMIFS`` and the like."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            refs = [ref_of(node, frame) for node in (nodes[0], *nodes[1::2])]
            _require_same_size(refs)
            added, *tested = _bounded(frame, refs)
            return _with(
                [node(frame) for node in nodes[2::2]],
                frame,
                lambda wanted: _once(word, frame, added, list(zip(tested, wanted, strict=True))),
            )

        return compute

    return build


def _in_pairs(build: Builder, first: int) -> Builder:
    """Return a builder that refuses conditions without their areas."""

    def in_pairs(nodes: Sequence[Node]) -> Node:
        if (len(nodes) - first) % 2:
            raise UnknownError
        return build(nodes)

    return in_pairs


FUNCTIONS: Mapping[str, Function] = {
    "SUMIF": Function(_if("SUM"), 2, 3),
    "AVERAGEIF": Function(_if("AVERAGE"), 2, 3),
    "COUNTIF": Function(_counted, 2, 2),
    "COUNTIFS": Function(_in_pairs(_counted, 0), 2, None),
    "SUMIFS": Function(_in_pairs(_ifs("SUM"), 1), 3, None),
    "AVERAGEIFS": Function(_in_pairs(_ifs("AVERAGE"), 1), 3, None),
    "MAXIFS": Function(_in_pairs(_ifs("MAX"), 1), 3, None),
    "MINIFS": Function(_in_pairs(_ifs("MIN"), 1), 3, None),
}
