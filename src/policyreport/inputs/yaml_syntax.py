"""YAML text as a tree of nodes with their marks, or one problem that says why it is none."""

from __future__ import annotations

from typing import cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from policyreport.diagnostics import SourceLocation
from policyreport.inputs.yaml_errors import (
    MOST_DEPTH,
    MOST_VALUES,
    RECURSIVE_ALIAS,
    TOO_DEEP,
    TOO_MANY_VALUES,
    mark_place,
    not_a_mapping,
    refusal,
    syntax_error,
)

Loader = yaml.BaseLoader | yaml.CBaseLoader


class _TooDeepError(Exception):
    """Values lie in one another deeper than ``MOST_DEPTH``."""


class _BoundedDepth:
    """Counts how deep the composer is, which calls these two before and after each node."""

    _depth = 0

    def descend_resolver(self, current_node: object, current_index: object) -> None:  # noqa: ARG002
        """Go one level down."""
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise _TooDeepError

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


def compose(text: str, file: str, loader: type[Loader] = LOADER) -> MappingNode:
    """Return the mapping that a YAML text is; ``PolicyReportError`` with one problem where it is none.

    Aliases are not expanded yet, but known to be neither endless nor too many.
    """
    try:
        composed = yaml.compose(text, Loader=loader)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        root = cast("Node | None", composed)
    except _TooDeepError as fault:
        raise refusal(TOO_DEEP, SourceLocation(file)) from fault
    except yaml.MarkedYAMLError as fault:
        raise syntax_error(fault, text, file) from fault
    if not isinstance(root, MappingNode):
        raise not_a_mapping(root, file)
    if _weight(root, {}, frozenset(), file) > MOST_VALUES:
        raise refusal(TOO_MANY_VALUES, SourceLocation(file))
    return root


def _weight(node: Node, weights: dict[int, int], around: frozenset[int], file: str) -> int:
    """Return how many values a node is once its aliases are expanded; each node is counted only once."""
    if isinstance(node, ScalarNode):
        return 1
    if id(node) in around:
        raise refusal(RECURSIVE_ALIAS, mark_place(node, file))
    if id(node) not in weights:
        inside = around | {id(node)}
        weights[id(node)] = 1 + sum(_weight(child, weights, inside, file) for child in _children(node))
    return weights[id(node)]


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value
