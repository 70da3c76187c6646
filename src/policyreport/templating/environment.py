"""Jinja2, fenced: templates see views, figures and a few filters within a budget of work; faults become problems."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from functools import wraps
from sys import getsizeof
from types import CodeType
from typing import Any, ClassVar, Literal, cast

from jinja2 import (
    BaseLoader,
    Environment,
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import test_divisibleby
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.templating import alternatives
from policyreport.templating.comparison import TESTS, Operator, compares, contains, is_missing, is_plain_text, lacks
from policyreport.templating.data_size import values_in
from policyreport.templating.errors import BudgetExceededError, ComparisonError, TemplateValueError
from policyreport.templating.functions import chosen_filters
from policyreport.templating.literals import LiteralError, require_readable_numbers, require_sound_literals
from policyreport.templating.markdown import content_of
from policyreport.templating.name_hints import LoopNames, name_hint, top_name_hint
from policyreport.templating.placeholders import Placeholders, current_place, with_marks
from policyreport.templating.view import Figure, View, attribute_names, get_attribute, owners

_NO_ITEM = Message("the list has no such item; it may be empty", "목록에 그 항목이 없습니다. 빈 목록일 수 있습니다")
_ASK_FIRST = Message("ask for it first, with {% if %}", "{% if %}로 먼저 있는지 확인하십시오")


@dataclass(frozen=True, slots=True)
class UndefinedCollector:
    """Where wrong names are noted, and the names that a template can use at its top.

    ``names`` are what they stand for, where they are those of a quarter, and ``loops`` what templates name themselves.
    """

    note: Callable[[Problem], None]
    known: tuple[str, ...]
    names: Mapping[str, object] | None = None
    loops: LoopNames = field(default_factory=LoopNames)

    def hint(self, name: str) -> Message:
        """Return what a wrong name at the top was meant to be."""
        if self.names is None:
            return did_you_mean(name, self.known)
        return top_name_hint(name, self.known, self.loops, owners(self.names))


class UnknownName(Undefined):
    """Stands for a wrong name until the rendering ends; whatever is done with it is noted as a problem.

    Each rendering has a subclass of its own, made by ``collecting_undefined``.
    """

    __slots__ = ()
    collector: ClassVar[UndefinedCollector]

    def _used(self) -> UnknownName:
        self.collector.note(self._problem())
        return self

    def _problem(self) -> Problem:
        name = self._undefined_name
        if name is None:
            return Problem(ErrorKind.TEMPLATE, "template.no-item", _NO_ITEM, current_place(), hint=_ASK_FIRST)
        what = Message(f"'{name}' is not known here", f"'{name}'은(는) 여기에 없는 이름입니다")
        return Problem(
            ErrorKind.TEMPLATE, "template.unknown-name", what, current_place(), str(name), self._offer(str(name))
        )

    def _offer(self, name: str) -> Message:
        """Return the hint: ours lists the names that there are, a line each; Jinja's own is a sentence."""
        hint = self._undefined_hint
        if hint is None:
            return self.collector.hint(name)
        if " " in hint:
            return Message(hint, "이 이름을 만들거나 넘기는 곳을 확인하십시오")
        owner = self._undefined_obj
        return name_hint(name, hint.split(), owner.record if isinstance(owner, View) else "")

    def __str__(self) -> str:
        self._used()
        return ""

    def __iter__(self) -> Iterator[object]:
        self._used()
        return iter(())

    def __len__(self) -> int:
        self._used()
        return 0

    def __bool__(self) -> bool:
        self._used()
        return False

    def __eq__(self, other: object) -> bool:
        return self._used() is other

    def __ne__(self, other: object) -> bool:
        return self._used() is not other

    def __hash__(self) -> int:
        return id(self)

    def __getattr__(self, name: str) -> UnknownName:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._used()

    def __getitem__(self, _key: object) -> UnknownName:
        return self._used()

    def __call__(self, *_values: object, **_named: object) -> UnknownName:  # noqa: D102
        return self._used()

    def _worked_with(self, _other: object = None) -> UnknownName:
        return self._used()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _worked_with
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _worked_with
    __neg__ = __pos__ = __lt__ = __le__ = __gt__ = __ge__ = _worked_with


def collecting_undefined(collector: UndefinedCollector) -> type[UnknownName]:
    """Return a kind of undefined value that notes its problems in ``collector``."""
    return type("NotedName", (UnknownName,), {"__slots__": (), "collector": collector})


STEPS = 12_000_000
CHARACTERS = 50_000_000
LONGEST_TEXT = 1_000_000
CHARACTERS_A_STEP = 256
STEPS_A_VALUE = 10
STEPS_A_TEMPLATE = 100
LONGEST_INTEGER = 256
"""The most bits of a whole number: 77 digits."""
BYTES = 200_000_000
BYTES_A_DATUM = 400
_FREE_BYTES = 1024
STEPS_A_DATUM = 20
CHARACTERS_A_DATUM = 40


@dataclass(slots=True)
class StepBudget:
    """The loop turns, calls and characters that one rendering has left."""

    steps: int = STEPS
    characters: int = CHARACTERS
    bytes: int = BYTES

    def allow_for(self, names: Mapping[str, object]) -> None:
        """Let a rendering that can use some names spend more, the more data they hold.

        A report goes through all data some times, and of some records through what belongs to them.
        """
        values = values_in(names)
        self.steps += STEPS_A_DATUM * values
        self.characters += CHARACTERS_A_DATUM * values
        self.bytes += BYTES_A_DATUM * values

    def step(self, cost: int = 1) -> None:
        """Pay for one loop turn or call; raises ``BudgetExceededError`` when too little is left."""
        self.steps -= max(cost, 0)
        if self.steps < 0:
            raise BudgetExceededError

    def counted(self, items: Iterable[object], cost: int) -> Iterator[object]:
        """Yield the items of a loop, paying for each turn."""
        for item in items:
            self.step(cost)
            yield item

    def print(self, piece: str, stands_for: int = 0) -> str:
        """Return a piece of output, paid for by its length and by that of what its marks stand for."""
        self.characters -= len(piece) + stands_for
        if self.characters < 0:
            raise BudgetExceededError
        return piece

    def made(self, value: object) -> object:
        """Return what an operator made, paid for by its length; raises ``BudgetExceededError`` when it is too long."""
        if isinstance(value, int):
            if value.bit_length() > LONGEST_INTEGER:
                raise BudgetExceededError
        elif isinstance(value, Sized):
            if len(value) > LONGEST_TEXT:
                raise BudgetExceededError
            self.hold(value)
        return value

    def hold(self, value: object) -> None:
        """Pay for the memory of a text or list, and for having written it, however long it is."""
        if _is_long(value):
            self.step(len(cast("Sized", value)) // CHARACTERS_A_STEP)
            size = getsizeof(value)
            if size > _FREE_BYTES:
                self.bytes -= size
                if self.bytes < 0:
                    raise BudgetExceededError

    def read(self, value: object) -> None:
        """Pay for reading a text to its end, or a list with all lists in it: one turn a member.

        A list that holds another twice, and that one a third twice, is read as often as it seems to be there.
        """
        if isinstance(value, str):
            self.step(len(value) // CHARACTERS_A_STEP)
        elif isinstance(value, list | tuple):
            members = cast("Sequence[object]", value)
            self.step(len(members))
            for member in members:
                if _is_long(member):
                    self.read(member)

    def paid(self, made: Callable[..., object]) -> Callable[..., object]:
        """Return a filter that is paid for by the length of what it is given."""

        @wraps(made)
        def paid_filter(*values: object, **named: object) -> object:
            self.step(max(1, sum(len(cast("Sized", v)) for v in values if _is_long(v))))
            counted = (
                self.counted(cast("Iterator[object]", value), 1) if isinstance(value, Iterator) else value
                for value in values
            )
            result = made(*counted, **named)
            self.hold(result)
            return result

        return paid_filter


def _is_long(value: object) -> bool:
    """Return whether a value may be long: a text, or a list."""
    return isinstance(value, str | list | tuple)


def check_product(left: object, right: object) -> None:
    """Raise ``BudgetExceededError`` when ``left * right`` would be a text or list longer than any here should be."""
    for text, times in ((left, right), (right, left)):
        if isinstance(text, Sized) and isinstance(times, int) and len(text) * times > LONGEST_TEXT:
            raise BudgetExceededError
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LONGEST_INTEGER:
        raise BudgetExceededError


_JOINED_AS_TEXT = (str, int, Figure, Undefined)
_PRIVATE = "#"
_COUNTED, _CONCATENATED, _COMPARED = f"{_PRIVATE}counted", f"{_PRIVATE}concatenated", f"{_PRIVATE}compared"
_CUT_OUT = f"{_PRIVATE}cut-out"
"""Filters that no template can name, so that none can give itself more to spend."""
_OF_ONE_MEMBER = ("first", "last")
"""Filters that look at one member of a list, however long it is."""
_MANY = 32
"""How long a list is in which members are looked for by a set."""
_MOST_COMPILED = 256
"""How many compiled templates are cached: a project has some dozens, and ``--watch`` adds one with each change."""
_COMPILED: dict[tuple[str, str, bool], tuple[CodeType, LoopNames]] = {}
"""The code of each template and the names that it makes, by its text, its name and whether it marks its lines.

The most recently used stand last.

It is the same in every sandbox, and many make editions of one report.
"""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one rendering; what it prints becomes ``placeholders`` and is paid for from ``budget``."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        sources: Mapping[str, str],
        placeholders: Placeholders,
        undefined: type[UnknownName],
        functions: Mapping[str, Callable[..., object]],
        *,
        marks_lines: bool = False,
    ) -> None:
        """``marks_lines`` leaves marks of the templates' lines in what is rendered; ``Lines`` reads them."""
        self.placeholders = placeholders
        self._marks_lines = marks_lines
        self.budget = StepBudget()
        super().__init__(
            loader=_Sources(sources),
            autoescape=True,
            undefined=undefined,
            finalize=self._set_aside,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # what is worked out before the rendering has no line, and is not paid for
            cache_size=0,
        )
        self.globals = dict(functions)
        self.chosen = chosen_filters(placeholders)
        paid = {
            name: chosen if name in _OF_ONE_MEMBER else self.budget.paid(chosen) for name, chosen in self.chosen.items()
        }
        self.filters = {
            **paid,
            _COUNTED: self.budget.counted,
            _CONCATENATED: self._concatenated,
            _COMPARED: self._compared,
            _CUT_OUT: self.budget.made,
        }
        self.tests: dict[str, Callable[..., bool]] = {
            **{name: self._test(operator) for name, operator in TESTS.items()},
            "in": self._is_in,
            "divisibleby": test_divisibleby,
            "missing": is_missing,
            "none": is_missing,
        }
        self._collector = undefined.collector
        self._refused: set[tuple[SourceLocation | None, str]] = set()
        self._searched: tuple[list[object], frozenset[object] | None] = [], None

    @pass_context
    def _set_aside(self, _context: Context, value: object) -> object:
        if isinstance(value, Markup):
            self.budget.hold(value)
            return value
        if isinstance(value, Undefined):
            return value
        return self._set_aside_part(value)

    def _concatenated(self, parts: list[object]) -> object:
        """Join text as ``~`` does: data stay data, even beside what a macro has rendered."""
        if all(isinstance(part, _JOINED_AS_TEXT) and not isinstance(part, Markup | bool) for part in parts):
            return self.budget.made("".join(map(str, parts)))
        text = Markup("").join(p if isinstance(p, Markup) else self._set_aside_part(p) for p in parts)
        self.budget.hold(text)
        return text

    def _compared(self, left: object, operator: Operator | Literal["in", "notin"], right: object) -> bool:
        """Compare two values; where they cannot be compared, note it once for the line and go on."""
        if operator in ("in", "notin") and (texts := self._texts_in(right)) is not None and is_plain_text(left):
            self.budget.step()
            return (left in texts) is (operator == "in")
        self.budget.step()
        if _is_long(left):
            self.budget.read(left)
        if _is_long(right):
            self.budget.read(right)
        try:
            match operator:
                case "in":
                    return contains(right, left)
                case "notin":
                    return lacks(right, left)
                case _:
                    return compares(left, operator, right)
        except ComparisonError as fault:
            place = current_place()
            if (place, fault.what.en) not in self._refused:
                self._refused.add((place, fault.what.en))
                self._collector.note(fault.problem(place))
            return False

    def _texts_in(self, container: object) -> frozenset[object] | None:
        """Return the members of a list of many texts as a set; None for anything else.

        A template asks of each record whether its id is in the same list: that would take the square of their number.
        """
        if not isinstance(container, list):
            return None
        members = cast("list[object]", container)
        if len(members) < _MANY:
            return None
        searched, texts = self._searched
        if searched is not members:
            self.budget.step(len(members))
            texts = frozenset(members) if all(map(is_plain_text, members)) else None
            self._searched = members, texts
        return texts

    def _is_in(self, value: object, container: object) -> bool:
        return self._compared(value, "in", container)

    def _test(self, operator: Operator) -> Callable[[object, object], bool]:
        """Return the test that compares by an operator; with ``none`` it asks whether the value is missing."""

        def test(value: object, other: object) -> bool:
            if other is None and operator in ("eq", "ne"):
                return is_missing(value) is (operator == "eq")
            return self._compared(value, operator, other)

        return test

    def _set_aside_part(self, part: object) -> Markup:
        self.budget.step(STEPS_A_VALUE)
        if _is_long(part):
            self.budget.read(part)
        return Markup(self.placeholders.put(content_of(part, self.placeholders)))  # noqa: S704

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a template may see of a value by a name; anything else is an unknown name, or a refusal."""
        if attribute.startswith("_"):
            raise SecurityError(attribute)
        if isinstance(obj, Undefined):
            return obj if not isinstance(obj, UnknownName) else obj[attribute]
        try:
            return get_attribute(obj, attribute)
        except KeyError:
            return self.undefined(hint="\n".join(attribute_names(obj)), obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a member of a list by its position, or what ``getattr`` gives for a name."""
        if isinstance(argument, str) or isinstance(obj, Undefined):
            return self.getattr(obj, str(argument))
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            members = cast("Sequence[object]", obj)
            if -len(members) <= argument < len(members):
                return members[argument]
        return self.undefined(hint="", name=f"[{argument}]")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes of two values, within bounds."""
        if operator == "+" and (isinstance(left, str) or isinstance(right, str)):
            return self._concatenated([left, right])
        if operator == "*":
            check_product(left, right)
        if operator in ("**", "%"):
            raise SecurityError(operator)
        return self.budget.made(super().call_binop(context, operator, left, right))

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a function, paid for by one step and by what it is given and gives.

        Whatever goes through a list may do so once for each of the other things that it is given.
        """
        self.budget.step()
        if any(isinstance(value, Iterator) or _is_long(value) for value in args):
            args = tuple(self._given(value, len(args)) for value in args)
        result = super().call(context, called, *args, **kwargs)
        self.budget.hold(result)
        return result

    def _given(self, value: object, times: int) -> object:
        if isinstance(value, Iterator):
            return self.budget.counted(cast("Iterator[object]", value), times)
        if _is_long(value):
            for _ in range(1 if isinstance(value, str) else times):
                self.budget.read(value)
        return value

    def call_filter(self, name: str, *values: Any, **named: Any) -> Any:
        """Call a filter by its name, as ``map`` does; those that no template can write have none."""
        if str(name).startswith(_PRIVATE):
            raise TemplateRuntimeError(f"No filter named {str(name)!r}.")
        return super().call_filter(name, *values, **named)

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Return the tree of a template; raises Jinja's ``TemplateSyntaxError``, also for texts and numbers in it."""
        try:
            tree = super().parse(source, name, filename)
        except ValueError:
            require_readable_numbers(source, name)
            raise
        require_sound_literals(tree, name)
        return tree

    def prepared(self, source: str, name: str) -> Template:
        """Return a template whose loops, joins and comparisons are fenced; raises Jinja's ``TemplateSyntaxError``."""
        key = (source, name, self._marks_lines)
        compiled = _COMPILED.pop(key, None)
        if compiled is None:
            parsed, loops = self.parsed(source, name), LoopNames()
            loops.add(parsed)
            tree = _Fencing().visit(parsed)
            if self._marks_lines:
                for data in tree.find_all(nodes.TemplateData):
                    data.data = with_marks(data.data, name, data.lineno)
            compiled = self._compiled(tree, name), loops
            if len(_COMPILED) >= _MOST_COMPILED:
                del _COMPILED[next(iter(_COMPILED))]
        _COMPILED[key] = compiled
        code, loops = compiled
        self._collector.loops.include(loops)
        return Template.from_code(self, code, self.make_globals(None))

    def parsed(self, source: str, name: str) -> nodes.Template:
        """Return a template's tree; raises Jinja's ``TemplateSyntaxError``, also for more than can be read."""
        try:
            return self.parse(source, name, name)
        except ValueError as fault:
            digits = _LONG_INTEGER.search(source)
            if digits is None:
                raise
            raise UnreadablyMuchError(source.count("\n", 0, digits.start()) + 1, name) from fault
        except RecursionError as fault:
            raise UnreadablyMuchError(_line_being_read(fault), name) from None

    def _compiled(self, tree: nodes.Template, name: str) -> CodeType:
        try:
            return self.compile(tree, name, name)
        except SyntaxError as fault:
            raise UnreadablyMuchError(_line_of_made(self.compile(tree, name, name, raw=True), fault), name) from None
        except RecursionError as fault:
            raise UnreadablyMuchError(_line_being_read(fault), name) from None

    def said(
        self, template: Template, names: Mapping[str, object], length_behind: Callable[[str], int] | None = None
    ) -> Iterator[str]:
        """Yield what a template says piece by piece, paid for by its length and that of what its marks stand for."""
        stands_for = length_behind or self.placeholders.length_behind
        pieces = cast("Generator[str, None, None]", template.generate(names))
        for piece in pieces:
            try:
                self.budget.print(piece, stands_for(piece))
            except BudgetExceededError as fault:
                pieces.throw(fault)  # so that the line is known which said it
            yield piece


class _Sources(BaseLoader):
    """Gives the templates of the project by their names, and no other file."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002, ARG002
        environment = cast("Sandbox", environment)
        environment.budget.step(STEPS_A_TEMPLATE)
        if not isinstance(cast("object", name), str):
            raise TemplateNotFound(str(name))
        if name.startswith("/") or ".." in name.split("/"):
            raise SecurityError(name)
        if name not in self._sources:
            raise TemplateNotFound(name)
        environment.budget.step(len(self._sources[name]) // CHARACTERS_A_STEP)
        return environment.prepared(self._sources[name], name)


_LONG_INTEGER = re.compile("[0-9_]{4000,}")


_MADE_OF = re.compile(r"(\d+)=(\d+)")


class UnreadablyMuchError(TemplateSyntaxError):
    """A template has a number that is too long, or more within one another than can be read."""

    def __init__(self, line: int, name: str | None = None) -> None:
        super().__init__("more than can be read", line, name, name)


def _line_being_read(fault: BaseException) -> int:
    """Return the line that Jinja's parser or compiler was at when a fault arose; 0 where it was at none."""
    for frame, _ in reversed(list(traceback.walk_tb(fault.__traceback__))):
        match frame.f_locals.get("node"), frame.f_locals.get("self"):
            case nodes.Node() as node, _ if node.lineno:
                return node.lineno
            case _, Parser() as parser:
                return parser.stream.current.lineno
            case _:
                pass
    return 0


def _line_of_made(made: str, fault: SyntaxError) -> int:
    """Return the template's line of which the refused line of Python is made; Jinja notes them at its end."""
    pairs = _MADE_OF.findall(made.rpartition("debug_info = ")[2])
    return max((int(line) for line, at in pairs if int(at) <= (fault.lineno or 0)), default=1)


class _Fencing(NodeTransformer):
    """Passes loops' items and joins' parts through filters that pay for them, and what is compared through one.

    A comparison with ``none`` itself asks whether the other side is missing.
    """

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        if node.recursive:
            raise TemplateSyntaxError("a loop may not be recursive", node.lineno)
        self.generic_visit(node)
        characters = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        cost = nodes.Const(1 + characters // CHARACTERS_A_STEP, lineno=node.lineno)
        node.iter = _filtered(node.iter, _COUNTED, [cost])
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, _CUT_OUT, []) if isinstance(node.arg, nodes.Slice) else node

    def visit_Const(self, node: nodes.Const) -> nodes.Const:  # noqa: N802
        if isinstance(node.value, int) and node.value.bit_length() > LONGEST_INTEGER:
            raise UnreadablyMuchError(node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _CONCATENATED, [])

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        first, *others = (_compared(*one) for one in zip(sides, node.ops, sides[1:], strict=False))
        for other in others:
            first = nodes.And(first, other, lineno=node.lineno)
        return first


def _compared(left: nodes.Expr, operand: nodes.Operand, right: nodes.Expr) -> nodes.Expr:
    other_side = next((other for other, side in ((left, right), (right, left)) if _is_none(side)), None)
    if other_side is None or operand.op not in ("eq", "ne"):
        return _filtered(left, _COMPARED, [nodes.Const(operand.op, lineno=left.lineno), right])
    missing = nodes.Test(other_side, "missing", [], [], None, None, lineno=left.lineno)
    return missing if operand.op == "eq" else nodes.Not(missing, lineno=left.lineno)


def _is_none(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and node.value is None


def _filtered(node: nodes.Node, name: str, values: list[nodes.Expr]) -> nodes.Filter:
    filtered = nodes.Filter(node, name, values, [], None, None, lineno=node.lineno)
    if node.environment:
        filtered.set_environment(node.environment)
    return filtered


_FENCED = ("attr", "safe", "format", "pprint", "xmlattr", "tojson")
_OTHER_TESTS = ("divisibleby", "in", "missing", "none")


def problem_of(fault: Exception, template: str, templates: Collection[str], filters: Iterable[str]) -> Problem:
    """Return the problem that a fault of a rendering means, at the line of the template where it arose."""
    place = _place(fault, template, templates)
    if isinstance(fault, LiteralError):
        return fault.problem(place)
    if isinstance(fault, TemplateSyntaxError | TemplateRuntimeError):
        unknown = _unknown_in_jinja(fault.message or "", place, filters)
        if unknown is not None:
            return unknown
    if isinstance(fault, UnreadablyMuchError):
        return BudgetExceededError().problem(place)
    if isinstance(fault, TemplateSyntaxError):
        return _syntax(fault, place)
    if isinstance(fault, RecursionError | MemoryError | SyntaxError):
        return BudgetExceededError().problem(place)
    if isinstance(fault, TemplateValueError):
        return fault.problem(place)
    if isinstance(fault, SecurityError):
        return _security(fault, place)
    if isinstance(fault, TemplateNotFound):
        return _not_found(fault, place)
    what, hint = next((words for kind, words in _FAILURES.items() if isinstance(fault, kind)), _FAILED)
    if isinstance(fault, TypeError) and (kinds := _KINDS.search(str(fault))):
        what, hint = _mixed_kinds(kinds[1] or kinds[3], kinds[2] or kinds[4])
    return Problem(ErrorKind.TEMPLATE, "template.failed", what, place, hint=hint)


_FAILED = (
    Message("this cannot be worked out", "계산할 수 없는 식입니다"),
    Message("check the values given to it and their number", "넘긴 값과 그 수를 확인하십시오"),
)
_FAILURES: Mapping[type[Exception], tuple[Message, Message]] = {
    ZeroDivisionError: (
        Message("this divides by zero", "0으로 나누는 식입니다"),
        Message("ask first whether the divisor is zero, with {% if %}", "나누는 수가 0인지 {% if %}로 먼저 보십시오"),
    ),
    OverflowError: (
        Message("the result is too large a number", "결과가 너무 큰 수입니다"),
        Message("work with smaller numbers", "더 작은 수로 계산하십시오"),
    ),
}
"""What Python cannot work out, and what to do."""
_KINDS = re.compile(r"between instances of '(\w+)' and '(\w+)'|operand type\(s\) for [^:]+: '(\w+)' and '(\w+)'")
_WORDS_OF_KINDS = {
    "str": Message("a text", "글"),
    "int": Message("a number", "수"),
    "float": Message("a number", "수"),
    "Figure": Message("a number of the data", "자료의 수치"),
    "bool": Message("a yes or no", "예/아니요"),
    "NoneType": Message("nothing", "빈 값"),
    "list": Message("a list", "목록"),
    "tuple": Message("a list", "목록"),
    "date": Message("a day", "날짜"),
    "dict": Message("a record", "기록"),
    "View": Message("a record", "기록"),
}


def _mixed_kinds(left: str, right: str) -> tuple[Message, Message]:
    """Return what is wrong where values of two kinds are put in order or worked with, and what to do."""
    one, other = (_WORDS_OF_KINDS.get(kind, Message("a value", "값")) for kind in (left, right))
    what = Message(
        f"{one.en} and {other.en} can neither be put in order nor worked out together",
        f"{one.ko}과(와) {other.ko}은(는) 함께 줄 세우거나 계산할 수 없습니다",
    )
    hint = Message(
        "give values of one kind; to sort records, name what to sort by: sort(attribute='title')",
        "한 종류의 값만 쓰십시오. 기록을 줄 세우려면 무엇으로 할지 적으십시오: sort(attribute='title')",
    )
    return what, hint


def _place(fault: Exception, template: str, templates: Collection[str]) -> SourceLocation:
    if isinstance(fault, TemplateSyntaxError):
        return SourceLocation(fault.filename or template, fault.lineno)
    frames = traceback.extract_tb(fault.__traceback__)
    found = next((frame for frame in reversed(frames) if frame.filename in templates), None)
    if found is None:
        return SourceLocation(template, _line_being_read(fault))
    return SourceLocation(found.filename, found.lineno or 0)


def _unknown_in_jinja(message: str, place: SourceLocation, filters: Iterable[str]) -> Problem | None:
    """Return the problem of a filter or a test that there is not, which Jinja says in its own words."""
    sort, _, named = message.partition(" named '")
    name = named.partition("'")[0]
    match sort:
        case "No filter":
            return _unknown_filter(name, place, filters)
        case "No test":
            what = Message(f"there is no test '{name}'", f"'{name}' 검사는 없습니다")
            known = (*(test for test in TESTS if test.isalpha()), *_OTHER_TESTS)
            hint = alternatives.TESTS.get(name) or did_you_mean(name, known)
            return Problem(ErrorKind.TEMPLATE, "template.unknown-test", what, place, name, hint)
        case _:
            return None


def _syntax(fault: TemplateSyntaxError, place: SourceLocation) -> Problem:
    message = fault.message or ""
    what = Message(f"the template cannot be read: {message}", f"템플릿을 읽을 수 없습니다: {message}")
    hint = Message(
        "every {% for %}, {% if %} and {% call %} needs its end",
        "{% for %}, {% if %}, {% call %}은 짝이 되는 끝이 필요합니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.syntax", what, place, hint=hint)


def _unknown_filter(name: str, place: SourceLocation, filters: Iterable[str]) -> Problem:
    what = Message(f"there is no filter '{name}'", f"'{name}' 필터는 없습니다")
    if name == "safe":
        hint = Message("values are printed exactly as they are; leave it out", "값은 그대로 인쇄되므로 빼십시오")
        return Problem(ErrorKind.TEMPLATE, "template.safe", what, place, name, hint)
    kind = ErrorKind.SECURITY if name in _FENCED else ErrorKind.TEMPLATE
    hint = alternatives.FILTERS.get(name) or did_you_mean(name, filters)
    return Problem(kind, "template.unknown-filter", what, place, name, hint)


def _security(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"a template may not use '{fault}'", f"템플릿에서 '{fault}'은(는) 쓸 수 없습니다")
    hint = Message(
        "templates print data; they do not reach into the program",
        "템플릿은 자료를 인쇄할 뿐, 프로그램 안을 다루지 못합니다",
    )
    return Problem(ErrorKind.SECURITY, "template.refused", what, place, hint=hint)


def _not_found(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"there is no template '{fault}'", f"'{fault}' 템플릿이 없습니다")
    hint = Message(
        "write its path from the project's folder, such as templates/house/parts.md.j2",
        "templates/house/parts.md.j2 처럼 프로젝트 폴더에서 시작하는 경로를 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.no-template", what, place, hint=hint)
