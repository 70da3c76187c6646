"""Templates drawn in 한글."""

from policyreport.office_templates.hwpx.fill import fill

__all__ = ["fill"]
