"""The facts whose numbers a document prints, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import cast

from policyreport.document.nodes import Document, Number


def printed_facts(document: Document) -> set[str]:
    """Return the ids of the facts of a document's numbers."""
    return {fact for fact in _facts_in((document.meta, document.blocks)) if fact}


def _facts_in(node: object) -> Iterator[str]:
    if isinstance(node, Number):
        yield node.fact
    elif isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _facts_in(one)
    elif is_dataclass(node):
        for each in fields(node):
            yield from _facts_in(getattr(node, each.name))
