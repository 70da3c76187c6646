"""What a single rule finds in a small data set."""

from __future__ import annotations

from policyreport.diagnostics import Problem
from policyreport.model import Dataset
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules import apply


def found(code: str, known: Dataset, **settings: object) -> list[Problem]:
    """Return what the rule of one code finds and the project heeds."""
    findings = apply(known, RuleSettings.model_validate(settings))
    return [p for p in (*findings.errors, *findings.warnings, *findings.notes) if p.code == code]


def fields(code: str, known: Dataset, **settings: object) -> list[str]:
    """Return the fields at which the rule of one code finds something."""
    return [problem.field for problem in found(code, known, **settings)]
