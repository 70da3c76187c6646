"""All the rules there are."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.rules import (
    aims,
    audiences,
    budgets,
    dates,
    freshness,
    later,
    organisations,
    orphans,
    progress,
    sums,
    writing,
)
from policyreport.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *sums.RULES,
    *budgets.RULES,
    *dates.RULES,
    *later.RULES,
    *aims.RULES,
    *progress.RULES,
    *freshness.RULES,
    *orphans.RULES,
    *organisations.RULES,
    *writing.RULES,
    *audiences.RULES,
)
"""Every rule; a new one is a line in its subject's module, a new subject a line here."""

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
