"""What templates show of the members of dimensions."""

from __future__ import annotations

import re

import pytest
from tests.divided import DIMENSIONS, of
from tests.knowledge import budget, dataset, indicator, measure, program

from policyreport.diagnostics import PolicyReportError
from policyreport.document.dump import dump
from policyreport.model import Dataset
from policyreport.templating import compose

from .writing import SETTINGS, facts, kind

KNOWN = dataset(
    "2024Q3",
    dimensions=DIMENSIONS,
    measures=[measure("m1")],
    programs=[program("p1", "m1", dimensions={"region": "garam"}), program("p2", "m1")],
    indicators=[indicator("a", title="정착", unit="명")],
    observations=[
        of("a", "2024Q3", 40, region="garam", gender="f"),
        of("a", "2024Q3", 30, region="garam", gender="m"),
        of("a", "2024Q3", 20, region="byeol", gender="f"),
        of("a", "2024Q3", 10, region="byeol", gender="m"),
    ],
    budgets=[
        budget("b1", "p1", 2024, current=70),
        budget("b2", "p2", 2024, current=20, dimensions={"region": "byeol"}),
    ],
)


def written(body: str, known: Dataset = KNOWN) -> str:
    """Return what a body says, its figures as they read."""
    tree = dump(compose(kind(body), facts(known), SETTINGS))
    return " ".join(re.sub(r'<\S+ "([^"]*)"[^>]*>', r"\1", tree).replace('"', "").split())


def test_an_indicator_gives_a_row_for_each_member():
    table = (
        '{{ table(outputs[0].by("region"), column("시군", "title"), column("값", "value"), column("비중", "share")) }}'
    )
    said = written(table)
    assert "가람시 | 70명 | 70.0%" in said
    assert "별빛군 | 30명 | 30.0%" in said


def test_a_row_is_divided_by_another_dimension_in_either_order():
    crossed = '{% for c in r.by("region") %}{{ c.title }} {{ c.value }} {% endfor %}'
    said = written('{% for r in outputs[0].by("gender") %}- {{ r.title }} ' + crossed + "\n{% endfor %}")
    assert "여성 가람시 40명 별빛군 20명" in said
    assert "남성 가람시 30명 별빛군 10명" in said


def test_programmes_and_budgets_give_a_row_for_each_member():
    body = '{% for r in by("region") %}- {{ r.title }} {{ r.count }} {{ r.current }}\n{% endfor %}'
    said = written(body)
    assert "가람시 1개 70백만원" in said
    assert "별빛군 0개 20백만원" in said
    assert "구분 없음 1개 -" in said


def test_a_programme_gives_its_budgets_by_member():
    rows = '{% for r in p.by("region") %}- {{ p.id }} {{ r.title }} {{ r.current }}\n{% endfor %}'
    said = written("{% for p in programs %}" + rows + "{% endfor %}")
    assert "p2 가람시 -" in said
    assert "p2 별빛군 20백만원" in said


def test_records_say_their_members_by_title():
    said = written("{% for p in programs %}- {{ p.id }} {{ p.dimensions.region }}\n{% endfor %}")
    assert "p1 가람시" in said
    assert "p2 -" in said


@pytest.mark.parametrize("call", ['by("regoin")', 'outputs[0].by("regoin")', 'programs[0].by("regoin")'])
def test_a_dimension_that_is_not_declared_is_told_with_those_that_are(call: str):
    with pytest.raises(PolicyReportError) as caught:
        written("{% for r in " + call + " %}{{ r.title }}{% endfor %}")
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert "region" in problem.hint.en


def test_what_gives_rows_cannot_be_printed_or_looked_into():
    for body in ("{{ outputs[0].by }}", "{{ by.__globals__ }}", "{{ outputs[0].by.func }}"):
        with pytest.raises(PolicyReportError):
            written(body)


def test_an_indicator_without_members_gives_no_rows():
    undivided = KNOWN.model_copy(update={"observations": ()})
    assert "가람시" not in written('{% for r in indicators[0].by("region") %}{{ r.title }}{% endfor %}끝', undivided)
