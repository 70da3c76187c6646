"""The pages of a document's headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policyreport.document.tree import Document, Meta, Pairs, Text
from policyreport.render.docx.bookmarks import headings
from policyreport.render.docx.paging.measures import measures
from policyreport.render.docx.paging.slab import Slab, pages_of_headings
from policyreport.render.docx.paging.tree_slabs import Reckoner
from policyreport.render.docx.pairs import fit_in_a_line
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.table_styles import CELL_TOP
from policyreport.render.docx.units import points


def heading_pages(document: Document, setting: Setting, styles: bytes) -> list[int]:
    """Return the page of each heading, in the order that they are read; ``styles`` is the styles part."""
    reckoner = Reckoner(setting, measures(styles), Counter(h.level for h in headings(document.blocks)))
    slabs = [*_front(document.meta, reckoner), *reckoner.blocks(document.blocks)]
    return list(pages_of_headings(slabs, points(setting.height)))


def _front(meta: Meta, reckoner: Reckoner) -> Iterator[Slab]:
    match meta.front:
        case "head":
            yield from _words(reckoner, Title=meta.title, Subtitle=meta.subtitle)
            yield from _particulars(meta, reckoner)
        case "cover":
            yield Slab(1, 1, breaks=True)
        case "notice":
            yield from _banner(meta, reckoner)
            yield from _words(reckoner, NoticeTitle=meta.title, NoticeSubtitle=meta.subtitle)


def _words(reckoner: Reckoner, **said: str) -> Iterator[Slab]:
    for style, text in said.items():
        if text:
            yield reckoner.paragraph(style, (Text(text),))


def _particulars(meta: Meta, reckoner: Reckoner) -> Iterator[Slab]:
    if meta.particulars and fit_in_a_line(meta.particulars, reckoner.setting):
        yield reckoner.paragraph("Particulars", ())
    elif meta.particulars:
        yield from reckoner.pairs(Pairs(meta.particulars))
        yield reckoner.paragraph("Gap", ())


def _banner(meta: Meta, reckoner: Reckoner) -> Iterator[Slab]:
    banner = reckoner.paragraph("NoticeBanner", (Text(meta.banner),)).line
    rows = sum(slab.height for slab in reckoner.pairs(Pairs(meta.particulars)))
    yield Slab(1, max(banner + 2 * CELL_TOP, rows))
