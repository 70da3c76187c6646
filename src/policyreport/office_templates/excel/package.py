"""Which parts of a workbook are taken over, and which sheets it has."""

from __future__ import annotations

from typing import NamedTuple

from policyreport.office_templates import opc_package
from policyreport.office_templates.excel.namespaces import name, x
from policyreport.office_templates.opc_package import OfficePackage, PartPolicy
from policyreport.office_templates.xml import Element

_EXCEL = PartPolicy(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    kept=frozenset(
        (
            *("officeDocument", "worksheet", "chartsheet", "styles", "theme", "sharedStrings", "sheetMetadata"),
            *("drawing", "chart", "chartStyle", "chartColorStyle", "chartUserShapes", "themeOverride", "image"),
            *("hyperlink", "table", "comments", "vmlDrawing"),
        )
    ),
    left_out=frozenset(
        (
            *("calcChain", "printerSettings", "customXml", "customProperty", "threadedComment", "person"),
            *("core-properties", "extended-properties", "custom-properties", "thumbnail", "classificationlabels"),
            *("revisionHeaders", "usernames", "package", "documenttasks"),
        )
    ),
)


class Sheet(NamedTuple):
    """A sheet: its name, its part, and whether it is seen (``visible``, ``hidden``, ``veryHidden``)."""

    name: str
    part: str
    state: str


def read(content: bytes) -> OfficePackage:
    """Return the parts of a template that its workbook needs; the package has been checked before."""
    return opc_package.read(content, _EXCEL)


def sheets(file: OfficePackage, workbook: Element) -> list[Sheet]:
    """Return the sheets of a workbook that are kept, in their order."""
    known = file.relations[file.main]
    listed = ((sheet, known.get(sheet.get(name("r", "id"), ""))) for sheet in workbook.iter(x("sheet")))
    return [Sheet(s.get("name", ""), r.target, s.get("state", "visible")) for s, r in listed if r is not None]
