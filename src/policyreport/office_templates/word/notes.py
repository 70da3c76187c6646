"""Footnotes and endnotes, of which each reference has its own: those of removed text go, those of repeated text too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from itertools import count

from policyreport.office_templates.word.namespaces import w
from policyreport.office_templates.xml import Element, drop

_KINDS = {w("footnotes"): w("footnoteReference"), w("endnotes"): w("endnoteReference")}


def settle_notes(roots: Collection[Element]) -> None:
    """Leave, among the filled parts of a file, one note for each reference, in their order."""
    for notes in roots:
        if notes.tag in _KINDS:
            _settle(notes, [one for root in roots for one in root.iter(_KINDS[notes.tag])])


def _settle(notes: Element, references: Iterable[Element]) -> None:
    known = {note.get(w("id"), ""): note for note in notes if note.get(w("type"), "normal") == "normal"}
    numbers = count(1 + max((int(number) for number in known if number.isdecimal()), default=0))
    for note in known.values():
        drop(note)
    used = set[str]()
    for reference in references:
        number = reference.get(w("id"), "")
        if number in known:
            note = deepcopy(known[number])
            if number in used:
                note.set(w("id"), str(next(numbers)))
                reference.set(w("id"), note.get(w("id")))
            used.add(number)
            notes.append(note)
