"""ReportLab's document, made accessible and archivable: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).

With a file attached to it, it is PDF/A-3a (ISO 19005-3), which differs in nothing but that it may have one.

ReportLab's own page and catalog drop the entries that this takes, and its writer ends streams in a way that PDF/A does
not allow; both are corrected here, where it hands its objects over to be written.
"""

# ReportLab's stubs leave most of its own objects untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfbase.pdfdoc import format as formatted
from reportlab.pdfgen.canvas import Canvas

from policyreport.document.nodes import Image, Meta
from policyreport.document.output import identifier
from policyreport.ooxml.xml_text import escape_text
from policyreport.renderers.pdf.attachment import attach
from policyreport.renderers.pdf.font_embedding import EmbeddedFace
from policyreport.renderers.pdf.images import image_stream
from policyreport.renderers.pdf.pdf_writer import file_of
from policyreport.renderers.pdf.structure_tree import Annotated, Element, Objects, objects, text_entry

_PRINTED = 4
_TREE = "StructTreeRoot"
PRODUCER = "policyreport"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{entries}
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{extension}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_EXTENSION = """<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


class Place(NamedTuple):
    """A place in the document: a page, counted from 1, and a height on it in points."""

    page: int
    top: float


class RowNamed(NamedTuple):
    """A place in the document that is known once all of it is drawn: the row that bears a name."""

    name: str


Target = str | Place | RowNamed
"""Where a link leads: a web address, or somewhere in the document."""


class _Written(PDFObject):
    """An object that is written as it stands."""

    __RefOnly__ = 1

    def __init__(self, body: str) -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:  # noqa: ARG002 - as ReportLab calls it
        return self.body.encode("ascii")


class _Catalog(PDFCatalog):
    __NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents", "AF"]  # noqa: RUF012 - as in ReportLab
    __Refs__ = [name for name in __NoDefault__ if name != "PageMode"]  # noqa: RUF012 - a name is no object of its own


class _Page(PDFPage):
    __NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]  # noqa: RUF012 - as in ReportLab

    def __init__(self, page: PDFPage, key: int) -> None:
        super().__init__()
        vars(self).update(vars(page))
        self.StructParents, self.Tabs = key, "/S"


class _Link(PDFObject):
    """A link's annotation; ``rows`` will be the places of the rows that bear names."""

    __RefOnly__ = 1

    def __init__(self, box: Box, text: str, target: Target, key: int, rows: Mapping[str, Place]) -> None:
        self._box, self._text, self._target, self._key, self._rows = box, text, target, key, rows

    def format(self, document: PDFDocument) -> bytes:
        box = " ".join(f"{side:.2f}" for side in self._box)
        return (
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F {_PRINTED}/StructParent {self._key}"
            f"{text_entry('Contents', self._text)}{self._action(document)}>>"
        ).encode("ascii")

    def _action(self, document: PDFDocument) -> str:
        target = self._rows[self._target.name] if isinstance(self._target, RowNamed) else self._target
        if isinstance(target, Place):
            page = formatted(PDFObjectReference(f"Page{target.page}"), document).decode("ascii")
            return f"/Dest[{page}/XYZ null {target.top:.2f} null]"
        address = target.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"/A<</S/URI/URI({address})>>"


class _Information(PDFInfo):
    """The information dictionary, with the entries of the metadata but no date, for no clock is read."""

    def __init__(self, meta: Meta) -> None:
        super().__init__()
        self.title, self.author, self.subject = _title(meta), meta.organisation, meta.summary
        self.keywords, self.creator, self.producer = _keywords(meta), PRODUCER, PRODUCER

    def format(self, document: PDFDocument) -> bytes:
        names = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
        entries = {name: PDFString(getattr(self, name.lower())) for name in names}
        return PDFDictionary(entries).format(document)


class TaggedCanvas(Canvas):
    """A canvas whose pages are those of a tagged document; ``root`` is the element that holds all content.

    One that ``attaches`` a file is told its content before it is written.
    """

    def __init__(self, meta: Meta, *, attaches: bool = False) -> None:
        super().__init__(io.BytesIO(), pagesize=A4, pageCompression=1)
        self._doc = self._tagged = TaggedDocument(meta, attaches=attaches)

    @property
    def root(self) -> Element:
        """The element that holds all others."""
        return self._tagged.root

    def embed(self, font: EmbeddedFace) -> None:
        """Let the document hold a font, cut to what is drawn with it."""
        self._tagged.delayedFonts.append(font)

    def link(self, box: Box, text: str, target: Target) -> Annotated:
        """Add a link's annotation to the page; return it as a part of its structure element."""
        name, key = self._tagged.add_link(box, text, target)
        self._annotationrefs.append(PDFObjectReference(name))
        return Annotated(self.getPageNumber() - 1, name, key)

    def name_row(self, name: str, top: float) -> None:
        """Let references lead to a height on this page, unless a row before bears the same name."""
        self._tagged.rows.setdefault(name, Place(self.getPageNumber(), top))

    def image(self, image: Image) -> str:
        """Let the page use a picture, which the file holds once; return the name by which the page draws it."""
        name = f"Image{image.sha256[:16]}"
        if not self._tagged.hasForm(name):
            self._tagged.addForm(name, image_stream(image))
        if name not in self._formsinuse:
            self._formsinuse.append(name)
        return self._tagged.getXObjectName(name)

    def outline(self, title: str, level: int, top: float) -> None:
        """Add an entry to the outline, leading to a height on this page."""
        key = f"heading-{self.getPageNumber()}-{top:.0f}-{title}"
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level)

    def attach(self, content: bytes) -> None:
        """Let the document hold what its numbers stand on."""
        self._tagged.attach(content)

    def written(self) -> bytes:
        """Return the file; nothing can be drawn afterwards."""
        return self.getpdfdata()

    def _make_preamble(self) -> None:
        """Begin pages with nothing: ReportLab would name a font that is not embedded."""
        self._preamble = ""


class TaggedDocument(PDFDocument):
    """A document whose ``root`` element has the structure of its pages; ``rows`` are those with names."""

    def __init__(self, meta: Meta, *, attaches: bool = False) -> None:
        super().__init__(compression=1, invariant=1, lang=meta.language, pdfVersion=(1, 7))
        self.root = Element("Document")
        self.rows: dict[str, Place] = {}
        self._links: list[str] = []
        self._pages = 0
        self._identity, self._day = meta.identity, meta.as_of
        self.Catalog = self._catalog = _catalog(self, self.Catalog, meta, part=3 if attaches else 2)
        self.info = _Information(meta)

    def attach(self, content: bytes) -> None:
        """Hold what the document's numbers stand on, as a file."""
        self._catalog.Names, self._catalog.AF = attach(self, content, self._day)

    def addPage(self, page: PDFPage) -> None:  # noqa: N802 - ReportLab's own name
        """Add a page, with the key by which the parent tree knows it: even, where annotations have odd ones."""
        super().addPage(_Page(page, 2 * self._pages))
        self._pages += 1

    def add_link(self, box: Box, text: str, target: Target) -> tuple[str, int]:
        """Add a link's annotation; return its name and its key in the parent tree."""
        name, key = f"Link{len(self._links)}", 2 * len(self._links) + 1
        self._links.append(name)
        self.Reference(_Link(box, text, target, key, self.rows), name)
        return name, key

    def format(self) -> bytes:
        """Return the file."""
        bodies = dict(self._bodies())
        number = self._number
        tree = number(_TREE)
        pages = [number(f"Page{page}") for page in range(1, self._pages + 1)]
        links = {name: number(name) for name in self._links}
        elements = objects(self.root, len(bodies) + 1, pages, links, tree)
        bodies.update((n, body.encode("ascii")) for n, body in elements.bodies)
        bodies[tree] = _tree(len(self.numberToId) + 1, elements).encode("ascii")
        del elements  # a long file has many
        root, info = number(self.Catalog.__InternalName__), number(self.info.__InternalName__)
        return file_of(bodies, root, info, identifier(self._identity) if self._identity else "")

    def _bodies(self) -> Iterator[tuple[int, bytes]]:
        """Yield ReportLab's own objects; while objects are formatted, others are added that they refer to."""
        number = 1
        while number in self.numberToId:
            body = formatted(self.idToObject[self.numberToId[number]], self, toplevel=1)
            yield number, body
            number += 1

    def _number(self, name: str) -> int:
        return self.idToObjectNumberAndVersion[name][0]


def _tree(first: int, elements: Objects) -> str:
    """Return the root of the structure tree (ISO 32000-1, table 322); an IDTree must be there where an ID is."""
    parents = " ".join(f"{key} {elements.parents[key]}" for key in sorted(elements.parents))
    names = " ".join(f"({name}) {elements.names[name]} 0 R" for name in sorted(elements.names))
    id_tree = f"/IDTree<</Names[{names}]>>" if names else ""
    return f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree<</Nums[{parents}]>>{id_tree}>>"


def _catalog(document: TaggedDocument, plain: PDFCatalog, meta: Meta, part: int) -> _Catalog:
    catalog = _Catalog()
    vars(catalog).update(vars(plain))
    catalog.MarkInfo = PDFDictionary({"Marked": "true", "UserProperties": "true"})
    catalog.StructTreeRoot = document.Reference(_Written(""), _TREE)
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalog.Metadata = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), _xmp(meta, part))
    catalog.OutputIntents = PDFArray([_output_intent(document)])
    return catalog


def _output_intent(document: PDFDocument) -> PDFDictionary:
    """Return the output intent that gives the pages' colours their meaning (ISO 19005-2, 6.2.3): sRGB."""
    profile = Path(__file__).with_name("sRGB.icc").read_bytes()
    stream = PDFStream(PDFDictionary({"N": 3}), profile, [PDFZCompress])
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(stream),
        }
    )


def _title(meta: Meta) -> str:
    return meta.title.replace("\n", " ")


def _keywords(meta: Meta) -> str:
    return ", ".join(meta.keywords)


def _xmp(meta: Meta, part: int) -> bytes:
    """Return the metadata packet (XMP, ISO 16684-1) in UTF-8, with the marks of a part of PDF/A, and of PDF/UA-1.

    The information dictionary must agree with it (ISO 19005-2, 6.6.3). The identity is there too, where there is one;
    programs that change a file leave it (ISO 16684-1, 8.3 and 8.6).
    """
    identity = ""
    if meta.identity:
        text = escape_text(identifier(meta.identity))
        identity = f"<dc:identifier>{text}</dc:identifier><xmpMM:DocumentID>{text}</xmpMM:DocumentID>"
    entries = (
        "<dc:format>application/pdf</dc:format>"
        f"<dc:title>{_in_any_language(_title(meta))}</dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{escape_text(meta.organisation)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:description>{_in_any_language(meta.summary)}</dc:description>"
        f"<dc:language><rdf:Bag><rdf:li>{escape_text(meta.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Keywords>{escape_text(_keywords(meta))}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>"
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>{identity}"
    )
    return _PACKET.format(entries=entries, extension=_EXTENSION, part=part).encode()


def _in_any_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape_text(text)}</rdf:li></rdf:Alt>'
