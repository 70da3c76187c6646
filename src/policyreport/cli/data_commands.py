"""The commands that help staff to keep their data: rules, roll, schema, import and the intake workbook."""

from __future__ import annotations

import argparse
import json
import sys

from policyreport.build import asked_quarter
from policyreport.cli.speech import Speech
from policyreport.cli.writing import write_whole
from policyreport.errors import Words
from policyreport.load import load
from policyreport.load.excel.intake import intake_workbook
from policyreport.load.json_schema import schemas
from policyreport.load.open_data import imported
from policyreport.project import open_project
from policyreport.roll import rolled
from policyreport.rules import RULES

_CARRIED = (("actions", "조치사항"), ("milestones", "추진일정"))


def rules_command(_arguments: argparse.Namespace, speech: Speech) -> None:
    """List the rules of ``check``, each with why it is kept."""
    for rule in RULES:
        print(f"{rule.code} [{rule.severity}] {speech.say(rule.title)}\n    {speech.say(rule.why)}")


def roll_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Start the next quarter's file from an old quarter."""
    project = open_project(arguments.project)
    old, new = (asked_quarter(word) for word in (arguments.old, arguments.new))
    dataset = load(project).dataset
    path = project.data / "quarters" / f"{new}.yaml"
    made = rolled(dataset, old, new)
    write_whole(path, made.text.encode(), replace=False)
    print(speech.say(Words(f"wrote {path}; fill in its values", f"{path}을(를) 썼습니다. 값을 채우십시오")))
    for name, title in _CARRIED:
        carried = len(getattr(made.carried, name))
        print(speech.say(Words(f"  {name} carried over: {carried}", f"  이어지는 {title}: {carried}건")))


def schema_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Write the JSON Schemas of the project's files, by which editors complete and check them."""
    folder = open_project(arguments.project).data / ".schema"
    for name, schema in schemas().items():
        content = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / name, content.encode(), replace=True)
    line = "# yaml-language-server: $schema=.schema/data.schema.json"
    hint = Words(f"wrote {folder}; first line of a data file:", f"{folder}에 썼습니다. 자료 파일의 첫 줄에 적을 것:")
    print(f"{speech.say(hint)}\n  {line}")


def import_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Turn a portal's answer into a data file of the project."""
    project = open_project(arguments.project)
    programs = {program.title: program.id for program in load(project).dataset.programs}
    made = imported(arguments.kind, arguments.file, programs)
    for warning in made.warnings:
        print(speech.problem(warning, label=speech.say(Words("warning", "경고"))), file=sys.stderr)
    path = project.data / "imported" / f"{arguments.kind}.yaml"
    write_whole(path, made.yaml_text.encode(), replace=arguments.replace)
    print(speech.say(Words(f"wrote {path}", f"{path}을(를) 썼습니다")))


def workbook_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Write the intake workbook, filled with the project's data."""
    content = intake_workbook(load(open_project(arguments.project)).dataset)
    write_whole(arguments.output, content, replace=arguments.replace)
    print(speech.say(Words(f"wrote {arguments.output}", f"{arguments.output}을(를) 썼습니다")))
