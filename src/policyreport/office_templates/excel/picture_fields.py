"""The pictures of a template drawn in Excel that stand for pictures of the data: put into their boxes.

Their tags are written into the rows at which they are fixed, so that each turn of a loop of rows has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import Message, Problem
from policyreport.document.nodes import Inline, Picture
from policyreport.office_templates.engine import Roots
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.package import CELLS, name, x
from policyreport.office_templates.opc_package import OfficePackage
from policyreport.office_templates.picture_fields import (
    PICTURE,
    Box,
    is_picture,
    picture_of,
    picture_paragraph,
    take_tag,
)
from policyreport.office_templates.xml import Element, drop, drop_all
from policyreport.ooxml.cell_references import coordinate

_SHOWN = "policyreport-pictures"
"""The attribute of a filled row that says which pictures stand at it, and of a drawn box that says which one it is."""


class ShownAtRow(NamedTuple):
    """A picture of the data, and the box of a sheet in which it is shown."""

    box: str
    picture: Picture


def picture_tags(root: Element, sheet: str, drawings: Roots) -> Iterator[tuple[Element, Message]]:
    """Write the tags that pictures have for words into the rows of a sheet, and yield them with their places.

    Each of these boxes is marked in its drawing.
    """
    rows = root.find(x("sheetData"))
    numbers = count(1)
    for anchor in (one for drawing in drawings.values() for one in _anchors(drawing)):
        described = anchor.find(f"{name('xdr', 'pic')}/{name('xdr', 'nvPicPr')}/{name('xdr', 'cNvPr')}")
        cell = _cell_of(anchor)
        if rows is None or described is None or cell is None or _size(anchor) is None:
            continue
        if tag := take_tag(described):
            place = at(sheet, coordinate(*cell))
            paragraph = picture_paragraph(tag, place, CELLS)
            box = str(next(numbers))
            paragraph.set(PICTURE, box)
            anchor.set(_SHOWN, box)
            _row(rows, cell[0]).append(paragraph)
            yield paragraph, place


def _anchors(drawing: Element) -> Iterator[Element]:
    return drawing.iterchildren(name("xdr", "twoCellAnchor"), name("xdr", "oneCellAnchor"))


def _cell_of(anchor: Element) -> tuple[int, int] | None:
    """Return the row and the column of the cell at whose corner something is fixed."""
    start = anchor.find(name("xdr", "from"))
    if start is None:
        return None
    row, column = (start.findtext(name("xdr", local), "") for local in ("row", "col"))
    return (int(row) + 1, int(column) + 1) if row.isdecimal() and column.isdecimal() else None


def _size(anchor: Element) -> Box | None:
    """Return the size in which a picture was drawn."""
    within = f"{name('xdr', 'pic')}/{name('xdr', 'spPr')}/{name('a', 'xfrm')}/{name('a', 'ext')}"
    for path in (name("xdr", "ext"), within):
        extent = anchor.find(path)
        sizes = [extent.get(key, "") for key in ("cx", "cy")] if extent is not None else []
        if sizes and all(size.isdecimal() and int(size) for size in sizes):
            return Box(int(sizes[0]), int(sizes[1]))
    return None


def _row(rows: Element, number: int) -> Element:
    """Return a row of a sheet, which is made where no cell of it is written."""
    following = 0
    for row in rows.iterchildren(x("row")):
        if int(row.get("r")) == number:
            return row
        following += int(row.get("r")) < number
    row = etree.Element(x("row"), {"r": str(number)})
    rows.insert(following, row)
    return row


def take_pictures(
    path: str, root: Element, content: Callable[[int], tuple[Inline, ...]], shown: list[ShownAtRow]
) -> Iterator[Problem]:
    """Take the tags of pictures out of a filled sheet's rows, and note at each what is shown there."""
    for paragraph in [one for one in root.iter(CELLS.paragraph) if is_picture(one)]:
        row, box = paragraph.getparent(), paragraph.get(PICTURE, "")
        found = picture_of(path, paragraph, content)
        drop(paragraph)
        if isinstance(found, Problem):
            yield found
        elif row is not None and found is not None:
            row.set(_SHOWN, f"{row.get(_SHOWN, '')} {len(shown)}")
            shown.append(ShownAtRow(box, found))


def fill_pictures(file: OfficePackage, root: Element, drawings: Roots, shown: Sequence[ShownAtRow]) -> None:
    """Put the pictures of the data at the rows of a filled sheet; the boxes that stood for them go."""
    at_rows: dict[str, list[tuple[int, Picture]]] = {}
    for row in root.iter(x("row")):
        for number in row.attrib.pop(_SHOWN, "").split():
            box, picture = shown[int(number)]
            at_rows.setdefault(box, []).append((int(row.get("r")), picture))
    for part, drawing in drawings.items():
        identities = count(1 + max((_identity(one) for one in drawing.iter(name("xdr", "cNvPr"))), default=0))
        for box in [one for one in drawing if _SHOWN in one.attrib]:
            for row, picture in at_rows.get(box.get(_SHOWN), ()):
                image = picture.image
                media = f"xl/media/data-{image.sha256[:16]}.{image.form}"
                key = file.relate(part, "image", media, image.content, f"image/{image.form}")
                box.addprevious(_placed(box, row, picture, key, next(identities)))
            drop(box)


def _identity(described: Element) -> int:
    return int(described.get("id", "")) if described.get("id", "").isdecimal() else 0


def _placed(box: Element, row: int, picture: Picture, key: str, identity: int) -> Element:
    """Return a picture of the data at a row, no larger than its box was drawn and in its own proportions."""
    size = (_size(box) or Box(1, 1)).fitted(picture.image)
    fitted = {"cx": str(size.width), "cy": str(size.height)}
    anchor = etree.Element(name("xdr", "oneCellAnchor"))
    start, native, data = (deepcopy(box.find(name("xdr", local))) for local in ("from", "pic", "clientData"))
    assert start is not None  # noqa: S101 - that of each box was read
    assert native is not None  # noqa: S101
    for number in start.iter(name("xdr", "row")):
        number.text = str(row - 1)
    anchor.append(start)
    etree.SubElement(anchor, name("xdr", "ext"), fitted)
    anchor.append(native)
    anchor.append(etree.Element(name("xdr", "clientData")) if data is None else data)
    for extent in native.iter(name("a", "ext")):
        if "cx" in extent.attrib:
            extent.attrib.update(fitted)
    blip = next(native.iter(name("a", "blip")))
    drop_all(blip)  # a vector picture or an effect of the one that was drawn
    blip.attrib.pop(name("r", "link"), None)
    blip.set(name("r", "embed"), key)
    drop_all(native.iter(name("a", "srcRect")))
    described = next(native.iter(name("xdr", "cNvPr")))
    drop_all(described.findall(name("a", "extLst")))
    described.set("id", str(identity))
    described.set("descr", picture.alt)
    described.attrib.pop("title", None)
    return anchor
