"""From one quarter to the next: the file that a new quarter starts with, its values still to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem, did_you_mean, raise_any
from policyreport.model import Dataset, Quarter
from policyreport.roll.quarter_file import Carried, carried_over, quarter_file_text

__all__ = ["Carried", "Rolled", "rolled"]


class Rolled(NamedTuple):
    """The text of ``data/quarters/<new>.yaml``, and what of the old quarter is carried into the new one."""

    text: str
    carried: Carried


def rolled(dataset: Dataset, old: Quarter, new: Quarter) -> Rolled:
    """Return what the new quarter starts with: observations and executions without values, outlook and gaps.

    Nothing of the old quarter is changed. Raises ``PolicyReportError`` (exit code 2) where the data set does not report
    on the old quarter, or does so already on the new one, or where the new one is not the later.
    """
    raise_any(list(_problems(dataset, old, new)))
    report = next(report for report in dataset.quarters if report.quarter == old)
    carried = carried_over(dataset, old, new)
    return Rolled(quarter_file_text(report, carried, new), carried)


def _problems(dataset: Dataset, old: Quarter, new: Quarter) -> Iterator[Problem]:
    reported = [report.quarter for report in dataset.quarters]
    if old not in reported:
        what = Message(f"the data do not report on {old}", f"{old} 자료가 없습니다")
        yield Problem(ErrorKind.USAGE, "usage.quarter", what, hint=did_you_mean(str(old), map(str, reported)))
    if new <= old:
        what = Message(f"{new} is not later than {old}", f"{new}은(는) {old}의 뒤가 아닙니다")
        hint = Message("name the old quarter first, then the new one", "앞 분기를 먼저, 새 분기를 다음에 쓰십시오")
        yield Problem(ErrorKind.USAGE, "roll.not-later", what, hint=hint)
    elif new in reported:
        what = Message(f"the data report on {new} already", f"{new} 자료가 이미 있습니다")
        hint = Message(
            "work on that quarter's file, or name a later quarter", "그 분기 파일을 고치거나 더 뒤의 분기를 쓰십시오"
        )
        yield Problem(ErrorKind.USAGE, "roll.already-there", what, hint=hint)
