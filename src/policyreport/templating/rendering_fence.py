"""The outer fence of a rendering: a deadline and a ceiling of memory that no template can reach.

The counted budget of a rendering says best what is wrong, and counts only what was thought of. Beside it a thread
watches the thread that renders, and stops it by an error of its own where it takes too long or too much memory. It
needs no signals and no further process: it works in a worker of a pool, in the workbench and on each system alike.
What is published is written after all rendering, which no fence surrounds.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread, get_ident

from policyreport.diagnostics import PolicyReportError, SourceLocation
from policyreport.templating.data_size import values_in
from policyreport.templating.errors import BudgetExceededError, MemoryExceededError, TimeExceededError

if sys.platform != "win32":
    import resource

SECONDS = 5.0
"""Of processor time: to clear away what was stopped may take half as long again, and all is to end within ten."""
MEGABYTES = 512
SECONDS_A_DATUM = 600e-6
BYTES_A_DATUM = 2_000
_EVERY = 0.05
_AGAIN = 0.5
"""How long a rendering that was stopped has to tell of it, before it is stopped again."""

_fenced: set[int] = set()
"""The threads that render just now."""


@contextmanager
def fenced(place: str, names: Mapping[str, object], *, effort: float = 1.0) -> Generator[None]:
    """Bound the processor time and the memory of what is done within, by the data that a template can name.

    ``effort`` is how much more time a datum may take there than in a template of text.

    Raises ``PolicyReportError`` (LIMIT) where too much is asked for and nothing within has told it with its line.
    """
    if get_ident() in _fenced:
        yield
        return
    values = values_in(names)
    watch = _Watch(SECONDS + SECONDS_A_DATUM * effort * values, MEGABYTES * 1024 * 1024 + BYTES_A_DATUM * values)
    _fenced.add(get_ident())
    try:
        with _watched(watch):
            yield
    except BudgetExceededError as fault:
        raise PolicyReportError([fault.problem(SourceLocation(place))]) from None
    except (MemoryError, RecursionError):
        raise PolicyReportError([BudgetExceededError().problem(SourceLocation(place))]) from None
    finally:
        _fenced.discard(get_ident())


@contextmanager
def _watched(watch: _Watch) -> Generator[None]:
    """Watch what is done within; afterwards nothing is raised any more, so that what was raised can be told of."""
    try:
        watch.start()
        yield
    finally:
        for _ in range(2):  # it may be stopped even while it ends
            with suppress(BudgetExceededError):
                watch.end()


class _Watch:
    """Watches the thread that made it, and raises an error in it where it takes more than it may."""

    def __init__(self, seconds: float, grown: int) -> None:
        self._watched = get_ident()
        self._used = _processor_time(self._watched)
        self._deadline, self._ceiling = self._used() + seconds, memory_in_use() + grown
        self._over, self._lock = Event(), Lock()
        self._thread = Thread(target=self._look, name="rendering-fence", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def _look(self) -> None:
        """Look at the time and the memory again and again, until the rendering is over."""
        pause = _EVERY
        while not self._over.wait(pause):
            pause = _EVERY
            if memory_in_use() > self._ceiling:
                pause = self._stop(MemoryExceededError)
            elif self._used() > self._deadline:
                pause = self._stop(TimeExceededError)

    def end(self) -> None:
        """Watch no longer; what was raised and has not arrived yet arrives here."""
        with self._lock:
            self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _stop(self, fault: type[BudgetExceededError]) -> float:
        with self._lock:
            if not self._over.is_set():
                _raise_in(self._watched, fault)
        return _AGAIN


def _raise_in(thread: int, fault: type[BudgetExceededError]) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(fault))


def _processor_time(thread: int) -> Callable[[], float]:
    """Return what tells the processor time of a thread, or of the whole process where the system knows no other."""
    if sys.platform == "linux":
        clock = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(clock)
    return time.process_time


def memory_in_use() -> int:
    """Return how many bytes the process holds in memory; where the system does not tell, the most that it has held."""
    if sys.platform == "linux":
        return int(_STATM.read_text().split()[1]) * resource.getpagesize()
    if sys.platform == "win32":
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


_STATM = Path("/proc/self/statm")
