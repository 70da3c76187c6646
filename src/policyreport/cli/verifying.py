"""The command that says of received copies what they are."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.cli.already_told import AlreadyToldError
from policyreport.cli.issues_named import moment, project_ledger, read_file
from policyreport.cli.speech import Speech
from policyreport.errors import Kind, Place, Problem, Words
from policyreport.load import settings
from policyreport.project import open_project
from policyreport.publish.verdict import Standing, Verdict, verdict


def verify_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Say what each copy is; raises ``PolicyReportError`` once it is said where one was changed or is none of ours."""
    project = open_project(arguments.project)
    contents = {path: read_file(path) for path in arguments.files}
    with project_ledger(project) as ledger:
        found = {path: verdict(ledger, path.name, held) for path, held in contents.items()}
    zone = ZoneInfo(settings(project).timezone)
    if arguments.json:
        records = [_verdict_record(path, one) for path, one in found.items()]
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for path, one in found.items():
            print(f"{path}: {speech.say(_said(one, zone))}")
    if problems := [problem for path, one in found.items() for problem in _problems(path, one, zone)]:
        raise AlreadyToldError(problems)


def _said(found: Verdict, zone: ZoneInfo) -> Words:
    if found.issue is None or found.latest is None:
        return Words("not issued here", "이곳에서 발행한 파일이 아닙니다")
    issue, latest = found.issue, found.latest
    en = f"{found.name} of {issue.set_name} issue {issue.number} ({moment(issue, zone)})"
    ko = f"{issue.set_name} 제{issue.number}판({moment(issue, zone)})의 {found.name}"
    match found.standing:
        case Standing.GENUINE:
            return Words(f"genuine: {en}, which stands now", f"발행본 그대로: {ko}, 현재판과 같음")
        case Standing.SUPERSEDED:
            return Words(
                f"genuine, but superseded by issue {latest.number} ({moment(latest, zone)}): {en}",
                f"발행본 그대로이나 제{latest.number}판({moment(latest, zone)})으로 바뀜: {ko}",
            )
        case _:
            return Words(f"CHANGED after it was issued: {en}", f"발행한 뒤 고친 파일: {ko}")


def _verdict_record(path: Path, found: Verdict) -> dict[str, object]:
    return {
        "file": str(path),
        "standing": found.standing.value,
        "name": found.name or None,
        "set": found.issue.set_name if found.issue else None,
        "issue": found.issue.number if found.issue else None,
        "issued_at": found.issue.issued_at if found.issue else None,
        "latest_issue": found.latest.number if found.latest else None,
    }


def _problems(path: Path, found: Verdict, zone: ZoneInfo) -> Iterable[Problem]:
    kinds = {Standing.EDITED: Kind.SECURITY, Standing.UNKNOWN: Kind.DATA}
    if found.standing in kinds:
        yield Problem(kinds[found.standing], f"verify.{found.standing.value}", _said(found, zone), Place(path.name))
