"""The progress of a build on a terminal: what is being done, and about what share of the work is done."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

from policyreport.cli.messages import Printer
from policyreport.diagnostics import Message
from policyreport.stages import APPLY_RULES, DERIVE_FACTS, PUBLISH, READ_DATA, announcing

_SHARES = {READ_DATA: 0, DERIVE_FACTS: 15, APPLY_RULES: 30, PUBLISH: 85}
"""About what share of a long build is done, in percent, where a stage begins; between the last two are the reports."""

_CLEARED = "\r\033[K"


class ProgressLine:
    """One line on standard error that is written over again and again; nothing is shown where it is no terminal."""

    def __init__(self, printer: Printer, *, shown: bool = True) -> None:
        self._say = printer.say
        self._shown = shown and sys.stderr.isatty()
        self._share = 0
        self._composed, self._made = (0, 0), (0, 0)

    @contextmanager
    def following(self) -> Generator[None]:
        """Show the stages of the body as they begin, and take the line away after it."""
        if not self._shown:
            yield
            return
        try:
            with announcing(self._begin):
                yield
        finally:
            print(_CLEARED, end="", file=sys.stderr, flush=True)

    def composing(self, number: int, total: int, name: str) -> None:
        """Show that a report is composed, the so manyth of all."""
        self._composed = number, total
        self._show(f"[{number}/{total}] {self._say(Message('compose', '엮기'))} {name}", self._share_of_reports())

    def making(self, number: int, total: int, name: str) -> None:
        """Show that a file is made, the so manyth of all."""
        self._made = number, total
        self._show(f"[{number}/{total}] {name}", self._share_of_reports())

    def _begin(self, name: Message) -> None:
        if name in _SHARES:
            self._show(self._say(name), _SHARES[name])

    def _share_of_reports(self) -> int:
        """Return the share that is done while reports are composed and their files made, each of them as a step."""
        (composed, reports), (made, files) = self._composed, self._made
        first, last = _SHARES[APPLY_RULES], _SHARES[PUBLISH]
        done, steps = max(composed - 1, 0) + max(made - 1, 0), reports + (files or reports)
        return first + (last - first) * done // max(steps, 1)

    def _show(self, what: str, share: int) -> None:
        self._share = max(self._share, share)  # it never goes back
        if self._shown:
            print(f"{_CLEARED}{self._share}% {what}", end="", file=sys.stderr, flush=True)
