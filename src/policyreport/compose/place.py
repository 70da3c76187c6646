"""Which line of which template is being rendered just now."""

from __future__ import annotations

import inspect
from types import FrameType

from jinja2 import Template

from policyreport.errors import Place


def current_place() -> Place | None:
    """Return the line of the template that is being rendered just now; None outside of a rendering."""
    frame: FrameType | None = inspect.currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            return Place(template.filename or "", template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None
