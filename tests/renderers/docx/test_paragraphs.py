from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from policyreport.document.nodes import Heading, Item, Items, Note, Paragraph, Text
from policyreport.document.theme import Theme

from .specimens import OUTLINE, opened, rendered, said


def chain(depth: int) -> Items:
    item = Item((Text("끝"),))
    for _ in range(depth - 1):
        item = Item((Text("위"),), (item,))
    return Items((item,))


def printed_items(items: Items):
    return opened(rendered(items)).paragraphs[3:]


def level_of(paragraph: WordParagraph) -> int:
    return paragraph._p.pPr.numPr.ilvl.val


def levels_of(word: WordDocument, number: int):
    numbering = word.part.numbering_part.element
    (abstract,) = numbering.xpath(f'w:abstractNum[@w:abstractNumId="{number}"]')
    return abstract.findall(qn("w:lvl"))


def mark_of(level: BaseOxmlElement) -> str:
    return level.find(qn("w:lvlText")).get(qn("w:val"))


def test_headings_have_the_built_in_styles():
    word = opened(rendered(*(Heading(level, said("머리")) for level in (1, 2, 3))))
    assert [p.style.name for p in word.paragraphs[3:]] == ["Heading 1", "Heading 2", "Heading 3"]


def test_a_heading_bears_no_number_of_its_own():
    heading = opened(rendered(Heading(1, said("Ⅰ. 개요")))).paragraphs[-1]
    assert (heading.text, heading._p.pPr.numPr) == ("Ⅰ. 개요", None)


def test_items_are_bound_to_the_list_at_their_level():
    items = printed_items(OUTLINE)
    assert [level_of(p) for p in items] == [0, 1, 2, 3, 4, 5, 2, 1, 0, 1, 0]
    assert {p._p.pPr.numPr.numId.val for p in items} == {1}


def test_the_marks_of_the_list_are_those_of_the_theme_and_the_last_goes_on():
    marks = [mark_of(level) for level in levels_of(opened(rendered()), 1)]
    assert marks == ["□", "○", "-", *["ㆍ"] * 6]


def test_other_marks_of_a_theme_are_taken_over():
    word = opened(rendered(theme=Theme(item_marks=("◇", "*"))))
    assert [mark_of(level) for level in levels_of(word, 1)] == ["◇", *["*"] * 8]


def test_items_hang_each_level_from_where_the_one_above_begins():
    indents = [level.find(qn("w:pPr")).find(qn("w:ind")) for level in levels_of(opened(rendered()), 1)]
    starts = [(int(i.get(qn("w:left"))), int(i.get(qn("w:hanging")))) for i in indents[:3]]
    assert starts == [(300, 300), (600, 300), (900, 300)]


def test_items_deeper_than_word_counts_stay_at_its_last_level():
    assert [level_of(p) for p in printed_items(chain(12))] == [*range(9), 8, 8, 8]


def test_the_styles_of_items_are_bound_to_the_levels_that_name_them():
    styles = [level.find(qn("w:pStyle")).get(qn("w:val")) for level in levels_of(opened(rendered()), 1)[:5]]
    assert styles == ["ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5"]


def test_an_item_with_items_below_it_stays_with_them():
    lead = printed_items(OUTLINE)[0]
    assert (lead.style.name, lead.style.paragraph_format.keep_with_next) == ("Item Lead", True)


def test_a_note_bears_its_mark_by_its_style():
    word = opened(rendered(Note(said("참고"))))
    style = word.paragraphs[-1].style
    assert (style.name, style.element.pPr.numPr.numId.val, mark_of(levels_of(word, 2)[0])) == ("Note", 2, "※")


def test_running_text_is_plain():
    assert opened(rendered(Paragraph(said("글")))).paragraphs[-1].style.name == "Normal"
