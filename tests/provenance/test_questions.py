"""What somebody asks for is found by its id, its place, its text, and at last by its digits, the surest way first."""

from __future__ import annotations

import pytest
from tests.provenance.a_set import RATE, SETTLED, TARGET, a_set

from policyreport.provenance.questions import Question, meant, standing_at

OTHER = {
    "fact": "count.tasks",
    "value": "1214",
    "unit": "개",
    "printed": [{"file": "briefing.pdf", "where": "page 3 at 1.0,2.0 to 3.0,4.0", "text": "1,214개"}],
}


def ids(question: Question, *more: dict[str, object]) -> list[str]:
    return [found.number.id for found in meant(a_set(SETTLED, RATE, TARGET, *more), question)]


@pytest.mark.parametrize("asked", ["1,214명", "1214명", " 1214 명 ", "１，２１４명", "indicator.settled", "1,214"])
def test_a_number_is_found_however_it_was_typed(asked: str):
    assert ids(Question(asked)) == ["indicator.settled"]


@pytest.mark.parametrize("asked", ["성과지표!D7", "'성과지표'!$D$7", "성과지표!d7"])
def test_a_cell_is_found_however_it_was_typed(asked: str):
    assert ids(Question(asked, "matrix.xlsx")) == ["indicator.settled"]


def test_a_text_that_stands_so_is_surer_than_one_of_the_same_digits():
    assert ids(Question("1,214개"), OTHER) == ["count.tasks"]
    assert ids(Question("1214건"), OTHER) == ["indicator.settled", "count.tasks"]


@pytest.mark.parametrize("asked", ["D7", "표지!D7", "7", "14", "214명", "없는 말", "2026. 12. 31."])
def test_what_only_resembles_a_number_is_not_taken_for_it(asked: str):
    assert ids(Question(asked)) == []


def test_numbers_of_a_page_or_of_a_file_are_found_without_a_text():
    assert ids(Question("", "briefing.pdf", 3), OTHER) == ["indicator.settled", "count.tasks"]
    assert ids(Question("", "briefing.pdf", 4), OTHER) == []
    assert ids(Question("101.2%", "briefing.pdf")) == []


def test_only_the_places_that_were_asked_for_are_told():
    (found,) = meant(a_set(), Question("1,214명"))
    assert [one.file for one in found.places] == ["briefing.pdf"]


@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        ("data/quarters/2026Q4.yaml:24", ["indicator.settled"]),
        ("data/quarters/2026Q4.yaml:24:12", ["indicator.settled"]),
        ("data/quarters/2026Q4.yaml:2", []),
        ("data/quarters/2026Q4.yaml", ["indicator.settled"]),
        ("data/수합.xlsx › 목표!B2", ["indicator.settled.target"]),
        ("data/수합.xlsx", ["indicator.settled.target"]),
        ("rep4", ["indicator.settled"]),
    ],
)
def test_numbers_are_found_by_where_they_stand_in_the_data(place: str, numbers: list[str]):
    assert [one.id for one in standing_at(a_set(), place)] == numbers
