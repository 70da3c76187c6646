from policyreport.document.theme import Theme
from policyreport.renderers.docx.page_estimate.metrics import measures
from policyreport.renderers.docx.styles import styles
from policyreport.renderers.docx.xml import part, root, w

KNOWN = measures(part(styles(Theme())))


def test_sizes_spaces_and_lines_are_those_of_the_styles():
    heading = KNOWN["Heading1"]
    assert (heading.size, heading.bold, heading.before, heading.after, heading.stays) == (14, True, 20, 7, True)
    assert KNOWN["Normal"].line == 15.5


def test_what_a_style_does_not_say_is_inherited():
    assert (KNOWN["TOC2"].size, KNOWN["TOC2"].left) == (10, 12)


def test_lines_around_a_paragraph_count():
    assert KNOWN["Particulars"].frame == 16


def test_a_style_based_on_itself_is_read_all_the_same():
    lone = w("style", w("basedOn", val="A"), w("rPr", w("sz", val=30)), type="paragraph", styleId="A")
    assert measures(part(root("w:styles", "w", lone)))["A"].size == 15


def test_single_exact_and_multiple_lines_are_told_apart():
    def line(**said: str | int) -> float:
        style = w("style", w("pPr", w("spacing", **said)), w("rPr", w("sz", val=20)), type="paragraph", styleId="A")
        return measures(part(root("w:styles", "w", style)))["A"].line

    assert [line(), line(line=480, lineRule="auto"), line(line=100, lineRule="exact")] == [13.3, 26.6, 5]
