"""PDFs hold the font that a theme chooses, and for what it lacks others, as the standards ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import get_args

import pikepdf
import pytest
from tests.fonts.made_up_fonts import LETTERS, opentype, truetype, variable

from policyreport.document.nodes import Document, Front, Heading, Paragraph, Strong
from policyreport.document.theme import OfficeFonts, Theme
from policyreport.fonts.font_file import read_fonts
from policyreport.renderers.pdf import render
from policyreport.renderers.pdf.fonts import SANS, faces_of, lacking
from policyreport.renderers.pdf.glyph_check import missing_glyphs, replaced_glyphs

from .conformance import findings
from .kitchen_sink import fronted
from .specimens import META, rendered, said, texts

RARE = "\U00020000\U00020001"


def theme(*files: bytes, korean: str = "사무실체", fallback: Sequence[str] = ()) -> Theme:
    fonts = tuple(font for number, file in enumerate(files) for font in read_fonts(f"글꼴{number}.ttf", file))
    return replace(Theme(), fonts=OfficeFonts(korean=korean, fallback=tuple(fallback)), font_files=fonts)


def embedded(content: bytes) -> set[str]:
    """Return the names of the fonts of a PDF, without the marks of subsets."""
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


@pytest.mark.parametrize("front", get_args(Front))
@pytest.mark.parametrize("file", [truetype(), opentype(), variable()], ids=["TrueType", "CFF", "variable"])
def test_every_node_in_a_chosen_font_keeps_to_the_standards(front: Front, file: bytes) -> None:
    assert findings(render(fronted(front), theme(file)).content) == {}


@pytest.mark.parametrize("front", get_args(Front))
def test_every_node_in_the_shipped_serif_keeps_to_the_standards(front: Front) -> None:
    content = render(fronted(front), theme(korean="Noto Serif KR")).content
    assert findings(content) == {}
    assert {"NotoSerifKR-Regular", "NotoSerifKR-Bold"} <= embedded(content)


def test_what_the_chosen_font_lacks_stands_in_another_and_is_told() -> None:
    looks, text = theme(truetype()), "가나다 힣 말"
    made = rendered(Heading(1, said("가나")), Paragraph(said(text)), theme=looks)
    assert text in " ".join(texts(made))
    assert {"MadeUp-Regular", "NotoSansKR-Regular"} <= embedded(made.content)
    document = Document(META, (Heading(1, said("가나")), Paragraph(said(text))))
    told = [problem for problem in replaced_glyphs(document, looks) if problem.field == "가나"]
    assert [(problem.code, problem.characters) for problem in told] == [("pdf.other-font", "힣말")]
    assert missing_glyphs(document, looks) == []


def test_bold_text_stands_in_the_bold_file_of_the_family() -> None:
    bold = (
        truetype(weight=700)
        .replace(b"MadeUp-Regular", b"MadeUp-Strong!")
        .replace("MadeUp-Regular".encode("utf-16-be"), "MadeUp-Strong!".encode("utf-16-be"))
    )
    made = rendered(Paragraph((Strong(said("가나")), *said(" 다라"))), theme=theme(truetype(), bold))
    assert {"MadeUp-Regular", "MadeUp-Strong"} <= embedded(made.content)


def test_one_weight_serves_for_both() -> None:
    faces = faces_of(theme(truetype()))
    assert faces.bold is faces.regular


def test_a_fallback_draws_rare_hanja_that_come_back_from_the_pdf() -> None:
    looks = theme(truetype("한자체", RARE + "㐂"), korean="맑은 고딕", fallback=["한자체"])
    made = rendered(Paragraph(said(f"가 {RARE}㐂 나")), theme=looks)
    assert f"가 {RARE}㐂 나" in " ".join(texts(made))
    assert findings(made.content) == {}
    assert {"MadeUp-Regular", "NotoSansKR-Regular"} <= embedded(made.content)


def test_what_no_font_has_is_told_whatever_the_theme() -> None:
    looks = theme(truetype("한자체", RARE), korean="사무실체", fallback=["한자체"])
    assert lacking(f"가{RARE}㐂", faces_of(looks).regular) == "㐂"
    (problem,) = missing_glyphs(Document(META, (Paragraph(said("㐂")),)), looks)
    assert (problem.code, problem.characters) == ("pdf.no-glyph", "㐂")
    assert "fallback" in (problem.hint.ko if problem.hint else "")


def test_a_name_without_a_file_leaves_the_shipped_font() -> None:
    assert faces_of(theme(truetype(), korean="맑은 고딕")) is SANS


def test_a_font_file_makes_the_same_bytes_each_time_and_another_file_other_ones() -> None:
    paragraph = Paragraph(said("가나다"))
    made = [rendered(paragraph, theme=theme(file)).content for file in (truetype(), truetype(), opentype())]
    assert made[0] == made[1] != made[2]
    assert repr(theme(truetype())) == repr(theme(truetype())) != repr(theme(truetype(letters=LETTERS + "힣")))
