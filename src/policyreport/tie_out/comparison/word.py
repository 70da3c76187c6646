"""What a Word file is made of: paragraphs, rows and cells, notes, headers, drawings, links and hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyreport.tie_out.comparison.charts import chart_units
from policyreport.tie_out.comparison.package import (
    Package,
    is_on,
    office_properties,
    outside_links,
    relation,
    target_of,
)
from policyreport.tie_out.comparison.units import HIDDEN_TEXT, TEXT, Inventory, Unit
from policyreport.tie_out.word import direct
from policyreport.tie_out.xml_parts import Element, children, named

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES)\b")
"""Fields that every program works out anew when it lays the pages out."""
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_LAST_NUMBER = re.compile(r"[\s.·…]*\d+\s*$")
_PALE, _TINY, _LOW = 0xF0, 4, 60
"""A letter is not seen if all its colours are as strong as this, if it is as small (in half points), or its row (in
twentieths of a point)."""


def word_inventory(package: Package) -> Inventory:
    """Return what a Word file is made of, its paragraphs and tables counted as in ``Placement.where``."""
    made = Inventory()
    document = package.trees.tree(_DOCUMENT)
    body = next(iter(children(document, "body")), None) if document is not None else None
    if body is None:
        return made
    reading = _Reading(package, _DOCUMENT, Looks(package))
    paragraphs = tables = 0
    for block in direct(body):
        if block.tag == f"{_W}p":
            paragraphs += 1
            made.add("body", reading.unit(block, f"paragraph {paragraphs}"))
        else:
            tables += 1
            for unit in reading.rows(block, f"table {tables}"):
                made.add("body", unit)
    for number, line in enumerate(_contents(body), start=1):
        made.add("contents", Unit(f"contents {number}", {TEXT: _LAST_NUMBER.sub("", reading.text(line))}))
    _add_notes(made, package, reading)
    _add_headers(made, package, document, reading)
    _add_drawings(made, package, document)
    made.placed += [office_properties(package), *outside_links(package)]
    return made


def _contents(body: Element) -> Iterator[Element]:
    """Yield the lines of the table of contents, which programs fill in themselves."""
    for block in body:
        if block.tag == f"{_W}sdt" and next(named(block, "docPartGallery"), None) is not None:
            yield from named(block, "p")


def _add_notes(made: Inventory, package: Package, reading: _Reading) -> None:
    for kind in ("footnote", "endnote", "comment"):
        part = f"word/{kind}s.xml"
        tree = package.trees.tree(part)
        own = [each for each in children(tree, kind) if f"{_W}type" not in each.attrib] if tree is not None else []
        inside = _Reading(package, part, reading.looks)
        for number, note in enumerate(own, start=1):
            unit = inside.unit(note, f"{kind} {number}")
            author = note.get(f"{_W}author", "")
            made.add(kind, Unit(unit.where, {**unit.aspects, **({"comment author": author} if author else {})}))


def _add_headers(made: Inventory, package: Package, document: Element | None, reading: _Reading) -> None:
    """Add the headers and footers that sections refer to, each text once: programs repeat them for first pages."""
    targets = package.related(_DOCUMENT)
    for kind in ("header", "footer"):
        seen: dict[str, Unit] = {}
        for link in named(document, f"{kind}Reference") if document is not None else ():
            part = targets.get(relation(link), ("", False))[0]
            tree = package.trees.tree(part)
            if tree is not None:
                unit = _Reading(package, part, reading.looks).unit(tree, f"{kind} {len(seen) + 1}")
                if unit.aspects.get(TEXT):
                    seen.setdefault(unit.key, unit)
        made.ordered[kind] = list(seen.values())


def _add_drawings(made: Inventory, package: Package, document: Element | None) -> None:
    """Add the alternative texts, pictures and charts, in their order."""
    targets, charts, number = package.related(_DOCUMENT), 0, 0
    for drawing in named(document, "drawing") if document is not None else ():
        if any(str(above.tag).endswith("}Fallback") for above in drawing.iterancestors()):
            continue
        number += 1
        properties = next(named(drawing, "docPr"), None)
        shown = {} if properties is None else {"alternative text": properties.get("descr", "")}
        blips = (targets.get(relation(blip, "embed"), ("", False))[0] for blip in named(drawing, "blip"))
        shown["picture"] = " ".join(filter(None, map(package.picture, blips)))
        made.add("drawings", Unit(f"drawing {number}", {name: text for name, text in shown.items() if text}))
        for chart in named(drawing, "chart"):
            charts += 1
            part = targets.get(relation(chart), ("", False))[0]
            tree = package.trees.tree(part)
            made.placed += chart_units(tree, f"chart {charts}") if tree is not None else ()


class _Reading:
    """Reads the text of one part, with the links of that part."""

    def __init__(self, package: Package, part: str, looks: Looks) -> None:
        self.looks = looks
        self._targets = package.related(part)

    def rows(self, table: Element, where: str) -> Iterator[Unit]:
        for number, row in enumerate(direct(table, "tr"), start=1):
            at = f"{where} row {number}"
            cells = (
                self.unit(cell, f"{at} column {column}", str(column))
                for column, cell in enumerate(direct(row, "tc"), start=1)
            )
            yield Unit(at, {"hidden": "yes"} if _is_hidden_row(row) else {}, tuple(cells))

    def unit(self, around: Element, where: str, slot: str = "") -> Unit:
        """Return what stands in a paragraph or a cell."""
        aspects = {TEXT: self.text(around), HIDDEN_TEXT: self._hidden(around), "link target": self._links(around)}
        deleted = "".join(text.text or "" for text in named(around, "delText"))
        inserted = "".join(text.text or "" for ins in named(around, "ins") for text in named(ins, "t"))
        aspects |= {"deletion": deleted, "insertion": inserted}
        return Unit(where, {name: text for name, text in aspects.items() if text}, slot=slot)

    def text(self, around: Element) -> str:
        """Return a text without the numbers of pages, which are worked out anew wherever it is opened."""
        return "".join(
            {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}.get(_name(each), each.text or "")
            for each in _shown(around, "t", "tab", "br", "noBreakHyphen", "sym")
        )

    def _hidden(self, around: Element) -> str:
        runs = (run for run in _shown(around, "r") if self.looks.is_hidden(run))
        return "".join(text.text or "" for run in runs for text in children(run, "t"))

    def _links(self, around: Element) -> str:
        followed = (self._targets.get(relation(link), ("", False)) for link in named(around, "hyperlink"))
        addresses = [target for target, is_outside in followed if is_outside]
        fields = (_ADDRESS.match(field.text or "") for field in named(around, "instrText"))
        return " ".join(map(target_of, (*addresses, *(found[1] for found in fields if found))))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shown(around: Element, *names: str) -> Iterator[Element]:
    """Yield elements that show something: none of what is only for older programs, and no numbers of pages."""
    fields: list[bool] = []
    instruction = ""
    for each in around.iter(f"{_W}fldChar", f"{_W}instrText", *(f"{_W}{name}" for name in names)):
        name = _name(each)
        if name == "fldChar":
            kind = each.get(f"{_W}fldCharType")
            if kind == "begin":
                fields.append(False)
                instruction = ""
            elif kind == "separate" and fields:
                fields[-1] = _PAGES.match(instruction) is not None
            elif kind == "end" and fields:
                fields.pop()
        elif name == "instrText":
            instruction += each.text or ""
        elif not any(fields) and not _is_aside(each):
            yield each


def _is_aside(element: Element) -> bool:
    for above in element.iterancestors():
        name = _name(above)
        if name in {"Fallback", "pPr", "rPr", "tblPr"}:
            return True
        if name == "fldSimple" and _PAGES.match(above.get(f"{_W}instr", "")):
            return True
    return False


def _is_hidden_row(row: Element) -> bool:
    for properties in children(row, "trPr"):
        if is_on(next(iter(children(properties, "hidden")), None)):
            return True
        for height in children(properties, "trHeight"):
            if height.get(f"{_W}hRule") == "exact" and int(height.get(f"{_W}val", "0")) < _LOW:
                return True
    return False


class _Look(NamedTuple):
    """What a style says of whether its letters are seen; None where it says nothing."""

    vanish: bool | None = None
    colour: str | None = None
    size: str | None = None

    def over(self, below: _Look) -> _Look:
        return _Look(
            below.vanish if self.vanish is None else self.vanish,
            below.colour if self.colour is None else self.colour,
            below.size if self.size is None else self.size,
        )


class Looks:
    """Tells of runs of text whether they are seen, by their own properties and their styles."""

    def __init__(self, package: Package) -> None:
        tree = package.trees.tree("word/styles.xml")
        self._styles = (
            {style.get(f"{_W}styleId", ""): style for style in named(tree, "style")} if tree is not None else {}
        )
        self._default = (
            next((_look(each) for each in named(tree, "rPrDefault")), _Look()) if tree is not None else _Look()
        )
        normal = (key for key, style in self._styles.items() if _is_default_of_paragraphs(style))
        self._normal = next(normal, "")
        self._known: dict[str, _Look] = {}

    def is_hidden(self, run: Element) -> bool:
        """Tell whether a run is marked as hidden, in white on white, or too small to be seen."""
        look = _look(run)
        styles = (style.get(f"{_W}val", "") for each in children(run, "rPr") for style in children(each, "rStyle"))
        for style in (*styles, self._of_paragraph(run)):
            look = look.over(self._style(style))
        look = look.over(self._default)
        is_tiny = (look.size or "").isdigit() and int(look.size or "") <= _TINY
        return bool(look.vanish) or is_tiny or (_is_pale(look.colour) and not _is_shaded(run))

    def _of_paragraph(self, run: Element) -> str:
        paragraph = next((above for above in run.iterancestors(f"{_W}p")), None)
        for properties in children(paragraph, "pPr") if paragraph is not None else ():
            for style in children(properties, "pStyle"):
                return style.get(f"{_W}val", "")
        return self._normal

    def _style(self, name: str) -> _Look:
        if name not in self._known:
            self._known[name] = _Look()  # a style that is based on itself ends here
            style = self._styles.get(name)
            if style is not None:
                base = next((each.get(f"{_W}val", "") for each in children(style, "basedOn")), "")
                self._known[name] = _look(style).over(self._style(base) if base else _Look())
        return self._known[name]


def _is_default_of_paragraphs(style: Element) -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in {"1", "true"}


def _look(around: Element) -> _Look:
    for properties in children(around, "rPr"):
        found = {_name(each): each for each in properties}
        colour, size, vanish = found.get("color"), found.get("sz"), found.get("vanish")
        return _Look(
            None if vanish is None else is_on(vanish),
            None if colour is None else colour.get(f"{_W}val"),
            None if size is None else size.get(f"{_W}val"),
        )
    return _Look()


def _is_pale(colour: str | None) -> bool:
    if colour is None or not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    return min(bytes.fromhex(colour)) >= _PALE


def _is_shaded(run: Element) -> bool:
    """Tell whether something dark is behind a run: its own shading, its paragraph's or its cell's."""
    for above in (run, *run.iterancestors(f"{_W}p", f"{_W}tc")):
        for properties in children(above, "rPr", "pPr", "tcPr"):
            for shading in children(properties, "shd"):
                fill = shading.get(f"{_W}fill", "auto")
                if fill != "auto" and not _is_pale(fill):
                    return True
    return False
