"""What a file of 한글 is made of: paragraphs, rows and cells, notes, headers, links, pictures and hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyreport.tie_out.comparison.charts import chart_units
from policyreport.tie_out.comparison.package import Package, target_of
from policyreport.tie_out.comparison.units import HIDDEN_TEXT, TEXT, Inventory, Unit
from policyreport.tie_out.xml_parts import Element, children, named

_CONTENTS = "Contents/content.hpf"
_ASIDE = {"header", "footer", "footNote", "endNote", "hiddenComment"}
_NOTES = {
    "header": "header",
    "footer": "footer",
    "footNote": "footnote",
    "endNote": "endnote",
    "hiddenComment": "comment",
}
_UNSEEN_PROPERTIES = {"CreatedDate", "ModifiedDate", "lastsaveby", "date", "lastprinter"}
_PALE, _TINY, _LOW = 0xF0, 200, 100
"""A letter is not seen if all its colours are as strong as this or it is so small (in hundredths of a point), nor is a
row that is so low."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def hwpx_inventory(package: Package) -> Inventory:
    """Return what a file of 한글 is made of, its paragraphs and tables counted as in ``Placement.where``."""
    made, looks = Inventory(), _Looks(package)
    sections = [
        tree for name in package.trees.names("Contents/section") if (tree := package.trees.tree(name)) is not None
    ]
    tables = 0
    for number, paragraph in enumerate((each for section in sections for each in children(section, "p")), start=1):
        made.add("body", looks.unit(paragraph, f"paragraph {number}", without_tables=True))
        for table in (table for run in children(paragraph, "run") for table in children(run, "tbl")):
            tables += 1
            for unit in _rows(table, f"table {tables}", looks):
                made.add("body", unit)
    for section in sections:
        for aside in named(section, *_ASIDE):
            kind = _NOTES[_name(aside)]
            number = len(made.ordered.get(kind, ())) + 1
            made.add(kind, looks.unit(aside, f"{kind} {number}"))
        _add_shapes(made, package, section)
    made.placed.append(_properties(package))
    return made


def _rows(table: Element, where: str, looks: _Looks) -> Iterator[Unit]:
    for caption in children(table, "caption"):
        yield looks.unit(caption, f"{where} caption")
    for number, row in enumerate(children(table, "tr"), start=1):
        cells: list[Unit] = []
        at, heights = f"{where} row {number}", list[int]()
        for cell in children(row, "tc"):
            address = next(iter(children(cell, "cellAddr")), None)
            row_at, column = (
                (int(address.get(name, "0")) + 1 for name in ("rowAddr", "colAddr")) if address is not None else (0, 0)
            )
            cells.append(looks.unit(cell, f"{where} row {row_at} column {column}", slot=str(column)))
            heights += [int(size.get("height", "0")) for size in children(cell, "cellSz")]
        is_hidden = bool(heights) and max(heights) < _LOW
        yield Unit(at, {"hidden": "yes"} if is_hidden else {}, tuple(cells))


def _add_shapes(made: Inventory, package: Package, section: Element) -> None:
    """Add the descriptions of tables and pictures, the pictures themselves, and the charts, in their order."""
    items = _items(package)
    for comment in named(section, "shapeComment"):
        number = len(made.ordered.get("shapes", ())) + 1
        made.add("shapes", Unit(f"drawing {number}", {"alternative text": "".join(map(str, comment.itertext()))}))
    for picture in (each for each in section.iter() if _name(each) == "img" and each.get("binaryItemIDRef")):
        digest = package.picture(items.get(picture.get("binaryItemIDRef", ""), ""))
        number = len(made.ordered.get("pictures", ())) + 1
        made.add("pictures", Unit(f"picture {number}", {"picture": digest}))
    for number, chart in enumerate((each for each in named(section, "chart") if each.get("chartIDRef")), start=1):
        tree = package.trees.tree(chart.get("chartIDRef", ""))
        made.placed += chart_units(tree, f"chart {number}") if tree is not None else ()


def _items(package: Package) -> dict[str, str]:
    tree = package.trees.tree(_CONTENTS)
    return {one.get("id", ""): one.get("href", "") for one in named(tree, "item")} if tree is not None else {}


def _properties(package: Package) -> Unit:
    tree, said = package.trees.tree(_CONTENTS), dict[str, str]()
    for one in named(tree, "title", "meta") if tree is not None else ():
        name = one.get("name", "title")
        if name not in _UNSEEN_PROPERTIES and (one.text or "").strip():
            said[f"property {name}"] = one.text or ""
    return Unit("", said)


class _Looks:
    """Reads texts, and tells of them by the letters' properties whether they are seen."""

    def __init__(self, package: Package) -> None:
        tree = package.trees.tree("Contents/header.xml")
        properties = named(tree, "charPr") if tree is not None else ()
        self._unseen = {one.get("id", "") for one in properties if _is_unseen(one)}

    def unit(self, around: Element, where: str, slot: str = "", *, without_tables: bool = False) -> Unit:
        """Return what stands in a paragraph, a cell or a note."""
        runs = [run for run in around.iter("{*}run") if not _is_elsewhere(run, around, without_tables=without_tables)]
        hidden = "".join(_text(run) for run in runs if run.get("charPrIDRef", "") in self._unseen)
        commands = (one for run in runs for one in named(run, "stringParam") if one.get("name") == "Command")
        links = dict.fromkeys(target_of(_address(one.text or "")) for one in commands)
        aspects = {TEXT: "".join(map(_text, runs)), HIDDEN_TEXT: hidden, "link target": " ".join(links)}
        return Unit(where, {name: text for name, text in aspects.items() if text}, slot=slot)


def _address(command: str) -> str:
    r"""Return where a link leads, without how it opens: ``https\\://example.org/;1;0;0;``."""
    return command.partition(";")[0].replace("\\", "")


def _is_elsewhere(run: Element, around: Element, *, without_tables: bool) -> bool:
    """Tell whether a run is one of what is anchored in a paragraph and is told as something of its own."""
    for above in run.iterancestors():
        if above is around:
            return False
        if _name(above) in _ASIDE or (without_tables and _name(above) == "tbl"):
            return True
    return False


def _text(run: Element) -> str:
    return "".join("".join(map(str, text.itertext())) for text in children(run, "t"))


def _is_unseen(properties: Element) -> bool:
    height, colour = properties.get("height", ""), properties.get("textColor", "")
    is_pale = _COLOUR.fullmatch(colour) is not None and min(bytes.fromhex(colour[1:])) >= _PALE
    return is_pale or (height.isdigit() and int(height) < _TINY)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
