"""Words in, exit code out; decides nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from policyreport.cli.argparse_ko import argparse_in_korean
from policyreport.cli.messages import Printer, ReportedError, printer_for
from policyreport.cli.parser import parser
from policyreport.cli.streams import escape_what_is_lacking, write_out
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, problems_of
from policyreport.project.internal_errors import problems_with_traceback

_INTERRUPTED, _NO_LONGER_READ = 130, 141
"""What shells say of a command that was stopped by the user, or by a pipe whose reader has gone (128 + the signal)."""


def main(words: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code (0 done; see ``errors.Kind`` for the others)."""
    printer = printer_for(os.environ)
    given = list(sys.argv[1:] if words is None else words)
    escape_what_is_lacking()
    try:
        code = _run_command(given, printer)
        write_out()
    except OSError as refusal:
        return _refused(refusal, printer)
    return code


def _run_command(given: Sequence[str], printer: Printer) -> int:
    arguments = argparse.Namespace()
    try:
        with argparse_in_korean() if printer.korean else nullcontext():
            parser(printer).parse_args(given, arguments)
        with _stages_shown(arguments.command, printer) if arguments.verbose else nullcontext():
            _command(arguments.command)(arguments, printer)
    except ReportedError as error:
        return error.exit_code
    except PolicyReportError as error:
        _complain(error.problems, printer, as_json="--json" in given)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit:
        return 0  # argparse has printed the help or the version
    except OSError:
        raise
    except Exception as fault:  # noqa: BLE001 - no traceback ever reaches a user
        problems = problems_with_traceback(fault, getattr(arguments, "project", None))
        _complain(problems, printer, as_json="--json" in given)
        return ErrorKind.INTERNAL
    return 0


def _refused(refusal: OSError, printer: Printer) -> int:
    """Say what the system refused, which is mostly to take what was printed."""
    if isinstance(refusal, BrokenPipeError):
        return _NO_LONGER_READ
    for problem in problems_of(refusal):
        print(printer.problem(problem), file=sys.stderr)
    return ErrorKind.OUTPUT


_COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("build", "build_command"),
    "check": ("check", "check_command"),
    "todo": ("todo", "todo_command"),
    "claims": ("claims", "claims_command"),
    "coverage": ("coverage", "coverage_command"),
    "rules": ("data", "rules_command"),
    "inspect": ("build", "inspect_command"),
    "roll": ("data", "roll_command"),
    "schema": ("data", "schema_command"),
    "import": ("data", "import_command"),
    "theme": ("data", "theme_command"),
    "template-workbook": ("data", "workbook_command"),
    "run": ("run", "run_command"),
    "status": ("run", "status_command"),
    "schedule": ("schedule", "schedule_command"),
    "deliver": ("deliver", "deliver_command"),
    "history": ("history", "history_command"),
    "verify": ("verify", "verify_command"),
    "why": ("why", "why_command"),
    "where": ("where", "where_command"),
    "sources": ("sources", "sources_command"),
    "diff": ("diff", "diff_command"),
    "reconcile": ("reconcile", "reconcile_command"),
    "rebuild": ("history", "rebuild_command"),
    "ledger": ("ledger", "ledger_command"),
    "package": ("package", "package_command"),
    "init": ("init", "init_command"),
    "names": ("names", "names_command"),
    "template": ("template", "template_command"),
}
"""The module here and the function of each command: only that of the command given is imported, with its libraries."""


def _stages_shown(command: str, printer: Printer) -> AbstractContextManager[None]:
    from policyreport.cli.verbose import stages_shown  # noqa: PLC0415 - for --verbose alone

    return stages_shown(command, printer)


def _command(name: str) -> Callable[[argparse.Namespace, Printer], None]:
    module, function = _COMMANDS[name]
    return getattr(import_module(f"{__name__}.{module}"), function)


def _complain(problems: Sequence[Problem], printer: Printer, *, as_json: bool) -> None:
    if as_json:
        print(printer.records(problems))
        return
    for problem in problems:
        print(printer.problem(problem), file=sys.stderr)
    number = len(problems)
    total = Message(f"{number} problem(s); nothing was written", f"문제 {number}건, 아무것도 쓰지 않았습니다")
    print(printer.say(total), file=sys.stderr)
