"""The links of a workbook's cells in whose addresses tags stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyreport.diagnostics import Message, Problem
from policyreport.document.nodes import Inline
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.package import CELLS, Sheet, name, x
from policyreport.office_templates.excel.references import area_at
from policyreport.office_templates.link_addresses import (
    address_faults,
    address_with_tags,
    as_paragraph,
    filled_address,
    is_address,
    unfilled_address,
)
from policyreport.office_templates.opc_package import OfficePackage
from policyreport.office_templates.tags import opens
from policyreport.office_templates.xml import Element, drop
from policyreport.ooxml.cell_references import coordinate

_LINK, _WITHIN = "policyreport-link", "policyreport-link-within"
"""The attributes of a cell whose link is to be filled, until its address is written into it: the identity of that, and
what Excel keeps apart, the place within the page."""


def take_links(file: OfficePackage, sheet: Sheet, root: Element) -> None:
    """Take the links of a sheet whose addresses hold tags out of it, and note them at their cells.

    What a link shows is the text of its cell: its own copy of that goes where it holds tags.
    """
    relations = file.relations[sheet.part]
    merged = {cell.get("ref", "") for cell in root.iter(x("mergeCell"))}
    cells = {cell.get("r", ""): cell for cell in root.iter(x("c"))} if root.find(x("hyperlinks")) is not None else {}
    for link in list(root.iter(x("hyperlink"))):
        if opens(link.get("display", "")):
            del link.attrib["display"]
        identity, reference = link.get(name("r", "id"), ""), link.get("ref", "")
        relation, area = relations.get(identity), area_at(reference)
        if relation is None or not relation.outside or area is None:
            continue
        within = f"#{link.get('location', '')}" if link.get("location", "") else ""
        address = address_with_tags(relation.target + within)
        cell = cells.get(coordinate(area.top, area.left))
        if address and cell is not None and (area[:2] == area[2:] or reference in merged):
            cell.set(_LINK, identity)
            cell.set(_WITHIN, within)
            drop(link)
    for listed in [listed for listed in root.iter(x("hyperlinks")) if not len(listed)]:
        drop(listed)


def put_addresses(file: OfficePackage, sheet: Sheet, root: Element) -> None:
    """Write the addresses of the links that were taken into their cells, beside what these say, to be filled too."""
    relations, taken = file.relations[sheet.part], set[str]()
    for cell in root.iter(x("c")):
        identity, within = cell.attrib.pop(_LINK, ""), cell.attrib.pop(_WITHIN, "")
        if identity:
            address = address_with_tags(relations[identity].target + within)
            cell.append(as_paragraph(address, at(sheet.name, cell.get("r", "")), CELLS))
            taken.add(identity)
    for identity in taken - {link.get(name("r", "id"), "") for link in root.iter(x("hyperlink"))}:
        del relations[identity]


def unfilled_addresses(path: str, file: OfficePackage, sheet: Sheet, parts: Mapping[str, object]) -> Iterator[Problem]:
    """Yield the addresses of a sheet, and of what is drawn on it (``parts``), that hold tags and are not filled."""
    for part in (sheet.part, *parts):
        for relation in file.relations.get(part, {}).values():
            if relation.outside and (address := address_with_tags(relation.target)):
                yield unfilled_address(path, Message(sheet.name, sheet.name), address)


def filled_addresses(
    path: str, rows: Element, content: Callable[[int], tuple[Inline, ...]]
) -> Iterator[tuple[str, str] | Problem]:
    """Take the filled addresses out of the cells of a sheet, and yield each with its cell, or what is wrong with it."""
    for paragraph in [inline for inline in rows.iter(x("is")) if is_address(inline)]:
        cell = paragraph.getparent()
        address = filled_address(paragraph, CELLS, content)
        faults = list(address_faults(path, paragraph, address)) if address else []
        drop(paragraph)
        yield from faults
        if cell is not None and address and not faults:
            yield cell.get("r", ""), address
