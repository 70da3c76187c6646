"""Of the corpus the check finds nine in ten of the false sentences, and takes one true one in a hundred for false.

``python -m tests.claims.figures`` prints the figures of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries

from .fresh import FRESH
from .held_out import HELD_OUT
from .judged import Score, claims, false
from .last import LAST
from .later import LATER
from .sentences import SENTENCES, Pair
from .typical import TYPICAL

PIECES = (
    *(
        "공공도서관 이용자는",
        "상가 공실률",
        "청년월세 선정률이",
        "99999999999999조 명",
        "0명",
        "△0.0%p",
        "12.6%",
        "3,1,2명",
    ),
    *("전 분기", "2025년", "하반기까지", "대비", "보다", "목표", "(", ")", ",", "에서", "→", "의", "중", "가운데"),
    *(
        "증가",
        "줄어든",
        "유지",
        "달성",
        "미달",
        "역대 최고",
        "두 배",
        "절반 이상",
        "처음으로",
        "99분기 연속",
        "0배",
        "모두",
    ),
)
Corpus = Mapping[str, list[Pair]]
ALL: tuple[Corpus, ...] = (SENTENCES, HELD_OUT, LATER, LAST, FRESH, TYPICAL)


def score(*parts: Corpus) -> Score:
    found = Score()
    for part in parts:
        for pairs in part.values():
            for pair in pairs:
                found.count(pair)
    return found


def test_the_corpus_is_large_and_near_to_half_of_it_is_false() -> None:
    found = score(*ALL)
    assert found.true + found.false >= 500
    assert found.false >= 200


def test_at_least_nine_in_ten_of_the_false_are_found_and_one_in_a_hundred_of_the_true_is_taken_for_false() -> None:
    found = score(*ALL)
    assert found.found / found.false >= 0.9, found.missed
    assert len(found.alarms) / found.true <= 0.01, found.alarms


@pytest.mark.parametrize("part", ALL, ids=["first", "held out", "later", "last", "fresh", "typical"])
def test_no_part_of_the_corpus_lags_behind(part: Corpus) -> None:
    found = score(part)
    assert found.found / found.false >= 0.9, found.missed
    assert found.alarms == []


def test_most_of_the_true_sentences_are_judged_and_not_merely_left_alone() -> None:
    pairs = [pair for part in ALL for pairs in part.values() for pair in pairs if pair[1] is not None]
    found = score({"": pairs})
    assert found.judged / found.true >= 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "상반기 공공도서관 이용자 272,770명",
        "올해 공공도서관 이용자는 272,770명",
        "공공도서관 이용자는 누계 272,770명",
        "공공도서관 이용자는 누적 3,512,770명",
        "2025년 공공도서관 이용자 507,800명",
        "지난해 공공도서관 이용자는 507,800명",
        "2025년 공공도서관 이용자는 전년 대비 감소",
        "6월 공공도서관 이용자 45,000명",
        "2025년 공공도서관 이용자는 월평균 42,317명",
    ],
)
def test_what_is_told_of_several_quarters_or_of_a_month_may_be_their_sum(sentence: str) -> None:
    assert false(sentence) == []


def test_what_is_told_of_a_year_is_its_last_value_its_sum_or_its_mean() -> None:
    assert [claim.word for claim in false("2025년 공공도서관 이용자는 507,900명")] == ["507,900명"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map(" ".join))
@settings(max_examples=tries(60, 2000), deadline=None)
def test_nothing_that_is_written_breaks_the_check(sentence: str) -> None:
    assert all(claim.word for claim in claims(sentence))


def test_a_time_holds_for_its_own_clause_and_for_no_other_name() -> None:
    assert false("2025년 4분기 공공도서관 이용자는 전 분기 대비 감소, 돌봄 대기아동은 318명") == []
    later = "2025년 4분기 공공도서관 이용자는 128,610명, 2026년 2분기 돌봄 대기아동은 388명"
    assert [claim.word for claim in false(later)] == ["388명"]
