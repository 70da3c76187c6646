"""Pictures as drawings that stand in the text like a letter."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import nsmap

from policyreport.document.nodes import Image, Picture
from policyreport.document.picture_size import picture_size
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.inlines import inlines
from policyreport.renderers.docx.paragraphs import Fragment, caption_fragments, paragraph_fragment, styled
from policyreport.renderers.docx.units import points
from policyreport.renderers.docx.xml import Element, element, w

_EMU_PER_POINT = 12_700
_FIRST = 10_001
"""The first number of a picture among the drawings of a file; charts have those below it."""


def picture_fragments(picture: Picture, context: RenderContext, *, noted: bool = False) -> Iterator[Fragment]:
    """Yield the caption, the picture, and where it comes from."""
    yield from caption_fragments("그림", picture.heading, context)
    size = picture_size(picture, points(context.width), points(context.height))
    kept = (w("keepNext"),) if noted or picture.source else ()
    shape = w("pPr", w("pStyle", val="Figure"), *kept, w("jc", val="center"))
    yield Fragment(w("p", shape, image_run(picture.image, picture.alt, size, context)), "paragraph")
    if picture.source:
        yield paragraph_fragment(styled("FigureSource", *inlines(picture.origin, context)), picture.origin)


def image_run(image: Image, alt: str, size: tuple[float, float], context: RenderContext) -> Element:
    """Return the run that shows a picture of a size in points; ``alt`` says in words what it shows."""
    number = _FIRST + next(context.images)
    wide, high = (round(length * _EMU_PER_POINT) for length in size)
    relationship = context.parts.add_image(image, context.source)
    named = element("pic:cNvPr", {"id": number, "name": f"Picture {number}", "descr": alt})
    picture = element(
        "pic:pic",
        {"xmlns:pic": nsmap["pic"]},
        element("pic:nvPicPr", None, named, element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            None,
            element("a:blip", {"r:embed": relationship}),
            element("a:stretch", None, element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            None,
            element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", {"cx": wide, "cy": high})),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
        ),
    )
    inline = element(
        "wp:inline",
        {f"dist{side}": 0 for side in "TBLR"},
        element("wp:extent", {"cx": wide, "cy": high}),
        element("wp:docPr", {"id": number, "name": f"Picture {number}", "descr": alt}),
        element("wp:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
        element("a:graphic", None, element("a:graphicData", {"uri": nsmap["pic"]}, picture)),
    )
    return element("w:r", None, element("w:drawing", None, inline))
