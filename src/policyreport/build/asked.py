"""What users ask for in words."""

from __future__ import annotations

from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.model import Quarter


def asked_quarter(word: str) -> Quarter:
    """Return the quarter that a user names as ``2025Q2``; ``PolicyReportError`` (exit code 2) for anything else."""
    try:
        return Quarter.parse(word)
    except ValueError:
        what = Words(f"'{word}' is not a quarter", f"'{word}'은(는) 분기가 아닙니다")
        hint = Words("write it as 2025Q2", "2025Q2 처럼 쓰십시오")
        raise PolicyReportError([Problem(Kind.USAGE, "usage.quarter", what, field="--quarter", hint=hint)]) from None
