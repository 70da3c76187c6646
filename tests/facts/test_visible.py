"""What is for fewer readers does not exist for the others, nor does anything that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, budget, dataset, event, formula, indicator, measure, program, seen, source, target
from tests.made_up import made_up

from policyreport.diagnostics import ErrorKind, PolicyReportError, SourceLocation
from policyreport.facts import derive, visible_to
from policyreport.model import Dataset, Path, Places, Quarter, references
from policyreport.model.base import Audience

QUARTER = Quarter(2024, 3)
WHOLE = made_up(programs=8, quarters=2, seed=5)
COLLECTIONS = [name for name in Dataset.model_fields if isinstance(getattr(WHOLE, name), tuple)]


def ids(records: Iterable[object]) -> list[str]:
    return [record.id for record in records]  # type: ignore[attr-defined]


def hidden(fields: Fields, audience: Audience = "internal") -> Fields:
    return {**fields, "audience": audience}


def public(**collections: object) -> Dataset:
    return visible_to(dataset(**collections), "public")


@pytest.mark.parametrize(
    ("reader", "expected"), [("public", ["a"]), ("council", ["a", "b"]), ("internal", ["a", "b", "c"])]
)
def test_readers_know_what_is_for_them_or_for_more(reader: Audience, expected: list[str]) -> None:
    measures = [measure("a"), hidden(measure("b"), "council"), hidden(measure("c"))]
    assert ids(visible_to(dataset(measures=measures), reader).measures) == expected


def test_a_data_set_that_all_may_know_stays_itself() -> None:
    assert visible_to(WHOLE, "public") is WHOLE


def test_what_belongs_to_a_hidden_programme_is_hidden_with_it() -> None:
    cut = public(
        measures=[measure("m")],
        programs=[hidden(program("p", "m"))],
        indicators=[indicator("i", program="p")],
        observations=[seen("i", "2024Q3", 5)],
        targets=[target("i", 9, "2024-08-01")],
        budgets=[budget("b", "p", 2024, current=7)],
        events=[event("e", "2024-08-01", measures=["m"], programs=["p"], figures=["i"])],
        risks=[{"id": "r", "title": "부진", "program": "p", "reason": "까닭", "sources": ["s1"]}],
        milestones=[{"id": "s", "title": "단계", "program": "p", "due": "2024-09-01", "sources": ["s1"]}],
    )
    assert ids(cut.measures) == ["m"]
    left = (cut.programs, cut.indicators, cut.observations, cut.targets, cut.budgets, cut.events, cut.risks)
    assert (*left, cut.milestones) == ((),) * 8


def test_what_only_a_hidden_source_says_is_hidden() -> None:
    cut = public(
        indicators=[indicator("i")],
        observations=[seen("i", "2024Q3", 5, source="memo")],
        events=[event("e", "2024-08-01", sources=["memo"]), event("f", "2024-08-01", sources=["s1", "memo"])],
        sources=[source("s1"), hidden(source("memo"))],
    )
    assert (cut.observations, ids(cut.events), cut.events[0].sources) == ((), ["f"], ("s1",))


def test_lists_lose_the_names_of_hidden_records() -> None:
    cut = public(
        measures=[measure("m"), hidden(measure("n"))],
        programs=[program("p", "m", "n")],
        indicators=[hidden(indicator("i"))],
        policy={**dataset().policy.model_dump(), "highlights": ["i"]},
    )
    assert (cut.programs[0].measures, cut.policy.highlights) == (("m",), ())


def test_a_measure_for_hidden_fields_alone_is_not_open_to_all_of_a_sudden() -> None:
    def field(name: str) -> Fields:
        return {"id": name, "title": name, "short_title": name, "content": "내용", "sources": ["s1"]}

    cut = public(fields=[field("f"), hidden(field("g"))], measures=[measure("m", fields=["g"])])
    assert cut.measures == ()


def test_with_the_council_go_its_members_and_meetings_and_what_these_asked_for() -> None:
    cut = visible_to(WHOLE.model_copy(update={"council": hidden_copy(WHOLE.council)}), "public")
    assert (cut.council, cut.members, cut.meetings, cut.actions) == (None, (), (), ())


def hidden_copy(record: object) -> object:
    return record.model_copy(update={"audience": "internal"})  # type: ignore[attr-defined]


@pytest.mark.parametrize("what", ["indicator", "value"])
def test_a_sum_with_a_hidden_part_has_no_value_rather_than_too_small_a_one(what: str) -> None:
    part, value = indicator("b"), seen("b", "2024Q3", 30)
    whole = dataset(
        indicators=[
            indicator("a"),
            hidden(part) if what == "indicator" else part,
            formula("total", "sum", "a", "b"),
            formula("share", "share", "a", "total"),
        ],
        observations=[seen("a", "2024Q3", 12), hidden(value) if what == "value" else value],
    )
    told = derive(whole, QUARTER, "public")
    assert (told["indicator.a"].value, told["indicator.total"].value) == (Decimal(12), None)
    assert told["indicator.share"].value is None
    assert derive(whole, QUARTER)["indicator.total"].value == Decimal(42)


def test_a_sum_keeps_its_value_where_only_one_that_was_not_used_is_hidden() -> None:
    other = hidden(seen("b", "2024Q3", 31, used=False, reason="잠정치"))
    whole = dataset(
        indicators=[indicator("a"), indicator("b"), formula("total", "sum", "a", "b")],
        observations=[seen("a", "2024Q3", 12), seen("b", "2024Q3", 30), other],
    )
    told = derive(whole, QUARTER, "public")
    assert len(visible_to(whole, "public").observations) == 2
    assert told["indicator.total"].value == Decimal(42)


def test_totals_and_counts_are_of_what_readers_may_know() -> None:
    whole = dataset(
        measures=[measure("m")],
        programs=[program("p", "m"), program("q", "m")],
        budgets=[budget("b", "p", 2024, current=700), hidden(budget("c", "q", 2024, current=40))],
        events=[event("e", "2024-08-01", programs=["p"]), hidden(event("f", "2024-08-02", programs=["q"]))],
    )
    told = derive(whole, QUARTER, "public")
    assert (told["budget.total.current"].value, told["count.events"].value) == (Decimal(700), Decimal(1))
    assert derive(whole, QUARTER)["budget.total.current"].value == Decimal(740)


def test_places_still_lead_to_where_each_value_stands() -> None:
    observations = [hidden(seen("a", "2024Q3", 1)), seen("b", "2024Q3", 2)]
    whole = dataset(indicators=[indicator("a"), indicator("b")], observations=observations)
    of: dict[Path, SourceLocation] = {
        ("observations", i, "value"): SourceLocation("q.yaml", line) for i, line in enumerate((3, 8))
    }
    told = derive(whole.model_copy(update={"places": Places(of)}), QUARTER, "public")
    assert told["indicator.b"].places == (SourceLocation("q.yaml", 8),)


def test_the_place_of_a_name_in_a_list_moves_up_with_it() -> None:
    sources = [source("s1"), hidden(source("memo"))]
    whole = dataset(events=[event("e", "2024-08-01", sources=["memo", "s1"])], sources=sources)
    of: dict[Path, SourceLocation] = {
        ("events", 0, "sources", i): SourceLocation("policy.yaml", 5, i) for i in range(2)
    }
    cut = visible_to(whole.model_copy(update={"places": Places(of)}), "public")
    assert cut.places.of == {("events", 0, "sources", 0): SourceLocation("policy.yaml", 5, 1)}


def test_places_of_a_cut_are_those_of_the_records_and_names_that_are_left() -> None:
    events = [event("gone", "2024-08-01"), event("e", "2024-08-01", sources=["memo", "s1"])]
    whole = dataset(events=[hidden(events[0]), events[1]], sources=[source("s1"), hidden(source("memo"))])
    of: dict[Path, SourceLocation] = {
        ("policy",): SourceLocation("policy.yaml", 1),
        ("events", 0): SourceLocation("events.yaml", 1),
        ("events", 1, "title"): SourceLocation("events.yaml", 2),
        ("events", 1, "sources", 0): SourceLocation("events.yaml", 3),
        ("events", 1, "sources", 1): SourceLocation("events.yaml", 4),
    }
    places = visible_to(whole.model_copy(update={"places": Places(of)}), "public").places
    assert dict(places.of) == {
        ("policy",): SourceLocation("policy.yaml", 1),
        ("events", 0, "title"): SourceLocation("events.yaml", 2),
        ("events", 0, "sources", 0): SourceLocation("events.yaml", 4),
    }
    assert places.find(("events", 0, "sources", 1)) is None
    assert places.find(("events", 1, "title")) is None


def test_an_internal_policy_has_no_public_report() -> None:
    whole = dataset(policy=hidden(dataset().policy.model_dump()))
    with pytest.raises(PolicyReportError) as caught:
        derive(whole, QUARTER, "public")
    assert [(p.kind, p.code, p.field) for p in caught.value.problems] == [
        (ErrorKind.SECURITY, "audience.hidden", "policy › audience")
    ]


def test_a_quarter_of_which_the_office_speaks_internally_has_no_public_report() -> None:
    whole = WHOLE.model_copy(update={"quarters": tuple(map(hidden_copy, WHOLE.quarters))})
    with pytest.raises(PolicyReportError) as caught:
        derive(whole, WHOLE.quarters[0].quarter, "council")
    assert caught.value.exit_code == ErrorKind.SECURITY


@given(st.data())
def test_no_cut_leaves_a_name_that_leads_nowhere(data: st.DataObject) -> None:
    cut = visible_to(some_hidden(data), "public")
    held = {(name, i) for name in COLLECTIONS for i in ids_of(getattr(cut, name))}
    assert [ref for _, ref, name in references(cut) if (ref.collection, name) not in held] == []
    assert all(record.audience == "public" for name in COLLECTIONS for record in getattr(cut, name))


@given(st.data())
def test_facts_can_be_derived_from_any_cut(data: st.DataObject) -> None:
    whole = some_hidden(data)
    told = derive(whole, WHOLE.quarters[-1].quarter, "public")
    assert told["count.measures"].value == len(visible_to(whole, "public").measures)


def ids_of(records: Iterable[object]) -> list[str]:
    return [name for record in records if (name := getattr(record, "id", None))]


def some_hidden(data: st.DataObject) -> Dataset:
    """Return the made-up data set with some records, but no quarter's report, for the office alone."""
    changed: dict[str, object] = {}
    for name in COLLECTIONS:
        records = getattr(WHOLE, name)
        chosen = data.draw(st.sets(st.integers(0, len(records) - 1), max_size=3)) if name != "quarters" else set()
        changed[name] = tuple(hidden_copy(r) if i in chosen else r for i, r in enumerate(records))
    return WHOLE.model_copy(update=changed)
