"""The command that makes a new project: an office's example, one from outside, or an empty one."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal, get_args

from policyreport.cli.messages import Printer
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, refusal_reason
from policyreport.inputs.excel.intake import empty_intake_workbook

Sample = Literal["office", "observer", "empty"]

_ABOUT: Mapping[Sample, Message] = {
    "office": Message(
        "an example of a made-up office in charge: money, delays, people, values by village",
        "정책을 맡은 (지어낸) 기관의 예시: 예산, 지연, 담당자, 마을별 값",
    ),
    "observer": Message(
        "an example of who follows a policy from outside, of what is public",
        "밖에서 공개 자료로 정책을 살펴보는 예시(AI 스타트업)",
    ),
    "empty": Message(
        "nothing but templates and an empty workbook to write into", "자료 없이 템플릿과 빈 수합용 엑셀만"
    ),
}
_DEFAULT: Sample = "office"
_INTAKE = "수합.xlsx"

_REPOSITORY = Path(__file__).parents[3]
"""Where the templates and the observer's data are while policyreport runs from its repository."""


def init_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Make a new project of the sample that is named, or chosen on a terminal, and say how to go on."""
    _require_empty(arguments.folder)
    sample = arguments.sample or _chosen(printer)
    make_project(arguments.folder, sample)
    folder = str(arguments.folder)
    enter = f'cd "{folder}"' if " " in folder else f"cd {folder}"
    made = Message(
        f"made the project '{folder}'. Next:\n  {enter}", f"'{folder}' 프로젝트를 만들었습니다. 이어서:\n  {enter}"
    )
    print(printer.say(made))
    print("\n".join(f"  {printer.say(step)}" for step in _STEPS[sample]))


_BUILD = Message("policyreport build", "policyreport build")
_STEPS: Mapping[Sample, tuple[Message, ...]] = {
    "office": (_BUILD,),
    "observer": (_BUILD,),
    "empty": (
        Message("write who you are into data/project.yaml", "data/project.yaml에 정책과 기관의 이름을 적습니다"),
        Message(
            f"fill in data/{_INTAKE}: at least the policy, a strategy, a measure, a source and the quarter's report",
            f"data/{_INTAKE}를 채웁니다. 정책, 추진전략, 지원시책, 출처, 분기보고 시트는 한 줄 이상",
        ),
        Message(
            "policyreport check        # what is wrong or missing still",
            "policyreport check        # 틀리거나 빠진 것 보기",
        ),
        _BUILD,
    ),
}


def _chosen(printer: Printer) -> Sample:
    """Return the sample that a user at a terminal chooses; the office's where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return _DEFAULT
    samples: tuple[Sample, ...] = get_args(Sample)
    ask = Message("What is the project to begin with?", "무엇으로 시작할까요?")
    lines = [f"  {number}. {sample}: {printer.say(_ABOUT[sample])}" for number, sample in enumerate(samples, 1)]
    answers: dict[str, Sample] = {"": _DEFAULT}
    for number, sample in enumerate(samples, 1):
        answers |= {str(number): sample, sample: sample}
    print("\n".join([printer.say(ask), *lines]), file=sys.stderr)
    while True:
        print(f"1-{len(samples)} [1]: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:  # the end of what can be typed: nobody answers
            return _DEFAULT
        if (answer := line.strip().lower()) in answers:
            return answers[answer]


def make_project(folder: Path, sample: Sample = _DEFAULT) -> None:
    """Fill a new or empty folder with templates and a sample's data, whole or not at all.

    Raises ``PolicyReportError`` when the folder holds something (exit code 2) or cannot be written (8).
    """
    _require_empty(folder)
    try:
        _fill(folder, sample)
    except OSError as fault:
        why = refusal_reason(fault)
        what = Message(f"'{folder}' cannot be written: {why.en}", f"'{folder}'에 쓸 수 없습니다: {why.ko}")
        raise PolicyReportError([Problem(ErrorKind.OUTPUT, "init.cannot-write", what)]) from None


def _require_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = Message(f"'{folder}' is there already and not empty", f"'{folder}'이(가) 이미 있으며 비어 있지 않습니다")
        hint = Message("name a new folder", "새 폴더 이름을 쓰십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "init.not-empty", what, hint=hint)])


def _fill(folder: Path, sample: Sample) -> None:
    staging = folder / ".new"
    try:
        with as_file(files("policyreport") / "builtin") as builtin:
            _lay_data(staging / "data", builtin, sample)
            shutil.copytree(_shipped(builtin / "templates", "templates"), staging / "templates")
        for made in list(staging.iterdir()):
            made.rename(folder / made.name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _lay_data(data: Path, builtin: Path, sample: Sample) -> None:
    """Write a sample's data. The office's is the small example with more of what an office has in files beside it."""
    match sample:
        case "office":
            shutil.copytree(builtin / "example" / "data", data)
            shutil.copytree(builtin / "office" / "data", data, dirs_exist_ok=True)
            more = (builtin / "office" / "project.yaml").read_bytes()
            with (data / "project.yaml").open("ab") as settings:
                settings.write(more)
        case "observer":
            shutil.copytree(_shipped(builtin / "observer" / "data", "data"), data)
        case "empty":
            shutil.copytree(builtin / "empty" / "data", data)
            (data / _INTAKE).write_bytes(empty_intake_workbook())


def _shipped(installed: Path, in_repository: str) -> Path:
    return installed if installed.is_dir() else _REPOSITORY / in_repository
