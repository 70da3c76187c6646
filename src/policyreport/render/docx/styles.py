"""The styles part: every look of the document, made from the theme and from nothing else."""

from __future__ import annotations

from policyreport.document.theme import Theme
from policyreport.render.docx.paragraph_styles import paragraph_styles
from policyreport.render.docx.run_styles import run_styles
from policyreport.render.docx.style import Type, fonts, paragraph_element, run_element
from policyreport.render.docx.table_styles import table_styles
from policyreport.render.docx.xml import Element, root, w

LANGUAGE = "ko-KR"


def styles(theme: Theme, language: str = LANGUAGE) -> Element:
    """Return the styles part."""
    paragraphs = [paragraph_element(style, theme) for style in paragraph_styles(theme)]
    runs = [run_element(style) for style in run_styles(theme)]
    return root(
        "w:styles", "w", _defaults(theme, language), *paragraphs, _default_letters(), *runs, *table_styles(theme)
    )


def _defaults(theme: Theme, language: str) -> Element:
    spoken = w("lang", val=language, eastAsia=language, bidi="ar-SA")
    letters = w("rPr", fonts(theme, "minor"), *Type(theme.sizes.body).differences(), spoken)
    return w("docDefaults", w("rPrDefault", letters), w("pPrDefault"))


def _default_letters() -> Element:
    name = w("name", val="Default Paragraph Font")
    return w("style", name, w("semiHidden"), type="character", default=1, styleId="DefaultParagraphFont")
