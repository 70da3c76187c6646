"""Editions made by processes of this machine.

They are started anew instead of forked, which is the same on every system and safe beside other threads. What they all
need is packed once. They leave Ctrl+C to this process, and end with it, however it ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.pipeline.edition_worker import EditionFile, EditionOrder, EditionWorker
from policyreport.pipeline.executors.submission import Made, in_order_of_submission


def run_in_processes(worker: EditionWorker, orders: Iterable[EditionOrder], jobs: int) -> Made:
    """Yield the files of each edition, made by so many processes.

    Raises ``PolicyReportError`` LIMIT where one of them dies, as it does when the system ends it for want of memory.
    """
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start_process, (pickle.dumps(worker),))
    last: EditionOrder | None = None

    def submit(order: EditionOrder) -> Future[list[EditionFile]]:
        with _deaf_to_interrupts():
            return pool.submit(_make_edition, order)

    try:
        for order, pieces in in_order_of_submission(orders, submit, jobs):
            last = order
            yield pieces.result()
        pool.shutdown()
    except BrokenProcessPool:
        raise PolicyReportError([_died(last)]) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        _end(set(multiprocessing.active_children()) - before)


def _end(children: Iterable[BaseProcess]) -> None:
    for child in children:
        child.kill()
    for child in children:
        child.join()


@contextmanager
def _deaf_to_interrupts() -> Generator[None]:
    """Start processes that Ctrl+C does not reach, not even while they begin; this one gets it right afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _ProcessState:
    """What a process of the pool keeps between its tasks; a pool gives tasks no other way to what it began with."""

    worker: EditionWorker


_STATE = _ProcessState()


def _start_process(packed: bytes) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _STATE.worker = pickle.loads(packed)  # noqa: S301 - from the process that started this one
    gc.freeze()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _make_edition(order: EditionOrder) -> list[EditionFile]:
    return _STATE.worker.make(order)


def _died(last: EditionOrder | None) -> Problem:
    label = last.edition.label if last else "-"
    what = Message(
        f"a process that made editions was ended from outside, at '{label}' or one of the next",
        f"부를 만들던 프로세스가 바깥에서 종료되었습니다('{label}' 또는 그다음 부)",
    )
    hint = Message(
        "often there is too little memory: try again with --retry, and with fewer processes (--jobs 1)",
        "메모리가 모자랄 때 자주 일어납니다. --retry로, 프로세스를 줄여(--jobs 1) 다시 하십시오",
    )
    return Problem(ErrorKind.LIMIT, "editions.process-died", what, last.edition.place if last else None, hint=hint)
