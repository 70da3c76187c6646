"""What stands on every page: size and margins, the header and the footer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policyreport.document.nodes import Meta
from policyreport.document.picture_size import logo_size
from policyreport.document.theme import Theme
from policyreport.renderers.flow.front_matter import FOOTER_SHARE, HEADER_SHARE
from policyreport.renderers.hwpx.context import Own, RenderContext
from policyreport.renderers.hwpx.inlines import automatic_number
from policyreport.renderers.hwpx.pictures import image_object
from policyreport.renderers.hwpx.units import PAGE_HEIGHT, PAGE_WIDTH, hwp_units, hwp_units_of_mm
from policyreport.renderers.hwpx.xml import Xml, element, hp, paragraph_list


def section_run(meta: Meta, context: RenderContext, *, landscape: bool = False, is_first: bool = True) -> Xml:
    """Return the run with which a section's first paragraph begins: the page, the header and the footer."""
    hides_frame = meta.front == "cover" and is_first
    controls = (
        _section(context.theme, landscape=landscape, hides_frame=hides_frame),
        hp("ctrl", hp("colPr", id="", type="NEWSPAPER", layout="LEFT", colCount=1, sameSz=1, sameGap=0)),
        hp("ctrl", _header(meta, context)),
        hp("ctrl", _footer(meta, context)),
    )
    return context.element_run(Xml("".join(controls)), context.letters("Normal"))


def _section(theme: Theme, *, landscape: bool, hides_frame: bool) -> Xml:
    hidden = int(hides_frame)
    lies = "NARROWLY" if landscape else "WIDELY"  # 한글 turns the page itself: its size is that of one that stands
    visible = {"hideFirstHeader": hidden, "hideFirstFooter": hidden, "hideFirstMasterPage": 0}
    shown = {"border": "SHOW_ALL", "fill": "SHOW_ALL", "hideFirstPageNum": 0, "hideFirstEmptyLine": 0}
    children = (
        hp("grid", lineGrid=0, charGrid=0, wonggojiFormat=0),
        hp("startNum", pageStartsOn="BOTH", page=0, pic=0, tbl=0, equation=0),
        element("hp:visibility", (), {**visible, **shown, "showLineNumber": 0}),
        hp("lineNumberShape", restartType=0, countBy=0, distance=0, startNumber=0),
        hp("pagePr", _margins(theme), landscape=lies, width=PAGE_WIDTH, height=PAGE_HEIGHT, gutterType="LEFT_ONLY"),
        _notes("footNotePr", "EACH_COLUMN", -1),
        _notes("endNotePr", "END_OF_DOCUMENT", 14692344),
        *(_page_border(pages) for pages in ("BOTH", "EVEN", "ODD")),
    )
    flow = {"id": "", "textDirection": "HORIZONTAL", "spaceColumns": 1134, "tabStop": 8000, "tabStopVal": 4000}
    shapes = {"tabStopUnit": "HWPUNIT", "outlineShapeIDRef": 1, "memoShapeIDRef": 0}
    return element("hp:secPr", children, {**flow, **shapes, "textVerticalWidthHead": 0, "masterPageCnt": 0})


def _margins(theme: Theme) -> Xml:
    """Return the margins; 한글 measures from the paper's edge to the header, and from there to the text."""
    page = theme.page
    edge = {"top": page.top * HEADER_SHARE, "bottom": page.bottom * FOOTER_SHARE}
    inside = {"header": page.top - edge["top"], "footer": page.bottom - edge["bottom"]}
    lengths = {**inside, "gutter": 0, "left": page.side, "right": page.side, **edge}
    return element("hp:margin", (), {name: hwp_units_of_mm(length) for name, length in lengths.items()})


def _notes(tag: str, place: str, line: int) -> Xml:
    return hp(
        tag,
        hp("autoNumFormat", type="DIGIT", userChar="", prefixChar="", suffixChar=")", supscript=0),
        hp("noteLine", length=line, type="SOLID", width="0.12 mm", color="#000000"),
        hp("noteSpacing", betweenNotes=283, belowLine=567, aboveLine=850),
        hp("numbering", type="CONTINUOUS", newNum=1),
        hp("placement", place=place, beneathText=0),
    )


def _page_border(pages: str) -> Xml:
    offset = hp("offset", left=1417, right=1417, top=1417, bottom=1417)
    inside = {"textBorder": "PAPER", "headerInside": 0, "footerInside": 0, "fillArea": "PAPER"}
    return element("hp:pageBorderFill", (offset,), {"type": pages, "borderFillIDRef": 1, **inside})


def _header(meta: Meta, context: RenderContext) -> Xml:
    letters = context.letters("Header")
    accented = replace(letters, colour=context.theme.colours.accent, bold=True)
    mark = (context.run(f"\u2003{meta.mark}", accented),) if meta.mark else ()
    logo = context.theme.logo
    shown = (
        (context.element_run(image_object(logo, meta.organisation, logo_size(logo), context), letters),) if logo else ()
    )
    beside = f"  {meta.running_title}" if logo else meta.running_title
    room = context.room_between(f"{beside}  {meta.mark}", meta.quarter, letters.size)
    room -= hwp_units(logo_size(logo)[0]) if logo else 0
    runs = (*shown, context.run(beside, letters), *mark, context.right_tab(meta.quarter, letters, room))
    height = context.theme.page.top * (1 - HEADER_SHARE)
    return _on_each_page("header", "TOP", height, _frame_line("Header", runs, context), context)


def _footer(meta: Meta, context: RenderContext) -> Xml:
    letters = context.letters("Footer")
    room = context.room_between(meta.licence, "00 / 00", letters.size)
    runs = (
        context.run(meta.licence, letters),
        context.right_tab("", letters, room),
        automatic_number("PAGE", 1, letters, context),
        context.run(" / ", letters),
        automatic_number("TOTAL_PAGE", 1, letters, context),
    )
    height = context.theme.page.bottom * (1 - FOOTER_SHARE)
    return _on_each_page("footer", "BOTTOM", height, _frame_line("Footer", runs, context), context)


def _frame_line(style: str, runs: Iterable[Xml], context: RenderContext) -> Xml:
    """Return the paragraph of a header or a footer, whose right edge is that of the column."""
    return context.paragraph(style, runs, Own(replace(context.registry.styles[style].layout, right_tab=context.width)))


def _on_each_page(tag: str, vert_align: str, height: float, paragraph: Xml, context: RenderContext) -> Xml:
    """Return a header or a footer of a height in millimetres."""
    room = paragraph_list([paragraph], vert_align=vert_align, width=context.width, height=hwp_units_of_mm(height))
    return hp(tag, room, id=next(context.ids), applyPageType="BOTH")
