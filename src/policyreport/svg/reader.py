"""Reads an SVG file as a drawing: the shapes of a bounded part of SVG; all else is refused with its line and element.

Read are groups, the shapes, ``use``, ``symbol`` without a frame of its own, clips by one shape, solid colours,
gradients, transforms and opacity. Refused are letters, pictures, filters, masks, markers, patterns, programs and all
that lies outside the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.svg.drawing import Clip, Drawing, Gradient, Group, Shape
from policyreport.svg.errors import EXPORT_PNG, OUTLINE_TEXT, SAVE_PLAIN, SvgError
from policyreport.svg.gradients import gradient_of
from policyreport.svg.outlines import (
    MOST_POINTS,
    SHAPES,
    TOO_MANY_POINTS,
    Outline,
    bounds,
    moved,
    outline_of,
    points_of,
    run,
)
from policyreport.svg.styles import CURRENT, Definitions, Paint, Reference, Style, resolve, style_rules
from policyreport.svg.tree import DEEPEST, Node, read_tree
from policyreport.svg.values import Colour, Matrix, ValueFault, coordinates, length, transform

_MOST_RATIO = 50
_LEAST = 0.01
_MOST_VISITS = 10_000
"""How many elements may be drawn, those counted again that are drawn by ``use``."""
_FARTHEST_ON_CANVAS = 30
"""How many times its longer side shapes may reach out of the canvas."""
_MOST_AREA, _MOST_RUN, _MOST_GROUPS = 50, 20_000, 300
"""How often all shapes together may fill the canvas, how often all outlines may go along its longer side, and how many
groups may be drawn on their own."""
_LEAST_DASH = 0.5
_MOST_DASHES = 100_000

_GROUPS = frozenset(("g",))
_NOT_DRAWN = frozenset(
    ("defs", "symbol", "linearGradient", "radialGradient", "clipPath", "style", "title", "desc", "metadata", "pattern",
     "marker", "mask", "filter", "view", "font", "font-face", "cursor", "color-profile")
)  # fmt: skip
"""What is drawn only where something refers to it, and what is never drawn."""
_TOLD = frozenset(("title", "desc", "metadata"))
_LETTERS = frozenset(("text", "tspan", "textPath", "tref", "altGlyph"))
_WORDS: Mapping[str, Message] = {
    **dict.fromkeys(_LETTERS, Message("letters cannot be drawn", "글자는 그릴 수 없습니다")),
    "image": Message("a picture within the drawing cannot be drawn", "그림 안에 든 사진은 그릴 수 없습니다"),
    "a": Message("links are not read", "링크는 읽지 않습니다"),
}


def read_drawing(content: bytes, longest: int) -> Drawing:
    """Return what an SVG file shows, on a canvas whose longer side has so many pixels.

    Raises ``SvgError`` for all that is not read, with its line and element.
    """
    root = read_tree(content)
    frame = _frame(root, longest)
    reader = _Reader(Definitions(dict(_identified(root)), style_rules(root)), _Cost(frame.width, frame.height))
    style, own = resolve(Style(), root, reader.definitions.rules)
    if not own.display or own.clip_path is not None:
        raise root.fault(Message("the drawing itself is clipped or hidden", "그림 전체를 가리거나 잘랐습니다"))
    clips = frame.clips
    items = tuple(reader.items(root.children, _Place(frame.matrix, style, clips, ())))
    if not reader.cost.area:
        raise SvgError(Message("the drawing shows nothing", "그림에 보이는 것이 없습니다"))
    items = (Group(items, own.opacity),) if own.opacity < 1 else items
    return Drawing(frame.width, frame.height, items, frame.natural_width)


def _identified(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the elements by their ids, the first of each id last, so that it holds."""
    for child in reversed(node.children):
        yield from _identified(child)
    if "id" in node.attributes:
        yield node.attributes["id"], node


class _Frame(NamedTuple):
    """The canvas of a drawing in pixels, and the transform that takes the drawing to it."""

    width: int
    height: int
    matrix: Matrix
    natural_width: float
    clips: tuple[Clip, ...] = ()


def _frame(root: Node, longest: int) -> _Frame:
    try:
        box = coordinates(root.attributes["viewBox"]) if root.attributes.get("viewBox") else []
        sizes = [_screen_size(root.attributes.get(name, "100%")) for name in ("width", "height")]
    except ValueFault as error:
        raise root.fault(error.what) from error
    if not box and not all(sizes):
        what = Message("neither a viewBox nor a width and a height", "viewBox도, 너비와 높이(width, height)도 없습니다")
        raise root.fault(what)
    if len(box) not in (0, 4):
        raise root.fault(Message("viewBox takes four numbers", "viewBox에는 수 네 개를 적습니다"))
    left, top, wide, high = box or (0.0, 0.0, *sizes)
    shown_wide, shown_high = sizes if all(sizes) else (wide, high)
    for a, b, least in ((wide, high, _LEAST), (shown_wide, shown_high, 1 if all(sizes) else _LEAST)):
        if min(a, b) < least or max(a, b) > _MOST_RATIO * min(a, b):
            what = Message(
                f"the drawing is empty, or more than {_MOST_RATIO} times as long as wide",
                f"그림의 크기가 없거나, 한쪽이 다른 쪽의 {_MOST_RATIO}배보다 깁니다",
            )
            raise root.fault(what)
    scale = longest / max(shown_wide, shown_high)
    width, height = max(1, round(shown_wide * scale)), max(1, round(shown_high * scale))
    matrix = _fitted(root, (left, top, wide, high), width, height)
    natural = sizes[0] or (wide * sizes[1] / high if sizes[1] else 0)
    return _Frame(width, height, matrix, natural)


def _screen_size(text: str) -> float:
    """Return a size of the drawing in pixels of a screen; 0 where it takes the room that there is."""
    return 0.0 if text.strip().endswith("%") or text.strip() == "auto" else length(text)


def _fitted(root: Node, box: tuple[float, float, float, float], width: int, height: int) -> Matrix:
    """Return the transform that fits a box into the canvas, as ``preserveAspectRatio`` says."""
    left, top, wide, high = box
    across, down = width / wide, height / high
    said = root.attributes.get("preserveAspectRatio", "").split()
    if said[:1] == ["none"]:
        return Matrix(a=across, d=down).after(Matrix(e=-left, f=-top))
    if "slice" in said:
        raise root.fault(Message("'slice' is not read", "preserveAspectRatio의 slice는 읽지 않습니다"))
    aligned = said[0] if said else "xMidYMid"
    scale = min(across, down)
    shares = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    x, y = shares.get(aligned[1:4], 0.5), shares.get(aligned[5:8], 0.5)
    room = Matrix(e=x * (width - scale * wide), f=y * (height - scale * high))
    return room.after(Matrix(a=scale, d=scale)).after(Matrix(e=-left, f=-top))


class _Place(NamedTuple):
    """Where and how elements are drawn.

    ``used`` are the ids of what is being drawn by reference, ``groups`` how many groups around are drawn on their own.
    """

    matrix: Matrix
    style: Style
    clips: tuple[Clip, ...]
    used: tuple[str, ...]
    groups: int = 0


@dataclass(slots=True)
class _Cost:
    """What a drawing takes to be drawn, so that a hostile one is refused before it is."""

    width: int
    height: int
    visits: int = 0
    points: int = 0
    area: float = 0
    run: float = 0
    dashes: float = 0
    groups: int = 0

    def visit(self, node: Node) -> None:
        """Count an element that is drawn."""
        self.visits += 1
        if self.visits > _MOST_VISITS:
            raise node.fault(_TOO_MUCH, EXPORT_PNG)

    def group(self, node: Node) -> None:
        """Count a group that is drawn on its own."""
        self.groups += 1
        if self.groups > _MOST_GROUPS:
            raise node.fault(_TOO_MUCH, EXPORT_PNG)

    def draw(self, node: Node, shape: Shape, on_canvas: Outline, depth: int) -> None:
        """Count a shape that is drawn."""
        self.points += points_of(on_canvas) + sum(points_of(clip.outline) for clip in shape.clips)
        if self.points > MOST_POINTS:
            raise node.fault(TOO_MANY_POINTS, EXPORT_PNG)
        longest = max(self.width, self.height)
        farthest = _FARTHEST_ON_CANVAS * longest
        if any(not abs(value) <= farthest for step in on_canvas for point in step.points for value in point):
            what = Message("the shape reaches far out of the drawing", "도형이 그림 밖으로 너무 멀리 나갑니다")
            raise node.fault(what)
        wide = shape.style.stroke_width * shape.matrix.scale if shape.stroke else 0.0
        left, top, right, bottom = bounds(on_canvas) or (0.0, 0.0, 0.0, 0.0)
        across = min(right + wide, self.width) - max(left - wide, 0)
        down = min(bottom + wide, self.height) - max(top - wide, 0)
        self.area += max(across, 0) * max(down, 0) * (1 + depth)
        length_on_canvas = run(on_canvas)
        self.run += length_on_canvas + sum(run(clip.outline) for clip in shape.clips)
        if shape.stroke and shape.style.stroke_dasharray:
            self._dash(node, shape, length_on_canvas)
        if self.area > _MOST_AREA * self.width * self.height or self.run > _MOST_RUN * longest:
            raise node.fault(_TOO_MUCH, EXPORT_PNG)

    def _dash(self, node: Node, shape: Shape, length_on_canvas: float) -> None:
        dashes = shape.style.stroke_dasharray
        each = sum(dashes) * shape.matrix.scale / len(dashes)
        self.dashes += length_on_canvas / max(each, _LEAST_DASH)
        if each < _LEAST_DASH or self.dashes > _MOST_DASHES:
            raise node.fault(_TOO_MUCH, EXPORT_PNG)


_TOO_MUCH = Message("the drawing is too complex", "그림이 너무 복잡합니다")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Goes through the elements in their order; an outline that is drawn more than once is read once."""

    definitions: Definitions
    cost: _Cost
    outlines: dict[int, Outline] = field(default_factory=dict[int, Outline])

    def items(self, nodes: list[Node], place: _Place) -> Iterator[Shape | Group]:
        """Yield what elements draw."""
        for node in nodes:
            if node.name not in _NOT_DRAWN:
                yield from self._element(node, place)

    def _element(self, node: Node, place: _Place) -> Iterator[Shape | Group]:
        self.cost.visit(node)
        style, own = resolve(place.style, node, self.definitions.rules)
        if not own.display:
            return
        if node.name not in SHAPES | _GROUPS | {"use"}:
            what = _WORDS.get(node.name, Message("this is not read", "이 요소는 읽지 않습니다"))
            raise node.fault(what, OUTLINE_TEXT if node.name in _LETTERS else SAVE_PLAIN)
        try:
            matrix = place.matrix.after(transform(node.attributes.get("transform", "")))
        except ValueFault as error:
            raise node.fault(error.what) from error
        inner = _Place(matrix, style, place.clips, place.used)
        if own.clip_path is not None:
            inner = inner._replace(clips=(*inner.clips, self._clip(node, own.clip_path, matrix)))
        if own.opacity == 1:
            yield from self._inside(node, inner)
        elif node.name in SHAPES and (style.fill is None or style.stroke is None):
            # nothing of it lies over itself, so that what is seen through the one is seen through the other
            fill, stroke = style.fill_opacity * own.opacity, style.stroke_opacity * own.opacity
            yield from self._inside(
                node, inner._replace(style=replace(style, fill_opacity=fill, stroke_opacity=stroke))
            )
        elif own.opacity:
            self.cost.group(node)
            if items := tuple(self._inside(node, inner._replace(groups=inner.groups + 1))):
                yield Group(items, own.opacity)

    def _inside(self, node: Node, place: _Place) -> Iterator[Shape | Group]:
        if node.name == "use":
            yield from self._used(node, place)
        elif node.name in SHAPES:
            for child in node.children:
                if child.name not in _TOLD:
                    raise child.fault(Message("movements are not read", "움직임(애니메이션)은 읽지 않습니다"))
            yield from self._shape(node, place)
        else:
            yield from self.items(node.children, place)

    def _used(self, node: Node, place: _Place) -> Iterator[Shape | Group]:
        identity = node.attributes.get("href", "")
        target = self.definitions.by_id.get(identity[1:]) if identity.startswith("#") else None
        if target is None:
            short = identity[:40]
            raise node.fault(Message(f"nothing in the file is called '{short}'", f"파일 안에 '{short}'이(가) 없습니다"))
        if identity in place.used or len(place.used) >= DEEPEST:
            raise node.fault(Message("it draws itself", "자기 자신을 다시 그립니다"))
        try:
            shift = Matrix(e=length(node.attributes.get("x") or "0"), f=length(node.attributes.get("y") or "0"))
        except ValueFault as error:
            raise node.fault(error.what) from error
        inner = place._replace(matrix=place.matrix.after(shift), used=(*place.used, identity))
        if target.name != "symbol":
            yield from self._element(target, inner)
            return
        if "viewBox" in target.attributes:
            raise target.fault(Message("a symbol with a viewBox is not read", "viewBox가 있는 symbol은 읽지 않습니다"))
        style, own = resolve(inner.style, target, self.definitions.rules)
        if own.display:
            yield from self.items(target.children, inner._replace(style=style))

    def _outline(self, node: Node) -> Outline:
        """Return the outline of a shape, read once."""
        if id(node) not in self.outlines:
            try:
                self.outlines[id(node)] = outline_of(node)
            except ValueFault as error:
                raise node.fault(error.what) from error
        return self.outlines[id(node)]

    def _shape(self, node: Node, place: _Place) -> Iterator[Shape]:
        outline, style, matrix = self._outline(node), place.style, place.matrix
        if not outline or not style.visibility or not matrix.scale:
            return
        fill = self._fill(node, style, outline)
        stroke = self._solid(style.stroke, style) if style.stroke_width else None
        if isinstance(stroke, Reference):
            what = Message("a line with a gradient cannot be drawn", "선의 그러데이션은 그릴 수 없습니다")
            raise node.fault(what, EXPORT_PNG)
        if fill is not None or stroke is not None:
            shape = Shape(outline, matrix, style, fill, stroke, place.clips)
            self.cost.draw(node, shape, moved(outline, matrix), place.groups)
            yield shape

    def _fill(self, node: Node, style: Style, outline: Outline) -> Colour | Gradient | None:
        fill = self._solid(style.fill, style)
        if not isinstance(fill, Reference):
            return fill
        return gradient_of(node, fill, self.definitions, style.color, bounds(outline))

    def _solid(self, paint: Paint, style: Style) -> Colour | Reference | None:
        return style.color if paint == CURRENT or isinstance(paint, str) else paint

    def _clip(self, node: Node, reference: Reference, matrix: Matrix) -> Clip:
        """Return what an element is seen through: one shape, on the canvas."""
        target = self.definitions.by_id.get(reference.identity)
        shapes = [child for child in target.children if child.name not in _TOLD] if target else []
        is_plain = (
            target is not None
            and target.name == "clipPath"
            and target.attributes.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse"
            and "clip-path" not in target.attributes
            and len(shapes) == 1
            and shapes[0].name in SHAPES
        )
        if target is None or not is_plain:
            what = Message(
                f"the clip '{reference.identity[:40]}' is not one plain shape of the file",
                f"오려 내기(클리핑) '{reference.identity[:40]}'은(는) 도형 하나로 된 것만 읽습니다",
            )
            raise node.fault(what, EXPORT_PNG)
        style, own = resolve(resolve(Style(), target, self.definitions.rules)[0], shapes[0], self.definitions.rules)
        if own.clip_path is not None:
            raise node.fault(Message("a clip within a clip is not read", "겹친 오려 내기는 읽지 않습니다"), EXPORT_PNG)
        try:
            for one in (target, shapes[0]):
                matrix = matrix.after(transform(one.attributes.get("transform", "")))
        except ValueFault as error:
            raise shapes[0].fault(error.what) from error
        return Clip(moved(self._outline(shapes[0]), matrix), style.clip_rule)
