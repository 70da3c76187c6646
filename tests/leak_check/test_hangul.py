"""A planted internal value is found in each layer of a 한글 file."""

from __future__ import annotations

from functools import partial

import pytest

from .planted import GROUPED, HALF, NUMBER, REST, TEXT, TITLE, VALUE, Plant, changed, extended, found, public_file
from .test_excel import LAYERS as EXCEL_LAYERS

HANDOUT = partial(public_file, "handout", "hwpx")


def in_hangul(part: str, xml: str, before: str) -> Plant:
    return changed(HANDOUT, part, lambda text: text.replace(before, xml + before, 1))


LAYERS: dict[str, Plant] = {
    "body": in_hangul("Contents/section0.xml", f"<hp:p><hp:run><hp:t>{TEXT}</hp:t></hp:run></hp:p>", "</hs:sec>"),
    "runs": in_hangul(
        "Contents/section0.xml",
        f"<hp:p><hp:run><hp:t>{HALF}</hp:t></hp:run><hp:run><hp:t>{REST}</hp:t></hp:run></hp:p>",
        "</hs:sec>",
    ),
    "line break": in_hangul(
        "Contents/section0.xml", f"<hp:p><hp:run><hp:t>{HALF}<hp:lineBreak/>{REST}</hp:t></hp:run></hp:p>", "</hs:sec>"
    ),
    "number": in_hangul(
        "Contents/section0.xml", f"<hp:p><hp:run><hp:t>{GROUPED}원</hp:t></hp:run></hp:p>", "</hs:sec>"
    ),
    "head": in_hangul("Contents/header.xml", f'<hh:a name="{TEXT}"/>', "</hh:head>"),
    "metadata": in_hangul("Contents/content.hpf", f"<opf:a>{TEXT}</opf:a>", "</opf:metadata>"),
    "preview": changed(HANDOUT, "Preview/PrvText.txt", lambda text: f"{text}\r\n<{TEXT}>"),
    "preview in UTF-16": extended(HANDOUT, "Preview/PrvText.txt", TEXT.encode("utf-16-le")),
    "settings": changed(HANDOUT, "settings.xml", lambda text: f"{text}<!-- {TEXT} -->"),
    "chart": extended(HANDOUT, "Chart/chart1.xml", f"<c:v xmlns:c='c'>{NUMBER}</c:v>".encode()),
    "workbook within": extended(HANDOUT, "BinData/a.xlsx", EXCEL_LAYERS["very hidden sheet"]),
}


def test_a_file_in_which_nothing_was_planted_is_clean() -> None:
    assert found("a.hwpx", HANDOUT()) == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_value_is_found_in(layer: str) -> None:
    assert {field for _, field in found("a.hwpx", LAYERS[layer]())} & {TITLE, VALUE}
