"""What stands on a sheet beside its rows, moved, stretched or repeated with the rows to which it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import cast

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.comments.shape_writer import ShapeWriter

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.package import NAMESPACES, name, x
from policyreport.office_templates.excel.reference_rewriting import ReferenceRewriter, Site, Use
from policyreport.office_templates.excel.references import MOST_COLUMNS, MOST_ROWS, Area, area_at
from policyreport.office_templates.excel.row_map import MappedRow, RowMap, Span
from policyreport.office_templates.xml import Element, drop, drop_all
from policyreport.ooxml.cell_references import coordinate

_HOLDING = (
    *(name("x14", local) for local in ("sparklines", "sparklineGroups", "conditionalFormattings", "dataValidations")),
    *(x("ext"), x("extLst")),
)
"""What has no place where nothing is in it, the innermost first."""
_LISTS = {
    x("mergeCells"): x("mergeCell"),
    x("hyperlinks"): x("hyperlink"),
    x("conditionalFormatting"): x("cfRule"),
    x("dataValidations"): x("dataValidation"),
    x("rowBreaks"): x("brk"),
    x("protectedRanges"): x("protectedRange"),
}


def move(root: Element, row_map: RowMap, rewriter: ReferenceRewriter, file: str) -> list[Problem]:
    """Move what stands on a filled sheet; return the merged cells that would cover one another."""
    _set_size(root)
    _move_view(root, row_map)
    _move_columns(root, row_map)
    problems = _repeat_merged(root, row_map, file)
    _repeat_links(root, row_map, rewriter)
    for filtered in root.findall(x("autoFilter")):
        _stretch(filtered, row_map)
    _move_breaks(root, row_map)
    for line in list(root.iter(name("x14", "sparkline"))):
        _repeat_sparkline(line, row_map, rewriter)
    for group in root.iter(name("x14", "sparklineGroup")):
        for days in group.iterchildren(name("xm", "f")):
            days.text = rewriter.everywhere(days.text or "", Message(row_map.sheet, row_map.sheet), Use.AREA)
    return problems


def tidy(root: Element) -> None:
    """Leave no lists without members on a sheet, and let the others say how many they have."""
    for tag in _HOLDING:
        for holder in [held for held in root.iter(tag) if not len(held)]:
            group = holder.getparent() if tag == name("x14", "sparklines") else None
            drop(holder if group is None else group)
    for tag, member in _LISTS.items():
        for listed in list(root.iter(tag)):
            _count(listed, member)


def _set_size(root: Element) -> None:
    for element in list(root.iterchildren(x("dimension"))):
        areas = [area for cell in root.iter(x("c")) if (area := area_at(cell.get("r", "")))]
        if not areas:
            drop(element)
            continue
        first, last = min(a.left for a in areas), max(a.left for a in areas)
        element.set("ref", str(Area(min(a.top for a in areas), first, max(a.top for a in areas), last)))


def _move_view(root: Element, row_map: RowMap) -> None:
    """Keep what is frozen; a view begins where the sheet does, with its first cell chosen."""
    for view in root.iter(x("sheetView")):
        view.attrib.pop("topLeftCell", None)
        drop_all(view.findall(x("selection")))
        pane = view.find(x("pane"))
        if pane is not None and pane.get("state", "") in ("frozen", "frozenSplit"):
            rows, columns = (int(float(pane.get(split, "0"))) for split in ("ySplit", "xSplit"))
            end = row_map.bottom(1, rows) if rows else None
            rows = end.number if end else 0
            if rows:
                pane.set("ySplit", str(rows))
            pane.set("topLeftCell", coordinate(rows + 1, columns + 1))


def _move_columns(root: Element, row_map: RowMap) -> None:
    """Give columns that were repeated the width of the one that they were in the template."""
    widest = max((line for line in row_map.lines if line.columns), key=_width, default=None)
    listed = root.find(x("cols"))
    if widest is None or listed is None:
        return
    columns = {n: c for c in listed for n in range(int(c.get("min")), min(int(c.get("max")), MOST_COLUMNS) + 1)}
    placed_columns = sorted((placed.number, column) for column in columns for placed in widest.places(column))
    drop_all(listed)
    for number, origin in placed_columns:
        if number <= MOST_COLUMNS:
            column = deepcopy(columns[origin])
            column.set("min", str(number))
            column.set("max", str(number))
            listed.append(column)


def _width(line: MappedRow) -> int:
    return sum(map(len, (line.columns or {}).values()))


def _repeat_merged(root: Element, row_map: RowMap, file: str) -> list[Problem]:
    result: list[tuple[Area, Area]] = []
    for merged in list(root.iter(x("mergeCell"))):
        area = area_at(merged.get("ref", ""))
        for copy, _, _ in row_map.copies(area) if area else ():
            repeated = deepcopy(merged)
            repeated.set("ref", str(copy))
            if copy[:2] != copy[2:]:
                merged.addprevious(repeated)
                result.append((copy, area or copy))
        drop(merged)
    return [
        errors.overlapping(file, at(row_map.sheet, str(one)), str(one)) for one in dict.fromkeys(_overlapping(result))
    ]


def _overlapping(merged: Iterable[tuple[Area, Area]]) -> Iterator[Area]:
    """Yield the merged cells of the template of which two copies have a cell in common, or one with another's."""
    reaching: list[tuple[Area, Area]] = []
    for area, origin in sorted(merged):
        reaching = [one for one in reaching if one[0].bottom >= area.top]
        if any(area.meets(other) for other, _ in reaching):
            yield origin
        reaching.append((area, origin))


def _repeat_links(root: Element, row_map: RowMap, rewriter: ReferenceRewriter) -> None:
    for link in list(root.iter(x("hyperlink"))):
        area = area_at(link.get("ref", ""))
        if link.get("location"):
            place = at(row_map.sheet, link.get("ref", ""))
            link.set("location", rewriter.everywhere(link.get("location"), place, Use.FRAME, row_map))
        for copy, line, _ in row_map.copies(area) if area else ():
            repeated = deepcopy(link)
            repeated.set("ref", str(copy))
            if not line.blank:
                link.addprevious(repeated)
        drop(link)


def _stretch(element: Element, row_map: RowMap) -> None:
    area = area_at(element.get("ref", ""))
    stretched = row_map.stretched(area) if area else None
    if stretched is None:
        drop(element)
        return
    element.set("ref", str(stretched))
    drop_all(element)


def _move_breaks(root: Element, row_map: RowMap) -> None:
    for broken in [b for listed in root.findall(x("rowBreaks")) for b in listed]:
        row = int(broken.get("id", "0"))
        lines = row_map.made_of(row) if 0 < row < MOST_ROWS else ()
        for line in lines:
            repeated = deepcopy(broken)
            repeated.set("id", str(line.number))
            broken.addprevious(repeated)
        drop(broken)


def _repeat_sparkline(line: Element, row_map: RowMap, rewriter: ReferenceRewriter) -> None:
    text = line.findtext(name("xm", "sqref"), "")
    area = area_at(text)
    for copy, row, turns in row_map.copies(area) if area else ():
        if row.blank:
            continue
        repeated = deepcopy(line)
        for place in repeated.iter(name("xm", "sqref")):
            place.text = str(copy)
        for formula in repeated.iter(name("xm", "f")):
            site = Site(at(row_map.sheet, text), row_map, row.turns, turns)
            formula.text = rewriter.in_cell(formula.text or "", site)
        line.addprevious(repeated)
    drop(line)


def _count(listed: Element, member: str) -> None:
    """Take a list away that has no members left, and let it say how many it has."""
    members = listed.findall(member)
    if not members:
        drop(listed)
    for attribute in {"count", "manualBreakCount"} & set(listed.attrib):
        listed.set(attribute, str(len(members)))


Values = Mapping[tuple[int, int], object]
"""What the cells of a sheet hold, by their rows and columns: numbers as ``float``, text as ``str``."""
_REPEATED = Message("would be there more than once, or not at all", "표 자체가 반복되거나 사라집니다")
_OTHERS = Message(
    "would have rows of the loop in it that are not its own", "표 밖의 줄이 함께 반복되어 표 안에 섞입니다"
)
_COLUMNS = Message("would have another number of columns", "열의 수가 달라집니다")
_HEADS = Message("would have heads that are empty or alike", "머리의 글이 비거나 서로 같습니다")
_EMPTY = Message("has no row left below its head", "머리 아래에 남은 줄이 없습니다")


def grow(table: Element, row_map: RowMap, values: Values, rewriter: ReferenceRewriter, file: str) -> list[Problem]:
    """Let a table grow with its rows; return why it cannot be one, if so."""
    area = area_at(table.get("ref", ""))
    if area is None:
        return []
    place, called = at(row_map.sheet, str(area)), table.get("displayName", "")
    copies = list(row_map.copies(area))
    grown = row_map.stretched(area)
    if grown is None or len(copies) != 1 or row_map.top(area.top, area.top) is None:
        return [errors.unfit_table(file, place, called, _REPEATED)]
    if len(row_map.runs(Span(area.top, area.bottom))) != 1:
        return [errors.unfit_table(file, place, called, _OTHERS)]
    if grown.right - grown.left != area.right - area.left:
        return [errors.unfit_table(file, place, called, _COLUMNS)]
    heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
    if grown.bottom - grown.top + 1 <= heads + totals:
        return [errors.unfit_table(file, place, called, _EMPTY)]
    table.set("ref", str(grown))
    _filter(table, grown._replace(bottom=grown.bottom - totals))
    for formula in table.iter(x("calculatedColumnFormula"), x("totalsRowFormula")):
        if formula.text:
            formula.text = rewriter.in_cell(formula.text, Site(place, row_map))
    return (
        [errors.unfit_table(file, place, called, _HEADS)] if heads and not _name_columns(table, grown, values) else []
    )


def _filter(table: Element, area: Area) -> None:
    for local in ("autoFilter", "sortState"):
        for element in table.findall(x(local)):
            if local == "sortState":
                drop(element)
            else:
                element.set("ref", str(area))
                drop_all(element)


def _name_columns(table: Element, area: Area, values: Values) -> bool:
    """Call the columns as their heads read; return whether these can be names."""
    taken = set[str]()
    for column, element in enumerate(table.iter(x("tableColumn")), start=area.left):
        head = values.get((area.top, column))
        if not isinstance(head, str) or not head.strip() or head.casefold() in taken:
            return False
        taken.add(head.casefold())
        element.set("name", head.replace("\n", "_x000a_"))
        total = values.get((area.bottom, column))
        if "totalsRowLabel" in element.attrib and isinstance(total, str):
            element.set("totalsRowLabel", total)
    return True


def head_cells(table: Element, row_map: RowMap) -> set[str]:
    """Return the names of the cells that are the head of a table in the filled sheet: these hold text."""
    area = area_at(table.get("ref", ""))
    top = row_map.top(area.top, area.top) if area and table.get("headerRowCount", "1") != "0" else None
    if area is None or top is None:
        return set()
    across = top.runs(Span(area.left, area.right))
    return {coordinate(top.number, column) for left, right in across for column in range(left, right + 1)}


_OF_A_THREAD = "tc="
"""How Excel calls the author of the note that older versions show in the place of a thread."""
_LETTERS_A_LINE, _COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_PADDING = 15, 220, 18, 16


def moved_notes(comments: Element, row_map: RowMap) -> tuple[Element, bytes] | None:
    """Return a part with a sheet's notes where their cells now are, and the part that draws them; None for no notes."""
    found = sorted(_moved_comments(comments, row_map), key=lambda one: one[0])
    if not found:
        return None
    result = etree.Element(x("comments"), nsmap={None: NAMESPACES["x"]})
    etree.SubElement(etree.SubElement(result, x("authors")), x("author"))
    listed = etree.SubElement(result, x("commentList"))
    for _, note in found:
        listed.append(note)
    drawn = [(note.get("ref", ""), Comment("", "", *comment_size(comment_text_of(note)))) for _, note in found]
    return result, cast("bytes", ShapeWriter(drawn).write(None))


def _moved_comments(comments: Element, row_map: RowMap) -> Iterator[tuple[tuple[int, int], Element]]:
    authors = [author.text or "" for author in comments.iter(x("author"))]
    for note in comments.iter(x("comment")):
        number = int(note.get("authorId", "0"))
        author = authors[number] if number < len(authors) else ""
        area = area_at(note.get("ref", ""))
        if author.startswith(_OF_A_THREAD) or area is None:
            continue
        for copy, line, _ in row_map.copies(area):
            if line.blank:
                continue
            result = etree.Element(x("comment"), {"ref": str(copy), "authorId": "0"})
            element = note.find(x("text"))
            result.append(etree.Element(x("text")) if element is None else deepcopy(element))
            _leave_out(author, result)
            yield (copy.top, copy.left), result


def _leave_out(author: str, note: Element) -> None:
    """Take the name away with which Excel begins a note."""
    named = f"{author}:"
    for text in note.iter(x("t")):
        if author and (text.text or "").strip().startswith(named):
            text.text = (text.text or "").lstrip().removeprefix(named).lstrip("\n")
        if (text.text or "").strip():
            return


def comment_text_of(note: Element) -> str:
    """Return what a note says."""
    return "".join(text.text or "" for text in note.iter(x("t"))).strip("\n")


def comment_size(text: str) -> tuple[int, int]:
    """Return how high and how wide a note is that shows its text, in pixels."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    return _COMMENT_PADDING + lines * _COMMENT_LINE, _COMMENT_WIDTH
