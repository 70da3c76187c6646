"""The looks of a Word file that someone restyled: its styles, lists, theme and page, and nothing else that is in it."""

from policyreport.render.docx.restyled.wearing import restyled

__all__ = ["restyled"]
