"""Faults in PDFs: in what is seen, in what is copied, and behind both."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from .planting import Edit, Plant


def rewritten(change: Callable[[PdfWriter], object]) -> Edit:
    """Return the change of a PDF that is written anew by pypdf."""

    def changed(content: bytes) -> bytes:
        writer, saved = PdfWriter(clone_from=PdfReader(BytesIO(content))), BytesIO()
        change(writer)
        writer.write(saved)
        return saved.getvalue()

    return changed


def painted(writer: PdfWriter, page: int, change: Callable[[bytes], bytes]) -> None:
    """Change what paints a page."""
    stream, changed = writer.pages[page]["/Contents"].get_object(), DecodedStreamObject()
    assert isinstance(stream, StreamObject)
    changed.set_data(change(stream.get_data()))
    writer.pages[page][NameObject("/Contents")] = writer._add_object(changed)  # pyright: ignore[reportPrivateUsage]


def in_stream(old: bytes, new: bytes, page: int = 0) -> Edit:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return rewritten(lambda writer: painted(writer, page, change))


def hexed(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def in_map(old: bytes, new: bytes) -> Edit:
    """Return the change of the map by which the text of the first page's second font is copied."""

    def change(writer: PdfWriter) -> None:
        fonts = writer.pages[0]["/Resources"]["/Font"]  # pyright: ignore[reportIndexIssue, reportUnknownVariableType]
        for font in fonts.values():  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            mapping = font.get_object()["/ToUnicode"].get_object()
            if old in mapping.get_data():
                mapping.set_data(mapping.get_data().replace(old, new, 1))

    return rewritten(change)


def drawn(content: bytes, page: int = 0) -> Edit:
    return rewritten(lambda writer: painted(writer, page, lambda data: data + b"\n" + content))


def with_packet(writer: PdfWriter) -> None:
    packet = writer.root_object["/Metadata"].get_object()
    assert isinstance(packet, StreamObject)
    packet.set_data(packet.get_data().replace("청년농업인 정착".encode(), "청년농업인 이탈".encode(), 1))


def with_alternative(writer: PdfWriter) -> None:
    for one in writer._objects:  # pyright: ignore[reportPrivateUsage]
        if isinstance(one, DictionaryObject) and "상태별" in str(one.get("/Alt", "")):
            one[NameObject("/Alt")] = TextStringObject(str(one["/Alt"]).replace("정상추진 2개", "정상추진 8개"))
            return


def with_other_address(writer: PdfWriter) -> None:
    for page in writer.pages:
        for note in page.get("/Annots", ArrayObject()):
            action = note.get_object().get("/A")
            if action and "/URI" in action.get_object():
                action.get_object()[NameObject("/URI")] = TextStringObject("https://example.net/survey")
                return


def with_swapped_pages(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # pyright: ignore[reportIndexIssue, reportUnknownVariableType]
    kids[2], kids[3] = kids[3], kids[2]


def with_increment(content: bytes) -> bytes:
    writer, saved = PdfWriter(BytesIO(content), incremental=True), BytesIO()
    writer.add_metadata({"/Subject": "덧붙임"})
    writer.write(saved)
    return saved.getvalue()


def with_script(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def note_of(text: str) -> Text:
    return Text(rect=(100, 700, 120, 720), text=text)


BAR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re\s+f")


def with_longer_bar(data: bytes) -> bytes:
    bars = [found for found in BAR.finditer(data) if float(found[4]) > 3 and float(found[3]) > 10]
    found = bars[-1]
    longer = b"%s %s %.2f %s re f" % (found[1], found[2], float(found[3]) + 12, found[4])
    return data[: found.start()] + longer + data[found.end() :]


ONE = "onepager.pdf"
PDF = [
    Plant(
        "a digit of the page's stream",
        ONE,
        in_stream(hexed("101.2%"), hexed("121.2%")),
        "page 1: 신규 정착 청년농업인: achievement 101.2%",
        "121.2%",
    ),
    Plant(
        "a digit in the map of a font",
        ONE,
        in_map(b"<0038> <0038> <0038>", b"<0038> <0038> <0036>"),
        "page 1: looks the same, but is copied as",
        "now '65.6%'",
    ),
    Plant(
        "a map of a font, by its code",
        ONE,
        in_map(b"<0038> <0038> <0038>", b"<0038> <0038> <0036>"),
        "font ",
        "<0038>: character that the font's map gives '8', now '6'",
    ),
    Plant(
        "a digit of another text",
        ONE,
        in_stream(hexed("85.6%"), hexed("86.6%")),
        "page 1: ",
        "86.6%",
    ),
    Plant(
        "a text drawn over",
        ONE,
        drawn(b"q 1 1 1 rg 60 560 200 60 re f Q"),
        "page 1: looks otherwise, while its text is copied as before",
    ),
    Plant(
        "a line drawn in",
        ONE,
        drawn(b"q 0.8 0 0 RG 3 w 70 100 m 500 100 l S Q"),
        "page 1: looks otherwise, while its text is copied as before",
    ),
    Plant(
        "a text in white",
        ONE,
        drawn(b"BT 1 1 1 rg /F1 8 Tf 1 0 0 1 100 30 Tm <" + hexed("2026") + b"> Tj ET"),
        "page 1: looks the same, but is copied as '2026' is new",
    ),
    Plant(
        "a text that is not painted",
        ONE,
        drawn(b"BT 3 Tr /F1 8 Tf 1 0 0 1 100 30 Tm <" + hexed("2026") + b"> Tj ET"),
        "page 1: looks the same, but is copied as '2026' is new",
    ),
    Plant(
        "a longer bar",
        "briefing.pdf",
        rewritten(lambda writer: painted(writer, 7, with_longer_bar)),
        "page 8: looks otherwise, while its text is copied as before",
    ),
    Plant(
        "a page that was taken out",
        "briefing.pdf",
        rewritten(lambda writer: writer.remove_page(3)),
        "page 4: page '",
        "is gone",
    ),
    Plant("pages in another order", "briefing.pdf", rewritten(with_swapped_pages), "page ", "is gone"),
    Plant("an alternative text", "briefing.pdf", rewritten(with_alternative), "page 2: alternative text", "8개"),
    Plant(
        "the target of a link", "briefing.pdf", rewritten(with_other_address), "page 11: link or note", "example.net"
    ),
    Plant(
        "a note on a page",
        ONE,
        rewritten(lambda writer: writer.add_annotation(0, note_of("확인 필요"))),
        "page 1: link or note 'Text: 확인 필요' is new",
    ),
    Plant(
        "the title",
        ONE,
        rewritten(lambda writer: writer.add_metadata({"/Title": "다른 제목"})),
        "property of the document 'title'",
        "다른 제목",
    ),
    Plant("the title in the metadata", ONE, rewritten(with_packet), "metadata 'title'", "이탈"),
    Plant("an increment", ONE, with_increment, "end of file: added behind the end of the issued file", "objects"),
    Plant(
        "an attachment",
        ONE,
        rewritten(lambda writer: writer.add_attachment("근거.txt", b"12")),
        "attachment 근거.txt: attachment",
        "is new",
    ),
    Plant(
        "a script",
        ONE,
        rewritten(with_script),
        "document › OpenAction: action on opening",
    ),
    Plant(
        "a bookmark",
        "briefing.pdf",
        rewritten(lambda writer: writer.add_outline_item(title="가짜 장", page_number=1)),
        "bookmark ",
        "'가짜 장' is new",
    ),
]
