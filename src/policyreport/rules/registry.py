"""All the rules there are."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.rules import amounts, dates, organisations, progress, references, spelling
from policyreport.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *amounts.SUM_RULES,
    *amounts.BUDGET_RULES,
    *dates.DATE_RULES,
    *dates.LATER_RULES,
    *progress.TARGET_RULES,
    *progress.PROGRESS_RULES,
    *dates.FRESHNESS_RULES,
    *references.ORPHAN_RULES,
    *organisations.RULES,
    *spelling.RULES,
    *references.AUDIENCE_RULES,
)
"""Every rule; a new one is a line in its subject's module, a new subject a line here."""

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
