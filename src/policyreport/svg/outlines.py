"""The outlines of SVG's shapes as lines and curves."""

# fontTools has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple, cast

from policyreport.diagnostics import Message
from policyreport.svg.tree import Node
from policyreport.svg.values import FARTHEST, NUMBER, Matrix, ValueFault, coordinates, length, number, unreadable

MOST_POINTS = 100_000
"""How many points all outlines of a drawing may have together."""

TOO_MANY_POINTS = Message(
    f"the drawing has more than {MOST_POINTS:,} points", f"그림의 점이 {MOST_POINTS:,}개를 넘습니다"
)

Point = tuple[float, float]


class Step(NamedTuple):
    """A step of an outline: where it moves (``m``), a line (``l``), a curve (``c``), or back to the start (``h``)."""

    kind: str
    points: tuple[Point, ...] = ()


Outline = tuple[Step, ...]
"""The steps of an outline, from the first to the last."""


def moved(outline: Outline, matrix: Matrix) -> Outline:
    """Return an outline with its points where a transform takes them."""
    return tuple(Step(step.kind, tuple(matrix.of(*point) for point in step.points)) for step in outline)


def points_of(outline: Outline) -> int:
    """Return how many points an outline has."""
    return sum(len(step.points) for step in outline)


def run(outline: Outline) -> float:
    """Return how long an outline is at most: along the handles of its curves."""
    total, before, start = 0.0, (0.0, 0.0), (0.0, 0.0)
    for step in outline:
        if step.kind == "m":
            before = start = step.points[0]
            continue
        points = step.points or (start,)
        total += sum(math.dist(a, b) for a, b in pairwise((before, *points)))
        before = points[-1]
    return total


def bounds(outline: Outline) -> tuple[float, float, float, float] | None:
    """Return the box around an outline, that of its curves exactly: left, top, right, bottom."""
    xs, ys, before = list[float](), list[float](), (0.0, 0.0)
    for step in outline:
        if step.kind == "c":
            xs.extend(_extremes(*(x for x, _ in (before, *step.points))))
            ys.extend(_extremes(*(y for _, y in (before, *step.points))))
        for x, y in step.points[-1:]:
            xs.append(x)
            ys.append(y)
            before = (x, y)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _extremes(start: float, first: float, second: float, end: float) -> Iterator[float]:
    """Yield where a curve turns along one axis."""
    a, b, c = end - 3 * second + 3 * first - start, 2 * (second - 2 * first + start), first - start
    # the derivative is 3·(a·t² + b·t + c)
    roots: list[float] = []
    if abs(a) > 1e-12:  # noqa: PLR2004 - as good as none
        below = b * b - 4 * a * c
        roots = [(-b + sign * math.sqrt(below)) / (2 * a) for sign in (1, -1)] if below >= 0 else []
    elif b:
        roots = [-c / b]
    for t in roots:
        if 0 < t < 1:
            s = 1 - t
            yield s**3 * start + 3 * s * s * t * first + 3 * s * t * t * second + t**3 * end


def outline_of(node: Node) -> Outline:
    """Return the outline of a shape; none where it says that it is not drawn, as a circle without a radius.

    Raises ``ValueFault`` for values that cannot be read.
    """
    return _SHAPES[node.name](node)


def _length(node: Node, name: str) -> float:
    return length(node.attributes.get(name) or "0")


def _size(node: Node, name: str) -> float:
    value = _length(node, name)
    if value < 0:
        raise unreadable(node.attributes[name])
    return value


def _rectangle(node: Node) -> Outline:
    x, y = _length(node, "x"), _length(node, "y")
    wide, high = _size(node, "width"), _size(node, "height")
    if not wide or not high:
        return ()
    given = [node.attributes[name] for name in ("rx", "ry") if node.attributes.get(name, "auto") != "auto"]
    rounded = node.attributes.get("rx", "auto"), node.attributes.get("ry", "auto")
    rx, ry = (length(given[0] if one == "auto" else one) if given else 0.0 for one in rounded)
    rx, ry = min(max(rx, 0), wide / 2), min(max(ry, 0), high / 2)
    if not rx or not ry:
        return _drawn(f"M{x} {y}h{wide}v{high}h{-wide}z")
    return _drawn(
        f"M{x + rx} {y}h{wide - 2 * rx}a{rx} {ry} 0 0 1 {rx} {ry}v{high - 2 * ry}a{rx} {ry} 0 0 1 {-rx} {ry}"
        f"h{2 * rx - wide}a{rx} {ry} 0 0 1 {-rx} {-ry}v{2 * ry - high}a{rx} {ry} 0 0 1 {rx} {-ry}z"
    )


def _ellipse(node: Node) -> Outline:
    x, y = _length(node, "cx"), _length(node, "cy")
    radii = ("r", "r") if node.name == "circle" else ("rx", "ry")
    rx, ry = (_size(node, name) for name in radii)
    if not rx or not ry:
        return ()
    return _drawn(f"M{x + rx} {y}a{rx} {ry} 0 0 1 {-2 * rx} 0a{rx} {ry} 0 0 1 {2 * rx} 0z")


def _line(node: Node) -> Outline:
    x1, y1, x2, y2 = (_length(node, name) for name in ("x1", "y1", "x2", "y2"))
    return Step("m", ((x1, y1),)), Step("l", ((x2, y2),))


def _polygon(node: Node) -> Outline:
    values = coordinates(node.attributes.get("points", ""))
    points = list(zip(values[::2], values[1::2], strict=False))
    if not points:
        return ()
    steps = [Step("m", (points[0],)), *(Step("l", (point,)) for point in points[1:])]
    return (*steps, Step("h")) if node.name == "polygon" else tuple(steps)


def _path(node: Node) -> Outline:
    source = node.attributes.get("d", "").strip()
    return _drawn(" ".join(_tokens(source))) if source and source != "none" else ()


_SHAPES = {
    "rect": _rectangle,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polygon,
    "polygon": _polygon,
    "path": _path,
}
SHAPES = frozenset(_SHAPES)
"""The names of the elements that are shapes."""

_ARITY: Mapping[str, int] = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TOKEN = re.compile(rf"[\s,]*(?:([MmZzLlHhVvCcSsQqTtAa])|({NUMBER}))")
_FLAG = re.compile(r"[\s,]*([01])")
_FLAGS = (3, 4)
"""Of the seven numbers of an arc, which are 0 or 1, after which nothing has to part the next one."""


def _tokens(source: str) -> list[str]:
    """Return the commands and numbers of a path, each checked; fontTools passes over what it does not know."""
    tokens: list[str] = []
    command, count, at, size = "", 0, 0, len(source)
    while at < size:
        is_flag = command in ("A", "a") and count % 7 in _FLAGS
        found = (_FLAG if is_flag else _TOKEN).match(source, at)
        if found is None:
            raise unreadable(source[at:])
        at = found.end()
        if not is_flag and found[1]:
            _require_complete(source, command, count)
            command, count = found[1], 0
            tokens.append(command)
            continue
        count += 1
        tokens.append(found[1] if is_flag else repr(number(found[2])))
        if len(tokens) > 4 * MOST_POINTS:
            raise ValueFault(TOO_MANY_POINTS)
    _require_complete(source, command, count)
    return tokens


def _require_complete(source: str, command: str, count: int) -> None:
    """Raise ``ValueFault`` where a command has not as many numbers as it takes."""
    takes = _ARITY.get(command.upper(), 0)
    if count if not takes else not count or count % takes:
        raise unreadable(source)


def _drawn(source: str) -> Outline:
    """Return the outline of a path whose commands and numbers are right."""
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415 - few projects have a drawing in SVG
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415

    pen = RecordingPen()
    try:
        parse_path(source, pen)
    except (ValueError, IndexError, ArithmeticError) as error:
        raise unreadable(source) from error
    return tuple(_steps(cast("list[tuple[str, tuple[Any, ...]]]", pen.value)))


def _steps(drawn: list[tuple[str, tuple[Any, ...]]]) -> Iterator[Step]:
    at: Point = (0.0, 0.0)
    for name, points in drawn:
        for x, y in points:
            if not (abs(x) <= 2 * FARTHEST and abs(y) <= 2 * FARTHEST):
                what = Message("the path leads too far away", "경로가 너무 먼 곳으로 나갑니다")
                raise ValueFault(what)
        if name == "qCurveTo":
            (x, y), end = points
            thirds = tuple((px + 2 / 3 * (x - px), py + 2 / 3 * (y - py)) for px, py in (at, end))
            yield Step("c", (*thirds, end))
        elif name in _KINDS:
            yield Step(_KINDS[name], tuple(points))
        at = points[-1] if points else at


_KINDS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h"}
