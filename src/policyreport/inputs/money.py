"""Money between records: funds by their codes, one row for each amount, and executions that fit their budgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pydantic import ValidationError

from policyreport.diagnostics import Message, PolicyReportError, Problem, did_you_mean
from policyreport.inputs.checks import CheckContext
from policyreport.inputs.raw_data import RawData, Value
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model import Budget, Execution, Path, QuarterReport, Record
from policyreport.model.implementation import Account
from policyreport.model.money import Fund, MoneyStyle, MoneyUnit, funds_in_order, in_unit
from policyreport.project import Project

_OF_FUNDS = ("budgets", "executions")


class _Declared(Record, extra="ignore"):
    """What the settings say of money; the rest of them is judged where they are used."""

    funds: tuple[Fund, ...] = ()
    display_unit: MoneyUnit | None = None


def money_style(project: Project) -> MoneyStyle | None:
    """Return what ``data/project.yaml`` says of money; None where it is wrong, which its own reader tells."""
    path = project.data / "project.yaml"
    if not path.exists():
        return MoneyStyle()
    try:
        declared = _Declared.model_validate(read_yaml(project, path).content)
    except (PolicyReportError, ValidationError):
        return None
    return MoneyStyle(funds_in_order(declared.funds), declared.display_unit)


def with_fund_codes(reading: RawData, style: MoneyStyle) -> RawData:
    """Return a reading in which funds that are written by their titles are written by their codes."""
    coded: dict[str, Value] = {}
    for name in _OF_FUNDS:
        records = reading.content.get(name)
        if isinstance(records, list):
            coded[name] = [_with_code(record, style) for record in records]
    return replace(reading, content=reading.content | coded)


def _with_code(record: Value, style: MoneyStyle) -> Value:
    fund = record.get("fund") if isinstance(record, dict) else None
    code = style.code_of(fund.strip()) if isinstance(fund, str) else None
    return {**record, "fund": code} if isinstance(record, dict) and code is not None else record


def money_problems(scene: CheckContext, style: MoneyStyle) -> Iterator[Problem]:
    """Yield what would count money twice or not at all, and what does not fit together."""
    yield from _unknown_funds(scene, style)
    for collection in _OF_FUNDS:
        rows = list(_rows(scene, collection))
        yield from _duplicates(scene, rows, collection, style)
        yield from _wholes_beside_parts(scene, rows, collection, style)
    yield from _without_budget(scene, style)
    yield from _months(scene)
    yield from _told_twice(scene)


def _unknown_funds(scene: CheckContext, style: MoneyStyle) -> Iterator[Problem]:
    names = [name for fund in style.funds for name in (fund.code, fund.title)]
    for collection in _OF_FUNDS:
        for path, fund in scene.written(collection, "fund"):
            if style.code_of(fund) is None:
                what = Message(f"there is no fund '{fund}'", f"'{fund}'은(는) 재원 목록에 없습니다")
                near = did_you_mean(fund, names)
                hint = Message(
                    f"{near.en} A fund of your own stands in 'funds:' of data/project.yaml, with its code and title",
                    f"{near.ko} 새 재원이면 data/project.yaml의 'funds:'에 code와 title을 적으십시오",
                )
                yield scene.problem("data.unknown-fund", what, (*path, "fund"), hint)


class _Row(NamedTuple):
    """A row of money: what it is of, whether it is sound or not; ``quarter`` is empty for a budget.

    ``members`` are those that it names, such as ``region garam``.
    """

    path: Path
    program: str
    year: str
    quarter: str
    fund: str
    members: str


def _rows(scene: CheckContext, collection: str) -> Iterator[_Row]:
    years, funds, quarters = (dict(scene.written(collection, field)) for field in ("year", "fund", "quarter"))
    members = {
        path: ", ".join(f"{name} {code}" for name, code in of.items()) for path, of in scene.written_members(collection)
    }
    for path, program in scene.written(collection, "program"):
        if path in years and (collection == "budgets" or path in quarters):
            of = (funds.get(path, ""), members.get(path, ""))
            yield _Row(path, program, years[path], quarters.get(path, ""), *of)


def _duplicates(scene: CheckContext, rows: Sequence[_Row], collection: str, style: MoneyStyle) -> Iterator[Problem]:
    """Yield each further row of the same; one that repeats an id as well is reported for its id."""
    ids = dict(scene.written(collection, "id"))
    first: dict[_Row, _Row] = {}
    for row in rows:
        before = first.setdefault(row._replace(path=()), row)
        is_copy = row.path in ids and ids[row.path] == ids.get(before.path)
        if before is not row and not is_copy:
            place = scene.place((*before.path, "program"))
            of = _named(row, style)
            if collection == "budgets":
                what = Message(
                    f"'{row.program}' has two budgets for {of.en}: before at {place}",
                    f"'{row.program}'의 {of.ko} 예산을 두 번 적었습니다. 앞의 것은 {place}에 있습니다",
                )
                hint = Message(
                    "keep one row, with the amounts of both added up; correct 'program' or 'year'; or give each its "
                    "'fund'",
                    "금액을 더해 한 줄로 합치거나, 지원사업(program)이나 연도(year)를 고치거나, "
                    "재원이 다르면 재원(fund)을 적으십시오",
                )
                yield scene.problem("data.duplicate-budget", what, (*row.path, "program"), hint)
            else:
                what = Message(
                    f"'{row.program}' has two executions in {row.quarter} for {of.en}: before at {place}",
                    f"'{row.program}'의 {of.ko} 집행을 {row.quarter}에 두 번 적었습니다. 앞의 것은 {place}에 있습니다",
                )
                hint = Message(
                    "keep the one that holds at the quarter's end; an execution of another quarter stands in that "
                    "quarter's file",
                    "분기 말의 것 하나만 남기십시오. 다른 분기의 집행은 그 분기의 파일에 적습니다",
                )
                yield scene.problem("data.duplicate-execution", what, (*row.path, "program"), hint)


def _named(row: _Row, style: MoneyStyle) -> Message:
    fund = f" {style.title_of(row.fund)}" if row.fund else ""
    fund += f" ({row.members})" if row.members else ""
    return Message(f"{row.year}{fund}", f"{row.year}년{fund}")


def _wholes_beside_parts(
    scene: CheckContext, rows: Sequence[_Row], collection: str, style: MoneyStyle
) -> Iterator[Problem]:
    parts = {row._replace(path=(), fund=""): row for row in reversed(rows) if row.fund}
    for row in rows:
        part = parts.get(row._replace(path=())) if not row.fund else None
        if part is not None:
            what_is = Message("a budget", "예산") if collection == "budgets" else Message("an execution", "집행")
            place, fund = scene.place((*part.path, "fund")), style.title_of(part.fund)
            what = Message(
                f"'{row.program}' has {what_is.en} for {row.year} without a fund beside one of {fund} at {place}: the "
                "whole and its parts would be counted twice",
                f"'{row.program}'의 {row.year}년 {what_is.ko}에 재원 없는 줄이 {fund} 줄({place})과 함께 있어 "
                "전체와 부분을 두 번 세게 됩니다",
            )
            hint = Message(
                "remove this row where it is the whole; where it is what other funds give, write its 'fund'",
                "이 줄이 합계이면 지우고, 나머지 재원의 것이면 재원(fund)을 적으십시오",
            )
            yield scene.problem("data.fund-beside-whole", what, (*row.path, "program"), hint)


def _without_budget(scene: CheckContext, style: MoneyStyle) -> Iterator[Problem]:
    """Yield each execution that no budget would show, since its programme has none of that year and fund."""
    if not scene.reading.whole:
        return
    budgeted: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in _rows(scene, "budgets"):
        budgeted[row.program, row.year].append(row)
    for row in _rows(scene, "executions"):
        own = budgeted.get((row.program, row.year), [])
        funds = [one.fund for one in own]
        if any((one.fund, one.members) == (row.fund, row.members) for one in own):
            continue
        if row.fund in funds:
            what, hint = _of_other_members(row, own)
        elif not funds:
            what = Message(
                f"'{row.program}' has no budget for {row.year}, of which this was spent",
                f"'{row.program}'의 {row.year}년 예산이 없어 이 집행을 어디에도 싣지 못합니다",
            )
            hint = Message(
                "add a row to 'budgets' (its amounts may be missing), or mend 'program' or 'year'",
                "예산(budgets)에 한 줄을 적거나(금액은 몰라도 됨), 지원사업(program)이나 연도(year)를 고치십시오",
            )
        else:
            listed = ", ".join(style.title_of(fund) if fund else "재원 없음" for fund in funds)
            listed_en = ", ".join(style.title_of(fund) if fund else "no fund" for fund in funds)
            what = Message(
                f"'{row.program}' has budgets for {row.year} of other funds ({listed_en}) than this execution "
                f"({style.title_of(row.fund) if row.fund else 'no fund'})",
                f"'{row.program}'의 {row.year}년 예산은 재원이 {listed}인데 이 집행은 "
                f"{style.title_of(row.fund) if row.fund else '재원 없음'}입니다",
            )
            hint = Message(
                "divide budgets and executions alike: both by the same funds, or both without",
                "예산과 집행을 같은 재원으로 나누거나, 둘 다 재원 없이 적으십시오",
            )
        yield scene.problem("data.execution-without-budget", what, (*row.path, "program"), hint)


def _of_other_members(row: _Row, budgets: Sequence[_Row]) -> tuple[Message, Message]:
    """Return what is wrong with an execution of members of which there is no budget, and what to do."""
    listed = "; ".join(dict.fromkeys(one.members or "-" for one in budgets))
    what = Message(
        f"'{row.program}' has budgets for {row.year} of other members ({listed}) than this execution "
        f"({row.members or '-'})",
        f"'{row.program}'의 {row.year}년 예산의 구분은 {listed}인데 이 집행은 {row.members or '-'}입니다",
    )
    hint = Message(
        "divide budgets and executions alike: both by the same members, or both without",
        "예산과 집행을 같은 구분으로 나누거나, 둘 다 구분 없이 적으십시오",
    )
    return what, hint


def _months(scene: CheckContext) -> Iterator[Problem]:
    """Yield executions of quarters that are not reported on, without the month that they need, or of another time."""
    closes = {report.quarter: report.as_of for _, report in scene.records(QuarterReport)}
    reported = {quarter for _, quarter in scene.written("quarters", "quarter")}
    told: set[str] = set()
    for path, execution in scene.records(Execution):
        quarter = str(execution.quarter)
        if scene.reading.whole and quarter not in reported and quarter not in told:
            told.add(quarter)
            yield _unreported(scene, quarter, path)
        closed = closes.get(execution.quarter)
        is_plain = execution.year == execution.quarter.year and (closed is None or closed >= execution.quarter.last_day)
        if execution.as_of is None and not is_plain:
            yield _month_needed(scene, path)
        elif closed is not None and execution.month > closed.isoformat()[:7]:
            what = Message(
                f"what was spent by {execution.month} is later than its quarter's report, which holds for {closed}",
                f"{execution.month}까지의 집행은 분기 보고의 기준일 {closed}보다 늦습니다",
            )
            hint = Message("move it to a later quarter, or mend 'as_of'", "뒤 분기로 옮기거나 'as_of'를 고치십시오")
            yield scene.problem("data.late-execution", what, (*path, "as_of"), hint)
        elif int(execution.month[:4]) < execution.year:
            what = Message(
                f"nothing of the budget for {execution.year} can have been spent by {execution.month}",
                f"{execution.year}년 예산을 {execution.month}까지 집행했을 수 없습니다",
            )
            hint = Message("mend 'as_of' or 'year'", "'as_of'나 'year'를 고치십시오")
            yield scene.problem("data.early-execution", what, (*path, "as_of"), hint)


def _unreported(scene: CheckContext, quarter: str, path: Path) -> Problem:
    what = Message(f"nothing is reported of {quarter}", f"{quarter}의 보고가 없습니다")
    hint = Message(
        f"write 'report:' in data/quarters/{quarter}.yaml", f"data/quarters/{quarter}.yaml에 'report:'를 적으십시오"
    )
    return scene.problem("data.unreported-quarter", what, path, hint)


def _month_needed(scene: CheckContext, path: Path) -> Problem:
    what = Message(
        "the month up to which this was spent is not plain: the budget is of another year, or the report holds for a "
        "day before the quarter's end",
        "어느 달까지의 집행인지 분명하지 않습니다. 다른 해의 예산이거나, 보고 기준일이 분기 말보다 이릅니다",
    )
    hint = Message("write 'as_of:', such as 2026-08", "'as_of:'에 2026-08처럼 적으십시오")
    return scene.problem("data.missing-field", what, path, hint)


_Spent = tuple[Account, str]
"""What an amount is of, and the month by which it was spent."""


def _told_twice(scene: CheckContext) -> Iterator[Problem]:
    """Yield each sum that a budget gives as ``executed``, and an execution of the same month otherwise."""
    executions: Mapping[_Spent, tuple[Path, Execution]] = {
        (one.account, one.month): (path, one) for path, one in scene.records(Execution) if one.executed is not None
    }
    for path, budget in scene.records(Budget):
        if budget.executed is None or budget.executed_as_of is None:
            continue
        found = executions.get((budget.account, budget.executed_as_of))
        if found is None or found[1].executed is None:
            continue
        other, spent = found
        if in_unit(budget.executed, budget.unit, "원") != in_unit(found[1].executed, spent.unit, "원"):
            place = scene.place((*other, "executed"))
            what = Message(
                f"{budget.executed:,f}{budget.unit} were spent by {budget.executed_as_of}, yet "
                f"{found[1].executed:,f}{spent.unit} at {place}",
                f"{budget.executed_as_of}까지 {budget.executed:,f}{budget.unit}을(를) 집행했다고 적었는데 "
                f"{place}에는 {found[1].executed:,f}{spent.unit}입니다",
            )
            hint = Message(
                "keep what stands in 'executions', and remove 'executed' and 'executed_as_of' here",
                "집행(executions)의 것을 남기고 이곳의 executed와 executed_as_of를 지우십시오",
            )
            yield scene.problem("data.conflicting-executions", what, (*path, "executed"), hint)
