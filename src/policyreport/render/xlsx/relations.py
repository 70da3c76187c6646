"""How the parts of a package lead to each other, and out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyreport.render.xlsx.xml import RELATIONS, element, part

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


@dataclass(frozen=True, slots=True)
class Relations:
    """Where one part leads; what it leads to twice has one id."""

    found: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def to(self, kind: str, target: str) -> str:
        """Return the id under which the part leads to another, or to an address where it is a ``hyperlink``."""
        return self.found.setdefault((kind, target), f"rId{len(self.found) + 1}")

    def part(self) -> bytes:
        """Return the part of the package that holds these."""
        return part(element("Relationships", {"xmlns": _PACKAGE}, *(_relation(*entry) for entry in self.found.items())))


def _relation(to: tuple[str, str], name: str) -> str:
    kind, target = to
    home = _METADATA if kind == "core-properties" else RELATIONS
    outside = "External" if kind == "hyperlink" else None
    return element("Relationship", {"Id": name, "Type": f"{home}/{kind}", "Target": target, "TargetMode": outside})
