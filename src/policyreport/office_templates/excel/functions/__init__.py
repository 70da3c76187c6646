"""The functions that formulas can use, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.office_templates.excel.computation import Function
from policyreport.office_templates.excel.functions import (
    conditions,
    criteria,
    dates,
    lookups,
    numbers,
    texts,
    totals,
)

FUNCTIONS: Mapping[str, Function] = {
    **totals.FUNCTIONS,
    **criteria.FUNCTIONS,
    **lookups.FUNCTIONS,
    **conditions.FUNCTIONS,
    **texts.FUNCTIONS,
    **numbers.FUNCTIONS,
    **dates.FUNCTIONS,
}
"""Every function whose value is worked out; a new one is a line in its subject's module."""
