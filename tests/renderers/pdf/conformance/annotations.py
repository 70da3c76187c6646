"""Annotations and actions (ISO 14289-1, 7.18; ISO 19005-2, 6.3 and 6.5)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from .opened import Opened

_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256


def only_links_are_annotations(pdf: Opened) -> Iterator[str]:
    """No other annotation is there: each kind would have rules of its own (ISO 19005-2, 6.3.1)."""
    for _, note in pdf.annotations:
        if note.get("/Subtype") != "/Link":
            yield f"annotation {note.objgen[0]} is a {note.get('/Subtype')}"


def link_stands_in_a_link_element(pdf: Opened) -> Iterator[str]:
    """A link's annotation belongs to one Link element, and each of these has one (ISO 14289-1, 7.18.5)."""
    owned = [(key, element) for element in pdf.elements for key in element.annotations]
    for _, note in pdf.annotations:
        roles = [element.role for key, element in owned if key == note.objgen]
        if roles != ["/Link"]:
            yield f"annotation {note.objgen[0]} stands in {roles}"
    for element in pdf.elements:
        if element.role == "/Link" and not element.annotations:
            yield f"{element} has no annotation"


def annotation_has_words_and_is_printed(pdf: Opened) -> Iterator[str]:
    """It is described (ISO 14289-1, 7.18.5; Matterhorn 28-012) and printed as it is shown (ISO 19005-2, 6.3.2)."""
    for page, note in pdf.annotations:
        name, flags = f"annotation {note.objgen[0]}", int(note.get("/F", 0))
        if not str(note.get("/Contents", "")).strip():
            yield f"{name} has no words"
        if not flags & _PRINT or flags & (_INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE):
            yield f"{name} has the flags {flags}"
        left, bottom, right, top = map(float, note.Rect)
        _, _, width, height = map(float, page.mediabox)
        if not (0 <= left < right <= width and 0 <= bottom < top <= height):
            yield f"{name} does not stand on its page"


def only_plain_actions(pdf: Opened) -> Iterator[str]:
    """Nothing is done but going to an address or to a place in the document (ISO 19005-2, 6.5)."""
    root, pages = pdf.pdf.Root, {page.obj.objgen for page in pdf.pdf.pages}
    yield from (f"the catalog has {name}" for name in ("/OpenAction", "/AA", "/AcroForm") if name in root)
    yield from (f"there are {name}" for name in root.get("/Names", {}) if name == "/JavaScript")
    yield from (f"a page has {name}" for page in pdf.pdf.pages for name in ("/AA",) if name in page)
    for _, note in pdf.annotations:
        name = f"annotation {note.objgen[0]}"
        action = note.get("/A", pikepdf.Dictionary(S=pikepdf.Name.GoTo))
        if action.get("/S") not in ("/URI", "/GoTo") or "/AA" in note or "/Next" in action:
            yield f"{name} does {action.get('/S')}"
        if "/URI" in action and not bytes(action.URI).isascii():
            yield f"the address of {name} is not in ASCII"
        if "/Dest" in note and note.Dest[0].objgen not in pages:
            yield f"{name} leads to no page"
