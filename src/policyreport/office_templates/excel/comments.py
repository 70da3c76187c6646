"""A faulty template as a copy with a note at each faulty cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import count
from typing import cast
from zipfile import ZipFile

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.comments.shape_writer import ShapeWriter

from policyreport.diagnostics import Problem
from policyreport.office_templates.excel.package import NAMESPACES, SPACE, name, x
from policyreport.office_templates.excel.references import area_at
from policyreport.office_templates.excel.row_shifting import comment_size, comment_text_of
from policyreport.office_templates.fault_comments import AUTHOR, comment_text, place_of
from policyreport.office_templates.opc_package import Relation, relations_name, relations_of, relations_part
from policyreport.office_templates.xml import Element, parse, serialize
from policyreport.ooxml.cell_references import coordinate
from policyreport.ooxml.package import zip_parts

_TYPES = "[Content_Types].xml"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_NOTES = tuple(
    map(
        x,
        (
            *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts"),
            "extLst",
        ),
    )
)
"""What follows the element that draws a sheet's notes."""
_TOP = "A1"
Notes = Mapping[str, Sequence[str]]
"""What the notes of a sheet say, by its cells."""


def annotate(content: bytes, problems: Iterable[Problem], *, korean: bool) -> bytes:
    """Return a template with a note at the cell of each problem, in Korean or English; the same bytes each time.

    What is wrong elsewhere, as in a chart or a header, is noted at the first cell of its sheet, and what is wrong with
    the workbook at that of the first sheet.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    sheets = _sheets(parts)
    notes: dict[str, dict[str, list[str]]] = {}
    for problem in problems:
        sheet, cell = _cell_of(place_of(problem), list(sheets))
        notes.setdefault(sheet, {}).setdefault(cell, []).append(comment_text(problem, korean=korean))
    for sheet, of_sheet in notes.items():
        if sheet in sheets:
            _put(parts, sheets[sheet], of_sheet)
    return zip_parts(parts)


def _sheets(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the parts of the sheets that have cells, by the sheets' names."""
    main = next(relation.target for relation in relations_of(parts, "").values() if relation.word == "officeDocument")
    related = relations_of(parts, main)
    listed = ((sheet.get("name", ""), related.get(sheet.get(name("r", "id"), ""))) for sheet in _listed(parts, main))
    return {named: one.target for named, one in listed if one is not None and one.word == "worksheet"}


def _listed(parts: Mapping[str, bytes], main: str) -> Iterable[Element]:
    return parse(parts[main]).iter(x("sheet"))


def _cell_of(place: str, sheets: Sequence[str]) -> tuple[str, str]:
    """Return the sheet and the cell of a place: ``총괄!B7``, ``총괄!B7:D9``, ``총괄 머리글``, ``이름 합계``."""
    sheet, _, cells = place.rpartition("!")
    area = area_at(cells) if sheet in sheets else None
    if area is not None:
        return sheet, coordinate(area.top, area.left)
    beginning = [one for one in sheets if place == one or place.startswith((f"{one} ", f"{one}!"))]
    return max(beginning, key=len, default=next(iter(sheets), "")), _TOP


def _put(parts: dict[str, bytes], sheet: str, notes: Notes) -> None:
    """Add notes to those that a sheet has, and draw all of them."""
    root, related = parse(parts[sheet]), relations_of(parts, sheet)
    listed = next((one.target for one in related.values() if one.word == "comments"), "")
    comments = parse(parts[listed]) if listed in parts else _no_comments()
    for cell, texts in notes.items():
        _add(comments, cell, "\n\n".join(texts))
    if listed not in parts:
        listed = _unused(parts, "xl/comments{}.xml")
        _relate(related, "comments", listed)
    legacy = root.find(x("legacyDrawing"))
    drawn = related.get("" if legacy is None else legacy.get(name("r", "id"), ""))
    if drawn is None:
        drawn = Relation("", _unused(parts, "xl/drawings/vmlDrawing{}.vml"))
        _draw(root, _relate(related, "vmlDrawing", drawn.target))
    boxes = [
        (note.get("ref", ""), Comment("", "", *comment_size(comment_text_of(note))))
        for note in comments.iter(x("comment"))
    ]
    parts[listed], parts[sheet] = serialize(comments), serialize(root)
    parts[drawn.target] = cast("bytes", ShapeWriter(boxes).write(None))
    parts[relations_name(sheet)] = relations_part(sheet, related)
    parts[_TYPES] = _with_types(parts[_TYPES], {listed: _COMMENTS_TYPE, drawn.target: _DRAWING_TYPE})


def _no_comments() -> Element:
    root = etree.Element(x("comments"), nsmap={None: NAMESPACES["x"]})
    etree.SubElement(root, x("authors"))
    etree.SubElement(root, x("commentList"))
    return root


def _add(comments: Element, cell: str, text: str) -> None:
    """Add a text to the note of a cell, which may have none yet."""
    note = next((one for one in comments.iter(x("comment")) if one.get("ref", "") == cell), None)
    if note is None:
        authors, listed = next(comments.iter(x("authors"))), next(comments.iter(x("commentList")))
        note = etree.SubElement(listed, x("comment"), {"ref": cell, "authorId": str(len(authors))})
        etree.SubElement(authors, x("author")).text = AUTHOR
        etree.SubElement(note, x("text"))
    written = next(note.iter(x("text")))
    before = "\n\n" if len(written) else ""
    run = etree.SubElement(written, x("r"))
    etree.SubElement(run, x("t"), {SPACE: "preserve"}).text = before + text
    for plain in [one for one in written if one.tag == x("t")]:
        around = etree.Element(x("r"))
        plain.addprevious(around)
        around.append(plain)


def _draw(root: Element, identity: str) -> None:
    """Say in a sheet that its notes are drawn."""
    legacy = etree.Element(x("legacyDrawing"), {name("r", "id"): identity})
    after = next((one for one in root if one.tag in _AFTER_NOTES), None)
    if after is None:
        root.append(legacy)
    else:
        after.addprevious(legacy)


def _relate(related: dict[str, Relation], word: str, target: str) -> str:
    identity = next(f"rIdNotes{n}" for n in count(1) if f"rIdNotes{n}" not in related)
    related[identity] = Relation(f"{NAMESPACES['r']}/{word}", target)
    return identity


def _unused(parts: Mapping[str, bytes], pattern: str) -> str:
    return next(pattern.format(n) for n in count(1) if pattern.format(n) not in parts)


def _with_types(listed: bytes, types: Mapping[str, str]) -> bytes:
    """Return the list of content types with those of some parts."""
    root = parse(listed)
    known = {one.get("PartName", "").lstrip("/") for one in root}
    for part, content_type in types.items():
        if part not in known:
            etree.SubElement(root, f"{_CONTENT_TYPES}Override", {"PartName": f"/{part}", "ContentType": content_type})
    return serialize(root)
