"""The example as an office wrote it before executions were kept by quarter: its executed sums stand in the budgets."""

from __future__ import annotations

import re
from pathlib import Path

_NOW = re.compile(
    r"    source: plan +# 집행액은 분기 파일의 executions에 적음\n|(?<=    current: 800\n)    source: plan\n"
)
_EXECUTED = ("2610", "310")
_EXECUTIONS = re.compile(r"executions:.*?\n\n", re.DOTALL)


def executed_in_budgets(data: Path) -> None:
    """Write the executed sums of the newest quarter into the budgets of the example in a folder, and nowhere else."""
    budgets = data / "carrying-out.yaml"
    sums = iter(_EXECUTED)

    def in_budget(_: re.Match[str]) -> str:
        return f"    executed: {next(sums)}\n    executed_as_of: 2026-06\n    source: progress-q2\n"

    text, count = _NOW.subn(in_budget, budgets.read_text("utf-8"))
    assert count == len(_EXECUTED)
    budgets.write_text(text, "utf-8")
    for quarter in (data / "quarters").glob("*.yaml"):
        text, count = _EXECUTIONS.subn("", quarter.read_text("utf-8"))
        assert count == 1
        quarter.write_text(text, "utf-8")
