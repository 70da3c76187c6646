"""What a template claims of an indicator: by ``claim``, and with words beside a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.knowledge import Fields, dataset, indicator, seen, target
from tests.pipeline.small_project import QUARTER, small, write_kind
from tests.templating.writing import composed, said

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Text
from policyreport.facts import derive
from policyreport.model import Facts
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check


def facts(now: object = 12, before: object = 10, **more: object) -> Facts:
    known = dataset(
        "2026Q1",
        "2026Q2",
        indicators=[indicator("a", role="outcome", title="상가 공실", **more)],
        observations=[seen("a", "2026Q1", before), seen("a", "2026Q2", now)],
        targets=[target("a", 11, "2026-01-02", year=2026)],
    )
    return derive(known, known.quarters[-1].quarter)


def problems(body: str) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        composed(body, facts())
    return list(caught.value.problems)


CLAIM = "{% for i in outcomes %}{{ claim(i, WORDS) }}{% endfor %}"


def claiming(*words: str) -> str:
    return CLAIM.replace("WORDS", ", ".join(f'"{word}"' for word in words))


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (("증가",), "증가"),
        (("감소", "증가", "유지"), "증가"),
        (("목표 미달", "목표 달성"), "목표 달성"),
        (("개선", "악화"), "개선"),
        (("역대 최고",), "역대 최고"),
        (("20% 증가",), "20% 증가"),
    ],
)
def test_the_first_word_that_is_true_is_printed(words: tuple[str, ...], printed: str) -> None:
    assert said(claiming(*words), facts()) == (Text(printed),)


def test_of_an_indicator_of_which_less_is_better_more_is_worse() -> None:
    more: Fields = {"direction": "down"}
    assert said(claiming("개선", "악화"), facts(**more)) == (Text("악화"),)


def test_a_wrong_word_stops_with_the_values_and_the_word_that_would_be_true() -> None:
    (problem,) = problems(claiming("감소"))
    assert problem.code == "template.false-claim"
    assert problem.what.ko == "'상가 공실'에 '감소'은(는) 사실이 아닙니다: 전 분기 10개사, 2026년 2/4분기 12개사"
    assert problem.hint is not None
    assert problem.hint.ko.startswith("맞는 말은 '증가'입니다.")


@pytest.mark.parametrize("words", ["번창", "전년 동기 대비 증가"])
def test_what_cannot_be_judged_stops_too(words: str) -> None:
    assert [problem.code for problem in problems(claiming(words))] == ["template.unjudged-claim"]


def test_only_an_indicator_can_be_claimed_of() -> None:
    assert [problem.code for problem in problems('{{ claim(policy, "증가") }}')] == ["template.not-a-record"]


RISES = """{% for i in outputs if i.id == "smart-shop-applied" %}
{{ i.actual }}으로 전 분기보다 감소
{% endfor %}
"""


def test_words_beside_a_number_of_a_template_are_warned_of_in_check_and_build(tmp_path: Path) -> None:
    project = small(tmp_path, "txt", "csv")
    write_kind(project.root, "worded", "txt", RISES)
    warned = {one.problem for one in check(project) if one.problem.code == "template.false-claim"}
    (problem,) = warned
    assert problem.where is not None
    assert (problem.where.file, problem.where.line) == ("templates/worded/body.md.j2", 2)
    assert "480개소으로 전 분기보다 감소" in problem.what.ko
    assert set(build(project, QUARTER).warnings) == warned


def test_true_words_beside_a_number_are_no_warning(tmp_path: Path) -> None:
    project = small(tmp_path, "txt", "csv")
    write_kind(project.root, "worded", "txt", RISES.replace("감소", "증가"))
    assert build(project, QUARTER).warnings == ()
