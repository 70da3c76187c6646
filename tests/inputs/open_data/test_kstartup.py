from __future__ import annotations

import pytest

from .answers import ANNOUNCED, DESCRIBED
from .conftest import Take, records


def test_an_announcement_is_a_programme(take: Take) -> None:
    (program,) = records(take("kstartup", {"data": [ANNOUNCED]}), "programs")
    assert program == {
        "id": "pbanc-174068",
        "title": "2025년 레벨업 R&D 참여기업 모집",
        "measures": [],
        "content": "지역 기업의 도약을 지원합니다.\n예산은 5% 이내",
        "target_group": "창업 7년 이내 기업",
        "lead": "창업진흥원",
        "department": "지역창업실",
        "contact": "1357",
        "call_opens": "2025-03-02",
        "call_closes": "2025-03-31",
        "address": "https://www.k-startup.go.kr/web/contents/bizpbanc-ongoing.do?schM=view&pbancSn=174068",
        "sources": ["open-data-kstartup"],
    }


def test_business_information_is_a_programme_with_its_budget(take: Take) -> None:
    taken = take("kstartup", {"data": [DESCRIBED]})
    (program,) = records(taken, "programs")
    assert (program["id"], program["title"], program["period"]) == ("biz-12", "창업도약패키지", "2025년")
    assert records(taken, "budgets") == [
        {
            "id": "biz-12-2025",
            "program": "biz-12",
            "year": "2025",
            "unit": "억원",
            "original": "590.5",
            "source": "open-data-kstartup",
        }
    ]


def test_a_budget_in_words_is_left_out_with_a_warning(take: Take) -> None:
    taken = take("kstartup", [{**DESCRIBED, "biz_supt_bdgt_info": "기업당 최대 2억원"}])
    assert records(taken, "budgets") == []
    assert "import.left-out" in [w.code for w in taken.warnings]


def test_a_lead_that_the_portal_does_not_tell_is_supposed_with_one_warning(take: Take) -> None:
    other = {**DESCRIBED, "supt_biz_titl_nm": "초기창업패키지", "detl_pg_url": "https://example.kr/?id=13"}
    taken = take("kstartup", [DESCRIBED, other])
    assert [program["lead"] for program in records(taken, "programs")] == ["창업진흥원", "창업진흥원"]
    assert [w.field for w in taken.warnings] == ["lead"]


def test_a_business_without_a_number_keeps_its_id_as_long_as_its_names(take: Take) -> None:
    nameless = {**DESCRIBED, "detl_pg_url": None}
    first, again = (records(take("kstartup", [nameless]), "programs")[0]["id"] for _ in range(2))
    (other,) = records(take("kstartup", [{**nameless, "biz_yr": 2026}]), "programs")
    assert first == again != other["id"]


@pytest.mark.parametrize("day", ["20250230", "상시", "2025"])
def test_what_is_no_day_is_left_out_with_a_warning(take: Take, day: str) -> None:
    taken = take("kstartup", [{**ANNOUNCED, "pbanc_rcpt_end_dt": day}])
    assert "call_closes" not in records(taken, "programs")[0]
    assert [(w.code, w.field) for w in taken.warnings] == [("import.left-out", "pbanc_rcpt_end_dt")]


def test_an_address_that_is_none_is_left_out_with_a_warning(take: Take) -> None:
    taken = take("kstartup", [{**ANNOUNCED, "detl_pg_url": "javascript://alert(1)"}])
    assert "address" not in records(taken, "programs")[0]
    assert [w.field for w in taken.warnings] == ["detl_pg_url"]
