"""From a column of boxes to pages: no heading last on a page, nothing cut, nothing lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyreport.errors import Kind, Problem, Words
from policyreport.render.pdf.part import Part

_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with the distance of its top from the top of the column, in points."""

    box: Part
    offset: float


def pages(boxes: Iterable[Part], height: float) -> list[list[Placed]]:
    """Return the boxes page by page, in order, each page ``height`` points high.

    A box that does not fit is parted or goes to the next page with the headings that belong to it; one that is higher
    than a page and cannot be parted begins a page, and goes past its end: see ``too_high``.
    """
    waiting = deque(boxes)
    done = [filled(waiting, height)]
    while waiting:
        done.append(filled(waiting, height))
    return done


def filled(waiting: deque[Part], height: float) -> list[Placed]:
    """Return what stands in a column ``height`` points high, taken from ``waiting``; the rest of a parted box stays."""
    placed: list[Placed] = []
    offset = 0.0
    while waiting:
        start = offset + (waiting[0].before if placed else 0)
        if placed and least_of(waiting) > height - start:
            break
        first, rest = _begun(waiting.popleft(), height - start)
        placed.append(Placed(first, start))
        offset = start + first.height
        if rest is not None:
            waiting.appendleft(rest)
            break
    return placed


def least_of(boxes: Iterable[Part]) -> float:
    """Return the room in which the first of the boxes can begin, with what may not be parted from it, in points."""
    needed = 0.0
    for number, box in enumerate(boxes):
        needed += box.before if number else 0
        if not box.stays_with_next:
            return needed + box.least
        needed += box.height
    return needed


def _begun(box: Part, room: float) -> tuple[Part, Part | None]:
    if box.height <= room:
        return box, None
    return box.parted(room) or (box, None)


def too_high(laid: Sequence[Sequence[Placed]], height: float) -> list[Problem]:
    """Return a problem for each page on which something goes past ``height``, where it would be cut off."""
    ends = (max((each.offset + each.box.height for each in page), default=0) for page in laid)
    return [_problem(number) for number, end in enumerate(ends, 1) if end > height + _ROUNDING]


def _problem(page: int) -> Problem:
    what = Words(
        f"what stands on page {page} is higher than a page and cannot be parted",
        f"{page}쪽의 내용이 한 쪽보다 길고 나눌 수 없습니다",
    )
    hint = Words(
        "shorten the text of the cards, of a table's head or of the particulars",
        "카드, 표 머리, 제목 아래 사항의 글을 줄이십시오",
    )
    return Problem(Kind.RENDER, "pdf.too-high", what, hint=hint)
