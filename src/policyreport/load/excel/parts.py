"""What a workbook says of all its sheets: their names and states, the shared texts, and the forms of numbers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS

from policyreport.load.excel.package import Package

_HEX_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
_EAST_ASIAN_DAYS = (*range(27, 32), *range(34, 37), *range(50, 59))
_EAST_ASIAN_TIMES = (32, 33)
_FORMATS: Mapping[str, str] = {
    **{str(number): form for number, form in BUILTIN_FORMATS.items()},
    **dict.fromkeys(map(str, _EAST_ASIAN_DAYS), "yyyy-mm-dd"),
    **dict.fromkeys(map(str, _EAST_ASIAN_TIMES), "h:mm"),
}
"""The formats that a number names without declaring them; ECMA-376-1, 18.8.30 has those of Korean Excel."""


class SheetEntry(NamedTuple):
    """A sheet by its name, its part in the package, and ``visible``, ``hidden`` or ``veryHidden``."""

    name: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """What its cells' numbers refer to: texts by their index, number formats by the index of a cell's style."""

    package: Package
    sheets: Sequence[SheetEntry]
    texts: Sequence[str]
    formats: Sequence[str]
    from_1904: bool


def open_workbook(package: Package) -> Workbook:
    """Return what a workbook's package says of all its sheets."""
    root = package.root(package.main)
    targets = _targets(package)
    properties = next(named(root, "workbookPr"), None)
    return Workbook(
        package=package,
        sheets=[*_sheets(root, targets)],
        texts=_texts(package, targets.get("sharedStrings", "")),
        formats=_number_formats(package, targets.get("styles", "")),
        from_1904=properties is not None and properties.get("date1904") in {"1", "true"},
    )


def named(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name within an element, whether its namespace is the usual or the strict one."""
    return (inner for inner in element.iter() if inner.tag.endswith("}" + name))


def text_within(element: Element) -> str:
    """Return the text of a shared or inline string: all its runs, without how they are read aloud."""
    runs: list[str] = []
    for inner in element:
        if inner.tag.endswith("}t"):
            runs.append(inner.text or "")
        elif inner.tag.endswith("}r"):
            runs += [t.text or "" for t in inner if t.tag.endswith("}t")]
    return stored_text("".join(runs))


def stored_text(text: str) -> str:
    """Return a text with its ``_xHHHH_`` as the characters that they stand for, its lines ending as on Unix."""
    if "_x" in text:
        text = _HEX_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _targets(package: Package) -> Mapping[str, str]:
    """Return the parts that the workbook relates to: by the relationship's id, and by the last word of its type."""
    targets: dict[str, str] = {}
    for relation in package.root(package.main.replace("xl/", "xl/_rels/") + ".rels"):
        part = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        targets[relation.get("Id", "")] = part
        targets.setdefault(relation.get("Type", "").rpartition("/")[2], part)
    return targets


def _sheets(root: Element, targets: Mapping[str, str]) -> Iterator[SheetEntry]:
    for sheet in named(root, "sheet"):
        relation = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        yield SheetEntry(sheet.get("name", ""), targets.get(relation, ""), sheet.get("state", "visible"))


def _texts(package: Package, part: str) -> list[str]:
    texts: list[str] = []
    for element in package.elements(part) if part in package.parts else ():
        if element.tag.endswith("}si"):
            texts.append(text_within(element))
            element.clear()
    return texts


def _number_formats(package: Package, part: str) -> list[str]:
    """Return the number format of each style that a cell may name, by its index."""
    if part not in package.parts:
        return []
    root = package.root(part)
    own = {form.get("numFmtId", ""): form.get("formatCode", "") for form in named(root, "numFmt")}
    uses = next(named(root, "cellXfs"), ())
    return [{**_FORMATS, **own}.get(use.get("numFmtId", ""), "General") for use in uses]
