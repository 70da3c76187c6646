"""The rules that data should keep beyond what makes them loadable, and how what they find is told."""

from policyreport.rules.by_file import grouped
from policyreport.rules.catalogue import RULES
from policyreport.rules.findings import Findings, Judged, apply, errors, known_later
from policyreport.rules.rule import Finding, Review, Rule, Severity
from policyreport.rules.sarif import sarif
from policyreport.rules.table import rules_table

__all__ = [
    "RULES",
    "Finding",
    "Findings",
    "Judged",
    "Review",
    "Rule",
    "Severity",
    "apply",
    "errors",
    "grouped",
    "known_later",
    "rules_table",
    "sarif",
]
