"""Drawn templates handed back with comments at their faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policyreport.drawn import annotate
from policyreport.errors import PolicyReportError, Problem
from policyreport.load import report_kinds
from policyreport.project import Project


def annotated(project: Project, problems: Iterable[Problem], *, korean: bool) -> Mapping[str, bytes]:
    """Return a copy of each template drawn in Word of which there are problems, with comments, by a file name.

    There are none where the templates themselves cannot be read.
    """
    found = list(problems)
    try:
        templates = [(kind, drawn) for kind in report_kinds(project).values() for drawn in kind.drawn]
    except PolicyReportError:
        return {}
    return {
        f"{kind.kind}.{drawn.form}": annotate(drawn, of_it, korean=korean)
        for kind, drawn in templates
        if drawn.form == "docx" and (of_it := [p for p in found if p.where and p.where.file == drawn.path])
    }
