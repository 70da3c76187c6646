"""The command that makes the zip in which a set is handed on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from policyreport.cli.history import project_ledger, read_file, requested_issue
from policyreport.cli.messages import Printer
from policyreport.cli.streams import require_free, write_whole
from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    did_you_mean,
    raise_any,
)
from policyreport.inputs import load, report_kinds, settings
from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.pruning import require_files
from policyreport.ledger.unissued import UnissuedSet
from policyreport.model.base import Audience, may_read
from policyreport.pipeline.audiences import WIDEST, audience_views
from policyreport.pipeline.composition import DRAFT
from policyreport.pipeline.numbering import how_to_build, issue_what_stands, number_to_be_given
from policyreport.pipeline.options import parse_quarter
from policyreport.pipeline.sound_issue import require_sound
from policyreport.project import Project, open_project
from policyreport.publish import MANIFEST
from policyreport.publish.edited_files import not_as_made
from policyreport.publish.zip_package import Cover, zip_package

_File = Mapping[str, str]
"""A file as a manifest lists it."""


def package_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Write the zip of a set, with a list on top and checksums; one that is not issued yet becomes the next issue.

    Raises ``PolicyReportError`` where ``check`` calls its data wrong; a draft, which says so on each page, is packed.
    """
    project = open_project(arguments.project)
    house = settings(project)
    with project_ledger(project) as ledger:
        of = _requested(ledger, arguments.quarter or _newest_quarter(ledger))
        manifest = json.loads(ledger.blobs.load(of.manifest))
        is_older = isinstance(of, Issue) and of != ledger.standing(of.set_name)
        names = _chosen(_for(arguments.audience, manifest["files"], project), arguments.report, arguments.format)
        told = (*names, MANIFEST) if arguments.audience == WIDEST else names
        kept = {name: ledger.blobs.load(of.files[name].sha256) for name in told} if is_older else {}
    number = of.number if isinstance(of, Issue) else number_to_be_given(project, of.set_name)
    if isinstance(of, Issue) and not is_older:
        _require_as_issued(project, of)
    files = kept or {name: read_file(project.out / of.set_name / name) for name in told}
    _require_silent(project, arguments.audience, of.set_name, files)
    if not of.set_name.endswith(DRAFT):
        dataset = load(project).dataset
        require_sound(project, house.rules, dataset, parse_quarter(of.set_name), of.manifest)
    readers_of = "" if arguments.audience == WIDEST else arguments.audience
    stem = "-".join(filter(None, (house.name, of.set_name, str(number), readers_of)))
    path = arguments.output or Path(f"{stem}.zip")
    require_free(path, replace=arguments.replace)
    if isinstance(of, UnissuedSet):
        issue_what_stands(project, of.set_name)
        said = Message(f"issued {of.set_name} as issue {number}", f"{of.set_name}을(를) 제{number}판으로 발행했습니다")
        print(printer.say(said))
    as_of = date.fromisoformat(manifest["as_of"])
    cover = Cover(house.title, house.organisation, manifest["quarter"], as_of, number, readers_of)
    write_whole(path, zip_package(cover, files), replace=arguments.replace)
    print(printer.say(Message(f"wrote {path}: {len(files)} files", f"{path}을(를) 썼습니다: 파일 {len(files)}개")))


def _requested(ledger: Ledger, word: str) -> UnissuedSet | Issue:
    """Return the set that a user names: what stands under a quarter, or one issue of it."""
    unissued = ledger.unissued.find(word)
    if unissued:
        return unissued
    issue = requested_issue(ledger, word)
    require_files(issue)
    return issue


def _newest_quarter(ledger: Ledger) -> str:
    names = [*ledger.issues.numbers(), *ledger.unissued.manifests()]
    return max((name for name in names if name.isalnum()), default="")


def _for(audience: Audience, files: Iterable[_File], project: Project) -> list[_File]:
    """Return the files that are for readers of a class; those of a kind that is no more are for the office alone."""
    kinds = report_kinds(project)
    of: dict[str, Audience] = {name: kind.audience for name, kind in kinds.items()}
    return [file for file in files if may_read(audience, of.get(file["report"], WIDEST))]


def _require_silent(project: Project, audience: Audience, set_name: str, files: Mapping[str, bytes]) -> None:
    """Raise ``PolicyReportError`` SECURITY where a file tells what readers of a class may not know."""
    if audience == WIDEST:
        return
    quarter = parse_quarter(set_name.removesuffix(DRAFT))
    readers_of = audience_views([audience], load(project).dataset, quarter, settings(project), report_kinds(project))
    raise_any([problem for name, held in files.items() for problem in readers_of[audience].leaks(name, held)])


def _require_as_issued(project: Project, known: Issue) -> None:
    what = Message("it is not as it was issued", "발행본 그대로가 아닙니다")
    command = how_to_build(known.set_name)
    hint = Message(f"build again: {command}", f"다시 만드십시오: {command}")
    raise_any(
        [
            Problem(
                ErrorKind.SECURITY, "package.edited", what, SourceLocation(f"out/{known.set_name}/{name}"), hint=hint
            )
            for name in not_as_made(project.out / known.set_name, known)
        ]
    )


def _chosen(files: Iterable[_File], reports: list[str], forms: list[str]) -> list[str]:
    listed = list(files)
    unknown = [
        Problem(
            ErrorKind.USAGE,
            "usage.unknown-name",
            Message(f"there is no '{word}' in this issue", f"이 판에 '{word}'은(는) 없습니다"),
            field=option,
            hint=did_you_mean(word, [file[key] for file in listed]),
        )
        for option, key, words in (("--report", "report", reports), ("--format", "format", forms))
        for word in words
        if word not in {file[key] for file in listed}
    ]
    if unknown:
        raise PolicyReportError(unknown)
    return [
        file["name"]
        for file in listed
        if (not reports or file["report"] in reports) and (not forms or file["format"] in forms)
    ]
