"""Spoils files of every kind for some time, and says what else than the tool's own errors came of it.

``python -m tests.fuzz [--seconds 60] [--seed N] [--only TARGET] [--case N]``; ``FUZZ_SECONDS`` in the environment says
for how long too. What was found is told with its case, which makes the same file again. The exit code is 1 then.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.targets import TARGETS

_LONGEST = 60
"""Seconds that one file may take before it counts as a hang."""


class _HangError(BaseException):
    """A case took longer than any should."""


def _tell(*lines: str) -> None:
    """Say something at once, for who watches."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _hung(*_: object) -> None:
    raise _HangError


def _tried(target: str, seed: int, case: int, folder: Path) -> BaseException | None:
    """Return what a case raised that it should not; None where it did not."""
    if hasattr(signal, "alarm"):
        signal.alarm(_LONGEST)
    try:
        TARGETS[target](Random(f"{target} {seed} {case}"), folder)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
        return fault
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)
    return None


def _signature(fault: BaseException) -> tuple[str, str]:
    """Return what tells one fault from another: its type, and the last line of the tool that it passed."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "policyreport" in frame.filename]
    last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(fault).__name__, last


def _report(target: str, seed: int, case: int, fault: BaseException) -> None:
    _tell(f"\n== {target}, case {case}: python -m tests.fuzz --only {target} --seed {seed} --case {case}")
    frames = traceback.extract_tb(fault.__traceback__)[-6:]
    _tell(*(f"  {frame.filename}:{frame.lineno} {frame.line}" for frame in frames))
    _tell(f"  {type(fault).__name__}: {str(fault)[:300]!a}")


def main() -> int:
    """Run, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.fuzz")
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("FUZZ_SECONDS", "60")))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("FUZZ_SEED", "1")))
    parser.add_argument("--only", choices=TARGETS, action="append")
    parser.add_argument("--case", type=int)
    asked = parser.parse_args()
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _hung)
    targets: list[str] = asked.only or list(TARGETS)
    tried, found = Counter[str](), Counter[tuple[str, str]]()
    end, case = time.monotonic() + asked.seconds, asked.case or 0
    spent = dict.fromkeys(targets, 0.0)
    with TemporaryDirectory() as scratch:
        while time.monotonic() < end:
            target = min(targets, key=spent.__getitem__)
            number = asked.case if asked.case is not None else tried[target]
            folder = Path(scratch, f"{target}-{number}")
            folder.mkdir()
            started = time.monotonic()
            fault = _tried(target, asked.seed, number, folder)
            spent[target] += time.monotonic() - started
            tried[target] += 1
            case += 1
            if fault is not None:
                signature = _signature(fault)
                if not found[signature]:
                    _report(target, asked.seed, number, fault)
                found[signature] += 1
            if asked.case is not None:
                break
    _tell(f"\n{sum(tried.values())} files: {', '.join(f'{name} {count}' for name, count in tried.items())}")
    _tell(*(f"{count} times {name} at {place}" for (name, place), count in found.most_common()))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
