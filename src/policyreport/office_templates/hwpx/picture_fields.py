"""The pictures of a template of 한글 that stand for pictures of the data: put into their boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from policyreport.diagnostics import Message, Problem
from policyreport.document.nodes import Inline, Picture
from policyreport.office_templates.hwpx.package import HANGUL, PictureStore, hc, hp
from policyreport.office_templates.picture_fields import (
    Box,
    is_picture,
    picture_of,
    picture_paragraph,
    tag_of_picture,
)
from policyreport.office_templates.xml import Element, drop

_SHOWN = "binaryItemIDRef"
_NOT_TURNED = {"e1": "1", "e2": "0", "e3": "0", "e4": "0", "e5": "1", "e6": "0"}


def picture_tags(root: Element, places: Mapping[Element, Message]) -> Iterator[tuple[Element, Message]]:
    """Write the tags that pictures have for words into them, and yield these paragraphs with their places."""
    for picture in list(root.iter(hp("pic"))):
        comment = picture.find(hp("shapeComment"))
        place = next((places[around] for around in picture.iterancestors() if around in places), None)
        if comment is not None and place and (tag := tag_of_picture(comment.text)):
            comment.text = ""
            paragraph = picture_paragraph(tag, place, HANGUL)
            picture.insert(0, paragraph)
            yield paragraph, place


def fill_pictures(
    path: str, store: PictureStore, roots: Mapping[str, Element], content: Callable[[int], tuple[Inline, ...]]
) -> Iterator[Problem]:
    """Put the pictures of the data into the boxes of those that stand for them; a box without one goes."""
    filled: list[tuple[Element, Picture]] = []
    for paragraph in [one for root in roots.values() for one in root.iter(hp("p")) if is_picture(one)]:
        drawn = paragraph.getparent()
        found = picture_of(path, paragraph, content)
        drop(paragraph)
        if isinstance(found, Problem):
            yield found
        elif drawn is not None and found is None:
            drop(drawn)
        elif drawn is not None and found is not None:
            for image in drawn.iter(hc("img")):
                image.attrib.pop(_SHOWN, None)
            filled.append((drawn, found))
    shown = {image.get(_SHOWN, "") for root in roots.values() for image in root.iter("*") if _SHOWN in image.attrib}
    for drawn, picture in filled:
        _show(drawn, picture, store.add(picture.image, shown))


def _show(drawn: Element, picture: Picture, identity: str) -> None:
    size = next(drawn.iter(hp("sz")))
    box = Box(int(size.get("width", "0")), int(size.get("height", "0"))).fitted(picture.image)
    wide, high = map(str, box)
    corners = (("0", "0"), (wide, "0"), (wide, high), ("0", high))
    changes: Mapping[str, Mapping[str, str]] = {
        hp("sz"): {"width": wide, "height": high},
        hp("orgSz"): {"width": wide, "height": high},
        hp("curSz"): {"width": wide, "height": high},
        hp("imgClip"): {"left": "0", "right": wide, "top": "0", "bottom": high},
        hp("imgDim"): {"dimwidth": wide, "dimheight": high},
        hp("rotationInfo"): {"centerX": str(box.width // 2), "centerY": str(box.height // 2)},
        hc("img"): {_SHOWN: identity},
        hc("transMatrix"): _NOT_TURNED,
        hc("scaMatrix"): _NOT_TURNED,
        hc("rotMatrix"): _NOT_TURNED,
        **{hc(f"pt{at}"): {"x": x, "y": y} for at, (x, y) in enumerate(corners)},
    }
    for element in drawn.iter("*"):
        element.attrib.update(changes.get(element.tag, {}))
    comment = drawn.find(hp("shapeComment"))
    if comment is None:
        comment = etree.SubElement(drawn, hp("shapeComment"))
    comment.text = picture.alt
