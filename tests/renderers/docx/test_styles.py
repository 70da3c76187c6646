import re
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from policyreport.document.theme import Colours, OfficeFonts, Sizes, Theme
from policyreport.renderers.docx import render

from .kitchen_sink import fronted
from .specimens import opened, rendered

ORDERS = {
    "w:pPr": "pStyle keepNext keepLines numPr pBdr tabs wordWrap autoSpaceDE autoSpaceDN spacing ind jc outlineLvl"
    " sectPr",
    "w:rPr": "rStyle rFonts b bCs color sz szCs u vertAlign lang",
    "w:tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "w:lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "w:style": "name basedOn next semiHidden qFormat pPr rPr tblPr tcPr tblStylePr",
    "w:sectPr": "headerReference footerReference pgSz pgMar titlePg",
}


def roots() -> list:
    with ZipFile(BytesIO(render(fronted("notice"), Theme()).content)) as package:
        return [parse_xml(package.read(name)) for name in package.namelist() if re.fullmatch(r"word/\w+\.xml", name)]


@pytest.mark.parametrize("parent", ORDERS)
def test_properties_stand_in_the_order_that_word_insists_on(parent: str):
    order = [qn(f"w:{tag}") for tag in ORDERS[parent].split()]
    found = [[order.index(child.tag) for child in element] for root in roots() for element in root.iter(qn(parent))]
    assert found
    assert all(one <= other for ranks in found for one, other in pairwise(ranks))


def test_every_style_that_is_used_is_defined():
    used = {
        e.get(qn("w:val"))
        for root in roots()
        for tag in ("pStyle", "rStyle", "tblStyle")
        for e in root.iter(qn(f"w:{tag}"))
    }
    assert used <= {style.style_id for style in opened(rendered()).styles}


def test_the_fonts_of_the_theme_are_written_for_latin_and_for_hangul():
    word = opened(rendered(theme=Theme(fonts=OfficeFonts(latin="Arial", korean="함초롬바탕"))))
    fonts = word.styles.element.iter(qn("w:rFonts"))
    assert {(f.get(qn("w:ascii")), f.get(qn("w:eastAsia"))) for f in fonts} == {("Arial", "함초롬바탕")}


def test_the_language_of_all_text_is_korean():
    (language,) = opened(rendered()).styles.element.iter(qn("w:lang"))
    assert [language.get(qn(f"w:{script}")) for script in ("val", "eastAsia")] == ["ko-KR", "ko-KR"]


def test_the_fonts_of_text_and_of_headings_can_be_changed_in_the_theme():
    fonts = opened(rendered()).styles.element.iter(qn("w:rFonts"))
    assert {f.get(qn("w:eastAsiaTheme")) for f in fonts} == {"minorEastAsia", "majorEastAsia"}


def test_styles_take_sizes_and_colours_from_the_theme():
    theme = Theme(sizes=Sizes(heading1=17), colours=Colours(title="#102030"))
    font = opened(rendered(theme=theme)).styles["Heading 1"].font
    assert (font.size.pt, str(font.color.rgb)) == (17, "102030")


def test_no_character_style_is_bold_for_it_would_turn_plain_within_a_bold_paragraph():
    styles = opened(rendered()).styles.element.xpath('w:style[@w:type="character"]')
    assert not [style for style in styles for _ in style.iter(qn("w:b"))]


def test_running_text_that_breaks_between_letters_is_stretched_to_the_right_edge():
    word = opened(rendered(theme=Theme(breaking="letters")))
    for name in ("Normal", "List Bullet", "List Bullet 3"):
        look = word.styles[name].element.pPr
        assert (look.find(qn("w:wordWrap")).get(qn("w:val")), look.find(qn("w:jc")).get(qn("w:val"))) == ("0", "both")
