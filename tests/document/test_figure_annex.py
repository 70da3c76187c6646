from __future__ import annotations

from dataclasses import replace

from tests.document.specimens import META
from tests.renderers.markdown_blocks import image

from policyreport.document.nodes import (
    Box,
    Chart,
    Column,
    Contents,
    Document,
    DocumentBlock,
    Heading,
    Landscape,
    Picture,
    Row,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.references import with_data_annex

TABLE = Table((Column((Text("분기"),)),), (Row(((Text("1분기"),),)),), (Text("추이"),))
CHART = Chart("line", TABLE, "추이")


def told(*blocks: DocumentBlock) -> tuple[object, ...]:
    return with_data_annex(Document(META, blocks)).blocks[len(blocks) :]


def test_each_chart_is_told_as_a_table_in_a_last_chapter():
    heading, first, second = told(Contents(), CHART, Box((), (CHART,)))
    assert isinstance(heading, Heading)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [plain_text(table.caption) for table in (first, second)] == ["그림 1의 자료: 추이", "그림 2의 자료: 추이"]
    assert first.rows == TABLE.rows


def test_contents_and_charts_in_landscape_are_found():
    heading, table = told(Landscape((Contents(), CHART)))
    assert isinstance(heading, Heading)
    assert isinstance(table, Table)


def test_charts_without_a_caption_are_told_but_not_counted():
    _, first, second = told(Contents(), replace(CHART, table=replace(TABLE, caption=())), CHART)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [plain_text(table.caption) for table in (first, second)] == ["", "그림 1의 자료: 추이"]


def test_pictures_with_a_caption_are_counted_among_the_figures_but_not_told():
    shown = Picture(image(), "개소식", caption=(Text("개소식"),))
    _, first, second = told(Contents(), replace(shown, caption=()), CHART, Landscape((shown,)), CHART)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [plain_text(table.caption) for table in (first, second)] == ["그림 1의 자료: 추이", "그림 3의 자료: 추이"]


def test_a_document_without_charts_or_without_contents_has_no_such_chapter():
    assert told(Contents()) == ()
    assert told(CHART) == ()
