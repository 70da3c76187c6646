from __future__ import annotations

import pytest
from tests.knowledge import dataset, event, measure, source
from tests.rules.applied import fields, found

from policyreport.model.record import TO_BE_WRITTEN

CASES = {
    "text.to-be-written": (TO_BE_WRITTEN, "센터 개소"),
    "text.date": ("2025.6.30. 개소", "2025. 6. 30. 개소"),
    "text.time": ("오후 3시 개소", "15:00 개소"),
    "text.decrease": ("전년 대비 -5%", "전년 대비 △5%"),
    "text.percent-point": ("1% 포인트 상승", "1%p 상승"),
    "text.sentence": ("센터를 개소한다", "센터 개소"),
    "text.long-item": ("가" * 71, "가" * 70),
    "text.spaces": ("센터  개소", "센터 개소"),
}


@pytest.mark.parametrize("code", CASES)
def test_a_text_that_breaks_a_convention_is_found(code: str) -> None:
    assert fields(code, dataset(events=[event("e", "2024-08-01", title=CASES[code][0])])) == ["events › e › title"]


@pytest.mark.parametrize("code", CASES)
def test_a_text_that_keeps_a_convention_is_left_alone(code: str) -> None:
    assert not found(code, dataset(events=[event("e", "2024-08-01", title=CASES[code][1])]))


def test_the_hint_writes_the_date_out() -> None:
    (problem,) = found("text.date", dataset(events=[event("e", "2024-08-01", detail="2025/06/30 개소")]))
    assert problem.hint is not None
    assert problem.hint.ko == "'2025. 6. 30.'(으)로 적으십시오"


def test_each_wrong_date_of_a_text_is_found() -> None:
    assert len(found("text.date", dataset(events=[event("e", "2024-08-01", detail="2025.6.1.~2025.6.30.")]))) == 2


def test_the_longest_item_can_be_set() -> None:
    known = dataset(measures=[measure("m", content="가" * 31)])
    assert fields("text.long-item", known, longest_item=30) == ["measures › m › content"]


def test_a_quarters_narrative_may_be_long_and_in_sentences() -> None:
    report = {"quarter": "2024Q3", "as_of": "2024-09-30", "headline": "개요", "narrative": ["가" * 90 + "하였다."]}
    known = dataset(quarters=[report])
    assert not found("text.long-item", known) + found("text.sentence", known)


@pytest.mark.parametrize("code", ["text.date", "text.sentence", "text.long-item"])
def test_a_sources_title_is_anothers_words(code: str) -> None:
    assert not found(code, dataset(sources=[source("s1", title=CASES[code][0])]))


def test_an_entry_of_a_list_is_named_by_its_number() -> None:
    report = {"quarter": "2024Q3", "as_of": "2024-09-30", "headline": "개요", "gaps": ["공백", "자료를 찾는다"]}
    assert fields("text.sentence", dataset(quarters=[report])) == ["quarters › 2024Q3 › gaps[2]"]
