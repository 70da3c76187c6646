"""No format writes a file that cannot be read: what a file cannot hold is refused, what it can hold is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from tests.document.specimens import META
from tests.renderers.pdf.charts.specimens import chart, number, said

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import (
    Box,
    Card,
    Cards,
    Column,
    Document,
    Footnote,
    Heading,
    Item,
    Items,
    Lamp,
    Landscape,
    Link,
    Note,
    Number,
    Pair,
    Pairs,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.document.output import Rendered
from policyreport.document.theme import LampStyle, Theme
from policyreport.ooxml.xml_text import IllegalCharacterError, encode_part, escape_attribute, escape_text, find_illegal
from policyreport.renderers import FORMATS

ILLEGAL = ("\x00", "\x01", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff")
LEGAL_NONCHARACTER = "\ufdd0"
OFFICE = ("docx", "hwpx", "xlsx")
TABLE = Table((Column((Text("구분"),)), Column((Text("값"),))), (Row(((Text("가"),), (Text("나"),))),))


def document(*blocks: object) -> Document:
    """Return a document that ends in a table, for CSV holds the last alone."""
    return Document(META, (Heading(1, (Text("Ⅰ 개요"),)), *blocks))  # pyright: ignore[reportArgumentType]


def in_table(text: str) -> Document:
    return document(replace(TABLE, rows=(Row(((Text(text),), (Text("나"),))),)))


def in_chart(text: str) -> Document:
    return document(chart("bar", ["이름", "하나", "둘", "셋"], [Row((said(text), *[number("f", "4")] * 3))]), TABLE)


def paragraph(*content: object) -> Document:
    return document(Paragraph(content), TABLE)  # pyright: ignore[reportArgumentType]


PLACES: Mapping[str, Callable[[str], Document]] = {
    "title": lambda text: Document(replace(META, title=text), (TABLE,)),
    "particulars": lambda text: Document(replace(META, particulars=(Pair((Text("가"),), (Text(text),)),)), (TABLE,)),
    "summary": lambda text: Document(replace(META, summary=text), (TABLE,)),
    "keyword": lambda text: Document(replace(META, keywords=(text,)), (TABLE,)),
    "heading": lambda text: document(Heading(1, (Text(text),)), TABLE),
    "paragraph": lambda text: paragraph(Text(text)),
    "strong": lambda text: paragraph(Strong((Text(text),))),
    "link": lambda text: paragraph(Link("https://a.kr/", (Text(text),))),
    "address": lambda text: paragraph(Link(f"https://a.kr/{text}", (Text("여기"),))),
    "reference": lambda text: paragraph(Reference("row", (Text(text),))),
    "lamp": lambda text: paragraph(Lamp("good", text)),
    "unit": lambda text: paragraph(Number("f", None, text)),
    "footnote": lambda text: paragraph(Text("가"), Footnote((Text(text),))),
    "note": lambda text: document(Note((Text(text),)), TABLE),
    "item": lambda text: document(Items((Item((Text("가"),), (Item((Text(text),)),)),)), TABLE),
    "box title": lambda text: document(Box((Text(text),), ()), TABLE),
    "box": lambda text: document(Box((Text("가"),), (Paragraph((Text(text),)),)), TABLE),
    "card": lambda text: document(Cards((Card((Text(text),), (Text("1"),)),)), TABLE),
    "pair": lambda text: document(Pairs((Pair((Text("가"),), (Text(text),)),)), TABLE),
    "table head": lambda text: document(replace(TABLE, columns=(Column((Text(text),)), TABLE.columns[1]))),
    "table cell": in_table,
    "caption": lambda text: document(replace(TABLE, caption=(Text(text),))),
    "chart label": in_chart,
    "chart in words": lambda text: document(replace(in_chart("가").blocks[1], alt=text), TABLE),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("character", ILLEGAL, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_every_format_refuses_a_character_that_no_file_can_hold(place: str, character: str, form: str):
    with pytest.raises(PolicyReportError) as refused:
        FORMATS[form](PLACES[place](f"앞말{character}뒷말"), Theme())
    (problem,) = refused.value.problems
    assert (problem.kind, problem.code) == (ErrorKind.RENDER, "render.illegal-character")
    point = f"U+{ord(character):04X}"
    for said_so in problem.what:
        assert point in said_so
        assert f"앞말[{point}]뒷말" in said_so
        said_so.encode()
    assert problem.hint


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", PLACES)
def test_a_noncharacter_that_xml_allows_is_refused_or_read_back(place: str, form: str):
    text = f"앞말{LEGAL_NONCHARACTER}뒷말"
    made = made_or_refused(PLACES[place](text), form)
    if isinstance(made, PolicyReportError):
        assert {problem.code for problem in made.problems} == {"pdf.no-glyph"}
        assert all("U+FDD0" in problem.what.en for problem in made.problems)
    else:
        ways = (text, text.replace(LEGAL_NONCHARACTER, "%EF%B7%90"))  # as an address may write it
        assert any(way in text_of(made.content, form) for way in ways) or not shows(place, form)


def made_or_refused(document: Document, form: str) -> Rendered | PolicyReportError:
    try:
        return FORMATS[form](document, Theme())
    except PolicyReportError as refused:
        return refused


def shows(place: str, form: str) -> bool:
    """Say whether a format writes what stands in a place, by whether it writes text that any file can hold."""
    plain = "앞말가운데뒷말"
    return plain in text_of(FORMATS[form](PLACES[place](plain), Theme()).content, form)


def text_of(content: bytes, form: str) -> str:
    """Return all text of a file as its readers take it: XML parsed, attributes too; of a PDF all but the pages."""
    if form == "pdf":
        with pikepdf.open(BytesIO(content)) as pdf:
            metadata = [element.text or "" for element in etree.fromstring(pdf.Root.Metadata.read_bytes()).iter()]
            return "\n".join((*metadata, *(text for inner in pdf.objects for text in strings_of(inner))))
    if form not in OFFICE:
        return content.decode("utf-8-sig")
    with ZipFile(BytesIO(content)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels", ".hpf"))]
    elements = [element for part in parts for element in etree.fromstring(part).iter()]
    return "\n".join(text for element in elements for text in (element.text or "", *map(str, element.attrib.values())))


def strings_of(node: pikepdf.Object) -> Iterator[str]:
    """Yield the strings of a PDF's object, those of others that it refers to left out."""
    if isinstance(node, pikepdf.String):
        yield str(node)
    elif isinstance(node, pikepdf.Array):
        yield from (text for inner in node if not is_indirect(inner) for text in strings_of(inner))
    elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
        yield from (text for _, inner in node.items() if not is_indirect(inner) for text in strings_of(inner))


def is_indirect(node: object) -> bool:
    return isinstance(node, pikepdf.Object) and node.is_indirect


@pytest.mark.parametrize("form", OFFICE)
def test_what_is_markup_in_xml_is_text_in_an_office_file(form: str):
    text = "앞말 & <w:t> \"가\" '나' ]]> &amp; 뒷말"
    assert text in text_of(FORMATS[form](in_table(text), Theme()).content, form)


@pytest.mark.parametrize("form", FORMATS)
def test_marks_of_the_theme_are_held_to_the_same(form: str):
    lamps = {**Theme().lamps, "good": LampStyle("\x01", "#000000")}
    with pytest.raises(PolicyReportError) as refused:
        FORMATS[form](document(TABLE), replace(Theme(), lamps=lamps))
    assert [(p.code, p.field) for p in refused.value.problems] == [("render.illegal-character", "theme.yaml")]


def test_each_text_is_one_problem_that_names_its_heading_and_all_of_its_characters():
    blocks = (
        Heading(1, (Text("Ⅰ 개\x02요"),)),
        Paragraph((Text("가\x01나\ufffe다\x01"), Text("라"), Text("마\ud800"))),
        TABLE,
    )
    with pytest.raises(PolicyReportError) as refused:
        FORMATS["txt"](Document(META, blocks), Theme())
    heading = "Ⅰ 개[U+0002]요"
    assert [problem.field for problem in refused.value.problems] == [heading] * 3
    named = [re.findall(r"character ((?:U\+\w{4}(?:, )?)+)", problem.what.en) for problem in refused.value.problems]
    assert named == [["U+0002"], ["U+0001, U+FFFE"], ["U+D800"]]


def test_a_text_in_landscape_is_placed_under_its_heading():
    with pytest.raises(PolicyReportError) as refused:
        FORMATS["txt"](document(Landscape((Heading(2, (Text("누운 제목"),)), Note((Text("\x01"),))))), Theme())
    assert [problem.field for problem in refused.value.problems] == ["누운 제목"]


def test_what_is_illegal_is_what_an_xml_parser_refuses():
    for code in (*range(0x100), *range(0xD7F0, 0xE010), *range(0xFDC0, 0xFE00), *range(0xFFF0, 0x10010), 0x10FFFF):
        character = chr(code)
        assert bool(find_illegal(character)) == (not parses(f"<a>{escape_text(character)}</a>")), hex(code)


def parses(xml: str) -> bool:
    try:
        etree.fromstring(xml.encode("utf-8", "surrogatepass"))
    except etree.XMLSyntaxError:
        return False
    return True


def test_escaped_text_reads_back_the_same_between_tags_and_in_attributes():
    text = "".join(map(chr, (9, 10, 13, *range(32, 0x180)))) + "가\ufdd0𝒳"
    read = etree.fromstring(f'<a b="{escape_attribute(text)}">{escape_text(text)}</a>'.encode())
    assert (read.text, read.get("b")) == (text, text)


@pytest.mark.parametrize("character", ILLEGAL, ids=ascii)
def test_no_part_of_an_office_file_is_written_with_such_a_character(character: str):
    with pytest.raises(IllegalCharacterError, match=re.escape(f"U+{ord(character):04X}")):
        encode_part(f"<a>{character}</a>")
