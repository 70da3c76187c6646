"""A planted internal value is found in each layer of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from .planted import HALF, ID, NAME, NUMBER, REST, TEXT, TITLE, VALUE, Plant, extended, found, public_file

PRESS = partial(public_file, "press", "pdf")
WORD = extended(partial(public_file, "handout", "docx"), "word/a.xml", f"<a>{TEXT}</a>".encode())

CODES = """/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""
"""Characters whose codes are their numbers in Unicode, as an editor may embed them."""


def opened(change: Callable[[Pdf], object]) -> Plant:
    def plant() -> bytes:
        with pikepdf.open(BytesIO(PRESS())) as pdf:
            change(pdf)
            content = BytesIO()
            pdf.save(content)
        return content.getvalue()

    return plant


def drawn(content: str) -> Callable[[Pdf], None]:
    """Return what draws on the first page in a font F, whose codes are numbers in Unicode."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.Resources.Font.F = font(pdf)
        page.contents_add(f"q {content} Q".encode())

    return change


def font(pdf: Pdf) -> pikepdf.Object:
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name.F, Flags=4, FontBBox=[0, 0, 1, 1])
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.F, CIDSystemInfo=system, FontDescriptor=described
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.F,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]),
            ToUnicode=pdf.make_stream(CODES.encode()),
        )
    )


def codes(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}>"


def shown(text: str) -> str:
    return f"BT /F 9 Tf 60 60 Td {codes(text)} Tj ET"


def annotation(pdf: Pdf, **said: object) -> None:
    told = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], **said)
    pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", []), pdf.make_indirect(told)])


def appearance(pdf: Pdf) -> None:
    look = pdf.make_stream(shown(TEXT).encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    look.Resources = Dictionary(Font=Dictionary(F=font(pdf)))
    annotation(pdf, AP=Dictionary(N=look))


def attached(name: str, content: Plant) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content())

    return change


def metadata(pdf: Pdf) -> None:
    with pdf.open_metadata() as said:
        said["dc:description"] = TEXT


def bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(TEXT, 0))


def read_aloud(entry: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        element = Dictionary(Type=Name.StructElem, S=Name.Figure, P=pdf.Root.StructTreeRoot)
        element[entry] = String(TEXT)
        pdf.Root.Extra = pdf.make_indirect(element)

    return change


def properties(pdf: Pdf) -> None:
    pdf.docinfo["/Subject"] = TEXT


def own_property(pdf: Pdf) -> None:
    pdf.docinfo["/Betrag"] = NUMBER


def field_of_a_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("a"), V=String(TEXT))]))


def layer_that_is_off(pdf: Pdf) -> None:
    drawn(f"/OC /Hidden BDC {shown(TEXT)} EMC")(pdf)
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("가")))
    pdf.pages[0].Resources.Properties = Dictionary(Hidden=group)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


def page_out_of_the_tree(pdf: Pdf) -> None:
    drawn(shown(TEXT))(pdf)
    pdf.add_blank_page()
    pdf.Root.Extra = pdf.pages[0].obj
    del pdf.pages[0]


def names(pdf: Pdf) -> None:
    pdf.Root.Dests = Dictionary({f"/{ID}": Array([pdf.pages[0].obj, Name.Fit])})


def earlier_version() -> bytes:
    """Return a file whose last change, added at its end, empties the page on which the value stood."""
    writer = PdfWriter(BytesIO(LAYERS["page"]()), incremental=True)
    empty = DecodedStreamObject()
    empty.set_data(b" ")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(empty)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


LAYERS: dict[str, Plant] = {
    "page": opened(drawn(shown(TEXT))),
    "number on a page": opened(drawn(shown(f"합계 {NUMBER}원"))),
    "number on two lines": opened(drawn(f"BT /F 9 Tf 60 60 Td {codes('1,234,')} Tj 0 -12 Td {codes('567,890')} Tj ET")),
    "pieces": opened(drawn(f"BT /F 9 Tf 60 60 Td [{''.join(f'{codes(c)} -20 ' for c in TEXT)}] TJ ET")),
    "lines": opened(drawn(f"BT /F 9 Tf 60 60 Td {codes(HALF)} Tj 0 -12 Td {codes(REST)} Tj ET")),
    "letters placed one by one": opened(
        drawn("BT /F 9 Tf " + "".join(f"1 0 0 1 {60 + 9 * i} 60 Tm {codes(c)} Tj " for i, c in enumerate(TEXT)) + "ET")
    ),
    "invisible text": opened(drawn(f"BT 3 Tr /F 9 Tf {codes(TEXT)} Tj ET")),
    "text off the page": opened(drawn(f"BT /F 9 Tf -900 -900 Td {codes(TEXT)} Tj ET")),
    "layer that is off": opened(layer_that_is_off),
    "text in its place": opened(drawn(f"/Span <</ActualText {codes(chr(0xFEFF) + TEXT)}>> BDC EMC")),
    "remark in a page": opened(drawn(f"\n% {TEXT}\n")),
    "page out of the tree": opened(page_out_of_the_tree),
    "properties": opened(properties),
    "property of one's own": opened(own_property),
    "XMP": opened(metadata),
    "bookmark": opened(bookmark),
    "alternative text": opened(read_aloud("/Alt")),
    "actual text": opened(read_aloud("/ActualText")),
    "expansion": opened(read_aloud("/E")),
    "annotation": opened(partial(annotation, Contents=String(TEXT))),
    "look of an annotation": opened(appearance),
    "field of a form": opened(field_of_a_form),
    "name": opened(names),
    "attachment": opened(attached("a.txt", TEXT.encode)),
    "attached document": opened(attached("a.docx", WORD)),
    "name of an attachment": opened(attached(f"{TEXT}.txt", b"x".lower)),
    "entry of one's own": opened(lambda pdf: pdf.Root.update({"/Extra": String(TEXT)})),
    "earlier version": earlier_version,
}


def test_a_file_in_which_nothing_was_planted_is_clean() -> None:
    assert found("a.pdf", PRESS()) == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_value_is_found_in(layer: str) -> None:
    assert {field for _, field in found("a.pdf", LAYERS[layer]())} & {TITLE, VALUE, NAME}


def test_the_planted_text_of_an_earlier_version_is_not_in_the_last() -> None:
    assert TEXT not in PdfReader(BytesIO(earlier_version())).pages[0].extract_text()


def test_the_page_or_the_kind_of_object_is_told() -> None:
    assert found("a.pdf", LAYERS["page"]())[0] == ("page 1", TITLE)
    assert found("a.pdf", LAYERS["bookmark"]()) == [("Outlines", TITLE)]
    assert ("Info", TITLE) in found("a.pdf", LAYERS["properties"]())


def test_a_locked_file_is_refused() -> None:
    with pikepdf.open(BytesIO(PRESS())) as pdf:
        content = BytesIO()
        pdf.save(content, encryption=pikepdf.Encryption(owner="가", user=""))
    assert found("a.pdf", content.getvalue()) == [("", "gate.sealed")]


def test_a_file_whose_font_does_not_tell_its_characters_is_refused() -> None:
    def mute(pdf: Pdf) -> None:
        del pdf.pages[0].Resources.Font["/F1"]["/ToUnicode"]

    assert {field for _, field in found("a.pdf", opened(mute)())} == {"gate.sealed"}


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n" * 3, b"%PDF-1.7\n1 0 obj\n<<"])
def test_a_file_that_is_none_is_refused(content: bytes) -> None:
    assert ("", "gate.sealed") in found("a.pdf", content)


def test_a_file_that_is_cut_off_is_refused_or_read_as_far_as_it_goes() -> None:
    whole = LAYERS["page"]()
    assert found("a.pdf", whole[: len(whole) // 2]) != []
