"""How long a content is, by which what a template prints is paid for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.renderers.markdown_blocks import image

from policyreport.document.nodes import Date, Inline, LineBreak, Number, Picture, Strong, Text
from policyreport.templating.content_length import length_of

FIGURE = Number("f", Decimal(5), "개", source="S13 · 2025. 5. 28.")


@pytest.mark.parametrize(
    ("content", "length"),
    [
        ((Text("다섯"),), 2),
        ((FIGURE,), 8),
        ((FIGURE, Text("다섯")), 10),
        ((Date(2025), FIGURE, LineBreak()), 24),
        ((Strong((Text("다섯"), FIGURE)),), 18),
    ],
)
def test_a_number_counts_the_same_wherever_it_stands(content: tuple[Inline, ...], length: int) -> None:
    assert length_of(content) == length


def test_each_text_of_a_picture_counts_once() -> None:
    picture = Picture(image(), "대체 글", caption=(Text("제목"),), source=(Text("중기부"),))
    assert length_of(picture) == length_of(Picture(image(), "대체 글")) + len("제목") + len("중기부")
