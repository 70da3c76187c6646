"""Which texts of a data set are read, and by the figures of which time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.knowledge import Fields, event, indicator, seen
from tests.rules.applied import found
from tests.young_farmers import young_farmers

from policyreport.claims.enumerations import miscounted
from policyreport.inputs import load
from policyreport.model import Dataset, Quarter
from policyreport.model.rule_settings import RuleSettings
from policyreport.project import open_project
from policyreport.rules import LintContext

from .city import QUARTERS, city

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "src" / "policyreport" / "builtin" / "example"
CODES = tuple(f"claim.{kind}" for kind in ("direction", "target", "number", "rank", "size", "count"))


def report(quarter: str, **more: object) -> Fields:
    return {"quarter": quarter, "as_of": str(Quarter.parse(quarter).last_day), "headline": "개요", **more}


def with_report(quarter: str = "2026Q2", **more: object) -> Dataset:
    reports = [report(one, **(more if one == quarter else {})) for one in QUARTERS]
    return city(quarters=reports)


def with_event(day: str, detail: str, **more: object) -> Dataset:
    return city(events=[event("e", day, detail=detail, **more)])


def codes(known: Dataset, **settings: object) -> list[str]:
    return [code for code in CODES for _ in found(code, known, **settings)]


def test_a_wrong_word_is_told_with_sentence_word_values_and_the_right_word() -> None:
    (problem,) = found("claim.direction", with_report(narrative=["공공도서관 이용자는 전 분기 대비 감소"]))
    assert problem.field == "quarters › 2026Q2 › narrative[1]"
    assert problem.what.ko == (
        "‘공공도서관 이용자는 전 분기 대비 감소’의 '감소'은(는) '공공도서관 이용자'의 수치와 다릅니다: "
        "전 분기 133,270명, 2026년 2/4분기 139,500명"
    )
    assert problem.hint is not None
    assert problem.hint.ko.startswith("사실에 맞는 말은 '증가'입니다.")


@pytest.mark.parametrize(
    ("sentence", "code", "right"),
    [
        ("돌봄 대기아동은 전 분기보다 악화", "claim.direction", "개선"),
        ("청년 고용률은 전 분기보다 하락", "claim.direction", "상승"),
        ("다함께돌봄센터는 목표 달성", "claim.target", "미달"),
        ("돌봄 대기아동 381명", "claim.number", "318명"),
        ("공공도서관 이용자는 전 분기보다 7,000명 증가", "claim.number", "6,230명"),
        ("민원 만족도는 역대 최고", "claim.rank", "7개 분기 가운데 2번째로 높음"),
        ("공영자전거 대여는 전 분기의 세 배로 증가", "claim.size", "2배"),
        ("가온동·나루동·다솔동 2개 지역에 우선 설치", "claim.count", "3"),
    ],
)
def test_of_each_kind_the_right_word_is_told(sentence: str, code: str, right: str) -> None:
    known = with_report(narrative=[sentence])
    (problem,) = found(code, known)
    assert problem.hint is not None
    assert problem.hint.ko.startswith(f"사실에 맞는 말은 '{right}'입니다.")
    assert codes(known) == [code]


def test_a_report_is_held_against_the_figures_of_its_own_quarter() -> None:
    assert codes(with_report("2025Q4", narrative=["공공도서관 이용자는 전 분기 대비 감소"])) == []
    assert codes(with_report("2026Q1", narrative=["공공도서관 이용자는 전 분기 대비 감소"])) == ["claim.direction"]


def test_what_is_planned_is_left_alone_but_not_what_it_says_of_the_past() -> None:
    assert codes(with_report(outlook=["민원 만족도 85점 달성", "돌봄 대기아동 300명 이하로 감소"])) == []
    assert codes(with_report(outlook=["전 분기 대비 감소한 공공도서관 이용자 확보"])) == []
    assert codes(with_report(outlook=["공공도서관 이용자가 전 분기 대비 감소함에 따라 홍보 강화"])) == [
        "claim.direction"
    ]


def test_an_event_is_held_against_its_quarter_and_its_own_figures_strictly() -> None:
    assert codes(with_event("2025-08-20", "보행자 교통사고는 전 분기보다 감소")) == ["claim.direction"]
    assert codes(with_event("2026-05-20", "돌봄 대기아동 340명 기준 배정")) == []
    assert codes(with_event("2026-05-20", "돌봄 대기아동 340명", figures=["waiting"])) == ["claim.number"]


def test_the_reason_of_an_open_risk_is_held_against_the_newest_quarter_and_that_of_a_closed_one_is_not() -> None:
    risk: Fields = {
        "id": "r",
        "title": "공실",
        "reason": "상가 공실률이 전 분기보다 하락",
        "remedy": "지원",
        "sources": ["s1"],
    }
    assert codes(city(risks=[risk])) == ["claim.direction"]
    assert codes(city(risks=[{**risk, "status": "closed"}])) == []


def test_a_value_without_its_name_is_known_by_its_digits_and_the_words_of_its_title() -> None:
    assert codes(with_report(headline="공공도서관 139,500명으로 전 분기보다 감소")) == ["claim.direction"]
    two = "공공도서관 139,500명으로 연간 목표 미달, 돌봄 대기아동 318명"
    assert codes(with_report(headline=two)) == ["claim.target"]
    assert codes(with_report(headline="박물관 139,500명으로 전 분기보다 감소")) == []


def test_the_texts_of_a_title_or_a_purpose_are_only_counted() -> None:
    known = city(measures=[])
    policy = known.policy.model_copy(update={"purpose": "공공도서관 이용자 감소, 3개 지역(가온, 나루)"})
    assert codes(known.model_copy(update={"policy": policy})) == ["claim.count"]


def test_a_sentence_that_is_right_as_it_is_may_be_excused_by_its_words_with_a_reason() -> None:
    known = with_report(narrative=["공공도서관 이용자는 전 분기 대비 감소", "돌봄 대기아동은 전 분기보다 증가"])
    off = {"code": "claim.direction", "record": "2026Q2", "text": "공공도서관 이용자", "reason": "분관을 뺀 수"}
    assert len(found("claim.direction", known)) == 2
    assert [p.field for p in found("claim.direction", known, off=[off])] == ["quarters › 2026Q2 › narrative[2]"]
    assert [p.code for p in found("rules.unused-off", with_report(), off=[off])] == ["rules.unused-off"]


def test_what_is_not_understood_is_counted() -> None:
    known = with_report(narrative=["공공도서관 이용자 1인당 대출 권수는 감소", "공공도서관 이용자는 139,500명"])
    review = LintContext(known, RuleSettings())
    assert [(one.text, one.is_left_alone) for one in review.judged_prose] == [
        ("공공도서관 이용자 1인당 대출 권수는 감소", True),
        ("공공도서관 이용자는 139,500명", False),
    ]


@pytest.mark.parametrize(
    "listed", ["3개 지역(대구·울산·충북)", "대구·울산·충북 3개 지역", "3개 지역(대구, 울산, 충북)"]
)
def test_a_list_is_counted_whichever_way_it_is_written(listed: str) -> None:
    assert [claim.is_true for claim in miscounted(f"{listed} 선정")] == [True]
    assert [claim.is_true for claim in miscounted(f"{listed.replace('3', '4')} 선정")] == [False]


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("시범 지역 선정(가온·나루·다솔)", []),
        ("시범 지역 선정(가온·나루)", ["claim.count"]),
        ("시범 지역 선정(가온·나루 등)", []),
        ("시범 사업 선정(주거·교통)", []),
    ],
)
def test_what_an_event_lists_is_held_against_its_figure(title: str, wrong: list[str]) -> None:
    regions = indicator("regions", title="시범 지역", unit="개 지역")
    known = city(
        indicators=[regions],
        observations=[seen("regions", "2026Q2", 3)],
        targets=[],
        events=[event("e", "2026-05-20", title=title, figures=["regions"])],
    )
    assert codes(known) == wrong


def test_a_rate_of_which_less_is_better_gets_better_as_it_falls(tmp_path: Path) -> None:
    known = shipped(tmp_path, "fourth")
    last = known.quarters[-1]
    for word, wrong in (("개선", []), ("감소", []), ("악화", ["claim.direction"]), ("증가", ["claim.direction"])):
        told = last.model_copy(update={"narrative": (f"영농 중단율은 전 분기보다 {word}",)})
        assert codes(known.model_copy(update={"quarters": (*known.quarters[:-1], told)})) == wrong


def shipped(folder: Path, name: str) -> Dataset:
    if name in ("third", "fourth"):
        return load(young_farmers(folder, name)).dataset
    shutil.copytree({"real": REPOSITORY, "example": EXAMPLE}[name] / "data", folder / "data")
    (folder / "templates").mkdir()
    return load(open_project(folder)).dataset


@pytest.mark.parametrize("name", ["real", "example", "third", "fourth"])
def test_nothing_that_is_shipped_is_taken_for_false(name: str, tmp_path: Path) -> None:
    known = shipped(tmp_path, name)
    for until in known.quarters:
        review = LintContext(known, RuleSettings(), until.quarter)
        assert [sentence.text for sentence in review.judged_prose if sentence.false] == []
