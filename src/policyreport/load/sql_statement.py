"""Whether an SQL statement does nothing but read, and whether it says in which order."""

from __future__ import annotations

import re

_PART = re.compile(
    r"""
    (?P<strange>
        \[[^\]]*['"`]        # a quote within brackets, which are a name in one dialect and an index in another
      | /\*!                 # MySQL runs such comments
      | \$\w*\$              # PostgreSQL's other quotes
      | \#                   # MySQL's other comments
      | --(?![ \t\n]|\Z)     # a comment in one dialect, two signs in another
      | \\                   # an escape in one dialect, a letter in another
    )
  | (?P<literal>
        '(?:[^'\\]|'')*'
      | "(?:[^"\\]|"")*"
      | `[^`\\]*`
      | --[^\n]*
      | /\*(?:[^*/]|\*(?!/)|/(?!\*))*\*/
    )
  | (?P<unclosed>['"`]|/\*)
    """,
    re.VERBOSE,
)
_READS = re.compile(r"\s*(?:select|with)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:insert|update|delete|merge|into|create|alter|drop|truncate|grant|revoke|call|exec|execute|copy|attach|pragma"
    r"|lock|set|load|vacuum)\b",
    re.IGNORECASE,
)
_INNER = re.compile(r"\([^()]*\)")
_ORDERED = re.compile(r"\border\s+by\b", re.IGNORECASE)


def is_only_reading(statement: str) -> bool:
    """Return whether a text is one SELECT, or WITH and a SELECT, in whatever dialect.

    What one dialect reads as text and another as a statement is not taken for reading: such signs can be left out.
    """
    parts = list(_PART.finditer(statement))
    if any(part["literal"] is None for part in parts):
        return False
    said = _bare(statement).rstrip().removesuffix(";")
    return ";" not in said and bool(_READS.match(said)) and not _WRITES.search(said)


def is_ordered(statement: str) -> bool:
    """Return whether a statement says in which order its rows come; an order within brackets does not count."""
    said, before = _bare(statement), ""
    while said != before:
        said, before = _INNER.sub(" ", said), said
    return bool(_ORDERED.search(said))


def _bare(statement: str) -> str:
    """Return the statement with a blank for each literal, quoted name and comment."""
    return _PART.sub(" ", statement)
