from __future__ import annotations

import pytest
from tests.knowledge import dataset, event, program
from tests.rules.applied import fields, found

MINISTRY = {"id": "mss", "title": "중소벤처기업부", "mistaken_for": ["중소기업벤처부"]}
INSTITUTE = {"id": "kised", "title": "창업진흥원"}


def test_a_name_known_to_be_wrong_is_found_in_any_text_with_the_right_one() -> None:
    known = dataset(organisations=[MINISTRY], events=[event("e", "2024-08-01", detail="중소기업벤처부가 발표")])
    (problem,) = found("name.mistaken", known)
    assert problem.field == "events › e › detail"
    assert problem.hint is not None
    assert problem.hint.ko == "'중소벤처기업부'(으)로 적으십시오"


def test_a_right_name_that_holds_a_wrong_one_is_left_alone() -> None:
    agency = {"id": "fund", "title": "중소기업벤처부품원"}
    known = dataset(
        organisations=[MINISTRY, agency], events=[event("e", "2024-08-01", detail="중소기업벤처부품원 개소")]
    )
    assert not found("name.mistaken", known)


def test_the_list_itself_may_hold_wrong_names() -> None:
    assert not found("name.mistaken", dataset(organisations=[MINISTRY]))


@pytest.mark.parametrize("written", ["중소벤쳐기업부", "중소벤처 기업부", "중소벤처업부"])
def test_a_name_one_letter_off_is_found(written: str) -> None:
    known = dataset(organisations=[MINISTRY], events=[event("e", "2024-08-01", detail=f"{written}의 발표")])
    (problem,) = found("name.near-miss", known)
    assert problem.what.en == f"'{written}' is written for '중소벤처기업부'"


@pytest.mark.parametrize("written", ["중소벤처기업부", "중소기업벤처부", "창업진흥"])
def test_a_right_name_a_name_known_as_wrong_and_another_word_are_no_near_misses(written: str) -> None:
    known = dataset(organisations=[MINISTRY, INSTITUTE], events=[event("e", "2024-08-01", detail=f"{written} 발표")])
    assert not found("name.near-miss", known)


def test_a_lead_that_is_not_in_the_list_is_found() -> None:
    known = dataset(organisations=[MINISTRY], programs=[program("p", lead="과학기술정보통신부", partners=["KT"])])
    assert fields("name.unlisted", known) == ["programs › p › lead", "programs › p › partners[1]"]


def test_a_name_that_is_not_in_the_list_is_told_once_with_the_number_of_places() -> None:
    programs = [program(name, lead="과학기술정보통신부") for name in ("p", "q", "r")]
    (problem,) = found("name.unlisted", dataset(organisations=[MINISTRY], programs=programs))
    assert problem.field == "programs › p › lead"
    assert problem.what.ko == "'과학기술정보통신부'은(는) 기관 목록에 없습니다(3곳)"


def test_a_department_behind_its_organisation_counts_as_listed() -> None:
    county = {"id": "garam", "title": "가람도"}
    programs = [program("p", lead="가람도 농업정책과"), program("q", lead="가람도청")]
    assert fields("name.unlisted", dataset(organisations=[MINISTRY, county], programs=programs)) == [
        "programs › q › lead"
    ]


@pytest.mark.parametrize("lead", ["중소벤처기업부", "중소벤쳐기업부", "중소기업벤처부"])
def test_a_lead_in_the_list_or_plainly_meant_for_one_is_not_unlisted(lead: str) -> None:
    assert not found("name.unlisted", dataset(organisations=[MINISTRY], programs=[program("p", lead=lead)]))


def test_nothing_is_unlisted_where_there_is_no_list() -> None:
    assert not found("name.unlisted", dataset(programs=[program("p")]))
