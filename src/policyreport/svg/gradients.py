"""The gradients of SVG: linear and radial ones, with what they take from one another."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.diagnostics import Message
from policyreport.svg.drawing import Gradient
from policyreport.svg.errors import EXPORT_PNG
from policyreport.svg.styles import CURRENT, Definitions, Reference, RuleBook, Style, resolve
from policyreport.svg.tree import Node
from policyreport.svg.values import Colour, Matrix, ValueFault, length, share, transform

_KINDS = ("linearGradient", "radialGradient")
_MOST_HEIRS = 20
_LINE = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
_CIRCLE = {"cx": "50%", "cy": "50%", "r": "50%"}
_MOST_STOPS = 100
_BOX = "objectBoundingBox"


def gradient_of(
    node: Node,
    reference: Reference,
    definitions: Definitions,
    color: Colour,
    box: tuple[float, float, float, float] | None,
) -> Colour | Gradient | None:
    """Return the gradient that fills a shape with a box around it, a colour where it has but one, None for none.

    Raises ``SvgError`` at the shape for what cannot be drawn.
    """
    chain = _chain(node, reference, definitions.by_id)
    said = {name: value for one in reversed(chain) for name, value in one.attributes.items()}
    kind = chain[0].name
    try:
        with_stops = (one for one in chain if any(child.name == "stop" for child in one.children))
        stops = _stops(next(with_stops, chain[0]), definitions.rules, color)
        if len(stops) < 2 or box is None:  # noqa: PLR2004 - one stop is a colour
            return stops[0][1] if stops else None
        if said.get("spreadMethod", "pad") != "pad":
            what = Message("a gradient repeats itself", "반복되는 그러데이션은 그릴 수 없습니다")
            raise node.fault(what, EXPORT_PNG)
        if len({colour.alpha for _, colour in stops}) > 1:
            what = Message("a gradient fades out", "투명해지는 그러데이션은 그릴 수 없습니다")
            raise node.fault(what, EXPORT_PNG)
        in_box = said.get("gradientUnits", _BOX) == _BOX
        left, top, right, bottom = box
        if in_box and (left == right or top == bottom):
            return None
        matrix = transform(said.get("gradientTransform", ""))
        if in_box:
            matrix = Matrix(right - left, 0, 0, bottom - top, left, top).after(matrix)
        coordinates = _coordinates(kind, said, in_box=in_box)
    except ValueFault as error:
        raise node.fault(error.what) from error
    if not matrix.scale or _is_a_point(coordinates):
        return stops[-1][1]
    return Gradient(coordinates, matrix, stops)


def _chain(node: Node, reference: Reference, by_id: Mapping[str, Node]) -> list[Node]:
    """Return a gradient and those from which it takes what it does not say itself, one after the other."""
    chain: list[Node] = []
    identity: str | None = reference.identity
    while identity is not None:
        found = by_id.get(identity)
        if found is None or found.name not in _KINDS or found in chain or len(chain) == _MOST_HEIRS:
            short = identity[:40]
            what = Message(
                f"what it is filled with ('{short}') is no gradient of the file",
                f"채움 '{short}'은(는) 이 파일의 그러데이션이 아닙니다",
            )
            raise node.fault(what, EXPORT_PNG)
        chain.append(found)
        link = found.attributes.get("href", "")
        identity = link.removeprefix("#") if link else None
    return chain


def _stops(gradient: Node, rules: RuleBook, color: Colour) -> tuple[tuple[float, Colour], ...]:
    stops: list[tuple[float, Colour]] = []
    for node in [child for child in gradient.children if child.name == "stop"][: _MOST_STOPS + 1]:
        _, own = resolve(Style(), node, rules)
        tint = color if own.stop_color == CURRENT or isinstance(own.stop_color, str) else own.stop_color
        offset = max(share(node.attributes.get("offset") or "0"), stops[-1][0] if stops else 0.0)
        stops.append((offset, tint._replace(alpha=tint.alpha * own.stop_opacity)))
    if len(stops) > _MOST_STOPS:
        raise ValueFault(Message("a gradient has too many colours", "그러데이션의 색이 너무 많습니다"))
    return tuple(stops)


def _coordinates(kind: str, said: Mapping[str, str], *, in_box: bool) -> tuple[float, ...]:
    """Return the two points of a line, or the two circles, as a PDF takes them."""

    def value(text: str) -> float:
        if not text.strip().endswith("%"):
            return length(text)
        percent = length(text.strip().removesuffix("%"))
        if percent and not in_box:
            raise ValueFault(
                Message("a gradient in percent of the drawing", "그림 전체의 %로 놓인 그러데이션은 그릴 수 없습니다")
            )
        return percent / 100

    if kind == "linearGradient":
        return tuple(value(said.get(name, default)) for name, default in _LINE.items())
    x, y, radius = (value(said.get(name, default)) for name, default in _CIRCLE.items())
    fx, fy = value(said.get("fx", said.get("cx", "50%"))), value(said.get("fy", said.get("cy", "50%")))
    inner = value(said.get("fr", "0"))
    if not 0 <= inner <= radius or (fx - x) ** 2 + (fy - y) ** 2 > (radius - inner) ** 2:
        raise ValueFault(Message("the middle of a gradient lies outside it", "그러데이션의 초점이 원 밖에 있습니다"))
    return fx, fy, inner, x, y, radius


def _is_a_point(coordinates: tuple[float, ...]) -> bool:
    half = len(coordinates) // 2
    return coordinates[:half] == coordinates[half:] or (half > 2 and not coordinates[-1])  # noqa: PLR2004 - circles
