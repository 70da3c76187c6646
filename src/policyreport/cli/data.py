"""The commands that help staff to keep their data: rules, roll, schema, import and the intake workbook."""

from __future__ import annotations

import argparse
import json
import sys

from policyreport.cli.messages import Printer
from policyreport.cli.streams import write_whole
from policyreport.diagnostics import Message
from policyreport.inputs import load
from policyreport.inputs.code_lists import code_lists
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.inputs.field_reference import reference_markdown
from policyreport.inputs.json_schema import schemas
from policyreport.inputs.open_data import imported
from policyreport.inputs.theme import theme
from policyreport.pipeline.options import parse_quarter
from policyreport.project import open_project
from policyreport.renderers.docx import reference
from policyreport.roll import rolled
from policyreport.rules import RULES

_CARRIED = (("actions", "조치사항"), ("milestones", "추진일정"), ("risks", "부진사유"))


def rules_command(_arguments: argparse.Namespace, printer: Printer) -> None:
    """List the rules of ``check``, each with why it is kept."""
    for rule in RULES:
        print(f"{rule.code} [{rule.severity}] {printer.say(rule.title)}\n    {printer.say(rule.why)}")


def roll_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Start the next quarter's file from an old quarter."""
    project = open_project(arguments.project)
    old, new = (parse_quarter(word) for word in (arguments.old, arguments.new))
    dataset = load(project).dataset
    path = project.data / "quarters" / f"{new}.yaml"
    made = rolled(dataset, old, new)
    write_whole(path, made.text.encode(), replace=False)
    print(printer.say(Message(f"wrote {path}; fill in its values", f"{path}을(를) 썼습니다. 값을 채우십시오")))
    for name, title in _CARRIED:
        carried = len(getattr(made.carried, name))
        print(printer.say(Message(f"  {name} carried over: {carried}", f"  이어지는 {title}: {carried}건")))
    without = [one.indicator.id for one in made.carried.series if one.last_valued is None]
    without += [indicator.id for indicator in made.carried.unobserved]
    if without:
        names = ", ".join(without)
        told = Message(
            f"  indicators without any value yet: {len(without)} ({names})",
            f"  아직 값이 없는 지표: {len(without)}개({names})",
        )
        print(printer.say(told))


def schema_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Write the JSON Schemas of the project's files, by which editors complete and check them, or print the fields."""
    if arguments.table:
        print(reference_markdown(korean=printer.korean), end="")
        return
    project = open_project(arguments.project)
    folder = project.data / ".schema"
    for name, schema in schemas(code_lists(project)).items():
        content = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / name, content.encode(), replace=True)
    line = "# yaml-language-server: $schema=.schema/data.schema.json"
    hint = Message(f"wrote {folder}; first line of a data file:", f"{folder}에 썼습니다. 자료 파일의 첫 줄에 적을 것:")
    print(f"{printer.say(hint)}\n  {line}")


def import_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Turn a portal's answer into a data file of the project."""
    project = open_project(arguments.project)
    programs = {program.title: program.id for program in load(project).dataset.programs}
    made = imported(arguments.kind, arguments.file, programs)
    for warning in made.warnings:
        print(printer.problem(warning, label=printer.say(Message("warning", "경고"))), file=sys.stderr)
    path = project.data / "imported" / f"{arguments.kind}.yaml"
    write_whole(path, made.yaml_text.encode(), replace=arguments.replace)
    print(printer.say(Message(f"wrote {path}", f"{path}을(를) 썼습니다")))


def workbook_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Write the intake workbook, filled with the project's data."""
    content = intake_workbook(load(open_project(arguments.project)).dataset)
    write_whole(arguments.output, content, replace=arguments.replace)
    print(printer.say(Message(f"wrote {arguments.output}", f"{arguments.output}을(를) 썼습니다")))


_REPLACE = Message(
    "give --force to replace it, with what was restyled in it",
    "고쳐 놓은 것까지 새로 바꾸려면 --force를 붙이십시오",
)


def theme_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Write a fresh reference file in the house style's colours, type and margins."""
    project = open_project(arguments.project)
    path = project.reference
    write_whole(path, reference(theme(project)), replace=arguments.force, hint=_REPLACE)
    wrote = Message(
        f"wrote {path}; what you change of its styles, theme fonts and margins in Word, documents in Word follow",
        f"{path}을(를) 썼습니다. Word에서 스타일, 테마 글꼴, 여백을 고치면 Word 보고서가 따릅니다",
    )
    print(printer.say(wrote))
