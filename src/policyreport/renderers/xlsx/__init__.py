"""The workbook: each chapter of a document a sheet, each number a number that can be reckoned with."""

from policyreport.renderers.xlsx.labels import workbook_text
from policyreport.renderers.xlsx.workbook import render

__all__ = ["render", "workbook_text"]
