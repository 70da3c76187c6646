"""What a file says of itself (ISO 14289-1, 5 and 7.1; ISO 19005-2, 6.1.3, 6.2.3 and 6.6)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree

from .opened import Opened

_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_PROPERTIES = {
    "/Title": "//dc:title/rdf:Alt/rdf:li[@xml:lang='x-default']",
    "/Author": "//dc:creator/rdf:Seq/rdf:li",
    "/Subject": "//dc:description/rdf:Alt/rdf:li[@xml:lang='x-default']",
    "/Keywords": "//pdf:Keywords",
    "/Creator": "//xmp:CreatorTool",
    "/Producer": "//pdf:Producer",
}
_SCHEMA = "//pdfaExtension:schemas/rdf:Bag/rdf:li[pdfaSchema:namespaceURI='http://www.aiim.org/pdfua/ns/id/']"
_COMPONENTS = {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}
_WITHOUT_PROFILE = {1: {"rg", "RG", "k", "K"}, 3: {"k", "K"}, 4: {"rg", "RG"}}
"""By the components of the profile, the operators that set a colour of another space; grey goes with any."""


def catalog_says_what_is_due(pdf: Opened) -> Iterator[str]:
    """Tags, language and title are announced; tabs follow the structure; nothing is locked (7.1, 7.18.3)."""
    root = pdf.pdf.Root
    due = {
        "it is not marked": root.get("/MarkInfo", {}).get("/Marked") is True,
        "some of it is suspect": root.get("/MarkInfo", {}).get("/Suspects") is not True,
        "it names no language": bool(str(root.get("/Lang", "")).strip()),
        "its title is not shown": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True,
        "it has no structure": "/StructTreeRoot" in root,
        "it has layers": "/OCProperties" not in root,
        "it has no identifier": len(pdf.pdf.trailer.get("/ID", [])) == 2,
        "it is encrypted": not pdf.pdf.is_encrypted,
    }
    yield from (what for what, holds in due.items() if not holds)
    for number, page in enumerate(pdf.pdf.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"the tabs of page {number} do not follow the structure"
        if "/StructParents" not in page:
            yield f"page {number} has no place in the structure"


def _metadata(pdf: Opened) -> etree._Element | None:
    stream = pdf.pdf.Root.get("/Metadata")
    return None if stream is None else etree.fromstring(stream.read_bytes())


def _said(packet: etree._Element | None, path: str) -> str:
    found = [] if packet is None else packet.xpath(path, namespaces=_NAMES)
    return "" if not found else found[0].text or ""


def metadata_name_the_standards(pdf: Opened) -> Iterator[str]:
    """The metadata have a title and both standards' marks, with the schema of PDF/UA's (ISO 19005-2, 6.6)."""
    packet = _metadata(pdf)
    due = {"//pdfaid:part": "3" if "/AF" in pdf.pdf.Root else "2", "//pdfaid:conformance": "A", "//pdfuaid:part": "1"}
    yield from (f"{path[2:]} is {_said(packet, path)!r}" for path, value in due.items() if _said(packet, path) != value)
    if not _said(packet, _PROPERTIES["/Title"]).strip():
        yield "there is no title"
    if _said(packet, f"{_SCHEMA}/pdfaSchema:property/rdf:Seq/rdf:li/pdfaProperty:name") != "part":
        yield "the schema of pdfuaid is not described"
    stream = pdf.pdf.Root.get("/Metadata", pikepdf.Dictionary())
    if (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML") or "/Filter" in stream:
        yield "the metadata cannot be found by those who do not read PDF"


def attached_files_are_associated(pdf: Opened) -> Iterator[str]:
    """A file within says its names, its kind, its day and what it is to the document (ISO 19005-3, 6.8)."""
    associated = [each.objgen for each in pdf.pdf.Root.get("/AF", [])]
    names = list(pdf.pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    if len(associated) != len(names) // 2:
        yield "not all files are associated"
    for name, entry in zip(names[::2], names[1::2], strict=True):
        yield from (f"{name} has no {key}" for key in ("/F", "/UF", "/Desc", "/AFRelationship") if key not in entry)
        file = entry.EF.F
        if entry.objgen not in associated or "/Subtype" not in file or "/ModDate" not in file.get("/Params", {}):
            yield f"{name} does not say what it is"


def properties_agree_with_metadata(pdf: Opened) -> Iterator[str]:
    """What the information dictionary says, the metadata say (ISO 19005-2, 6.6.3)."""
    packet = _metadata(pdf)
    for name, value in pdf.pdf.docinfo.items():
        if name not in _PROPERTIES or _said(packet, _PROPERTIES[name]) != str(value):
            yield f"{name} is {value!s} in one and {_said(packet, _PROPERTIES.get(name, '//none'))} in the other"


def colours_have_a_meaning(pdf: Opened) -> Iterator[str]:
    """An output intent gives device colours a meaning, by a profile of their kind (ISO 19005-2, 6.2.3, 6.2.4)."""
    intents = [intent for intent in pdf.pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "there is not one output intent with a profile"
        return
    stream = intents[0].DestOutputProfile
    profile = stream.read_bytes()
    if int.from_bytes(profile[:4], "big") != len(profile) or profile[36:40] != b"acsp" or profile[8] > 4:
        yield "the profile is not whole"
    if _COMPONENTS.get(profile[16:20]) != stream.get("/N"):
        yield f"the profile is of {profile[16:20]!r} for {stream.get('/N')} components"
    used = {each.name for _, operations in pdf.pages for each in operations}
    foreign = used & _WITHOUT_PROFILE.get(int(stream.get("/N")), set())
    yield from (f"{name} is used, for which there is no profile" for name in sorted(foreign))
