"""Documents on which the HWPX renderer is tried, and how its files are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree
from tests.document.specimens import META as KITCHEN_META

from policyreport.document.nodes import (
    Column,
    Document,
    DocumentBlock,
    Inline,
    Meta,
    Number,
    Row,
    RowKind,
    Table,
    Text,
)
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx import render

META = replace(KITCHEN_META, title="추진현황 보고", subtitle="선정 완료", particulars=())
NAMES = {
    "hp": "http://www.hancom.co.kr/hwpml/2011/paragraph",
    "hh": "http://www.hancom.co.kr/hwpml/2011/head",
    "hc": "http://www.hancom.co.kr/hwpml/2011/core",
    "hs": "http://www.hancom.co.kr/hwpml/2011/section",
    "opf": "http://www.idpf.org/2007/opf/",
}
_BREAKS = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0"}


def number(fact: str, value: str, unit: str = "개사", **form: Any) -> Number:  # noqa: ANN401 - each of its own type
    """Return a number of a fact; ``form`` says how it reads."""
    return Number(fact, Decimal(value), unit, **form)


def said(*nodes: Inline | str) -> tuple[Inline, ...]:
    """Return inline content in which plain strings are text."""
    return tuple(Text(node) if isinstance(node, str) else node for node in nodes)


def table(*rows: tuple[str | Inline, ...], kind: RowKind = "body", **more: Any) -> Table:  # noqa: ANN401
    """Return a table of rows of one kind, with heads that count its columns."""
    columns = tuple(Column(said(f"열 {i}")) for i in range(1, len(rows[0]) + 1))
    return Table(columns, tuple(Row(tuple(said(cell) for cell in row), kind) for row in rows), **more)


def rendered(*blocks: DocumentBlock, meta: Meta = META, theme: Theme | None = None) -> Rendered:
    """Return a document of the blocks as an HWPX file."""
    return render(Document(meta, blocks), theme or Theme())


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a file by their names, in order."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(content: bytes, name: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the outermost element of a part."""
    return etree.fromstring(parts_of(content)[name])


def section(*blocks: DocumentBlock, meta: Meta = META) -> Any:  # noqa: ANN401
    """Return the body that the blocks become."""
    return part(rendered(*blocks, meta=meta).content, "Contents/section0.xml")


def found(element: Any, path: str) -> list[Any]:  # noqa: ANN401
    """Return what an XPath finds; the prefixes are HWPX's own."""
    return element.xpath(path, namespaces=NAMES)


def text_of(paragraph: Any) -> str:  # noqa: ANN401
    """Return what the runs of a paragraph say, without what stands in its tables and notes."""
    return "".join(_characters(run) for run in found(paragraph, "hp:run/hp:t"))


def _characters(text: Any) -> str:  # noqa: ANN401
    marks = ((_BREAKS[etree.QName(mark).localname], mark.tail or "") for mark in text)
    return (text.text or "") + "".join(mark + tail for mark, tail in marks)


def texts_of(content: bytes) -> list[str]:
    """Return what every paragraph says that says something, in order, without the header and the footer."""
    body = part(content, "Contents/section0.xml")
    return [text for text in map(text_of, _paragraphs(body)) if text]


def _paragraphs(body: Any) -> Iterator[Any]:  # noqa: ANN401
    return iter(found(body, "//hp:p[not(ancestor::hp:header or ancestor::hp:footer)]"))


def style_names(content: bytes) -> dict[str, str]:
    """Return the names of the styles by their numbers."""
    head = part(content, "Contents/header.xml")
    return {style.get("id"): style.get("name") for style in found(head, "//hh:style")}


def styled_texts(*blocks: DocumentBlock, meta: Meta = META) -> list[tuple[str, str]]:
    """Return the style and the text of every paragraph that says something."""
    content = rendered(*blocks, meta=meta).content
    names, body = style_names(content), part(content, "Contents/section0.xml")
    return [(names[p.get("styleIDRef")], text_of(p)) for p in _paragraphs(body) if text_of(p)]


def charpr(content: bytes, run: Any) -> Any:  # noqa: ANN401
    """Return the letters that a run points to."""
    return found(part(content, "Contents/header.xml"), f"//hh:charPr[@id='{run.get('charPrIDRef')}']")[0]
