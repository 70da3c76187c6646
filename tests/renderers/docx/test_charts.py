from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import get_args

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.datetime import to_excel

from policyreport.document.nodes import Block, Chart, ChartKind, Column, Number, Row, ShortNumber, Table, Text
from policyreport.document.number_format import number_text

from .kitchen_sink import CHARTS
from .specimens import opened, rendered
from .test_piece import numbers_of
from .test_soundness import unpacked

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWN = [kind for kind in get_args(ChartKind) if kind != "heat"]


def parts(*blocks: Block) -> dict[str, bytes]:
    return unpacked(rendered(*blocks).content)


def charts(*blocks: Block) -> list[etree._Element]:
    held = parts(*blocks)
    return [etree.fromstring(held[name]) for name in sorted(held) if name.startswith("word/charts/chart")]


def chart(kind: ChartKind) -> etree._Element:
    return charts(CHARTS[kind])[0]


def found(root: etree._Element, path: str) -> list[str]:
    return [element.get("val") for element in root.iter(*(f"{C}{tag}" for tag in path.split()))]


def cached(root: etree._Element) -> list[list[str]]:
    return [[v.text for v in values.iter(f"{C}v")] for values in root.iter(f"{C}numCache")]


def categories(root: etree._Element) -> list[str]:
    return [v.text for v in next(root.iter(f"{C}cat")).iter(f"{C}v")]


def as_counted(cell: float | datetime) -> float:
    return to_excel(cell) if isinstance(cell, datetime) else cell


@pytest.mark.parametrize(
    ("kind", "shape", "grouping"),
    [
        ("bullet", "bar", "clustered"),
        ("bar", "bar", "clustered"),
        ("column", "col", "clustered"),
        ("status", "bar", "stacked"),
        ("timeline", "bar", "stacked"),
    ],
)
def test_each_kind_is_drawn_by_its_type_of_chart(kind: ChartKind, shape: str, grouping: str):
    assert (found(chart(kind), "barDir"), found(chart(kind), "grouping")) == ([shape], [grouping])


def test_a_line_chart_leaves_a_gap_where_a_value_is_missing_and_says_so():
    line = chart("line")
    assert cached(line) == [["10", "15", "22"], ["20", "35"]]
    assert categories(line)[1] == "’25. 1분기 (글로벌 팁스 자료 없음)"


@pytest.mark.parametrize("kind", DRAWN)
def test_the_workbook_behind_a_chart_holds_what_it_shows(kind: ChartKind):
    held = parts(CHARTS[kind])
    sheet = openpyxl.load_workbook(BytesIO(held["word/embeddings/chart1.xlsx"])).active
    shown = etree.fromstring(held["word/charts/chart1.xml"])
    columns = [
        [as_counted(cell) for cell in column[1:] if cell is not None] for column in sheet.iter_cols(2, values_only=True)
    ]
    assert columns == [[float(value) for value in values] for values in cached(shown)]
    assert [row[0] for row in sheet.iter_rows(2, values_only=True)] == categories(shown)


def test_bullets_of_different_units_are_not_put_on_one_scale():
    assert [categories(one) for one in charts(CHARTS["bullet"])] == [
        ["AI 유니콘", "누적 선정"],
        ["매출 증가율 (실적 자료 없음)"],
    ]


def test_a_rate_that_is_not_plotted_stands_with_its_category():
    assert categories(chart("bar")) == ["온디바이스 & <팁스> (집행률 56.7%)", "제조AI센터 (집행률 11.4%)"]


def test_labels_show_numbers_by_the_format_that_reads_as_the_document():
    formats = {f.get("formatCode") for f in chart("bar").iter(f"{C}numFmt")}
    assert '#,##0"억원";"△"#,##0"억원";#,##0"억원"' in formats


def test_a_label_does_not_show_a_number_as_what_it_is_short_of():
    numbers = (ShortNumber("f", Decimal("99.96"), "%", 1, short_of=Decimal(100)), Number("f", Decimal("55.5"), "%", 1))
    rows = tuple(Row(((Text("1분기"),), (number,))) for number in numbers)
    drawn = charts(Chart("column", Table((Column((Text("분기"),)), Column((Text("달성률"),))), rows), "달성률"))
    labels = [
        f.get("formatCode") for label in drawn[0].iter(f"{C}dLbl", f"{C}dLbls") for f in label.findall(f"{C}numFmt")
    ]
    assert '[>=100]#,##0.0"%";[>=99.9]"99.9%";#,##0.0"%"' in labels


def test_an_amount_that_no_format_can_show_is_labelled_in_words():
    assert [t.text for t in chart("column").iter(f"{A}t")] == ["14조 9,497억원"]


def test_statuses_are_told_apart_by_pattern_as_well_as_colour():
    series = list(chart("status").iter(f"{C}ser"))
    looks = [etree.tostring(one.find(f"{C}spPr")) for one in series]
    patterns = [fill.get("prst") for one in series for fill in one.find(f"{C}spPr").iter(f"{A}pattFill")]
    assert (len(set(looks)), len(set(patterns))) == (4, 3)


def test_a_timeline_is_held_up_by_a_series_that_is_not_seen():
    first, second = chart("timeline").iter(f"{C}ser")
    assert first.find(f"{C}spPr/{A}noFill") is not None
    assert [found(point, "idx")[0] for point in second.iter(f"{C}dPt")] == ["0", "1", "2", "3"]


def test_a_timeline_says_its_days_states_and_remarks():
    assert categories(chart("timeline"))[0] == "공고\n2025. 2. 3. ~ 2025. 3. 14. · 완료 · 118개사 신청"
    assert categories(chart("timeline"))[4] == "미정\n일정 미공개"


def test_a_heat_map_is_a_table_whose_greatest_field_is_darkest():
    word = opened(rendered(CHARTS["heat"]))
    shades = [cell._tc.xpath("string(w:tcPr/w:shd/@w:fill)") for cell in word.tables[0].rows[1].cells]
    assert shades == ["", "98BCC6", "E5EEF1", ""]


def test_charts_are_captioned_as_figures_with_numbers_of_their_own():
    captions = [p.text for p in opened(rendered(*CHARTS.values())).paragraphs if p.style.name == "Caption"]
    assert captions[:2] == ["그림 1. 목표 대비 실적", "그림 2. 누적 선정기업의 추이\t(단위: 개사)"]


@pytest.mark.parametrize("kind", DRAWN)
def test_charts_take_their_colours_and_fonts_from_the_theme(kind: ChartKind):
    drawn = chart(kind)
    assert not list(drawn.iter(f"{A}srgbClr"))
    assert {e.get("typeface") for e in drawn.iter(f"{A}latin", f"{A}ea")} == {"+mn-lt", "+mn-ea"}


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_every_number_of_a_chart_is_placed(kind: ChartKind):
    said: Chart = CHARTS[kind]
    placed = sorted((p.fact, p.text) for p in rendered(said).placements if p.fact != "agenda")
    assert placed == sorted((n.fact, number_text(n)) for n in numbers_of(said))


def test_a_number_of_a_chart_is_placed_at_its_point():
    places = {p.fact: p.where for p in rendered(CHARTS["line"]).placements}
    assert (places["l.6"], places["l.4"]) == ("chart 1 series 2 point 3", "chart 1 category 2")


def test_the_first_part_of_a_chart_says_what_its_author_says_and_another_what_it_shows_itself():
    held = etree.fromstring(parts(CHARTS["bullet"])["word/document.xml"])
    told = [element.get("descr") for element in held.iter("{*}docPr")]
    assert told == [
        CHARTS["bullet"].alt,
        "2/2: 매출 증가율 (실적 자료 없음) 기준값 10.5%, 목표 20.0%.",
    ]
