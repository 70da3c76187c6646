"""What is looked for: what only hidden records and facts say, and what can be told from all else."""

from __future__ import annotations

import pytest
from tests.knowledge import Fields, budget, dataset, event, indicator, measure, program, seen, source, target

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive, visible_to
from policyreport.leak_check import PublicText, Snapshot, leaks, withheld
from policyreport.model import Places, Quarter

LONG = "나린투자회의가 라온전자 지분 인수를 놓고 벌이는 협상의 세부 조건"


def fields(text: str, anyway: PublicText | None = None, **collections: object) -> list[str]:
    """Return the fields of which a public text tells a value."""
    whole = dataset(**collections)
    quarter = Quarter(2024, 3)
    known = Snapshot(visible_to(whole, "public"), derive(whole, quarter, "public"))
    held = withheld(Snapshot(whole, derive(whole, quarter)), known, anyway)
    return [problem.field for problem in leaks("a.txt", text.encode(), held)]


def internal(record: Fields) -> Fields:
    return {**record, "audience": "internal"}


def secret(**more: object) -> Fields:
    return internal(measure("secret-plan", **more))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "라온전자 인수"),
        ("title", "라온전자\u00a0인수"),
        ("title", "「라온전자」 인수"),
        ("content", LONG),
        ("title_en", "Takeover of Raon"),
        ("title_en", "TAKEOVER OF RAON"),
        ("contact", "044-204-7712"),
        ("partners", "나린회의"),
    ],
)
def test_texts_of_hidden_records_are_found(field: str, text: str) -> None:
    said = {"title": "라온전자 인수", "title_en": "Takeover of Raon", "content": LONG, "contact": "044-204-7712"}
    found = fields(f"이번 분기: {text} 등", measures=[secret(**said, partners=["나린회의"])])
    assert f"measures › secret-plan › {field}" in found


def test_a_stretch_of_a_long_text_is_found() -> None:
    assert fields("… 라온전자 지분 인수를 놓고 벌이는 협상 …", measures=[secret(content=LONG)]) != []


def test_any_sixteen_letters_of_a_long_text_are_found_from_the_first_to_the_last() -> None:
    letters = "".join(LONG.split())
    held = {"measures": [secret(content=LONG)]}
    for start in range(len(letters) - 15):
        assert fields(letters[start : start + 16], **held) == ["measures › secret-plan › content"]
    assert fields(letters[:15], **held) == fields(letters[-15:], **held) == []


def test_the_name_of_a_hidden_record_is_found_as_a_word_of_its_own() -> None:
    hidden = [secret()]
    assert fields("count.programs.secret-plan", measures=hidden) == ["measures › secret-plan › id"]
    assert fields("top_secret_plan", measures=hidden) == ["measures › secret-plan › id"]
    assert fields("secret-planning", measures=hidden) == []


def test_what_hangs_on_a_hidden_record_is_looked_for_too() -> None:
    found = fields(
        "12,345백만원",
        programs=[internal(program("p"))],
        budgets=[budget("b", "p", 2024, current=12345)],
    )
    assert "budgets › b › current" in found


def test_totals_that_readers_see_otherwise_are_looked_for() -> None:
    found = fields(
        "예산은 모두 24,690백만원",
        measures=[measure("m")],
        programs=[program("p", "m"), program("q", "m")],
        budgets=[budget("b", "p", 2024, current=11111), internal(budget("c", "q", 2024, current=13579))],
    )
    assert [field.startswith("facts › budget.") for field in found] == [True]


def test_a_hidden_rate_that_is_nearly_reached_is_found_as_it_reads() -> None:
    collections: Fields = {
        "indicators": [indicator("a")],
        "observations": [internal(seen("a", "2024Q3", 21391))],
        "targets": [target("a", 21400, "2024-07-10")],
    }
    assert fields("달성률 99.9%", **collections) == ["facts › indicator.a.rate"]


def test_a_rate_that_readers_may_know_is_no_leak_as_it_reads() -> None:
    rates: Fields = {
        "indicators": [indicator("a"), indicator("b")],
        "observations": [seen("a", "2024Q3", 21391), internal(seen("b", "2024Q3", 21392))],
        "targets": [target("a", 21400, "2024-07-10"), target("b", 21400, "2024-07-10")],
    }
    assert fields("달성률 99.9%", **rates) == []


def test_numbers_in_hidden_texts_are_looked_for() -> None:
    assert fields("13,579명", measures=[secret(target_group="대상 13579명")]) == [
        "measures › secret-plan › target_group"
    ]


def test_what_visible_records_say_as_well_is_not_looked_for() -> None:
    shared: Fields = {"lead": "중소벤처기업부 창업정책과", "partners": ["가나진흥원"]}
    collections: Fields = {
        "measures": [measure("m", **shared), secret(**shared)],
        "indicators": [indicator("a"), indicator("b")],
        "observations": [seen("a", "2024Q3", 13579), internal(seen("b", "2024Q3", 13579))],
    }
    assert fields("중소벤처기업부 창업정책과, 가나진흥원, 13,579개사", **collections) == []


def test_a_visible_title_within_a_hidden_text_is_no_leak_of_it() -> None:
    title = "초격차 스타트업 레벨업 전략 종합계획"
    hidden = internal(event("e", "2024-08-01", title=f"{title} 발표"))
    assert fields(f"「{title}」의 성과", measures=[measure("m", title=title)], events=[hidden]) == []


def test_short_texts_that_templates_or_settings_say_are_no_sign_of_a_leak() -> None:
    hidden: Fields = {"measures": [secret(title="심사 결과", content=LONG)]}
    assert fields("심사 결과", **hidden) != []
    assert fields("심사 결과", PublicText(wording=("## 심사 결과",)), **hidden) == []
    assert fields(LONG, PublicText(wording=(LONG,)), **hidden) != []
    assert fields(LONG, PublicText(said=(LONG,)), **hidden) == []


@pytest.mark.parametrize("text", ["2024-08-01", "2024. 8. 1.", "신청", "개사", "5", "2024년"])
def test_days_and_usual_words_and_small_numbers_are_not_looked_for(text: str) -> None:
    hidden = internal(indicator("i", title="신청"))
    held: Fields = {"indicators": [hidden], "observations": [seen("i", "2024Q3", 5, reason="2024년")]}
    assert fields(text, **held, events=[internal(event("e", "2024-08-01"))]) == []


def test_the_problem_names_the_value_and_its_place_and_does_not_say_it() -> None:
    place = SourceLocation("data/measures.yaml", 7, 3)
    whole = dataset(measures=[secret(title="라온전자 인수")], sources=[source("s1")])
    whole = whole.model_copy(update={"places": Places({("measures", 0, "title"): place})})
    quarter = Quarter(2024, 3)
    known = Snapshot(visible_to(whole, "public"), derive(whole, quarter, "public"))
    (problem,) = leaks("a.txt", "라온전자 인수".encode(), withheld(Snapshot(whole, derive(whole, quarter)), known))
    assert (problem.code, str(problem.where)) == ("gate.leak", "a.txt")
    said = " ".join((*problem.what, *(problem.hint or ())))
    assert (str(place) in said, "라온" in said) == (True, False)


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("정은밀", "문의: 정은밀", True),
        ("정은밀", "문의: 정 은밀 팀장", True),
        ("정은", "문의: 과장 정은", True),
        ("정은", "문의: 정은 과장", True),
        ("정은", "결정은 다음 회의에서", False),
    ],
)
def test_a_hidden_person_is_found_by_name_also_where_a_template_says_it(
    name: str, text: str, *, is_found: bool
) -> None:
    person = internal({"id": "quiet", "name": name, "position": "과장", "role": "officer"})
    found = fields(text, PublicText(wording=(text,)), contacts=[person])
    assert found == (["contacts › quiet › name"] if is_found else [])


@pytest.mark.parametrize(
    ("title", "text", "is_found"),
    [
        ("온돌", "온돌의 선정 결과", True),
        ("온돌", "지원사업(온돌, 나래)", True),
        ("온돌", "온 돌을 확대", True),
        ("온돌", "온돌방을 데운다", False),
        ("온돌", "새온돌 사업", False),
        ("OND", "OND를 확대", True),
        ("OND", "o\uff2e\uff24 선정", True),
        ("OND", "second", False),
    ],
)
def test_a_hidden_name_is_found_however_short_it_is_as_a_word_of_its_own(
    title: str, text: str, *, is_found: bool
) -> None:
    found = fields(text, programs=[program("p", "m"), internal(program("hidden-one", "m", title=title))])
    assert ("programs › hidden-one › title" in found) is is_found


def test_a_short_name_that_visible_records_or_templates_say_is_no_sign_of_a_leak() -> None:
    hidden = internal(program("hidden-one", "m", title="온돌"))
    assert fields("온돌을 확대", programs=[program("p", "m", title="온돌 개량"), hidden]) == []
    assert fields("온돌을 확대", PublicText(wording=("온돌",)), programs=[hidden]) == []


def test_the_beginning_of_a_name_of_several_words_is_found() -> None:
    hidden = internal(program("hidden-one", "m", title="라온전자 인수 협의 지원"))
    assert "programs › hidden-one › title" in fields("라온전자 인수를 앞두고", programs=[hidden])
    assert fields("협의 지원을 확대", programs=[hidden]) == []


def test_the_name_of_a_file_is_looked_at_too() -> None:
    whole = dataset(programs=[internal(program("hidden-one", "m", title="라온전자 인수"))])
    quarter = Quarter(2024, 3)
    known = Snapshot(visible_to(whole, "public"), derive(whole, quarter, "public"))
    held = withheld(Snapshot(whole, derive(whole, quarter)), known)
    assert [str(problem.where) for problem in leaks("out/라온전자 인수.txt", b"", held)] == [
        "out/라온전자 인수.txt › name"
    ]


@pytest.mark.parametrize(("text", "is_found"), [("123개사 지원", True), ("123명 지원", False), ("값은 123", False)])
def test_a_hidden_value_of_which_no_fact_tells_is_found_with_the_unit_of_its_indicator(
    text: str, *, is_found: bool
) -> None:
    values = [seen("i", "2024Q3", 456), internal(seen("i", "2024Q3", 123, used=False, reason="다른 조사"))]
    held: Fields = {"indicators": [indicator("i"), indicator("j", unit="명")], "observations": values}
    assert bool(fields(text, **held)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"), [("12.3억원", True), ("1,230백만원", True), ("12.3%", True), ("11억원", False)]
)
def test_a_hidden_amount_of_a_year_of_which_nothing_is_told_is_found_in_other_units(
    text: str, *, is_found: bool
) -> None:
    later = internal(budget("b", "p", 2031, current=1230))
    held: Fields = {"measures": [measure("m")], "programs": [program("p", "m")], "budgets": [later]}
    assert bool(fields(text, **held)) is is_found
