"""The texts of ``report.yaml`` are templates of one line; their faults are told at their places in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.templating.writing import BODY, REPORT, SETTINGS, composed, facts, kind, problems, refused

from policyreport.diagnostics import SourceLocation
from policyreport.document.nodes import Date, Meta, Pair, Text
from policyreport.document.report_type import Wording
from policyreport.templating import compose

TEXTS = {"title": "1:8", "subtitle": "2:8", "running_title": "3:8", "summary": "4:8", "keyword": "5:12"}
PAIR = {"label": "8:13", "content": "8:30"}


def test_a_document_says_of_itself_what_its_kind_its_quarter_and_its_project_say() -> None:
    given = {"title": "{{ policy.title }}\n{{ quarter.label }} 보고", "keyword": "{{ policy.title }}"}
    document = composed("", label="기준일", content="{{ quarter.as_of }}", **given)
    assert document.meta == Meta(
        kind="briefing",
        title="레벨업 전략\n2024년 3/4분기 보고",
        subtitle="subtitle",
        running_title="running_title",
        quarter="2024년 3/4분기",
        as_of=date(2024, 9, 30),
        organisation="중소벤처기업부",
        summary="summary",
        keywords=("레벨업 전략",),
        licence="공공누리 제1유형",
        language="ko-KR",
        mark="가상",
        particulars=(Pair((Text("기준일"),), (Date(2024, 9, 30),)),),
    )


def test_a_notice_has_its_banner_and_a_draft_says_that_it_is_one() -> None:
    notice = replace(kind(), front="notice", banner=Wording("{{ policy.lead }} 보도자료", SourceLocation(REPORT, 9, 9)))
    meta = compose(notice, facts(), SETTINGS, draft=True).meta
    assert (meta.front, meta.banner, meta.draft) == ("notice", "중소벤처기업부 보도자료", True)


@pytest.mark.parametrize(("name", "place"), [*TEXTS.items(), *PAIR.items()])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ policy.titel }}", "template.unknown-name"),
        ("{{ policy }}", "template.unprintable"),
        ("{% if policy %}", "template.syntax"),
        ("{{ policy.title | safe }}", "template.safe"),
        ("{{ count.measures ~ '개' }}", "template.joined-number"),
        ("{{ cards() }}", "template.misplaced"),
        ("{{ 1 / 0 }}", "template.failed"),
        ("{{ policy.__class__ }}", "template.refused"),
        ("가\n나 {{ 'A' * 1000000000 }}", "template.too-much"),
    ],
)
def test_a_fault_of_a_text_is_told_at_its_place_in_the_yaml_file(name: str, place: str, text: str, code: str) -> None:
    (problem,) = problems(**{name: text})
    assert (problem.code, str(problem.where)) == (code, f"{REPORT}:{place}")


def test_faults_of_all_texts_and_of_the_body_are_told_together() -> None:
    error = refused("{{ boddy }}", **dict.fromkeys([*TEXTS, *PAIR], "{{ texxt }}"))
    places = [f"{REPORT}:{place}" for place in (*TEXTS.values(), *PAIR.values())]
    assert [str(problem.where) for problem in error.problems] == [f"{BODY}:1", *places]
    assert error.exit_code == 4


def test_a_text_is_no_markdown_block() -> None:
    assert composed("", title="# 가", subtitle="- 나").meta.title == "# 가"


@pytest.mark.parametrize("text", TEXTS)
def test_a_figure_in_a_text_that_is_no_part_of_the_page_is_refused(text: str) -> None:
    (problem,) = problems("", **{text: "시책 {{ count.measures }}"})
    assert (problem.code, int(problem.kind)) == ("template.number-in-title", 4)
    assert str(problem.where) == f"{REPORT}:{TEXTS[text]}"


@pytest.mark.parametrize("title", ["", " ", "{{ '' }}"])
def test_a_document_without_a_title_is_refused(title: str) -> None:
    (problem,) = problems(title=title)
    assert (problem.code, str(problem.where)) == ("template.no-title", f"{REPORT}:{TEXTS['title']}")
    assert problem.hint is not None
