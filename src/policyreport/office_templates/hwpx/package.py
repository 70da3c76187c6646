"""The parts of a file of 한글 that a document is made of, read from a template and written again with no others."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache
from io import BytesIO
from itertools import count
from zipfile import ZipFile

from lxml import etree

from policyreport.document.nodes import Image, Meta
from policyreport.office_templates.pictures import bare_picture
from policyreport.office_templates.runs import Vocabulary
from policyreport.office_templates.xml import Element, drop, drop_all, parse, serialize
from policyreport.renderers.hwpx import package
from policyreport.renderers.hwpx.package import contents_part

_PARAGRAPH = "http://www.hancom.co.kr/hwpml/2011/paragraph"
_HEAD = "http://www.hancom.co.kr/hwpml/2011/head"
_CORE = "http://www.hancom.co.kr/hwpml/2011/core"
_PACKAGE = "http://www.idpf.org/2007/opf/"


@cache
def hp(local: str) -> str:
    """Return a name of what stands in a document's body."""
    return f"{{{_PARAGRAPH}}}{local}"


def hh(local: str) -> str:
    """Return a name of a document's head."""
    return f"{{{_HEAD}}}{local}"


def hc(local: str) -> str:
    """Return a name of what head and body share."""
    return f"{{{_CORE}}}{local}"


def _opf(local: str) -> str:
    """Return a name of the list of parts."""
    return f"{{{_PACKAGE}}}{local}"


HANGUL = Vocabulary(
    paragraph=hp("p"),
    run=hp("run"),
    text=hp("t"),
    row=hp("tr"),
    cell=hp("tc"),
    properties="",
    characters={},
    shown=tuple(map(hp, ("secPr", "tbl", "pic", "rect", "equation", "header", "footer", "footNote", "endNote"))),
    preserved={},
    unread=(hp("t"),),
    sections=(hp("secPr"),),
    has_cell_statements=True,
)


HEAD, CONTENTS = "Contents/header.xml", "Contents/content.hpf"
_FILLED = re.compile(r"Contents/(section|masterpage)(\d+)\.xml")
_PICTURE = re.compile(r"BinData/[^/]+\.(?:png|jpe?g|bmp|gif|wmf|emf|svg)", re.IGNORECASE)
_RECORDS = ("trackChanges", "trackChangeAuthors", "trackchageConfig", "trackchangeConfig", "metaTag")

SourceParts = Mapping[str, bytes]


def read(content: bytes) -> SourceParts:
    """Return the parts of a template by their names; the package has been checked before."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def filled_parts(source: SourceParts) -> list[str]:
    """Return the names of the parts whose text is filled: the sections in their order, then the master pages."""
    found = ((match[1], int(match[2]), name) for name in source if (match := _FILLED.fullmatch(name)))
    return [name for *_, name in sorted(found, key=lambda one: (one[0] != "section", one[1]))]


def is_section(part: str) -> bool:
    """Return whether a part is a section of the text, and no master page."""
    return part.startswith("Contents/section")


def picture_parts(source: SourceParts) -> Mapping[str, str]:
    """Return the parts of pictures by the names by which the text shows them."""
    listed = {item.get("id", ""): item.get("href", "") for item in parse(source[CONTENTS]).iter(_opf("item"))}
    return {identity: part for identity, part in listed.items() if part in source and _PICTURE.fullmatch(part)}


class PictureStore:
    """The parts of a file with the pictures of the data that are added to them.

    They bear the first names that no text shows, ``image1`` and on: some viewers find a picture by that number.
    """

    def __init__(self, source: SourceParts) -> None:
        self._source = source
        self._added: dict[str, Image] = {}

    def add(self, image: Image, shown: Container[str]) -> str:
        """Add a picture, and return the name by which the text shows it; ``shown`` are those of other pictures."""
        names = (f"image{number}" for number in count(1))
        free = next(name for name in names if name not in shown and self._added.get(name, image) == image)
        self._added[free] = image
        return free

    def parts(self) -> SourceParts:
        """Return all parts, the list of them with what was added."""
        if not self._added:
            return self._source
        listed = parse(self._source[CONTENTS])
        manifest = next(listed.iter(_opf("manifest")))
        parts = dict(self._source)
        for item in [one for one in manifest.iter(_opf("item")) if one.get("id", "") in self._added]:
            parts.pop(item.get("href", ""), None)
            drop(item)
        for identity, image in self._added.items():
            part = f"BinData/{identity}.{'jpg' if image.form == 'jpeg' else 'png'}"
            described = {"id": identity, "href": part, "media-type": f"image/{image.form}", "isEmbeded": "1"}
            etree.SubElement(manifest, _opf("item"), described)
            parts[part] = image.content
        return {**parts, CONTENTS: serialize(listed)}


def packed(source: SourceParts, head: Element, filled: Mapping[str, Element], meta: Meta) -> bytes:
    """Return the file, the same bytes for the same parts; what it says of itself is the report's.

    Pictures that no text shows any more are left out.
    """
    for local in _RECORDS:
        drop_all(head.iter(hh(local)))
    named = {value for root in (head, *filled.values()) for e in root.iter("*") for value in e.attrib.values()}
    listed = {part for identity, part in picture_parts(source).items() if identity in named}
    pictures = {name: bare_picture(source[name]) for name in source if name in listed}
    parts = {**pictures, **{name: serialize(root) for name, root in filled.items()}, HEAD: serialize(head)}
    parts[CONTENTS] = _contents(source[CONTENTS], parts, meta)
    parts["Preview/PrvText.txt"] = meta.title.encode()
    if "META-INF/container.rdf" in source:
        parts["META-INF/container.rdf"] = serialize(parse(source["META-INF/container.rdf"]))
    return package.packed(parts)


def _contents(listed: bytes, parts: SourceParts, meta: Meta) -> bytes:
    """Return the list of parts without those that are not taken over."""
    root, own = parse(listed), parse(contents_part(meta))
    old, new = root.find(_opf("metadata")), own.find(_opf("metadata"))
    if old is not None and new is not None:
        root.replace(old, new)
    gone = [item for item in root.iter(_opf("item")) if item.get("href", "") not in {*parts, "settings.xml"}]
    names = {item.get("id", "") for item in gone}
    drop_all([*gone, *(ref for ref in root.iter(_opf("itemref")) if ref.get("idref", "") in names)])
    return serialize(root)
