"""Numbering what stands: a set that was built becomes the next issue as it is, once its inputs are proven the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.ledger import Ledger, has_ledger, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import INCOMPLETE, UnissuedSet
from policyreport.pipeline.incremental import inputs_fingerprint, toolchain_fingerprint, toolchain_versions
from policyreport.pipeline.options import Clock, now
from policyreport.project import Project
from policyreport.project.snapshot import InputSnapshot, input_snapshot
from policyreport.publish import holding
from policyreport.publish.edited_files import not_as_made
from policyreport.publish.staging import writing


def next_issue(ledger: Ledger, project: InputSnapshot, of: UnissuedSet, at: datetime) -> Issue:
    """Return the issue that a set without a number would be, issued at a moment."""
    number, issued_at = _next_number(ledger, of.set_name), at.isoformat(timespec="seconds")
    return Issue(of.set_name, number, of.manifest, issued_at, toolchain_versions(), of.files, project.hashes())


def number_in_place(ledger: Ledger, project: InputSnapshot, standing: UnissuedSet, at: datetime) -> Issue:
    """Write down the set that stands as the next issue of its name, in one step, and return it.

    Whoever calls holds the output folder, and has made sure that the set's files are as they were built, of the inputs
    as they are. Raises ``PolicyReportError`` OUTPUT for what the disk refuses.
    """
    new, folder = next_issue(ledger, project, standing, at), project.out / standing.set_name
    with writing(f"{project.out.name}/{standing.set_name}"), ledger.transaction():
        for content in project.contents():
            ledger.blobs.store(content)
        for name in new.files:
            ledger.blobs.store_file(folder / name)
        ledger.issues.write_pending(new)
        ledger.issues.confirm(new.set_name, new.number)
        ledger.unissued.forget(new.set_name)
    ledger.write_witness()
    return new


def issue_what_stands(project: Project, set_name: str, clock: Clock = now) -> Issue | None:
    """Number the set that stands under a name, where it has none yet, and return it as the issue that it then is.

    None where nothing without a number stands there. Raises ``PolicyReportError``: SECURITY where its files are not as
    they were built, DATA where its inputs are not, or are not known to be.
    """
    with holding(project.out), input_snapshot(project) as snapshot, open_ledger(project.out) as ledger:
        standing = ledger.unissued.find(set_name)
        if standing is None:
            return None
        _require_fresh(snapshot, standing)
        return number_in_place(ledger, snapshot, standing, clock())


def number_to_be_given(project: Project, set_name: str) -> int:
    """Return the number that ``issue_what_stands`` would give; 0 where it would give none. Raises as that does."""
    if not has_ledger(project.out):
        return 0
    with open_ledger(project.out) as ledger, input_snapshot(project) as snapshot:
        standing = ledger.unissued.find(set_name)
        if standing is None:
            return 0
        _require_fresh(snapshot, standing)
        return _next_number(ledger, set_name)


def _next_number(ledger: Ledger, set_name: str) -> int:
    newest = ledger.issues.newest(set_name)
    return newest.number + 1 if newest else 1


def _require_fresh(project: InputSnapshot, standing: UnissuedSet) -> None:
    raise_any(list(_edited(project, standing)))
    if standing.stamp != inputs_fingerprint(project.hashes(), toolchain_fingerprint()):
        raise PolicyReportError([_not_of_its_inputs(standing)])


def how_to_build(set_name: str) -> str:
    """Return the command that builds what is to stand under a name."""
    from policyreport.pipeline.composition import DRAFT  # noqa: PLC0415 - a build with nothing to do does without

    draft = " --draft" if set_name.endswith(DRAFT) else ""
    return f"policyreport build --quarter {set_name.removesuffix(DRAFT)}{draft}"


def how_to_issue(set_name: str, *, restate: bool = False) -> str:
    """Return the command that numbers what stands under a name."""
    return f"{how_to_build(set_name)} --issue{' --restate' if restate else ''}"


def _edited(project: Project, standing: UnissuedSet) -> Iterator[Problem]:
    command = how_to_build(standing.set_name)
    what = Message("it is not as it was built", "만든 그대로가 아닙니다")
    hint = Message(f"build again: {command}", f"다시 만드십시오: {command}")
    for name in not_as_made(project.out / standing.set_name, standing):
        place = SourceLocation(f"{project.out.name}/{standing.set_name}/{name}")
        yield Problem(ErrorKind.SECURITY, "issue.edited", what, place, hint=hint)


def _not_of_its_inputs(standing: UnissuedSet) -> Problem:
    command = how_to_issue(standing.set_name, restate=standing.restated)
    if standing.stamp == INCOMPLETE:
        what = Message(
            f"{standing.set_name} lacks files that could not be made",
            f"{standing.set_name}에는 만들지 못하여 빠진 파일이 있습니다",
        )
    elif standing.stamp:
        what = Message(
            f"{standing.set_name} was built and not issued, and its data, its templates or policyreport changed since",
            f"{standing.set_name}은(는) 만들기만 하고 발행하지 않았는데, 그 뒤에 자료나 템플릿이나 프로그램이 "
            "바뀌었습니다",
        )
    else:
        what = Message(
            f"{standing.set_name} was built from a database and not issued; whether that changed since is not known",
            f"{standing.set_name}은(는) 데이터베이스에서 읽어 만들기만 하고 발행하지 않았습니다. "
            "그 뒤에 바뀌었는지 알 수 없습니다",
        )
    hint = Message(f"build and issue it: {command}", f"다시 만들어 발행하십시오: {command}")
    place = SourceLocation(f"out/{standing.set_name}")
    return Problem(ErrorKind.DATA, "issue.not-fresh", what, place, hint=hint)
