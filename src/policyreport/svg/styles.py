"""How the shapes of SVG look: their attributes, the rules of a small style sheet, and what shapes take from groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, NamedTuple

from policyreport.diagnostics import Message
from policyreport.svg.tree import Node
from policyreport.svg.values import BLACK, Colour, ValueFault, colour, length, number, numbers, share, unreadable

CURRENT = "currentColor"


class Reference(NamedTuple):
    """What a paint or a clip refers to by the id of another element."""

    identity: str


Paint = Colour | Reference | str | None
"""A colour, a gradient, ``CURRENT``, or nothing."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape looks, as far as shapes take it from the groups around them."""

    color: Colour = BLACK
    fill: Paint = BLACK
    stroke: Paint = None
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    fill_rule: str = "nonzero"
    clip_rule: str = "nonzero"
    stroke_width: float = 1.0
    stroke_linecap: str = "butt"
    stroke_linejoin: str = "miter"
    stroke_miterlimit: float = 4.0
    stroke_dasharray: tuple[float, ...] = ()
    stroke_dashoffset: float = 0.0
    visibility: bool = True


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """How an element looks as a whole: what the elements in it do not take from it."""

    opacity: float = 1.0
    display: bool = True
    clip_path: Reference | None = None
    stop_color: Colour | str = BLACK
    stop_opacity: float = 1.0


class Rule(NamedTuple):
    """What a style sheet says of the elements that a simple selector chooses; ``weight`` is how exact it is."""

    weight: tuple[int, int, int]
    element: str
    identity: str
    classes: frozenset[str]
    properties: Mapping[str, str]

    def chooses(self, node: Node) -> bool:
        """Return whether the rule is for an element."""
        attributes = node.attributes
        return (
            self.element in ("", node.name)
            and self.identity in ("", attributes.get("id", ""))
            and self.classes <= frozenset(attributes.get("class", "").split())
        )


class RuleBook:
    """The rules of a drawing's style sheets, each looked up by one of the words that choose its elements."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: dict[str, list[tuple[int, Rule]]] = {}
        for turn, rule in enumerate(sorted(rules, key=lambda rule: rule.weight)):
            word = f"#{rule.identity}" if rule.identity else f".{min(rule.classes)}" if rule.classes else rule.element
            self._by_word.setdefault(word, []).append((turn, rule))

    def of(self, node: Node) -> Iterator[Rule]:
        """Yield the rules that are for an element, the more exact ones later."""
        attributes = node.attributes
        classes = (f".{one}" for one in frozenset(attributes.get("class", "").split()))
        words = ("", node.name, f"#{attributes.get('id', '')}", *classes)
        found = sorted((one for word in words for one in self._by_word.get(word, ())), key=itemgetter(0))
        return (rule for _, rule in found if rule.chooses(node))


class Definitions(NamedTuple):
    """What the elements of a drawing refer to: one another by their ids, and the rules of its style sheets."""

    by_id: Mapping[str, Node]
    rules: RuleBook


_REFERENCE = re.compile(r"""url\(\s*(["']?)([^"')]*)\1\s*\)""")


def reference(text: str) -> Reference | None:
    """Return what a value refers to; None where it refers to nothing."""
    found = _REFERENCE.fullmatch(text.strip())
    if found is None:
        return None
    if not found[2].startswith("#"):
        short = found[2][:40]
        raise ValueFault(Message(f"'{short}' leads out of the file", f"'{short}'은(는) 파일 밖을 가리킵니다"))
    return Reference(found[2][1:])


def _paint(text: str) -> Paint:
    text = text.strip()
    if text.lower() in ("none", CURRENT.lower()):
        return None if text.lower() == "none" else CURRENT
    return reference(text) or colour(text)


def _clip(text: str) -> Reference | None:
    if text.strip() == "none":
        return None
    if found := reference(text):
        return found
    raise unreadable(text)


def _stop_colour(text: str) -> Colour | str:
    return CURRENT if text.strip().lower() == CURRENT.lower() else colour(text)


def _word(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.strip() not in words:
            raise unreadable(text)
        return text.strip()

    return read


def _not_negative(of: Callable[[str], float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        if (value := of(text)) < 0:
            raise unreadable(text)
        return value

    return read


_MOST_DASHES = 32


def _dashes(text: str) -> tuple[float, ...]:
    if text.strip() == "none":
        return ()
    values = numbers(text, _not_negative(length))
    if len(values) > _MOST_DASHES:
        raise unreadable(text)
    return tuple(values * (1 + len(values) % 2)) if any(values) else ()


def _miter(text: str) -> float:
    return max(1.0, number(text))


_INHERITED: Mapping[str, Callable[[str], Any]] = {
    "color": colour,
    "fill": _paint,
    "stroke": _paint,
    "fill-opacity": share,
    "stroke-opacity": share,
    "fill-rule": _word("nonzero", "evenodd"),
    "clip-rule": _word("nonzero", "evenodd"),
    "stroke-width": _not_negative(length),
    "stroke-linecap": _word("butt", "round", "square"),
    "stroke-linejoin": _word("miter", "round", "bevel"),
    "stroke-miterlimit": _miter,
    "stroke-dasharray": _dashes,
    "stroke-dashoffset": length,
    "visibility": lambda text: _word("visible", "hidden", "collapse")(text) == "visible",
}
_OWN: Mapping[str, Callable[[str], Any]] = {
    "opacity": share,
    "display": lambda text: text.strip() != "none",
    "clip-path": _clip,
    "stop-color": _stop_colour,
    "stop-opacity": share,
}
_PLAIN_ONLY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("filter", "mask", "marker", "marker-start", "marker-mid", "marker-end"), ("none",)),
    "mix-blend-mode": ("normal",),
    "vector-effect": ("none",),
    "paint-order": ("normal", "fill", "fill stroke", "fill stroke markers"),
    "transform-origin": (),
    "transform-box": (),
    "clip": ("auto",),
}
"""What changes the look in ways that are not drawn here, with the values of each that change nothing."""
_WITHOUT_EFFECT = re.compile(
    r"-\w.*|--.*|font.*|text-.*|.*-spacing|line-height|writing-mode|white-space|direction|unicode-bidi|shape-.*"
    r"|image-rendering|color-rendering|color-interpolation.*|color-profile|baseline-shift|.*-baseline|glyph-.*|kerning"
    r"|isolation|overflow|enable-background|pointer-events|cursor|solid-.*|flood-.*|lighting-.*|inline-size|src|user-select"
)
"""What styles may say without a change of any shape, as drawing programs write it into every file."""


def resolve(style: Style, node: Node, rules: RuleBook) -> tuple[Style, OwnStyle]:
    """Return how the elements in an element look, and it itself; raises ``SvgError`` at the element."""
    inherited: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for name, value in _properties(node, rules).items():
        try:
            if value.strip() == "inherit" and name in _INHERITED:
                continue
            if name in _INHERITED:
                inherited[name.replace("-", "_")] = _INHERITED[name](value)
            else:
                own[name.replace("-", "_")] = _OWN[name](value)
        except ValueFault as error:
            raise node.fault(Message(f"{name}: {error.what.en}", f"{name}: {error.what.ko}")) from error
    return replace(style, **inherited), OwnStyle(**own)


def _properties(node: Node, rules: RuleBook) -> dict[str, str]:
    """Return what is said of an element: by its attributes, then by the style sheet, then by its own style."""
    properties: dict[str, str] = {}
    for name, value in node.attributes.items():
        if name in _PLAIN_ONLY:
            _require_plain(node, name, value)
        elif name in _INHERITED or name in _OWN:
            properties[name] = value
    for rule in rules.of(node):
        properties |= rule.properties
    return properties | _declarations(node, node.attributes.get("style", ""))


def _require_plain(node: Node, name: str, value: str) -> None:
    if value.strip() not in _PLAIN_ONLY[name]:
        what = Message(f"'{name}' cannot be drawn", f"'{name}' 효과는 그릴 수 없습니다")
        raise node.fault(what, _FLATTEN)


_FLATTEN = Message(
    "take the effect away or turn it into shapes in the program that drew it, or export it as PNG",
    "그린 프로그램에서 그 효과를 빼거나 도형으로 바꾸어 저장하거나, PNG로 내보내어 쓰십시오",
)


def _declarations(node: Node, source: str) -> dict[str, str]:
    """Return the properties of a style, those without effect left out; raises ``SvgError`` for all others."""
    properties: dict[str, str] = {}
    for declaration in _split(_COMMENT.sub("", source)):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if not colon or "!" in value:
            raise node.fault(unreadable(declaration).what)
        if name in _PLAIN_ONLY:
            _require_plain(node, name, value)
        elif name in _INHERITED or name in _OWN:
            properties[name] = value.strip()
        elif not _WITHOUT_EFFECT.fullmatch(name):
            short = name[:40]
            what = Message(f"the style '{short}' cannot be drawn", f"'{short}' 서식(CSS)은 그릴 수 없습니다")
            raise node.fault(what, _FLATTEN)
    return properties


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"""(?:"[^"]*"|'[^']*'|[^;"'])+""")


def _split(source: str) -> Iterator[str]:
    """Yield the declarations of a style."""
    return (piece for piece in _PIECE.findall(source) if piece.strip())


_BLOCK = re.compile(r"\s*([^{}]*)\{([^{}]*)\}\s*")
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
_MOST_RULES = 2_000


def style_rules(root: Node) -> RuleBook:
    """Return the rules of all style sheets of a drawing.

    Raises ``SvgError`` for rules of other media, other files, and of elements by where they stand.
    """
    rules: list[Rule] = []
    for node in _sheets(root):
        source, at = _COMMENT.sub("", node.text).strip(), 0
        while at < len(source):
            block = _BLOCK.match(source, at)
            if block is None or len(rules) > _MOST_RULES:
                raise node.fault(_beyond(source[at:]), _INLINE)
            rules += _rules(node, block[1], _declarations(node, block[2]))
            at = block.end()
    return RuleBook(rules)


def _sheets(node: Node) -> Iterator[Node]:
    if node.name == "style":
        yield node
    for child in node.children:
        yield from _sheets(child)


def _rules(node: Node, selectors: str, properties: Mapping[str, str]) -> Iterator[Rule]:
    for selector in map(str.strip, selectors.split(",")):
        found = _SELECTOR.fullmatch(selector)
        if found is None or not selector:
            raise node.fault(_beyond(selector), _INLINE)
        element = (found[1] or "").replace("*", "")
        identities = re.findall(r"#([\w-]+)", found[2])
        classes = frozenset(re.findall(r"\.([\w-]+)", found[2]))
        if len(identities) > 1:
            raise node.fault(_beyond(selector), _INLINE)
        weight = len(identities), len(classes), int(bool(element))
        yield Rule(weight, element, "".join(identities), classes, properties)


def _beyond(source: str) -> Message:
    short = " ".join(source.split())[:40]
    return Message(
        f"of style sheets only .class, #id and element {{…}} are read, not '{short}'",
        f"스타일시트는 .이름, #이름, 요소 {{…}} 규칙만 읽습니다: '{short}'",
    )


_INLINE = Message(
    "save it with presentation attributes or inline styles, or export it as PNG",
    "저장할 때 서식을 '프레젠테이션 속성'이나 '인라인 스타일'로 고르거나, PNG로 내보내어 쓰십시오",
)
