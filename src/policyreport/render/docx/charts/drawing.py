"""A drawing's place in the text."""

from __future__ import annotations

from docx.oxml.ns import nsmap

from policyreport.render.docx.xml import Element, element

_EMU_PER_TWIP = 635


def chart_drawing(relationship: str, number: int, alt: str, width: int, height: int) -> Element:
    """Return the run that shows a chart; lengths are in twips; ``alt`` says in words what it shows."""
    extent: dict[str, str | int] = {"cx": width * _EMU_PER_TWIP, "cy": height * _EMU_PER_TWIP}
    close: dict[str, str | int] = {f"dist{side}": 0 for side in "TBLR"}
    shown = element("c:chart", {"r:id": relationship})
    inline = element(
        "wp:inline",
        close,
        element("wp:extent", extent),
        element("wp:docPr", {"id": number, "name": f"Chart {number}", "descr": alt}),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", None, element("a:graphicData", {"uri": nsmap["c"]}, shown)),
    )
    return element("w:r", None, element("w:drawing", None, inline))
