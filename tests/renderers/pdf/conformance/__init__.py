"""Whether a PDF keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or 3a with a file in it: rules that a
machine can check, most of them from the Matterhorn protocol's list; each gives what it finds wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .annotations import (
    annotation_has_words_and_is_printed,
    link_stands_in_a_link_element,
    only_links_are_annotations,
    only_plain_actions,
)
from .bytes import file_begins_and_ends_as_archives_do, streams_are_as_long_as_they_say
from .content import content_is_marked, marks_nest, marks_resolve_both_ways, nothing_is_transparent
from .fonts import codes_say_characters, fonts_are_embedded, glyphs_exist, widths_are_those_of_the_font
from .identification import (
    attached_files_are_associated,
    catalog_says_what_is_due,
    colours_have_a_meaning,
    metadata_name_the_standards,
    properties_agree_with_metadata,
)
from .opened import Opened
from .structure import (
    elements_nest,
    figures_are_told_and_placed,
    headings_are_in_order,
    lists_say_how_they_are_numbered,
    notes_are_named,
    parent_tree_is_complete,
    roles_are_standard,
    tree_is_in_the_order_of_the_pages,
    tree_is_whole,
)
from .tables import header_cells_say_their_scope, rows_fill_the_same_grid

Rule = Callable[[Opened], Iterator[str]]
RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        content_is_marked,
        marks_nest,
        marks_resolve_both_ways,
        nothing_is_transparent,
        tree_is_whole,
        tree_is_in_the_order_of_the_pages,
        parent_tree_is_complete,
        roles_are_standard,
        elements_nest,
        headings_are_in_order,
        lists_say_how_they_are_numbered,
        figures_are_told_and_placed,
        notes_are_named,
        rows_fill_the_same_grid,
        header_cells_say_their_scope,
        only_links_are_annotations,
        link_stands_in_a_link_element,
        annotation_has_words_and_is_printed,
        only_plain_actions,
        attached_files_are_associated,
        fonts_are_embedded,
        glyphs_exist,
        codes_say_characters,
        widths_are_those_of_the_font,
        catalog_says_what_is_due,
        metadata_name_the_standards,
        properties_agree_with_metadata,
        colours_have_a_meaning,
        file_begins_and_ends_as_archives_do,
        streams_are_as_long_as_they_say,
    )
}


def findings(content: bytes) -> dict[str, list[str]]:
    """Return what a PDF's bytes do wrong, by the names of the rules that they break."""
    with Opened.of(content) as pdf:
        found = {name: list(rule(pdf)) for name, rule in RULES.items()}
    return {name: wrong for name, wrong in found.items() if wrong}
