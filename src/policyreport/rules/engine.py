"""All the rules there are, and what they find in a data set, apart from what the project switched off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.model import Dataset, Path, Quarter
from policyreport.model.rule_settings import RuleSettings, SwitchedOff
from policyreport.rules import amounts, claims, dates, organisations, progress, references, sources, spelling, updates
from policyreport.rules.rule import Finding, LintContext, Rule, Severity, field_name, record_at, record_name, text_at

RULES: tuple[Rule, ...] = (
    *amounts.SUM_RULES,
    *amounts.BUDGET_RULES,
    *dates.DATE_RULES,
    *dates.LATER_RULES,
    *updates.UPDATE_RULES,
    *progress.TARGET_RULES,
    *progress.PROGRESS_RULES,
    *dates.FRESHNESS_RULES,
    *sources.RULES,
    *references.ORPHAN_RULES,
    *organisations.RULES,
    *spelling.RULES,
    *references.AUDIENCE_RULES,
    *claims.CLAIM_RULES,
)
"""Every rule; a new one is a line in its subject's module, a new subject a line here."""

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}

_SETTINGS = SourceLocation("data/project.yaml")
_UNUSED_OFF = "rules.unused-off"


class RatedFinding(NamedTuple):
    """A problem and how grave it is; ``excuse`` is the reason for which the project suppresses it.

    ``path`` leads to what a rule finds fault with in the data set; it is empty where no rule does.
    """

    severity: Severity
    problem: Problem
    excuse: str = ""
    path: Path = ()


@dataclass(frozen=True, slots=True)
class FindingCollector:
    """All that the rules found, in the order of its places."""

    judged: tuple[RatedFinding, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What is wrong."""
        return self._active("error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What looks wrong."""
        return self._active("warning")

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is worth knowing."""
        return self._active("note")

    @property
    def suppressed(self) -> tuple[RatedFinding, ...]:
        """What the project suppresses, each with its reason."""
        return tuple(one for one in self.judged if one.excuse)

    def _active(self, severity: Severity) -> tuple[Problem, ...]:
        return tuple(one.problem for one in self.judged if one.severity == severity and not one.excuse)


def apply(dataset: Dataset, settings: RuleSettings) -> FindingCollector:
    """Return what every rule finds in a data set.

    A rule switched off by a code that there is not is an error; one that would have found nothing, a warning.
    """
    review = LintContext(dataset, settings)
    found = [(rule, finding) for rule in RULES for finding in rule.find(review)]
    judged = [_judged(rule, finding, review) for rule, finding in found]
    return FindingCollector(
        tuple(sorted([*judged, *_unknown_codes(settings), *_needless(found, review)], key=_by_place))
    )


def blocking(
    dataset: Dataset, settings: RuleSettings, quarter: Quarter, *, strict: bool = False
) -> tuple[RatedFinding, ...]:
    """Return what ``apply`` finds wrong, but for what is suppressed or wrong only as of later quarters.

    A step that was due after the quarter, for one, is past its day as of the next quarter's report alone. What is found
    of the quarter itself blocks it also where nothing is wrong any more. What only looks wrong, a warning, blocks a
    ``strict`` build too.
    """
    severities = ("error", "warning") if strict else ("error",)
    rules = [rule for rule in RULES if rule.severity in severities]
    of_quarter = {rule.code for rule in rules if rule.of_quarter}
    as_of_then = list(_active(LintContext(dataset, settings, quarter), rules))
    then = {(one.problem.code, one.path) for one in as_of_then}
    now = _active(LintContext(dataset, settings), rules)
    found = [one for one in now if one.problem.code not in of_quarter and (one.problem.code, one.path) in then]
    found += [one for one in as_of_then if one.problem.code in of_quarter]
    if strict:
        found += [one for one in apply(dataset, settings).judged if one.problem.code == _UNUSED_OFF]
    return tuple(sorted([*found, *_unknown_codes(settings)], key=_by_place))


def _active(review: LintContext, rules: Iterable[Rule]) -> Iterator[RatedFinding]:
    """Yield what some rules find, but for what the project suppresses."""
    judged = (_judged(rule, found, review) for rule in rules for found in rule.find(review))
    return (one for one in judged if not one.excuse)


def found_by(review: LintContext, codes: Collection[str]) -> Iterator[RatedFinding]:
    """Yield what the rules of these codes find, but for what the project suppresses."""
    return _active(review, (rule for rule in RULES if rule.code in codes))


def known_later(dataset: Dataset, quarter: Quarter, settings: RuleSettings) -> tuple[Problem, ...]:
    """Return what the documents of one quarter leave out because it was known later, unless that is switched off."""
    reports = tuple(report for report in dataset.quarters if report.quarter == quarter)
    review = LintContext(dataset.model_copy(update={"quarters": reports}), settings)
    return tuple(one.problem for one in sorted(_active(review, dates.LATER_RULES), key=_by_place))


def _judged(rule: Rule, finding: Finding, review: LintContext) -> RatedFinding:
    off = (off for off in review.settings.off if _covers(off, rule, finding, review.dataset))
    problem = Problem(
        ErrorKind.DATA,
        rule.code,
        finding.what,
        review.dataset.places.find(finding.path),
        field_name(review.dataset, finding.path),
        finding.hint,
    )
    return RatedFinding(rule.severity, problem, next((one.reason for one in off), ""), finding.path)


def _covers(off: SwitchedOff, rule: Rule, finding: Finding, dataset: Dataset) -> bool:
    if off.code != rule.code or off.record not in (None, record_name(record_at(dataset, finding.path))):
        return False
    return off.text is None or off.text in text_at(dataset, finding.path)


def _unknown_codes(settings: RuleSettings) -> list[RatedFinding]:
    found: list[RatedFinding] = []
    for i, off in enumerate(settings.off, 1):
        if off.code not in BY_CODE:
            what = Message(f"there is no rule '{off.code}'", f"'{off.code}' 규칙은 없습니다")
            field, hint = f"rules › off[{i}] › code", did_you_mean(off.code, BY_CODE)
            found.append(
                RatedFinding("error", Problem(ErrorKind.DATA, "rules.unknown-code", what, _SETTINGS, field, hint))
            )
    return found


def _needless(found: Sequence[tuple[Rule, Finding]], review: LintContext) -> Iterator[RatedFinding]:
    for i, off in enumerate(review.settings.off):
        used = any(_covers(off, rule, finding, review.dataset) for rule, finding in found)
        if off.code in BY_CODE and not used:
            yield RatedFinding("warning", _unused(off, i))


def _unused(off: SwitchedOff, position: int) -> Problem:
    of = "".join(f" › {name}" for name in (off.record, off.text) if name)
    what = Message(
        f"'{off.code}{of}' is switched off, yet would find nothing",
        f"'{off.code}{of}' 규칙을 적용에서 제외하였으나 해당 사항이 없습니다",
    )
    hint = Message("remove it from 'off'", "'off'에서 지우십시오")
    return Problem(ErrorKind.DATA, _UNUSED_OFF, what, _SETTINGS, f"rules › off[{position + 1}]", hint)


def _by_place(judged: RatedFinding) -> tuple[bool, SourceLocation, str]:
    where = judged.problem.where
    return where is None, where or SourceLocation(""), judged.problem.code
