"""The pictures in the header and footer of a reference file stand in those of its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from tests.renderers.markdown_blocks import image

from policyreport.diagnostics import PolicyReportError
from policyreport.document.theme import Theme
from policyreport.renderers.docx import reference

from .specimens import OUTLINE, rendered
from .test_restyled import FRESH
from .test_soundness import unpacked

LOGO, SEAL = image(), image("jpeg")


def with_pictures(draw: Callable[[WordDocument], object], fresh: bytes = FRESH) -> bytes:
    word = docx.Document(BytesIO(fresh))
    draw(word)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def logo(word: WordDocument) -> None:
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph.insert_paragraph_before().add_run().add_picture(BytesIO(LOGO.content), width=Mm(20))


def seal_at_the_right(word: WordDocument) -> None:
    run = word.sections[0].footer.paragraphs[0].add_run("\t")
    run.add_picture(BytesIO(SEAL.content), height=Mm(8))
    next(run._r.iter(qn("wp:docPr"))).set("descr", "기관 직인")


def frame(reference_file: bytes, part: str, theme: Theme | None = None) -> tuple[str, list[bytes]]:
    """Return a header or footer of a document in the looks of a reference file, and the files of its pictures."""
    looks = replace(theme or Theme(), reference=reference_file)
    parts = unpacked(rendered(OUTLINE, theme=looks).content)
    relations = parts.get(f"word/_rels/{part}.rels", b"").decode()
    media = [content for name, content in parts.items() if name.startswith("word/media/") and name[5:] in relations]
    return parts[f"word/{part}"].decode(), media


def test_a_logo_in_the_header_stands_before_the_title() -> None:
    text, media = frame(with_pictures(logo), "header1.xml")
    assert media == [LOGO.content]
    assert text.index("<w:drawing>") < text.index("<w:t")
    assert f'cx="{Mm(20)}"' in text


def test_a_picture_at_the_right_of_the_footer_stands_behind_the_page_number() -> None:
    text, media = frame(with_pictures(seal_at_the_right), "footer1.xml")
    assert media == [SEAL.content]
    assert text.index("NUMPAGES") < text.index("<w:drawing>")
    assert 'descr="기관 직인"' in text


def test_the_reference_file_decides_where_the_theme_has_a_logo_too() -> None:
    own = Theme(logo=SEAL)
    fresh = reference(own)
    assert frame(fresh, "header1.xml", own)[1] == [SEAL.content]
    assert frame(with_pictures(logo), "header1.xml", own)[1] == [LOGO.content]
    assert frame(FRESH, "header1.xml", own)[1] == [SEAL.content]


def test_a_picture_that_is_too_large_for_a_header_is_made_smaller_in_its_proportions() -> None:
    def large(word: WordDocument) -> None:
        word.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(LOGO.content), width=Mm(180))

    text, _ = frame(with_pictures(large), "header1.xml")
    extent = parse_xml(text.encode()).find(f".//{qn('wp:extent')}")
    assert extent is not None
    wide, high = (int(extent.get(side)) for side in ("cx", "cy"))
    assert high <= Mm(20)
    assert wide / high == pytest.approx(LOGO.width / LOGO.height, rel=0.01)


@pytest.mark.parametrize("harm", ["cropped", "damaged"])
def test_a_picture_that_cannot_be_kept_as_it_is_seen_is_refused(harm: str) -> None:
    def draw(word: WordDocument) -> None:
        logo(word)
        part = word.sections[0].header.part
        blip = next(part.element.iter(qn("a:blip")))
        if harm == "cropped":
            blip.addnext(parse_xml(f'<a:srcRect {nsdecls("a")} l="20000"/>'))
        else:
            picture = part.rels[blip.get(qn("r:embed"))].target_part
            picture._blob = picture.blob[:-20]

    with pytest.raises(PolicyReportError) as error:
        frame(with_pictures(draw), "header1.xml")
    (problem,) = error.value.problems
    assert problem.code == "docx.reference-picture"
    assert problem.hint
