"""Changes are for the better or the worse, like is set beside like, and a list that is cut keeps what weighs most."""

from __future__ import annotations

import pytest
from tests.knowledge import Fields, budget, dataset, event, formula, indicator, measure, program, seen, source, target
from tests.templating.writing import kind

from policyreport.diagnostics import PolicyReportError
from policyreport.document.dump import dump
from policyreport.document.nodes import Chart
from policyreport.document.number_format import plain_text
from policyreport.facts import derive
from policyreport.inputs import settings
from policyreport.model import Dataset, Quarter
from policyreport.project import open_project
from policyreport.templating import compose

from .test_achievement_in_reports import REPOSITORY


def said(known: Dataset, body: str, quarter: str = "2024Q4") -> str:
    """Return the dump of a template's document for a data set."""
    facts = derive(known, Quarter.parse(quarter))
    return dump(compose(kind(body), facts, settings(open_project(REPOSITORY.root))))


def moved(before: object, now: object, **more: object) -> Dataset:
    return dataset(
        "2024Q3",
        "2024Q4",
        indicators=[indicator("a", **{"role": "outcome", **more})],
        observations=[seen("a", "2024Q3", before), seen("a", "2024Q4", now)],
    )


TRENDS = [
    ({"direction": "up"}, 5, 6, "개선"),
    ({"direction": "up"}, 6, 5, "악화"),
    ({"direction": "down"}, 5, 6, "악화"),
    ({"direction": "down"}, 6, 5, "개선"),
    ({"direction": "keep"}, 5, 6, "-"),
    ({"direction": "up", "role": "context"}, 5, 6, "-"),
    ({"direction": "up", "role": "term"}, 5, 6, "-"),
    ({"direction": "up", "decimals": 0}, 5, "5.4", "-"),
    ({"direction": "up"}, 5, 5, "-"),
    ({}, 5, 6, "-"),
]


@pytest.mark.parametrize(("more", "before", "now", "word"), TRENDS)
def test_a_change_is_for_the_better_or_the_worse_by_its_direction(more: Fields, before: object, now: object, word: str):
    body = "{% for i in outcomes + contexts + terms %}\n평가 {{ i.trend }}\n{% endfor %}"
    assert f'"평가 {word}"' in said(moved(before, now, **more), body)
    if word != "-":
        changed = "{% for c in changes %}\n변동 {{ c.change }} {{ c.trend }}\n{% endfor %}"
        assert f'" {word}"' in said(moved(before, now, **more), changed)


def test_no_change_reads_zero_and_not_as_if_nothing_were_known():
    body = "{% for i in outcomes %}\n증감 {{ i.change }}\n{% endfor %}"
    assert '"0개사" = 0' in said(moved(5, 5), body)
    assert '"0.0%p" = 0' in said(moved(5, 5, unit="%"), body)


def test_values_known_as_bounds_have_no_change_unless_they_say_the_same():
    def change(bound: str | None, now: object) -> object:
        first, second = (seen("a", quarter, value, bound=bound) for quarter, value in (("2024Q3", 5), ("2024Q4", now)))
        known = dataset("2024Q3", "2024Q4", indicators=[indicator("a")], observations=[first, second])
        return derive(known, Quarter(2024, 4))["indicator.a.change"].value

    assert [change(None, 7), change("at_least", 7), change("at_least", 5)] == [2, None, 0]


def a_year(*observations: Fields, **more: object) -> str:
    known = dataset("2023Q4", "2024Q3", "2024Q4", observations=observations, **more)
    facts = derive(known, Quarter(2024, 4))
    return str(facts[f"indicator.{known.indicators[0].id}.change-year"].value)


def test_the_same_quarter_of_last_year_is_compared_where_both_were_observed():
    a = {"indicators": [indicator("a")]}
    assert a_year(seen("a", "2023Q4", 3), seen("a", "2024Q4", 8), **a) == "5"
    assert a_year(seen("a", "2023Q3", 3), seen("a", "2024Q4", 8), **a) == "None"
    assert a_year(seen("a", "2023Q4", 3), seen("a", "2024Q3", 8), **a) == "None"


def test_a_sum_is_compared_with_last_year_only_where_all_its_parts_were_observed():
    parts = {"indicators": [formula("s", "sum", "a", "b"), indicator("a"), indicator("b")]}
    now = [seen("a", "2024Q4", 5), seen("b", "2024Q4", 6)]
    assert a_year(*now, seen("a", "2023Q4", 1), seen("b", "2023Q4", 2), **parts) == "8"
    assert a_year(*now, seen("a", "2023Q4", 1), **parts) == "None"


BUDGETS = dataset(
    "2024Q4",
    programs=[program(name) for name in "abc"],
    budgets=[
        budget("small", "a", 2024, current=900),
        budget("large", "b", 2024, unit="억원", current=10),
        budget("middle", "c", 2024, current=950),
    ],
    milestones=[
        {"id": "done", "title": "한 일", "due": "2024-01-31", "done": "2024-01-31", "sources": ["s1"]},
        {"id": "new", "title": "조금 늦은 일", "due": "2024-12-01", "reason": "사유", "sources": ["s1"]},
        {"id": "old", "title": "많이 늦은 일", "due": "2024-02-01", "reason": "사유", "sources": ["s1"]},
        {"id": "next", "title": "다음 일", "due": "2025-02-01", "sources": ["s1"]},
    ],
)


def test_a_list_that_is_cut_keeps_the_most_money_whatever_its_unit():
    body = "{% for b in budgets | weightiest(2) %}\n- {{ b.id }}\n{% endfor %}"
    lines = [line.strip() for line in said(BUDGETS, body).splitlines() if "item:" in line]
    assert lines == ['item: "large"', 'item: "middle"']


def test_a_list_that_is_cut_keeps_what_is_latest():
    body = "{% for m in milestones | weightiest(3) %}\n- {{ m.id }}\n{% endfor %}"
    lines = [line.strip() for line in said(BUDGETS, body).splitlines() if "item:" in line]
    assert lines == ['item: "old"', 'item: "new"', 'item: "next"']


def test_a_list_that_is_short_enough_keeps_its_order():
    body = "{% for b in budgets | weightiest(3) %}\n- {{ b.id }}\n{% endfor %}"
    lines = [line.strip() for line in said(BUDGETS, body).splitlines() if "item:" in line]
    assert lines == ['item: "small"', 'item: "large"', 'item: "middle"']


def test_what_has_no_weight_is_not_cut():
    with pytest.raises(PolicyReportError) as caught:
        said(BUDGETS, "{% for s in sources | weightiest(1) %}{{ s.title }}{% endfor %}")
    assert [problem.code for problem in caught.value.problems] == ["template.no-weight"]


def conflicting(**of_source: object) -> Dataset:
    unused = {"used": False, "reason": "이유"}
    return dataset(
        "2024Q3",
        "2024Q4",
        indicators=[indicator("a")],
        observations=[
            seen("a", "2024Q3", 5),
            seen("a", "2024Q3", 4, **unused, source="late"),
            seen("a", "2024Q4", 9),
        ],
        sources=[source("s1"), source("late", **of_source)],
    )


CONFLICTS = "{% for c in conflicts %}\n- {{ c.quarter }} {{ c.used_value }} {{ c.value }}\n{% endfor %}\n끝"


def test_values_that_disagree_are_set_beside_each_other_by_their_quarter():
    lines = said(conflicting(), CONFLICTS)
    assert '"’24. 3분기 " <indicator.a.used-1 "5개사" = 5' in lines
    assert '<indicator.a.unused-1 "4개사" = 4' in lines


def test_a_source_that_came_later_disagrees_with_nothing_yet():
    known = conflicting(date="2024-10-05")
    assert "unused" not in said(known, CONFLICTS, "2024Q3")
    assert '<indicator.a.unused-1 "4개사"' in said(known, CONFLICTS, "2024Q4")


def test_a_chart_of_targets_says_which_are_to_stay_below_theirs():
    known = dataset(
        "2024Q4",
        measures=[measure("m")],
        indicators=[indicator("up", role="outcome"), indicator("down", role="outcome", direction="down")],
        observations=[seen("up", "2024Q4", 5), seen("down", "2024Q4", 5)],
        targets=[target("up", 9, "2024-07-10"), target("down", 3, "2024-07-10")],
        events=[event("e", "2024-11-01")],
    )
    body = """{% call chart("bullet", "목표") %}
| 지표 | 기준값 | 최근값 | 목표 |
|:---|---:|---:|---:|
{% for i in outcomes %}
| {{ i.title }} | {{ i.baseline }} | {{ i.actual }} | {{ i.target }} |
{% endfor %}
{% endcall %}"""
    document = compose(kind(body), derive(known, Quarter(2024, 4)), settings(open_project(REPOSITORY.root)))
    (chart,) = [block for block in document.blocks if isinstance(block, Chart)]
    assert plain_text(chart.table.caption) == "목표 (▼ 낮을수록 좋음)"
    assert [plain_text(row.cells[0]) for row in chart.table.rows] == ["up", "down ▼"]
    assert "down(낮을수록 좋음)" in chart.alt
    assert "up(" not in chart.alt
