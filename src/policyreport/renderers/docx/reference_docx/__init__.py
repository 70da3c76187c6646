"""The looks of a Word file that someone restyled: its styles, lists, theme and page, and nothing else that is in it."""

from policyreport.renderers.docx.reference_docx.reference import with_reference_styles

__all__ = ["with_reference_styles"]
