"""What a workbook says as a whole: its sheets and names, without traces of who kept it and where."""

from __future__ import annotations

from lxml import etree

from policyreport.office_templates.excel.locations import name_of
from policyreport.office_templates.excel.namespaces import x
from policyreport.office_templates.excel.reference_rewriting import ReferenceRewriter, Use
from policyreport.office_templates.xml import Element, drop

_KEPT = frozenset(map(x, ("workbookPr", "workbookProtection", "bookViews", "sheets", "definedNames", "calcPr")))
_BEFORE_RECKONING = frozenset(
    map(x, ("workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences"))
) | {x("definedNames")}
_FRAMES = "_xlnm."
"""How the names begin that Excel itself gives: to what is printed, to what is printed on each page, to a filter."""
_PROPERTIES = ("date1904", "defaultThemeVersion", "showObjects", "hidePivotFieldList")
_VIEW = ("activeTab", "firstSheet", "tabRatio", "windowWidth", "windowHeight", "xWindow", "yWindow", "showSheetTabs")


def finish(workbook: Element, follower: ReferenceRewriter) -> None:
    """Let names follow their cells, have formulas reckoned when the file is opened, and leave traces out."""
    for element in list(workbook):
        if element.tag not in _KEPT:
            drop(element)
    for local, kept in (("workbookPr", _PROPERTIES), ("workbookView", _VIEW)):
        for element in workbook.iter(x(local)):
            for attribute in [a for a in element.attrib if a not in kept]:
                del element.attrib[attribute]
            for inner in list(element):
                drop(inner)
    for named in workbook.iter(x("definedName")):
        called = named.get("name", "")
        named.attrib.pop("comment", None)
        if named.text:
            use = Use.FRAME if called.startswith(_FRAMES) else Use.AREA
            named.text = follower.everywhere(named.text, name_of(called), use)
    _reckon_when_opened(workbook)


def counts_from_1904(workbook: Element) -> bool:
    """Return whether days are counted from 1904."""
    said = workbook.find(x("workbookPr"))
    return said is not None and said.get("date1904", "0") in ("1", "true")


def _reckon_when_opened(workbook: Element) -> None:
    reckoning = workbook.find(x("calcPr"))
    if reckoning is None:
        reckoning = etree.Element(x("calcPr"))
        workbook.insert(sum(1 for element in workbook if element.tag in _BEFORE_RECKONING), reckoning)
    reckoning.set("calcId", "191029")
    reckoning.set("fullCalcOnLoad", "1")
