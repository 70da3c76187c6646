"""One Korean report of so many sections in three dresses; each has a heading, paragraphs and a table of 25 rows.

The page, the type sizes and the line heights are those of the built-in theme in all three, so that all have about as
many pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from policyreport.document.nodes import Align, Block, Column, Document, Heading, Meta, Paragraph, Row, Table, Text

_SAID = (
    "초격차·인공지능·스타트업·지원·사업·선정·기업·협약·실증·규제·개선·투자",
    "유치·글로벌·진출·제조·현장·데이터·활용·전문·인력·양성·협의회·운영",
    "점검·결과·향후·계획·보고·분기·실적·예산·집행·확대·추진",
)
_WORDS = "·".join(_SAID).split("·")
HEADS = ("사업", "내용", "예산", "집행률", "상태")
_ALIGNS: tuple[Align, ...] = ("left", "left", "right", "right", "left")
_ROWS = 25
_META = Meta(
    kind="bench",
    title="초격차 스타트업 추진현황 보고",
    subtitle="",
    running_title="추진현황 보고",
    quarter="2025년 2/4분기",
    as_of=date(2025, 6, 30),
    organisation="가상정책부",
    summary="추진현황",
    keywords=("추진현황",),
    licence="",
    language="ko-KR",
)
_TYPST = """#set document(title: "{title}")
#set page(paper: "a4", margin: (x: 24mm, top: 29mm, bottom: 25mm), header: [{title}], numbering: "1 / 1")
#set text(font: "Noto Sans KR", size: 10pt, lang: "ko", top-edge: 1.05em, bottom-edge: -0.5em)
#set par(leading: 0pt, spacing: 5pt)
#show heading: set text(size: 14pt)
#show table: set text(size: 9pt, top-edge: 1em, bottom-edge: -0.5em)
#set table(inset: (x: 5pt, y: 4.2pt), stroke: (x: none, y: 0.4pt), align: (left, left, right, right, left))
"""
_STYLE = """@page { size: A4; margin: 29mm 24mm 25mm; @top-left { content: "추진현황 보고" }
@bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 10pt "Noto Sans KR"; line-height: 1.55 } p { margin: 5pt 0 } h1 { font-size: 14pt; line-height: 1.5 }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.5 }
td, th { border-bottom: 0.4pt solid #c5cdd5; padding: 4.2pt 5pt; text-align: left }
td:nth-child(3), td:nth-child(4) { text-align: right }"""


class Section(NamedTuple):
    """A heading, paragraphs, and the rows of a table."""

    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(count: int) -> Iterator[Section]:
    """Yield so many sections, the same each time."""
    for number in range(count):
        rows = tuple(_row(number, row) for row in range(_ROWS))
        yield Section(f"{number + 1}장 {_said(number, 4)}", tuple(_said(3 * number + p, 60) for p in range(3)), rows)


def _row(section: int, row: int) -> tuple[str, ...]:
    amount, rate = (section * 977 + row * 131) % 90_000, (section * 37 + row * 17) % 1_000 / 10
    return _said(section * 31 + row, 3), _said(section + row * 5, 6), f"{amount:,}", f"{rate:.1f}", _said(row, 2)


def _said(seed: int, count: int) -> str:
    return " ".join(_WORDS[(seed * 7 + i * i * 3 + i) % len(_WORDS)] for i in range(count))


def document(count: int) -> Document:
    """Return the report as a document."""
    return Document(_META, tuple(block for section in sections(count) for block in _blocks(section)))


def _blocks(section: Section) -> Iterator[Block]:
    yield Heading(1, (Text(section.heading),))
    yield from (Paragraph((Text(text),)) for text in section.paragraphs)
    columns = tuple(Column((Text(head),), align) for head, align in zip(HEADS, _ALIGNS, strict=True))
    yield Table(columns, tuple(Row(tuple((Text(cell),) for cell in row)) for row in section.rows))


def typst(count: int) -> str:
    """Return the report as Typst's markup."""
    return _TYPST.format(title=_META.title) + "\n".join(map(_typst_section, sections(count)))


def _typst_section(section: Section) -> str:
    cells = (f"[{cell}]" for row in section.rows for cell in row)
    head = ", ".join(f"[{head}]" for head in HEADS)
    table = f"#table(columns: (auto, 1fr, auto, auto, auto), table.header({head}), {', '.join(cells)})"
    return "\n\n".join((f"= {section.heading}", *section.paragraphs, table))


def html(count: int) -> str:
    """Return the report as HTML."""
    body = "".join(map(_html_section, sections(count)))
    return f'<html lang="ko"><head><title>{_META.title}</title><style>{_STYLE}</style></head><body>{body}</body></html>'


def _html_section(section: Section) -> str:
    head = "".join(f"<th>{head}</th>" for head in HEADS)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in section.rows)
    paragraphs = "".join(f"<p>{text}</p>" for text in section.paragraphs)
    return f"<h1>{section.heading}</h1>{paragraphs}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
