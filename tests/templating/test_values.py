"""What each kind of value reads as, and what filters make of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.knowledge import dataset, indicator, seen
from tests.templating.writing import BODY, facts, problems, refused, said

from policyreport.document.nodes import Date, Number, Text
from policyreport.document.number_format import plain_text

RATE = Number("indicator.rate", Decimal("28.0"), "%", source="S1 · 2024. 9. 30.")


def test_a_figure_keeps_its_fact() -> None:
    assert said("{{ outcomes[0].actual }}") == (RATE,)


def test_a_figure_may_be_shown_without_its_unit_or_with_other_decimals() -> None:
    assert said("{{ outcomes[0].actual | bare }}") == (replace(RATE, shows_unit=False),)
    assert said("{{ outcomes[0].actual | to(3) }}") == (replace(RATE, decimals=3),)


def test_what_counts_or_is_missing_names_no_source() -> None:
    numbers = [node for node in said("{{ count.measures }}{{ outcomes[0].change }}") if isinstance(node, Number)]
    assert [number.source for number in numbers] == ["", ""]


def test_words_stand_beside_a_figure_outside_its_braces() -> None:
    assert said("약 {{ outcomes[0].actual }} 수준") == (Text("약 "), RATE, Text(" 수준"))


def test_a_change_is_marked_as_one() -> None:
    change = Number("indicator.rate.change", Decimal("-1.25"), "%p", change=True, source="S1 · 2024. 12. 31.")
    assert said("{{ outcomes[0].change }}", facts(quarter="2024Q4")) == (change,)


def test_a_figure_may_be_asked_whether_it_is_missing_and_what_its_unit_is() -> None:
    asked = "{% set i = outcomes[0] %}{{ i.actual.missing }} {{ i.change.missing }} {{ i.actual.unit }}"
    assert plain_text(said(asked)) == "아니요 예 %"


def test_a_missing_figure_is_false_and_reads_as_a_dash() -> None:
    asked = "{% if outcomes[0].change %}가{% else %}나{% endif %}{{ outcomes[0].change }}"
    assert plain_text(said(asked)) == "나-"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("none", "-"),
        ("[]", "-"),
        ("true", "예"),
        ("false", "아니요"),
        ("3", "3"),
        ("'글'", "글"),
        ("''", ""),
        ("[1, none, '글']", "1, -, 글"),
        ("policy.began", "2024. 7. 10."),
        ("quarter.as_of.year", "2024"),
        ("outcomes[0].target_year", "2027년"),
        ("'가' ~ none ~ 1", "가-1"),
        ("policy.began ~ '까지'", "2024. 7. 10.까지"),
        ("['가', none] | join('·')", "가·-"),
        ("[] | join", "-"),
        ("programs | map(attribute='title') | join", "사업 p1"),
        ("none | bare", "-"),
        ("none | to(1)", "-"),
        ("measures | length + 1", "3"),
        ("[2, 1] | sort | first", "1"),
    ],
)
def test_every_kind_of_value_reads_in_one_way(value: str, text: str) -> None:
    assert plain_text(said(f"({{{{ {value} }}}})")) == f"({text})"


def test_a_date_keeps_being_a_date() -> None:
    assert said("{{ policy.began }}") == (Date(2024, 7, 10),)


def test_figures_joined_to_one_another_keep_their_facts() -> None:
    assert said("{{ [count.measures, count.programs] | join(' / ') }}") == (
        Number("count.measures", Decimal(2), "개", 0),
        Text(" / "),
        Number("count.programs", Decimal(1), "개", 0),
    )


@pytest.mark.parametrize("number", range(1, 13))
def test_chapters_have_roman_numbers_of_one_character(number: int) -> None:
    assert said(f"{{{{ {number} | roman }}}}") == (Text("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"[number - 1]),)


@pytest.mark.parametrize("value", ["0", "13", "-1", "'가'", "none"])
def test_other_numbers_have_no_such_character(value: str) -> None:
    (problem,) = problems(f"{{{{ {value} | roman }}}}")
    assert problem.hint is not None
    assert problem.hint.en == "there is: 1 … 12"


@pytest.mark.parametrize("decimals", ["-1", "7", "'가'", "none", "1.5"])
def test_a_figure_is_shown_with_none_to_six_decimals(decimals: str) -> None:
    (problem,) = problems(f"{{{{ count.measures | to({decimals}) }}}}")
    assert problem.hint is not None
    assert problem.hint.en == "there is: 0 … 6"


@pytest.mark.parametrize(
    "joined",
    ["count.measures ~ '%'", "'약 ' ~ count.measures", "'약 ' + count.measures", "count.measures + '개'"],
)
def test_a_figure_joined_to_text_is_refused_for_it_would_lose_its_source(joined: str) -> None:
    error = refused(f"가\n{{{{ {joined} }}}}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.joined-number", f"{BODY}:2")
    assert "count.measures" in problem.what.en
    assert problem.hint is not None
    assert "{{ x }}%" in problem.hint.en


@pytest.mark.parametrize("reckoned", ["count.measures + 1", "count.measures * 2", "-count.measures"])
def test_a_template_cannot_reckon_with_figures(reckoned: str) -> None:
    (problem,) = problems(f"{{{{ {reckoned} }}}}")
    assert problem.code == "template.failed"


@pytest.mark.parametrize("value", ["policy", "programs[0]", "programs", "programs[0].figures", "'가' ~ policy", "1.5"])
def test_a_whole_record_cannot_be_printed(value: str) -> None:
    error = refused(f"\n\n{{{{ {value} }}}}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.unprintable", f"{BODY}:3")
    assert problem.hint is not None
    assert ".title" in problem.hint.en


@pytest.mark.parametrize("value", ["'글' | bare", "3 | to(1)", "policy | bare", "policy.began | to(1)"])
def test_filters_for_figures_refuse_other_values(value: str) -> None:
    (problem,) = problems(f"{{{{ {value} }}}}")
    assert (problem.code, str(problem.where)) == ("template.not-a-number", f"{BODY}:1")
    assert problem.hint is not None


@pytest.mark.parametrize("piece", ["m() | first", "m() | list", "m() | last"])
def test_what_a_macro_says_cannot_be_taken_apart(piece: str) -> None:
    (problem,) = problems(f"{{% macro m() %}}{{{{ policy.title }}}}{{% endmacro %}}{{{{ {piece} }}}}")
    assert problem.code == "template.unprintable"


@pytest.mark.parametrize(
    "template",
    [
        "{{ measures | length }}",
        "{% for m in measures %}{{ loop.length }}{% endfor %}",
        "{{ '모두 ' ~ (measures | length) }}",
        "{{ pairs(pair('시책', measures | length)) }}",
    ],
)
def test_the_length_of_a_list_is_not_printed_since_it_has_no_source(template: str) -> None:
    (problem,) = problems(template)
    assert (problem.code, str(problem.where)) == ("template.printed-length", f"{BODY}:1")
    assert problem.hint is not None
    assert "count.measures" in problem.hint.en


@pytest.mark.parametrize(
    ("template", "read"),
    [
        ("{{ (measures | length + 1) | roman }}", "Ⅲ"),
        ("{{ measures | length | roman }}", "Ⅱ"),
        ("{% if measures | length > 1 %}가{% endif %}", "가"),
        ("{{ measures[measures | length - 1].title }}", "시책 m2"),
        ("{% for m in measures %}{{ loop.index }}{% endfor %}", "12"),
    ],
)
def test_the_length_of_a_list_can_be_reckoned_with(template: str, read: str) -> None:
    assert said(template) == (Text(read),)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("indicators[1].change | zero_as('변동 없음')", "변동 없음"),
        ("indicators[1].actual | zero_as('없음')", "28.0%"),
        ("none | zero_as('없음')", "-"),
    ],
)
def test_a_figure_that_is_zero_may_be_said_in_words(value: str, read: str) -> None:
    observations = [seen("selected", "2024Q3", 1), seen("rate", "2024Q2", "28.0"), seen("rate", "2024Q3", "28.01")]
    known = dataset(
        "2024Q3",
        indicators=[indicator("selected"), indicator("rate", unit="%")],
        observations=observations,
    )
    assert plain_text(said(f"{{{{ {value} }}}}", facts(known))) == read


@pytest.mark.parametrize(
    ("texts", "title", "left"),
    [
        ("['센터 선정 지역', '센터 사업비']", "센터 지역 선정", "선정 지역, 사업비"),
        ("['센터 선정 지역', '다른 사업비']", "센터 지역 선정", "센터 선정 지역, 다른 사업비"),
        ("['센터 가', '센터 가 나']", "센터 가 나", ", 나"),
        ("['센터']", "센터장", "센터"),
        ("[]", "센터", "-"),
    ],
)
def test_texts_can_do_without_the_words_that_a_title_has_said(texts: str, title: str, left: str) -> None:
    assert plain_text(said(f"{{{{ {texts} | without_start('{title}') | join }}}}")) == left
