"""What went wrong with editions: each problem once, with the editions that have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyreport.build.editions import Edition
from policyreport.errors import Kind, PolicyReportError, Problem, Words

_ENOUGH = 10
"""Editions after which the rest is not tried, where all so far failed, and in the same way."""


class Faults:
    """The problems of a number of editions, as they become known."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._failed = 0
        self._of: dict[Problem, list[Edition]] = {}
        self._stopped: tuple[Problem, ...] = ()

    def add(self, edition: Edition, problems: Sequence[Problem]) -> None:
        """Note that an edition is done, and what was wrong with it."""
        self._done += 1
        self._failed += bool(problems)
        for problem in dict.fromkeys(problems):
            self._of.setdefault(problem, []).append(edition)

    def stop(self, problems: tuple[Problem, ...]) -> None:
        """Note what stopped the making of all."""
        self._stopped = problems

    @property
    def hopeless(self) -> bool:
        """Whether no edition could be made so far, and all have the same problems."""
        return self._failed == self._done >= _ENOUGH and all(len(of) == self._done for of in self._of.values())

    def told(self) -> tuple[Problem, ...]:
        """Return the problems, each with the editions that have it, and how many were made; none if all were."""
        problems = [*self._stopped, *(_told(problem, editions) for problem, editions in self._of.items())]
        if not problems:
            return ()
        return (*problems, self._unfinished(Kind(PolicyReportError(problems).exit_code)))

    def _unfinished(self, kind: Kind) -> Problem:
        made = self._done - self._failed
        what = Words(
            f"{made} of {self._total} editions were made; they are kept, and nothing was published",
            f"{self._total}부 가운데 {made}부를 만들어 보관했고, 아무것도 펴내지 않았습니다",
        )
        hint = Words(
            "mend what is wrong, then make the others with: policyreport build --retry",
            "문제를 고친 다음 나머지를 만드십시오: policyreport build --retry",
        )
        return Problem(kind, "editions.unfinished", what, hint=hint)


def _told(problem: Problem, editions: Sequence[Edition]) -> Problem:
    first, others = editions[0], len(editions) - 1
    at = f", {first.place}" if problem.where and first.place else ""
    what = Words(
        f"{problem.what.en} (in the edition '{first.label}'{at}" + (f", and in {others} more)" if others else ")"),
        f"{problem.what.ko} ('{first.label}' 부{at}" + (f", 그 밖에 {others}부)" if others else ")"),
    )
    return replace(problem, what=what, where=problem.where or first.place)
