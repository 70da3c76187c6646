"""Pictures as objects that stand in the text like a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyreport.document.nodes import Image, Picture
from policyreport.document.number_format import plain_text
from policyreport.document.picture_size import picture_size
from policyreport.renderers.hwpx.context import Own, RenderContext
from policyreport.renderers.hwpx.paragraphs import HOLDER, Fragment, caption_paragraph, text_fragment
from policyreport.renderers.hwpx.units import PAGE_HEIGHT, PAGE_WIDTH, hwp_units, hwp_units_of_mm, text_width
from policyreport.renderers.hwpx.xml import Xml, element, escaped, hc, hp

_PER_POINT = 100
_SIDES: tuple[str, ...] = ("left", "right", "top", "bottom")
_NOT_TURNED = {"e1": 1, "e2": 0, "e3": 0, "e4": 0, "e5": 1, "e6": 0}


def picture_fragments(picture: Picture, context: RenderContext) -> Iterator[Fragment]:
    """Yield the caption, the picture, and where it comes from."""
    if picture.caption:
        caption = caption_paragraph("그림", picture.heading, context)
        yield Fragment(caption, context.height_of(plain_text(picture.caption), "Caption"))
    size = picture_size(picture, context.width / _PER_POINT, _column_height(context))
    letters = context.letters(HOLDER)
    holder = context.registry.styles[HOLDER].layout
    own = Own(replace(holder, align="center", keep_next=bool(picture.source)))
    run = context.element_run(image_object(picture.image, picture.alt, size, context), letters)
    yield Fragment(context.paragraph(HOLDER, [run], own), hwp_units(size[1]) + context.height_of("", HOLDER))
    if picture.source:
        layout = replace(context.registry.styles["Chart Text"].layout, align="center")
        yield text_fragment("Chart Text", picture.origin, context, Own(layout))


def _column_height(context: RenderContext) -> float:
    """Return the height of the page's column, in points."""
    page, is_turned = context.theme.page, context.width > text_width(context.theme)
    return ((PAGE_WIDTH if is_turned else PAGE_HEIGHT) - hwp_units_of_mm(page.top + page.bottom)) / _PER_POINT


def image_object(image: Image, alt: str, size: tuple[float, float], context: RenderContext) -> Xml:
    """Return a picture of a size in points; ``alt`` says in words what it shows."""
    wide, high = map(hwp_units, size)
    number = next(context.ids)
    corners = ((0, 0), (wide, 0), (wide, high), (0, high))
    nowhere: dict[str, str | int] = dict.fromkeys(_SIDES, 0)
    place = {"treatAsChar": 1, "affectLSpacing": 0, "flowWithText": 1, "allowOverlap": 0, "holdAnchorAndSO": 0}
    relative = {"vertRelTo": "PARA", "horzRelTo": "PARA", "vertAlign": "TOP", "horzAlign": "LEFT"}
    matrices = ("transMatrix", "scaMatrix", "rotMatrix")
    children = (
        hp("offset", x=0, y=0),
        hp("orgSz", width=wide, height=high),
        hp("curSz", width=wide, height=high),
        hp("flip", horizontal=0, vertical=0),
        hp("rotationInfo", angle=0, centerX=wide // 2, centerY=high // 2, rotateimage=1),
        hp("renderingInfo", *(element(f"hc:{matrix}", (), {**_NOT_TURNED}) for matrix in matrices)),
        hp("imgRect", *(hc(f"pt{at}", x=x, y=y) for at, (x, y) in enumerate(corners))),
        hp("imgClip", left=0, right=wide, top=0, bottom=high),
        element("hp:inMargin", (), nowhere),
        hp("imgDim", dimwidth=wide, dimheight=high),
        hc("img", binaryItemIDRef=context.registry.image(image), bright=0, contrast=0, effect="REAL_PIC", alpha=0),
        hp("effects"),
        hp("sz", width=wide, widthRelTo="ABSOLUTE", height=high, heightRelTo="ABSOLUTE", protect=0),
        element("hp:pos", (), {**place, **relative, "vertOffset": 0, "horzOffset": 0}),
        element("hp:outMargin", (), nowhere),
        hp("shapeComment", escaped(alt)),
    )
    flow = {"zOrder": 0, "numberingType": "PICTURE", "textWrap": "TOP_AND_BOTTOM", "textFlow": "BOTH_SIDES", "lock": 0}
    rest = {"dropcapstyle": "None", "href": "", "groupLevel": 0, "instid": number, "reverse": 0}
    return element("hp:pic", children, {"id": number, **flow, **rest})
