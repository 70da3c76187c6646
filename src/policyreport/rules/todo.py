"""What a quarter still lacks: values, money, words and what became of things due, each with who owes it and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from policyreport.diagnostics import Message, SourceLocation
from policyreport.model import Dataset, Quarter
from policyreport.model.implementation import Account
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules.engine import found_by
from policyreport.rules.rule import LintContext, record_at

TaskKind = Literal["words", "values", "money", "milestones", "actions", "risks", "targets"]

_CODES: Mapping[str, TaskKind] = {
    "text.to-be-written": "words",
    "observation.empty": "values",
    "target.missing": "targets",
    "milestone.past-due": "milestones",
    "milestone.put-off": "milestones",
    "action.past-due": "actions",
    "risk.no-remedy": "risks",
}
"""The rules of ``check`` that tell of what is missing still, and what each is about."""

_OFFICER = "officer"
_POLICY = ""
"""What the officers of the policy as a whole are of, beside those of programmes."""
_RESULTS = ("outcome", "output")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a quarter lacks: what it is, who owes it, where it is to be written, and in which field.

    ``place`` is that of what stands there already; where nothing does, that of the quarter's own file.
    """

    kind: TaskKind
    what: Message
    owner: str
    place: SourceLocation | None
    field: str
    hint: Message


def tasks(dataset: Dataset, settings: RuleSettings, quarter: Quarter) -> tuple[Task, ...]:
    """Return what a quarter lacks on which the data report, in the order of kinds and of the data."""
    review = LintContext(dataset, settings, quarter)
    owners = _Owners(dataset)
    found = [*_by_rules(review, owners), *_narrative(review, owners), *_values(review, owners), *_money(review, owners)]
    order = list(dict.fromkeys((*_CODES.values(), "money")))
    return tuple(sorted(found, key=lambda task: order.index(task.kind)))


class _Owners:
    """Who answers for records: a record's own owner, the officers of its programme, its department or its office."""

    def __init__(self, dataset: Dataset) -> None:
        self._programs = {program.id: program for program in dataset.programs}
        self._measures = {measure.id: measure for measure in dataset.measures}
        self._lead = dataset.policy.lead
        self._program_of = {indicator.id: indicator.program for indicator in dataset.indicators}
        self._officers: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for contact in dataset.contacts:
            if contact.role == _OFFICER:
                named = " ".join(filter(None, (contact.department, contact.name)))
                for program in contact.programs or (_POLICY,):
                    self._officers[program][named] = None

    def of(self, record: object) -> str:
        owner = getattr(record, "owner", None)
        if owner:
            return str(owner)
        program, measure = self._linked(record)
        if program in self._programs:
            return self.of_program(program)
        if measure in self._measures:
            found = self._measures[measure]
            return found.contact or found.department or found.lead or self.of_policy
        return self.of_policy

    def _linked(self, record: object) -> tuple[str, str]:
        """Return the programme and the measure that a record is about; empty for none."""
        indicator = getattr(record, "indicator", None)
        program = self._program_of.get(indicator) if indicator else getattr(record, "program", None)
        return str(program or ""), str(getattr(record, "measure", None) or "")

    def of_program(self, program: str) -> str:
        found = self._programs[program]
        return ", ".join(self._officers.get(program, ())) or found.contact or found.department or found.lead

    @property
    def of_policy(self) -> str:
        return ", ".join(self._officers.get(_POLICY, ())) or self._lead


def _by_rules(review: LintContext, owners: _Owners) -> Iterator[Task]:
    """Yield what ``check`` finds missing as of the quarter; words of other quarters' files are theirs to write."""
    for judged in found_by(review, _CODES):
        record = record_at(review.dataset, judged.path)
        own = getattr(record, "quarter", review.newest.quarter)
        if own == review.newest.quarter:
            problem = judged.problem
            hint = problem.hint or problem.what
            kind = _CODES[problem.code]
            yield Task(kind, problem.what, owners.of(record), problem.where, problem.field, hint)


def _narrative(review: LintContext, owners: _Owners) -> Iterator[Task]:
    report = review.newest
    for name, en, ko in (("narrative", "words of its own", "서술"), ("outlook", "what is planned next", "향후 계획")):
        if not getattr(report, name):
            what = Message(f"{report.quarter} has no {en} ({name})", f"{report.quarter}의 {ko}({name})이 없습니다")
            hint = Message(f"write '{name}' under 'report'", f"report 아래에 {name} 항목을 적으십시오")
            yield Task("words", what, owners.of_policy, _file_of(review), f"report › {name}", hint)


def _values(review: LintContext, owners: _Owners) -> Iterator[Task]:
    """Yield the results that are without a value in the quarter: those observed the quarter or the year before.

    Others are observed when there is something to tell, but one that never had a value is told as well. Conditions of
    support and what lies around the policy do not change by the quarter.
    """
    quarter = review.newest.quarter
    seen: dict[str, set[Quarter]] = {}
    for observation in review.dataset.observations:
        seen.setdefault(observation.indicator, set()).add(observation.quarter)
    usual = {_shifted(quarter, 1), _shifted(quarter, 4)}
    for i, indicator in enumerate(review.dataset.indicators):
        when = {one for one in seen.get(indicator.id, set[Quarter]()) if one <= quarter}
        is_result = indicator.role in _RESULTS and indicator.formula is None
        if not is_result or quarter in when or (when and not when & usual):
            continue
        last = max(when, default=None)
        what = Message(
            f"'{indicator.title}' has no value for {quarter}" + (f" (last: {last})" if last else " and never had one"),
            f"'{indicator.title}'의 {quarter} 값이 없습니다" + (f"(마지막: {last})" if last else "(값이 한 번도 없음)"),
        )
        hint = Message(
            f"write it under 'observations': indicator: {indicator.id}",
            f"observations에 indicator: {indicator.id} 항목을 적으십시오",
        )
        place = _file_of(review) or review.dataset.places.find(("indicators", i))
        owner = owners.of_program(indicator.program) if indicator.program else owners.of_policy
        yield Task("values", what, owner, place, f"observations › {indicator.id}", hint)


def _money(review: LintContext, owners: _Owners) -> Iterator[Task]:
    """Yield the budgets of the quarter's year of which it is not told what was spent, or what there is to spend."""
    dataset, report = review.dataset, review.newest
    spent = {
        execution.account: i for i, execution in enumerate(dataset.executions) if execution.quarter == report.quarter
    }
    titles = {program.id: program.title for program in dataset.programs}
    for i, budget in enumerate(dataset.budgets):
        if budget.year != report.quarter.year:
            continue
        title, owner = titles[budget.program], owners.of_program(budget.program)
        fund = f" ({dataset.money.title_of(budget.fund)})" if budget.fund else ""
        if budget.available is None:
            what = Message(
                f"'{title}'{fund} has no budget for {budget.year}",
                f"'{title}'{fund}의 {budget.year}년 예산액이 없습니다",
            )
            hint = Message("write 'current' or 'original'", "'current'(예산현액)나 'original'(본예산)을 적으십시오")
            yield Task("money", what, owner, dataset.places.find(("budgets", i)), f"budgets › {budget.id}", hint)
        if not _is_told(budget.account, spent, dataset) and budget.execution_quarter != report.quarter:
            what = Message(
                f"what was spent of '{title}'{fund} by the end of {report.quarter} is missing",
                f"'{title}'{fund}의 {report.quarter} 집행액이 없습니다",
            )
            hint = Message(
                f"write it under 'executions': program: {budget.program}, year: {budget.year}",
                f"executions에 program: {budget.program}, year: {budget.year} 항목을 적으십시오",
            )
            at = spent.get(budget.account)
            place = _file_of(review) if at is None else dataset.places.find(("executions", at))
            yield Task("money", what, owner, place, f"executions › {budget.program}", hint)


def _is_told(account: Account, spent: Mapping[Account, int], dataset: Dataset) -> bool:
    return account in spent and dataset.executions[spent[account]].executed is not None


def _file_of(review: LintContext) -> SourceLocation | None:
    """Return the file in which the quarter's report stands."""
    at = review.dataset.quarters.index(review.newest)
    found = review.dataset.places.find(("quarters", at))
    return SourceLocation(found.file) if found else None


def _shifted(quarter: Quarter, back: int) -> Quarter:
    number = quarter.year * 4 + quarter.number - 1 - back
    return Quarter(number // 4, number % 4 + 1)
