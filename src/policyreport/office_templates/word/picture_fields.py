"""The pictures of a Word template that stand for pictures of the data: put into their boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyreport.diagnostics import Message, Problem
from policyreport.document.nodes import Inline, Picture
from policyreport.office_templates.opc_package import OfficePackage
from policyreport.office_templates.picture_fields import (
    Box,
    is_picture,
    picture_of,
    picture_paragraph,
    take_tag,
)
from policyreport.office_templates.word.package import WORDS, name, w
from policyreport.office_templates.word.stories import Story
from policyreport.office_templates.xml import Element, drop, drop_all

_EMBEDDED, _LINKED = name("r", "embed"), name("r", "link")


def picture_tags(story: Story) -> Iterator[tuple[Element, Message]]:
    """Write the tags that pictures have for words into their drawings, and yield these paragraphs with their places."""
    for drawing in list(story.root.iter(w("drawing"))):
        properties = next(drawing.iter(name("wp", "docPr")), None)
        pictures = list(drawing.iter(name("pic", "pic")))
        if properties is None or len(pictures) != 1:
            continue
        inner = next(pictures[0].iter(name("pic", "cNvPr")), properties)
        if tag := take_tag(properties, inner):
            place = story.place_of(drawing)
            paragraph = picture_paragraph(tag, place, WORDS)
            drawing.insert(0, paragraph)
            yield paragraph, place


def fill_pictures(
    path: str, file: OfficePackage, roots: Mapping[str, Element], content: Callable[[int], tuple[Inline, ...]]
) -> Iterator[Problem]:
    """Put the pictures of the data into the boxes of those that stand for them; a box without one goes."""
    for part, root in roots.items():
        for paragraph in [one for one in root.iter(w("p")) if is_picture(one)]:
            drawing = paragraph.getparent()
            found = picture_of(path, paragraph, content)
            drop(paragraph)
            if isinstance(found, Problem):
                yield found
            elif drawing is not None and found is None:
                drop(drawing)
            elif drawing is not None and found is not None:
                _show(file, part, drawing, found)


def _show(file: OfficePackage, part: str, drawing: Element, picture: Picture) -> None:
    image = picture.image
    media = f"word/media/data-{image.sha256[:16]}.{image.form}"
    key = file.relate(part, "image", media, image.content, f"image/{image.form}")
    blip = next(drawing.iter(name("a", "blip")))
    for child in list(blip):
        drop(child)  # a vector picture or an effect of the one that was drawn
    blip.attrib.pop(_LINKED, None)
    blip.set(_EMBEDDED, key)
    drop_all(drawing.iter(name("a", "srcRect")))
    outer = next(drawing.iter(name("wp", "extent")))
    box = Box(int(outer.get("cx", "0")), int(outer.get("cy", "0"))).fitted(image)
    for extent in (outer, *drawing.iter(name("a", "ext"))):
        if "cx" in extent.attrib:
            extent.set("cx", str(box.width))
            extent.set("cy", str(box.height))
    for described in drawing.iter(name("wp", "docPr"), name("pic", "cNvPr")):
        described.set("descr", picture.alt)
        described.attrib.pop("title", None)
