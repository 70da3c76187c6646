from collections.abc import Iterator
from importlib.resources import as_file, files
from unicodedata import normalize

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

HANGUL = range(0xAC00, 0xD7A4)
HANGUL_COUNT = 11_172
SYMBOLS = "□■○●◎△▲▽▼◇◆ㆍ·※～㎡㎞①⑮㉮㉠―–—…‘’“”「」『』《》〈〉→↑℃‰½№☎☞★☆✓₩−±×÷"
LACKING_HANJA = "隙"
"""Left out by the maker of Noto Sans KR."""
FONTS = files("policyreport") / "fonts"
FACES = [f"Noto{style}KR-{weight}" for style in ("Sans", "Serif") for weight in ("Regular", "Bold")]


@pytest.fixture(scope="module", params=FACES)
def font(request: pytest.FixtureRequest) -> Iterator[TTFont]:
    with as_file(FONTS / f"{request.param}.ttf") as path, TTFont(path) as opened:
        yield opened


def drawn(font: TTFont, codes: list[int]) -> list[int]:
    names, glyphs = font.getBestCmap(), font["glyf"]
    return [code for code in codes if code in names and glyphs[names[code]].numberOfContours != 0]


def test_every_hangul_syllable_has_an_outline(font: TTFont):
    assert len(drawn(font, list(HANGUL))) == HANGUL_COUNT


def test_no_two_hangul_syllables_share_an_outline(font: TTFont):
    assert len({font.getBestCmap()[code] for code in HANGUL}) == HANGUL_COUNT


@pytest.mark.parametrize("char", SYMBOLS)
def test_a_symbol_of_public_documents_has_an_outline(font: TTFont, char: str):
    assert drawn(font, [ord(char)])


def test_every_hanja_of_ks_x_1001_but_those_its_maker_left_out_has_an_outline(font: TTFont):
    codes = [bytes((lead, trail)) for lead in range(0xCA, 0xFE) for trail in range(0xA1, 0xFF)]
    hanja = [code.decode("euc_kr") for code in codes]
    lacking = {one for one in hanja if not drawn(font, [ord(one)]) and not drawn(font, [ord(normalize("NFC", one))])}
    assert lacking <= {LACKING_HANJA}


def test_no_visible_character_is_mapped_to_a_blank(font: TTFont):
    shown = [code for code in font.getBestCmap() if chr(code).isprintable() and not chr(code).isspace()]
    assert drawn(font, shown) == shown


def test_the_font_may_be_embedded_and_subset(font: TTFont):
    assert font["OS/2"].fsType == 0


def test_the_font_carries_its_licence(font: TTFont):
    assert "SIL Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("name", FACES)
def test_reportlab_takes_the_font(name: str):
    with as_file(FONTS / f"{name}.ttf") as path:
        face = PdfFont(name, path).face
    assert set(HANGUL) <= face.charToGlyph.keys()


def test_the_licence_text_is_shipped():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
