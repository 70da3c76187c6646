"""Two states of a document as one Word file with tracked changes, which Word accepts or rejects one by one."""

from policyreport.renderers.docx.tracked.tracked_file import render_tracked

__all__ = ["render_tracked"]
