"""Making a report in large print."""

from __future__ import annotations

from policyreport.document.large_print import large_print, with_narrow_tables
from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document
from policyreport.errors import PolicyReportError
from policyreport.render import FORMATS

_MOST_COLUMNS, _FEWEST_COLUMNS = 5, 2
"""How many columns a page's width mostly holds at 13 points and more, and how few a table can be brought to."""
_TOO_WIDE = ".table-too-wide"
"""How the codes end by which renderers refuse a table."""


def enlarged(document: Document, theme: Theme, form: str, columns: int = _MOST_COLUMNS) -> Rendered:
    """Return a document in large print, its tables having at most so many columns, or fewer where those are too wide.

    Raises ``PolicyReportError`` for what cannot be rendered in that way either.
    """
    try:
        return FORMATS[form](with_narrow_tables(document, columns), large_print(theme))
    except PolicyReportError as error:
        if columns == _FEWEST_COLUMNS or not all(problem.code.endswith(_TOO_WIDE) for problem in error.problems):
            raise
    return enlarged(document, theme, form, columns - 1)
