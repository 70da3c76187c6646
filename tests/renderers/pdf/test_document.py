from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from policyreport.document.nodes import Document, Heading, HeadingLevel, LineBreak, Link, Pair, Paragraph, Text
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .kitchen_sink import KITCHEN_SINK
from .specimens import META, boxes_of_text, number, opened, overlapping, rendered, said, table_of, texts


@pytest.fixture(scope="module")
def kitchen_sink() -> Rendered:
    return render(KITCHEN_SINK, Theme())


def read(file: Rendered) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(file.content))


def outline(*levels: HeadingLevel) -> list[tuple[int, str]]:
    """Return the depth and title of each entry of the outline that headings of these levels make."""
    headings = (Heading(level, said(f"제목{i}")) for i, level in enumerate(levels))
    return [(entry.level, entry.get_title()) for entry in opened(rendered(*headings)).get_toc()]


def test_the_extent_counts_the_pages(kitchen_sink: Rendered):
    assert kitchen_sink.extent == len(opened(kitchen_sink)) > 2


def test_the_properties_say_title_author_summary_and_keywords(kitchen_sink: Rendered):
    pdf = read(kitchen_sink)
    said_of_it = {name: str(value) for name, value in pdf.docinfo.items()}
    assert said_of_it["/Title"] == "초격차 AI 스타트업 레벨업 전략 2025년 2/4분기 추진현황 보고"
    assert said_of_it["/Author"] == META.organisation
    assert said_of_it["/Subject"] == META.summary
    assert said_of_it["/Keywords"] == "AI 스타트업, 초격차, R&D"


def test_the_language_is_named_and_the_title_shown(kitchen_sink: Rendered):
    pdf = read(kitchen_sink)
    assert str(pdf.Root.Lang) == "ko-KR"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_no_hour_and_no_person_is_in_the_file(kitchen_sink: Rendered):
    pdf = read(kitchen_sink)
    assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"}
    assert b"Date" not in pdf.Root.Metadata.read_bytes()


def test_every_page_is_a4_upright_or_on_its_side(kitchen_sink: Rendered):
    assert {tuple(map(round, page.get_size())) for page in opened(kitchen_sink)} == {(595, 842), (842, 595)}


def test_nothing_is_printed_in_a_font_that_is_not_in_the_file(kitchen_sink: Rendered):
    for page in opened(kitchen_sink):
        fonts = {item.get_font() for item in page.get_objects() if item.type == 1}
        assert fonts
        assert all(font.is_embedded for font in fonts)


def addresses(file: Rendered) -> Iterator[str]:
    for page in read(file).pages:
        for note in page.get("/Annots", []):
            yield str(note.A.URI)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://example.org/?a=1&b=(2)#c", "https://example.org/?a=1&b=(2)#c"),
        ("https://example.org/100%25\\x", "https://example.org/100%25\\x"),
        ("https://example.org/정책", "https://example.org/%EC%A0%95%EC%B1%85"),
    ],
)
def test_a_link_leads_to_its_address(address: str, leads_to: str):
    assert list(addresses(rendered(Paragraph((Link(address, said("여기")),))))) == [leads_to]


def test_a_link_over_two_lines_leads_there_from_both():
    file = rendered(Paragraph((Link("https://example.org", said("긴 이름의 링크 " * 12)),)))
    assert len(list(addresses(file))) == 2


def test_a_link_can_be_followed_where_its_text_stands():
    file = rendered(Paragraph((*said("앞글 "), Link("https://example.org", said("여기")), *said(" 뒷글"))))
    pdf = read(file)
    (note,) = pdf.pages[0].Annots
    left, bottom, right, top = map(float, note.Rect)
    assert opened(file)[0].get_textpage().get_text_bounded(left, bottom, right, top).strip() == "여기"


def test_headings_make_the_outline():
    assert outline(1, 2, 3, 2, 1) == [(0, "제목0"), (1, "제목1"), (2, "제목2"), (1, "제목3"), (0, "제목4")]


def test_a_level_that_is_passed_over_is_closed_up_in_the_outline():
    assert outline(2, 3, 1, 3) == [(0, "제목0"), (1, "제목1"), (0, "제목2"), (1, "제목3")]


def test_an_entry_of_the_outline_leads_to_the_page_of_its_heading():
    file = rendered(Heading(1, said("앞")), table_of(*[("글",)] * 80), Heading(1, said("뒤")))
    assert [entry.get_dest().get_index() for entry in opened(file).get_toc()] == [0, (file.extent or 0) - 1]


def test_headings_of_one_name_have_entries_of_their_own():
    first, second = opened(rendered(Heading(1, said("같음")), Heading(1, said("같음")))).get_toc()
    assert first.get_dest().get_view() != second.get_dest().get_view()


def test_a_heading_of_two_lines_is_one_line_in_the_outline():
    (entry,) = opened(rendered(Heading(1, (Text("위"), LineBreak(), Text("아래"))))).get_toc()
    assert entry.get_title() == "위 아래"


def test_a_long_file_opens_with_its_bookmarks():
    modes = {}
    for tables in (1, 3, 9):
        file = rendered(Heading(1, said("제목")), *(table_of(*[("채움",)] * 32) for _ in range(tables)))
        with read(file) as pdf:
            modes[file.extent] = str(pdf.Root.PageMode)
    assert {mode for pages, mode in modes.items() if pages and pages < 6} == {"/UseNone"}
    assert {mode for pages, mode in modes.items() if pages and pages >= 6} == {"/UseOutlines"}


def test_each_page_says_what_it_belongs_to(kitchen_sink: Rendered):
    for count, page in enumerate(opened(kitchen_sink), 1):
        said_of_page = page.get_textpage().get_text_range()
        day = "2025년 2/4분기 · 2025. 6. 30. 기준"
        for text in (day, "레벨업 전략", "가상 자료", "공공누리 제1유형", f"{count} / {kitchen_sink.extent}"):
            assert text in said_of_page


@pytest.mark.parametrize("field", ["running_title", "licence"])
@pytest.mark.parametrize("mark", ["", "가상 자료"])
def test_a_long_text_at_the_head_or_foot_neither_leaves_the_page_nor_covers_another(field: str, mark: str):
    meta = replace(META, mark=mark, **{field: "아주 긴 이름의 정책과 그 이용 조건 " * 12})
    file = rendered(meta=meta)
    lefts, bottoms, rights, tops = zip(*boxes_of_text(file), strict=True)
    assert min(lefts) >= 60
    assert max(rights) <= 536
    assert min(bottoms) > 10
    assert max(tops) < 832
    assert overlapping(file) == []


@pytest.mark.parametrize("field", ["running_title", "licence", "mark"])
def test_a_line_end_at_the_head_or_foot_is_a_space(field: str):
    meta = replace(META, **{field: "위\n아래"})
    assert texts(rendered(meta=meta), replace(META, **{field: "위 아래"}))


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_as_many_particulars_stand_side_by_side_as_fit(count: int, lines: int):
    particulars = tuple(Pair(said("라벨"), (number("n", "1234567"),)) for _ in range(count))
    placed = rendered(meta=replace(META, particulars=particulars)).placements
    assert len(placed) == count
    assert len({each.where.split(" to ")[1].split(",")[1] for each in placed}) == lines


def test_a_particular_wider_than_the_page_is_broken():
    particulars = (Pair(said("라벨"), (*said("긴 내용 " * 60), LineBreak(), *said("새 줄"))),)
    meta = replace(META, particulars=particulars)
    file = rendered(meta=meta)
    assert texts(file, meta)[0].endswith("긴 내용 새 줄")
    assert max(right for _, _, right, _ in boxes_of_text(file)) <= 536


def test_an_empty_document_has_one_page():
    assert render(Document(META, ()), Theme()).extent == 1


def test_no_text_covers_another():
    document = replace(KITCHEN_SINK, meta=replace(KITCHEN_SINK.meta, draft=False))
    file = render(document, Theme())
    assert [(page, overlapping(file, page)) for page in range(file.extent or 0) if overlapping(file, page)] == []
