"""What one report says in two states of a project: as a document each, to be held against one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import Document
from policyreport.document.theme import Theme
from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.pruning import require_inputs
from policyreport.pipeline.composition import DRAFT
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.project_data import read_project
from policyreport.pipeline.rebuild import issued_project
from policyreport.project import Project


@dataclass(frozen=True, slots=True)
class ReportState:
    """What a report says in one state: its document, the look it has there, and the day of that state."""

    document: Document
    theme: Theme
    day: date


def report_of_quarter(project: Project, quarter: str, report: str) -> ReportState:
    """Return what a report says for a quarter by today's data; its day is that for which it holds.

    Raises ``PolicyReportError`` for what is wrong with data and templates, for a report that the project has not, and
    for one that is no single document made of its tree.
    """
    data = read_project(project, quarter, [report], ["docx"])
    chosen = next(iter(data.selection)).report
    if chosen.drawn_as("docx") is not None:
        what = Message(
            f"the Word file of {report} is drawn in Word, so that its changes cannot be tracked",
            f"{report}의 Word 파일은 Word에서 그린 템플릿으로 만들어 변경 내용을 추적할 수 없습니다",
        )
        raise _refused("usage.drawn-in-word", what)
    if chosen.editions is not None:
        what = Message(
            f"{report} is made once for each record, so that it is no single document",
            f"{report}은(는) 기록마다 하나씩 만드는 보고서여서 문서 하나로 비교할 수 없습니다",
        )
        raise _refused("usage.has-editions", what)
    document = next(document for _, document in documents(data))
    return ReportState(document, data.theme, document.meta.as_of)


def report_of_issue(ledger: Ledger, issue: Issue, report: str) -> ReportState:
    """Return what a report said in an issue, by the data and templates that were kept; its day is that of issuing.

    Raises as ``report_of_quarter``, and where data and templates are not kept.
    """
    require_inputs(ledger, issue)
    with issued_project(ledger, issue) as project:
        state = report_of_quarter(project, issue.set_name.removesuffix(DRAFT), report)
    return ReportState(state.document, state.theme, date.fromisoformat(issue.issued_at[:10]))


def _refused(code: str, what: Message) -> PolicyReportError:
    hint = Message(
        "name another report with --report, or compare without --docx",
        "--report로 다른 보고서를 적거나, --docx 없이 비교하십시오",
    )
    return PolicyReportError([Problem(ErrorKind.USAGE, code, what, field="--report", hint=hint)])
