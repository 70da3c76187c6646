"""The options that most commands have."""

from __future__ import annotations

import argparse
from pathlib import Path

from policyreport.cli.speech import Speech
from policyreport.errors import Words


def project_option(command: argparse.ArgumentParser, speech: Speech) -> None:
    """Let a command be told in which folder the project is."""
    where = Words("the project's folder (default: here)", "프로젝트 폴더(기본: 현재 폴더)")
    command.add_argument("--project", type=Path, default=Path(), metavar="DIR", help=speech.say(where))


def json_option(command: argparse.ArgumentParser, speech: Speech) -> None:
    """Let a command print for other programs."""
    records = Words("print problems as JSON", "문제를 JSON으로 출력")
    command.add_argument("--json", action="store_true", help=speech.say(records))
