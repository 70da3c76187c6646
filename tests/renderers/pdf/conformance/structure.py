"""The structure tree (ISO 14289-1, 7.1 to 7.9; ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from .opened import Element, Key, Opened

_STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula",
    "Form",
}  # fmt: skip
_KIDS = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
_PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Caption": {"Table", "Figure", "L", "TOC", "Sect", "Div"},
    "Lbl": {"LI", "Note", "Caption", "TOCI"},
}
_HEADING = re.compile(r"/H([1-6])")


def tree_is_whole(pdf: Opened) -> Iterator[str]:
    """One Document holds all elements, and each names the one that it stands in (ISO 32000-1, 14.7.2)."""
    if pdf.root is None:
        yield "there is no one root"
        return
    if pdf.root.role != "/Document":
        yield f"the root is {pdf.root}"
    tree = pdf.pdf.Root.StructTreeRoot
    for element in pdf.elements:
        above = tree.objgen if element.parent is None else element.parent.key
        if "/P" not in element.entry or element.entry.P.objgen != above:
            yield f"{element} does not name its parent"
    yield from (f"element {key[0]} stands twice" for key, n in Counter(e.key for e in pdf.elements).items() if n > 1)


def tree_is_in_the_order_of_the_pages(pdf: Opened) -> Iterator[str]:
    """What is read first is drawn first; only notes stand at the end of their page (Matterhorn 09-001)."""
    order = {page.obj.objgen: number for number, (page, _) in enumerate(pdf.pages)}
    said = [] if pdf.root is None else [(order[m.page], m.mcid, e) for e, m in _marks_outside_notes(pdf.root)]
    for (page, mcid, _), (next_page, next_mcid, element) in pairwise(said):
        if (next_page, next_mcid) <= (page, mcid):
            yield f"{element} is read after {mcid} on page {page + 1} but drawn before it"


def _marks_outside_notes(element: Element) -> Iterator[tuple[Element, object]]:
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.role != "/Note":
                yield from _marks_outside_notes(kid)
        elif kid in element.marks:
            yield element, kid


def parent_tree_is_complete(pdf: Opened) -> Iterator[str]:
    """From each mark and each annotation the parent tree leads to its element (ISO 32000-1, 14.7.4.4)."""
    given = pdf.pdf.Root.get("/StructTreeRoot", {}).get("/ParentTree", {}).get("/Nums", [])
    keys, entries = [int(key) for key in list(given)[::2]], list(given)[1::2]
    if keys != sorted(set(keys)):
        yield "its keys are not in order"
    found = dict(zip(keys, entries, strict=True))
    owners = {(mark.page, mark.mcid): e.key for e in pdf.elements for mark in e.marks}
    for number, (page, operations) in enumerate(pdf.pages, 1):
        marks = {each.within[-1].mcid for each in operations if each.name == "BDC"} - {-1}
        elements = found.pop(int(page.get("/StructParents", -1)), [])
        if marks != set(range(len(elements))):
            yield f"page {number} has {len(marks)} marks and {len(elements)} entries"
        wrong = [i for i, e in enumerate(elements) if owners.get((page.obj.objgen, i)) != e.objgen]
        yield from (f"entry {i} of page {number} is another element than the one that names the mark" for i in wrong)
    yield from _wrong_annotations(pdf, found)


def _wrong_annotations(pdf: Opened, found: dict[int, object]) -> Iterator[str]:
    owners: dict[Key, Key] = {key: e.key for e in pdf.elements for key in e.annotations}
    for _, note in pdf.annotations:
        element = found.pop(int(note.get("/StructParent", -1)), None)
        if element is None or owners.get(note.objgen) != element.objgen:
            yield f"annotation {note.objgen[0]} does not lead to its element"
    yield from (f"key {key} leads from nothing" for key in found)


def roles_are_standard(pdf: Opened) -> Iterator[str]:
    """Every structure type is a standard one (ISO 14289-1, 7.1; Matterhorn 02-001)."""
    yield from (f"{e} is not standard" for e in pdf.elements if e.role[1:] not in _STANDARD)


def elements_nest(pdf: Opened) -> Iterator[str]:
    """Lists, contents and tables hold what they may, and their parts stand in them (ISO 32000-1, 14.8.4.3)."""
    for element in pdf.elements:
        role, above = element.role[1:], element.parent.role[1:] if element.parent else ""
        if role in _PARENTS and above not in _PARENTS[role]:
            yield f"{element} stands in {above}"
        if role in _KIDS:
            yield from (f"{kid} stands in {element}" for kid in element.elements if kid.role[1:] not in _KIDS[role])
            yield from (f"{element} says something itself" for _ in element.marks[:1])
        roles = [kid.role for kid in element.elements]
        if roles.count("/Caption") > 1 or "/Caption" in roles[1:-1]:
            yield f"the caption of {element} is neither its first nor its last"
        if roles.count("/THead") > 1 or ("/THead" in roles and "/TBody" not in roles):
            yield f"{element} has not one head with a body"


def headings_are_in_order(pdf: Opened) -> Iterator[str]:
    """Headings begin with H1 and no level is passed over on the way down (ISO 14289-1, 7.4.2; Matterhorn 14-003)."""
    before = 0
    for element in pdf.elements:
        if element.role == "/H":
            yield f"{element} has no level"
        found = _HEADING.fullmatch(element.role)
        if found:
            level = int(found[1])
            if level > before + 1:
                yield f"{element} follows level {before}"
            before = level
    if not before:
        yield "there is no heading"


def lists_say_how_they_are_numbered(pdf: Opened) -> Iterator[str]:
    """A list with labels says of what kind they are (ISO 14289-1, 7.6)."""
    for element in pdf.elements:
        labelled = any(part.role == "/Lbl" for item in element.elements for part in item.elements)
        if element.role == "/L" and labelled and str(element.attribute("/ListNumbering") or "/None") == "/None":
            yield f"{element} has labels but no numbering"


def figures_are_told_and_placed(pdf: Opened) -> Iterator[str]:
    """A figure has words and a box (ISO 14289-1, 7.3; Matterhorn 13-004; ISO 32000-1, 14.8.5.4.3)."""
    for element in pdf.elements:
        if element.role == "/Figure":
            if not str(element.entry.get("/Alt", "")).strip():
                yield f"{element} has no words"
            box = [float(side) for side in element.attribute("/BBox") or ()]
            if len(box) != 4 or not (box[0] < box[2] and box[1] < box[3]):
                yield f"{element} has no box"


def notes_are_named(pdf: Opened) -> Iterator[str]:
    """Each note has an identifier of its own (ISO 14289-1, 7.9; Matterhorn 19-003, 19-004)."""
    names = [str(element.entry.get("/ID", "")) for element in pdf.elements if element.role == "/Note"]
    yield from (f"{count} notes are called {name!r}" for name, count in Counter(names).items() if count > 1 or not name)
