"""The parts of an Office file that a filled one is made of."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from zipfile import ZipFile

from lxml import etree

from policyreport.office_templates.xml import Element, parse, serialize
from policyreport.ooxml import custom_properties
from policyreport.ooxml.package import normalized_package

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"
_CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

_NAMED = frozenset(("image", "chart", "hyperlink", "header", "footer"))
"""What a part refers to only where its text names it."""


@dataclass(frozen=True, slots=True)
class PartPolicy:
    """What of a kind of Office file is taken over, by the last words of its relationships.

    ``included`` parts are; those ``ignored`` are known to be needless. Nothing to which a part of ``without_relations``
    refers is taken over. ``main_type`` is the content type of the main part.
    """

    main_type: str
    included: frozenset[str]
    ignored: frozenset[str]
    without_relations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part by its name, or an address."""

    kind: str
    target: str
    outside: bool = False

    @property
    def word(self) -> str:
        """The last word of its kind, such as ``image``."""
        return self.kind.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class OfficePackage:
    """The parts of an Office file by their names, which kind each is, and what each refers to, by the ids in its text.

    ``unknown`` are kinds of content that are not taken over and are not known to be needless. ``links`` are the ids of
    what each part refers to, for parts to which links were added, and ``numbers`` those of the next.
    """

    main: str
    parts: dict[str, bytes]
    kinds: dict[str, str]
    relations: dict[str, dict[str, Relation]]
    types: dict[str, str]
    unknown: set[str] = field(default_factory=set[str])
    links: dict[str, dict[Relation, str]] = field(default_factory=dict[str, dict[Relation, str]])
    numbers: dict[str, count[int]] = field(default_factory=dict[str, "count[int]"])

    def link_to(self, part: str, address: str) -> str:
        """Return the id of a part's relationship to a web address, the same for the same address."""
        relations = self.relations.setdefault(part, {})
        link = Relation(f"{_OFFICE}/hyperlink", address, outside=True)
        if part not in self.links:
            self.links[part] = {one: name for name, one in reversed(relations.items())}
            self.numbers[part] = count(1)
        known = self.links[part]
        if relations.get(known.get(link, "")) != link:
            known[link] = next(name for n in self.numbers[part] if (name := f"rIdLink{n}") not in relations)
            relations[known[link]] = link
        return known[link]

    def add(self, owner: str, word: str, part: str, content: bytes, content_type: str) -> None:
        """Add a part to which another refers, by the last word of its relationship."""
        self.parts[part], self.kinds[part], self.types[part] = content, word, content_type
        relations = self.relations.setdefault(owner, {})
        name = next(name for n in count(1) if (name := f"rIdPart{n}") not in relations)
        relations[name] = Relation(f"{_OFFICE}/{word}", part)

    def relate(self, owner: str, word: str, part: str, content: bytes, content_type: str) -> str:
        """Let a part refer to another, which is added where it is not there; return the id of the relationship."""
        relations = self.relations.setdefault(owner, {})
        for key, relation in relations.items():
            if relation.target == part and not relation.outside:
                return key
        self.add(owner, word, part, content, content_type)
        self.relations.setdefault(part, {})
        return next(key for key, relation in relations.items() if relation.target == part)

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The pictures of the file by the names of their parts."""
        return {part: self.parts[part] for part, kind in self.kinds.items() if kind == "image"}

    def related_parts(self, part: str, word: str) -> list[str]:
        """Return the names of the parts of a kind to which a part refers."""
        return [relation.target for relation in self.relations.get(part, {}).values() if relation.word == word]


def read(content: bytes, policy: PartPolicy) -> OfficePackage:
    """Return the parts of a template that its document needs; the package has been checked before."""
    with ZipFile(BytesIO(content)) as archive:
        source = {name: archive.read(name) for name in archive.namelist()}
    start = next(r for r in relations_of(source, "").values() if r.word == "officeDocument")
    types = {**_types(source["[Content_Types].xml"], source), start.target: policy.main_type}
    file = OfficePackage(start.target, {}, {}, {}, types)
    _take(file, source, start.target, "officeDocument", policy)
    return file


def related_part(content: bytes, part: str, word: str) -> tuple[str, bytes] | None:
    """Return the first part of a kind to which a part of a file refers, with its name, whether taken over or not."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        listed = relations_name(part)
        relations = relations_of({listed: archive.read(listed)}, part) if listed in names else {}
        targets = (one.target for one in relations.values() if one.word == word and not one.outside)
        return next(((target, archive.read(target)) for target in targets if target in names), None)


def with_filled(
    file: OfficePackage, filled: Mapping[str, bytes], tidied: Callable[[bytes, str], bytes]
) -> OfficePackage:
    """Return a file with its filled parts, and all others ``tidied``, each by its content and kind."""
    others = {part: tidied(content, file.kinds[part]) for part, content in file.parts.items() if part not in filled}
    return replace(file, parts={**filled, **others})


def without_unnamed(file: OfficePackage, filled: Mapping[str, Element]) -> OfficePackage:
    """Return a file without the pictures, charts, addresses, headers and footers of text that is no longer there."""
    relations = dict(file.relations)
    for part, root in filled.items():
        named = {value for element in root.iter("*") for value in element.attrib.values()}
        relations_of_part = file.relations[part].items()
        relations[part] = {key: one for key, one in relations_of_part if one.word not in _NAMED or key in named}
    parts: dict[str, bytes] = {}
    pending = [file.main]
    while pending:
        part = pending.pop()
        if part not in parts:
            parts[part] = file.parts[part]
            pending += [one.target for one in relations.get(part, {}).values() if not one.outside]
    return replace(
        file,
        parts={part: file.parts[part] for part in file.parts if part in parts},
        relations={part: held for part, held in relations.items() if part in parts},
    )


def packed(file: OfficePackage, core: bytes, identity: str = "") -> bytes:
    """Return the file with the core properties and the identity given, the same bytes for the same parts."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        properties = list(_properties(core, identity))
        types = {name: file.types[name] for name in file.parts}
        types |= {relation.target: content_type for relation, content_type, _ in properties}
        archive.writestr("[Content_Types].xml", _content_types(types))
        for relation, _, content in properties:
            archive.writestr(relation.target, content)
        for name, content in file.parts.items():
            archive.writestr(name, content)
        related = [Relation(f"{_OFFICE}/officeDocument", file.main), *(relation for relation, _, _ in properties)]
        start = {f"rId{number}": relation for number, relation in enumerate(related, start=1)}
        for owner, relations in {"": start, **file.relations}.items():
            if relations:
                archive.writestr(relations_name(owner), relations_part(owner, relations))
    return normalized_package(stream.getvalue())


def _properties(core: bytes, identity: str) -> Iterator[tuple[Relation, str, bytes]]:
    """Yield the parts with the properties of the file, each with its relation and content type."""
    yield Relation(f"{_PACKAGE}/relationships/metadata/core-properties", _CORE), _CORE_TYPE, core
    if identity:
        relation = Relation(custom_properties.RELATION, custom_properties.PART)
        yield relation, custom_properties.CONTENT_TYPE, custom_properties.custom_properties_part(identity)


def _take(file: OfficePackage, source: Mapping[str, bytes], part: str, kind: str, policy: PartPolicy) -> None:
    if part in file.parts:
        return
    file.parts[part], file.kinds[part] = source[part], kind
    relations = file.relations.setdefault(part, {})
    for name, relation in relations_of(source, part).items() if kind not in policy.without_relations else ():
        word = relation.word
        if word not in policy.included:
            file.unknown.update({word} - policy.ignored)
        elif relation.outside or relation.target in source:
            relations[name] = relation
            if not relation.outside:
                _take(file, source, relation.target, word, policy)


def relations_of(source: Mapping[str, bytes], owner: str) -> dict[str, Relation]:
    """Return what a part refers to, by the ids in its text; the package itself is the part without a name."""
    part = source.get(relations_name(owner))
    found = parse(part).iter(_RELATION) if part else ()
    return {
        one.get("Id"): Relation(one.get("Type"), _target(owner, one), one.get("TargetMode", "") == "External")
        for one in found
    }


def _target(owner: str, relation: Element) -> str:
    target = relation.get("Target")
    if relation.get("TargetMode", "") == "External":
        return target
    return posixpath.normpath(posixpath.join("/" + posixpath.dirname(owner), target)).lstrip("/")


def _types(listed: bytes, source: Iterable[str]) -> Mapping[str, str]:
    root = parse(listed)
    endings = {e.get("Extension").lower(): e.get("ContentType") for e in root if e.tag.endswith("}Default")}
    named = {e.get("PartName").lstrip("/"): e.get("ContentType") for e in root if e.tag.endswith("}Override")}
    return {name: named.get(name) or endings.get(name.rpartition(".")[2].lower(), "") for name in source}


def _content_types(types: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}/content-types}}Types", nsmap={None: f"{_PACKAGE}/content-types"})

    def add(tag: str, **attributes: str) -> None:
        etree.SubElement(root, f"{{{_PACKAGE}/content-types}}{tag}", attributes)

    add("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    for name, kind in sorted(types.items()):
        add("Override", PartName=f"/{name}", ContentType=kind)
    return serialize(root)


def relations_name(owner: str) -> str:
    """Return the name of the part that lists what a part refers to."""
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels".removeprefix("/")


def relations_part(owner: str, relations: Mapping[str, Relation]) -> bytes:
    """Return the part that lists what a part refers to."""
    root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    for name, relation in relations.items():
        attributes = {"Id": name, "Type": relation.kind, "Target": _written_target(owner, relation)}
        etree.SubElement(root, _RELATION, {**attributes, **({"TargetMode": "External"} if relation.outside else {})})
    return serialize(root)


def _written_target(owner: str, relation: Relation) -> str:
    return relation.target if relation.outside or not owner else f"/{relation.target}"
