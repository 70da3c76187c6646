"""Accepting all tracked changes gives exactly the new document, rejecting all exactly the old one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.renderers.open_xml_sdk import faults, needs_the_sdk

from policyreport.document.nodes import (
    Column,
    Document,
    Item,
    Items,
    Paragraph,
    Row,
    Table,
)
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render
from policyreport.renderers.docx.tracked import render_tracked

from .drafter import Drafter
from .kitchen_sink import SINK
from .specimens import META, documented, number, said
from .tracked_reading import accepted, changes, rejected, untracked

DAY = date(2025, 7, 15)
THEME = Theme()


def tracked(before: Document, after: Document) -> bytes:
    return render_tracked(before, after, THEME, "중소벤처기업부", DAY)


def plain(document: Document) -> bytes:
    return render(document, replace(THEME, number_ids=False)).content


def assert_both_ways(before: Document, after: Document) -> bytes:
    content = tracked(before, after)
    assert accepted(content) == untracked(plain(after))
    assert rejected(content) == untracked(plain(before))
    return content


def body_of(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize("seed", range(15))
def test_accepting_all_gives_the_new_document_and_rejecting_all_the_old(seed: int):
    drafter = Drafter(seed)
    before = drafter.blocks()
    assert_both_ways(documented(*before), documented(*drafter.changed(before)))


@pytest.mark.parametrize("seed", range(15, 19))
def test_documents_that_have_nothing_in_common_go_and_come_whole(seed: int):
    drafter = Drafter(seed)
    assert_both_ways(documented(*drafter.blocks()), documented(*drafter.blocks()))


def test_the_same_document_has_no_change():
    assert changes(tracked(SINK, SINK)) == 0


def test_every_kind_of_block_may_go_and_come():
    fewer = replace(SINK, blocks=SINK.blocks[::2])
    assert_both_ways(SINK, fewer)
    assert_both_ways(fewer, SINK)


def test_the_same_documents_give_the_same_bytes():
    drafter = Drafter(1)
    before = drafter.blocks()
    one, other = documented(*before), documented(*drafter.changed(before))
    assert tracked(one, other) == tracked(one, other)


@needs_the_sdk
def test_the_file_is_sound(tmp_path: Path):
    drafter = Drafter(7)
    before = [*drafter.blocks(), *drafter.blocks()]
    after = [*drafter.changed(before), *SINK.blocks[::2]]
    assert faults(tracked(documented(*before), documented(*after)), "docx", tmp_path) == []


def test_of_a_paragraph_only_the_words_that_are_otherwise_are_tracked():
    before = documented(
        Paragraph(said("제조AI센터 ", number("regions", "3", "개 지역"), " 선정을 마침 (2025. 3. 31.)"))
    )
    after = documented(Paragraph(said("제조AI센터 ", number("regions", "4", "개 지역"), " 선정을 마침 (2025. 6. 30.)")))
    body = body_of(assert_both_ways(before, after))
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", body) == ["3개 지역", "2025. 3. 31."]
    assert re.findall(r"<w:ins [^>]*><w:r><w:t>([^<]*)<", body) == ["4개 지역", "2025. 6. 30."]
    assert set(re.findall(r'w:author="([^"]*)" w:date="([^"]*)"', body)) == {("중소벤처기업부", "2025-07-15T00:00:00Z")}


def table(*rows: tuple[str, str, str]) -> Table:
    cells = ((said(label), said(number(name, value))) for name, label, value in rows)
    named = zip(rows, cells, strict=True)
    columns = (Column(said("지원사업")), Column(said("실적"), "right"))
    return Table(columns, tuple(Row(row, name=f"program.{name}") for (name, _, _), row in named))


def test_a_row_stays_that_of_its_record_whatever_it_is_called():
    before = table(("p1", "팁스", "10"), ("p2", "챌린지", "20"), ("p3", "바우처", "30"))
    after = table(("p1", "글로벌 팁스", "10"), ("p3", "바우처", "31"), ("p4", "특구", "40"))
    body = body_of(assert_both_ways(documented(before), documented(after)))
    assert len(re.findall(r"<w:trPr><w:cantSplit/><w:del ", body)) == 1
    assert len(re.findall(r"<w:trPr><w:cantSplit/><w:ins ", body)) == 1
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", body) == ["챌린지", "20개사", "30개사"]


def test_a_row_that_moved_is_deleted_where_it_was_and_inserted_where_it_is():
    rows = (("p1", "팁스", "10"), ("p2", "챌린지", "20"), ("p3", "바우처", "30"))
    body = body_of(assert_both_ways(documented(table(*rows)), documented(table(rows[2], *rows[:2]))))
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", body) == ["바우처", "30개사"]


def test_numbered_lists_are_counted_on_both_sides():
    def listed(*words: str) -> Document:
        return documented(Items(tuple(Item(said(word), (), at) for at, word in enumerate(words, start=1))))

    content = assert_both_ways(listed("대구 지역 선정", "협약 체결"), listed("대구 지역 선정", "울산", "협약 체결"))
    assert "pPrChange" not in body_of(content)


def test_no_control_and_no_identity_of_an_issue_gets_into_the_file():
    meta = replace(META, identity="a" * 64)
    content = tracked(documented(Paragraph(said(number("one", "1"))), meta=meta), documented(meta=meta))
    with ZipFile(BytesIO(content)) as package:
        assert not any("custom" in name for name in package.namelist())
    assert "<w:sdt>" not in body_of(content)
