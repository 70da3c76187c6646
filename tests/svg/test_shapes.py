"""The shapes of an SVG file are drawn where and as it says; where there are none, the picture is transparent."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from policyreport.svg.points import LONGEST, points_of_svg

from .made_up_svg import CLEAR, points_at, svg

RED, BLUE, GREEN = (255, 0, 0, 255), (0, 0, 255, 255), (0, 128, 0, 255)


@pytest.mark.parametrize(
    "shape",
    [
        '<rect x="10" width="10" height="10" fill="red"/>',
        '<rect x="10" width="10" height="10" rx="2" fill="#f00"/>',
        '<rect x="1" width="1" height="1" transform="scale(10)" fill="#ff0000"/>',
        '<circle cx="15" cy="5" r="5" fill="rgb(255,0,0)"/>',
        '<ellipse cx="15" cy="5" rx="5" ry="4.9" fill="rgb(100%, 0%, 0%)"/>',
        '<polygon points="10,0 20,0 20,10 10,10" style="fill:red;font-family:\'a;b\'"/>',
        '<polyline points="10 0 20 0 20 10-0 10" fill="red" clip-path="url(#half)"/>',
        '<path d="M10 0h10v10H10z" fill="red"/>',
        '<path d="m10,0 10 0 0,10-10,0z" class="warm"/>',
        '<path d="M10 5a5 5 0 1110 0 5 5 0 01-10 0" class="warm"/>',
        '<path d="M10 5Q15-5 20 5T10 5Z" class="warm"/>',
        '<path d="M10 5C10-2 20-2 20 5S10 12 10 5Z" class="warm"/>',
        '<line x1="10" y1="5" x2="20" y2="5" stroke="red" stroke-width="8"/>',
        '<use xlink:href="#spot" x="10"/>',
        '<use href="#sign" transform="translate(10)"/>',
        '<g color="red"><rect x="10" width="10" height="10" fill="currentColor"/></g>',
        '<g fill="red"><g><rect x="10" width="10" height="10"/></g></g>',
        '<rect x="10" width="10" height="10" fill="url(#same)"/>',
    ],
)
def test_a_shape_is_drawn_in_its_colour_at_its_place(shape: str) -> None:
    defined = (
        "<style>.warm, #none { fill: red /* warm */ } rect.warm { fill: blue }</style>"
        '<defs><rect id="spot" width="10" height="10" fill="red"/>'
        '<symbol id="sign"><rect width="10" height="10" fill="red"/></symbol>'
        '<clipPath id="half"><rect x="10" width="10" height="10"/></clipPath>'
        '<linearGradient id="same"><stop stop-color="red"/><stop offset="1" stop-color="red"/></linearGradient></defs>'
    )
    drawing = svg(defined + shape)
    assert points_at(drawing, (15, 4), (5, 5), (25, 5)) == [RED, CLEAR, CLEAR]


def test_a_hole_is_left_out_where_the_outline_crosses_itself() -> None:
    ring = '<path d="M0 0h40v10H0zM15 2h10v6H15z" fill-rule="{}" fill="green"/>'
    assert points_at(svg(ring.format("evenodd")), (5, 5), (20, 5)) == [GREEN, CLEAR]
    assert points_at(svg(ring.format("nonzero")), (5, 5), (20, 5)) == [GREEN, GREEN]


def test_what_is_half_transparent_lets_through_what_is_below() -> None:
    drawing = svg('<rect width="20" height="10" fill="blue"/><rect width="40" height="10" fill="red" opacity="50%"/>')
    over, alone = points_at(drawing, (10, 5), (30, 5))
    assert over[3] == 255
    assert over[0] == pytest.approx(128, abs=2)
    assert over[2] == pytest.approx(127, abs=2)
    assert alone == (255, 0, 0, pytest.approx(128, abs=2))


def test_a_group_that_is_half_transparent_is_drawn_on_its_own_first() -> None:
    pair = '<rect width="20" height="10" fill="blue"/><rect x="10" width="20" height="10" fill="red"/>'
    (over,) = points_at(svg(f'<g opacity="0.5">{pair}</g>'), (15, 5))
    assert over[:3] == (255, 0, 0)
    assert over[3] == pytest.approx(128, abs=2)


def test_a_gradient_passes_from_one_colour_into_the_other() -> None:
    stops = '<stop offset="0" stop-color="red"/><stop offset="100%" style="stop-color:blue"/>'
    drawing = svg(
        f'<linearGradient id="a">{stops}</linearGradient>'
        '<linearGradient id="b" xlink:href="#a" gradientUnits="userSpaceOnUse" x1="0" x2="40"/>'
        '<rect width="40" height="10" fill="url(#b)"/>'
    )
    start, middle, end = points_at(drawing, (0.2, 5), (20, 5), (39.8, 5))
    assert start[0] > 250
    assert end[2] > 250
    assert middle[0] == pytest.approx(middle[2], abs=3)


def test_a_radial_gradient_has_its_first_colour_in_the_middle() -> None:
    drawing = svg(
        '<radialGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></radialGradient>'
        '<circle cx="20" cy="5" r="5" fill="url(#a)"/>'
    )
    middle, edge = points_at(drawing, (20, 5), (24.8, 5))
    assert middle[0] > 250
    assert edge[2] > 240


def test_what_is_hidden_or_never_drawn_is_not_there() -> None:
    drawing = svg(
        '<rect width="10" height="10" fill="red"/><g display="none"><text>x</text></g>'
        '<rect x="10" width="10" height="10" visibility="hidden"/>'
        '<defs><filter id="f"/><rect x="20" width="10" height="10"/></defs>'
        '<title>a</title><metadata><a xmlns="urn:x"><script/></a></metadata><o:v xmlns:o="urn:o"><o:w/></o:v>'
    )
    assert points_at(drawing, (5, 5), (15, 5), (25, 5)) == [RED, CLEAR, CLEAR]


def test_more_exact_rules_and_own_styles_hold() -> None:
    sheet = "<style>#b { fill: blue } .a { fill: green } rect { fill: red }</style>"
    boxes = '<rect class="a" width="9" height="9"/><rect class="a" id="b" x="10" width="9" height="9"/>'
    own = '<rect class="a" id="c" x="20" width="9" height="9" style="fill: red" fill="blue"/>'
    assert points_at(svg(sheet + boxes + own), (5, 5), (15, 5), (25, 5)) == [GREEN, BLUE, RED]


def test_the_drawing_is_fitted_into_the_size_that_it_says() -> None:
    box = '<rect width="10" height="10" fill="red"/>'
    size = 'viewBox="0 0 10 10" width="40" height="10"'
    assert points_at(svg(box, size), (20, 5), (5, 5)) == [RED, CLEAR]
    assert points_at(svg(box, f'{size} preserveAspectRatio="xMinYMid"'), (5, 5), (20, 5)) == [RED, CLEAR]
    assert points_at(svg(box, f'{size} preserveAspectRatio="none"'), (5, 5), (35, 5)) == [RED, RED]


def test_the_picture_is_sharp_in_print_and_knows_its_size_on_a_screen() -> None:
    points = points_of_svg(svg('<rect width="1" height="1"/>', 'viewBox="0 0 40 10" width="2in" height="0.5in"'))
    with Image.open(BytesIO(points.content)) as picture:
        assert picture.size == (LONGEST, LONGEST / 4)
    assert points.density == LONGEST / 192


def test_the_same_file_gives_the_same_bytes() -> None:
    drawing = svg('<g opacity=".5"><circle cx="9" cy="5" r="4"/></g><path d="M20 2l9 5-3 2z" stroke="red"/>')
    first = points_of_svg(drawing).content
    points_of_svg.cache_clear()
    assert points_of_svg(drawing).content == first


def test_a_doctype_without_declarations_is_passed_over() -> None:
    before = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert points_at(svg('<rect width="9" height="9" fill="red"/>', before=before), (5, 5)) == [RED]
