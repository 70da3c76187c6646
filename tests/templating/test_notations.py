"""Notations of Markdown that reports do not have are refused at their line, and never printed as they stand."""

from __future__ import annotations

import pytest
from tests.templating.writing import BODY, PARTS, REPORT, problems, refused, said, written

from policyreport.diagnostics import SourceLocation
from policyreport.document.nodes import Item, Items, Paragraph, Text
from policyreport.document.number_format import plain_text
from policyreport.templating.placeholders import Lines, with_marks

NOTATIONS = [
    ("안건은 다음과 같음\n2. 접수", "앞 문단에 이어지는 번호 줄", "빈 줄"),
    ("01. 접수\n02. 심사", "앞 문단에 이어지는 번호 줄", "빈 줄"),
    ("- 가\n\n  나", "목록이나 인용 안의 블록", "빈 줄"),
    ("- # 가", "목록이나 인용 안의 블록", "빈 줄"),
    ("- > 가", "목록이나 인용 안의 블록", "빈 줄"),
    ("- 가\n  | 나 |\n  |--|", "목록이나 인용 안의 블록", "빈 줄"),
    ("> | 나 |\n> |--|", "목록이나 인용 안의 블록", "빈 줄"),
    ("> > 가", "목록이나 인용 안의 블록", "빈 줄"),
    ("> # 가", "목록이나 인용 안의 블록", "빈 줄"),
    ("[신청](javascript:x)", "웹 주소가 아닌 링크", "https://"),
    ("[신청](apply.pdf)", "웹 주소가 아닌 링크", "https://"),
    ("<a@b.kr>", "웹 주소가 아닌 링크", "https://"),
    ("[](https://a.kr)", "글이 없는 링크", "[ ]"),
    ('[신청](https://a.kr "안내")', "설명이 달린 링크", "설명"),
    ("[1]: https://a.kr/apply", "주소를 따로 적은 링크", "[글](https://…)"),
    ("조직 ![조직도](org.png)", "문장, 항목, 표의 칸에 든 그림", "빈 줄"),
    ("<b>접수</b>", "HTML 태그", "\\<"),
    ("</div>", "HTML 태그", "\\<"),
    ("<font color='red'>접수</font>", "HTML 태그", "\\<"),
    ("<!DOCTYPE html>", "HTML 태그", "\\<"),
    ("접수<br>심사", "HTML 줄바꿈", "줄 끝"),
    ("접수<BR/>심사", "HTML 줄바꿈", "줄 끝"),
    ("10m<sup>2</sup>", "HTML 위·아래 첨자", "m^2^"),
    ("<!-- 나중에 -->", "HTML 주석", "{# … #}"),
    ("<!-- 나중에\n\n지울 것 -->", "HTML 주석", "{# … #}"),
    ("접수&nbsp;기간", "HTML 문자", "\\&"),
    ("&#9312; 접수", "HTML 문자", "\\&"),
    ("*접수* 기간", "기울임", "**…**"),
    ("_접수_ 기간", "기울임", "**…**"),
    ("***접수***", "기울임", "**…**"),
    ("~~접수~~", "취소선", "\\~"),
    ("`접수`", "코드", "\\`"),
    ("```\n접수\n```", "코드 블록", "```"),
    ("~~~\n접수", "코드 블록", "~~~"),
    ("접수\n====", "밑줄로 쓴 제목", "# "),
    ("==접수==", "형광펜", "**…**"),
    ("$$x + y$$", "수식", "\\$"),
    ("접수[^1]", "각주", "{{ footnote("),
    ("접수^[기한 엄수]", "각주", "{{ footnote("),
    ("**(접수)**는", "닫히지 않는 굵게", "괄호"),
    ("**‘접수’**를 **“심사”**로", "닫히지 않는 굵게", "괄호"),
    ("- [ ] 접수", "체크 상자", "□"),
    ("- [x] 접수", "체크 상자", "□"),
    ("| 접수 | 심사 |", "표가 되지 못한 줄", "|---|---|"),
    ("| 접수 | 심사 |\n|---|\n| 1 | 2 |", "표가 되지 못한 줄", "|---|---|"),
    ("| 접수 |\n|---|\n\n| 1 |", "표가 되지 못한 줄", "|---|---|"),
]


@pytest.mark.parametrize(("text", "name", "way"), NOTATIONS)
def test_a_notation_that_reports_do_not_have_is_refused_with_what_to_write(text: str, name: str, way: str) -> None:
    error = refused(f"{text}\n")
    assert error.exit_code == 4
    assert {problem.code for problem in error.problems} == {"template.notation"}
    for problem in error.problems:
        assert problem.what.ko.startswith(f"이 표기는 쓰지 않습니다: {name}(")
        assert problem.hint is not None
        assert way in problem.hint.ko


@pytest.mark.parametrize(
    "around",
    [
        "# {}",
        "- {}",
        "- 가\n  - {}",
        "※ {}",
        "| 가 |\n|--|\n| {} |",
        "| {} |\n|--|",
        "**가** {}",
        "가\\\n{}",
        "가  \n{}",
    ],
)
@pytest.mark.parametrize("notation", ["[가](나)", "가<br>나", "*가*", "~~가~~", "`가`", "&amp;", "가[^1]", "![가](나)"])
def test_a_notation_within_a_line_is_refused_wherever_the_line_stands(around: str, notation: str) -> None:
    body = around.format(notation)
    (problem,) = problems(f"{body}\n")
    line = 1 + body[: body.index(notation)].count("\n")
    assert (problem.code, str(problem.where)) == ("template.notation", f"{BODY}:{line}")


@pytest.mark.parametrize(
    "text",
    [
        "<표 1> 추진 경과",
        "〈표 1〉 《개요》",
        "<TIPS> 선정",
        "<A 유형> 5개",
        "<5% & >3%",
        "a < b > c",
        "R&D; 예산, A&B",
        "매출*, 고용**, 수출***",
        "* 2024년 기준 *",
        "3~5월, 7~9월",
        "6~7월(9~10시)",
        "약 2^10 규모",
        "[참고] 붙임",
        "[참고](붙임 1)",
        "[문의]: 042-123-4567",
        "성명: ____ 직위: ____",
        "가 == 나, 다 == 라",
        "100$ 200$",
        "가 | 나",
        "#해시태그",
        "-3%p 감소",
        "(1) 가 ① 나",
        "○ 가",
        "가. 나",
        "2025. 6. 30. 회의\n2025. 7. 1. 회의",
        "6. 30. 회의\n7. 1. 회의",
        "2025. 상반기\n2026. 하반기",
        "회의\n2025. 6. 30. 개최",
        "snake_case_name",
        "https://a.kr/a_b_c?d=*&e=~f~",
        "\"가\" '나' `",
        "    가",
    ],
)
def test_text_that_only_looks_like_a_notation_is_printed_as_it_stands(text: str) -> None:
    printed = text.strip().replace("\n", " ").removeprefix("* ")
    (block,) = written(text)
    assert isinstance(block, Paragraph | Items)
    assert plain_text(block.content if isinstance(block, Paragraph) else block.items[0].content) == printed


def test_numbers_may_stand_before_the_texts_of_items() -> None:
    assert written("- 1. 접수\n- 2. 심사") == (Items((Item((Text("1. 접수"),)), Item((Text("2. 심사"),)))),)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (r"\[신청](https://a.kr)", "[신청](https://a.kr)"),
        (r"\!\[그림](a.png)", "![그림](a.png)"),
        (r"\*접수\* \_심사\_", "*접수* _심사_"),
        (r"\<b>접수", "<b>접수"),
        (r"\&nbsp;", "&nbsp;"),
        (r"\`접수\`", "`접수`"),
        (r"\~~접수\~~", "~~접수~~"),
        (r"\> 접수", "> 접수"),
        (r"\---", "---"),
        (r"\```", "```"),
        (r"m\^2\^ CO\~2\~", "m^2^ CO~2~"),
        (r"\==접수==", "==접수=="),
        (r"\$\$x\$\$", "$$x$$"),
        (r"접수\[^1]", "접수[^1]"),
        (r"\*\*(접수)\*\*는", "**(접수)**는"),
        (r"\| 접수 |", "| 접수 |"),
        (r"\<!-- 접수 -->", "<!-- 접수 -->"),
        (r"\[1]: https://a.kr", "[1]: https://a.kr"),
    ],
)
def test_a_backslash_has_a_notation_printed(text: str, printed: str) -> None:
    assert said(text) == (Text(printed),)


def test_numbered_lines_are_printed_where_a_backslash_and_an_empty_line_part_them() -> None:
    assert written("1\\. 접수\n\n2\\. 심사") == (Paragraph((Text("1. 접수"),)), Paragraph((Text("2. 심사"),)))


@pytest.mark.parametrize("text", [text for text, *_ in NOTATIONS if "{{" not in text])
def test_what_data_say_is_never_a_notation(text: str) -> None:
    literal = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    assert plain_text(said(f'{{{{ "{literal}" }}}}')) == text.replace("\n", " ")


def test_every_notation_of_every_template_is_told_in_one_run_with_its_line() -> None:
    body = (
        "{% import '" + PARTS + "' as say %}\n"
        "# 개요\n"
        "\n"
        "{% for m in measures %}\n"
        "- > {{ m.title }}\n"
        "{% endfor %}\n"
        "{% if measures %}\n"
        "**가** *나*\n"
        "{% else %}\n"
        "`다`\n"
        "{% endif %}\n"
        "\n"
        "{% call captioned('표') %}\n"
        "| 가 | 나 |\n"
        "|:---|:---|\n"
        "{% for m in measures %}\n"
        "| {{ m.title }} |{% if loop.first %} <b>나</b> |\n"
        "{% else %}\n"
        " ~~다~~ |\n"
        "\n"
        "{% endif %}\n"
        "{% endfor %}\n"
        "{% endcall %}\n"
        "\n"
        "{{ pairs(pair('관련', say.about(policy))) }}\n"
        "\n"
        "{{ say.note() }}\n"
        "{% raw %}\n"
        "> # {{ 가 }}\n"
        "{% endraw %}\n"
    )
    parts = (
        "{# 조각 #}\n"
        "{% macro about(x) %}\n"
        "{{ x.title }} 및\n"
        "[가](나)\n"
        "{% endmacro %}\n"
        "{% macro note() %}\n"
        "※ 가\n"
        "\n"
        "{%- if true %}\n"
        "\n"
        "\n"
        "> > 나\n"
        "{% endif %}\n"
        "{% endmacro %}\n"
    )
    found = problems(body, parts, title="<b>{{ policy.title }}</b>", label="*항목*")
    assert {(str(p.where), p.what.ko.partition(": ")[2]) for p in found} == {
        (f"{REPORT}:1:8", "HTML 태그(<b>)"),
        (f"{REPORT}:8:13", "기울임(*…*)"),
        (f"{BODY}:17", "HTML 태그(<b>)"),
        (f"{BODY}:19", "취소선(~~…~~)"),
        (f"{BODY}:29", "목록이나 인용 안의 블록(- 항목, > 인용)"),
        (f"{BODY}:5", "목록이나 인용 안의 블록(- 항목, > 인용)"),
        (f"{BODY}:8", "기울임(*…*)"),
        (f"{PARTS}:12", "목록이나 인용 안의 블록(- 항목, > 인용)"),
        (f"{PARTS}:4", "웹 주소가 아닌 링크([글](파일))"),
    }


def test_a_notation_and_a_wrong_name_are_told_together() -> None:
    found = problems("{{ policyy }}\n\n*가*\n\n{% call box('나') %}\n다<br>라\n{% endcall %}\n")
    assert {(p.code, str(p.where)) for p in found} == {
        ("template.unknown-name", f"{BODY}:1"),
        ("template.notation", f"{BODY}:3"),
        ("template.notation", f"{BODY}:6"),
    }


def test_a_notation_in_a_template_whose_lines_cannot_be_told_is_refused_all_the_same() -> None:
    body = "{% macro sign() %}[가](나){% endmacro %}{% if sign() == '[가](나)' %}*가*{% endif %}"
    (problem,) = problems(body)
    assert (problem.code, str(problem.where)) == ("template.notation", BODY)


def test_marks_tell_from_which_line_each_part_of_a_text_comes() -> None:
    lines = Lines("앞 " + with_marks("가\n나", "a.j2", 7) + with_marks(" 다\n", "b.j2", 2))
    assert lines.text == "앞 가\n나 다\n"
    assert lines.place(0, "가") == SourceLocation("a.j2", 7)
    assert lines.place(1, "나") == SourceLocation("a.j2", 8)
    assert lines.place(1, "다") == SourceLocation("b.j2", 2)


def test_a_text_without_marks_has_no_places() -> None:
    assert Lines("가\n나").place(1, "나") is None
