from policyreport.renderers.docx.page_estimate.blocks import EstimatedBlock, PageCursor, pages_of_headings

HEADING = EstimatedBlock(1, 20, before=20, after=5, stays=True, is_heading=True)
LINE = EstimatedBlock(1, 10)


def pages(*slabs: EstimatedBlock, column: float = 100) -> list[int]:
    return list(pages_of_headings(slabs, PageCursor(column)))


def test_headings_stand_one_below_the_other_while_there_is_room():
    assert pages(HEADING, LINE, HEADING, LINE, column=110) == [1, 1]


def test_a_heading_goes_on_to_the_next_page_with_what_it_stays_with():
    assert pages(*[LINE] * 6, HEADING, LINE) == [2]


def test_a_long_paragraph_is_parted():
    assert pages(EstimatedBlock(24, 10), HEADING, LINE) == [3]


def test_of_two_spaces_that_meet_the_larger_is_kept():
    spaced = EstimatedBlock(1, 10, after=20)
    assert pages(*[LINE] * 2, spaced, HEADING, LINE) == [1]


def test_a_table_on_a_new_page_begins_with_its_head():
    rows = [EstimatedBlock(1, 20, head=20)] * 9
    assert (pages(*rows, HEADING, LINE), pages(*[EstimatedBlock(1, 20)] * 9, HEADING, LINE)) == ([3], [3])
    assert pages(*rows[:8], HEADING, LINE, column=105) == [3]


def test_footnotes_take_their_room_at_the_foot():
    noted = EstimatedBlock(1, 10, notes=40)
    assert (pages(noted, HEADING, LINE), pages(LINE, HEADING, LINE)) == ([2], [1])


def test_a_cover_ends_its_page():
    assert pages(EstimatedBlock(1, 1, breaks=True), HEADING, LINE) == [2]


def test_what_is_taller_than_a_page_is_not_pushed_on_for_ever():
    assert pages(*[EstimatedBlock(3, 90, stays=True)] * 3, HEADING, LINE) == [10]
