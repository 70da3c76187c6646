"""Charts that Word draws and lets be edited: a chart part, the workbook behind it, and its place in the text."""

from policyreport.render.docx.charts.pieces import chart_pieces

__all__ = ["chart_pieces"]
