"""The parts of a workbook that are not filled, without traces of who made it and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyreport.drawn.excel.cleaning import without_names
from policyreport.drawn.excel.comments import moved_notes
from policyreport.drawn.excel.filled import FilledSheet
from policyreport.drawn.excel.names import name, x
from policyreport.drawn.package import OfficeFile
from policyreport.drawn.pictures import bare_picture
from policyreport.drawn.xml import drop, parsed, written


def without(file: OfficeFile, owner: str, word: str) -> None:
    """Take the parts of a kind on which a part leans out of a file."""
    for part in file.leaned_on(owner, word):
        _drop(file, owner, part)


def put_notes(file: OfficeFile, sheets: Sequence[FilledSheet]) -> None:
    """Move the notes of sheets to where their cells are."""
    for sheet in sheets:
        part = sheet.page.sheet.part
        legacy = sheet.root.find(x("legacyDrawing"))
        relation = file.relations[part].get("" if legacy is None else legacy.get(name("r", "id"), ""))
        listed = file.leaned_on(part, "comments")
        noted = moved_notes(parsed(file.parts[listed[0]]), sheet.grid) if listed and relation else None
        if noted and relation and noted.notes is not None and noted.shapes is not None:
            file.parts[listed[0]], file.parts[relation.target] = written(noted.notes), noted.shapes
            file.kinds[relation.target] = "comments"
            continue
        _drop_all(file, part, [*listed, *([relation.target] if relation else [])])
        if legacy is not None:
            drop(legacy)


def _drop_all(file: OfficeFile, owner: str, parts: Iterable[str]) -> None:
    for part in parts:
        _drop(file, owner, part)


def _drop(file: OfficeFile, owner: str, part: str) -> None:
    file.parts.pop(part, None)
    file.relations.pop(part, None)
    relations = file.relations[owner]
    for identity in [key for key, relation in relations.items() if relation.target == part]:
        del relations[identity]


def tidied(content: bytes, kind: str) -> bytes:
    """Return a part without what is the template's own affair."""
    if kind == "image":
        return bare_picture(content)
    root = parsed(content)
    if kind == "vmlDrawing":
        without_names(root)
    return written(root)
