from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pytest

from policyreport.document.nodes import Block, Chart, ChartKind, Inline, Link, Paragraph, Row, RowKind, Text
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render

from .kitchen_sink import SINK
from .specimens import EVERY_NODE, META, opened, rendered


def parts_of(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_two_renderings_are_the_same_bytes():
    assert render(EVERY_NODE, Theme()).content == render(EVERY_NODE, Theme()).content


def test_a_word_file_has_no_fixed_number_of_pages():
    assert render(EVERY_NODE, Theme()).extent is None


def test_the_title_and_the_subtitle_stand_first_in_their_own_styles():
    opening = opened(rendered()).paragraphs[:2]
    assert [(p.style.name, p.text) for p in opening] == [("Title", META.title), ("Subtitle", META.subtitle)]


def test_the_summary_and_the_keywords_are_in_the_properties_at_full_length():
    properties = opened(rendered()).core_properties
    assert (properties.comments, properties.keywords) == (META.summary, "AI 스타트업, 초격차, R&D")


def test_the_properties_name_the_title_the_organisation_and_the_language():
    said = opened(rendered()).core_properties
    assert (said.title, said.subject) == (META.title.replace("\n", " "), META.subtitle)
    assert (said.author, said.last_modified_by, said.language) == ("중소벤처기업부", "중소벤처기업부", "ko-KR")


def test_the_file_is_dated_by_the_day_for_which_it_holds():
    properties = opened(rendered()).core_properties
    midnight = datetime.combine(META.as_of, datetime.min.time(), UTC)
    assert (properties.created, properties.modified) == (midnight, midnight)


def test_nothing_of_the_library_or_the_hour_is_left_in_the_file():
    parts = parts_of(rendered().content)
    said = "".join(parts.values())
    assert "python-docx" not in said
    assert str(date.today().year) not in parts["docProps/core.xml"].replace(str(META.as_of), "")  # noqa: DTZ011
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


def test_a_link_is_a_relationship_that_its_address_shares():
    twice = Paragraph((Link("https://example.org/?a=1&b=2", (Text("여기"),)),) * 2)
    links = [link for p in opened(rendered(twice)).paragraphs for link in p.hyperlinks]
    assert [(link.text, link.address) for link in links] == [("여기", "https://example.org/?a=1&b=2")] * 2
    assert parts_of(rendered(twice).content)["word/_rels/document.xml.rels"].count("example.org") == 1


def test_the_page_is_a4_with_the_margins_of_the_theme():
    section = opened(rendered()).sections[0]
    page = (section.page_width.mm, section.page_height.mm, section.left_margin.mm, section.top_margin.mm)
    assert [round(length) for length in page] == [210, 297, 24, 29]


def test_the_kitchen_sink_has_every_node_and_every_kind_there_is():
    seen = _nodes(SINK)
    assert {type(node) for node in seen} >= {*get_args(Block), *get_args(Inline)}
    assert {node.kind for node in seen if isinstance(node, Chart)} == set(get_args(ChartKind))
    assert {node.kind for node in seen if isinstance(node, Row)} == set(get_args(RowKind))


def test_a_character_that_xml_cannot_hold_is_refused_rather_than_written():
    with pytest.raises(ValueError, match=r"U\+000B"):
        rendered(Paragraph((Text("가\x0b나"),)))


def _nodes(node: object) -> list[object]:
    if isinstance(node, tuple):
        return [found for inner in node for found in _nodes(inner)]
    if not is_dataclass(node):
        return []
    return [node, *(found for field in fields(node) for found in _nodes(getattr(node, field.name)))]
