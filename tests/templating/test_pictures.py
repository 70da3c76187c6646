"""Pictures in Markdown: what is said of them, where their files are looked for, and what is refused with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.renderers.markdown_blocks import image
from tests.templating.writing import BODY, SETTINGS, facts, kind

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Block, Box, Number, Picture, Script, Text
from policyreport.document.number_format import plain_text
from policyreport.templating import compose

FILES = {
    "templates/briefing/photo.jpg": image("jpeg").content,
    "templates/house/logo.png": image().content,
    "data/pictures/현장 사진(1).png": image().content,
    "data/broken.png": image().content[:-20],
}


def written(body: str, files: Mapping[str, bytes] = FILES) -> tuple[Block, ...]:
    return compose(replace(kind(body), pictures=files), facts(), SETTINGS).blocks


def refused(body: str) -> Problem:
    with pytest.raises(PolicyReportError) as error:
        written(body)
    (problem,) = error.value.problems
    return problem


def test_a_picture_has_words_a_width_a_caption_and_a_source() -> None:
    (picture,) = written('![{{ policy.title }} 현장](photo.jpg){width=60% caption="개소식 10m^2^" source="중기부"}')
    assert isinstance(picture, Picture)
    assert (picture.image, picture.share) == (image("jpeg"), 0.6)
    assert picture.alt.endswith(" 현장")
    assert picture.caption == (Text("개소식 10m"), Script("2", "super"))
    assert plain_text(picture.origin) == "자료: 중기부"


def test_a_number_in_a_caption_keeps_its_source() -> None:
    (picture,) = written('![현장](photo.jpg)\n{caption="시책 {{ count.measures }}"}')
    assert isinstance(picture, Picture)
    assert isinstance(picture.caption[-1], Number)


@pytest.mark.parametrize(
    "name",
    [
        "photo.jpg",
        "logo.png",
        "pictures/현장 사진(1).png",
        "<pictures/현장 사진(1).png>",
        "data/pictures/현장 사진(1).png",
        "./photo.jpg",
        '{{ "photo.jpg" }}',
    ],
)
def test_files_are_found_in_the_templates_folder_the_house_and_the_data(name: str) -> None:
    (picture,) = written(f"![그림]({name})")
    assert isinstance(picture, Picture)


def test_a_picture_may_stand_in_a_box() -> None:
    (box,) = written("{% call box('가') %}\n![그림](photo.jpg)\n{% endcall %}")
    assert isinstance(box, Box)
    assert isinstance(box.blocks[0], Picture)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("![](photo.jpg)", "picture.no-alt"),
        ("![ ](photo.jpg)", "picture.no-alt"),
        ("![그림](foto.jpg)", "picture.missing"),
        ("![그림](../photo.jpg)", "picture.outside"),
        ("![그림](/etc/photo.jpg)", "picture.outside"),
        ("![그림](C:/photo.jpg)", "picture.outside"),
        ("![그림](pictures\\\\photo.jpg)", "picture.outside"),
        ("![그림](https://a.kr/photo.jpg)", "picture.outside"),
        ("![그림](broken.png)", "picture.unreadable"),
        ("![그림](logo.tif)", "picture.unreadable"),
        ("![그림](photo.jpg){height=3}", "picture.attribute"),
        ("![그림](photo.jpg){width=0%}", "picture.attribute"),
        ("![그림](photo.jpg){width=120%}", "picture.attribute"),
        ("![그림](photo.jpg){width=5cm}", "picture.attribute"),
        ("![그림](photo.jpg){width=50% width=60%}", "picture.attribute"),
        ("![그림](photo.jpg){caption=개소식 사진}", "picture.attribute"),
        ("글 ![그림](photo.jpg)", "template.notation"),
        ("- ![그림](photo.jpg)", "template.notation"),
        ("> ![그림](photo.jpg)", "template.notation"),
        ("| ![그림](photo.jpg) |\n|--|", "template.notation"),
        ("글 ![그림](현장 사진.jpg)", "template.notation"),
        ('![그림](photo.jpg){caption="*개소*"}', "template.notation"),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_with_its_line_and_the_way_out(text: str, code: str) -> None:
    problem = refused(f"가\n\n{text}\n")
    assert problem.code == code
    assert str(problem.where) == f"{BODY}:3"
    assert problem.hint is not None


def test_a_name_that_is_nearly_right_is_offered() -> None:
    hint = refused("![그림](foto.jpg)").hint
    assert hint is not None
    assert "photo.jpg" in hint.ko
