"""YAML text as a tree of nodes with their marks, or the message that says why it is none and what to change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.files import place_at
from policyreport.inputs.messages import Fault

MOST_DEPTH = 64
"""How deep values may lie in one another; the C composer has no bound of its own and would overrun the stack."""

MOST_VALUES = 1_000_000
"""How many values a short file may hold, each counted as often as an alias repeats it."""

TOO_DEEP = Fault(
    "yaml.too-deep",
    f"values lie in one another more than {MOST_DEPTH} deep",
    f"값이 {MOST_DEPTH}단계보다 깊이 겹쳐 있습니다",
    "write them flatter",
    "단계를 줄이십시오",
    ErrorKind.LIMIT,
)
TOO_MANY_VALUES = Fault(
    "yaml.too-many-values",
    "the file holds more values than can be read at once",
    "한 번에 읽을 수 있는 것보다 값이 많습니다",
    "split the file; write values out rather than repeat them with '*'",
    "파일을 나누고, '*'로 반복하지 말고 값을 직접 적으십시오",
    ErrorKind.LIMIT,
)
RECURSIVE_ALIAS = Fault(
    "yaml.recursive-alias",
    "this value holds itself by way of an alias",
    "별칭(*) 때문에 값이 자기 자신을 다시 가리킵니다(순환)",
    "write the values out",
    "값을 직접 적으십시오",
)

EMPTY = Fault(
    "yaml.empty", "the file is empty", "파일이 비어 있습니다", "fill it or remove it", "내용을 적거나 파일을 지우십시오"
)
_NO_NAMES = Fault(
    "yaml.not-a-mapping",
    "a text stands at the top, not named values",
    "맨 위에 '이름: 값' 형식의 내용이 아니라 글이 있습니다",
    "begin with a name, such as 'programs:'",
    "'programs:'처럼 이름으로 시작하십시오",
)
_LIST_AT_TOP = _NO_NAMES._replace(
    en="a list stands at the top, not named values", ko="맨 위에 '이름: 값' 형식의 내용이 아니라 목록이 있습니다"
)
DUPLICATE_KEY = Fault(
    "yaml.duplicate-key",
    "'{key}' is given twice: before in line {line}",
    "'{key}'이(가) 두 번 있습니다. 앞의 것은 {line}행입니다",
    "keep one of the two",
    "둘 중 하나만 남기십시오",
)
_TWO_DOCUMENTS = Fault(
    "yaml.two-documents",
    "a second document begins here",
    "여기서 두 번째 문서가 시작됩니다",
    "remove the line '---', or make two files",
    "'---' 줄을 지우거나 파일을 나누십시오",
)
_TAB = Fault(
    "yaml.tab",
    "a tab stands where only spaces may",
    "빈칸만 쓸 수 있는 자리에 탭이 있습니다",
    "indent with spaces",
    "빈칸으로 들여 쓰십시오",
)
_UNQUOTED_START = Fault(
    "yaml.unquoted-start",
    "a text that begins with '{sign}' must be quoted",
    "'{sign}'(으)로 시작하는 글은 따옴표가 필요합니다",
    "put the text in quotes",
    "글을 따옴표로 묶으십시오",
)
_UNQUOTED_COLON = Fault(
    "yaml.unquoted-colon",
    "a text that holds ': ' must be quoted",
    "': '이 든 글은 따옴표가 필요합니다",
    _UNQUOTED_START.hint_en,
    _UNQUOTED_START.hint_ko,
)
_UNCLOSED_QUOTE = Fault(
    "yaml.unclosed-quote",
    "the quote that opens here is never closed",
    "여기서 연 따옴표가 닫히지 않았습니다",
    "close it",
    "따옴표를 닫으십시오",
)
UNCLOSED_BRACKET = Fault(
    "yaml.unclosed-bracket",
    "the bracket '{sign}' that opens here is never closed",
    "여기서 연 괄호 '{sign}'이(가) 닫히지 않았습니다",
    "close it with '{closing}'; put a text that begins with '{sign}' in quotes",
    "'{closing}'(으)로 닫으십시오. '{sign}'(으)로 시작하는 글이면 따옴표로 묶으십시오",
)
_EXTRA_BRACKET = Fault(
    "yaml.extra-bracket",
    "the bracket '{sign}' closes nothing",
    "연 적이 없는 괄호 '{sign}'입니다",
    "delete it, or put the whole text in quotes",
    "지우거나, 글이면 전체를 따옴표로 묶으십시오",
)
_AFTER_QUOTE = Fault(
    "yaml.after-quote",
    "text follows the quote that closes the value",
    "따옴표를 닫은 뒤에 글이 더 있습니다",
    "put the whole text in quotes, and write quotes within it as ‘ ’ or “ ”",
    "글 전체를 따옴표로 묶고, 그 안의 따옴표는 ‘ ’나 “ ”로 적으십시오",
)
_INDENTATION = Fault(
    "yaml.indentation",
    "this line is indented unlike those that it belongs to",
    "이 줄의 들여쓰기가 앞의 줄들과 맞지 않습니다",
    "begin it in the same column as the fields of the same record, or as the '- ' of the same list",
    "같은 기록의 항목이나 같은 목록의 '- '와 같은 칸에서 시작하십시오",
)
_FULL_WIDTH_COLON = Fault(
    "yaml.full-width-colon",
    "the colon after '{name}' is a full-width one (：)",
    "'{name}' 뒤의 쌍점이 전각(：)입니다",
    "write a half-width colon and a blank: '{name}: …'",
    "'{name}: …'처럼 반각 쌍점과 빈칸으로 적으십시오",
)
_NO_COLON = Fault(
    "yaml.no-colon",
    "no field's name with a colon stands in this line",
    "이 줄에 쌍점(:)이 붙은 항목 이름이 없습니다",
    "write 'name: value'; put a text of several lines in quotes, or write it on one line",
    "'이름: 값'처럼 적으십시오. 여러 줄에 걸친 글이면 따옴표로 묶거나 한 줄로 이으십시오",
)
_NO_CHARACTER = Fault(
    "text.character",
    "this code stands for no character",
    "이 부호는 어떤 문자도 나타내지 않습니다",
    "write the character itself",
    "문자 자체를 적으십시오",
)
NO_BLANK = Fault(
    "yaml.no-blank",
    "no blank stands after '{name}:'",
    "'{name}:' 뒤에 빈칸이 없습니다",
    "write '{name}: {text}'; put it in quotes if all of it is one text",
    "'{name}: {text}'처럼 쌍점 뒤를 띄어 적으십시오. 통째로 글이면 따옴표로 묶으십시오",
)
_SYNTAX = Fault(
    "yaml.syntax",
    "this cannot be read as YAML",
    "YAML 형식에 맞지 않습니다",
    "check the indentation; quote a text that begins with a sign such as [ {{ \" ' or that holds ': '",
    "들여쓰기를 확인하고, [ {{ \" ' 같은 기호로 시작하거나 ': '이 든 글은 따옴표로 묶으십시오",
)
_BY_MESSAGE = {"another document": _TWO_DOCUMENTS, "end of stream": _UNCLOSED_QUOTE, "escape code": _NO_CHARACTER}
"""What a part of a PyYAML message tells; its C and its Python scanner word the rest differently."""

WITHOUT_BLANK = re.compile(r"[ ]*(?:- +)*(?P<name>[A-Za-z_][\w-]*):(?P<text>(?!//)\S.*)")
"""A line with a field's name and its value, but no blank between them: YAML reads all of it as one text."""

_WITH_FULL_WIDTH_COLON = re.compile(r"[ ]*(?:- +)*(?P<name>[\w-]+)[ ]*：.*")

_LONGEST_SHOWN = 40
_LEAST_OF_A_VALUE = 2
"""The characters of the shortest value with what parts it from the next one."""
MOST_WRITTEN = 8_000_000
"""How many values one source may hold that repeats none."""

Loader = yaml.BaseLoader | yaml.CBaseLoader


class _TooDeepError(Exception):
    """Values lie in one another deeper than ``MOST_DEPTH``."""


TakenItem = Callable[[Node, int, Node], Node | None]
"""Takes the key of a list at the top, the number of one of its items, and the item; returns what is kept of that."""

_MAY_REPEAT = re.compile(r"(?:^|[\s\[{,])[&*]\S")
"""An anchor or an alias, perhaps: what it names is needed to the end."""
_VALUE_AT_TOP, _ITEM_AT_TOP = 2, 3


class _BoundedDepth:
    """Counts how deep the composer is, which calls these two before and after each node.

    A long list at the top need not be held as nodes: each item is given to ``take`` when the next one begins.
    """

    _depth = 0
    _key: object = None
    take: TakenItem | None = None

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Go one level down."""
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise _TooDeepError
        if self._depth == _VALUE_AT_TOP:
            self._key = current_index
        elif self._depth == _ITEM_AT_TOP and self.take and isinstance(current_index, int) and current_index:
            self._take_item(self.take, cast("SequenceNode", current_node).value, current_index - 1)

    def _take_item(self, take: TakenItem, items: list[Node], number: int) -> None:
        if isinstance(self._key, Node):
            items[number] = take(self._key, number, items[number]) or items[number]

    def ascend_resolver(self) -> None:
        """Go one level up."""
        self._depth -= 1


class PureLoader(_BoundedDepth, yaml.BaseLoader):
    """Reads every scalar as text."""


def _fastest_loader() -> type[Loader]:
    if not yaml.__with_libyaml__:
        return PureLoader

    class FastLoader(_BoundedDepth, yaml.CBaseLoader):
        """Reads every scalar as text, by way of libyaml."""

    return FastLoader


LOADER = _fastest_loader()


def compose(text: str, file: str, loader: type[Loader] = LOADER, take: TakenItem | None = None) -> MappingNode:
    """Return the mapping that a YAML text is; ``PolicyReportError`` with one problem where it is none.

    Aliases are not expanded yet, but known to be neither endless nor too many. Where the text has none, ``take`` is
    given the items of lists at the top, the last of each list left out, while the rest is being read.
    """
    try:
        root = _composed(text, loader, None if _MAY_REPEAT.search(text) else take)
    except _TooDeepError as fault:
        raise refusal(TOO_DEEP, SourceLocation(file)) from fault
    except yaml.MarkedYAMLError as fault:
        raise syntax_error(fault, text, file) from fault
    if not isinstance(root, MappingNode):
        raise not_a_mapping(root, file)
    if _weight(root, {}, frozenset(), file) > most_values(text):
        raise refusal(TOO_MANY_VALUES, SourceLocation(file))
    return root


def _composed(text: str, loader: type[Loader], take: TakenItem | None) -> Node | None:
    reading = loader(text)
    if isinstance(reading, _BoundedDepth):
        reading.take = take
    try:
        return reading.get_single_node()  # pyright: ignore[reportUnknownMemberType]
    finally:
        reading.dispose()  # pyright: ignore[reportUnknownMemberType]


class Weighed(ScalarNode):
    """What is kept of an item that was taken: how many values it was."""

    def __init__(self, item: Node, file: str) -> None:
        super().__init__("", "", item.start_mark)  # pyright: ignore[reportUnknownMemberType]
        self.weight = _weight(item, {}, frozenset(), file)


def most_values(text: str) -> int:
    """Return how many values a text may hold: as many as a long one can write down, without aliases that multiply."""
    return max(MOST_VALUES, min(len(text) // _LEAST_OF_A_VALUE, MOST_WRITTEN))


def _weight(node: Node, weights: dict[int, int], around: frozenset[int], file: str) -> int:
    """Return how many values a node is once its aliases are expanded; each node is counted only once."""
    if isinstance(node, ScalarNode):
        return node.weight if isinstance(node, Weighed) else 1
    if id(node) in around:
        raise refusal(RECURSIVE_ALIAS, mark_place(node, file))
    if id(node) not in weights:
        children: list[Node] = [n for pair in node.value for n in pair] if isinstance(node, MappingNode) else node.value
        weights[id(node)] = 1 + sum(_weight(child, weights, around | {id(node)}, file) for child in children)
    return weights[id(node)]


def refusal(fault: Fault, place: SourceLocation) -> PolicyReportError:
    """Return the error of one problem at a place."""
    return PolicyReportError([fault.problem(place)])


def mark_place(node: Node, file: str) -> SourceLocation:
    """Return the place at which a node begins."""
    return SourceLocation(file, node.start_mark.line + 1, node.start_mark.column + 1)


def unquoted_start(text: str, index: int, file: str) -> Problem:
    """Return the problem of a text whose first sign means something else in YAML."""
    return _UNQUOTED_START.problem(place_at(text, index, file), sign=text[index])


def not_a_mapping(root: Node | None, file: str) -> PolicyReportError:
    """Return the error of a file without named values: an empty one, a list or a text."""
    if root is None:
        return refusal(EMPTY, SourceLocation(file))
    return refusal(_LIST_AT_TOP if isinstance(root, SequenceNode) else _NO_NAMES, mark_place(root, file))


def syntax_error(error: yaml.MarkedYAMLError, text: str, file: str) -> PolicyReportError:
    """Return the error of a text that is not YAML, placed at the fault; that of an unclosed quote is where it opens."""
    unclosed = "end of stream" in (error.problem or "")
    mark = error.context_mark if unclosed else error.problem_mark
    index = min(mark.index, len(text) - 1) if mark else 0
    sign = _sign_at(text, index)
    if sign is not None:
        return PolicyReportError([unquoted_start(text, sign, file)])
    for number in _lines_before(error):
        match = WITHOUT_BLANK.fullmatch(text.split("\n")[number])
        if match:
            return PolicyReportError([no_blank(match, SourceLocation(file, number + 1, match.start("name") + 1))])
        if match := _WITH_FULL_WIDTH_COLON.fullmatch(text.split("\n")[number]):
            place = SourceLocation(file, number + 1, match.end("name") + 1)
            return PolicyReportError([_FULL_WIDTH_COLON.problem(place, match["name"], name=match["name"])])
    if (start := _bracket_before_text(text, index)) is not None:
        return PolicyReportError([unquoted_start(text, start, file)])
    if (bracket := _unclosed_bracket(error, text)) is not None:
        sign, place = text[bracket], place_at(text, bracket, file)
        return PolicyReportError([UNCLOSED_BRACKET.problem(place, sign=sign, closing=_CLOSING[sign])])
    if text[index] in _CLOSING.values():
        return PolicyReportError([_EXTRA_BRACKET.problem(place_at(text, index, file), sign=text[index])])
    if error.context_mark and "simple key" in (error.context or ""):
        return refusal(_NO_COLON, place_at(text, error.context_mark.index, file))
    return refusal(_explain(error.problem or "", text, index), place_at(text, index, file))


def no_blank(match: re.Match[str], place: SourceLocation) -> Problem:
    """Return the problem of a line that ``WITHOUT_BLANK`` matches."""
    text = match["text"].strip()
    return NO_BLANK.problem(place, match["name"], name=match["name"], text=_shortened(text))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _lines_before(error: yaml.MarkedYAMLError) -> list[int]:
    """Return the line, from 0, that began what YAML could not read on: where the scanner was, or the one before it."""
    if error.context_mark and "simple key" in (error.context or ""):
        return [error.context_mark.line]
    is_next = error.problem_mark and "mapping values" in (error.problem or "")
    return [error.problem_mark.line - 1] if error.problem_mark and is_next and error.problem_mark.line else []


_CLOSING = {"[": "]", "{": "}"}


_BRACKETS_THEN_TEXT = re.compile(r"[ ]*(?:- +)*[\w-]+: +(?P<sign>[\[{]).*[\]}][ ]*")


def _bracket_before_text(text: str, index: int) -> int | None:
    """Return where a value begins with brackets, as in ``title: [가칭] 계획``, behind which text goes on; else None."""
    start = text.rfind("\n", 0, index) + 1
    match = _BRACKETS_THEN_TEXT.fullmatch(text, start, index) if text[index] not in "]}" else None
    return match.start("sign") if match else None


def _unclosed_bracket(error: yaml.MarkedYAMLError, text: str) -> int | None:
    """Return where the bracket stands whose list or mapping in one line YAML could not read to its end."""
    if error.context_mark is None or "flow" not in (error.context or "") or " or " not in (error.problem or ""):
        return None
    index = error.context_mark.index
    return index if text[index : index + 1] in _CLOSING else None


def _sign_at(text: str, index: int) -> int | None:
    """Return where the sign stands that YAML took for its own, at an index or just before it; None for no sign."""
    if text[index] in "@`%":
        return index
    start = index - 1 if text[index - 1 : index] in ("*", "&", "%") else index
    return start if text[start] in "*&%" else None


def _explain(message: str, text: str, index: int) -> Fault:
    line_start = text.rfind("\n", 0, index) + 1
    if text[index] == "\t":
        return _TAB
    if "mapping values" in message and ": " in text[line_start:index]:
        return _UNQUOTED_COLON
    if "expected key" in message or "'-' indicator" in message or "expected <block end>" in message:
        before = text[line_start:index]
        return _INDENTATION if not before.strip(" -") else _AFTER_QUOTE if before.rstrip()[-1] in "\"'" else _SYNTAX
    return next((fault for part, fault in _BY_MESSAGE.items() if part in message), _SYNTAX)
