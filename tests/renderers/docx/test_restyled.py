import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Heading
from policyreport.document.theme import Theme
from policyreport.renderers.docx import reference, render

from .kitchen_sink import SINK
from .specimens import OUTLINE, opened, rendered, said
from .test_soundness import unpacked

FRESH = reference(Theme())
KOREAN_IDS = {"Heading1": "1", "Normal": "a", "ListBullet": "a0", "Caption": "a9", "PolicyTable": "a4"}


def packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def restyled() -> bytes:
    word = docx.Document(BytesIO(FRESH))
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xB0, 0, 0x20)
    word.styles["Heading 1"].font.size = Pt(20)
    word.sections[0].left_margin = Mm(35)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def as_saved_in_korean(content: bytes) -> bytes:
    """Return a file with ids of styles as a Korean Word gives them."""

    def renamed(part: bytes) -> bytes:
        text = part.decode()
        for ours, theirs in KOREAN_IDS.items():
            text = re.sub(rf'(w:(?:val|styleId))="{ours}"', rf'\1="{theirs}"', text)
        return text.encode()

    parts = unpacked(content)
    return packed({n: renamed(c) if n.startswith(("word/styles", "word/numbering")) else c for n, c in parts.items()})


def test_a_fresh_reference_file_changes_nothing_that_word_shows():
    one, other = (opened(rendered(OUTLINE, theme=Theme(reference=r))) for r in (b"", FRESH))
    looks = [[(s.name, s.style_id, s.element.xml.count("<")) for s in word.styles] for word in (one, other)]
    assert looks[0] == looks[1]
    assert [p._p.xml for p in one.paragraphs] == [p._p.xml for p in other.paragraphs]


@pytest.mark.parametrize("saved", [restyled(), as_saved_in_korean(restyled())], ids=["as it was", "in a Korean Word"])
def test_styles_and_margins_that_were_changed_in_word_are_followed(saved: bytes):
    word = opened(render(SINK, Theme(reference=saved)))
    heading = next(p for p in word.paragraphs if p.style.name == "Heading 1").style.font
    assert (heading.size.pt, str(heading.color.rgb)) == (20, "B00020")
    assert round(word.sections[0].left_margin.mm) == 35


def test_what_stands_at_the_right_edge_moves_with_the_margin():
    word = opened(rendered(theme=Theme(reference=restyled())))
    section = word.sections[0]
    edge = section.page_width - section.left_margin - section.right_margin
    (stop,) = word.styles["Header"].paragraph_format.tab_stops
    assert abs(stop.position - edge) < Mm(0.1)


def test_a_style_that_the_file_lacks_is_the_built_in_one():
    parts = unpacked(FRESH)
    figure = rb'<w:style w:type="paragraph" w:styleId="CardFigure".*?</w:style>'
    parts["word/styles.xml"] = re.sub(figure, b"", parts["word/styles.xml"])
    assert b"CardFigure" not in parts["word/styles.xml"]
    assert opened(rendered(theme=Theme(reference=packed(parts)))).styles["Card Figure"].font.size.pt == 19


def test_nothing_but_looks_is_taken_from_the_file():
    word = docx.Document(BytesIO(FRESH))
    word.core_properties.author = "몰래 적은 사람"
    word.add_paragraph("몰래 적은 글")
    stream = BytesIO()
    word.save(stream)
    said_in = b"".join(unpacked(rendered(theme=Theme(reference=stream.getvalue())).content).values())
    assert "몰래" not in said_in.decode(errors="replace")


def test_extensions_of_newer_versions_are_left_out_with_their_announcement():
    parts = unpacked(FRESH)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"<w:styles ",
        b'<w:styles xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        b'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" ',
        1,
    )
    styles = unpacked(rendered(theme=Theme(reference=packed(parts))).content)["word/styles.xml"]
    assert (b"Ignorable" in styles, b"w14" in styles) == (False, False)


def test_items_keep_to_the_list_of_the_file():
    parts = unpacked(FRESH)
    for name in ("word/styles.xml", "word/numbering.xml"):
        parts[name] = re.sub(rb'(w:numId(?: w:val)?)="1"', rb'\1="7"', parts[name])
    items = opened(rendered(OUTLINE, theme=Theme(reference=packed(parts)))).paragraphs[3:]
    assert {p._p.pPr.numPr.numId.val for p in items} == {7}


def with_part(name: str, content: bytes) -> bytes:
    return packed({**unpacked(FRESH), name: content})


TYPED = b'<!DOCTYPE a [<!ENTITY b "c">]>'
WORDPROCESSING = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    "broken",
    [
        b"no package",
        packed({"word/styles.xml": b"<a/>"}),
        packed({name: part for name, part in unpacked(FRESH).items() if name != "word/document.xml"}),
        with_part("word/document.xml", b"<a"),
        with_part("word/document.xml", b"<a/>"),
        with_part("word/document.xml", TYPED + b"<w:document " + WORDPROCESSING + b"/>"),
        with_part("word/styles.xml", TYPED + b"<w:styles " + WORDPROCESSING + b">&b;</w:styles>"),
        with_part("word/theme/theme1.xml", b"<a/>"),
        with_part("word/media/image1.png", bytes(50_000_001)),
        FRESH[: len(FRESH) // 2],
    ],
    ids=[
        "no package",
        "no content types",
        "no document",
        "no xml",
        "another root",
        "a document type",
        "a document type in the styles",
        "another theme",
        "too large",
        "half of it",
    ],
)
def test_a_file_that_is_not_words_is_one_clear_problem(broken: bytes):
    with pytest.raises(PolicyReportError) as refused:
        rendered(Heading(1, said("장")), theme=Theme(reference=broken))
    (problem,) = refused.value.problems
    assert (problem.kind, problem.code) == (ErrorKind.TEMPLATE, "docx.reference-unreadable")


def test_a_file_without_lists_and_theme_has_those_that_are_built_in():
    word = docx.Document(BytesIO(FRESH))
    for name, relation in list(word.part.rels.items()):
        if relation.reltype.endswith(("/numbering", "/theme", "/styles")):
            del word.part.rels[name]
    stream = BytesIO()
    word.save(stream)
    parts = [unpacked(rendered(OUTLINE, theme=Theme(reference=r)).content) for r in (b"", stream.getvalue())]
    for name in ("word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"):
        assert parts[0][name] == parts[1][name]


def test_a_fresh_file_shows_the_styles_that_documents_use():
    shown = {e.get(qn("w:val")) for e in docx.Document(BytesIO(FRESH)).element.iter(qn("w:pStyle"))}
    assert {"Heading1", "Heading3", "ListBullet5", "Caption", "TableTotal", "Note", "TOC1", "BoxTitle"} <= shown
