"""A template drawn in Word, opened: its parts with their tags marked, and what is wrong beside these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from policyreport.diagnostics import Message, Problem
from policyreport.document.report_type import DrawnTemplate
from policyreport.office_templates import errors, tag_marking
from policyreport.office_templates.opc_package import OfficePackage, read
from policyreport.office_templates.pictures import picture_faults
from policyreport.office_templates.tag_marking import Path, TagMarker
from policyreport.office_templates.word.charts import TaggedChart, tagged_charts
from policyreport.office_templates.word.content_controls import knowing_newer_word
from policyreport.office_templates.word.cross_references import reference_faults
from policyreport.office_templates.word.fields import field_faults, is_calculated, parted_fields, reach_faults
from policyreport.office_templates.word.links import addresses_to_fill
from policyreport.office_templates.word.lists import Lists, note_lists
from policyreport.office_templates.word.notes import gather_notes
from policyreport.office_templates.word.package import CHART, WORD_PARTS, WORDS, story_names, w
from policyreport.office_templates.word.picture_fields import picture_tags
from policyreport.office_templates.word.stories import Story
from policyreport.office_templates.word.styles import StyleSheet
from policyreport.office_templates.word.table_formulas import note_formulas
from policyreport.office_templates.word.template_notes import attached_template
from policyreport.office_templates.xml import Element, parse

_FOLLOWED = frozenset(map(w, ("p", "bookmarkStart", "bookmarkEnd", "fldChar", "fldSimple"))) | {CHART}
"""What a block may not tear apart, or not repeat as it is."""


@dataclass(slots=True)
class WordTemplate:
    """A template: the parts whose text is filled, its styles and lists, and its tags.

    ``formulas`` are the places of the formulas to be calculated, by their numbers; ``notes`` are what is no fault.
    """

    source: DrawnTemplate
    file: OfficePackage
    stories: list[Story]
    styles: StyleSheet
    lists: Lists
    marker: TagMarker
    problems: list[Problem] = field(default_factory=list[Problem])
    notes: list[Problem] = field(default_factory=list[Problem])
    formulas: list[Message] = field(default_factory=list[Message])
    charts: list[TaggedChart] = field(default_factory=list[TaggedChart])

    @property
    def places_of_contents(self) -> list[Message]:
        """Where its tables of contents stand."""
        found = ((story, one) for story in self.stories for one in story.fields if one.kind == "TOC")
        return [story.place_of(one.begin) for story, one in found]


def opened(source: DrawnTemplate, *, with_controls: bool) -> WordTemplate:
    """Return a template with its tags marked; its package has been checked before.

    It is made ready for numbers in content controls where it is to become a file ``with_controls``.
    """
    file = read(source.content, WORD_PARTS)
    roots = {name: parse(file.parts[name]) for name in story_names(file)}
    if with_controls:  # while they are small: in a long document each element would have to be told
        roots = {name: knowing_newer_word(root) for name, root in roots.items()}
    stories = [Story(source.path, name, root) for name, root in roots.items()]
    styles, lists = StyleSheet(_part(file, "styles")), Lists(_part(file, "numbering"))
    template = WordTemplate(source, file, stories, styles, lists, TagMarker(source.path, WORDS))
    template.notes += [note for story in stories for note in story.notes]
    template.notes += attached_template(source.path, file)
    template.problems += [errors.not_taken_over(source.path, kind) for kind in sorted(file.unknown)]
    template.problems += _mark(template)
    return template


def _mark(template: WordTemplate) -> Iterator[Problem]:
    """Mark the tags of a template, and yield what is wrong beside them."""
    path, stories, marker = template.source.path, template.stories, template.marker
    for story in stories:
        yield from field_faults(path, story)
        for one in filter(is_calculated, story.fields):
            note_formulas(len(template.formulas), one)
            template.formulas.append(story.place_of(one.begin))
        marker.mark([*story.paragraphs(), *addresses_to_fill(template.file, story), *picture_tags(story)])
    gather_notes([story.root for story in stories])
    paths: dict[Element, Path] = {}
    for story in stories:
        paths |= tag_marking.paths(story.root, marker.tag_of, _FOLLOWED)
    yield from parted_fields(path, stories, paths)
    yield from reference_faults(path, stories, paths)
    yield from reach_faults(path, template.file, stories)
    yield from picture_faults(path, template.file.pictures, _places_of_pictures(template.file, stories))
    for found in tagged_charts(template.source, template.file, stories, paths):
        if isinstance(found, Problem):
            yield found
        else:
            template.charts.append(found)
    note_lists(paths, template.styles, template.lists)


def _places_of_pictures(file: OfficePackage, stories: Iterable[Story]) -> Mapping[str, Message]:
    """Return where each picture is shown first, by the name of its part."""
    places: dict[str, Message] = {}
    for story in stories:
        pictures = {key: one.target for key, one in file.relations[story.name].items() if one.word == "image"}
        for element in story.root.iter("*") if pictures else ():
            for part in (pictures[value] for value in element.attrib.values() if value in pictures):
                places.setdefault(part, story.place_of(element))
    return places


def _part(file: OfficePackage, kind: str) -> Element | None:
    """Return the tree of the part of a kind; None where there is none."""
    return next((parse(file.parts[name]) for name, known in file.kinds.items() if known == kind), None)
