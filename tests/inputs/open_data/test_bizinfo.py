from __future__ import annotations

from .answers import BIZINFO
from .conftest import Take, records


def test_an_announcement_is_a_programme(take: Take) -> None:
    (program,) = records(take("bizinfo", {"jsonArray": [BIZINFO]}), "programs")
    assert program == {
        "id": "pbln-000000000012345",
        "title": "2025년 수출 바우처",
        "measures": [],
        "content": "☞ 수출 바우처 지원\n- 한도 1억원<국비>",
        "target_group": "중소기업",
        "lead": "중소벤처기업부",
        "partners": ["중소벤처기업진흥공단"],
        "call_opens": "2025-03-02",
        "call_closes": "2025-03-31",
        "address": "https://www.bizinfo.go.kr/web/lay1/bbs/S1T122C128/AS/74/view.do?pblancId=PBLN_000000000012345",
        "sources": ["open-data-bizinfo"],
    }


def test_a_call_in_words_is_the_period(take: Take) -> None:
    (program,) = records(take("bizinfo", [{**BIZINFO, "reqstBeginEndDe": "예산 소진시까지"}]), "programs")
    assert program["period"] == "예산 소진시까지"
    assert "call_opens" not in program


def test_an_announcement_that_comes_twice_is_taken_once_with_a_warning(take: Take) -> None:
    taken = take("bizinfo", [BIZINFO, {**BIZINFO, "pblancNm": "다른 이름"}])
    assert [program["title"] for program in records(taken, "programs")] == ["2025년 수출 바우처"]
    assert [w.code for w in taken.warnings] == ["import.repeated"]


def test_without_a_summary_the_title_is_the_content_with_a_warning(take: Take) -> None:
    taken = take("bizinfo", [{**BIZINFO, "bsnsSumryCn": "<p> </p>"}])
    assert records(taken, "programs")[0]["content"] == "2025년 수출 바우처"
    assert [w.code for w in taken.warnings] == ["import.supposed"]
