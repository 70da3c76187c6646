"""The parts of Office files as such: which of two packages differ, their links to the outside, and their pictures."""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from policyreport.tie_out.comparison.units import Unit
from policyreport.tie_out.xml_parts import UNREADABLE_PARTS, Element, OfficeParts

_MOST = 256 * 1024 * 1024
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_XML = (".xml", ".rels", ".hpf", ".rdf", ".vml")
_ALONGSIDE = re.compile(
    r"\[Content_Types\]\.xml|.*\.rels|docProps/.*|META-INF/.*|Preview/.*|version\.xml|settings\.xml"
)
"""Parts that say which others there are, or are read as links and properties."""
_ACTIVE = re.compile(r".*(?:vbaProject|/activeX/|/embeddings/.*\.bin|/externalLinks/|\.exe|oleObject).*")
"""Parts that do something, or bring an object along.

Word renames the workbooks behind charts when it saves a file, Excel adds the settings of a printer, and 한글 empty
scripts: none of these is told of a file that was written anew.
"""
_READ = re.compile(
    r".*/(?:comments|footnotes|endnotes|header\d*|footer\d*|charts/.*|media/.*|drawings/.*|comments/.*)(?:\.xml)?"
)
"""Parts of which an inventory has all that they say."""
_PROPERTIES = ("title", "subject", "creator", "keywords", "description", "category", "contentStatus", "language")


class Package:
    """An Office file as a package of parts, each read as it is or as XML in one way of writing."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.trees = OfficeParts(content)
        self._zip = zipfile.ZipFile(BytesIO(content))
        self.names = [entry.filename for entry in self._zip.infolist() if not entry.is_dir()]

    def read(self, name: str) -> bytes:
        """Return a part; nothing where there is none, or one that is too large to be ours."""
        try:
            return self._zip.read(name) if self._zip.getinfo(name).file_size <= _MOST else b""
        except UNREADABLE_PARTS:
            return b""

    def canonical(self, name: str) -> bytes:
        """Return a part without what is only a way of writing XML."""
        content = self.read(name)
        if not name.endswith(_XML):
            return content
        try:
            return etree.tostring(etree.fromstring(content, _PARSER), method="c14n")
        except (etree.XMLSyntaxError, ValueError):
            return content

    def related(self, part: str) -> dict[str, tuple[str, bool]]:
        """Return where the relations of a part lead by their ids, and whether that is outside of the file."""
        folder, name = posixpath.split(part)
        tree = self.trees.tree(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found: dict[str, tuple[str, bool]] = {}
        for link in tree if tree is not None else ():
            target, is_outside = link.get("Target", ""), link.get("TargetMode") == "External"
            if not is_outside:
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[link.get("Id", "")] = (target, is_outside)
        return found

    def picture(self, part: str) -> str:
        """Return by what a picture is known: a short digest of its bytes."""
        content = self.read(part)
        return hashlib.sha256(content).hexdigest()[:12] if content else ""


def with_part(package: Package, name: str, content: bytes) -> bytes:
    """Return a package with one part replaced."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for each in dict.fromkeys(package.names):
            written.writestr(each, content if each == name else package.read(each))
    return made.getvalue()


def repeated_parts(package: Package) -> list[str]:
    """Return the names that several parts bear: which of them is shown depends on the program."""
    return [name for name, count in Counter(package.names).items() if count > 1]


def changed_parts(before: Package, after: Package) -> list[str]:
    """Return the parts of both packages whose content is not the same."""
    in_both = [name for name in dict.fromkeys(before.names) if name in set(after.names)]
    return [name for name in in_both if before.canonical(name) != after.canonical(name)]


def is_resaved(before: Package, after: Package, changed: list[str]) -> bool:
    """Tell whether a package was written anew by another program: most of its parts are not as they were."""
    gone = len([name for name in before.names if name not in set(after.names)])
    return (len(changed) + gone) * 2 > len(before.names)


def is_alongside(name: str) -> bool:
    """Tell whether a part only says of others what they are, or is read as links and properties."""
    return _ALONGSIDE.fullmatch(name) is not None


def added_parts(before: Package, after: Package) -> Iterator[tuple[str, bool]]:
    """Yield the parts that only the second package has, and whether they do something."""
    known = set(before.names)
    for name in dict.fromkeys(after.names):
        if name not in known and not is_alongside(name):
            yield name, _ACTIVE.fullmatch(name) is not None


def gone_parts(before: Package, after: Package) -> Iterator[str]:
    """Yield the parts that only the first package has."""
    left = set(after.names)
    return (name for name in dict.fromkeys(before.names) if name not in left and not is_alongside(name))


def is_read(name: str) -> bool:
    """Tell whether a part that another leads to is read with that, so that what is new in it is told by its place."""
    return _READ.fullmatch(name) is not None


def outside_links(package: Package) -> Iterator[Unit]:
    """Yield what a package draws in from elsewhere when it is opened: templates, pictures, data; no hyperlinks."""
    for rels in (name for name in package.names if name.endswith(".rels")):
        tree = package.trees.tree(rels)
        for link in tree if tree is not None else ():
            if link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
                target = link.get("Target", "")
                yield Unit(f"{rels} › {target}", {"outside reference": target})


def office_properties(package: Package) -> Unit:
    """Return the properties of a Word or Excel file that people see and give, without the file's own identity."""
    core, said = package.trees.tree("docProps/core.xml"), dict[str, str]()
    for element in core if core is not None else ():
        name = str(element.tag).rpartition("}")[2]
        if name in _PROPERTIES and (element.text or "").strip():
            said[f"property {name}"] = element.text or ""
    custom = package.trees.tree("docProps/custom.xml")
    for element in custom if custom is not None else ():
        said[f"property {element.get('name', '')}"] = "".join(str(text) for text in element.itertext())
    return Unit("", said)


def target_of(address: str) -> str:
    """Return an address as it is compared: programs write the same one with and without escapes and the last slash."""
    return unquote(address).rstrip("/")


def relation(element: Element, name: str = "id") -> str:
    """Return the id of the relation that an element refers to."""
    return element.get(f"{_R}{name}", "")


def is_on(element: Element | None, attributes: Mapping[str, str] | None = None) -> bool:
    """Tell whether a property that is on by being there is not switched off."""
    if element is None:
        return False
    value = next((text for name, text in (attributes or dict(element.attrib)).items() if name.endswith("val")), "1")
    return value not in {"0", "false", "off"}
