"""Numbered lists begin anew where a loop begins with a new parent, and go on elsewhere."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from policyreport.document.output import Rendered
from policyreport.office_templates.word.lists import Lists, list_labels
from policyreport.office_templates.word.styles import StyleSheet
from policyreport.office_templates.xml import parse

from .drawing import Draw, filled, unpacked
from .fields_of_word import paragraph, text

OUTER, INNER, END = "{%p for m in measures %}", "{%p for n in measures %}", "{%p endfor %}"
LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>'
    f'<w:pPr><w:ind w:left="{400 * (at + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
    for at, (form, words) in enumerate([("decimal", "%1."), ("ganada", "%1.%2"), ("bullet", "·")])
)


def lists(document: WordDocument) -> None:
    """Add a list 77 of three levels: 1., 1.가 and points."""
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{LEVELS}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(words: str, level: int = 0) -> Draw:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    return paragraph(f"<w:pPr>{number}</w:pPr>", text(words))


def labels(made: Rendered) -> list[str]:
    """Return what Word shows before each paragraph of the body."""
    parts = unpacked(made.content)
    styles = StyleSheet(parse(parts["word/styles.xml"]))
    numbering = Lists(parse(parts["word/numbering.xml"]))
    body = parse(parts["word/document.xml"])
    return [label for _, label in list_labels(body.iter(qn("w:p")), styles, numbering)]


def numbered(*content: str | Draw) -> list[str]:
    return labels(filled(lists, *content))


def test_a_list_in_a_nested_loop_begins_anew_at_each_turn_of_the_outer_one():
    assert numbered(OUTER, "{{ m.title }}", INNER, item("{{ n.title }}"), END, END) == ["", "1.", "2."] * 2


def test_a_list_alone_in_one_loop_goes_on():
    assert numbered(OUTER, item("{{ m.title }}"), "가", END, item("끝")) == ["1.", "", "2.", "", "3."]


def test_a_list_of_several_points_in_one_loop_begins_anew_at_each_turn():
    assert numbered(OUTER, "{{ m.title }}", item("목표"), item("내용"), END) == ["", "1.", "2."] * 2


def test_points_that_exclude_each_other_are_one():
    chosen = ["{%p if loop.first %}", item("가"), "{%p else %}", item("나"), "{%p endif %}"]
    assert numbered(OUTER, *chosen, END) == ["1.", "2."]


def test_a_list_of_several_levels_counts_its_inner_ones_under_its_outer_ones():
    content = [OUTER, item("{{ m.title }}"), INNER, item("{{ n.title }}", 1), END, END]
    assert numbered(*content) == ["1.", "1.가", "1.나", "2.", "2.가", "2.나"]


def test_points_that_are_not_numbered_are_left_alone():
    made = filled(lists, OUTER, INNER, item("{{ n.title }}", 2), END, END)
    assert b'numId w:val="78"' not in unpacked(made.content)["word/document.xml"]


def test_a_list_by_style_begins_anew_and_keeps_the_indentation_of_its_style():
    def styled(document: WordDocument) -> None:
        document.add_paragraph("{{ n.title }}", style="List Number").style.paragraph_format.left_indent = 400_000

    made = filled(OUTER, INNER, styled, END, END)
    assert labels(made) == ["1.", "2."] * 2
    body = parse(unpacked(made.content)["word/document.xml"])
    own = [p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for p in body.iter(qn("w:p"))]
    indented = [p.find(f"{qn('w:pPr')}/{qn('w:ind')}") is not None for p in body.iter(qn("w:p"))]
    assert own == indented == [False, False, True, True]
    assert next(body.iter("turn"), None) is None
