"""What is otherwise in one data set than in another is found whole: it makes the one of the other, either way."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_up import made_up

from policyreport.difference import applied, record_changes, turned
from policyreport.model import Dataset
from policyreport.model.dataset import COLLECTIONS, records_of

WHOLE = made_up(programs=6, quarters=3, seed=4)


def spoilt(dataset: Dataset, seed: int) -> Dataset:
    """The data set with some of its records gone, doubled in their ids, retitled and in another order."""
    chance = Random(seed)
    update: dict[str, object] = {}
    for name, collection in COLLECTIONS.items():
        if not collection.is_list:
            continue
        kept = [one for one in records_of(dataset, name) if chance.random() > 0.1]
        named = [
            one.model_copy(update={"title": f"고친 {chance.random()}"})
            if hasattr(one, "title") and chance.random() < 0.3
            else one.model_copy(update={"audience": "internal"})
            if chance.random() < 0.1
            else one
            for one in kept
        ]
        chance.shuffle(named)
        update[name] = tuple(named)
    return dataset.model_copy(update=update)


def sorted_records(dataset: Dataset) -> dict[str, list[str]]:
    return {name: sorted(map(repr, records_of(dataset, name))) for name in COLLECTIONS}


seeds = st.integers(0, 10**6)


@given(seeds)
@settings(max_examples=25)
def test_nothing_is_otherwise_in_the_same_data_in_whatever_order_they_stand(seed: int):
    data = spoilt(WHOLE, seed)
    turned_round = data.model_copy(update={"programs": data.programs[::-1], "observations": data.observations[::-1]})
    assert record_changes(data, data) == () == record_changes(data, turned_round)


@given(seeds, seeds)
@settings(max_examples=25)
def test_applied_to_the_one_the_changes_give_the_other(one: int, other: int):
    before, after = spoilt(WHOLE, one), spoilt(WHOLE, other)
    changes = record_changes(before, after)
    assert sorted_records(applied(changes, before)) == sorted_records(after)


@given(seeds, seeds)
@settings(max_examples=25)
def test_the_other_way_round_the_same_changes_are_found_turned(one: int, other: int):
    before, after = spoilt(WHOLE, one), spoilt(WHOLE, other)
    there, back = record_changes(before, after), record_changes(after, before)
    assert {repr(change) for change in turned(there)} == {repr(change) for change in back}


@pytest.mark.parametrize("collection", [name for name, one in COLLECTIONS.items() if one.is_list])
def test_a_record_that_is_gone_is_told_of_in_each_collection(collection: str):
    records = records_of(WHOLE, collection)
    if not records:
        assert record_changes(WHOLE, WHOLE) == ()
        return
    without = WHOLE.model_copy(update={collection: records[1:]})
    changes = record_changes(WHOLE, without)
    assert [(one.collection, one.kind, one.before) for one in changes if one.kind == "gone"] == [
        (collection, "gone", records[0])
    ]


def test_the_fields_of_a_changed_record_are_told_with_both_values():
    program = WHOLE.programs[0]
    renamed = program.model_copy(update={"title": "이름 바꾼 사업"})
    (change,) = record_changes(WHOLE, WHOLE.model_copy(update={"programs": (renamed, *WHOLE.programs[1:])}))
    assert [*change.fields()] == [("title", program.title, "이름 바꾼 사업")]
