"""The real data set tells of the policy, its council and its events what the sources tell, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from policyreport.facts import derive
from policyreport.inputs import Loaded
from policyreport.model import Dataset, Quarter, Record

REPOSITORY = Path(__file__).parents[2]
WRONG_NAME = "중소기업벤처부"

MEASURES_BY_STRATEGY = {
    "고성장 5개 분야 전략적 지원": [
        "경량화 언어모델(sLLM) 스타트업 지원",
        "AI 반도체 개발 팹리스 스타트업 지원",
        "제조 AX 스타트업 지원",
        "헬스케어 AX 스타트업 지원",
        "콘텐츠 AX 스타트업 지원",
    ],
    "국내시장 수요를 활용한 성장 강화": ["온디바이스 AI 챌린지", "지역 특화 제조AI센터"],
    "글로벌 시장 진출로 성장 동력 확대": [
        "AI 규제 기반 인증·인허가",
        "해외 VC 투자 유치",
        "글로벌 TIPS",
        "해외 AI 학회·전시회 참여",
        "글로벌 학회 참여를 통한 기술교류·네트워킹",
    ],
    "전문인력 활용 제고 및 거버넌스 구축": [
        "석·박사 창업 및 사업화 자금",
        "해외 우수 AI 소프트웨어 인력 양성·발굴",
        "청년층 전문 교육 확대",
    ],
    "협의회 추진 경과 및 기대": [],
}

EVENT_DAYS = {
    date(2024, 3, 21): {"s1"},
    date(2024, 7, 10): {"s2", "s3", "s4", "s5", "s6", "s7"},
    date(2024, 8, 9): {"s8"},
    date(2024, 10, 23): {"s9"},
    date(2025, 2, 5): {"s10"},
    date(2025, 2, 20): {"s11"},
    date(2025, 2, 26): {"s12", "s18"},
    date(2025, 5, 28): {"s13", "s14"},
}


def texts_of(record: Record) -> Iterator[str]:
    """Yield every text that a record and the records in it hold."""
    yield from _texts(record.model_dump(mode="json"))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)
        case _:
            return


def sentences_of(record: Record) -> Iterator[str]:
    return (text for text in texts_of(record) if not text.startswith("https://"))


def test_it_loads_without_a_warning(real_loaded: Loaded) -> None:
    assert not real_loaded.warnings


def test_it_reports_on_the_four_quarters_that_have_something_to_say(real: Dataset) -> None:
    assert [str(report.quarter) for report in real.quarters] == ["2024Q3", "2024Q4", "2025Q1", "2025Q2"]


def test_each_quarter_holds_as_of_its_last_day(real: Dataset) -> None:
    assert all(report.as_of == report.quarter.last_day for report in real.quarters)


def test_its_strategies_and_measures_are_those_of_the_source_document(real: Dataset) -> None:
    listed = {s.title: [m.title for m in real.measures if m.strategy == s.id] for s in real.strategies}
    assert listed == MEASURES_BY_STRATEGY


def test_its_strategies_and_measures_keep_the_order_of_the_source_document(real: Dataset) -> None:
    assert [s.title for s in real.strategies] == list(MEASURES_BY_STRATEGY)


def test_it_has_fifteen_measures(real: Dataset) -> None:
    assert len(real.measures) == 15


def test_only_the_council_part_is_governance(real: Dataset) -> None:
    assert [s.title for s in real.strategies if s.kind == "governance"] == ["협의회 추진 경과 및 기대"]


def test_each_of_the_five_fields_has_its_own_measure(real: Dataset) -> None:
    own = [m.fields for m in real.measures if m.strategy == "growth-fields"]
    assert own == [(field.id,) for field in real.fields]


def test_every_dated_fact_of_the_sources_is_an_event(real: Dataset) -> None:
    told: dict[date, set[str]] = {}
    for event in real.events:
        told.setdefault(event.date, set()).update(event.sources)
    assert told == EVENT_DAYS


def test_the_council_met_once_and_its_next_meetings_are_unreported(real: Dataset) -> None:
    assert [meeting.date for meeting in real.meetings] == [date(2024, 7, 10)]
    assert [action.status for action in real.actions] == ["unreported"]


def test_the_named_members_of_the_council_are_listed(real: Dataset) -> None:
    assert {m.title for m in real.members} == {
        "중소벤처기업부",
        "생성AI스타트업협회",
        "LG전자",
        "KT",
        "SK",
        "인텔",
    }


def test_the_ministry_is_called_by_its_right_name(real: Dataset) -> None:
    said = real.model_copy(update={"organisations": ()})
    assert not [text for text in texts_of(said) if WRONG_NAME in text]
    assert {real.policy.lead, *(p.lead for p in real.programs)} == {"중소벤처기업부"}


TOLD_APART = "organisations.yaml"  # it names the mistake so that the rules can find it
FILES = sorted(f for f in (REPOSITORY / "data").rglob("*.yaml") if f.name != TOLD_APART)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_misnames_the_ministry_even_in_a_comment(file: Path) -> None:
    assert WRONG_NAME not in file.read_text(encoding="utf-8")


def test_every_source_is_used(real: Dataset) -> None:
    cited = {source for fact in derive(real, Quarter(2025, 2)).of.values() for source in fact.sources}
    cited |= {source for event in real.events for source in event.sources} | set(real.policy.sources)
    assert {source.id for source in real.sources} == cited


def test_every_source_is_the_press(real: Dataset) -> None:
    assert {source.kind for source in real.sources} == {"press"}


def test_only_reports_that_could_not_be_found_lack_an_address(real: Dataset) -> None:
    assert [source.id for source in real.sources if source.address is None] == ["s17", "s18", "s19"]


def test_it_writes_in_nouns_not_in_sentences(real: Dataset) -> None:
    assert not [text for text in sentences_of(real) if re.search(r"다[.]?$", text)]


def test_each_text_fits_on_a_line(real: Dataset) -> None:
    assert not [text for text in sentences_of(real) if len(text) >= 70]
