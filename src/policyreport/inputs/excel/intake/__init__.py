"""A workbook for staff to fill in, made from what is known already, and read back as the same."""

from policyreport.inputs.excel.intake.workbook import empty_intake_workbook, intake_workbook

__all__ = ["empty_intake_workbook", "intake_workbook"]
