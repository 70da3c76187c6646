"""What ``--verbose`` shows: the stages of a command, numbered, with their times."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count

from policyreport.cli.messages import Printer
from policyreport.diagnostics import Message
from policyreport.stages import listening, stage


@contextmanager
def stages_shown(command: str, printer: Printer) -> Generator[None]:
    """Print each stage of the body on standard error as it ends, and at last the whole, such as ``[1] … 0.41 s``."""
    numbers = count(1)
    second = Message("s", "초")

    def show(name: Message, seconds: float) -> None:
        line = f"[{next(numbers)}] {printer.say(name)} {seconds:.2f} {printer.say(second)}"
        print(line, file=sys.stderr, flush=True)

    with listening(show), stage(Message(f"{command}, in all", f"{command} 전체")):
        yield
