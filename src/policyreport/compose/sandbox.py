"""Jinja2, fenced: templates see views and figures, a short list of filters, and a budget of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import CodeType
from typing import Any, cast

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS  # pyright: ignore[reportUnknownVariableType]
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from policyreport.compose.budget import CHARACTERS_A_STEP, STEPS_A_VALUE, Budget, check_product
from policyreport.compose.filters import chosen_filters
from policyreport.compose.inline_values import content_of
from policyreport.compose.reach import reachable, reached
from policyreport.compose.slots import Slots
from policyreport.compose.undefined import UnknownName
from policyreport.compose.view import Figure

_JOINED_AS_TEXT = (str, int, Figure, Undefined)
_COUNTED, _CONCATENATED = "#counted", "#concatenated"
"""Filters that no template can name, so that none can give itself more to spend."""

_COMPILED: dict[tuple[str, str], CodeType] = {}
"""The code of each template, by its text and name: the same in every sandbox, and many make editions of one report."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one rendering; what it prints goes through ``slots`` and is paid for from ``budget``."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        sources: Mapping[str, str],
        slots: Slots,
        undefined: type[UnknownName],
        helpers: Mapping[str, Callable[..., object]],
    ) -> None:
        self.slots = slots
        self.budget = Budget()
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
        self.globals = dict(helpers)
        self.chosen = chosen_filters(slots)
        paid = {name: self.budget.paid(chosen) for name, chosen in self.chosen.items()}
        self.filters = {**paid, _COUNTED: self.budget.counted, _CONCATENATED: self._concatenated}
        known = cast("Mapping[str, Callable[..., Any]]", TESTS)
        self.tests = {**{name: known[name] for name in ("eq", "ne", "in", "divisibleby")}, "none": _is_none}

    @pass_context
    def _set_aside(self, _context: Context, value: object) -> object:
        if isinstance(value, Markup | Undefined):
            return value
        return self._set_aside_part(value)

    def _concatenated(self, parts: list[object]) -> object:
        """Join text as ``~`` does: data stay data, even beside what a macro has rendered."""
        if all(isinstance(part, _JOINED_AS_TEXT) and not isinstance(part, Markup | bool) for part in parts):
            return self.budget.made("".join(map(str, parts)))
        return Markup("").join(p if isinstance(p, Markup) else self._set_aside_part(p) for p in parts)

    def _set_aside_part(self, part: object) -> Markup:
        self.budget.step(STEPS_A_VALUE)
        return Markup(self.slots.put(content_of(part, self.slots)))  # noqa: S704

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a template may see of a value by a name; anything else is an unknown name, or a refusal."""
        if attribute.startswith("_"):
            raise SecurityError(attribute)
        if isinstance(obj, Undefined):
            return obj if not isinstance(obj, UnknownName) else obj[attribute]
        try:
            return reached(obj, attribute)
        except KeyError:
            return self._unknown(attribute, reachable(obj))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a member of a list by its position, or what ``getattr`` gives for a name."""
        if isinstance(argument, str) or isinstance(obj, Undefined):
            return self.getattr(obj, str(argument))
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            members = cast("Sequence[object]", obj)
            if -len(members) <= argument < len(members):
                return members[argument]
        return self._unknown(f"[{argument}]", [])

    def _unknown(self, name: str, known: Iterable[str]) -> Undefined:
        return self.undefined(hint="\n".join(known), name=name)

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
        """Call a macro or a helper, paid for by one step."""
        self.budget.step()
        return super().call(context, called, *args, **kwargs)

    def prepared(self, source: str, name: str) -> Template:
        """Return a template whose loops and joins are counted; raises Jinja's ``TemplateSyntaxError``."""
        if (source, name) not in _COMPILED:
            tree = _Counting().visit(self.parse(source, name, name))
            _COMPILED[source, name] = self.compile(tree, name, name)
        return Template.from_code(self, _COMPILED[source, name], self.make_globals(None))


class _Sources(BaseLoader):
    """Gives the templates of the project by their names, and no other file."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002, ARG002
        if name.startswith("/") or ".." in name.split("/"):
            raise SecurityError(name)
        if name not in self._sources or not isinstance(environment, Sandbox):
            raise TemplateNotFound(name)
        return environment.prepared(self._sources[name], name)


class _Counting(NodeTransformer):
    """Passes every loop's items and every join's parts through a filter that pays for them."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        if node.recursive:
            raise TemplateSyntaxError("a loop may not be recursive", node.lineno)
        self.generic_visit(node)
        characters = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        cost = nodes.Const(1 + characters // CHARACTERS_A_STEP, lineno=node.lineno)
        node.iter = _filtered(node.iter, _COUNTED, [cost])
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _CONCATENATED, [])


def _is_none(value: object) -> bool:
    return value is None or (isinstance(value, Undefined) and bool(value))


def _filtered(node: nodes.Node, name: str, values: list[nodes.Expr]) -> nodes.Filter:
    filtered = nodes.Filter(node, name, values, [], None, None, lineno=node.lineno)
    if node.environment:
        filtered.set_environment(node.environment)
    return filtered
