"""Runs attacks, each in a process of its own with a bound on its time and memory, and tells how each ended.

Run as ``python -m tests.attacks.child SECONDS [NAME …]``: a line of JSON for each attack whose name begins so, of all
that there are, or for each that the tests try.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from policyreport.diagnostics import PolicyReportError
from policyreport.templating import rendering_fence

from .attack import Attack
from .catalogue import ALL, CHOSEN

MOST_SECONDS, MOST_MEMORY = 10, 1500 * 1024 * 1024
_WORDS = {3: "wrong", 4: "wrong", 5: "wrong", 6: "limit", 7: "fence"}


def main(seconds: str, *names: str) -> None:
    """Run the attacks that have these beginnings of names, or those of the tests, under a fence of so many seconds."""
    rendering_fence.SECONDS = float(seconds)
    for attack in ALL if names else CHOSEN:
        if not names or attack.name.startswith(names):
            sys.stdout.write(json.dumps({"name": attack.name, **_attacked(attack)}, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def _attacked(attack: Attack) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.write(writing, json.dumps(_ended(attack), ensure_ascii=False).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    _, status, used = os.wait4(child, 0)
    outcome = json.loads(said) if said and not status else {"how": f"died {status}", "places": [], "codes": []}
    return {**outcome, "seconds": round(used.ru_utime + used.ru_stime, 2), "megabytes": used.ru_maxrss // 1024}


def _ended(attack: Attack) -> dict[str, object]:
    try:
        attack.run()
    except PolicyReportError as error:
        places = [str(problem.where) for problem in error.problems[:3]]
        how = _WORDS.get(error.exit_code, str(error.exit_code))
        return {"how": how, "places": places, "codes": [problem.code for problem in error.problems[:3]]}
    except BaseException as fault:  # noqa: BLE001
        return {"how": "raised", "places": [], "codes": [f"{type(fault).__name__}: {str(fault)[:200]}"]}
    return {"how": "harmless", "places": [], "codes": []}


if __name__ == "__main__":
    main(*sys.argv[1:])
