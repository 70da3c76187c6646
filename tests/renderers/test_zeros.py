"""A zero reads 0 in tables and charts of every format; what is missing reads a dash, or is said in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree
from openpyxl import load_workbook

from policyreport.document.nodes import (
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Inline,
    Lamp,
    Meta,
    Number,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers import FORMATS

META = Meta(
    kind="briefing",
    title="제목",
    subtitle="",
    running_title="제목",
    quarter="2026년",
    as_of=date(2026, 12, 31),
    organisation="가람도",
    summary="",
    keywords=(),
    licence="",
    language="ko",
)
Cell = tuple[Inline, ...]


def said(text: str) -> Cell:
    return (Text(text),)


def count(value: int | None) -> Cell:
    return (Number("count", None if value is None else Decimal(value), "곳"),)


ZEROS = Row((said("영"), count(0), (Reference("row", count(0)),), (Strong(count(0)),), said("0곳")))
OTHERS = Row((said("값"), count(3), count(7), count(None), said("해당")))
HEADS = tuple(Column(said(head)) for head in ("이름", "가", "나", "다", "라"))


def text_of(form: str, *blocks: Block) -> str:
    """Return what a document of the blocks prints in a format, blanks left out."""
    content = FORMATS[form](Document(META, (Heading(1, said("장")), *blocks)), Theme()).content
    return re.sub(r"\s+", "", _READERS[form](content) if form in _READERS else content.decode("utf-8-sig"))


def _of_package(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        names = [n for n in package.namelist() if re.fullmatch(r"word/document.xml|Contents/section\d+.xml", n)]
        return " ".join(t for name in names for t in etree.fromstring(package.read(name)).itertext())


def _of_workbook(content: bytes) -> str:
    rows = (row for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows(values_only=True))
    return " ".join(f"{v}곳" if isinstance(v, int) else str(v) for row in rows for v in row if v is not None)


def _of_pdf(content: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


_READERS: Mapping[str, Callable[[bytes], str]] = {
    "docx": _of_package,
    "hwpx": _of_package,
    "xlsx": _of_workbook,
    "pdf": _of_pdf,
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_zero_of_a_table_reads_zero(form: str):
    printed = text_of(form, Table(HEADS, (ZEROS,), said("표")))
    assert len(re.findall(r"(?<!\d)0(곳|\b)", printed)) == 4


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_a_zero_of_a_tinted_table_reads_zero_and_words_in_it_are_kept(form: str):
    printed = text_of(form, Chart("heat", Table(HEADS, (ZEROS, OTHERS), said("분포")), ""))
    assert printed.count("0곳") == 4
    assert "해당" in printed
    assert printed.count("-") == 1


def categories(chart: Chart) -> list[str]:
    """Return what stands along the axis of a chart of a Word file."""
    content = FORMATS["docx"](Document(META, (chart,)), Theme()).content
    with ZipFile(BytesIO(content)) as package:
        drawn = etree.fromstring(package.read("word/charts/chart1.xml"))
    return [v.text or "" for v in drawn.find(".//{*}ser").findall("{*}cat//{*}v")]


def test_no_axis_of_a_word_chart_reads_a_dash():
    rows = (
        Row((said("모두"), count(1), count(0), count(3))),
        Row((said("둘"), count(1), count(None), count(3))),
        Row((said("하나"), count(1), said("-"), ())),
        Row((said("없음"), count(None), count(None), count(None))),
    )
    chart = Chart("column", Table(HEADS[:4], rows, said("추이")), "")
    assert categories(chart) == ["모두", "둘 (나 자료 없음)", "하나 (나·다 자료 없음)", "없음 (자료 없음)"]


def test_a_bar_of_nothing_but_zeros_says_so():
    heads = (Column(said("전략")), Column((Lamp("good", "정상"),)), Column((Lamp("bad", "지연"),)))
    rows = (Row((said("가"), count(2), count(0))), Row((said("나"), count(0), count(0))))
    assert categories(Chart("status", Table(heads, rows, said("상태")), "")) == ["가", "나 (0곳)"]
