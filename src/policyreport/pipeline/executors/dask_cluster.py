"""Editions made by the workers of a Dask cluster, which share no disk with this machine.

What they all need is sent once; what they make comes back as bytes. A worker with other versions of the programs than
here makes nothing, for its bytes would be others.
"""

from __future__ import annotations

import logging
import re
import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from typing import Any, TypeVar

import distributed

from policyreport.diagnostics import PolicyReportError, Problem, raise_any
from policyreport.pipeline.edition_worker import EditionFile, EditionOrder, EditionWorker
from policyreport.pipeline.executors.cluster_problems import (
    lost,
    no_cluster,
    no_workers,
    scheduler_gone,
    workers_died,
)
from policyreport.pipeline.executors.submission import Made, in_order_of_submission
from policyreport.pipeline.executors.worker_programs import (
    OtherProgramsError,
    Program,
    differences,
    foreign_workers,
    other_programs,
    own_programs,
)

_ADDRESS = re.compile(r"(?:tcp|tls)://\S+:\d{1,5}")
_AT_ONCE = 4
"""Editions that are asked for together: a cluster takes some time for each answer."""

_SOON = 0.1
"""Seconds after which it is looked again whether the first worker is there."""
_SENDING = 600
"""Seconds that it may take to send what all editions need; the library's own are too few for much data."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a scheduler has to ``answer``, and that it may be ``without`` workers; how often it is looked at."""

    answer: float = 6
    without: float = 8
    look: float = 1


USUAL_PATIENCE = Patience()
"""Together less than the quarter of a minute after which people take a program for dead."""


def run_on_cluster(
    worker: EditionWorker, orders: Iterable[EditionOrder], address: str, patience: Patience | None = None
) -> Made:
    """Yield the files of each edition, made by the workers of the scheduler at an address such as ``tcp://host:8786``.

    Raises ``PolicyReportError``: USAGE where there is no such cluster, it has no workers, or it is lost, or its
    programs are not those here; LIMIT where its workers die of an edition.
    """
    with _quiet(), _connected(address, patience or USUAL_PATIENCE) as cluster:
        cluster.require_same_programs()
        sent = cluster.send(worker)
        executor: Executor = cluster.client.get_executor(pure=False)

        def submit(batch: Sequence[EditionOrder]) -> Future[list[list[EditionFile]]]:
            return executor.submit(_made, sent, own_programs(), batch)

        try:
            threads = sum(cluster.client.nthreads().values())
            for batch, made in in_order_of_submission(_batches(orders), submit, threads):
                yield from cluster.result(made, batch)
        finally:
            executor.shutdown(wait=False)


def _batches(orders: Iterable[EditionOrder]) -> Iterator[Sequence[EditionOrder]]:
    waiting = iter(orders)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch


@contextmanager
def _connected(address: str, patience: Patience) -> Generator[_Cluster]:
    if not _ADDRESS.fullmatch(address):
        raise PolicyReportError([no_cluster(address)])
    try:
        client: Any = distributed.Client(address, timeout=patience.answer, set_as_default=False)
    except (OSError, ValueError):
        raise PolicyReportError([no_cluster(address)]) from None
    except ImportError as fault:  # the library's own versions are too far apart to talk to each other
        raise PolicyReportError([lost(str(fault))]) from None
    try:
        yield _Cluster(client, address, patience)
    finally:
        with suppress(TimeoutError):
            client.close(timeout=patience.answer)


@contextmanager
def _quiet() -> Generator[None]:
    """Keep from the user what the library logs and warns of: all that goes wrong is told in our words.

    It warns of differences that change no byte, too, such as that of the versions of Python.
    """
    before = logging.root.manager.disable
    logging.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


class _Cluster:
    """A scheduler that answered, and what becomes of the questions that it is asked."""

    def __init__(self, client: Any, address: str, patience: Patience) -> None:  # noqa: ANN401 - the library tells no types
        self.client = client
        self.address = address
        self.patience = patience

    def require_same_programs(self) -> None:
        """Raise ``PolicyReportError`` where there is no worker, or one would make other bytes than this machine.

        Each is asked beside what it is doing, so that one that is busy with other work answers as well.
        """
        self._wait_for_a_worker()
        told = self._ask_all(own_programs)
        strange = [worker for worker, answer in told.items() if isinstance(answer, Exception)]
        problems = other_programs({worker: there for worker, there in told.items() if not isinstance(there, Exception)})
        raise_any([*problems, *self._foreign(strange)])

    def _foreign(self, strange: Sequence[str]) -> Iterator[Problem]:
        """Yield what is wrong with workers that could not tell their programs, told once for all that are alike."""
        known = self._ask_all(version, "policyreport") if strange else dict[str, Any]()
        alike: dict[str, list[str]] = {}
        for worker in strange:
            said = known.get(worker)
            alike.setdefault(said if isinstance(said, str) else "", []).append(worker)
        for said, workers in alike.items():
            yield foreign_workers(workers, said)

    def send(self, worker: EditionWorker) -> Any:  # noqa: ANN401 - the library tells no types
        """Send what all editions need to all workers, however long that takes while there is one."""
        try:
            return self._while_it_lasts(
                _in_background(lambda: self.client.scatter(worker, broadcast=True, hash=False, timeout=_SENDING))
            )
        except PolicyReportError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever breaks between here and there has a class of its own
            self.require_alive()
            raise PolicyReportError([lost(type(fault).__name__)]) from None

    def result(self, made: Future[list[list[EditionFile]]], batch: Sequence[EditionOrder]) -> list[list[EditionFile]]:
        """Return what was made of a batch, however long that takes while there is a worker."""
        try:
            return self._while_it_lasts(made)
        except distributed.KilledWorker:
            raise PolicyReportError([workers_died(batch[0])]) from None
        except OtherProgramsError as other:
            raise PolicyReportError(other_programs({other.address: other.programs})) from None
        except PolicyReportError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever breaks between here and there has a class of its own
            self.require_alive()
            self.require_same_programs()
            raise PolicyReportError([lost(type(fault).__name__)]) from None

    def _wait_for_a_worker(self) -> None:
        watch = _Watch(self)
        while not watch.sees_a_worker():
            time.sleep(min(self.patience.look, _SOON))

    def _ask_all(self, question: Callable[..., Any], *words: str) -> Mapping[str, Any]:
        """Return the answer of each worker, or the exception that it met; none where not all answer in time.

        That is none's fault: whoever did not answer is asked again before it makes anything.
        """
        answers = _in_background(lambda: self.client.run(question, *words, on_error="return"))
        try:
            return answers.result(self.patience.answer)
        except Exception:  # noqa: BLE001 - whatever breaks between here and there has a class of its own
            self.require_alive()
            return {}

    def _while_it_lasts(self, answer: Future[_Answer]) -> _Answer:
        """Wait for an answer as long as there is a worker that could give it."""
        watch = _Watch(self)
        while not wait([answer], timeout=self.patience.look).done:
            watch.sees_a_worker()
        return answer.result()

    def require_alive(self) -> None:
        """Raise ``PolicyReportError`` where the scheduler has gone."""
        if self.client.status != "running":
            raise PolicyReportError([scheduler_gone(self.address)])


class _Watch:
    """Looks whether a cluster has workers, and for how long it has been without."""

    def __init__(self, cluster: _Cluster) -> None:
        self._cluster = cluster
        self._seen = time.monotonic()

    def sees_a_worker(self) -> bool:
        """Tell whether there is a worker; raises ``PolicyReportError`` once there has been none for too long."""
        cluster, patience = self._cluster, self._cluster.patience
        cluster.require_alive()
        try:
            workers = _in_background(cluster.client.nthreads).result(patience.answer)
        except Exception:  # noqa: BLE001 - whatever breaks between here and there has a class of its own
            workers = None
        if workers:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > patience.without:
            cluster.require_alive()
            problem = scheduler_gone if workers is None else no_workers
            raise PolicyReportError([problem(cluster.address)])
        return bool(workers)


def _in_background(call: Callable[[], _Answer]) -> Future[_Answer]:
    """Begin a call that nothing else bounds; it does not keep this program from ending."""
    answer: Future[_Answer] = Future()

    def answered() -> None:
        try:
            answer.set_result(call())
        except BaseException as fault:  # noqa: BLE001 - what the library gives up is no exception to Python
            answer.set_exception(fault if isinstance(fault, Exception) else ConnectionError(type(fault).__name__))

    threading.Thread(target=answered, daemon=True).start()
    return answer


_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads; what documents are made with is not made for that."""


def _made(
    worker: EditionWorker, programs: Mapping[str, Program], batch: Sequence[EditionOrder]
) -> list[list[EditionFile]]:
    """Return what a worker makes; one that came later than the others were asked has to have the same programs, too."""
    here = own_programs()
    if differences(programs, here):
        raise OtherProgramsError(distributed.get_worker().address, here)
    with _ONE_AT_A_TIME:
        return [worker.make(order) for order in batch]
