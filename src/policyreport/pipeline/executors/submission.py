"""Orders handed to workers a few ahead, and what comes of them given back in the order of the orders."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import TypeVar

from policyreport.pipeline.edition_worker import EditionFile

Made = Generator[list[EditionFile]]
"""The files of each edition, one after another."""

_Order = TypeVar("_Order")
_Result = TypeVar("_Result")

_AHEAD = 4
"""Editions under way for each worker: none waits for work, and little is held in memory."""


def in_order_of_submission(
    wanted: Iterable[_Order], submit: Callable[[_Order], Future[_Result]], workers: int
) -> Iterator[tuple[_Order, Future[_Result]]]:
    """Yield each thing that is wanted with what will come of it, in their order, while those after it are under way."""
    waiting = iter(wanted)
    under_way = deque((each, submit(each)) for each in islice(waiting, workers * _AHEAD))
    while under_way:
        yield under_way.popleft()
        under_way.extend((each, submit(each)) for each in islice(waiting, 1))
