"""Fonts that an office lays down are read for what they say of themselves; what cannot be used is refused in words."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from tests.at_night import tries
from tests.fonts.made_up_fonts import LETTERS, opentype, truetype, variable, variable_opentype

from policyreport.document.theme import FontFile
from policyreport.fonts.font_file import FontError, characters_of, read_fonts
from policyreport.fonts.outline_font import OutlineFont
from policyreport.fonts.variation_stores import cff2_stores, is_bounded

EDITABLE, RESTRICTED, NO_SUBSET, BITMAPS_ONLY = 0x0008, 0x0002, 0x0100, 0x0200


def refusal(content: bytes) -> str:
    with pytest.raises(FontError) as error:
        read_fonts("글꼴.ttf", content)
    assert error.value.hint.ko
    assert error.value.hint.en
    return error.value.what.ko


@pytest.mark.parametrize("content", [truetype(), opentype()], ids=["TrueType", "CFF"])
def test_a_font_is_known_by_its_names_in_every_language(content: bytes) -> None:
    (font,) = read_fonts("글꼴.ttf", content)
    assert font.families == ("Made Up", "사무실체")
    assert (font.name, font.weights, font.is_italic) == ("MadeUp-Regular", (400, 400), False)
    assert characters_of(font) == set(LETTERS)


def test_a_variable_font_has_all_the_weights_of_its_axis() -> None:
    (font,) = read_fonts("글꼴.ttf", variable())
    assert (font.weights, font.is_variable) == ((400, 700), True)


def test_each_font_of_a_collection_is_read() -> None:
    file, collection = BytesIO(), TTCollection()
    collection.fonts = [TTFont(BytesIO(one)) for one in (truetype("하나체"), truetype("둘체"))]
    collection.save(file)
    fonts = read_fonts("글꼴.ttc", file.getvalue())
    assert [(font.families[1], font.number) for font in fonts] == [("하나체", 0), ("둘체", 1)]
    assert all(OutlineFont(font, 400).draws("가") for font in fonts)


@pytest.mark.parametrize(
    ("rights", "word"), [(RESTRICTED, "허락하지 않는"), (NO_SUBSET, "일부 글자만"), (BITMAPS_ONLY, "비트맵만")]
)
def test_a_font_whose_licence_forbids_embedding_is_refused(rights: int, word: str) -> None:
    assert word in refusal(truetype(rights=rights))


@pytest.mark.parametrize("rights", [0, 0x0004, EDITABLE, RESTRICTED | EDITABLE])
def test_a_font_that_may_be_embedded_is_taken(rights: int) -> None:
    assert read_fonts("글꼴.ttf", truetype(rights=rights))


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "아닙니다"), (b"PK\x03\x04", "아닙니다"), (b"wOF2" + b"\0" * 60, "웹 페이지용")]
)
def test_what_is_no_font_is_refused(content: bytes, word: str) -> None:
    assert word in refusal(content)


def test_a_damaged_font_gives_nothing_but_our_own_error() -> None:
    chance = random.Random(18)
    for content in (truetype(), opentype(), variable()):
        for _ in range(tries(25, 200)):
            spoilt = bytearray(content[: chance.randrange(12, len(content) + 1)])
            for at in chance.sample(range(len(spoilt)), min(len(spoilt), 12)):
                spoilt[at] = chance.randrange(256)
            try:
                fonts = read_fonts("글꼴.ttf", bytes(spoilt))
            except FontError:
                continue
            for font in fonts:
                _use(font)


def _use(font: FontFile) -> None:
    """Draw what a font draws of a few letters, as a PDF would."""
    outlines = OutlineFont(font, 700)
    drawn = [ord(letter) for letter in "가나 a1" if outlines.draws(letter)]
    if drawn:
        outlines.subset(drawn)
        assert all(isinstance(outlines.advance(code), int) for code in drawn)
        assert outlines.metrics


def with_table(content: bytes, name: str, table: bytes) -> bytes:
    """Return a font in which a table is another one."""
    font, file, other = TTFont(BytesIO(content), recalcBBoxes=False), BytesIO(), DefaultTable(name)
    other.data = table
    font[name] = other
    font.save(file)
    return file.getvalue()


def test_a_map_of_more_characters_than_there_are_is_refused_before_it_takes_all_memory() -> None:
    groups = b"".join(value.to_bytes(4, "big") for value in (0, 0xFFFFFFFF, 1))
    table = bytes.fromhex("000c0000") + (28).to_bytes(4, "big") + bytes(4) + (1).to_bytes(4, "big") + groups
    header = bytes.fromhex("000000010003000a0000000c")
    assert "손상" in refusal(with_table(truetype(), "cmap", header + table))


def test_names_that_lie_over_one_another_a_thousandfold_are_refused() -> None:
    record = bytes.fromhex("0003000104090001ffff0000")
    table = bytes.fromhex("000020000006") + record * 0x2000 + b"\0A" * 40_000
    assert "손상" in refusal(with_table(truetype(), "name", table))


def test_a_variable_font_with_outlines_in_cff2_is_read() -> None:
    content = variable_opentype()
    (font,) = read_fonts("f.otf", content)
    assert font.weights == (400, 700)
    reader = TTFont(BytesIO(content)).reader
    assert reader is not None
    outlines = reader["CFF2"]
    (store,) = cff2_stores(outlines)
    assert is_bounded(outlines, store)


def store(parts: list[int], of: bytes) -> bytes:
    """Return a store of variations whose parts stand at some places, counted from its end, before what is there."""
    end = 8 + 4 * len(parts)
    offsets = b"".join((end + at).to_bytes(4, "big") for at in parts)
    regions = end + len(of)
    return b"\0\1" + regions.to_bytes(4, "big") + len(parts).to_bytes(2, "big") + offsets + of + b"\0\1\0\0"


EMPTY_ITEMS = bytes.fromhex("ffff00000000")
"""A part that says to have 65,535 items of no value at all."""
GROWING = {
    "one part a thousandfold": store([0] * 1_000, bytes.fromhex("000100000001000000")),
    "parts of nothing": store(list(range(0, 6 * 1_000, 6)), EMPTY_ITEMS * 1_000),
    "parts over one another": store(list(range(900)), bytes.fromhex("0fff") * 1_000),
}


@pytest.mark.parametrize("variations", GROWING.values(), ids=GROWING)
def test_variations_that_grow_when_they_are_read_are_refused(variations: bytes) -> None:
    glyph_widths = b"\0\1\0\0" + (20).to_bytes(4, "big") + bytes(12) + variations
    assert "손상" in refusal(with_table(variable(), "HVAR", glyph_widths))
    # the top dictionary of CFF2: where the store is (operator 24), then where the outlines are (17) and their kinds
    top = b"\x1d" + (5 + 12).to_bytes(4, "big") + b"\x18" + b"\x8b\x11" + b"\x8b\x0c\x24" + b"\x8b"
    outlines = b"\2\0\5" + len(top).to_bytes(2, "big") + top + len(variations).to_bytes(2, "big") + variations
    assert cff2_stores(outlines) == [5 + len(top) + 2]
    assert not is_bounded(outlines, 5 + len(top) + 2)
    assert "손상" in refusal(with_table(variable_opentype(), "CFF2", outlines))
