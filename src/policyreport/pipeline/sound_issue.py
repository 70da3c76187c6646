"""A published set is given to people only where ``check`` finds no error in the data of which it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.inputs import load, settings
from policyreport.ledger import has_ledger, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.pruning import missing_inputs
from policyreport.model import Dataset, Quarter
from policyreport.model.rule_settings import RuleSettings
from policyreport.pipeline.data_errors import errors_of
from policyreport.pipeline.rebuild import issued_project
from policyreport.project import Project
from policyreport.project.snapshot import input_snapshot

_LISTED = 3
"""How many errors of kept data are named, which nobody can correct any more."""


def require_sound(project: Project, rules: RuleSettings, dataset: Dataset, quarter: Quarter, manifest: str) -> None:
    """Raise ``PolicyReportError`` DATA where ``check`` calls the data wrong of which a published set is to be given.

    Those are the project's data as they are now, and as they were when the set of this manifest (its SHA-256) was
    issued, by the rules as the project sets them now. What came from databases then is not known any more,
    nor what an adopted issue was made of that had been changed since.
    """
    present = errors_of(dataset, rules, quarter)
    raise_any([*present, _not_given(quarter)] if present else [])
    raise_any(list(_errors_as_issued(project, rules, quarter, manifest)))


def _errors_as_issued(project: Project, rules: RuleSettings, quarter: Quarter, manifest: str) -> Iterator[Problem]:
    if not has_ledger(project.out):
        return
    with open_ledger(project.out) as ledger, input_snapshot(project) as snapshot:
        of_quarter = (one for one in ledger.issues.all() if one.set_name == str(quarter))
        issue = next((one for one in of_quarter if one.manifest == manifest), None)
        if issue is None or _data_of(issue.inputs) == _data_of(snapshot.hashes()):
            return
        if missing_inputs(ledger, issue):
            return
        with issued_project(ledger, issue) as kept:
            found = _errors_in(kept, rules, quarter)
    if found:
        yield _made_of_errors(issue, found)


def _data_of(inputs: Mapping[str, str]) -> Mapping[str, str]:
    return {path: key for path, key in inputs.items() if path.startswith("data/")}


def _errors_in(kept: Project, rules: RuleSettings, quarter: Quarter) -> tuple[Problem, ...]:
    try:
        return () if settings(kept).reads_databases else errors_of(load(kept).dataset, rules, quarter)
    except PolicyReportError as refusal:
        return refusal.problems


def _not_given(quarter: Quarter) -> Problem:
    what = Message(
        f"the set of {quarter} is not given to anybody: check finds errors in its data",
        f"{quarter} 보고서는 내보내지 않습니다: 자료에 check가 오류로 알리는 것이 있습니다",
    )
    hint = Message(
        f"correct the data and build it again: policyreport build --quarter {quarter}",
        f"자료를 고치고 다시 만드십시오: policyreport build --quarter {quarter}",
    )
    return Problem(ErrorKind.DATA, "issue.faulty-data", what, hint=hint)


def _made_of_errors(issue: Issue, found: tuple[Problem, ...]) -> Problem:
    named = ", ".join(f"{one.code} ({one.where or SourceLocation('data')})" for one in found[:_LISTED])
    more = len(found) - _LISTED
    what = Message(
        f"issue {issue.number} of {issue.set_name} was made of data in which check finds errors: {named}"
        + (f", and {more} more" if more > 0 else ""),
        f"{issue.set_name} 제{issue.number}판은 check가 오류로 알리는 자료로 만든 것입니다: {named}"
        + (f", 그 밖에 {more}건" if more > 0 else ""),
    )
    hint = Message(
        f"issue it again of the data as they are now: policyreport build --quarter {issue.set_name} --issue",
        f"지금의 자료로 다시 발행하십시오: policyreport build --quarter {issue.set_name} --issue",
    )
    return Problem(ErrorKind.DATA, "issue.faulty-data", what, hint=hint)
