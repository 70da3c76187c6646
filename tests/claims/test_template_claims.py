"""What a template claims of an indicator: by ``claim``, and with words beside a number."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest
from tests.knowledge import Fields, dataset, indicator, seen, target
from tests.office_templates.drawing_in_excel import filled, sheet_of
from tests.pipeline.small_project import QUARTER, small, write_kind
from tests.templating.writing import composed, said
from tests.templating.writing import facts as known_later
from tests.young_farmers import REPOSITORY, young_farmers

from policyreport.claims import false_in_document
from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Text
from policyreport.facts import derive
from policyreport.inputs import load, report_kinds, settings
from policyreport.model import Facts
from policyreport.model.base import Audience
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check
from policyreport.project import open_project
from policyreport.templating import compose


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


def test_a_cell_of_a_drawn_template_claims_too() -> None:
    cell = "{{ claim(outcomes[0], '상승', '하락') }}"
    assert sheet_of(filled([[cell]], known=known_later(quarter="2024Q4")))["A1"].value == "하락"


@pytest.mark.parametrize("name", ["real", "fourth"])
def test_no_sentence_of_the_shipped_templates_is_taken_for_false(name: str, tmp_path: Path) -> None:
    if name == "fourth":
        project = young_farmers(tmp_path, name)
    else:
        shutil.copytree(REPOSITORY / "data", tmp_path / "data")
        shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
        project = open_project(tmp_path)
    known, told = load(project).dataset, settings(project)
    quarter = known.quarters[-1].quarter
    of = {audience: derive(known, quarter, audience) for audience in get_args(Audience)}
    kinds = [kind for kind in report_kinds(project).values() if kind.editions is None and kind.body]
    assert len(kinds) > 2
    for kind in kinds:
        document = compose(kind, of[kind.audience], told)
        assert list(false_in_document(document, of[kind.audience])) == []
