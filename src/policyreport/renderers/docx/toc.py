"""The table of contents: a field whose result is written out, with links and page numbers, so that none is asked for.

The pages are those that ``paging`` reckons: Word itself knows them only once it has laid the document out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyreport.document.nodes import Contents, HeadingLevel
from policyreport.renderers.docx.context import Entry, RenderContext
from policyreport.renderers.docx.fragments import Fragment
from policyreport.renderers.docx.inlines import field, field_end, field_start, run
from policyreport.renderers.docx.paragraphs import styled
from policyreport.renderers.docx.xml import Element, element, together, w

TITLE = "목 차"


def contents_fragment(contents: Contents, setting: RenderContext) -> Fragment:
    """Return the contents as one field under its title, which Word offers to renew as a whole."""
    shown = [entry for entry in setting.entries if entry.level <= contents.depth]
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    paragraphs = (styled("TOCHeading", run(TITLE)), *_field(shown, contents.depth))
    return Fragment(w("sdt", w("sdtPr", gallery), w("sdtContent", *paragraphs)), "field")


def _field(shown: Sequence[Entry], depth: HeadingLevel) -> Iterator[Element]:
    opening = together(field_start(rf'TOC \o "1-{depth}" \h \z'))
    if not shown:
        yield styled("TOC1", opening, field_end())
    for at, entry in enumerate(shown, start=1):
        before, after = opening if at == 1 else "", field_end() if at == len(shown) else ""
        yield styled(f"TOC{entry.level}", Element(before), _link(entry), Element(after))


def _link(entry: Entry) -> Element:
    page = field(rf"PAGEREF {entry.bookmark} \h", str(entry.page))
    return element("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": 1}, run(entry.words), run("\t"), *page)
