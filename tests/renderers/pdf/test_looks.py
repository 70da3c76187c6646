"""A few pages look as they did when they were last looked at; ``--accept-goldens`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from policyreport.document.nodes import Paragraph
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .kitchen_sink import KITCHEN_SINK, fronted
from .specimens import opened, rendered, said

_GOLDENS = Path(__file__).with_name("goldens")
_DOTS_PER_INCH = 60
_GREYS = 16
_SEEN = 64
"""A pixel differs where its grey is so many of 256 apart: another release of the rasteriser stays below."""
_BUDGET = 0.001
"""The share of a page's pixels that may differ: a moved line or a changed word has more."""


def picture(file: Rendered, page: int) -> Image.Image:
    """Return a page, counted from 1, in sixteen greys."""
    drawn = opened(file)[page - 1].render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil()
    return drawn.quantize(_GREYS)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ; 1 for pictures of different sizes."""
    if one.size != other.size:
        return 1
    counts = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(counts[_SEEN:]) / sum(counts)


@pytest.fixture(scope="module")
def kitchen_sink() -> Rendered:
    return render(KITCHEN_SINK, Theme())


def compare(request: pytest.FixtureRequest, name: str, drawn: Image.Image) -> None:
    file = _GOLDENS / f"{name}.png"
    if request.config.getoption("--accept-goldens"):
        _GOLDENS.mkdir(exist_ok=True)
        drawn.save(file, optimize=True)
    assert file.exists(), f"there is no {file.name}: run pytest --accept-goldens and review it"
    assert differing(drawn, Image.open(file)) <= _BUDGET


@pytest.mark.parametrize(("name", "page"), [("head-and-contents", 1), ("tables-and-notes", 2), ("charts", 4)])
def test_a_page_looks_as_it_did(request: pytest.FixtureRequest, kitchen_sink: Rendered, name: str, page: int):
    compare(request, name, picture(kitchen_sink, page))


def test_a_notice_looks_as_it_did(request: pytest.FixtureRequest):
    compare(request, "notice", picture(render(fronted("notice"), Theme()), 1))


def test_the_goldens_are_small():
    assert sum(file.stat().st_size for file in _GOLDENS.glob("*.png")) < 60_000


def test_one_word_that_changes_is_seen():
    one, other = (picture(rendered(Paragraph(said(word))), 1) for word in ("가나다라마바", "사아자차카타"))
    assert differing(one, other) > 0 == differing(one, one)


def test_a_line_that_moves_is_more_than_the_budget():
    words = "낱말 " * 60
    one, other = (picture(rendered(Paragraph(said(words)), Paragraph(said(words * n))), 1) for n in (1, 2))
    assert differing(one, other) > _BUDGET
