"""What two PDFs say and show otherwise: what is copied of them, what is seen of them, and what lies behind."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any, cast

import pypdfium2
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject

from policyreport.tie_out.comparison.rendered_pages import Box, differing_boxes, draw
from policyreport.tie_out.comparison.units import TEXT, Change, Inventory, Unit, aligned, compare
from policyreport.tie_out.places import folded

SEEN = "what is seen"
COPIED = "what is copied"
_raw = pypdfium2.raw
_MOST_TREE = 200_000
"""Elements of a structure tree that are read."""
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MAPPED = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_OBJECT = re.compile(rb"(?:^|\s)(\d{1,9}) \d{1,5} obj\b")
_PROPERTIES = ("/Title", "/Author", "/Subject", "/Keywords")
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class _Line:
    """A line of a page's text."""

    def __init__(self, page: pypdfium2.PdfTextPage, text: str, indexes: list[int]) -> None:
        self.text = text
        self._page, self._indexes = page, indexes

    @property
    def box(self) -> Box | None:
        """The box around its letters; None where they take no room."""
        sides = [ctypes.c_double() for _ in range(4)]
        found: Box | None = None
        for index in self._indexes:
            if not _raw.FPDFText_GetCharBox(self._page, index, *map(ctypes.byref, sides)):
                continue
            left, right, bottom, top = (side.value for side in sides)
            if right > left and top > bottom:
                own = Box(left, bottom, right, top)
                found = own if found is None else found.around(own)
        return found


class _Pages:
    """The pages of a PDF as pdfium reads and draws them."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)
        self._lines: dict[int, list[_Line]] = {}

    def __len__(self) -> int:
        return len(self._pdf)

    def page(self, number: int) -> pypdfium2.PdfPage:
        return self._pdf[number]

    def lines(self, number: int) -> list[_Line]:
        """Return the lines of a page, in the order in which they are copied."""
        if number not in self._lines:
            self._lines[number] = list(_lines(self._pdf[number].get_textpage()))
        return self._lines[number]

    def units(self) -> list[Unit]:
        """Return each page with its text."""
        return [
            Unit(f"page {number + 1}", {TEXT: "\n".join(line.text for line in self.lines(number))})
            for number in range(len(self))
        ]


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    text, indexes = "", list[int]()
    for index in range(page.count_chars()):
        letter = chr(_raw.FPDFText_GetUnicode(page, index))
        if letter in "\r\n":
            if text.strip():
                yield _Line(page, text, indexes)
            text, indexes = "", []
        else:
            text += letter
            indexes.append(index)
    if text.strip():
        yield _Line(page, text, indexes)


def pdf_texts(content: bytes) -> list[str]:
    """Return the lines of all pages."""
    pages = _Pages(content)
    return [line.text for number in range(len(pages)) for line in pages.lines(number)]


def pdf_changes(issued: bytes, copy: bytes) -> Iterator[Change]:
    """Yield what a copy of a PDF says or shows otherwise, and what else in it is not as it was issued."""
    before, after = _Pages(issued), _Pages(copy)
    at = {"old": 0, "new": 0}
    for old, new in aligned(before.units(), after.units()):
        if old and new:
            yield from _page_changes(before, at["old"], after, at["new"])
        else:
            one = old or new
            where = one.where if one else ""
            yield Change(where, "page", old.said if old else None, new.said if new else None)
        at["old"] += old is not None
        at["new"] += new is not None
    yield from compare(_behind(issued), _behind(copy), resaved=_is_resaved(issued, copy))
    if copy.startswith(issued) and copy[len(issued) :].strip():
        added = copy[len(issued) :]
        numbers = ", ".join(dict.fromkeys(found.decode() for found in _OBJECT.findall(added)))
        yield Change("end of file", "appended", None, f"{len(added)} B" + (f" (objects {numbers})" if numbers else ""))


def _page_changes(before: _Pages, old: int, after: _Pages, new: int) -> Iterator[Change]:
    where = f"page {old + 1}"
    sizes = [tuple(round(side, 1) for side in pages.page(at).get_size()) for pages, at in ((before, old), (after, new))]
    pictures = [draw(pages.page(at)) for pages, at in ((before, old), (after, new))]
    if sizes[0] != sizes[1] or pictures[0].size != pictures[1].size:
        yield Change(where, "page size", *(" x ".join(map(str, size)) for size in sizes))
        boxes = None
    else:
        boxes = differing_boxes(*pictures)
    told: list[Box] = []
    if boxes == [] and [line.text for line in before.lines(old)] == [line.text for line in after.lines(new)]:
        return
    for one, other in _paired_lines(before.lines(old), after.lines(new)):
        around = [box for line in (one, other) if line and (box := line.box)]
        touching = [box for box in boxes or () if any(box.touches(line) for line in around)]
        if one and other and folded(one.text) == folded(other.text):
            if touching:
                yield Change(where, SEEN, one.text, None)
        else:
            aspect = TEXT if touching or boxes is None else COPIED
            yield Change(where, aspect, one.text if one else None, other.text if other else None)
        told += touching
    for box in boxes or ():
        if box not in told:
            spot = f"{where} at {box.left:.1f},{box.bottom:.1f} to {box.right:.1f},{box.top:.1f}"
            yield Change(spot, SEEN, "", None)


def _paired_lines(before: list[_Line], after: list[_Line]) -> Iterator[tuple[_Line | None, _Line | None]]:
    """Pair the lines of two pages that stand for one another."""
    old, new = ([Unit(str(at), {TEXT: line.text}) for at, line in enumerate(lines)] for lines in (before, after))
    for one, other in aligned(old, new):
        yield before[int(one.where)] if one else None, after[int(other.where)] if other else None


def _is_resaved(issued: bytes, copy: bytes) -> bool:
    """Tell whether a program wrote the file anew, instead of bytes in it being changed or added."""
    return not copy.startswith(issued[: len(issued) // 2])


def _behind(content: bytes) -> Inventory:
    """Return what a PDF holds besides what its pages show."""
    made, reader = Inventory(), PdfReader(BytesIO(content), strict=False)
    made.placed.append(Unit("", dict(_properties(reader))))
    for number, page in enumerate(reader.pages, start=1):
        for text in _annotations(page, reader):
            made.add(f"links of page {number}", Unit(f"page {number}", {"annotation": text}))
    for kind, text, page in _structure(reader):
        made.add(kind, Unit(f"page {page}" if page else "", {kind: text}))
    for number, title in enumerate(_outlines(reader), start=1):
        made.add("bookmarks", Unit(f"bookmark {number}", {TEXT: title}))
    for name, code, text in _characters(reader):
        made.placed.append(Unit(f"font {name} › <{code:04X}>", {"character": text}))
    for name, files in reader.attachments.items():
        digest = " ".join(sha256(bytes(one)).hexdigest()[:12] for one in files)
        made.placed.append(Unit(f"attachment {name}", {"attachment": digest}))
    made.placed += _actions(reader)
    return made


def _properties(reader: PdfReader) -> Iterator[tuple[str, str]]:
    said: DictionaryObject = reader.metadata or DictionaryObject()
    yield from ((f"property {name[1:].lower()}", str(said[name])) for name in _PROPERTIES if name in said)
    packet = _resolved(_root(reader).get("/Metadata"))
    if not isinstance(packet, StreamObject):
        return
    try:
        tree = etree.fromstring(packet.get_data(), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return
    for name in ("title", "creator", "description", "subject"):
        text = " ".join("".join(map(str, one.itertext())) for one in tree.iter(f"{_DUBLIN}{name}"))
        if text.strip():
            yield f"metadata {name}", " ".join(text.split())


def _annotations(page: DictionaryObject, reader: PdfReader) -> Iterator[str]:
    listed = _resolved(page.get("/Annots"))
    for one in cast("list[Any]", listed) if isinstance(listed, ArrayObject) else ():
        note = _resolved(one)
        if not isinstance(note, DictionaryObject):
            continue
        action = _resolved(note.get("/A"))
        leads = action if isinstance(action, DictionaryObject) else DictionaryObject()
        target = leads.get("/URI") or leads.get("/F") or leads.get("/JS")
        inside = _target(_resolved(leads.get("/D") or note.get("/Dest")), reader)
        said = dict.fromkeys(str(text) for text in (_resolved(target), inside, note.get("/Contents")) if text)
        yield f"{str(note.get('/Subtype', ''))[1:]}: {', '.join(said)}"


def _target(found: object, reader: PdfReader) -> str:
    """Return where a link within the file leads: the page's number and what of it is shown, or a name."""
    if not isinstance(found, ArrayObject) or not found:
        return str(found) if found else ""
    parts = cast("list[Any]", found)
    number = next((at for at, page in enumerate(reader.pages, start=1) if page.indirect_reference == parts[0]), 0)
    return " ".join((f"page {number}", *(str(part) for part in parts[1:] if not isinstance(part, NullObject))))


def _structure(reader: PdfReader) -> Iterator[tuple[str, str, int]]:
    """Yield what is read aloud in place of what is drawn: alternative texts and the like, with their pages."""
    pages = {
        page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1) if page.indirect_reference
    }
    waiting: list[tuple[Any, int]] = [(_root(reader).get("/StructTreeRoot"), 0)]
    for _ in range(_MOST_TREE):
        if not waiting:
            return
        found, page = waiting.pop()
        element = _resolved(found)
        if isinstance(element, ArrayObject):
            waiting += [(one, page) for one in reversed(cast("list[Any]", element))]
        elif isinstance(element, DictionaryObject):
            leaf = element.raw_get("/Pg") if "/Pg" in element else None
            page = pages.get(leaf.idnum, page) if isinstance(leaf, IndirectObject) else page
            for key, kind in (
                ("/Alt", "alternative text"),
                ("/ActualText", "text read aloud"),
                ("/E", "text read aloud"),
            ):
                if key in element:
                    yield kind, str(element[key]), page
            if "/K" in element and element.get("/Type") not in {"/MCR", "/OBJR"}:
                waiting.append((element.raw_get("/K"), page))


def _outlines(reader: PdfReader) -> Iterator[str]:
    waiting: list[Any] = list(reader.outline)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*cast("list[Any]", one), *waiting]
        else:
            yield str(one.title)


def _characters(reader: PdfReader) -> Iterator[tuple[str, int, str]]:
    """Yield the characters for which the codes of each font stand when its text is copied."""
    seen = set[int]()
    for page in reader.pages:
        resources = _resolved(page.get("/Resources"))
        fonts = _resolved(resources.get("/Font")) if isinstance(resources, DictionaryObject) else None
        for reference in (fonts.raw_get(name) for name in fonts) if isinstance(fonts, DictionaryObject) else ():
            font = _resolved(reference)
            number = reference.idnum if isinstance(reference, IndirectObject) else id(font)
            if number in seen or not isinstance(font, DictionaryObject):
                continue
            seen.add(number)
            map_of = _resolved(font.get("/ToUnicode"))
            if isinstance(map_of, StreamObject):
                name = str(font.get("/BaseFont", ""))[1:]
                yield from ((name, code, text) for code, text in _mapped(map_of.get_data()).items())


def _mapped(cmap: bytes) -> dict[int, str]:
    """Return the characters of the codes that a ToUnicode map names (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, body in _MAPPED.findall(cmap):
        for line in re.split(rb"[\r\n]+", body):
            values = [b"".join(value.split()) for value in _HEX.findall(line)]
            if kind == b"bfchar" and len(values) == 2:  # noqa: PLR2004 - a code and its text
                found[int(values[0] or b"0", 16)] = _text(values[1])
            elif kind == b"bfrange" and len(values) >= 3:  # noqa: PLR2004 - the first, the last and their texts
                first, last = int(values[0] or b"0", 16), int(values[1] or b"0", 16)
                for step in range(min(last - first + 1, 0x10000)):
                    text = _text(values[2 + step] if b"[" in line and 2 + step < len(values) else values[2])
                    found[first + step] = text if b"[" in line or not text else text[:-1] + chr(ord(text[-1]) + step)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode() + "0" * (len(digits) % 2)).decode("utf-16-be", "replace")


def _actions(reader: PdfReader) -> Iterator[Unit]:
    """Yield what a file does when it is opened."""
    root = _root(reader)
    names = _resolved(root.get("/Names"))
    scripts = "/JavaScript" in names if isinstance(names, DictionaryObject) else False
    found = [name[1:] for name in ("/OpenAction", "/AA", "/AcroForm") if name in root] + ["JavaScript"] * scripts
    yield from (Unit(f"document › {name}", {"action": name}) for name in found)


def _root(reader: PdfReader) -> DictionaryObject:
    return cast("DictionaryObject", reader.trailer["/Root"])


def _resolved(found: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    return found.get_object() if isinstance(found, IndirectObject) else found
