from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.templating.writing import BODY, problems, refused, said, written

from policyreport.document.nodes import (
    Align,
    Box,
    Card,
    Cards,
    Column,
    Contents,
    Date,
    Footnote,
    Heading,
    Item,
    Items,
    Lamp,
    Link,
    Note,
    Number,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Table,
    Text,
)

COUNT = Number("count.measures", Decimal(2), "개", 0)
SELECTED = Number("indicator.selected", Decimal(1524), "개사", source="S1 · 2024. 9. 30.")


def test_a_box_holds_the_markdown_between_its_ends() -> None:
    body = '{% call box("요약") %}\n# 가\n\n- {{ count.measures }}\n\n※ 나\n{% endcall %}'
    inside = (Heading(1, (Text("가"),)), Items((Item((COUNT,)),)), Note((Text("나"),)))
    assert written(body) == (Box((Text("요약"),), inside),)


def test_a_box_may_stand_in_a_box_and_beside_words() -> None:
    body = '가\n{% call box("밖") %}{% call box("안") %}나{% endcall %}{% endcall %}\n다'
    inner = Box((Text("안"),), (Paragraph((Text("나"),)),))
    assert written(body) == (Paragraph((Text("가"),)), Box((Text("밖"),), (inner,)), Paragraph((Text("다"),)))


def test_a_box_may_call_for_attention() -> None:
    body = '{% call box("지연", tone="bad") %}{{ pairs(pair("사유", count.measures)) }}{% endcall %}'
    assert written(body) == (Box((Text("지연"),), (Pairs((Pair((Text("사유"),), (COUNT,)),)),), "bad"),)


def test_the_contents_go_down_to_a_level() -> None:
    assert written("{{ contents() }}\n\n{{ contents(depth=1) }}") == (Contents(2), Contents(1))


def test_a_footnote_stands_in_a_line_a_cell_or_a_head_and_may_hold_a_figure() -> None:
    note = Footnote((COUNT,))
    assert said("가{{ footnote(count.measures) }} 나") == (Text("가"), note, Text(" 나"))
    assert written("| 가{{ footnote(count.measures) }} |\n|--|\n| {{ footnote(count.measures) }} |") == (
        Table((Column((Text("가"), note)),), (Row(((note,),)),)),
    )


def test_a_footnote_of_a_macro_holds_what_the_macro_says() -> None:
    body = "{% macro m() %}{{ policy.began }} 나{% endmacro %}가{{ footnote(m()) }}"
    assert said(body) == (Text("가"), Footnote((Date(2024, 7, 10), Text(" 나"))))


def test_a_caption_and_a_unit_are_given_to_the_table_between() -> None:
    call = '{% call captioned("총괄 " ~ quarter.label, unit="개") %}'
    body = call + "\n| 가 |\n|:-:|\n| {{ count.measures | bare }} |\n{% endcall %}"
    bare = Number("count.measures", Decimal(2), "개", 0, shows_unit=False)
    expected = Table((Column((Text("가"),), "center"),), (Row(((bare,),)),), (Text("총괄 2024년 3/4분기"),), "개")
    assert written(body) == (expected,)


def test_a_table_that_a_macro_says_may_be_captioned() -> None:
    body = "{% macro rows() %}\n| 가 |\n|--|\n{% endmacro %}\n{% call captioned('나') %}\n{{ rows() }}\n{% endcall %}"
    assert written(body) == (Table((Column((Text("가"),)),), (), (Text("나"),)),)


def test_cards_stand_side_by_side_alone_or_one_for_each_record() -> None:
    body = '{{ cards(card("시책", count.measures), cards_of(programs, "title", "figures.selected", "target_group")) }}'
    assert written(body) == (
        Cards(
            (
                Card((Text("시책"),), (COUNT,)),
                Card((Text("사업 p1"),), (SELECTED,), (Text("스타트업"),)),
            )
        ),
    )


def test_pairs_are_labels_with_what_they_stand_for() -> None:
    assert written('{{ pairs(pair("일시", policy.began), pair("장소", none)) }}') == (
        Pairs((Pair((Text("일시"),), (Date(2024, 7, 10),)), Pair((Text("장소"),), (Text("-"),)))),
    )


def test_a_table_of_records_has_a_row_for_each_and_follows_paths() -> None:
    body = (
        '{{ table(programs, column("사업", "title"), column("시책", "measure_names"),'
        ' column("선정", "figures.selected", align="right", bare=true),'
        ' column("신청", "figures.applied", "center", group="실적"),'
        ' caption="사업", unit="개사") }}'
    )
    bare = replace(SELECTED, shows_unit=False)
    heads: tuple[tuple[str, Align, tuple[Text, ...]], ...] = (
        ("사업", "left", ()),
        ("시책", "left", ()),
        ("선정", "right", ()),
        ("신청", "center", (Text("실적"),)),
    )
    cells = ((Text("사업 p1"),), (Text("시책 m1"),), (bare,), (Text("-"),))
    assert written(body) == (
        Table(
            tuple(Column((Text(head),), align, group) for head, align, group in heads),
            (Row(cells),),
            (Text("사업"),),
            "개사",
        ),
    )


def test_a_table_of_no_records_keeps_its_head() -> None:
    assert written('{{ table(meetings, column("회의", "title")) }}') == (Table((Column((Text("회의"),)),), ()),)


@pytest.mark.parametrize("tone", ["good", "watch", "bad", "done", "none"])
def test_a_lamp_has_a_tone_and_a_word(tone: str) -> None:
    assert said(f'{{{{ lamp("{tone}", "상태") }}}}') == (Lamp(tone, "상태"),)  # type: ignore[arg-type]


def test_the_word_of_a_lamp_may_come_from_a_macro() -> None:
    assert said('{% macro m() %}{{ policy.title }}{% endmacro %}{{ lamp("good", m()) }}') == (
        Lamp("good", "레벨업 전략"),
    )


def test_a_link_leads_to_an_address_and_says_it_or_what_it_is_told() -> None:
    assert said('{{ link("https://a.kr") }}') == (Link("https://a.kr", (Text("https://a.kr"),)),)
    assert said('{{ link("https://a.kr", count.measures) }}') == (Link("https://a.kr", (COUNT,)),)


def test_a_link_without_an_address_is_its_content_alone() -> None:
    assert said("{{ link(none, policy.title) }}{{ link(none) }}") == (Text("레벨업 전략-"),)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//a.kr", "policy"])
def test_a_link_to_anything_but_the_web_is_refused(address: str) -> None:
    (problem,) = problems(f'{{{{ link("{address}", "가") }}}}')
    assert (problem.code, int(problem.kind)) == ("template.unsafe-link", 7)


WRONG_WORDS = [
    ('lamp("god", "가")', "god", "did you mean 'good'?"),
    ('lamp("", "가")', "", "there is: bad, done, good, none, watch"),
    ('table(programs, column("가", "title", align="centre"))', "centre", "did you mean 'center'?"),
    ('table(programs, column("가", "titel"))', "titel", "did you mean 'title'?"),
    ('table(programs, column("가", "figures.selekted"))', "selekted", "did you mean 'selected'?"),
    ('table(programs, column("가", "title.text"))', "text", "there is none here"),
    ('cards(cards_of(programs, "titel", "title", "title"))', "titel", "did you mean 'title'?"),
    ("table(programs)", "table", "there is: column(…)"),
    ('table(programs, "title")', "title", "there is: column(…)"),
    ('cards("가")', "가", "there is: card(…)"),
    ('cards(pair("가", "나"))', "Pair", "there is: card(…)"),
    ('pairs(card("가", "나"))', "Card", "there is: pair(…)"),
    ('pairs(["가"])', "list", "there is: pair(…)"),
    ('box("요약")', "box", "there is: {% call box(…) %} … {% endcall %}"),
    ("contents(depth=4)", "4", "there is: 1, 2, 3"),
    ('contents("가")', "가", "there is: 1, 2, 3"),
    ('chart("line", "표")', "chart", "there is: {% call chart(…) %} … {% endcall %}"),
    ('captioned("표")', "captioned", "there is: {% call captioned(…) %} … {% endcall %}"),
]


@pytest.mark.parametrize(("call", "word", "hint"), WRONG_WORDS)
def test_a_helper_that_is_given_a_wrong_word_says_what_it_knows(call: str, word: str, hint: str) -> None:
    error = refused(f"가\n\n{{{{ {call} }}}}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, problem.field) == (4, "template.unknown-name", word)
    assert str(problem.where) == f"{BODY}:3"
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)


@pytest.mark.parametrize("between", ["글", "", "| 가 |\n|--|\n\n| 나 |\n|--|", "# 가"])
def test_a_caption_is_for_one_table(between: str) -> None:
    (problem,) = problems(f'{{% call captioned("표") %}}\n{between}\n{{% endcall %}}')
    assert (problem.code, problem.field) == ("template.unknown-name", "captioned")


@pytest.mark.parametrize(
    "call",
    [
        "table(none, column('가', 'title'))",
        "pair('가')",
        "lamp('good')",
        "card()",
        "box(1, 2, 3)",
        "footnote()",
        "cards(card('가', '나', colour='red'))",
        "link()",
    ],
)
def test_a_helper_that_is_given_too_little_or_too_much_is_refused_with_its_line(call: str) -> None:
    (problem,) = problems(f"\n{{{{ {call} }}}}")
    assert (problem.code, str(problem.where)) == ("template.failed", f"{BODY}:2")


@pytest.mark.parametrize("call", ["card('가', '나')", "pair('가', '나')", "column('가', 'title')", "table", "policy"])
def test_what_only_a_helper_can_use_cannot_be_printed(call: str) -> None:
    (problem,) = problems(f"{{{{ {call} }}}}")
    assert problem.code == "template.unprintable"


@pytest.mark.parametrize(
    "call",
    [
        "lamp('good', count.measures)",
        "link(count.measures)",
        "table(programs, column('가', 'title'), unit=count.measures)",
    ],
)
def test_a_figure_is_not_taken_where_only_characters_are_kept(call: str) -> None:
    (problem,) = problems(f"{{{{ {call} }}}}")
    assert problem.code == "template.joined-number"
