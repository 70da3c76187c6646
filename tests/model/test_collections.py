"""Each collection is defined once, as a field of the data set; lists of them elsewhere are derived from it."""

from __future__ import annotations

import pytest
from tests.divided import DIMENSIONS, of
from tests.knowledge import dataset

from policyreport.model import Dataset
from policyreport.model.dataset import COLLECTIONS, Collection
from policyreport.model.labels import GUIDE_SHEETS, SHEETS


def test_every_field_of_the_data_set_but_its_settings_and_places_is_a_collection() -> None:
    settings = ("lists", "money", "dimensions", "thresholds", "words", "places")
    assert [*COLLECTIONS, *settings] == [*Dataset.model_fields]


def test_only_the_policy_and_the_council_are_single_records() -> None:
    assert [name for name, collection in COLLECTIONS.items() if not collection.is_list] == ["policy", "council"]


@pytest.mark.parametrize("collection", COLLECTIONS.values(), ids=COLLECTIONS)
def test_a_record_that_templates_name_has_the_field_that_names_it(collection: Collection) -> None:
    assert not collection.singular or collection.key in collection.record.model_fields


def test_sheets_have_names_of_their_own() -> None:
    assert len({*SHEETS.values(), *GUIDE_SHEETS}) == len(COLLECTIONS) + len(GUIDE_SHEETS)


def test_records_of_members_can_be_hashed_as_others_can() -> None:
    known = dataset("2025Q1", dimensions=DIMENSIONS, observations=[of("a", "2025Q1", 1, region="garam")])
    (one,) = known.observations
    assert hash(one) == hash(one.model_copy())
