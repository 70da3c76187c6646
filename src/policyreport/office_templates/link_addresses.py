"""Tags in the addresses of links: written as text while they are filled, and read as an address afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Inline
from policyreport.document.number_format import MISSING, plain_text
from policyreport.office_templates.errors import location
from policyreport.office_templates.runs import Vocabulary
from policyreport.office_templates.tags import opens, spots
from policyreport.office_templates.xml import VALUE, Element

PLACE = "policyreport-address"
"""The attribute of the paragraph that holds an address while it is filled: the place of its link."""
MOST_LETTERS = 2000
"""How long an address may become; Excel and browsers take little more."""
_BRACES = (("%7B", "{"), ("%7D", "}"))
_BESIDE_BRACES = re.compile(r"(?<=\{)%2[35]|%2[35](?=\})", re.IGNORECASE)
_RESERVED = ":/?#[]@!$&'()*+,;=%~"
_BLANKS_OR_CONTROLS = re.compile(r"[\s\x00-\x1f\\]")


def address_with_tags(address: str) -> str:
    """Return an address with its tags as they were typed; empty where it has none.

    Office programs write the braces and blanks of an address percent-encoded. What is no tag stays to the letter.
    """
    for encoded, brace in _BRACES:
        address = address.replace(encoded, brace).replace(encoded.lower(), brace)
    address = _BESIDE_BRACES.sub(lambda found: unquote(found[0]), address)
    if not opens(address):
        return ""
    written, end = "", 0
    for spot in spots(address):
        written += address[end : spot.start] + unquote(spot.source)
        end = spot.end
    return written + address[end:]


def as_paragraph(address: str, place: Message, vocabulary: Vocabulary) -> Element:
    """Return a paragraph that holds an address, to be marked and filled as any other."""
    paragraph = etree.Element(vocabulary.paragraph, {PLACE: place.ko})
    etree.SubElement(etree.SubElement(paragraph, vocabulary.run), vocabulary.text, vocabulary.preserved).text = address
    return paragraph


def is_address(paragraph: Element) -> bool:
    """Return whether a paragraph holds an address."""
    return PLACE in paragraph.attrib


def filled_address(paragraph: Element, vocabulary: Vocabulary, content: Callable[[int], tuple[Inline, ...]]) -> str:
    """Return the address that a filled paragraph holds, its values percent-encoded; empty where there is none.

    A value with which it begins is an address itself, of which only what no address can hold is encoded.
    """
    address = ""
    for element in paragraph.iter():
        if element.tag == vocabulary.text:
            address += element.text or ""
        elif element.tag is etree.PI and element.target == VALUE:
            text = plain_text(content(int(element.text or 0))).strip()
            address += quote(text, safe="" if address.strip() else _RESERVED)
    address = address.strip()
    return "" if address == MISSING else address


def address_faults(file: str, paragraph: Element, address: str) -> Iterator[Problem]:
    """Yield what is wrong with a filled address: it leads elsewhere than to the web or a mailbox, or is too long."""
    place = paragraph.get(PLACE, "")
    where = location(file, Message(place, place))
    if not _is_safe(address):
        what = Message(f"the link to '{address[:60]}' is refused", f"쓸 수 없는 링크입니다: '{address[:60]}'")
        hint = Message(
            "an address begins with http://, https:// or mailto: once it is filled",
            "채운 주소가 http://, https://, mailto:로 시작해야 합니다",
        )
        yield Problem(ErrorKind.SECURITY, "template.unsafe-link", what, where, hint=hint)
    elif len(address) > MOST_LETTERS:
        what = Message(f"the address has {len(address):,} letters", f"링크 주소가 {len(address):,}자입니다")
        hint = Message(f"an address has at most {MOST_LETTERS:,}", f"주소는 {MOST_LETTERS:,}자까지 씁니다")
        yield Problem(ErrorKind.TEMPLATE, "template.long-link", what, where, hint=hint)


def _is_safe(address: str) -> bool:
    if _BLANKS_OR_CONTROLS.search(address):
        return False
    try:
        parts = urlsplit(address)
        return (
            bool(parts.hostname) if parts.scheme in ("http", "https") else parts.scheme == "mailto" and "@" in address
        )
    except ValueError:  # of brackets that are not closed
        return False


def unfilled_address(file: str, where: Message, address: str) -> Problem:
    """Return the problem of a tag in the address of a link that is none of a text: of a picture or a shape."""
    what = Message(
        f"tags in this link's address are not filled: '{address[:60]}'",
        f"이 링크의 주소에 쓴 표시는 채워지지 않습니다: '{address[:60]}'",
    )
    hint = Message(
        "remove the link, and link a text instead, or write {{ link(address, text) }}",
        "링크를 제거하고(오른쪽 단추 › 하이퍼링크 제거) 글에 링크를 달거나 {{ link(주소, 글) }}로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.out-of-reach", what, location(file, where), hint=hint)
