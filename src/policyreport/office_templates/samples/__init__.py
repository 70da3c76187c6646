"""Working samples to begin a drawn template with, written by the program so that they look as the house does.

Each has what staff ask for first: loops within loops, a total, a condition, numbered captions, the indicators with
their values, and comments that explain it and are not printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from policyreport.document.theme import Theme
from policyreport.office_templates.samples.flow import hangul_sample, word_sample
from policyreport.office_templates.samples.markdown import markdown_sample
from policyreport.office_templates.samples.workbook import workbook_sample

Program = Literal["word", "excel", "hwpx", "markdown"]
"""What a template is written with."""

SAMPLES: Mapping[Program, tuple[str, Callable[[Theme], bytes]]] = {
    "word": ("body.docx", word_sample),
    "excel": ("body.xlsx", workbook_sample),
    "hwpx": ("body.hwpx", hangul_sample),
    "markdown": ("body.md.j2", markdown_sample),
}
"""The name of each sample's file, and what writes it."""

__all__ = ["SAMPLES", "Program"]
