"""The command that lists what a quarter still lacks."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from policyreport.cli.messages import Printer
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, did_you_mean
from policyreport.facts import newest_quarter
from policyreport.inputs import load, settings
from policyreport.model import Dataset, Quarter
from policyreport.pipeline.options import parse_quarter
from policyreport.project import open_project
from policyreport.rules.todo import Task, TaskKind, tasks

_KINDS: Mapping[TaskKind, Message] = {
    "words": Message("words", "글"),
    "values": Message("value", "값"),
    "money": Message("money", "예산·집행"),
    "milestones": Message("milestone", "일정"),
    "actions": Message("action", "조치"),
    "risks": Message("risk", "대책"),
    "targets": Message("target", "목표"),
}


_NOTHING_YET = "data.missing-collection"


def todo_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Print what a quarter lacks, by who owes it; nothing of it is an error."""
    project = open_project(arguments.project)
    try:
        dataset = load(project).dataset
    except PolicyReportError as error:
        _tell_begin(error, arguments, printer)
        return
    quarter = parse_quarter(arguments.quarter) if arguments.quarter else newest_quarter(dataset)
    require_reported(dataset, quarter)
    found = tasks(dataset, settings(project).rules, quarter)
    if arguments.json:
        said = {"quarter": str(quarter), "tasks": [_record(task, printer) for task in found]}
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    if not found:
        print(printer.say(Message(f"{quarter} lacks nothing", f"{quarter}에 빠진 것이 없습니다")))
        return
    print(printer.say(Message(f"{quarter} lacks {len(found)}", f"{quarter}에 아직 없는 것 {len(found)}건")))
    for owner in dict.fromkeys(task.owner for task in found):
        own = [task for task in found if task.owner == owner]
        print(f"\n{owner} ({len(own)})")
        for task in own:
            print(f"  [{printer.say(_KINDS[task.kind])}] {printer.say(task.what)}")
            place = task.place.text(korean=printer.korean) if task.place else ""
            print(f"      {': '.join(filter(None, (place, printer.say(task.hint))))}")


def _tell_begin(error: PolicyReportError, arguments: argparse.Namespace, printer: Printer) -> None:
    """Print what a project lacks in which nothing is written yet; any other fault of the data is raised again."""
    if any(problem.code != _NOTHING_YET for problem in error.problems):
        raise error
    if arguments.json:
        found = [
            _record(Task("words", p.what, "", p.where, p.field, p.hint or p.what), printer) for p in error.problems
        ]
        print(json.dumps({"quarter": None, "tasks": found}, ensure_ascii=False, indent=1))
        return
    number = len(error.problems)
    print(
        printer.say(
            Message(f"the project is yet to be begun: {number}", f"아직 시작하지 않은 프로젝트입니다: {number}건")
        )
    )
    for problem in error.problems:
        print(f"  {printer.say(problem.what)}\n      {printer.say(problem.hint or problem.what)}")


def require_reported(dataset: Dataset, quarter: Quarter) -> None:
    """Raise ``PolicyReportError`` where the data do not report on a quarter."""
    known = [str(report.quarter) for report in dataset.quarters]
    if str(quarter) not in known:
        what = Message(f"the data do not report on {quarter}", f"{quarter} 자료가 없습니다")
        hint = did_you_mean(str(quarter), known)
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.quarter", what, field="QUARTER", hint=hint)])


def _record(task: Task, printer: Printer) -> dict[str, object]:
    return {
        "kind": task.kind,
        "owner": task.owner,
        "what": printer.say(task.what),
        **printer.place(task.place),
        "field": task.field,
        "hint": printer.say(task.hint),
    }
