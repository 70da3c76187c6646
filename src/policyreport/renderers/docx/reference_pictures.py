"""The pictures in the header and the footer of a reference file, such as a logo, which its documents keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import Image
from policyreport.ooxml.pictures import PictureError
from policyreport.ooxml.printable_pictures import printable_picture
from policyreport.renderers.docx.node import Node
from policyreport.renderers.docx.style_parts import FramePicture, FramePictures

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

_EMU_PER_POINT = 12_700
_MOST_HIGH, _MOST_WIDE = 56.0, 255.0
"""In points: what fits above and below the text of a page, and beside the other words of the line."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MOST = 6


def frame_pictures(word: Document) -> FramePictures:
    """Return the pictures of a Word file's last header and footer that have some.

    ``PolicyReportError`` for a picture that cannot be printed.
    """
    sections = list(word.sections)[::-1]
    headers = [one.part for section in sections for one in (section.header, section.first_page_header) if _is_own(one)]
    footers = [one.part for section in sections for one in (section.footer, section.first_page_footer) if _is_own(one)]
    return FramePictures(_first(headers), _first(footers))


def _is_own(frame: object) -> bool:
    return not getattr(frame, "is_linked_to_previous", True)


def _first(parts: Iterable[Part]) -> tuple[FramePicture, ...]:
    found = (tuple(_pictures(part)) for part in parts)
    return next((pictures for pictures in found if pictures), ())[:_MOST]


def _pictures(part: Part) -> Iterator[FramePicture]:
    for drawing in cast("Node", getattr(part, "element")).iter(qn("w:drawing")):  # noqa: B009 - of parts with XML alone
        blip = next(drawing.iter(qn("a:blip")), None)
        extent = next(drawing.iter(f"{_DRAWING}extent"), None)
        relation = part.rels.get(blip.get(qn("r:embed")) or "") if blip is not None else None
        if relation is None or relation.is_external or extent is None:
            continue
        if any(_is_cropped(crop) for crop in drawing.iter(qn("a:srcRect"))):
            raise _unusable(Message("a part of it is cut away", "일부를 잘라 보이게 한 그림입니다"))
        try:
            image = printable_picture(relation.target_part.blob)
        except PictureError as fault:
            raise _unusable(fault.what) from fault
        named = next(drawing.iter(f"{_DRAWING}docPr"), None)
        alt = (named.get("descr") or "") if named is not None else ""
        drawn = (int(extent.get("cx") or 0) / _EMU_PER_POINT, int(extent.get("cy") or 0) / _EMU_PER_POINT)
        yield FramePicture(image, alt.strip(), _fitted(image, drawn), _is_at_right(drawing))


def _is_cropped(crop: Node) -> bool:
    return any((crop.get(side) or "0") != "0" for side in "ltrb")


def _fitted(image: Image, drawn: tuple[float, float]) -> tuple[float, float]:
    """Return the size in which a picture was drawn, no larger than there is room, in its own proportions."""
    wide, high = (min(length, most) for length, most in zip(drawn, (_MOST_WIDE, _MOST_HIGH), strict=True))
    scale = max(min(wide / image.width, high / image.height), 0.01)
    return image.width * scale, image.height * scale


def _is_at_right(drawing: Node) -> bool:
    """Return whether a picture stands at the right: by itself, by its paragraph, or behind a tab."""
    aligned = [one.text for one in drawing.iter(f"{_DRAWING}align")]
    paragraph = next(drawing.iterancestors(qn("w:p")), None)
    if "right" in aligned or paragraph is None:
        return "right" in aligned
    if any(one.get(qn("w:val")) in ("right", "end") for one in paragraph.iter(qn("w:jc"))):
        return True
    elements = list(paragraph.iter(qn("w:tab"), qn("w:drawing")))
    return any(one.tag == qn("w:tab") and _is_typed(one) for one in elements[: elements.index(drawing)])


def _is_typed(tab: Node) -> bool:
    """Return whether a tab is a character, not the place of one in a format."""
    parent = tab.getparent()
    return parent is not None and parent.tag == qn("w:r")


def _unusable(why: Message) -> PolicyReportError:
    what = Message(
        f"a picture in the header or footer of reference.docx cannot be used: {why.en}",
        f"reference.docx의 머리말이나 꼬리말에 든 그림을 쓸 수 없습니다: {why.ko}",
    )
    hint = Message(
        "in Word take it out and insert it as PNG or JPEG, as it is to be seen",
        "Word에서 그 그림을 지우고, 보일 모양 그대로 저장한 PNG나 JPEG 그림을 넣으십시오",
    )
    return PolicyReportError([Problem(ErrorKind.TEMPLATE, "docx.reference-picture", what, hint=hint)])
