"""Editions made by the workers of a Dask cluster, which share no disk with this machine.

What they all need is sent once; what they make comes back as bytes. A worker with other versions of the programs than
here makes nothing, for its bytes would be others.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any, cast

import distributed

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.pipeline.edition_worker import EditionFile, EditionOrder, EditionWorker
from policyreport.pipeline.executors.submission import Made, in_order_of_submission
from policyreport.pipeline.incremental import toolchain_versions

_ADDRESS = re.compile(r"(?:tcp|tls)://\S+:\d{1,5}")
_AT_ONCE = 4
"""Editions that are asked for together: a cluster takes some time for each answer."""
_CONNECT, _LOOK, _WITHOUT = 10, 5, 30
"""Seconds in which a scheduler must answer, after which its workers are looked for, and that it may be without any."""


def run_on_cluster(worker: EditionWorker, orders: Iterable[EditionOrder], address: str) -> Made:
    """Yield the files of each edition, made by the workers of the scheduler at an address such as ``tcp://host:8786``.

    Raises ``PolicyReportError``: USAGE where there is no such cluster, or it is lost, or its programs are not those
    here; LIMIT where its workers die of an edition.
    """
    with _quiet(), _connected(address) as client:
        sent = client.scatter(worker, broadcast=True, hash=False)
        executor: Executor = client.get_executor(pure=False)

        def submit(batch: Sequence[EditionOrder]) -> Future[list[list[EditionFile]]]:
            return executor.submit(_made, sent, _programs(), batch)

        try:
            for batch, made in in_order_of_submission(_batches(orders), submit, sum(client.nthreads().values())):
                yield from _result(client, made, batch)
        finally:
            executor.shutdown(wait=False)


def _batches(orders: Iterable[EditionOrder]) -> Iterator[Sequence[EditionOrder]]:
    waiting = iter(orders)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch


@contextmanager
def _connected(address: str) -> Generator[Any]:
    if not _ADDRESS.fullmatch(address):
        raise PolicyReportError([_no_cluster(address)])
    try:
        client: Any = distributed.Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError):
        raise PolicyReportError([_no_cluster(address)]) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_WITHOUT)
        except TimeoutError:
            raise PolicyReportError([_lost("no worker")]) from None
        yield client


@contextmanager
def _quiet() -> Generator[None]:
    """Keep the tracebacks that the library logs from the user, who is told of all that goes wrong in our words."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


def _result(
    client: distributed.Client, made: Future[list[list[EditionFile]]], batch: Sequence[EditionOrder]
) -> list[list[EditionFile]]:
    without = 0
    while not wait([made], timeout=_LOOK).done:
        has_workers = client.status == "running" and bool(cast("Any", client).scheduler_info()["workers"])
        without = 0 if has_workers else without + _LOOK
        if without >= _WITHOUT:
            raise PolicyReportError([_lost("no worker")])
    try:
        return made.result()
    except distributed.KilledWorker:
        raise PolicyReportError([_died(batch[0])]) from None
    except Exception as fault:  # noqa: BLE001 - whatever breaks between here and there has a class of its own
        raise PolicyReportError([_lost(type(fault).__name__)]) from None


_programs = cache(toolchain_versions)
_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads; what documents are made with is not made for that."""


def _made(worker: EditionWorker, programs: str, batch: Sequence[EditionOrder]) -> list[list[EditionFile]]:
    if _programs() != programs:
        return [[EditionFile(order.edition.label, order.variants[0], problems=(_other_programs(),))] for order in batch]
    with _ONE_AT_A_TIME:
        return [worker.make(order) for order in batch]


def _no_cluster(address: str) -> Problem:
    what = Message(f"there is no cluster at '{address}'", f"'{address}'에 클러스터가 없습니다")
    hint = Message(
        "start it with: dask scheduler, and dask worker on each machine; write its address as tcp://host:8786",
        "dask scheduler와, 컴퓨터마다 dask worker를 먼저 실행하고 주소를 tcp://host:8786처럼 적으십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.none", what, field="--cluster", hint=hint)


def _lost(why: str) -> Problem:
    what = Message(f"the cluster cannot go on ({why})", f"클러스터가 일을 이어 가지 못합니다({why})")
    hint = Message(
        "see whether its scheduler and workers are running, then go on with --retry",
        "스케줄러와 워커가 실행 중인지 확인하고 --retry로 이어 하십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.lost", what, field="--cluster", hint=hint)


def _died(order: EditionOrder) -> Problem:
    label = order.edition.label
    what = Message(
        f"workers of the cluster died of the edition '{label}' or one of the next",
        f"'{label}' 또는 그다음 부를 만들던 워커가 거듭 죽었습니다",
    )
    hint = Message("often they have too little memory", "워커의 메모리가 모자랄 때 자주 일어납니다")
    return Problem(ErrorKind.LIMIT, "editions.process-died", what, order.edition.place, hint=hint)


def _other_programs() -> Problem:
    what = Message(
        "a worker of the cluster has other versions of the programs than this machine",
        "클러스터의 워커에 설치된 프로그램의 판이 이 컴퓨터와 다릅니다",
    )
    hint = Message("install the same lock file everywhere", "모든 컴퓨터에 같은 잠금 파일로 설치하십시오")
    return Problem(ErrorKind.USAGE, "cluster.other-programs", what, field="--cluster", hint=hint)
