"""From a column of boxes to pages: no heading last on a page, nothing cut, nothing lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from policyreport.render.pdf.part import Part


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with the distance of its top from the top of the column, in points."""

    box: Part
    offset: float


def pages(boxes: Iterable[Part], height: float) -> list[list[Placed]]:
    """Return the boxes page by page, in order, none of them past ``height`` points from the column's top.

    A box that does not fit is parted or goes to the next page with the headings that belong to it; one that is higher
    than a page and cannot be parted stands on a page of its own.
    """
    waiting = deque(boxes)
    done: list[list[Placed]] = [[]]
    offset = 0.0
    while waiting:
        page = done[-1]
        box = waiting.popleft()
        start = offset + (box.before if page else 0)
        if _fits(box, waiting, height - start) or not page:
            first, rest = _begun(box, height - start)
            page.append(Placed(first, start))
            offset = start + first.height
        else:
            first, rest = None, box
        if rest is not None:
            waiting.appendleft(rest)
            done.append([])
            offset = 0.0
    return done


def _fits(box: Part, waiting: deque[Part], room: float) -> bool:
    """Say whether a box can begin in the room left, with what may not be parted from it."""
    needed = box.least if not box.stays_with_next else box.height
    for following in waiting:
        if not box.stays_with_next:
            break
        needed += following.before + (following.height if following.stays_with_next else following.least)
        box = following
    return needed <= room


def _begun(box: Part, room: float) -> tuple[Part, Part | None]:
    if box.height <= room:
        return box, None
    return box.parted(room) or (box, None)
