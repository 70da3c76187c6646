"""What stands on which page: wide tables on pages that lie on their side, notes with what they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyreport.document.nodes import Column, Document, Footnote, Heading, Note, Paragraph, Row, Table
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .specimens import META, opened, rendered, said, table_of, texts

WIDE = Table(
    tuple(Column(said(f"긴 머리{i} 1234567890")) for i in range(10)),
    (Row(tuple(said(f"칸{i}") for i in range(10))),) * 3,
    said("넓은 표"),
)
UPRIGHT, LYING = (595, 842), (842, 595)


def sizes(file: Rendered) -> list[tuple[int, ...]]:
    return [tuple(map(round, page.get_size())) for page in opened(file)]


def test_a_table_too_wide_for_a_page_has_one_that_lies_on_its_side():
    file = rendered(Paragraph(said("앞")), WIDE, Paragraph(said("뒤")))
    assert sizes(file) == [UPRIGHT, LYING, UPRIGHT]
    before, wide, after = texts(file)
    assert (before.endswith("앞"), "표 1. 넓은 표" in wide, after) == (True, True, "뒤")


def test_nothing_leaves_the_page_that_lies_on_its_side():
    page = opened(rendered(WIDE))[1]
    boxes = [item.get_bounds() for item in page.get_objects() if item.type == 1]
    assert min(left for left, *_ in boxes) >= 60
    assert max(right for _, _, right, _ in boxes) <= 842 - 60


def test_wide_tables_one_after_another_share_a_page():
    assert sizes(rendered(WIDE, WIDE)) == [UPRIGHT, LYING]


def test_a_note_to_a_wide_table_lies_with_it():
    *_, wide = texts(rendered(WIDE, Note(said("참고"))))
    assert wide.endswith("※ 참고")


def test_a_heading_lies_with_the_wide_table_below_it():
    *_, wide = texts(rendered(Heading(1, said("넓은 것")), WIDE))
    assert wide.startswith("넓은 것 표 1. 넓은 표")


def test_a_long_wide_table_goes_on_under_its_head():
    file = rendered(replace(WIDE, rows=WIDE.rows * 20))
    assert set(sizes(file)[1:]) == {LYING}
    assert all("긴 머리9 1234567890" in page for page in texts(file)[1:])


@pytest.mark.parametrize("footnote", [(), (Footnote(said("각주")),)], ids=["", "with a footnote"])
def test_a_note_is_never_the_first_on_a_page_after_its_table(footnote: tuple[Footnote, ...]):
    filling = [(Paragraph(said("\n".join("글" * lines))), rows) for lines in range(1, 10) for rows in (20, 24)]
    for above, rows in filling:
        table = table_of(*[("칸",)] * rows)
        pages = texts(rendered(above, table, Note(said("참고")), Paragraph((*said("글"), *footnote))))
        assert not [page for page in pages if page.startswith("※")], (above, rows)


def test_text_that_breaks_between_letters_ends_at_the_right_edge():
    document = Document(META, (Paragraph(said("가나다 라마바사 아자차 카타파하 " * 30)),))
    page = opened(render(document, Theme(breaking="letters")))[0].get_textpage()
    rights: dict[int, float] = {}
    for i in range(page.count_chars()):
        _, bottom, right, top = page.get_charbox(i)
        if page.get_text_range(i, 1).strip() and 100 < bottom < 640 and top - bottom > 5:
            rights[round(bottom / 15.5)] = max(right, rights.get(round(bottom / 15.5), 0))
    *full, _ = [rights[line] for line in sorted(rights, reverse=True)]
    assert len(full) > 3
    assert max(full) - min(full) < 1.5
    assert max(full) == pytest.approx(595.28 - 68.03, abs=1.5)


def test_text_that_breaks_between_words_is_not_stretched():
    document = Document(META, (Paragraph(said("가나다 라마바사 아자차 카타파하 " * 30)),))
    page = opened(render(document, Theme()))[0].get_textpage()
    words = page.get_text_range().split()
    assert {"가나다", "라마바사", "아자차", "카타파하"} <= set(words)
    assert not {"가나", "라마바", "카타파"} & set(words)


def test_characters_that_the_first_font_lacks_are_drawn_by_another():
    (page,) = texts(rendered(Paragraph(said("확인 ✔ ❍ 3∼4 H₁"))))
    assert page.endswith("확인 ✔ ❍ 3∼4 H₁")
    fonts = {
        item.get_font().get_base_name().split("+")[-1]
        for item in opened(rendered(Paragraph(said("✔ ∼ ₁"))))[0].get_objects()
        if item.type == 1
    }
    assert {"NotoSansSymbols2-Regular", "NotoSansMath-Regular", "NotoSans-Regular"} <= fonts
