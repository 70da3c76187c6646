"""Excel workbooks: those that staff keep are read, and one for them to fill in is written.

Workbooks are read by a small reader of our own over the package's XML. openpyxl's tells no formula that was never
calculated from an empty cell, nor hidden rows while it streams, gives numbers as binary fractions, and does not know
the dates of Korean Excel.
"""

from policyreport.inputs.excel.workbook import read_workbook, read_workbook_bytes

__all__ = ["read_workbook", "read_workbook_bytes"]
