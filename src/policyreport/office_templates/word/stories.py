"""The parts of a Word template whose text is filled, each with its fields and the places of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.diagnostics import Message
from policyreport.office_templates.word.contents import clear_contents
from policyreport.office_templates.word.field_parsing import fields
from policyreport.office_templates.word.finish import note_joined_tables
from policyreport.office_templates.word.locations import placed, story_of
from policyreport.office_templates.word.package import w
from policyreport.office_templates.word.prepare import sanitize
from policyreport.office_templates.word.template_notes import traces_of_work
from policyreport.office_templates.xml import Element, is_within

_DOCUMENT = Message("document", "문서")


class Story:
    """A part of a template: its tree without what the author left in it, its fields, and notes on what was left out.

    Places are determined before tracked changes are carried out, as the author sees them.
    """

    def __init__(self, file: str, name: str, root: Element) -> None:
        self.name, self.root = name, root
        self.is_body = story_of(name) is None
        self._places = dict(placed(root, story_of(name)))
        self.notes = list(traces_of_work(file, root, self.place_of))
        sanitize(root)
        note_joined_tables(root)
        if self.is_body:
            clear_contents(root)
        self.fields = fields(root)

    def paragraphs(self) -> Iterator[tuple[Element, Message]]:
        """Yield its paragraphs with their places."""
        for paragraph, place in self._places.items():
            if is_within(paragraph, self.root):
                yield paragraph, place

    def place_of(self, element: Element) -> Message:
        """Return where an element stands: in a paragraph, or beside the first of those in its table or control."""
        around = (element, *element.iterancestors())
        inside = (paragraph for each in around for paragraph in each.iter(w("p")))
        return next((self._places[each] for each in (*around, *inside) if each in self._places), _DOCUMENT)
