"""Templates drawn in Excel."""

from policyreport.office_templates.excel.fill import fill

__all__ = ["fill"]
