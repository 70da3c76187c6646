"""Loops of a template that print a row of a table at each turn: how many rows there will be is known as they begin.

A sheet of Excel holds a million rows. That a list is longer is worth saying before hours are spent on printing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized

from jinja2 import nodes

from policyreport.templating.errors import TooManyRowsError

_ROW_BEGINS, _ROW_ENDS = "|", "\n"
_ALWAYS_PRINT = ("captioned", "chart", "landscape", "box")
"""The functions of which each prints what stands between its tags, whatever it is given."""


def prints_rows(loop: nodes.For) -> bool:
    """Return whether each turn of a loop prints one row or more, whatever the data are; it leaves out no member."""
    texts = [data for node in loop.body if isinstance(node, nodes.Output) for data in node.nodes]
    if loop.test is not None or not texts or not isinstance(loop.body[0], nodes.Output):
        return False
    first, last = texts[0], loop.body[-1]
    ending = last.nodes[-1] if isinstance(last, nodes.Output) else last
    return (
        isinstance(first, nodes.TemplateData)
        and first.data.startswith(_ROW_BEGINS)
        and isinstance(ending, nodes.TemplateData)
        and ending.data.endswith(_ROW_ENDS)
    )


def require_room(template: nodes.Template, names: Mapping[str, object], most: int) -> None:
    """Raise ``TooManyRowsError`` for a table that a template surely prints, of a list that it was given as it is.

    Lists that the template makes, and tables of which it decides whether they are printed, are counted as it goes.
    """
    own = {name.name for name in template.find_all(nodes.Name) if name.ctx == "store"}
    for loop in _always_printed(template.body):
        items = names.get(loop.iter.name) if isinstance(loop.iter, nodes.Name) and loop.iter.name not in own else None
        if isinstance(items, Sized) and len(items) > most and prints_rows(loop):
            raise TooManyRowsError(f"{len(items):,}", most, loop.lineno)


def _always_printed(body: Sequence[nodes.Node]) -> Iterator[nodes.For]:
    for node in body:
        if isinstance(node, nodes.For):
            yield node
        elif isinstance(node, nodes.CallBlock) and getattr(node.call.node, "name", "") in _ALWAYS_PRINT:
            yield from _always_printed(node.body)
