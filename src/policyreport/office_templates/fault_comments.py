"""What a comment at a fault of a template says, whichever program shows it."""

from __future__ import annotations

import re

from policyreport.diagnostics import Problem
from policyreport.ooxml.xml_text import ILLEGAL_CHARACTERS

AUTHOR = "policyreport"
_ILLEGAL = re.compile(f"[{ILLEGAL_CHARACTERS}]")


def comment_text(problem: Problem, *, korean: bool) -> str:
    """Return the text of a comment: the place and the tag, what is wrong, and what to do, each on a line."""
    messages = [problem.what, *([problem.hint] if problem.hint else [])]
    place = problem.where.within(korean=korean) if problem.where else ""
    words = "\n".join(each.text(korean=korean) for each in messages)
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", f"{place}: {problem.field}\n{words}" if place else words)


def place_of(problem: Problem) -> str:
    """Return by which words the place of a problem is found in its file; empty where it is the whole file's."""
    return problem.where.cell if problem.where else ""
