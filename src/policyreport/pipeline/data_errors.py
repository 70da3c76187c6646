"""What ``check`` calls an error of the data stops the documents that tell of it."""

from __future__ import annotations

from typing import cast

from policyreport.diagnostics import Problem
from policyreport.facts import as_known
from policyreport.model import Dataset, Path, Quarter, QuarterReport, Record
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules import blocking


def errors_of(dataset: Dataset, rules: RuleSettings, quarter: Quarter, *, strict: bool = False) -> tuple[Problem, ...]:
    """Return what ``check`` calls an error of the data, as far as the documents of a quarter tell of it.

    That is what is wrong with the data as a whole and with what was known by the quarter's end. What is wrong with a
    later quarter's report, values, budgets or events alone is not: the documents know nothing of it. Nothing is wrong
    with documents of a quarter on which the data do not report. What ``check`` warns of counts where it is ``strict``.
    """
    report = next((report for report in dataset.quarters if report.quarter == quarter), None)
    if report is None:
        return ()
    known = as_known(dataset, report)
    found = blocking(dataset, rules, quarter, strict=strict)
    return tuple(one.problem for one in found if _is_told_of(one.path, dataset, known, quarter))


def _is_told_of(path: Path, dataset: Dataset, known: Dataset, quarter: Quarter) -> bool:
    """Say whether documents of a quarter, for which ``known`` holds, tell of the record that a path leads into."""
    held = getattr(dataset, str(path[0])) if path else None
    if not isinstance(held, tuple):
        return True
    record = cast("tuple[Record, ...]", held)[int(path[1])]
    if isinstance(record, QuarterReport):
        return record.quarter <= quarter
    left: tuple[Record, ...] = getattr(known, str(path[0]))
    name: str | None = getattr(record, "id", None)
    return any(one is record or (name is not None and getattr(one, "id", None) == name) for one in left)
