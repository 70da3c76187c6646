"""Building again whenever a file of the project is saved."""

from __future__ import annotations

import sys
from collections.abc import Callable

from watchfiles import DefaultFilter
from watchfiles import watch as changes_in

from policyreport.cli.messages import Printer, ReportedError
from policyreport.diagnostics import ErrorKind, Message, problems_of
from policyreport.project import Project
from policyreport.project.internal_errors import problems_with_traceback

_LOOK = 200
"""Milliseconds after which the first look ends."""


def watch(project: Project, build: Callable[[], None], printer: Printer) -> None:
    """Build, and once more after each change of data or templates, until the user ends it.

    Faults are told and the watch goes on, but for those of the command itself. What editors and office programs lay
    beside a file while it is open starts no build.
    """
    folders = (project.data, project.templates)
    changes = changes_in(*folders, watch_filter=_Saved(), rust_timeout=_LOOK, yield_on_timeout=True)
    next(changes)  # from here on nothing is missed that is saved while a set is being built
    _tried(build, printer, project, at_first=True)
    _say_waiting(printer)
    for changed in changes:
        if changed:
            _tried(build, printer, project)
            _say_waiting(printer)


class _Saved(DefaultFilter):
    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^~\$", r"^\.~lock\.", r"^\.")


def _tried(build: Callable[[], None], printer: Printer, project: Project, *, at_first: bool = False) -> None:
    try:
        build()
    except BrokenPipeError:
        raise  # nobody reads any longer what is told
    except ReportedError:
        return
    except Exception as fault:
        if at_first and all(problem.kind == ErrorKind.USAGE for problem in problems_of(fault)):
            raise  # no file that is saved mends the command
        for problem in problems_with_traceback(fault, project.root):
            print(printer.problem(problem), file=sys.stderr)


def _say_waiting(printer: Printer) -> None:
    waiting = Message("waiting for changes (Ctrl+C ends)", "바뀌기를 기다리는 중(Ctrl+C로 끝냄)")
    print(printer.say(waiting), file=sys.stderr, flush=True)
