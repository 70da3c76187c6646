"""The blocks of a document as they follow each other on its pages, whichever way these lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyreport.document.nodes import Block, Document, DocumentBlock, Landscape, PageBreak


def all_blocks(document: Document) -> tuple[Block, ...]:
    """Return a document's blocks, those of a part in landscape in its place.

    For whatever asks what stands in a document, and under which heading, and not how its pages lie.
    """
    return tuple(block for block, _ in with_directions(document.blocks))


def with_directions(blocks: Iterable[DocumentBlock]) -> Iterator[tuple[Block, bool]]:
    """Yield a document's blocks, those of a part in landscape in its place, and whether the page of each lies so.

    A page break ends the page before it, and so lies as that does.
    """
    is_turned = False
    for block in blocks:
        if isinstance(block, Landscape):
            yield from ((inner, True) for inner in block.blocks)
            is_turned = is_turned or bool(block.blocks)
        else:
            is_turned = is_turned and isinstance(block, PageBreak)
            yield block, is_turned


def without_empty_pages(
    blocks: Iterable[Block], *, begun: bool, unseen: type[Block] | tuple[()] = ()
) -> tuple[Block, ...]:
    """Return blocks that follow each other without the page breaks that would leave a page empty.

    These are breaks right after another, after all other blocks, and before all others unless something else has
    ``begun`` the page. Blocks of the kind ``unseen`` show nothing. Which pages are filled to their end, and so need no
    break, is known only to who lays them out.
    """
    kept: list[Block] = []
    ends_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            ends_page = begun
            continue
        if not isinstance(block, unseen):
            if ends_page:
                kept.append(PageBreak())
            ends_page, begun = False, True
        kept.append(block)
    return tuple(kept)
