"""YAML files as text with places: no scalar is taken for a number, a date or a flag here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from sys import intern

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.files import CleanText, clean_text, place_at, read_text, refused_character, zero_width_removed
from policyreport.inputs.messages import Fault
from policyreport.inputs.place_table import PlaceTable
from policyreport.inputs.raw_data import FIELD_NAMES, RawData, Value
from policyreport.inputs.yaml_comments import dropped_text, dropped_texts
from policyreport.inputs.yaml_syntax import (
    DUPLICATE_KEY,
    MOST_DEPTH,
    TOO_DEEP,
    UNCLOSED_BRACKET,
    WITHOUT_BLANK,
    Weighed,
    compose,
    mark_place,
    no_blank,
    refusal,
    unquoted_start,
)
from policyreport.model import Path
from policyreport.model.dataset import COLLECTIONS
from policyreport.project import Project

_SHORT = 32
_NULLS = {"", "~", "null", "Null", "NULL"}
_TAG = Fault(
    "yaml.tag",
    "the tag '{tag}' is refused",
    "쓸 수 없는 태그입니다: '{tag}'",
    "remove it, or quote a text that begins with '!'",
    "태그를 지우거나, '!'로 시작하는 글은 따옴표로 묶으십시오",
    ErrorKind.SECURITY,
)
_NOT_A_NAME = Fault(
    "yaml.key",
    "this is not a field's name",
    "항목 이름으로 쓸 수 없습니다",
    "write a name; merging with '<<' is not read",
    "이름을 적으십시오. '<<' 병합은 쓸 수 없습니다",
)
_PLAIN_TAGS: dict[type[Node], str] = {
    MappingNode: "tag:yaml.org,2002:map",
    SequenceNode: "tag:yaml.org,2002:seq",
    ScalarNode: "tag:yaml.org,2002:str",
}


def read_yaml(project: Project, path: FilePath) -> RawData:
    """Return what a YAML file says; ``PolicyReportError`` where it cannot be read as YAML at all.

    What is wrong with single values stands among the reading's problems. Every scalar is text, whatever it looks like;
    one that is empty, ``~`` or ``null`` without quotes is None. One that is empty only because all of it was dropped as
    a comment counts as that text, so that its problem is told alone.
    """
    return read_yaml_text(read_text(project, path), project.relative(path))


def read_yaml_text(text: str, file: str) -> RawData:
    """Return what the text of a YAML file says, as ``read_yaml`` does."""
    builder = _Builder(text, file)
    try:
        root = compose(text, file, take=builder.take)
    except PolicyReportError as error:
        raise PolicyReportError(_causes(error.problems, text, file)) from error
    content = builder.mapping(root, ())
    problems = (*dropped_texts(text, file), *builder.problems)
    return RawData(content, builder.places, problems, builder.warnings)


def _causes(faults: Sequence[Problem], text: str, file: str) -> Sequence[Problem]:
    """Return why a text is not YAML: what a comment dropped from a value often leaves a fault behind it."""
    if any(fault.kind is ErrorKind.LIMIT for fault in faults):
        return faults
    dropped = dropped_texts(text, file)
    if dropped and faults[0].code == UNCLOSED_BRACKET.code:
        return dropped
    first = min((problem.where for problem in dropped if problem.where), default=None)
    return [*dropped, *(fault for fault in faults if not (first and fault.where and first < fault.where))]


def _shared(text: str) -> str:
    """Return a text, once for all that say the same where it is short: ids, days and quarters stand very often."""
    return intern(text) if len(text) <= _SHORT else text


class _Builder:
    """Turns nodes into values, and notes on the way where each stands and what is wrong with it."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self.places = PlaceTable()
        self.problems: list[Problem] = []
        self.warnings: dict[Path, Problem] = {}
        self._taken: dict[str, list[Value]] = {}
        self._taken_of: dict[str, Node] = {}

    def take(self, key: Node, number: int, item: Node) -> Node | None:
        """Build an item of a list at the top before the list is whole, so that its nodes need not be held.

        Only of collections: of a key that is written twice, or is none, nothing is built by what stands under it.
        """
        name = key.value if isinstance(key, ScalarNode) else ""
        if name not in COLLECTIONS or self._taken_of.setdefault(name, key) is not key:
            return None
        self._taken.setdefault(name, []).append(self._value(item, (name, number)))
        return Weighed(item, self._file)

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Value]:
        """Return the record that a mapping is; of a key written twice the first value counts."""
        record: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in record:
                self.problems.append(
                    DUPLICATE_KEY.problem(mark_place(key_node, self._file), key, key=key, line=lines[key])
                )
            elif key is not None:
                lines[key] = key_node.start_mark.line + 1
                record[key] = self._value(value_node, (*path, key))
        return record

    def _value(self, node: Node, path: Path) -> Value:
        self.places[path] = mark_place(node, self._file)
        if node.tag != _PLAIN_TAGS[type(node)]:
            self.problems.append(_TAG.problem(self.places[path], tag=node.tag))
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if len(path) > MOST_DEPTH:
            raise refusal(TOO_DEEP, self.places[path])
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        taken = self._taken.pop(str(path[0]), list[Value]()) if len(path) == 1 else []
        rest = range(len(taken), len(node.value))
        return [*taken, *(self._value(node.value[i], (*path, i)) for i in rest)]

    def _scalar(self, node: ScalarNode, path: Path) -> str | None:
        start = node.start_mark.index
        if self._text[start : start + 1] == "&":
            self.problems.append(unquoted_start(self._text, start, self._file))
        if not node.style and node.value in _NULLS:
            return dropped_text(self._text, node.end_mark.index)
        if not node.style:
            self.problems += self._names_without_blank(node)
        clean = clean_text(node.value)
        self.problems += [refused_character(c, self._place_of(c, node)) for c in clean.refused]
        if clean.zero_width:
            self.warnings[path] = zero_width_removed(clean.zero_width, self._place_of(clean.zero_width[0], node))
        return _shared(clean.text)

    def _names_without_blank(self, node: ScalarNode) -> Iterator[Problem]:
        """Yield a problem for each line of an unquoted text that is a field's name with its value behind the colon."""
        if ":" not in node.value:
            return
        start = node.start_mark.index
        for offset, line in enumerate(self._text[start : node.end_mark.index].split("\n")):
            match = WITHOUT_BLANK.fullmatch(line)
            if match and match["name"] in FIELD_NAMES:
                column = match.start("name") + 1 + (0 if offset else node.start_mark.column)
                yield no_blank(match, SourceLocation(self._file, node.start_mark.line + 1 + offset, column))

    def _key(self, node: Node) -> str | None:
        clean = clean_text(node.value) if isinstance(node, ScalarNode) else CleanText("")
        self.problems += [refused_character(c, self._place_of(c, node)) for c in clean.refused]
        if clean.zero_width:
            place = self._place_of(clean.zero_width[0], node)
            self.warnings["keys", str(place)] = zero_width_removed(clean.zero_width, place)
        if not clean.text or clean.text == "<<":
            self.problems.append(_NOT_A_NAME.problem(mark_place(node, self._file)))
            return None
        return intern(clean.text)

    def _place_of(self, character: str, node: Node) -> SourceLocation:
        """Return where a character stands in a node, or the node's own place when an escape stands for it."""
        found = self._text.find(character, node.start_mark.index, node.end_mark.index)
        return place_at(self._text, found, self._file) if found >= 0 else mark_place(node, self._file)
