"""What two libraries that did not write a PDF find in it, read in the order of its structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from policyreport.document.output import Rendered

from .conformance.opened import Element, Mark, Opened

Said = dict[tuple[int, int], str]
"""The text of each marked-content sequence, by its page, counted from 0, and its number."""

_IN_LINE = ("/Link", "/Reference", "/Span")


def by_pdfium(file: Rendered) -> Said:
    """Return what pdfium finds, without the line ends that it puts where a word goes on on the next line."""
    said: defaultdict[tuple[int, int], str] = defaultdict(str)
    for number, page in enumerate(pypdfium2.PdfDocument(file.content)):
        text = page.get_textpage()
        mark = -1
        for index in range(text.count_chars()):
            thing = pdfium.FPDFText_GetTextObject(text, index)
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing) if thing else mark
            character = chr(pdfium.FPDFText_GetUnicode(text, index))
            if mark >= 0 and (thing or character == " "):
                said[number, mark] += character
    return said


def by_pdfminer(file: Rendered) -> Said:
    """Return what pdfminer finds."""
    resources = PDFResourceManager()
    listening = _Listening(resources)
    interpreter = PDFPageInterpreter(resources, listening)
    for number, page in enumerate(PDFPage.get_pages(BytesIO(file.content))):
        listening.page = number
        interpreter.process_page(page)
    return listening.said


class _Listening(PDFDevice):
    """Notes the characters that are shown, by the marked-content sequence that they stand in."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = 0
        self.said: Said = defaultdict(str)
        self._within: list[int] = []

    def begin_tag(self, _tag: object, props: object = None) -> None:
        self._within.append(props.get("MCID", -1) if isinstance(props, dict) else -1)

    def end_tag(self) -> None:
        self._within.pop()

    def render_string(self, textstate, seq, *_: object) -> None:  # noqa: ANN001 - pdfminer's own types
        if self._within and self._within[-1] >= 0:
            for part in seq:
                if isinstance(part, bytes):
                    self.said[self.page, self._within[-1]] += "".join(
                        map(textstate.font.to_unichr, textstate.font.decode(part))
                    )


READERS: Mapping[str, Callable[[Rendered], Said]] = {"pdfium": by_pdfium, "pdfminer": by_pdfminer}


def read_aloud(file: Rendered, reader: Callable[[Rendered], Said]) -> str:
    """Return what a file says from its first structure element to its last, words apart.

    Artifacts say nothing, and figures have words of their own.
    """
    said = reader(file)
    with Opened.of(file.content) as pdf:
        words = "" if pdf.root is None else "".join(_aloud(pdf.root, _texts_of_marks(pdf, said)))
    return " ".join(words.split())


def figures_read(file: Rendered, reader: Callable[[Rendered], Said]) -> list[str]:
    """Return the letters that stand in each figure, in the order in which they are drawn."""
    said = reader(file)
    with Opened.of(file.content) as pdf:
        text_of = _texts_of_marks(pdf, said)
        figures = [element for element in pdf.elements if element.role == "/Figure"]
        return ["".join("".join(map(text_of, figure.marks)).split()) for figure in figures]


def _texts_of_marks(pdf: Opened, said: Said) -> Callable[[Mark], str]:
    pages = {page.obj.objgen: number for number, (page, _) in enumerate(pdf.pages)}
    return lambda mark: said.get((pages[mark.page], mark.mcid), "")


def _aloud(element: Element, text_of: Callable[[Mark], str]) -> Iterator[str]:
    apart = "" if element.role in _IN_LINE else " "
    yield apart
    for kid in element.kids if element.role != "/Figure" else ():
        if isinstance(kid, Element):
            yield from _aloud(kid, text_of)
        elif isinstance(kid, Mark):
            yield text_of(kid)
    yield apart


def in_order_of_drawing(said: Said) -> str:
    """Return what is said in the order in which it is drawn, as one who copies all of it gets it, words apart."""
    return " ".join(" ".join(said[place] for place in sorted(said)).split())
