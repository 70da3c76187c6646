"""Which members of two sequences belong together: the alignment in which those that are paired are the most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pairing = tuple[int | None, int | None]
"""The places of two members that belong together; None on the side that has none."""

_MOST_COMPARED = 250_000
"""Up to this many pairs each is weighed; of more, only equal ones are paired, which keeps long tables quick."""


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of the words of two stretches they have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def aligned(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], object], likeness: Callable[[T, T], float]
) -> list[Pairing]:
    """Return the pairs in order, those that are only in ``before`` ahead of those only in ``after``.

    ``likeness`` is 0 for two that must not be paired. Members of the same ``key`` at both ends are paired at once.
    """
    then, now = list(map(key, before)), list(map(key, after))
    start, end = 0, 0
    most = min(len(then), len(now))
    while start < most and then[start] == now[start]:
        start += 1
    while end < most - start and then[-1 - end] == now[-1 - end]:
        end += 1
    olds, news = range(start, len(then) - end), range(start, len(now) - end)
    if len(olds) * len(news) > _MOST_COMPARED:
        middle = _equal_pairs(then, now, olds, news)
    else:
        weights = [[likeness(before[old], after[new]) for new in news] for old in olds]
        middle = [(olds[old], news[new]) for old, new in _heaviest(weights, len(news))]
    pairs = [(at, at) for at in range(start)]
    pairs += middle
    pairs += [(len(then) - at, len(now) - at) for at in range(end, 0, -1)]
    return list(_with_unpaired(pairs, len(then), len(now)))


def _equal_pairs(then: list[object], now: list[object], olds: range, news: range) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, [then[at] for at in olds], [now[at] for at in news], autojunk=False)
    blocks = matcher.get_matching_blocks()
    return [(olds[block.a + at], news[block.b + at]) for block in blocks for at in range(block.size)]


def _heaviest(weights: list[list[float]], width: int) -> list[tuple[int, int]]:
    """Return the pairs, in the order of both sides, whose weights come to the most."""
    height = len(weights)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for old in range(height - 1, -1, -1):
        for new in range(width - 1, -1, -1):
            apart = max(best[old + 1][new], best[old][new + 1])
            weight = weights[old][new]
            best[old][new] = max(apart, weight + best[old + 1][new + 1]) if weight else apart
    pairs: list[tuple[int, int]] = []
    old = new = 0
    while old < height and new < width:
        weight = weights[old][new]
        if weight and best[old][new] == weight + best[old + 1][new + 1]:
            pairs.append((old, new))
            old, new = old + 1, new + 1
        elif best[old][new] == best[old + 1][new]:
            old += 1
        else:
            new += 1
    return pairs


def _with_unpaired(pairs: list[tuple[int, int]], height: int, width: int) -> Iterator[Pairing]:
    old = new = 0
    for one, other in [*pairs, (height, width)]:
        yield from ((at, None) for at in range(old, one))
        yield from ((None, at) for at in range(new, other))
        if one < height:
            yield one, other
        old, new = one + 1, other + 1
