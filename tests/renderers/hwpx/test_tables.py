from types import ModuleType
from typing import Any

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import (
    Box,
    Card,
    Cards,
    Chart,
    Column,
    Heading,
    Item,
    Items,
    Lamp,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Table,
)
from policyreport.document.theme import Theme

from .specimens import found, number, part, rendered, said, section, style_names, table, text_of

GROUPED = Table(
    (
        Column(said("사업")),
        Column(said("예산"), "right", said("2025년")),
        Column(said("집행"), "right", said("2025년")),
    ),
    (
        Row((said("묶음"), (), ()), "group"),
        Row((said("가"), (number("a", "1", shows_unit=False),), said("-"))),
        Row((said("소계"), said("1"), said("2")), "subtotal"),
        Row((said("합계"), said("1"), said("2")), "total"),
    ),
)


def cells_of(body: Any, at: int = 1) -> dict[tuple[int, int], Any]:  # noqa: ANN401 - lxml has no types
    """Return the cells of the table of a number by row and column, from 0."""
    cells = found(body, f"(//hp:tbl)[{at}]/hp:tr/hp:tc")
    return {(int(c.find("{*}cellAddr").get("rowAddr")), int(c.find("{*}cellAddr").get("colAddr"))): c for c in cells}


def fill_of(content: bytes, cell: Any) -> str:  # noqa: ANN401
    frame = found(part(content, "Contents/header.xml"), f"//hh:borderFill[@id='{cell.get('borderFillIDRef')}']")[0]
    return next(iter(found(frame, ".//hc:winBrush/@faceColor")), "")


def span(cell: Any) -> tuple[str, str]:  # noqa: ANN401
    of = cell.find("{*}cellSpan")
    return of.get("colSpan"), of.get("rowSpan")


def test_the_head_stands_again_on_each_page_and_rows_are_not_parted():
    body = section(table(*[("a", "b")] * 60))
    made = found(body, "//hp:tbl")[0]
    assert (made.get("repeatHeader"), made.get("pageBreak")) == ("1", "TABLE")
    heads = [place for place, cell in cells_of(body).items() if cell.get("header") == "1"]
    assert heads == [(0, 0), (0, 1)]


def test_a_short_table_is_not_parted():
    assert found(section(table(("a",))), "//hp:tbl/@pageBreak") == ["NONE"]


def test_of_few_rows_none_is_alone_on_a_page_however_high_they_are():
    high = ("글 " * 150,)
    few, more = table(*[high] * 3), table(*[high] * 5)
    assert found(section(few, more), "//hp:tbl/@pageBreak") == ["NONE", "TABLE"]


def test_the_sentence_between_a_heading_and_a_table_goes_with_them():
    content = rendered(
        Heading(1, said("장")), Paragraph(said("다음과 같음.")), table(("a",)), Paragraph(said("끝."))
    ).content
    layouts = {each.get("id"): each for each in found(part(content, "Contents/header.xml"), "//hh:paraPr")}
    kept = {
        text_of(p): found(layouts[p.get("paraPrIDRef")], ".//hh:breakSetting/@keepWithNext")
        for p in found(part(content, "Contents/section0.xml"), "hp:p")
    }
    assert (kept["다음과 같음."], kept["끝."]) == (["1"], ["0"])


def test_columns_of_a_group_stand_under_a_common_head():
    cells = cells_of(section(GROUPED))
    assert [span(cells[place]) for place in ((0, 0), (0, 1), (1, 1), (1, 2))] == [
        ("1", "2"),
        ("2", "1"),
        ("1", "1"),
        ("1", "1"),
    ]
    assert (1, 0) not in cells
    assert {cells[place].get("header") for place in ((0, 0), (0, 1), (1, 1))} == {"1"}


def test_the_cells_cover_the_grid_once():
    body = section(GROUPED)
    made = found(body, "//hp:tbl")[0]
    covered = [
        (row + down, column + right)
        for (row, column), cell in cells_of(body).items()
        for right in range(int(span(cell)[0]))
        for down in range(int(span(cell)[1]))
    ]
    grid = [(row, column) for row in range(int(made.get("rowCnt"))) for column in range(int(made.get("colCnt")))]
    assert sorted(covered) == grid


def test_widths_and_heights_of_cells_add_up_to_those_of_the_table():
    body = section(GROUPED)
    sizes = {place: cell.find("{*}cellSz") for place, cell in cells_of(body).items()}
    whole = found(body, "//hp:tbl/hp:sz")[0]
    assert sum(int(sizes[3, column].get("width")) for column in range(3)) == int(whole.get("width"))
    rows = [sizes[0, 1], sizes[1, 1], *(sizes[row, 0] for row in range(2, 6))]
    assert sum(int(size.get("height")) for size in rows) == int(whole.get("height"))
    assert all(int(size.get("height")) > 1000 for size in sizes.values())


def test_a_group_head_runs_through_all_columns():
    assert span(cells_of(section(GROUPED))[2, 0]) == ("3", "1")


def test_heads_groups_and_sums_are_tinted():
    content = rendered(GROUPED).content
    cells, ink = cells_of(part(content, "Contents/section0.xml")), Theme().colours
    tints = [fill_of(content, cells[row, 0]) for row in (0, 2, 3, 4, 5)]
    assert tints == [ink.head_tint, ink.box_tint, "", ink.box_tint, ink.head_tint]


def test_numbers_stand_at_the_right():
    content = rendered(GROUPED).content
    cell = cells_of(part(content, "Contents/section0.xml"))[3, 1]
    layout = found(cell, ".//hp:p/@paraPrIDRef")[0]
    head = part(content, "Contents/header.xml")
    assert found(head, f"//hh:paraPr[@id='{layout}']/hh:align/@horizontal") == ["RIGHT"]


def test_a_caption_bears_its_number_at_the_left_and_the_unit_at_the_right():
    content = rendered(table(("a",), caption=said("총괄"), unit="개"), table(("b",), caption=said("세부"))).content
    captions = found(part(content, "Contents/section0.xml"), "//hp:caption//hp:p")
    assert [text_of(caption) for caption in captions] == ["표 . 총괄\t(단위: 개)", "표 . 세부"]
    numbers = [found(caption, ".//hp:autoNum")[0] for caption in captions]
    assert [(n.get("numType"), n.get("num")) for n in numbers] == [("TABLE", "1"), ("TABLE", "2")]
    assert {style_names(content)[caption.get("styleIDRef")] for caption in captions} == {"캡션"}


def test_a_table_without_caption_and_unit_has_no_line_above_it():
    assert found(section(table(("a",))), "//hp:caption") == []


def test_a_chart_is_the_table_of_its_figures_with_what_it_shows_in_words():
    chart = Chart("column", table(("1분기", number("a", "20")), caption=said("선정")), "1분기 20개사")
    content = rendered(table(("a",), caption=said("표")), chart).content
    body = part(content, "Contents/section0.xml")
    assert text_of(found(body, "(//hp:caption)[2]//hp:p")[0]) == "그림 . 선정"
    assert found(body, "//hp:caption//hp:autoNum/@numType") == ["TABLE", "PICTURE"]
    assert [element.text for element in found(body, "//hp:shapeComment")] == ["1분기 20개사"]
    assert text_of(found(body, "hp:p[last()]")[0]) == "1분기 20개사"


def test_a_table_too_wide_for_the_page_is_refused():
    with pytest.raises(PolicyReportError) as refused:
        rendered(table(tuple("1,234,567.8" for _ in range(30)), caption=said("넓은 표")))
    assert [problem.code for problem in refused.value.problems] == ["hwpx.table-too-wide"]
    assert "넓은 표" in refused.value.problems[0].what.ko


def test_a_box_is_a_tinted_cell_that_a_page_break_may_part():
    content = rendered(Box(said("요약"), tuple(Paragraph(said("글 " * 90)) for _ in range(20)))).content
    body = part(content, "Contents/section0.xml")
    assert found(body, "//hp:tbl/@pageBreak") == ["CELL"]
    assert fill_of(content, cells_of(body)[0, 0]) == Theme().colours.box_tint


def test_a_box_higher_than_a_page_has_a_cell_for_each_paragraph_and_space_only_at_its_ends():
    body = part(rendered(Box(said("요약"), (Items(items(90)),))).content, "Contents/section0.xml")
    cells = found(body, "//hp:tc")
    assert len(cells) == 91
    assert {len(found(cell, "hp:subList/hp:p")) for cell in cells} == {1}
    ends = [(int(one.get("top")), int(one.get("bottom"))) for one in found(body, "//hp:tc/hp:cellMargin")]
    assert (ends[0][0] > 0, ends[-1][1] > 0) == (True, True)
    assert {ends[0][1], ends[-1][0], *(end for both in ends[1:-1] for end in both)} == {0}


def test_rhwp_lays_a_box_higher_than_a_page_out_on_full_pages(rhwp: ModuleType):
    content = rendered(Box(said("요약"), (Items(items(90)),))).content
    assert rhwp.Document.from_bytes(content).page_count < 6


def test_the_items_of_a_box_are_not_marked_as_the_outermost():
    inside, outside = rendered(Box((), (Items(items(1)),))).content, rendered(Items(items(1))).content
    styles = [
        found(part(content, "Contents/header.xml"), f"//hh:style[@id='{used[-1]}']/@engName")
        for content in (inside, outside)
        for used in [found(part(content, "Contents/section0.xml"), "//hp:p[contains(., '항목 0')]/@styleIDRef")]
    ]
    assert styles == [["Item 2"], ["Item 1"]]


def items(count: int) -> tuple[Item, ...]:
    return tuple(Item(said(f"항목 {number}")) for number in range(count))


def test_a_box_that_calls_for_attention_has_an_edge_in_the_colour_of_its_tone():
    content = rendered(Box(said("지연"), (), "bad")).content
    cell = cells_of(part(content, "Contents/section0.xml"))[0, 0]
    head = part(content, "Contents/header.xml")
    edge = found(head, f"//hh:borderFill[@id='{cell.get('borderFillIDRef')}']/hh:leftBorder")[0]
    assert (edge.get("type"), edge.get("color")) == ("SOLID", Theme().lamps["bad"].colour)


def test_an_empty_box_holds_a_paragraph():
    assert len(found(section(Box((), ())), "//hp:tc//hp:p")) == 1


def test_cards_stand_side_by_side_with_narrow_cells_between_them():
    cards = tuple(Card(said(f"이름 {i}"), (number(f"f{i}", "15", "개"),), said("설명") if i else ()) for i in range(3))
    cells = cells_of(section(Cards(cards)))
    assert [len(found(cells[0, column], ".//hp:p")) for column in range(5)] == [3, 1, 3, 1, 3]


def test_five_cards_are_shared_out_over_two_rows():
    cards = tuple(Card(said("이름"), (number(f"f{i}", "15", "개"),)) for i in range(5))
    assert found(section(Cards(cards)), "//hp:tbl/@colCnt") == ["5", "3"]


def test_a_figure_too_wide_for_its_card_is_set_smaller():
    def sizes(value: str) -> set[int]:
        content = rendered(Cards(tuple(Card((), (number("f", value, "개사"),)) for _ in range(4)))).content
        used = found(part(content, "Contents/section0.xml"), "//hp:tc//hp:run/@charPrIDRef")
        heights = found(part(content, "Contents/header.xml"), "//hh:charPr")
        return {int(letters.get("height")) for letters in heights if letters.get("id") in used}

    assert max(sizes("15")) == 1900
    assert max(sizes("123456789012345")) < 1900


def test_pairs_are_a_table_of_labels_and_contents():
    cells = cells_of(section(Pairs((Pair(said("소관"), said("부처")), Pair(said("상태"), (Lamp("good", "정상"),))))))
    said_in = {place: text_of(found(cell, ".//hp:p")[0]) for place, cell in cells.items()}
    assert said_in == {(0, 0): "소관", (0, 1): "부처", (1, 0): "상태", (1, 1): "●\u00a0정상"}


def test_no_pairs_and_no_cards_are_nothing():
    assert found(section(Pairs(()), Cards(())), "//hp:tbl") == []
