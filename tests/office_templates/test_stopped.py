"""A drawn template that is stopped from outside names the place of the tag at which it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from policyreport.diagnostics import ErrorKind, Problem
from policyreport.office_templates import tag_marking
from policyreport.templating.environment import Sandbox
from policyreport.templating.errors import TimeExceededError

from . import drawing, drawing_in_excel, drawing_in_hangul

WORDS = ["{{ policy.title }}", "{{ policy.agency }}", "{{ policy.summary }}"]
DRAWN: dict[str, tuple[Callable[[], list[Problem]], str]] = {
    "word": (lambda: drawing.problems(*WORDS), "body.docx › 문단 2"),
    "excel": (lambda: drawing_in_excel.problems([[word] for word in WORDS]), "body.xlsx › 총괄!A2"),
    "hangul": (lambda: drawing_in_hangul.refused(*WORDS), "body.hwpx › 문단 4"),
}


def stopped_at_the_second(text: str) -> None:
    """Do what the outer fence does while a text with the second tag is read."""
    if "agency" in text:
        raise TimeExceededError


@pytest.fixture(params=["while tags are looked for", "while tags are read"])
def stopped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    spots, parsed = tag_marking.spots, Sandbox.parsed

    def found(text: str) -> Iterator[object]:
        stopped_at_the_second(text)
        return spots(text)

    def read(sandbox: Sandbox, source: str, name: str) -> object:
        stopped_at_the_second(source)
        return parsed(sandbox, source, name)

    if request.param == "while tags are read":
        monkeypatch.setattr(Sandbox, "parsed", read)
    else:
        monkeypatch.setattr(tag_marking, "spots", found)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("form", DRAWN)
def test_the_place_of_the_tag_is_named_and_no_other_is_looked_at(form: str):
    problems, place = DRAWN[form]
    (problem,) = problems()
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "template.too-much")
    assert str(problem.where).endswith(place)
