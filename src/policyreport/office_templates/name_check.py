"""What names a drawn template needs, and which of them there are not, also in branches that are not taken.

The template's tags are followed over the records that there are: a loop's name stands for all members of its list. A
name that none of them knows is wrong; where there is no record to ask, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from jinja2 import nodes
from jinja2.exceptions import SecurityError

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.templating.name_hints import LoopNames, name_hint, top_name_hint
from policyreport.templating.view import View, attribute_names, get_attribute, owners

_MOST_SAMPLES = 20_000
_LIKE_WHAT_IT_IS_GIVEN = ("list", "reverse", "sort", "unique", "selectattr", "rejectattr", "bare", "to")
_ONE_OF_WHAT_IT_IS_GIVEN = ("first", "last")

Samples = tuple[object, ...] | None
"""The values that an expression can have here; None where nothing is known of them."""
Scope = dict[str, Samples]


class UnknownNameUse(NamedTuple):
    """What is wrong with a name, and the line of the tag where it stands."""

    line: int
    fault: Problem | SecurityError


def wrong_names(
    tree: nodes.Template, names: Mapping[str, object], functions: Iterable[str]
) -> Iterator[UnknownNameUse]:
    """Yield the names of a template that nothing of what it is given knows, and those that it may not ask for."""
    top: Scope = {name: (value,) for name, value in names.items()}
    loops = LoopNames()
    loops.add(tree)
    checker = _Follower({**top, **dict.fromkeys(functions)}, names, loops)
    checker.statements(tree.body)
    yield from checker.wrong


class _Follower:
    """Follows a template's statements in their order, with the names that are known at each."""

    def __init__(self, top: Scope, names: Mapping[str, object], loops: LoopNames) -> None:
        self.wrong: list[UnknownNameUse] = []
        self._names, self._loops = names, loops
        self._scopes: list[Scope] = [top]

    def statements(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            match node:
                case nodes.For():
                    self._loop(node)
                case nodes.Assign():
                    self._bind(node.target, self._samples(node.node))
                case nodes.If():
                    self._samples(node.test)
                    self.statements([*node.body, *node.elif_, *node.else_])
                case _:
                    self._ask_each(node)

    def _loop(self, node: nodes.For) -> None:
        members = _members(self._samples(node.iter))
        self._scopes.append({"loop": None})
        self._bind(node.target, members)
        if node.test is not None:
            self._samples(node.test)
        self.statements(node.body)
        self._scopes.pop()
        self.statements(node.else_)

    def _bind(self, target: nodes.Node, samples: Samples) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = samples
        else:
            self._scopes[-1].update({name.name: None for name in target.find_all(nodes.Name)})

    def _samples(self, node: nodes.Node) -> Samples:
        match node:
            case nodes.Name():
                return self._named(node)
            case nodes.Getattr():
                return self._member(node, self._samples(node.node), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return self._member(node, self._samples(node.node), name)
            case nodes.Getitem(arg=nodes.Const(value=int())):
                return _members(self._samples(node.node))
            case nodes.Filter() if node.node is not None:
                return self._filtered(node, node.node)
            case nodes.CondExpr() | nodes.Or() | nodes.And():
                return _together(map(self._samples, node.iter_child_nodes()))
            case _:
                return self._ask_each(node)

    def _ask_each(self, node: nodes.Node) -> Samples:
        for child in node.iter_child_nodes():
            self._samples(child)
        return None

    def _named(self, node: nodes.Name) -> Samples:
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        known = [name for scope in self._scopes for name in scope]
        here = LoopNames(one_of={one: name for one, name in self._loops.one_of.items() if name in known})
        self._note(node, node.name, top_name_hint(node.name, known, here, owners(self._names)))
        return None

    def _member(self, node: nodes.Node, owners: Samples, name: str) -> Samples:
        if name.startswith("_"):
            self.wrong.append(UnknownNameUse(node.lineno, SecurityError(name)))
            return None
        present = [owner for owner in owners or () if owner is not None]
        if not present:
            return None
        found = [value for owner in present for value in _reached(owner, name)]
        if not found:
            known = {known for owner in present for known in attribute_names(owner)}
            records = {owner.record for owner in present if isinstance(owner, View)}
            self._note(node, name, name_hint(name, known, records.pop() if len(records) == 1 else ""))
        return _bounded(found)

    def _filtered(self, node: nodes.Filter, operand: nodes.Node) -> Samples:
        samples = self._samples(operand)
        for child in node.iter_child_nodes(exclude=("node",)):
            self._samples(child)
        if node.name in _LIKE_WHAT_IT_IS_GIVEN:
            return samples
        return _members(samples) if node.name in _ONE_OF_WHAT_IT_IS_GIVEN else None

    def _note(self, node: nodes.Node, name: str, hint: Message) -> None:
        what = Message(f"'{name}' is not known here", f"'{name}'(이)라는 이름은 여기에 없습니다")
        problem = Problem(ErrorKind.TEMPLATE, "template.unknown-name", what, field=name, hint=hint)
        self.wrong.append(UnknownNameUse(node.lineno, problem))


def _reached(owner: object, name: str) -> Iterator[object]:
    try:
        yield get_attribute(owner, name)
    except KeyError:
        return


def _members(samples: Samples) -> Samples:
    if samples is None:
        return None
    lists = [cast("Iterable[object]", sample) for sample in samples if isinstance(sample, list | tuple)]
    return _bounded(member for each in lists for member in each)


def _together(all_samples: Iterable[Samples]) -> Samples:
    each = list(all_samples)
    if any(samples is None for samples in each):
        return None
    return _bounded(sample for samples in each for sample in samples or ())


def _bounded(samples: Iterable[object]) -> Samples:
    """Return samples, each once; None for none or too many of them."""
    once = {id(sample): sample for sample in samples}
    return tuple(once.values()) if 0 < len(once) <= _MOST_SAMPLES else None
