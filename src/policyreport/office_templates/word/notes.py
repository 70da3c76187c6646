"""The footnotes and endnotes of a file: resolved where they are referred to, and numbered anew.

While the tags are resolved, a note stands in the reference to it. So it is repeated and left out with the text around
it, and knows the names of the loops in which that stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from itertools import count

from policyreport.office_templates.word.package import w
from policyreport.office_templates.xml import Element, drop

NOTES = (w("footnote"), w("endnote"))
_NOTE_REFERENCES = {w("footnotes"): w("footnoteReference"), w("endnotes"): w("endnoteReference")}


def gather_notes(roots: Collection[Element]) -> None:
    """Put each note into the references to it; one to which nothing refers stays where it is."""
    for notes in roots:
        if notes.tag in _NOTE_REFERENCES:
            known = _notes_of(notes)
            references = [one for root in roots for one in root.iter(_NOTE_REFERENCES[notes.tag])]
            for reference in references:
                note = known.get(reference.get(w("id"), ""))
                if note is not None and note not in reference.iterancestors(note.tag):
                    reference.append(note if note.getparent() is notes else deepcopy(note))


def settle_notes(roots: Collection[Element]) -> None:
    """Put the notes that stand in references back, one for each reference, in their order; leave no other."""
    for notes in roots:
        if notes.tag in _NOTE_REFERENCES:
            _settle_notes_of(notes, [one for root in roots for one in root.iter(_NOTE_REFERENCES[notes.tag])])


def _settle_notes_of(notes: Element, references: Iterable[Element]) -> None:
    for orphan in _notes_of(notes).values():
        drop(orphan)
    placed = [(reference, note) for reference in references for note in reference]
    known = (note.get(w("id"), "") for _, note in placed)
    numbers = count(1 + max((int(number) for number in known if number.isdecimal()), default=0))
    used = set[str]()
    for reference, note in placed:
        if note.get(w("id"), "") in used:
            note.set(w("id"), str(next(numbers)))
            reference.set(w("id"), note.get(w("id"), ""))
        used.add(note.get(w("id"), ""))
        notes.append(note)


def _notes_of(notes: Element) -> dict[str, Element]:
    return {note.get(w("id"), ""): note for note in notes if note.get(w("type"), "normal") == "normal"}
