"""What a workbook is made of: sheets, rows and cells with their formulas, formats and notes, charts and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string, get_column_letter

from policyreport.tie_out.comparison.charts import chart_units
from policyreport.tie_out.comparison.package import (
    Package,
    office_properties,
    outside_links,
    relation,
    target_of,
)
from policyreport.tie_out.comparison.units import FORMULA, HIDDEN_TEXT, TEXT, Inventory, Unit, stored
from policyreport.tie_out.xml_parts import Element, children, named

_WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"(?<![A-Za-z0-9_.\]])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_(\[!])")
_FORMAT_MARKS = re.compile(r"""["\\]|\[\$-[0-9A-Fa-f]+\]|;@$|_.|\*.""")
_HEADER_MARKS = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[BIUESXY])\s?')
_PALE, _TINY, _NARROW = 0xF0, 2.0, 0.3
"""A text is not seen if all its colours are as strong as this, if it is so small (in points), or its column or row."""
_WHITE = {("theme", "0"), ("indexed", "1"), ("indexed", "9")}


def workbook_inventory(package: Package) -> Inventory:
    """Return what a workbook is made of; cells are named as in ``Placement.where``."""
    made = Inventory()
    book = package.trees.tree(_WORKBOOK)
    if book is None:
        return made
    book_of, targets = _Book(package), package.related(_WORKBOOK)
    for sheet in named(book, "sheet"):
        name, state = sheet.get("name", ""), sheet.get("state", "visible")
        made.add("sheets", Unit(name, {"sheet": name, **({"hidden": state} if state != "visible" else {})}))
        part = targets.get(relation(sheet), ("", False))[0]
        tree = package.trees.tree(part)
        if tree is not None:
            _Sheet(book_of, part, name, tree).add_to(made)
    for one in named(book, "definedName"):
        name = one.get("name", "")
        if not name.startswith("_xlnm."):
            made.placed.append(Unit(f"name {name}", {"reference": (one.text or "").replace("'", "")}))
    made.placed += [office_properties(package), *outside_links(package)]
    return made


class _Book:
    """What the sheets of a workbook share: its package, its styles and its texts."""

    def __init__(self, package: Package) -> None:
        self.package, self.styles = package, _Styles(package)
        tree = package.trees.tree("xl/sharedStrings.xml")
        self.texts = [_said(one) for one in children(tree, "si")] if tree is not None else []


class _Sheet:
    """One sheet, read with the styles and texts of its workbook."""

    def __init__(self, book: _Book, part: str, name: str, tree: Element) -> None:
        self._package, self._styles, self._texts = book.package, book.styles, book.texts
        self._name, self._tree = name, tree
        self._targets = book.package.related(part)
        self._notes = dict(self._found_notes())
        self._links = dict(self._found_links())
        self._sharing: dict[str, tuple[str, str]] = {}

    def add_to(self, made: Inventory) -> None:
        stream = f"rows of {self._name}"
        for row in named(self._tree, "row"):
            number = row.get("r", "")
            hidden = _on(row.get("hidden")) or (_on(row.get("customHeight")) and float(row.get("ht", "1")) < _NARROW)
            cells = tuple(unit for cell in children(row, "c") if (unit := self._cell(cell)).aspects)
            if cells or hidden:
                made.add(stream, Unit(f"{self._name}!{number}:{number}", {"hidden": "yes"} if hidden else {}, cells))
        made.placed += chain(self._hidden_columns(), self._headers(), self._drawings())
        merged = " ".join(sorted(one.get("ref", "") for one in named(self._tree, "mergeCell")))
        if merged:
            made.placed.append(Unit(self._name, {"merged cells": merged}))

    def _cell(self, cell: Element) -> Unit:
        where, kind = cell.get("r", ""), cell.get("t", "n")
        value = next((one.text or "" for one in children(cell, "v")), "")
        if kind == "inlineStr":
            text = _said(cell)
        elif kind == "s" and value.isdigit():
            text = self._texts[int(value)] if int(value) < len(self._texts) else ""
        else:
            text = stored(value) if kind == "n" else value
        formula = next((self._formula(one, where) for one in children(cell, "f")), "")
        aspects = {TEXT: text, FORMULA: formula, "note": self._notes.get(where, "")}
        aspects["link target"] = self._links.get(where, "")
        if kind == "n" and (value or formula):
            aspects["number format"] = self._styles.number_format(cell.get("s", "0"))
        if text and self._styles.is_hidden(cell.get("s", "0")):
            aspects[HIDDEN_TEXT] = text
        return Unit(
            f"{self._name}!{where}",
            {name: said for name, said in aspects.items() if said},
            slot=re.sub(r"\d", "", where),
            forms={FORMULA: _relative(formula, where)} if formula else {},
        )

    def _formula(self, element: Element, where: str) -> str:
        """Return a formula; programs store one that is repeated along a column or row once."""
        text, index = element.text or "", element.get("si", "")
        if element.get("t") == "shared":
            if text:
                self._sharing[index] = (text, where)
            elif index in self._sharing:
                first, origin = self._sharing[index]
                translator: Any = Translator(f"={first}", origin=origin)
                text = str(translator.translate_formula(where))
        return text.removeprefix("=").replace("_xlfn.", "")

    def _parts(self, kind: str) -> Iterator[str]:
        return (target for target, is_outside in self._targets.values() if not is_outside and kind in target)

    def _found_notes(self) -> Iterator[tuple[str, str]]:
        for part in self._parts("omments"):
            tree = self._package.trees.tree(part)
            for note in named(tree, "comment", "threadedComment") if tree is not None else ():
                yield note.get("ref", ""), "".join(_said(text) for text in children(note, "text"))

    def _found_links(self) -> Iterator[tuple[str, str]]:
        for link in named(self._tree, "hyperlink"):
            outside = self._targets.get(relation(link), ("", False))[0]
            inside = link.get("location", "").replace("'", "")
            yield link.get("ref", ""), target_of("#".join(filter(None, (outside, inside))))

    def _hidden_columns(self) -> Iterator[Unit]:
        for column in named(self._tree, "col"):
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            if _on(column.get("hidden")) or float(column.get("width", "9")) < _NARROW:
                at = f"{get_column_letter(min(first, 16384))}:{get_column_letter(min(last, 16384))}"
                yield Unit(f"{self._name}!{at}", {"hidden": "yes"})

    def _headers(self) -> Iterator[Unit]:
        for kind in ("header", "footer"):
            said = (
                _HEADER_MARKS.sub("", part.text or "")
                for part in named(self._tree, *(f"{pages}{kind.title()}" for pages in ("odd", "even", "first")))
            )
            texts = list(dict.fromkeys(filter(str.strip, said)))
            if texts:
                yield Unit(f"{self._name} › {kind}", {TEXT: " ".join(texts)})

    def _drawings(self) -> Iterator[Unit]:
        charts = number = 0
        for part in self._parts("/drawings/drawing"):
            tree, targets = self._package.trees.tree(part), self._package.related(part)
            for anchor in tree if tree is not None else ():
                number += 1
                shown = {"alternative text": " ".join(one.get("descr", "") for one in named(anchor, "cNvPr"))}
                blips = (targets.get(relation(blip, "embed"), ("", False))[0] for blip in named(anchor, "blip"))
                shown["picture"] = " ".join(filter(None, map(self._package.picture, blips)))
                shown[TEXT] = "".join(text.text or "" for text in named(anchor, "t"))
                yield Unit(
                    f"{self._name} › drawing {number}", {name: text for name, text in shown.items() if text.strip()}
                )
                for chart in named(anchor, "chart"):
                    charts += 1
                    drawn = self._package.trees.tree(targets.get(relation(chart), ("", False))[0])
                    yield from chart_units(drawn, f"{self._name} › chart {charts}") if drawn is not None else ()


class _Styles:
    """The formats of a workbook's cells, by their numbers."""

    def __init__(self, package: Package) -> None:
        tree = package.trees.tree("xl/styles.xml")
        self._formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        self._hidden: dict[str, bool] = {}
        self._cells: list[Element] = []
        self._fonts: list[Element] = []
        self._fills: list[Element] = []
        if tree is not None:
            self._formats |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in named(tree, "numFmt")}
            self._cells = [one for each in named(tree, "cellXfs") for one in children(each, "xf")]
            self._fonts = [one for each in named(tree, "fonts") for one in children(each, "font")]
            self._fills = [one for each in named(tree, "fills") for one in children(each, "fill")]

    def number_format(self, style: str) -> str:
        """Return by what format a number is shown, without the marks that programs write in their own ways."""
        code = self._formats.get(self._of(style).get("numFmtId", "0"), "General")
        plain = _FORMAT_MARKS.sub("", code)
        return "General" if plain.lower() == "general" else plain

    def is_hidden(self, style: str) -> bool:
        """Tell whether a format writes in white on white, in its background's colour, or too small."""
        if style not in self._hidden:
            self._hidden[style] = self._is_hidden(style)
        return self._hidden[style]

    def _is_hidden(self, style: str) -> bool:
        of = self._of(style)
        font, fill = _nth(self._fonts, of.get("fontId", "")), _nth(self._fills, of.get("fillId", ""))
        if font is None:
            return False
        size = next((float(one.get("val", "11")) for one in named(font, "sz")), 11.0)
        colour = next((_colour(one) for one in named(font, "color")), "")
        solid = fill is not None and any(one.get("patternType") == "solid" for one in named(fill, "patternFill"))
        behind = next((_colour(one) for one in named(fill, "fgColor")), "") if solid and fill is not None else "white"
        return size <= _TINY or (colour != "" and colour == behind)

    def _of(self, style: str) -> Mapping[str, str]:
        found = _nth(self._cells, style)
        return {} if found is None else {str(name): str(text) for name, text in found.attrib.items()}


def _nth(found: list[Element], number: str) -> Element | None:
    return found[int(number)] if number.isdigit() and int(number) < len(found) else None


def _colour(element: Element) -> str:
    """Return a colour by which it can be compared: ``white`` for all that is nearly so; nothing where none is told."""
    digits = element.get("rgb", "")[-6:]
    if re.fullmatch(r"[0-9A-Fa-f]{6}", digits):
        return "white" if min(bytes.fromhex(digits)) >= _PALE else digits.upper()
    return "white" if any((name, element.get(name)) in _WHITE for name in ("theme", "indexed")) else ""


def _on(value: str | None) -> bool:
    return value in {"1", "true"}


def _said(element: Element) -> str:
    """Return a text with its runs joined, without how it is read aloud."""
    aloud = {id(text) for said in named(element, "rPh") for text in named(said, "t")}
    return "".join(text.text or "" for text in named(element, "t") if id(text) not in aloud)


def _relative(formula: str, where: str) -> str:
    """Return a formula with the cells that it names by how far they are away, as it stays when its row is moved."""
    row, column = int(re.sub(r"\D", "", where) or 0), column_index_from_string(re.sub(r"\d", "", where) or "A")

    def moved(found: re.Match[str]) -> str:
        letters = found[2] if found[1] else f"C[{column_index_from_string(found[2]) - column}]"
        return f"{letters}{found[4] if found[3] else f'R[{int(found[4]) - row}]'}"

    return _REFERENCE.sub(moved, formula)
