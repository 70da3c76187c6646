from __future__ import annotations

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Block, Box, Card, Cards, Heading, Item, Items, Pairs, Paragraph

from .specimens import number, rendered, said, table_of, texts


def card(i: int) -> Card:
    return Card(said(f"지표{i}"), (number(f"card.{i}", str(1000 + i)),), said("2025. 6."))


def lefts(count: int) -> list[list[float]]:
    """Return the left ends of the figures of so many cards, row by row from the top."""
    rows: dict[tuple[str, float], list[float]] = {}
    for placed in rendered(Cards(tuple(map(card, range(count))))).placements:
        page, box = placed.where.split(" at ")
        left, bottom = map(float, box.split(" to ")[0].split(","))
        rows.setdefault((page, -bottom), []).append(left)
    return [rows[place] for place in sorted(rows)]


@pytest.mark.parametrize(
    ("count", "rows"),
    [(1, [1]), (3, [3]), (4, [4]), (5, [3, 2]), (6, [3, 3]), (8, [4, 4]), (9, [3, 3, 3]), (30, [4] * 7 + [2])],
)
def test_no_more_than_four_cards_stand_side_by_side(count: int, rows: list[int]):
    assert [len(row) for row in lefts(count)] == rows


def test_cards_of_all_rows_stand_below_one_another():
    first, second = lefts(5)
    assert second == first[:2]


def test_all_cards_are_there():
    (page,) = texts(rendered(Cards(tuple(map(card, range(12))))))
    assert [f"지표{i} {1000 + i:,}개사 2025. 6." in page for i in range(12)] == [True] * 12


def test_a_long_figure_is_set_smaller_and_stays_on_one_line():
    figures = (Card(said("예산"), (number("long", "149497999", "억원"),)), *map(card, range(3)))
    long = next(p for p in rendered(Cards(figures)).placements if p.fact == "long")
    assert long.text == "14,949조 7,999억원"


@pytest.mark.parametrize("empty", [Cards(()), Pairs(()), Items(())])
def test_what_holds_nothing_prints_nothing(empty: Block):
    assert texts(rendered(empty)) == texts(rendered())


def test_a_panel_longer_than_a_page_loses_nothing():
    items = Items(tuple(Item(said(f"항목{i}번")) for i in range(150)))
    pages = texts(rendered(Box(said("요약"), (items,))))
    assert len(pages) > 2
    assert [word for word in " ".join(pages).split() if word.startswith("항목")] == [f"항목{i}번" for i in range(150)]


def test_a_table_in_a_panel_goes_on_on_the_next_page_under_its_head():
    pages = texts(rendered(Box(said("요약"), (table_of(*((f"행{i}번",) for i in range(100)), caption="긴 표"),))))
    assert "요약 표 1. 긴 표 가 행0번 행1번" in pages[0]
    assert all(page.startswith("가 행") for page in pages[1:])
    assert [word for word in " ".join(pages).split() if word.startswith("행")] == [f"행{i}번" for i in range(100)]


def test_a_paragraph_in_a_panel_goes_on_on_the_next_page():
    words = [f"낱말{i}" for i in range(2000)]
    pages = texts(rendered(Box(said("요약"), (Paragraph(said(" ".join(words))),))))
    assert [word for word in " ".join(pages).split() if word.startswith("낱말")] == words


def test_a_panel_that_would_begin_with_its_title_alone_goes_to_the_next_page():
    for filling in range(44, 56):
        blocks = (table_of(*[("채움",)] * filling), Box(said("상자 제목"), (Paragraph(said("상자 글")),)))
        assert len([page for page in texts(rendered(*blocks)) if "상자 제목 상자 글" in page]) == 1, filling


def test_a_card_higher_than_a_page_is_a_problem_and_not_cut_off():
    with pytest.raises(PolicyReportError) as caught:
        rendered(Heading(1, said("앞")), Cards((Card(said("긴 글 " * 3000), said("1")),)))
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code) == (ErrorKind.RENDER, "pdf.too-high")
    assert problem.hint is not None
