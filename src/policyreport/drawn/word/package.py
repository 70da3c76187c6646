"""The parts of a Word file that a document is made of, read from a template and written again with no others."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from policyreport.drawn.xml import parsed, written
from policyreport.render.package import normalised

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_KEPT = frozenset(
    (
        *("styles", "numbering", "settings", "theme", "fontTable", "header", "footer", "footnotes", "endnotes"),
        *("image", "chart", "hyperlink", "officeDocument"),
    )
)
_LEFT_OUT = frozenset(
    (
        *("webSettings", "stylesWithEffects", "comments", "commentsExtended", "commentsIds", "commentsExtensible"),
        *("people", "customXml", "glossaryDocument", "printerSettings", "package", "chartStyle", "chartColorStyle"),
        *("themeOverride", "chartUserShapes", "font", "core-properties", "extended-properties", "custom-properties"),
        *("thumbnail", "classificationlabels", "documenttasks", "keyMapCustomizations", "recipientData"),
    )
)
_STANDING_ALONE = ("settings", "fontTable", "chart")
"""Kinds of parts of which nothing that they lean on is taken over."""


@dataclass(frozen=True, slots=True)
class Relation:
    """On what a part leans: another part by its name, or an address."""

    kind: str
    target: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a Word file by their names, which kind each is, and on what each leans, by the ids in its text.

    ``unknown`` are kinds of content that are not taken over and are not known to be needless.
    """

    main: str
    parts: dict[str, bytes]
    kinds: dict[str, str]
    relations: dict[str, dict[str, Relation]]
    types: Mapping[str, str]
    unknown: set[str] = field(default_factory=set[str])

    def link_to(self, part: str, address: str) -> str:
        """Return the id of a part's relationship to a web address, the same for the same address."""
        known = self.relations.setdefault(part, {})
        wanted = Relation(f"{_OFFICE}/hyperlink", address, outside=True)
        return next((name for name, relation in known.items() if relation == wanted), "") or _added(known, wanted)


def read(content: bytes) -> WordFile:
    """Return the parts of a template that its document needs; the package has been checked before."""
    with ZipFile(BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    start = next(r for r in _relations(held, "").values() if _word(r.kind) == "officeDocument")
    file = WordFile(start.target, {}, {}, {}, _types(held["[Content_Types].xml"], held))
    _take(file, held, start.target, "officeDocument")
    return file


def packed(file: WordFile, core: bytes) -> bytes:
    """Return the file with the core properties given, the same bytes for the same parts."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", _content_types(file))
        archive.writestr(_CORE, core)
        for name, content in file.parts.items():
            archive.writestr(name, content)
        start = {
            "rId1": Relation(f"{_OFFICE}/officeDocument", file.main),
            "rId2": Relation(f"{_PACKAGE}/relationships/metadata/core-properties", _CORE),
        }
        for owner, relations in {"": start, **file.relations}.items():
            if relations:
                archive.writestr(_relations_name(owner), _relations_part(owner, relations))
    return normalised(stream.getvalue())


def _take(file: WordFile, held: Mapping[str, bytes], part: str, kind: str) -> None:
    if part in file.parts:
        return
    file.parts[part], file.kinds[part] = held[part], kind
    kept = file.relations.setdefault(part, {})
    for name, relation in _relations(held, part).items() if kind not in _STANDING_ALONE else ():
        word = _word(relation.kind)
        if word not in _KEPT:
            file.unknown.update({word} - _LEFT_OUT)
        elif relation.outside or relation.target in held:
            kept[name] = relation
            if not relation.outside:
                _take(file, held, relation.target, word)


def _relations(held: Mapping[str, bytes], owner: str) -> dict[str, Relation]:
    part = held.get(_relations_name(owner))
    found = parsed(part).iter(_RELATION) if part else ()
    return {
        one.get("Id"): Relation(one.get("Type"), _target(owner, one), one.get("TargetMode", "") == "External")
        for one in found
    }


def _target(owner: str, relation: etree._Element) -> str:  # pyright: ignore[reportPrivateUsage]
    target = relation.get("Target")
    if relation.get("TargetMode", "") == "External":
        return target
    return posixpath.normpath(posixpath.join("/" + posixpath.dirname(owner), target)).lstrip("/")


def _word(kind: str) -> str:
    return kind.rpartition("/")[2]


def _added(known: dict[str, Relation], wanted: Relation) -> str:
    name = next(f"rIdLink{n}" for n in range(1, len(known) + 2) if f"rIdLink{n}" not in known)
    known[name] = wanted
    return name


def _types(listed: bytes, held: Iterable[str]) -> Mapping[str, str]:
    root = parsed(listed)
    endings = {e.get("Extension").lower(): e.get("ContentType") for e in root if e.tag.endswith("}Default")}
    named = {e.get("PartName").lstrip("/"): e.get("ContentType") for e in root if e.tag.endswith("}Override")}
    return {name: named.get(name) or endings.get(name.rpartition(".")[2].lower(), "") for name in held}


def _content_types(file: WordFile) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}/content-types}}Types", nsmap={None: f"{_PACKAGE}/content-types"})

    def add(tag: str, **attributes: str) -> None:
        etree.SubElement(root, f"{{{_PACKAGE}/content-types}}{tag}", attributes)

    add("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    types = {**{name: file.types[name] for name in file.parts}, file.main: _MAIN_TYPE, _CORE: _CORE_TYPE}
    for name, kind in sorted(types.items()):
        add("Override", PartName=f"/{name}", ContentType=kind)
    return written(root)


def _relations_name(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels".removeprefix("/")


def _relations_part(owner: str, relations: Mapping[str, Relation]) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    for name, relation in relations.items():
        attributes = {"Id": name, "Type": relation.kind, "Target": _written_target(owner, relation)}
        etree.SubElement(root, _RELATION, {**attributes, **({"TargetMode": "External"} if relation.outside else {})})
    return written(root)


def _written_target(owner: str, relation: Relation) -> str:
    return relation.target if relation.outside or not owner else f"/{relation.target}"


def stories(file: WordFile) -> Iterator[str]:
    """Yield the names of the parts whose text is filled, the body first, then by their names."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    yield file.main
    yield from sorted(name for name, kind in file.kinds.items() if kind in kinds)
