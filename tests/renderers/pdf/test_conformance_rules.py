"""Every rule of the check of conformance finds what breaks it, in a file that is otherwise as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from policyreport.document.nodes import Contents, Footnote, Heading, Item, Items, Link, Pair, Pairs, Paragraph

from .charts.specimens import CHARTS
from .conformance import RULES, findings
from .kitchen_sink import GROUPED
from .specimens import rendered, said

Change = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def good() -> bytes:
    """A file with each kind of element, on two pages."""
    return rendered(
        Contents(2),
        Heading(1, said("첫 제목")),
        Heading(2, said("둘째 제목")),
        Paragraph(said("글", Footnote(said("하나")), Link("https://example.org", said("누리집")))),
        Paragraph(said("글", Footnote(said("둘")))),
        Items((Item(said("항목"), (Item(said("속 항목")),)),)),
        GROUPED,
        Pairs((Pair(said("라벨"), said("내용")),)),
        replace(CHARTS["line"], alt="그림이 보이는 것"),
    ).content


def elements(pdf: Pdf, role: str) -> list[pikepdf.Object]:
    return [
        entry for entry in pdf.objects if isinstance(entry, Dictionary) and "/P" in entry and entry.get("/S") == role
    ]


def of_element(role: str, change: Callable[[pikepdf.Object], object], at: int = 0) -> Change:
    """Change one element of a role."""
    return lambda pdf: void(change(elements(pdf, role)[at]))


def void(_: object) -> None:
    """Do nothing with what an expression gives."""


def attach(pdf: Pdf) -> None:
    """Lay a file into a PDF, as programs do that do not know of PDF/A-3."""
    pdf.attachments["a.json"] = pikepdf.AttachedFileSpec(pdf, b"{}")


def putting(name: str, value: object) -> Callable[[pikepdf.Object], None]:
    def put(entry: pikepdf.Object) -> None:
        entry[name] = value

    return put


def without(name: str) -> Callable[[pikepdf.Object], None]:
    def remove(entry: pikepdf.Object) -> None:
        del entry[name]

    return remove


def of_root(change: Callable[[pikepdf.Object], object]) -> Change:
    return lambda pdf: void(change(pdf.Root))


def of_page(change: Callable[[pikepdf.Object], object]) -> Change:
    return lambda pdf: void(change(pdf.pages[0].obj))


def of_link(change: Callable[[pikepdf.Object], object], at: int = 0) -> Change:
    return lambda pdf: void(change(pdf.pages[0].Annots[at]))


def of_font(change: Callable[[pikepdf.Object], object]) -> Change:
    def changed(pdf: Pdf) -> None:
        change(next(entry for name, entry in pdf.pages[0].Resources.Font.items() if name == "/F1"))

    return changed


def of_descendant(change: Callable[[pikepdf.Object], object]) -> Change:
    return of_font(lambda font: change(font.DescendantFonts[0]))


def drawing(old: str, new: str) -> Change:
    """Replace the first place in the first page's content that a pattern matches."""

    def replaced(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        changed = re.sub(old.encode(), new.encode(), content, count=1)
        assert changed != content
        page.Contents.write(changed)

    return replaced


def stream(find: Callable[[Pdf], pikepdf.Object], change: Callable[[bytes], bytes]) -> Change:
    def rewritten(pdf: Pdf) -> None:
        found = find(pdf)
        content = found.read_bytes()
        assert change(content) != content
        found.write(change(content))

    return rewritten


def metadata(old: str, new: str) -> Change:
    return stream(lambda pdf: pdf.Root.Metadata, lambda packet: packet.replace(old.encode(), new.encode(), 1))


def profile(change: Callable[[bytes], bytes]) -> Change:
    return stream(lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile, change)


def without_map_of_glyphs(pdf: Pdf) -> None:
    descendant = pdf.pages[0].Resources.Font["/F1"].DescendantFonts[0]
    descendant.CIDToGIDMap.write(bytes(len(descendant.CIDToGIDMap.read_bytes())))


def turned(change: Callable[[pikepdf.Object], list[pikepdf.Object]], role: str) -> Change:
    """Give an element other kids."""
    return of_element(role, lambda entry: putting("/K", Array(change(entry)))(entry))


def transparent(pdf: Pdf) -> None:
    pdf.pages[0].Resources["/ExtGState"] = Dictionary(G=Dictionary(ca=0.5))


def with_another_annotation(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[1, 1, 9, 9], Contents=String("x"), F=4)
    pdf.pages[0].Annots.append(pdf.make_indirect(note))


def unlisted(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[-2:]


def swapped(pdf: Pdf) -> None:
    marks = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    marks[0], marks[1] = marks[1], marks[0]


CHANGES: dict[str, tuple[str, Change]] = {
    "text in no sequence": ("content_is_marked", drawing(r"/P ?<<[^>]*>> ?BDC", "/Span BMC")),
    "a line in no sequence": ("content_is_marked", drawing(r"\A", "1 1 m 9 9 l S\n")),
    "a sequence in a sequence": ("marks_nest", drawing(r"(/P ?<<[^>]*>> ?BDC)", r"/Artifact BMC \1 EMC ")),
    "a sequence that does not end": ("marks_nest", drawing(r"EMC", "")),
    "a sequence that ends twice": ("marks_nest", drawing(r"EMC", "EMC EMC")),
    "a sequence that ends in another text": ("marks_nest", drawing(r"EMC\s+ET", "ET EMC")),
    "a number that stands twice": ("marks_resolve_both_ways", drawing(r"MCID 1\b", "MCID 0")),
    "a number that no element names": ("marks_resolve_both_ways", drawing(r"MCID 1\b", "MCID 9999")),
    "an element without its mark": ("marks_resolve_both_ways", of_element("/H1", putting("/K", Array()))),
    "a transparency group": ("nothing_is_transparent", of_page(putting("/Group", Dictionary(S=Name.Transparency)))),
    "an alpha": ("nothing_is_transparent", transparent),
    "no structure": ("tree_is_whole", of_root(without("/StructTreeRoot"))),
    "an element of another parent": (
        "tree_is_whole",
        lambda pdf: putting("/P", elements(pdf, "/H1")[0])(elements(pdf, "/H2")[0]),
    ),
    "another root than a document": ("tree_is_whole", of_element("/Document", putting("/S", Name.Part))),
    "another order": (
        "tree_is_in_the_order_of_the_pages",
        turned(lambda entry: list(entry.K)[::-1], "/Document"),
    ),
    "an entry too few in the parent tree": ("parent_tree_is_complete", unlisted),
    "entries of other elements": ("parent_tree_is_complete", swapped),
    "a page of another key": ("parent_tree_is_complete", of_page(putting("/StructParents", 77))),
    "an annotation of another key": ("parent_tree_is_complete", of_link(putting("/StructParent", 77))),
    "a role of one's own": ("roles_are_standard", of_element("/P", putting("/S", Name.Absatz))),
    "an item in no list": ("elements_nest", of_element("/L", putting("/S", Name.Div))),
    "a body without an item": ("elements_nest", of_element("/LI", putting("/S", Name.Div))),
    "a paragraph in a list": ("elements_nest", of_element("/LI", putting("/S", Name.P))),
    "a row in no table": ("elements_nest", of_element("/TBody", putting("/S", Name.Div))),
    "two heads": ("elements_nest", of_element("/TBody", putting("/S", Name.THead))),
    "an entry in no contents": ("elements_nest", of_element("/TOC", putting("/S", Name.Div))),
    "a caption in the middle": ("elements_nest", turned(lambda entry: [entry.K[1], entry.K[0], entry.K[2]], "/Table")),
    "a level passed over": ("headings_are_in_order", of_element("/H2", putting("/S", Name.H3))),
    "a heading without a level": ("headings_are_in_order", of_element("/H2", putting("/S", Name.H))),
    "a list of no numbering": ("lists_say_how_they_are_numbered", of_element("/L", without("/A"))),
    "a figure without words": ("figures_are_told_and_placed", of_element("/Figure", without("/Alt"))),
    "a figure with blank words": ("figures_are_told_and_placed", of_element("/Figure", putting("/Alt", String(" ")))),
    "a figure without a box": ("figures_are_told_and_placed", of_element("/Figure", without("/A"))),
    "a note without a name": ("notes_are_named", of_element("/Note", without("/ID"))),
    "two notes of one name": ("notes_are_named", of_element("/Note", putting("/ID", String("note2")))),
    "a row of fewer cells": ("rows_fill_the_same_grid", turned(lambda entry: list(entry.K)[1:], "/TR")),
    "a cell that spans too many": (
        "rows_fill_the_same_grid",
        of_element("/TH", putting("/A", Dictionary(O=Name.Table, Scope=Name.Column, ColSpan=9))),
    ),
    "a cell that is too deep": (
        "rows_fill_the_same_grid",
        of_element("/TD", putting("/A", Dictionary(O=Name.Table, RowSpan=9))),
    ),
    "a head of no scope": ("header_cells_say_their_scope", of_element("/TH", without("/A"))),
    "another annotation": ("only_links_are_annotations", with_another_annotation),
    "a link in a paragraph": ("link_stands_in_a_link_element", of_element("/Link", putting("/S", Name.Span))),
    "a link element without its annotation": (
        "link_stands_in_a_link_element",
        turned(lambda entry: [kid for kid in entry.K if not isinstance(kid, Dictionary)], "/Link"),
    ),
    "a link without words": ("annotation_has_words_and_is_printed", of_link(without("/Contents"))),
    "a link that is not printed": ("annotation_has_words_and_is_printed", of_link(putting("/F", 0))),
    "a link that is hidden": ("annotation_has_words_and_is_printed", of_link(putting("/F", 6))),
    "a link beyond the page": (
        "annotation_has_words_and_is_printed",
        of_link(putting("/Rect", Array([1, 1, 9999, 9]))),
    ),
    "a script": (
        "only_plain_actions",
        of_link(putting("/A", Dictionary(S=Name.JavaScript, JS=String("app.beep()")))),
    ),
    "something done on opening": ("only_plain_actions", of_root(putting("/OpenAction", Dictionary(S=Name.Named)))),
    "something done with the page": ("only_plain_actions", of_page(putting("/AA", Dictionary()))),
    "a place that is no page": ("only_plain_actions", of_link(putting("/Dest", Array([Dictionary(), Name.Fit])))),
    "a font that is not embedded": (
        "fonts_are_embedded",
        of_descendant(lambda font: without("/FontFile2")(font.FontDescriptor)),
    ),
    "a font of another name": ("fonts_are_embedded", of_descendant(putting("/BaseFont", Name("/AAAAAA+Other")))),
    "a font of another coding": ("fonts_are_embedded", of_font(putting("/Encoding", Name("/UniKS-UTF16-H")))),
    "codes without glyphs": ("glyphs_exist", without_map_of_glyphs),
    "codes that are no characters": ("codes_say_characters", of_font(without("/ToUnicode"))),
    "another width": ("widths_are_those_of_the_font", of_descendant(putting("/DW", 333))),
    "not marked": ("catalog_says_what_is_due", of_root(without("/MarkInfo"))),
    "suspect": ("catalog_says_what_is_due", of_root(lambda root: root.MarkInfo.update({"/Suspects": True}))),
    "no language": ("catalog_says_what_is_due", of_root(without("/Lang"))),
    "no title shown": ("catalog_says_what_is_due", of_root(without("/ViewerPreferences"))),
    "layers": ("catalog_says_what_is_due", of_root(putting("/OCProperties", Dictionary()))),
    "tabs of another order": ("catalog_says_what_is_due", of_page(putting("/Tabs", Name.R))),
    "a file that is not associated": ("attached_files_are_associated", attach),
    "no metadata": ("metadata_name_the_standards", of_root(without("/Metadata"))),
    "another part": ("metadata_name_the_standards", metadata("<pdfaid:part>2", "<pdfaid:part>3")),
    "another level": ("metadata_name_the_standards", metadata(">A</pdfaid:", ">B</pdfaid:")),
    "no mark of PDF/UA": ("metadata_name_the_standards", metadata("<pdfuaid:part>1</pdfuaid:part>", "")),
    "no schema": (
        "metadata_name_the_standards",
        metadata("http://www.aiim.org/pdfua/ns/id/</pdfaSchema", "x</pdfaSchema"),
    ),
    "an empty title": (
        "metadata_name_the_standards",
        metadata("초격차 AI 스타트업 레벨업 전략 2025년 2/4분기 추진현황 보고", ""),
    ),
    "another author": ("properties_agree_with_metadata", lambda pdf: putting("/Author", String("아무개"))(pdf.docinfo)),
    "another property": ("properties_agree_with_metadata", lambda pdf: putting("/Foo", String("1"))(pdf.docinfo)),
    "no output intent": ("colours_have_a_meaning", of_root(without("/OutputIntents"))),
    "an output intent for printing": (
        "colours_have_a_meaning",
        of_root(lambda root: putting("/S", Name.GTS_PDFX)(root.OutputIntents[0])),
    ),
    "a profile cut short": ("colours_have_a_meaning", profile(lambda content: content[:-9])),
    "a profile of other colours": (
        "colours_have_a_meaning",
        profile(lambda content: content.replace(b"RGB ", b"CMYK", 1)),
    ),
    "colours of another space": ("colours_have_a_meaning", drawing(r"([\d.]+ [\d.]+ [\d.]+) rg", r"\1 0 k")),
}


@pytest.mark.parametrize(("rule", "change"), CHANGES.values(), ids=CHANGES)
def test_a_rule_finds_what_breaks_it(good: bytes, rule: str, change: Change):
    with pikepdf.open(BytesIO(good)) as pdf:
        change(pdf)
        spoilt = BytesIO()
        pdf.save(spoilt)
    assert findings(spoilt.getvalue()).get(rule)


BYTES: dict[str, tuple[str, bytes, bytes]] = {
    "no version": ("file_begins_and_ends_as_archives_do", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"%PDF-1.7\n%abcd"),
    "something after the end": ("file_begins_and_ends_as_archives_do", b"%%EOF\n", b"%%EOF\n\n\n"),
    "no line end before the end of a stream": ("streams_are_as_long_as_they_say", b"\nendstream", b" endstream"),
    "no line end after the head of a stream": ("streams_are_as_long_as_they_say", b">>\nstream\n", b">> stream "),
}


@pytest.mark.parametrize(("rule", "old", "new"), BYTES.values(), ids=BYTES)
def test_a_rule_of_bytes_finds_what_breaks_it(good: bytes, rule: str, old: bytes, new: bytes):
    assert old in good
    assert findings(good.replace(old, new, 1)).get(rule)


def test_a_locked_file_is_found(good: bytes):
    locked = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "it is encrypted" in findings(locked.getvalue())["catalog_says_what_is_due"]


def test_every_rule_is_shown_able_to_find_something():
    assert {rule for rule, *_ in (*CHANGES.values(), *BYTES.values())} == set(RULES)


def test_nothing_is_found_in_the_file_before_it_is_spoilt(good: bytes):
    assert findings(good) == {}
