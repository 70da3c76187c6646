"""Templates drawn in Excel."""

from policyreport.drawn.excel.document import fill

__all__ = ["fill"]
