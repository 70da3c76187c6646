"""The charts of a Word template: filled with their workbooks, which are filled as templates drawn in Excel are.

While it is filled, the chart stands on a sheet of its workbook. So its titles are filled, it shows all rows that the
rows of the workbook became, and what it shows is what 'Edit Data' in Word opens.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.office_templates.errors import location
from policyreport.office_templates.opc_package import OfficePackage, Relation, related_part, relations_name
from policyreport.office_templates.tag_marking import Path
from policyreport.office_templates.tags import opens
from policyreport.office_templates.word.fields import first_tag
from policyreport.office_templates.word.package import CHART, name
from policyreport.office_templates.word.stories import Story
from policyreport.office_templates.xml import Element, drop, drop_all, parse, serialize
from policyreport.ooxml.package import zip_parts
from policyreport.ooxml.unpacking import is_too_large

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DRAWING, _CHART = "xl/drawings/policyreport.xml", "xl/charts/policyreport.xml"
"""The parts that stand in a workbook while it is filled."""
_KINDS = {
    _DRAWING: "application/vnd.openxmlformats-officedocument.drawing+xml",
    _CHART: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
}
_ID = "rIdPolicyreport"
_AFTER_DRAWING = (
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
)
_AT = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_FRAME = (
    f'<xdr:wsDr xmlns:xdr="{_AT}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:absoluteAnchor>'
    '<xdr:pos x="0" y="0"/><xdr:ext cx="1" cy="1"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
    '<xdr:cNvPr id="2" name="Chart"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/'
    f'chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{_OFFICE}" '
    f'r:id="{_ID}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>'
)
_UNREADABLE = (BadZipFile, etree.XMLSyntaxError, KeyError, RuntimeError, ValueError, zlib.error)
"""What a workbook raises that is none, or is locked by a password."""


@dataclass(frozen=True, slots=True)
class TaggedChart:
    """A chart with tags in it or in its workbook: its part, its place in the text and its number there, from 1."""

    part: str
    place: Message
    number: int
    workbook: bytes


@dataclass(frozen=True, slots=True)
class FilledChart:
    """A filled chart, its workbook, and where its numbers stand."""

    part: str
    chart: bytes
    workbook: bytes
    placements: tuple[Placement, ...]


def tagged_charts(
    template: DrawnTemplate, file: OfficePackage, stories: Iterable[Story], paths: Mapping[Element, Path]
) -> Iterator[TaggedChart | Problem]:
    """Yield the charts of marked parts that have tags in them, and what is wrong with charts."""
    charts = ((story, element) for story in stories for element in story.root.iter(CHART))
    for number, (story, element) in enumerate(charts, start=1):
        relation = file.relations[story.name].get(element.get(name("r", "id"), ""))
        if relation is None or relation.target not in file.parts:
            continue
        place, chart = story.place_of(element), parse(file.parts[relation.target])
        found = related_part(template.content, relation.target, "package")
        workbook = b"" if found is None else found[1]
        words = set(_texts_of_workbook(workbook))
        lost = (
            first_tag(chart) if found is None else next((t for t in _cached(chart) if opens(t) and t not in words), "")
        )
        if lost:
            yield _not_in_workbook(template.path, place, lost)
        if any(branch.is_repeated for branch in paths.get(element, ())):
            yield _repeated(template.path, place)
        elif not lost and (first_tag(chart) or any(map(opens, words))):
            yield TaggedChart(relation.target, place, number, workbook)


def fill_charts(
    path: str, file: OfficePackage, tagged: Iterable[TaggedChart], fill_workbook: Callable[[bytes], Rendered]
) -> Iterator[FilledChart | Problem]:
    """Yield the charts with tags as they are filled, or what is wrong with their tags, with its place."""
    for one in tagged:
        try:
            together = _on_sheet(one.workbook, file.parts[one.part])
        except _UNREADABLE:
            together = None
        if together is None:
            yield _unreadable_workbook(path, one.place)
            continue
        try:
            made = fill_workbook(together)
        except PolicyReportError as error:
            yield from (_in_chart(problem, path, one.place) for problem in error.problems)
            continue
        chart, workbook = _apart(made.content)
        places = tuple(replace(at, where=f"chart {one.number} {at.where}") for at in made.placements)
        yield FilledChart(one.part, chart, workbook, places)


def with_charts(file: OfficePackage, charts: Iterable[FilledChart]) -> OfficePackage:
    """Return a file whose filled charts have their workbooks."""
    parts, relations, types = dict(file.parts), dict(file.relations), dict(file.types)
    for number, one in enumerate((one for one in charts if one.part in file.parts), start=1):
        embedded = f"word/embeddings/chart{number}.xlsx"
        parts |= {one.part: one.chart, embedded: one.workbook}
        relations[one.part] = {"rId1": Relation(f"{_OFFICE}/package", embedded)}
        types[embedded] = _WORKBOOK_TYPE
    return replace(file, parts=parts, relations=relations, types=types)


def _cached(chart: Element) -> Iterator[str]:
    """Yield what a chart shows of the cells of its workbook."""
    return ("".join(value.itertext()) for value in chart.iter(name("c", "v")))


def _texts_of_workbook(content: bytes) -> Iterator[str]:
    """Yield the texts of the cells of a workbook."""
    try:
        parts = _unpacked(content) if content else None
        roots = [
            parse(held)
            for part, held in (parts or {}).items()
            if part.startswith("xl/worksheets/sheet") or part == "xl/sharedStrings.xml"
        ]
    except _UNREADABLE:
        return
    for element in (element for root in roots for element in root.iter(f"{{{_SHEET}}}si", f"{{{_SHEET}}}is")):
        yield "".join(text.text or "" for text in element.iter(f"{{{_SHEET}}}t"))


def _unpacked(content: bytes) -> dict[str, bytes] | None:
    """Return the parts of a workbook; None for one that would fill the memory."""
    with ZipFile(BytesIO(content)) as archive:
        if is_too_large(archive.infolist()):
            return None
        return {each: archive.read(each) for each in archive.namelist()}


def _on_sheet(workbook: bytes, chart: bytes) -> bytes | None:
    """Return a workbook on whose first sheet a chart stands; None where it cannot, or is no workbook."""
    parts = _unpacked(workbook)
    sheet = None if parts is None else _first_sheet(parts)
    if parts is None or sheet is None:
        return None
    root = parse(parts[sheet])
    if root.find(f"{{{_SHEET}}}drawing") is not None:
        return None
    drawing = etree.Element(f"{{{_SHEET}}}drawing", {f"{{{_OFFICE}}}id": _ID})
    later = {f"{{{_SHEET}}}{local}" for local in (*_AFTER_DRAWING, "tableParts", "extLst")}
    following = next((element for element in root if element.tag in later), None)
    if following is None:
        root.append(drawing)
    else:
        following.addprevious(drawing)
    drawn = parse(chart)
    for local in ("externalData", "userShapes"):
        drop_all(drawn.iter(name("c", local)))
    types = parse(parts["[Content_Types].xml"])
    for part, kind in _KINDS.items():
        etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": kind})
    parts |= {sheet: serialize(root), _DRAWING: _FRAME.encode(), _CHART: serialize(drawn)}
    parts["[Content_Types].xml"] = serialize(types)
    for owner, kind, target in ((sheet, "drawing", _DRAWING), (_DRAWING, "chart", _CHART)):
        relations = relations_name(owner)
        held = parse(parts[relations]) if relations in parts else etree.Element(f"{{{_RELATIONS}}}Relationships")
        attributes = {"Id": _ID, "Type": f"{_OFFICE}/{kind}", "Target": f"/{target}"}
        etree.SubElement(held, f"{{{_RELATIONS}}}Relationship", attributes)
        parts[relations] = serialize(held)
    return zip_parts(parts)


def _apart(content: bytes) -> tuple[bytes, bytes]:
    """Return the chart of a filled workbook, which leads to it, and the workbook without the chart."""
    parts = _unpacked(content) or {}
    chart = parse(parts[_CHART])
    external = etree.Element(name("c", "externalData"), {name("r", "id"): "rId1"})
    etree.SubElement(external, name("c", "autoUpdate"), {"val": "0"})
    following = next((each for each in chart if each.tag in {name("c", "userShapes"), name("c", "extLst")}), None)
    if following is None:
        chart.append(external)
    else:
        following.addprevious(external)
    gone = {_DRAWING, _CHART, relations_name(_DRAWING), relations_name(_CHART)}
    kept = {part: held for part, held in parts.items() if part not in gone}
    sheet = _first_sheet(kept)
    if sheet is not None:
        root = parse(kept[sheet])
        drop_all(root.findall(f"{{{_SHEET}}}drawing"))
        kept[sheet] = serialize(root)
        relations = parse(kept[relations_name(sheet)])
        for relation in [one for one in relations if one.get("Target", "").endswith(_DRAWING)]:
            drop(relation)
        if len(relations):
            kept[relations_name(sheet)] = serialize(relations)
        else:
            del kept[relations_name(sheet)]
    types = parse(kept["[Content_Types].xml"])
    for kind in [one for one in types if one.get("PartName", "").lstrip("/") in gone]:
        drop(kind)
    kept["[Content_Types].xml"] = serialize(types)
    return serialize(chart), zip_parts(kept)


def _first_sheet(parts: Mapping[str, bytes]) -> str | None:
    """Return the part of a workbook's first sheet."""
    workbook = next((part for part in ("xl/workbook.xml",) if part in parts), "")
    relations = parts.get(relations_name(workbook))
    if not workbook or relations is None:
        return None
    first = next(parse(parts[workbook]).iter(f"{{{_SHEET}}}sheet"), None)
    known = {one.get("Id"): one.get("Target", "") for one in parse(relations)}
    target = "" if first is None else known.get(first.get(f"{{{_OFFICE}}}id", ""), "")
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return part if part in parts else None


def _in_chart(problem: Problem, path: str, place: Message) -> Problem:
    """Return a problem of a chart or its workbook with the place of the chart in the text."""
    cell = problem.where.cell if problem.where else ""
    ko, en = filter(None, (place.ko, f"차트 데이터 {cell}")), filter(None, (place.en, f"data of the chart {cell}"))
    return replace(problem, where=location(path, Message(", ".join(en), ", ".join(ko))))


def _not_in_workbook(file: str, where: Message, text: str) -> Problem:
    what = Message(
        f"tags in a chart are filled from its data, and this one is not there: '{text[:40]}'",
        f"차트의 표시는 차트 데이터에서 채우는데 거기에 없습니다: '{text[:40]}'",
    )
    hint = Message(
        "write the tag into its data (Chart Design, Edit Data), or draw the chart in Excel (body.xlsx)",
        "차트 디자인 › 데이터 편집에서 칸에 표시를 쓰거나, 차트를 Excel로 그린 템플릿(body.xlsx)에 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.out-of-reach", what, location(file, where), hint=hint)


def _unreadable_workbook(file: str, where: Message) -> Problem:
    what = Message("the data of this chart cannot be read", "이 차트의 데이터를 읽을 수 없습니다")
    hint = Message(
        "open it (Chart Design, Edit Data), delete what is drawn on its first sheet, or insert the chart again",
        "차트 디자인 › 데이터 편집으로 열어 첫 시트에 그린 것을 지우거나, 차트를 다시 넣으십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.chart", what, location(file, where), hint=hint)


def _repeated(file: str, where: Message) -> Problem:
    """Return the problem of a chart in a loop, which would show the same numbers at each turn."""
    what = Message("a chart in a loop shows the same data at each turn", "반복하는 차트는 매번 같은 자료를 보입니다")
    hint = Message(
        "draw a table in its place, or put the chart outside of the loop", "표로 바꾸거나 반복 밖에 두십시오"
    )
    return Problem(ErrorKind.TEMPLATE, "template.chart", what, location(file, where), hint=hint)
