"""Making a new project: the built-in templates with a small example."""

from __future__ import annotations

import argparse
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from policyreport.cli.speech import Speech
from policyreport.errors import Kind, PolicyReportError, Problem, Words

_IN_REPOSITORY = Path(__file__).parents[3] / "templates"


def init_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Make a new project and say how to go on."""
    make_project(arguments.folder)
    folder = str(arguments.folder)
    enter = f'cd "{folder}"' if " " in folder else f"cd {folder}"
    made = Words(
        f"made the project '{folder}'. Next:\n  {enter}\n  policyreport build",
        f"'{folder}' 프로젝트를 만들었습니다. 이어서:\n  {enter}\n  policyreport build",
    )
    print(speech.say(made))


def make_project(folder: Path) -> None:
    """Fill a new or empty folder with templates and the example's data, whole or not at all.

    Raises ``PolicyReportError`` when the folder holds something (exit code 2) or cannot be written (8).
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = Words(f"'{folder}' is there already and not empty", f"'{folder}'이(가) 이미 있으며 비어 있지 않습니다")
        hint = Words("name a new folder", "새 폴더 이름을 쓰십시오")
        raise PolicyReportError([Problem(Kind.USAGE, "init.not-empty", what, hint=hint)])
    try:
        _fill(folder)
    except OSError as fault:
        why = fault.strerror
        what = Words(f"'{folder}' cannot be written: {why}", f"'{folder}'에 쓸 수 없습니다: {why}")
        raise PolicyReportError([Problem(Kind.OUTPUT, "init.cannot-write", what)]) from None


def _fill(folder: Path) -> None:
    staging = folder / ".new"
    try:
        with as_file(files("policyreport") / "builtin") as builtin:
            shutil.copytree(builtin / "example" / "data", staging / "data")
            installed = builtin / "templates"
            shutil.copytree(installed if installed.is_dir() else _IN_REPOSITORY, staging / "templates")
        for made in list(staging.iterdir()):
            made.rename(folder / made.name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
