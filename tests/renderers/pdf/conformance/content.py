"""What pages draw (ISO 14289-1, 7.1 to 7.3; ISO 32000-1, 14.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from .opened import Mark, Opened, Operation

_PATHS = ["m", "l", "c", "v", "y", "h", "re"]
_PAINTS = ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "INLINE", "IMAGE", "Tj", "TJ", "'", '"']
_DRAWS = frozenset([*_PATHS, *_PAINTS])


def content_is_marked(pdf: Opened) -> Iterator[str]:
    """All that is drawn is tagged or an artifact (ISO 14289-1, 7.1; Matterhorn 01-005)."""
    for number, (_, operations) in enumerate(pdf.pages, 1):
        for name, _, within in operations:
            if name in _DRAWS and not any(each.is_artifact or each.mcid >= 0 for each in within):
                yield f"{name} on page {number} is neither tagged nor an artifact"


def marks_nest(pdf: Opened) -> Iterator[str]:
    """Sequences end where they began; none of them stands in another (Matterhorn 01-003, 01-004; 14.6.1)."""
    for number, (_, operations) in enumerate(pdf.pages, 1):
        yield from (f"{what} on page {number}" for what in _wrongly_nested(operations))


def _wrongly_nested(operations: list[Operation]) -> Iterator[str]:
    depth, in_text, saved = 0, False, 0
    for name, _, within in operations:
        match name:
            case "BMC" | "BDC":
                depth += 1
                if len(within) > 1:
                    yield f"{within[-1].tag} stands in {within[-2].tag}"
                if within[-1].mcid < 0 and not within[-1].is_artifact:
                    yield f"{within[-1].tag} is neither tagged nor an artifact"
            case "EMC":
                depth -= 1
                if depth < 0 or within[-1].in_text != in_text:
                    yield "EMC ends no sequence that began beside it"
            case "BT" | "ET":
                if in_text == (name == "BT"):
                    yield f"{name} does not follow its like"
                in_text = name == "BT"
            case "q" | "Q":
                saved += 1 if name == "q" else -1
            case _:
                pass
    if depth or in_text or saved:
        yield "something is not ended"


def marks_resolve_both_ways(pdf: Opened) -> Iterator[str]:
    """Each tagged sequence has a number of its own, and one element that names it (ISO 14289-1, 7.1; 14.7.4.4)."""
    named = Counter(mark for element in pdf.elements for mark in element.marks)
    for number, (page, operations) in enumerate(pdf.pages, 1):
        begun = [each.within[-1].mcid for each in operations if each.name == "BDC"]
        drawn = Counter(mcid for mcid in begun if mcid >= 0)
        yield from (f"number {mcid} stands twice on page {number}" for mcid, n in drawn.items() if n > 1)
        for mcid in drawn:
            if named[Mark(page.obj.objgen, mcid)] != 1:
                yield f"number {mcid} on page {number} is named {named[Mark(page.obj.objgen, mcid)]} times"
        wanted = {mark.mcid for mark in named if mark.page == page.obj.objgen}
        yield from (f"number {mcid} is not on page {number}" for mcid in sorted(wanted - set(drawn)))


def nothing_is_transparent(pdf: Opened) -> Iterator[str]:
    """No transparency is used: it would need a blending space (ISO 19005-2, 6.2.10)."""
    for number, (page, _) in enumerate(pdf.pages, 1):
        if "/Group" in page:
            yield f"page {number} has a transparency group"
        for name, state in page.get("/Resources", pikepdf.Dictionary()).get("/ExtGState", {}).items():
            alphas = [float(state.get(alpha, 1)) for alpha in ("/ca", "/CA")]
            if min(alphas) < 1 or state.get("/SMask", "/None") != "/None" or state.get("/BM", "/Normal") != "/Normal":
                yield f"{name} on page {number} is transparent"
