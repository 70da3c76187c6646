"""Jinja2, fenced: templates see views, figures and a few filters within a budget of work; faults become problems."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CodeType, GeneratorType
from typing import Any, Literal, cast

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
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import test_divisibleby
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from policyreport.diagnostics import SourceLocation
from policyreport.templating.comparison import TESTS, Operator, compares, contains, is_missing, is_plain_text, lacks
from policyreport.templating.errors import BudgetExceededError, ComparisonError, UnreadablyMuchError
from policyreport.templating.filters import chosen_filters
from policyreport.templating.literals import require_readable_numbers, require_sound_literals
from policyreport.templating.markdown import content_of
from policyreport.templating.name_hints import LoopNames
from policyreport.templating.placeholders import Placeholders, current_place, with_marks
from policyreport.templating.rendered_lines import RenderedLines
from policyreport.templating.row_loops import prints_rows
from policyreport.templating.step_budget import (
    CHARACTERS_A_STEP,
    STEPS_A_TEMPLATE,
    STEPS_A_VALUE,
    StepBudget,
    check_product,
    is_long,
)
from policyreport.templating.template_faults import line_being_read
from policyreport.templating.undefined_names import UnknownName
from policyreport.templating.view import Figure, attribute_names, get_attribute

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
        known_to_all: Mapping[str, object],
        *,
        marks_lines: bool = False,
    ) -> None:
        """``known_to_all`` are the functions, and the names that imported templates know as well.

        ``marks_lines`` leaves marks of the templates' lines in what is rendered; ``Lines`` reads them.
        """
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
        self.globals = dict(known_to_all)
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
        if is_long(left):
            self.budget.read(left)
        if is_long(right):
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
        if is_long(part):
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
        if any(isinstance(value, Iterator) or is_long(value) for value in args):
            args = tuple(self._given(value, len(args)) for value in args)
        result = super().call(context, called, *args, **kwargs)
        self.budget.hold(result)
        return result

    def _given(self, value: object, times: int) -> object:
        if isinstance(value, Iterator):
            return self.budget.counted(cast("Iterator[object]", value), times)
        if is_long(value):
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
        except RecursionError as fault:
            raise UnreadablyMuchError(line_being_read(fault), name) from None

    def _compiled(self, tree: nodes.Template, name: str) -> CodeType:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)  # as for 1[2], which is told of when it is filled
                return self.compile(tree, name, name)
        except SyntaxError as fault:
            raise UnreadablyMuchError(_line_of_made(self.compile(tree, name, name, raw=True), fault), name) from None
        except RecursionError as fault:
            raise UnreadablyMuchError(line_being_read(fault), name) from None

    def said(
        self,
        template: Template,
        names: Mapping[str, object],
        length_behind: Callable[[str], int] | None = None,
        lines: RenderedLines | None = None,
    ) -> Iterator[str]:
        """Yield what a template says piece by piece, paid for by its length and that of what its marks stand for.

        ``lines`` are told of each piece.
        """
        stands_for = length_behind or self.placeholders.length_behind
        pieces = cast("GeneratorType[str, None, None]", template.generate(names))
        for piece in pieces:
            try:
                self.budget.print(piece, stands_for(piece))
            except BudgetExceededError as fault:
                pieces.throw(fault)  # so that the line is known which said it
            if lines is not None:
                lines.note(piece, pieces)
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


_MADE_OF = re.compile(r"(\d+)=(\d+)")


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
        rows = nodes.Keyword("prints_rows", nodes.Const(prints_rows(node)))
        node.iter = _filtered(node.iter, _COUNTED, [cost], [rows])
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, _CUT_OUT, []) if isinstance(node.arg, nodes.Slice) else node

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


def _filtered(
    node: nodes.Node, name: str, values: list[nodes.Expr], named: Sequence[nodes.Keyword] = ()
) -> nodes.Filter:
    filtered = nodes.Filter(node, name, values, list(named), None, None, lineno=node.lineno)
    if node.environment:
        filtered.set_environment(node.environment)
    return filtered
