"""The rules that data should keep beyond what makes them loadable, and how what they find is told."""

from policyreport.rules.engine import RULES, FindingCollector, RatedFinding, apply, blocking, known_later
from policyreport.rules.report import grouped, rules_table, sarif
from policyreport.rules.rule import Finding, LintContext, Rule, Severity

__all__ = [
    "RULES",
    "Finding",
    "FindingCollector",
    "LintContext",
    "RatedFinding",
    "Rule",
    "Severity",
    "apply",
    "blocking",
    "grouped",
    "known_later",
    "rules_table",
    "sarif",
]
