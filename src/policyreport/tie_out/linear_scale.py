"""The one straight scale on which most of some marks stand, found from the marks themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from policyreport.tie_out.chart_values import CLOSE

_EXTREMES = 3
"""How many marks at either end of the scale are tried as those by which it is known."""
_APART = 1e-9

Point = tuple[float, float]
"""A value's share of the scale, and where its mark stands in points."""


def as_shares(values: Sequence[Decimal], *, with_zero: bool = True) -> tuple[list[float], float]:
    """Return values as shares of the way from the least to the greatest, zero among them, and the share of zero.

    Without zero the second value means nothing.
    """
    reach = [*values, *([Decimal(0)] if with_zero else [])]
    low, high = min(reach, default=Decimal(0)), max(reach, default=Decimal(0))
    if low == high:
        return [0.0] * len(values), 0.0
    return [float((value - low) / (high - low)) for value in values], float((0 - low) / (high - low))


def linear_places(points: Sequence[Point], fixed: Point | None, asked: Sequence[float] | None = None) -> list[float]:
    """Return where marks should stand on the straight scale on which most of them do.

    ``fixed`` is a point through which it goes in any case. ``asked`` are the shares whose places are returned, where
    they are others than those of ``points``. Where all shares are the same, there is one place.
    """
    shares = [share for share, _ in points] if asked is None else asked
    lines = list(_lines(points, fixed))
    if not lines:
        place = fixed[1] if fixed else points[0][1] if points else 0.0
        return [place] * len(shares)
    start, slope = min(lines, key=lambda line: sum(abs(line[0] + line[1] * t - y) > CLOSE for t, y in points))
    return [start + slope * share for share in shares]


def _lines(points: Sequence[Point], fixed: Point | None) -> Iterator[Point]:
    """Yield the rising lines through pairs of marks far from each other, each as its start and its slope."""
    ordered = sorted(points, key=lambda point: abs(point[0] - fixed[0]) if fixed else point[0])
    ends = ordered[:_EXTREMES] + ordered[-_EXTREMES:] if fixed is None else ordered[-2 * _EXTREMES :]
    for number, (share, place) in enumerate(reversed(ends)):
        for other, other_place in [fixed] if fixed else ends[: len(ends) - 1 - number]:
            if abs(share - other) > _APART and (slope := (place - other_place) / (share - other)) > 0:
                yield place - slope * share, slope
