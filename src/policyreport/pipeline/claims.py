"""What the sentences of a project claim of numbers: those of its data, and those that its templates make."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.claims import JudgedSentence, false_in_document
from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.document.nodes import Document
from policyreport.document.report_type import ReportKind
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules import LintContext


def judged_sentences(dataset: Dataset, settings: RuleSettings, quarter: Quarter) -> tuple[JudgedSentence, ...]:
    """Return the sentences of the data up to a quarter that may claim something of numbers, judged."""
    found = LintContext(dataset, settings, quarter).judged_prose
    return tuple(sentence for sentence in found if sentence.quarter <= quarter)


def false_claims(document: Document, kind: ReportKind, facts: Facts) -> Iterator[Problem]:
    """Yield a warning for each claim of a template beside a number that is not true of it in this quarter."""
    for found in false_in_document(document, facts):
        claim = found.claim
        what = Message(
            f"'{claim.word}' is not true of '{claim.of}' in '{found.sentence}': {claim.facts.en}",
            f"‘{found.sentence}’의 '{claim.word}'은(는) '{claim.of}'의 수치와 다릅니다: {claim.facts.ko}",
        )
        hint = Message(
            f'true would be \'{claim.right.en}\'; write {{{{ claim(i, "증가", "감소") }}}}, which prints what is true',
            f'맞는 말은 \'{claim.right.ko}\'입니다. 맞는 말을 인쇄하는 {{{{ claim(i, "증가", "감소") }}}}를 쓰십시오',
        )
        yield Problem(ErrorKind.TEMPLATE, "template.false-claim", what, _place(kind, found.words), hint=hint)


def _place(kind: ReportKind, words: str) -> SourceLocation:
    """Return the line of a kind's templates on which words stand, or the template as a whole."""
    wanted = words.strip()
    for name in (kind.body, *sorted(kind.templates)):
        lines = kind.templates.get(name or "", "").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if wanted and wanted in text), 0)
        if name and line:
            return SourceLocation(name, line)
    return SourceLocation(kind.body or kind.kind)
