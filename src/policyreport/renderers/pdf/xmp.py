"""What the file says of itself: XMP metadata (ISO 16684-1) with the marks of PDF/A-2a and PDF/UA-1.

The document information dictionary must agree with it (ISO 19005-2, 6.6.3).
"""

from __future__ import annotations

from policyreport.document.nodes import Meta
from policyreport.document.output import identifier
from policyreport.ooxml.xml_text import escape_text

PRODUCER = "policyreport"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{entries}
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
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


def title_of(meta: Meta) -> str:
    """Return a document's title on one line."""
    return meta.title.replace("\n", " ")


def keywords_of(meta: Meta) -> str:
    """Return a document's keywords (키워드) as one text."""
    return ", ".join(meta.keywords)


def xmp(meta: Meta) -> bytes:
    """Return the metadata packet in UTF-8: title, organisation, 문서요지, 키워드, language, and the standards kept.

    The identity stands there too, where there is one; programs that change a file leave it (ISO 16684-1, 8.3 and 8.6).
    """
    entries = (
        "<dc:format>application/pdf</dc:format>"
        f"<dc:title>{_in_any_language(title_of(meta))}</dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{escape_text(meta.organisation)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:description>{_in_any_language(meta.summary)}</dc:description>"
        f"<dc:language><rdf:Bag><rdf:li>{escape_text(meta.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Keywords>{escape_text(keywords_of(meta))}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>"
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>{_identity(meta.identity)}"
    )
    return _PACKET.format(entries=entries, extension=_EXTENSION).encode()


def _identity(identity: str) -> str:
    if not identity:
        return ""
    said = escape_text(identifier(identity))
    return f"<dc:identifier>{said}</dc:identifier><xmpMM:DocumentID>{said}</xmpMM:DocumentID>"


def _in_any_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape_text(text)}</rdf:li></rdf:Alt>'
