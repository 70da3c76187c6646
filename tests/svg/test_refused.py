"""What is not drawn of SVG is refused with its line, its element and the way out; hostile files at once."""

from __future__ import annotations

import pytest

from policyreport.svg.errors import EXPORT_PNG, OUTLINE_TEXT, SvgError
from policyreport.svg.points import points_of_svg

from .made_up_svg import svg

BOX = '<rect width="9" height="9"/>'
LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

MULTIPLIED = '<path id="a0" d="M0 0h9"/>' + "".join(
    f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(9)
)


def refused(drawing: bytes) -> SvgError:
    with pytest.raises(SvgError) as error:
        points_of_svg(drawing)
    return error.value


@pytest.mark.parametrize(
    ("inside", "element"),
    [
        ("<text>시청</text>", "text"),
        ('<image href="data:image/png;base64,AAAA"/>', "image"),
        ('<image href="http://localhost/x.png"/>', "image"),
        ("<foreignObject/>", "foreignObject"),
        ('<a href="http://localhost/"/>', "a"),
        ("<switch/>", "switch"),
        ("<svg/>", "svg"),
        ('<rect width="9" height="9" filter="url(#f)"/>', "rect"),
        ('<g style="mask: url(#m)"/>', "g"),
        ('<g style="background: red"/>', "g"),
        ('<g style="fill: red !important"/>', "g"),
        ('<g style="mix-blend-mode: multiply"/>', "g"),
        ('<path d="M0 0" marker-end="url(#m)"/>', "path"),
        ('<rect width="9" height="9"><animate attributeName="x"/></rect>', "animate"),
        ('<rect width="9" height="9" fill="url(http://localhost/#a)"/>', "rect"),
        ('<rect width="9" height="9" fill="url(#nowhere)"/>', "rect"),
        ('<rect width="9" height="9" fill="reddish"/>', "rect"),
        ('<rect width="9em" height="9"/>', "rect"),
        ('<rect width="9" height="9" clip-path="url(#nowhere)"/>', "rect"),
        ('<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/>', "rect"),
        ('<use href="http://localhost/x.svg#a"/>', "use"),
        ("<style>@import url(http://localhost/x.css);</style>", "style"),
        ("<style>g rect { fill: red }</style>", "style"),
        ("<style>@media print { rect { fill: red } }</style>", "style"),
        ("<script>alert(1)</script>", "script"),
        ('<rect width="9" height="9" onclick="x()"/>', "rect"),
        ('<path d="M0 0L9"/>', "path"),
        ('<path d="L9 9"/>', "path"),
        ('<path d="M0 0X9"/>', "path"),
    ],
)
def test_what_is_not_drawn_is_told_with_its_line_and_element(inside: str, element: str) -> None:
    error = refused(svg(f"{BOX}\n{BOX}\n{inside}"))
    assert error.what.ko.startswith(f"3째 줄의 <{element}>: ")
    assert error.what.en.startswith(f"line 3, <{element}>: ")
    assert error.hint.ko


def test_letters_are_to_be_turned_into_outlines() -> None:
    assert refused(svg("<text>시청</text>")).hint is OUTLINE_TEXT


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(svg("<desc>&i;</desc>", before=f'<!DOCTYPE svg [<!ENTITY a "ha">{LAUGHS}]>'), id="laughs"),
        pytest.param(svg("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), id="file"),
        pytest.param(svg("<desc>&x;</desc>", before='<!DOCTYPE svg SYSTEM "http://localhost/x.dtd">'), id="dtd"),
        pytest.param(svg(BOX, before='<?xml-stylesheet href="http://localhost/x.css"?>'), id="style sheet"),
        pytest.param(svg(BOX, 'viewBox="0 0 1 1" onload="x()"'), id="program"),
        pytest.param(svg(BOX, 'viewBox="0 0 1e9 1e9"'), id="large"),
        pytest.param(svg(BOX, 'viewBox="0 0 1000000 1"'), id="long"),
        pytest.param(svg(BOX, 'viewBox="0 0 0 1"'), id="flat"),
        pytest.param(svg(BOX, 'viewBox="0 0 nan 1"'), id="no number"),
        pytest.param(svg(BOX, 'viewBox="0 0 1"'), id="three numbers"),
        pytest.param(svg(BOX, ""), id="no size"),
        pytest.param(svg(""), id="empty"),
        pytest.param(svg('<path d="M0 0L1e308 1e308"/>'), id="1e308"),
        pytest.param(svg('<circle r="1e999"/>'), id="infinite"),
        pytest.param(svg('<path d="MNaN 0"/>'), id="NaN"),
        pytest.param(svg(f'<g transform="scale(1e6)"><g transform="scale(1e6)">{BOX}</g></g>'), id="magnified"),
        pytest.param(svg("<g>" * 1_000 + "</g>" * 1_000), id="deep"),
        pytest.param(svg(BOX * 11_000), id="many"),
        pytest.param(svg('<path d="M0 0' + "L1 1" * 450_000 + '"/>'), id="points"),
        pytest.param(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), id="in a circle"),
        pytest.param(svg(MULTIPLIED), id="multiplied"),
        pytest.param(svg('<rect width="40" height="10" fill-opacity=".5"/>' * 99), id="layers"),
        pytest.param(svg('<path d="M0 0L40 10" stroke="red" stroke-dasharray="1e-9"/>'), id="dashes"),
        pytest.param(svg(f'<rect width="9" height="9" transform="{"rotate(1)" * 9_000}"/>'), id="transforms"),
        pytest.param(svg("<style>" + ".a{" * 90_000 + "</style>"), id="braces"),
        pytest.param(svg(f"<!--{'x' * 2_200_000}-->{BOX}"), id="bytes"),
        pytest.param(b"<html></html>", id="html"),
        pytest.param(svg(BOX)[:-9], id="cut off"),
        pytest.param(svg(BOX, before='<?xml version="1.0" encoding="euc-kr"?>'), id="encoding"),
    ],
)
def test_what_is_hostile_or_broken_is_refused(drawing: bytes) -> None:
    error = refused(drawing)
    assert error.what.ko
    assert error.hint.ko


def test_a_drawing_too_complex_is_to_be_exported() -> None:
    assert refused(svg(BOX * 11_000)).hint is EXPORT_PNG
