from __future__ import annotations

import re
from pathlib import Path

import pytest

import policyreport
from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, place_order
from policyreport.korean_particles import choose_particles

SOURCES = Path(policyreport.__file__).parent


@pytest.mark.parametrize(
    ("before", "fitting"),
    [
        ("'제목'은(는)", "'제목'은"),
        ("'자료'은(는)", "'자료'는"),
        ("'서울'(으)로", "'서울'로"),
        ("'부산'(으)로", "'부산'으로"),
        ("'경기'(으)로", "'경기'로"),
        ("'표'와(과)", "'표'와"),
        ("'단'와(과)", "'단'과"),
        ("'5%'은(는)", "'5%'는"),
        ("'}}'(으)로", "'}}'로"),
        ("이름 ''은(는)", "이름 ''은(는)"),
        ("'(5)'은(는)", "'(5)'는"),
        ("2025-06-30이(가)", "2025-06-30이"),
        ("관측값!B2을(를)", "관측값!B2를"),
        ("12.8을(를)", "12.8을"),
        ("1,000(으)로", "1,000으로"),
        ("7(으)로", "7로"),
        ("'관측값(2분기)'을(를)", "'관측값(2분기)'을"),
        ("'이름'(title)이(가)", "'이름'(title)이"),
        ("{{ policy.title }}을(를)", "{{ policy.title }}을"),
        ("{% endfor %}을(를)", "{% endfor %}를"),
        ("'없음'(이)라는 이름", "'없음'이라는 이름"),
        ("'나무'(이)라는 이름", "'나무'라는 이름"),
    ],
)
def test_the_particle_is_chosen_by_the_last_sound(before: str, fitting: str) -> None:
    assert choose_particles(before) == fitting


@pytest.mark.parametrize(
    ("word", "object_form"),
    [
        *[(word, "을") for word in ("title", "column", "name", "budget", "data.yaml", "HTML", "Excel", "json")],
        *[(word, "를") for word in ("report", "state", "page", "source", "a.docx", "PDF", "csv", "id", "body.md.j2")],
    ],
)
def test_english_words_and_files_are_read_as_koreans_say_them(word: str, object_form: str) -> None:
    assert choose_particles(f"'{word}'을(를)") == f"'{word}'{object_form}"


@pytest.mark.parametrize("word", ["'€'", "'國'", "'→'", "''", "'…'"])
def test_both_forms_stay_where_nobody_can_tell_the_sound(word: str) -> None:
    assert choose_particles(f"{word}은(는) 없습니다") == f"{word}은(는) 없습니다"


def test_a_text_without_pairs_stays_as_it_is() -> None:
    text = "이 줄(가)을 (나)로 바꾸고 은(銀)은 그대로 둡니다"
    assert choose_particles(text) == text


def test_only_what_koreans_read_is_changed() -> None:
    message = Message("'가' is told as 은(는)", "'가'은(는) 이름입니다")
    assert message.text(korean=False) == "'가' is told as 은(는)"
    assert message.text(korean=True) == "'가'는 이름입니다"


def test_messages_write_each_pair_in_the_one_way_that_is_known() -> None:
    others = re.compile(
        r"[가-힣}'](?:는\(은\)|가\(이\)|를\(을\)|과\(와\)|로\(으로\)|으로\(로\)|\(은\)는|\(이\)가|\(을\)를)"
    )
    wrong = [path.name for path in SOURCES.rglob("*.py") if others.search(path.read_text(encoding="utf-8"))]
    assert wrong == []


def test_places_are_told_in_the_order_of_their_numbers() -> None:
    cells = ["예산!AA2", "예산!B2", "예산!A10", "예산!B10", "예산!A2", "표 10, 행 1", "표 2, 행 1", "표 2, 행 10"]
    lines = [SourceLocation("a.yaml", line) for line in (10, 9, 100)]
    told = sorted([SourceLocation("b.xlsx", cell=cell) for cell in cells] + lines, key=place_order)
    assert [place.line for place in told[:3]] == [9, 10, 100]
    assert [place.cell for place in told[3:]] == [
        *("예산!A2", "예산!B2", "예산!AA2", "예산!A10", "예산!B10"),
        *("표 2, 행 1", "표 2, 행 10", "표 10, 행 1"),
    ]


def test_files_are_told_in_the_order_of_their_numbers_and_what_has_no_place_last() -> None:
    files = [SourceLocation("part-10.csv"), None, SourceLocation("part-2.csv")]
    assert [place and place.file for place in sorted(files, key=place_order)] == ["part-2.csv", "part-10.csv", None]


def test_a_place_in_words_is_told_in_the_language_of_the_message() -> None:
    place = SourceLocation("body.docx", cell="표 1, 행 3", english="table 1, row 3")
    assert place.text(korean=True) == "body.docx › 표 1, 행 3"
    assert place.text(korean=False) == "body.docx › table 1, row 3"
    assert Problem(ErrorKind.TEMPLATE, "x", Message("a", "가"), place).where == place
