"""Filling the templates of a report that were drawn in Word, 한글 or Excel."""

from __future__ import annotations

from collections.abc import Container, Mapping

from policyreport.document.rendered import Rendered
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.drawn import fill
from policyreport.errors import PolicyReportError, Problem, raise_any


def all_filled(
    report: ReportKind, forms: Container[str], names: Mapping[str, object], meta: Meta, theme: Theme
) -> Mapping[str, Rendered]:
    """Return the files that a report's drawn templates become, by their formats, for those formats that are wanted.

    ``names`` are what the templates can name.

    Raises ``PolicyReportError`` with every problem of every template (exit codes 4, 6 and 7).
    """
    made: dict[str, Rendered] = {}
    problems: list[Problem] = []
    for template in report.drawn:
        if template.form in forms:
            try:
                made[template.form] = fill(template, names, meta, theme)
            except PolicyReportError as error:
                problems.extend(error.problems)
    raise_any(problems)
    return made
