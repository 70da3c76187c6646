"""On which page each heading stands: estimated by counting lines, since only Word lays the document out.

It knows what decides a page in Word: type sizes, spacing, line heights, widths, what stays together, table heads that
stand again, and footnotes. It takes every font to be as wide as 맑은 고딕, and breaks lines between words. Beside
LibreOffice's pages it is a few points off on each, so that of ten headings nine stand on the page that it says; one
that begins close to a page's end may stand on the next or the one before.
"""

from policyreport.renderers.docx.page_estimate.blocks import heading_pages

__all__ = ["heading_pages"]
