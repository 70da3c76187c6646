"""The parts of a workbook's package: what each holds, of what kind it is, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policyreport.render.package import Part, zipped
from policyreport.render.xlsx.relations import Relations
from policyreport.render.xlsx.xml import element, part

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "application/vnd.openxmlformats-package"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "officeDocument": f"{_OFFICE}.spreadsheetml.sheet.main+xml",
    "worksheet": f"{_OFFICE}.spreadsheetml.worksheet+xml",
    "styles": f"{_OFFICE}.spreadsheetml.styles+xml",
    "table": f"{_OFFICE}.spreadsheetml.table+xml",
    "drawing": f"{_OFFICE}.drawing+xml",
    "chart": f"{_OFFICE}.drawingml.chart+xml",
    "comments": f"{_OFFICE}.spreadsheetml.comments+xml",
    "core-properties": f"{_PACKAGE}.core-properties+xml",
    "extended-properties": f"{_OFFICE}.extended-properties+xml",
}
"""The content type of each kind of part, by the word with which a relation leads to it."""

_SHAPES = "vmlDrawing"
_DEFAULTS = {
    "rels": f"{_PACKAGE}.relationships+xml",
    "vml": f"{_OFFICE}.vmlDrawing",
    "xml": "application/xml",
}
"""The content types of parts by how their names end; the shapes of notes have no other."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one package by their names, with the kind of each."""

    _held: dict[str, Part] = field(default_factory=dict[str, Part])
    _kinds: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, name: str, kind: str, content: Part, relations: Relations | None = None) -> str:
        """Hold a part, with where it leads; return the target by which others lead to it."""
        self._held[name], self._kinds[name] = content, kind
        if relations and relations.found:
            folder, _, file = name.rpartition("/")
            self._held[f"{folder}/_rels/{file}.rels"] = relations.part()
        return f"/{name}"

    def numbered(self, stem: str, kind: str, content: Part, relations: Relations | None = None) -> str:
        """Hold a part whose name ends with how many of its kind there are, such as ``xl/charts/chart2.xml``."""
        ending = "vml" if kind == _SHAPES else "xml"
        return self.add(f"{stem}{self.next(kind)}.{ending}", kind, content, relations)

    def next(self, kind: str) -> int:
        """Return the number of the next part of a kind, from 1."""
        return 1 + sum(known == kind for known in self._kinds.values())

    def zipped(self, relations: Relations) -> bytes:
        """Return the package, with what itself leads to."""
        held = {**self._held, "_rels/.rels": relations.part(), "[Content_Types].xml": self._types()}
        return zipped(held)

    def _types(self) -> bytes:
        known = [element("Default", {"Extension": end, "ContentType": kind}) for end, kind in _DEFAULTS.items()]
        names: Sequence[tuple[str, str]] = sorted(self._kinds.items())
        own = [
            element("Override", {"PartName": f"/{name}", "ContentType": _KINDS[kind]})
            for name, kind in names
            if kind in _KINDS
        ]
        return part(element("Types", {"xmlns": _TYPES}, *known, *own))
