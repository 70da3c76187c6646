"""Functions of the numbers of areas: sums, means, ranks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import fsum, prod, sqrt

from policyreport.office_templates.excel.area_values import AreaTotals
from policyreport.office_templates.excel.computation import (
    Array,
    Builder,
    Frame,
    Function,
    Node,
    Ref,
    Result,
    Union,
    each,
    one,
    optional,
    sound,
    value_of,
)
from policyreport.office_templates.excel.formula_eval import (
    DataText,
    MisreadError,
    MissingError,
    UnknownError,
    Value,
    WrongError,
    number,
    reads_as_number,
)

_HIDDEN_TOO = 100


def _joined(results: Sequence[Result], frame: Frame, *, subtotal: bool = False) -> AreaTotals:
    """Return the totals of areas and values."""
    totals = AreaTotals()
    for result in results:
        for refs in [result.refs if isinstance(result, Union) else (result,)]:
            for each_one in refs:
                totals = totals.joined(_totals(each_one, frame, subtotal=subtotal))
    return totals


def _totals(result: Result, frame: Frame, *, subtotal: bool) -> AreaTotals:
    if isinstance(result, Ref):
        return frame.cells.totals(result, subtotal=subtotal)
    totals = AreaTotals()
    if isinstance(result, Array):
        for item in result.items:
            if isinstance(item, WrongError):
                raise item
            if not isinstance(item, bool):  # what an array formula leaves out by IF without another case
                totals = totals.with_value(item)
        return totals
    if result is None or isinstance(result, Union):
        raise UnknownError
    if isinstance(result, str) and not isinstance(result, DataText):
        number(result)  # raises what becomes of it
    return totals.with_value(float(result) if isinstance(result, bool) else result)


def total_of(word: str, totals: AreaTotals) -> float:
    """Return what a function makes of cells, of which only numbers are added up or compared."""
    if word == "COUNTA":
        if totals.lacking is not None:
            raise MisreadError(totals.lacking)
        return float(totals.filled)
    if totals.text is not None:
        raise MisreadError(totals.text)
    if totals.has_truths:
        raise UnknownError
    if word == "COUNT":
        return float(totals.numbers)
    if not totals.numbers and totals.lacking is not None:
        raise (MissingError if word == "AVERAGE" else MisreadError)(totals.lacking)
    if word == "SUM":
        return totals.sum
    if word == "AVERAGE":
        if not totals.numbers:
            raise WrongError("#DIV/0!")
        return totals.sum / totals.numbers
    return totals.high if word == "MAX" else totals.low


def _together(word: str) -> Builder:
    def build(nodes: Sequence[Node]) -> Node:
        return lambda frame: total_of(word, _joined([node(frame) for node in nodes], frame))

    return build


def _count(word: str) -> Builder:
    """Return a builder of ``COUNT`` or ``COUNTA``, to which texts and errors are no faults."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            results = [node(frame) for node in nodes]
            areas = [result for result in results if isinstance(result, Ref | Union | Array)]
            values = [result for result in results if not isinstance(result, Ref | Union | Array)]
            if any(value is None or isinstance(value, DataText) for value in values):
                raise UnknownError
            if word == "COUNT" and not all(
                isinstance(value, float) or not reads_as_number(str(value)) for value in values
            ):
                raise UnknownError
            counted = [value for value in values if word == "COUNTA" or isinstance(value, float)]
            return total_of(word, _joined(areas, frame)) + len(counted)

        return compute

    return build


SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 9: "SUM"}


def _subtotal(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        code = number(one(nodes[0], frame))
        word = SUBTOTALS.get(int(code % _HIDDEN_TOO)) if code > 0 else None
        results = [node(frame) for node in nodes[1:]]
        if word is None or not all(isinstance(result, Ref) for result in results):
            raise UnknownError
        return total_of(word, _joined(results, frame, subtotal=True))

    return compute


def numbers_of(result: Result, frame: Frame) -> Sequence[float]:
    """Return the numbers of an area or an array, in their order."""
    if isinstance(result, Ref):
        return frame.cells.once(("numbers", result), lambda: _numbers(result, frame))
    if isinstance(result, Union):
        return [value for ref in result.refs for value in numbers_of(ref, frame)]
    if isinstance(result, Array):
        return _only_numbers(result)
    return [number(result)] if result is not None else []


def _numbers(ref: Ref, frame: Frame) -> Sequence[float]:
    totals = frame.cells.totals(ref)
    if totals.text is not None:
        raise MisreadError(totals.text)
    if not totals.numbers and totals.lacking is not None:
        raise MissingError(totals.lacking)
    if totals.has_truths:
        raise UnknownError
    return _only_numbers(frame.cells.array(frame.cells.bounded(ref)))


def _only_numbers(array: Array) -> list[float]:
    numbers: list[float] = []
    for item in array.items:
        if isinstance(item, WrongError):
            raise item
        if isinstance(item, float):
            numbers.append(item)
    return numbers


def _sorted(result: Result, frame: Frame) -> Sequence[float]:
    if isinstance(result, Ref):
        return frame.cells.once(("sorted", result), lambda: sorted(numbers_of(result, frame)))
    return sorted(numbers_of(result, frame))


def _of_numbers(function: Callable[[Sequence[float]], float]) -> Builder:
    """Return a builder of a function of all the numbers of what it is given."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            return function([value for node in nodes for value in numbers_of(node(frame), frame)])

        return compute

    return build


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    if not ordered:
        raise WrongError("#NUM!")
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _variance(values: Sequence[float], *, of_sample: bool) -> float:
    divisor = len(values) - of_sample
    if divisor < 1:
        raise WrongError("#DIV/0!")
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values) / divisor


def _mode(values: Sequence[float]) -> float:
    counted = Counter(values).most_common()
    if not counted or counted[0][1] == 1:
        raise WrongError("#N/A")
    if sum(1 for _, times in counted if times == counted[0][1]) > 1:
        raise UnknownError  # programs differ in which one it is
    return counted[0][0]


def _in_order(choose: Callable[[Sequence[float], float], float]) -> Builder:
    """Return a builder of a function that chooses among the ordered numbers of an area by another number."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            ordered = _sorted(nodes[0](frame), frame)
            place = value_of(nodes[1](frame), frame)

            def chosen(value: Value | None) -> float:
                return choose(ordered, number(value))

            function = sound(chosen)
            return each(function, [place]) if isinstance(place, Array) else function(place)

        return compute

    return build


def _largest(ordered: Sequence[float], place: float) -> float:
    if place != int(place):
        raise UnknownError
    if not 1 <= place <= len(ordered):
        raise WrongError("#NUM!")
    return ordered[-int(place)]


def _smallest(ordered: Sequence[float], place: float) -> float:
    return -_largest([-value for value in reversed(ordered)], place)


def _percentile(ordered: Sequence[float], part: float) -> float:
    if not ordered or not 0 <= part <= 1:
        raise WrongError("#NUM!")
    place = part * (len(ordered) - 1)
    below = int(place)
    if below + 1 >= len(ordered):
        return ordered[below]
    return ordered[below] + (ordered[below + 1] - ordered[below]) * (place - below)


def _quartile(ordered: Sequence[float], quarter: float) -> float:
    if quarter != int(quarter):
        raise UnknownError
    return _percentile(ordered, quarter / 4)


def _rank(*, is_mean: bool) -> Builder:
    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            value = number(one(nodes[0], frame))
            order = optional(nodes, 2)
            upwards = order is not None and number(one(order, frame)) != 0
            result = nodes[1](frame)
            if not isinstance(result, Ref | Union):
                raise UnknownError
            ordered = _sorted(result, frame)
            first, after = bisect_left(ordered, value), bisect_right(ordered, value)
            if first == after:
                raise WrongError("#N/A")
            best = first + 1 if upwards else len(ordered) - after + 1
            return float(best) + ((after - first - 1) / 2 if is_mean else 0.0)

        return compute

    return build


def _sum_of_products(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        inner = frame.with_arrays()
        values = [value_of(node(inner), inner) for node in nodes]
        arrays = [value if isinstance(value, Array) else Array(((value,),)) for value in values]
        if len({(len(array.rows), len(array.rows[0])) for array in arrays}) != 1:
            raise WrongError
        frame.cells.charge(len(arrays) * len(arrays[0].rows) * len(arrays[0].rows[0]))
        return fsum(prod(map(_factor, items)) for items in zip(*(array.items for array in arrays), strict=True))

    return compute


def _factor(item: Value | WrongError | None) -> float:
    """Return a member of an array as ``SUMPRODUCT`` takes it: what is no number is 0."""
    if isinstance(item, WrongError):
        raise item
    if isinstance(item, DataText) and item.form.name == "TEXT":
        raise MisreadError(item.cell)
    if isinstance(item, bool):
        raise UnknownError  # programs differ in whether it counts
    return item if isinstance(item, float) else 0.0


def _rows(nodes: Sequence[Node]) -> Node:
    return lambda frame: float(_ref(nodes[0], frame).height)


def _columns(nodes: Sequence[Node]) -> Node:
    return lambda frame: float(_ref(nodes[0], frame).width)


def _ref(node: Node, frame: Frame) -> Ref:
    result = node(frame)
    if not isinstance(result, Ref):
        raise UnknownError
    return result


def _count_blank(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        ref = _ref(nodes[0], frame)
        totals = frame.cells.totals(ref)
        if totals.lacking is not None:
            raise MisreadError(totals.lacking)
        blank_texts = sum(1 for item in frame.cells.array(frame.cells.bounded(ref)).items if item == "")
        return float(ref.height * ref.width - totals.filled + blank_texts)

    return compute


FUNCTIONS: Mapping[str, Function] = {
    **{word: Function(_together(word), 1, None) for word in ("SUM", "AVERAGE", "MIN", "MAX")},
    **{word: Function(_count(word), 1, None) for word in ("COUNT", "COUNTA")},
    "COUNTBLANK": Function(_count_blank, 1, 1),
    "SUBTOTAL": Function(_subtotal, 2, None),
    "SUMPRODUCT": Function(_sum_of_products, 1, None),
    "PRODUCT": Function(_of_numbers(lambda values: float(prod(values)) if values else 0.0), 1, None),
    "SUMSQ": Function(_of_numbers(lambda values: fsum(value * value for value in values)), 1, None),
    "MEDIAN": Function(_of_numbers(_median), 1, None),
    "MODE": Function(_of_numbers(_mode), 1, None),
    "MODE.SNGL": Function(_of_numbers(_mode), 1, None),
    **dict.fromkeys(("VAR", "VAR.S"), Function(_of_numbers(lambda values: _variance(values, of_sample=True)), 1, None)),
    **dict.fromkeys(
        ("VARP", "VAR.P"), Function(_of_numbers(lambda values: _variance(values, of_sample=False)), 1, None)
    ),
    **dict.fromkeys(
        ("STDEV", "STDEV.S"), Function(_of_numbers(lambda values: sqrt(_variance(values, of_sample=True))), 1, None)
    ),
    **dict.fromkeys(
        ("STDEVP", "STDEV.P"), Function(_of_numbers(lambda values: sqrt(_variance(values, of_sample=False))), 1, None)
    ),
    "LARGE": Function(_in_order(_largest), 2, 2),
    "SMALL": Function(_in_order(_smallest), 2, 2),
    **dict.fromkeys(("PERCENTILE", "PERCENTILE.INC"), Function(_in_order(_percentile), 2, 2)),
    **dict.fromkeys(("QUARTILE", "QUARTILE.INC"), Function(_in_order(_quartile), 2, 2)),
    **dict.fromkeys(("RANK", "RANK.EQ"), Function(_rank(is_mean=False), 2, 3)),
    "RANK.AVG": Function(_rank(is_mean=True), 2, 3),
    "ROWS": Function(_rows, 1, 1),
    "COLUMNS": Function(_columns, 1, 1),
}
