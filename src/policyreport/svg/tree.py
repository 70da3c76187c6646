"""The elements of an SVG file as a tree, bounded while it is read: nothing outside it, no entities, no programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from policyreport.diagnostics import Message
from policyreport.svg.errors import EXPORT_PNG, SAVE_PLAIN, SvgError, fault

MOST_BYTES = 2 * 1024 * 1024
"""How large the file of a drawing may be."""
MOST_ELEMENTS, DEEPEST = 10_000, 60
"""How many elements a drawing may have, and how deep they may stand in one another."""

_SVG, _LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink href"
_PROGRAMS = frozenset(("script", "handler", "listener"))
_TEXTS = frozenset(("style",))
"""The elements whose text means something."""


@dataclass(slots=True)
class Node:
    """An element of SVG: its attributes without those of other vocabularies, its line, and the elements in it."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list["Node"])
    text: str = ""

    def fault(self, what: Message, hint: Message = SAVE_PLAIN) -> SvgError:
        """Return the error that this element is."""
        return fault(self.line, self.name, what, hint)


def read_tree(content: bytes) -> Node:
    """Return the root of a drawing; raises ``SvgError`` for what is no SVG, is too large, or holds programs."""
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        what = Message(f"the file is larger than {most} MB", f"파일이 {most}MB보다 큽니다")
        raise SvgError(what, EXPORT_PNG)
    builder = _TreeBuilder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError as error:
        line = error.lineno
        what = Message(f"line {line}: the file is cut off or damaged", f"{line}째 줄: 파일이 잘렸거나 손상되었습니다")
        raise SvgError(what) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        what = Message("its encoding is not UTF-8", "UTF-8로 저장되지 않은 파일입니다")
        raise SvgError(what) from error
    if builder.root is None:
        raise _NO_SVG
    return builder.root


_NO_SVG = SvgError(Message("this is no drawing in SVG", "SVG 그림이 아닙니다"))


class _TreeBuilder:
    """Makes the tree while expat reads; what stands in elements of other vocabularies is left out."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._foreign = 0
        self._elements = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.SkippedEntityHandler = self._entity

    def _fault(self, element: str, what: Message, hint: Message = SAVE_PLAIN) -> SvgError:
        return fault(self.parser.CurrentLineNumber, element, what, hint)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            what = Message("the file declares entities of its own", "파일 안에 개체(ENTITY)를 선언하고 있습니다")
            raise self._fault("!DOCTYPE", what)

    def _entity(self, name: str, _is_parameter: bool) -> None:  # noqa: FBT001 - as expat calls it
        raise self._fault(f"&{name};", Message("the entity is not known", "알 수 없는 개체입니다"))

    def _instruction(self, target: str, _text: str) -> None:
        if target == "xml-stylesheet":
            what = Message("a style sheet of another file is asked for", "밖의 스타일시트를 부릅니다")
            raise self._fault(f"?{target}", what)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        vocabulary, _, local = name.rpartition(" ")
        if self.root is None and (vocabulary, local) != (_SVG, "svg"):
            raise _NO_SVG
        self._elements += 1
        depth = len(self._open) + self._foreign
        if depth >= DEEPEST or self._elements > MOST_ELEMENTS:
            what = Message(
                f"more than {MOST_ELEMENTS:,} elements, or more than {DEEPEST} in one another",
                f"요소가 {MOST_ELEMENTS:,}개를 넘거나 {DEEPEST}겹보다 깊이 들어 있습니다",
            )
            raise self._fault(local, what, EXPORT_PNG)
        if self._foreign or vocabulary != _SVG:
            self._foreign += 1
            return
        if local in _PROGRAMS or any(key.lower().startswith("on") for key in attributes):
            what = Message("the drawing holds a program (script)", "그림에 프로그램(스크립트)이 들어 있습니다")
            raise self._fault(local, what)
        links = {"href": attributes[_LINK]} if _LINK in attributes else {}
        own = {key: value for key, value in attributes.items() if " " not in key}
        node = Node(local, links | own, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        if self._foreign:
            self._foreign -= 1
        else:
            self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open and not self._foreign and self._open[-1].name in _TEXTS:
            self._open[-1].text += text
