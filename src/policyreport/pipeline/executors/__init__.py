"""Editions made by several workers at once, given back in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Iterable

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.pipeline.edition_worker import EditionOrder, EditionWorker
from policyreport.pipeline.executors.submission import Made
from policyreport.pipeline.options import BuildOptions

_WORTH_A_PROCESS = 8
"""Editions for which it takes about as long to start a process as to make them."""


def run_editions(worker: EditionWorker, orders: Iterable[EditionOrder], number: int, options: BuildOptions) -> Made:
    """Yield the files of each of a ``number`` of editions, in their order, whoever makes them.

    Closing it ends all that is under way. Raises ``PolicyReportError``: LIMIT where a process dies, USAGE where there
    is no cluster at the address, or where its programs are not the same.
    """
    jobs = min(options.jobs, number // _WORTH_A_PROCESS)
    if options.cluster:
        return _on_cluster(worker, orders, options.cluster)
    if jobs > 1:
        from policyreport.pipeline.executors.process_pool import run_in_processes  # noqa: PLC0415 - a build without editions does without

        return run_in_processes(worker, orders, jobs)
    return (worker.make(order) for order in orders)


def _on_cluster(worker: EditionWorker, orders: Iterable[EditionOrder], address: str) -> Made:
    try:
        from policyreport.pipeline.executors.dask_cluster import run_on_cluster  # noqa: PLC0415 - its library need not be there
    except ImportError:
        what = Message("the library for clusters is not installed", "클러스터에 쓰는 라이브러리가 없습니다")
        hint = Message("install policyreport[cluster]", "policyreport[cluster]로 설치하십시오")
        problem = Problem(ErrorKind.USAGE, "cluster.not-installed", what, field="--cluster", hint=hint)
        raise PolicyReportError([problem]) from None
    return run_on_cluster(worker, orders, address)
