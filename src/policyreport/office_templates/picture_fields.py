"""Pictures of a drawn template that stand for those of the data: their words are a tag, such as ``{{ p.photo }}``.

The tag is written into the tree as a paragraph while the template is filled, so that it is resolved where its picture
stands, in each row of a loop anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Image, Inline, Picture, Text
from policyreport.document.number_format import MISSING, plain_text
from policyreport.office_templates.errors import location
from policyreport.office_templates.link_addresses import PLACE, as_paragraph
from policyreport.office_templates.runs import Vocabulary
from policyreport.office_templates.tags import spots
from policyreport.office_templates.xml import VALUE, Element

PICTURE = "policyreport-picture"
"""The attribute of the paragraph that holds a picture's tag while the template is filled."""
_WORDS = ("descr", "title", "name")
"""The attributes in which a drawing of Office Open XML has the words of a picture."""


@dataclass(frozen=True, slots=True)
class ShownPicture(Text):
    """A picture of the data, as a value that was printed; its text is what the picture shows in words."""

    picture: Picture


class Box(NamedTuple):
    """The width and height of a picture, in any unit."""

    width: int
    height: int

    def fitted(self, image: Image) -> Box:
        """Return the largest size within this one in which a picture keeps its proportions."""
        scale = min(self.width / image.width, self.height / image.height)
        return Box(max(1, round(image.width * scale)), max(1, round(image.height * scale)))


def tag_of_picture(*texts: str | None) -> str:
    """Return the one of a picture's texts that is a tag and nothing else; empty where none is."""
    for text in (text.strip() for text in texts if text):
        found = list(spots(text)) if text.startswith("{{") else []
        if len(found) == 1 and found[0].source == text:
            return text
    return ""


def take_tag(*elements: Element) -> str:
    """Return the tag that the words of a picture are, and take it out of these; empty where they are none."""
    texts = [(one, key) for one in elements for key in _WORDS]
    if tag := tag_of_picture(*(one.get(key, "") for one, key in texts)):
        for one, key in texts:
            if tag_of_picture(one.get(key, "")) == tag:
                one.set(key, "")
    return tag


def picture_paragraph(tag: str, place: Message, vocabulary: Vocabulary) -> Element:
    """Return a paragraph that holds the tag of a picture, to be marked and filled as any other."""
    paragraph = as_paragraph(tag, place, vocabulary)
    paragraph.set(PICTURE, "")
    return paragraph


def is_picture(paragraph: Element) -> bool:
    """Return whether a paragraph holds the tag of a picture."""
    return PICTURE in paragraph.attrib


def picture_of(file: str, paragraph: Element, content: Callable[[int], tuple[Inline, ...]]) -> Picture | Problem | None:
    """Return the picture for which a filled paragraph stands; None where the data have none, or what is wrong."""
    values = [element for element in paragraph.iter(etree.PI) if element.target == VALUE]
    found = content(int(values[0].text or 0)) if values else ()
    if len(found) == 1 and isinstance(found[0], ShownPicture):
        return found[0].picture
    text = plain_text(found)
    if text in ("", MISSING):
        return None
    place = paragraph.get(PLACE, "")
    what = Message(
        f"the alternative text of this picture is filled with '{text[:40]}', which is no picture",
        f"이 그림의 대체 텍스트에 쓴 표시는 그림이 아니라 '{text[:40]}'입니다",
    )
    hint = Message(
        "write a field that is a picture, such as {{ p.photo }}, or plain words",
        "{{ p.photo }}처럼 사진인 항목을 쓰거나, 표시 없이 글로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "drawn.picture-field", what, location(file, Message(place, place)), hint=hint)
