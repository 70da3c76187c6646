"""Templates that officers draw in Word, 한글 or Excel, filled with a quarter's facts.

This stands above the stages: it needs what templates may say and reach from ``templating``, and how files say what
they are from ``renderers``. Jinja resolves the tags; docxtpl, whose dialect this is, is not used: it builds
templates of XML text, in which data can become tags or be cut, and wrong names print nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

from policyreport.diagnostics import Problem
from policyreport.document.nodes import Document, Meta
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Facts
from policyreport.office_templates.damage import damage_told
from policyreport.renderers.character_check import check_characters
from policyreport.templating.rendering_fence import fenced
from policyreport.templating.template_context import template_names
from policyreport.templating.view import plain

_PACKAGES = {"docx": "word", "hwpx": "hwpx", "xlsx": "excel"}
_EFFORT = 5.0
"""A datum of a drawn template becomes an element, which is moved, measured and taken by formulas."""
_DOCUMENT = ("title", "subtitle", "summary", "organisation", "licence", "mark", "as_of", "draft")


def fill(
    template: DrawnTemplate,
    said: Facts | Mapping[str, object],
    meta: Meta,
    theme: Theme,
    titles: Mapping[str, str] | None = None,
) -> Rendered:
    """Return the file that a drawn template becomes with a quarter's facts, and where its numbers stand.

    ``said`` may be the names themselves that templates can use; beside them, ``document`` holds what the document says
    of itself. ``titles`` are what facts are called, which a Word file says where no page shows it. Raises
    ``PolicyReportError`` with every problem of the template (exit codes 3, 4, 6 and 7), and for what no file can hold:
    ``render.illegal-character`` in the document's own texts, ``template.unprintable`` in a value. The same facts give
    the same bytes.
    """
    check_characters(Document(meta, ()), theme)
    document = plain({name: getattr(meta, name) for name in _DOCUMENT})
    names: Mapping[str, object] = {**(template_names(said) if isinstance(said, Facts) else said), "document": document}
    fill_format: Callable[..., Rendered] = import_module(f"{__name__}.{_PACKAGES[template.form]}.fill").fill
    of_numbers = {"titles": titles or {}} if template.form == "docx" else {}
    with damage_told(template), fenced(template.path, names, effort=_EFFORT):
        return fill_format(template, names, meta, theme, **of_numbers)


def annotate(template: DrawnTemplate, problems: Iterable[Problem], *, korean: bool = True) -> bytes:
    """Return a template as it is drawn, with a comment, a note of a cell or a memo at each of its problems.

    Raises ``PolicyReportError`` DATA for one that is damaged.
    """
    annotate_format: Callable[..., bytes] = import_module(f"{__name__}.{_PACKAGES[template.form]}.comments").annotate
    with damage_told(template):
        return annotate_format(template.content, problems, korean=korean)
