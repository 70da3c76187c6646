"""A drawn template's file never holds a character that no file can hold, wherever that came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.templating.writing import facts

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Meta
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Facts
from policyreport.office_templates import fill

from . import drawing, drawing_in_excel, drawing_in_hangul

META = drawing.META
TEMPLATES = {
    "docx": drawing.drawn("{{ word }}"),
    "hwpx": drawing_in_hangul.drawn("{{ word }}"),
    "xlsx": drawing_in_excel.drawn([["{{ word }}"]]),
}
ILLEGAL = pytest.mark.parametrize("character", ["\x01", "\ud800", "\ufffe", "\uffff"], ids=ascii)


def refused(form: str, said: Facts | Mapping[str, object], meta: Meta = META) -> list[Problem]:
    template = DrawnTemplate(form, f"templates/report/report.{form}", TEMPLATES[form])  # pyright: ignore[reportArgumentType]
    with pytest.raises(PolicyReportError) as caught:
        fill(template, said, meta, Theme())
    return list(caught.value.problems)


@ILLEGAL
@pytest.mark.parametrize("form", TEMPLATES)
@pytest.mark.parametrize("field", ["title", "organisation", "summary", "identity"])
def test_what_the_file_says_of_itself_is_checked(field: str, form: str, character: str):
    (problem,) = refused(form, facts(), replace(META, **{field: f"가{character}나"}))
    assert problem.code == "render.illegal-character"
    assert f"U+{ord(character):04X}" in problem.what.en


@ILLEGAL
@pytest.mark.parametrize("form", TEMPLATES)
def test_what_a_template_prints_is_checked_and_its_place_named(form: str, character: str):
    (problem,) = refused(form, {"word": drawing_in_excel.seen_as(f"가{character}나")})
    assert problem.where
    assert problem.where.file.endswith(form)
