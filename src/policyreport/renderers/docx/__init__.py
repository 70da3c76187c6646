"""The Word handout: native headings, lists, tables, fields and links, as a careful typist would make them."""

from policyreport.renderers.docx.document import reference, render

__all__ = ["reference", "render"]
