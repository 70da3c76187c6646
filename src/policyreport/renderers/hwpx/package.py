"""The file: the parts that every HWPX file has, with this document's in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from policyreport.document.nodes import Date, Image, Meta
from policyreport.document.number_format import date_text
from policyreport.document.output import PROPERTY
from policyreport.ooxml.package import Part, fixed_entry, write_part
from policyreport.renderers.hwpx.xml import Xml, declared, element, escaped, outermost, part

_MIME_TYPE = "mimetype"
_LEVEL = 6
HEADER = "Contents/header.xml"
CONTENTS, PREVIEW = "Contents/content.hpf", "Preview/PrvText.txt"
_IMAGE_ENDINGS = {"png": "png", "jpeg": "jpg"}
_RDF = "META-INF/container.rdf"
_HANCOM, _OPEN_DOCUMENT = "http://www.hancom.co.kr/hwpml", "urn:oasis:names:tc:opendocument:xmlns"
_PACKAGE = f"{_HANCOM}/2016/meta/pkg"


def section_name(number: int) -> str:
    """Return the name of the part that holds a section, counted from 0."""
    return f"Contents/section{number}.xml"


def _is_section(name: str) -> bool:
    return name.startswith("Contents/section")


def packed(parts: Mapping[str, Part]) -> bytes:
    """Return the file of its parts, the fixed ones added, its members dated 1980-01-01.

    The media type comes first and bare, as KS X 6101 requires.
    """
    stream = BytesIO()
    members: dict[str, Part] = {**_fixed_parts(), _RDF: _kinds_part(sum(map(_is_section, parts))), **parts}
    with ZipFile(stream, "w") as archive:
        for name in sorted(members, key=lambda name: (name != _MIME_TYPE, name)):
            write_part(archive, fixed_entry(name, compressed=name != _MIME_TYPE), members[name], _LEVEL)
    return stream.getvalue()


def image_part(name: str, image: Image) -> str:
    """Return the name of the part that holds a picture."""
    return f"BinData/{name}.{_IMAGE_ENDINGS[image.form]}"


def contents_part(meta: Meta, sections: int = 1, images: Mapping[Image, str] | None = None) -> bytes:
    """Return the part ``Contents/content.hpf``: the properties, the parts, and the order in which they are read.

    ``images`` are the pictures by their names.
    """
    read = {"header": HEADER, **{f"section{number}": section_name(number) for number in range(sections)}}
    parts = {**read, "settings": "settings.xml"}
    items = (_opf("item", id=name, href=href, media_type="application/xml") for name, href in parts.items())
    pictures = (_image_item(name, image) for image, name in (images or {}).items())
    order = (_opf("itemref", idref=name, linear="yes") for name in read)
    children = (
        element("opf:metadata", _properties(meta)),
        element("opf:manifest", (*items, *pictures)),
        element("opf:spine", order),
    )
    return part("opf:package", *children, version="", id="", **{"unique-identifier": ""})


def _image_item(name: str, image: Image) -> Xml:
    kind = {"media-type": f"image/{image.form}", "isEmbeded": 1}  # spelled so by 한글
    return element("opf:item", (), {"id": name, "href": image_part(name, image), **kind})


def _properties(meta: Meta) -> Iterator[Xml]:
    midnight = f"{meta.as_of.isoformat()}T00:00:00Z"
    yield element("opf:title", (escaped(meta.title.replace("\n", " ")),))
    yield element("opf:language", (escaped(meta.language),))
    properties = {
        "creator": meta.organisation,
        "subject": meta.subtitle or meta.summary,
        "description": meta.summary,
        "lastsaveby": meta.organisation,
        "CreatedDate": midnight,
        "ModifiedDate": midnight,
        "date": date_text(Date.of(meta.as_of)),
        "keyword": ", ".join(meta.keywords),
    }
    if meta.identity:
        properties[PROPERTY] = meta.identity
    for name, text in properties.items():
        yield element("opf:meta", (escaped(text),), {"name": name, "content": "text"})


def _opf(tag: str, **attributes: str) -> Xml:
    return element(f"opf:{tag}", (), {name.replace("_", "-"): value for name, value in attributes.items()})


@cache
def _fixed_parts() -> Mapping[str, bytes]:
    """Return the parts that are the same in every document, as 한글 writes them."""
    version = {
        "tagetApplication": "WORDPROCESSOR",  # spelled so in KS X 6101
        "major": 5,
        "minor": 1,
        "micro": 1,
        "buildNumber": 0,
        "os": 1,
        "xmlVersion": "1.5",
        "application": "Hancom Office Hangul",
        "appVersion": "13, 0, 0, 1408 WIN32LEWindows_10",
    }
    caret = element("ha:CaretPosition", (), {"listIDRef": 0, "paraIDRef": 0, "pos": 16})
    roots = {CONTENTS: "application/hwpml-package+xml", PREVIEW: "text/plain", _RDF: "application/rdf+xml"}
    files = (element("ocf:rootfile", (), {"full-path": name, "media-type": kind}) for name, kind in roots.items())
    return {
        _MIME_TYPE: b"application/hwp+zip",
        "version.xml": outermost("hv:HCFVersion", (), {"xmlns:hv": f"{_HANCOM}/2011/version", **version}),
        "settings.xml": outermost("ha:HWPApplicationSetting", (caret,), declared("ha", "config")),
        "META-INF/container.xml": outermost(
            "ocf:container",
            (element("ocf:rootfiles", files),),
            {"xmlns:ocf": f"{_OPEN_DOCUMENT}:container", **declared("hpf")},
        ),
        "META-INF/manifest.xml": outermost("odf:manifest", (), {"xmlns:odf": f"{_OPEN_DOCUMENT}:manifest:1.0"}),
    }


def _kinds_part(sections: int) -> bytes:
    kinds = _kinds_of_parts(sections)
    return outermost("rdf:RDF", kinds, {"xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"})


def _kinds_of_parts(sections: int) -> Iterator[Xml]:
    read = ((section_name(number), "SectionFile") for number in range(sections))
    for name, kind in ((HEADER, "HeaderFile"), *read):
        within = element("ns0:hasPart", (), {"xmlns:ns0": f"{_PACKAGE}#", "rdf:resource": name})
        yield element("rdf:Description", (within,), {"rdf:about": ""})
        yield _rdf_type(name, kind)
    yield _rdf_type("", "Document")


def _rdf_type(about: str, kind: str) -> Xml:
    named = element("rdf:type", (), {"rdf:resource": f"{_PACKAGE}#{kind}"})
    return element("rdf:Description", (named,), {"rdf:about": about})
