"""What is the matter with a cluster, with the way out."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.pipeline.edition_worker import EditionOrder


def no_cluster(address: str) -> Problem:
    """Return that nothing answers at an address, or that it is none."""
    what = Message(f"there is no cluster at '{address}'", f"'{address}'에 클러스터가 없습니다")
    hint = Message(
        "start it with: dask scheduler, and dask worker on each machine; write its address as tcp://host:8786",
        "dask scheduler와, 컴퓨터마다 dask worker를 먼저 실행하고 주소를 tcp://host:8786처럼 적으십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.none", what, field="--cluster", hint=hint)


def no_workers(address: str) -> Problem:
    """Return that a scheduler has no worker, from the beginning or any more."""
    what = Message(
        f"the scheduler at '{address}' has no worker", f"'{address}'의 스케줄러에 연결된 워커가 하나도 없습니다"
    )
    hint = Message(
        f"start one on each machine: dask worker {address} --nthreads 1; what was made is kept for --retry",
        f"컴퓨터마다 실행하십시오: dask worker {address} --nthreads 1. 만든 것은 남아 있으니 --retry로 이어 하십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.no-workers", what, field="--cluster", hint=hint)


def scheduler_gone(address: str) -> Problem:
    """Return that a scheduler that was there does not answer any more."""
    what = Message(
        f"the scheduler at '{address}' does not answer any more", f"'{address}'의 스케줄러가 더는 응답하지 않습니다"
    )
    hint = Message(
        "start it and its workers again, then go on with --retry; without --cluster this machine goes on alone",
        "스케줄러와 워커를 다시 실행한 다음 --retry로 이어 하십시오. --cluster를 빼면 이 컴퓨터에서 이어 합니다",
    )
    return Problem(ErrorKind.USAGE, "cluster.scheduler-gone", what, field="--cluster", hint=hint)


def lost(why: str) -> Problem:
    """Return that the work broke off for a reason that only the cluster's own library knows."""
    what = Message(f"the cluster cannot go on ({why})", f"클러스터가 일을 이어 가지 못합니다({why})")
    hint = Message(
        "see whether its scheduler and workers are running, then go on with --retry",
        "스케줄러와 워커가 실행 중인지 확인하고 --retry로 이어 하십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.lost", what, field="--cluster", hint=hint)


def workers_died(order: EditionOrder) -> Problem:
    """Return that one worker after another ended while it made an edition."""
    label = order.edition.label
    what = Message(
        f"workers of the cluster died of the edition '{label}' or one of the next",
        f"'{label}' 또는 그다음 부를 만들던 워커가 거듭 죽었습니다",
    )
    hint = Message("often they have too little memory", "워커의 메모리가 모자랄 때 자주 일어납니다")
    return Problem(ErrorKind.LIMIT, "editions.process-died", what, order.edition.place, hint=hint)
