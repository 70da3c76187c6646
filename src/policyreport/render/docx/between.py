"""Where a narrow gap parts a block from the one below it."""

from __future__ import annotations

from policyreport.document.tree import Block, Box, Cards, Chart, Contents, Heading, Note, Pairs, Table


def needs_room_below(said: Block) -> bool:
    """Whether a block ends so that what follows would touch it."""
    return isinstance(said, Box | Cards | Pairs | Table | Contents) or (isinstance(said, Chart) and said.kind == "heat")


def keeps_distance(below: Block | None) -> bool:
    """Whether a block begins with a paragraph whose style leaves room above it."""
    table = below.table if isinstance(below, Chart) else below
    return isinstance(below, Heading | Note) or (isinstance(table, Table) and bool(table.caption or table.unit))
