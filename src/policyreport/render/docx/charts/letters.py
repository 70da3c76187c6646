"""The letters of a chart: the theme's fonts for Latin and for Hangul."""

from __future__ import annotations

from policyreport.render.docx.charts.fills import solid
from policyreport.render.docx.xml import Element, element, said

_HUNDREDTHS = 100
_FACES = (element("a:latin", {"typeface": "+mn-lt"}), element("a:ea", {"typeface": "+mn-ea"}))


def letters(points: float = 0) -> Element:
    """Return the type of a chart or of a part of it; a size of 0 is that of the chart."""
    size: dict[str, str | int] = {"sz": round(points * _HUNDREDTHS)} if points else {}
    look = element("a:defRPr", size, solid("dk1"), *_FACES)
    end = element("a:endParaRPr", {"lang": "ko-KR", "altLang": "en-US"})
    return element("c:txPr", None, element("a:bodyPr"), element("a:p", None, element("a:pPr", None, look), end))


def words(text: str) -> Element:
    """Return text that stands in a label as it is, whatever the number below it."""
    look = element("a:rPr", {"lang": "ko-KR", "altLang": "en-US"}, *_FACES)
    written = element("a:p", None, element("a:r", None, look, said("a:t", text)))
    return element("c:tx", None, element("c:rich", None, element("a:bodyPr"), written))
