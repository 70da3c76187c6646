"""The rules as a table for people."""

from __future__ import annotations

from policyreport.rules.catalogue import RULES
from policyreport.rules.rule import Rule, Severity

SEVERITIES: dict[Severity, str] = {"error": "오류", "warning": "경고", "note": "참고"}


def rules_table() -> str:
    """Return all rules as a table in Markdown and Korean: code, severity, what is asked, why."""
    head = ["| 코드 | 정도 | 지킬 것 | 까닭 |", "|---|---|---|---|"]
    return "\n".join([*head, *map(_row, RULES)]) + "\n"


def _row(rule: Rule) -> str:
    return f"| `{rule.code}` | {SEVERITIES[rule.severity]} | {rule.title.ko} | {rule.why.ko} |"
