"""Words in, exit code out; decides nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from policyreport.cli.already_told import AlreadyToldError
from policyreport.cli.arguments import parser
from policyreport.cli.speech import Speech, speech_for
from policyreport.cli.streams import escape_what_is_lacking, write_out
from policyreport.errors import Kind, PolicyReportError, Problem, Words, problems_of

_INTERRUPTED, _NO_LONGER_READ = 130, 141
"""What shells say of a command that was stopped by the user, or by a pipe whose reader has gone (128 + the signal)."""


def main(words: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code (0 done; see ``errors.Kind`` for the others)."""
    speech = speech_for(os.environ)
    given = list(sys.argv[1:] if words is None else words)
    escape_what_is_lacking()
    try:
        code = _carried_out(given, speech)
        write_out()
    except OSError as refusal:
        return _refused(refusal, speech)
    return code


def _carried_out(given: Sequence[str], speech: Speech) -> int:
    try:
        arguments = parser(speech).parse_args(given)
        _command(arguments.command)(arguments, speech)
    except AlreadyToldError as error:
        return error.exit_code
    except PolicyReportError as error:
        _complain(error.problems, speech, as_json="--json" in given)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit:
        return 0  # argparse has printed the help or the version
    except OSError:
        raise
    except Exception as fault:  # noqa: BLE001 - no traceback ever reaches a user
        _complain(problems_of(fault), speech, as_json="--json" in given)
        return Kind.INTERNAL
    return 0


def _refused(refusal: OSError, speech: Speech) -> int:
    """Say what the system refused, which is mostly to take what was printed."""
    if isinstance(refusal, BrokenPipeError):
        return _NO_LONGER_READ
    for problem in problems_of(refusal):
        print(speech.problem(problem), file=sys.stderr)
    return Kind.OUTPUT


_COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("building", "build_command"),
    "check": ("checked", "check_command"),
    "rules": ("data_commands", "rules_command"),
    "inspect": ("building", "inspect_command"),
    "roll": ("data_commands", "roll_command"),
    "schema": ("data_commands", "schema_command"),
    "import": ("data_commands", "import_command"),
    "theme": ("house_style", "theme_command"),
    "template-workbook": ("data_commands", "workbook_command"),
    "run": ("running", "run_command"),
    "status": ("running", "status_command"),
    "schedule": ("scheduling", "schedule_command"),
    "deliver": ("delivering", "deliver_command"),
    "history": ("issued", "history_command"),
    "verify": ("verifying", "verify_command"),
    "rebuild": ("issued", "rebuild_command"),
    "package": ("packaging", "package_command"),
    "init": ("new_project", "init_command"),
}
"""The module here and the function of each command: only that of the command given is imported, with its libraries."""


def _command(name: str) -> Callable[[argparse.Namespace, Speech], None]:
    module, function = _COMMANDS[name]
    return getattr(import_module(f"{__name__}.{module}"), function)


def _complain(problems: Sequence[Problem], speech: Speech, *, as_json: bool) -> None:
    if as_json:
        print(speech.records(problems))
        return
    for problem in problems:
        print(speech.problem(problem), file=sys.stderr)
    number = len(problems)
    total = Words(f"{number} problem(s); nothing was written", f"문제 {number}건, 아무것도 쓰지 않았습니다")
    print(speech.say(total), file=sys.stderr)
