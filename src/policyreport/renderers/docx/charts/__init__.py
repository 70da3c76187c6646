"""Charts that Word draws and lets be edited: a chart part, the workbook behind it, and its place in the text."""

from policyreport.renderers.docx.charts.fragments import chart_fragments

__all__ = ["chart_fragments"]
