"""The 한글 handout (HWPX, KS X 6101): named styles, bullets, tables, footnotes and links that staff edit in 한글."""

from policyreport.renderers.hwpx.document import render

__all__ = ["render"]
