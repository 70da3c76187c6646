"""The workbook: each chapter of a document a sheet, each number one that formulas can use."""

from policyreport.renderers.xlsx.workbook import render

__all__ = ["render"]
