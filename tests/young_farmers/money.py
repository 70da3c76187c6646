"""The made-up office's money as it writes it once it keeps what was spent by each quarter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policyreport.project import Project

SPENT: Mapping[str, tuple[str, str, str]] = {
    "p-grant": ("6120", "10180.5", "13980.2"),
    "p-land": ("1900", "3960", "4760"),
    "p-interest": ("150.25", "402", "871"),
    "p-loan": ("28735", "45580", "74215"),
    "p-train": ("310", "733", "1391"),
    "p-consult": ("12", "91", "203"),
    "p-smart1": ("15400", "21020", "21390"),
    "p-smart2": ("640", "1830", "4105"),
    "p-house": ("5200", "9724", "19870"),
    "p-childcare": ("60", "155", "402"),
    "p-club": ("98", "214", "276"),
    "p-mentor": ("", "", "88"),
}
"""What was spent of each programme's budget by the end of June, September and December, in 백만원."""

PLANNED: Mapping[str, str] = {"p-grant": "10890", "p-loan": "60000", "p-smart2": "6100"}
"""What was to be spent of some of them by the end of September."""

_QUARTERS = ("2026Q2", "2026Q3", "2026Q4")


def keep_by_quarter(project: Project, *, planned: bool = False) -> None:
    """Write what was spent by each quarter into the files of those quarters that there are."""
    for position, quarter in enumerate(_QUARTERS):
        path = project.data / "quarters" / f"{quarter}.yaml"
        if path.exists():
            plans = PLANNED if planned and quarter == "2026Q3" else {}
            rows = "".join(_row(program, spent[position], quarter, plans) for program, spent in SPENT.items())
            append(path, f"executions:\n{rows}")


def _row(program: str, spent: str, quarter: str, plans: Mapping[str, str]) -> str:
    plan = f", planned: {plans[program]}" if program in plans else ""
    source = f"rep{quarter[-1]}"
    return f"  - {{program: {program}, year: 2026, executed: {spent}{plan}, unit: 백만원, source: {source}}}\n"


def append(path: Path, text: str) -> None:
    """Write more at the end of a file."""
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{text}", "utf-8")
