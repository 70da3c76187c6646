"""The made-up data set: the same for a seed, plainly fictional, of every kind of record, and sound in every source."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from tests.made_up import MINISTRY, SETTINGS, made_up
from tests.made_up_files import WRITERS, write_project

from policyreport.facts import derive, newest_quarter
from policyreport.inputs import Loaded, load
from policyreport.inputs.raw_data import allowed_values
from policyreport.model import Dataset, Indicator
from policyreport.model.indicator import Aspect
from policyreport.model.labels import SHEETS
from policyreport.rules import apply


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return made_up(programs=30, quarters=5, seed=1)


def test_a_seed_gives_the_same_data_set(dataset: Dataset) -> None:
    assert made_up(programs=30, quarters=5, seed=1) == dataset


def test_another_seed_gives_another_data_set(dataset: Dataset) -> None:
    assert made_up(programs=30, quarters=5, seed=2) != dataset


def test_it_is_as_large_as_asked_for(dataset: Dataset) -> None:
    assert (len(dataset.programs), len(dataset.quarters)) == (30, 5)


def test_every_collection_has_records(dataset: Dataset) -> None:
    assert [name for name in SHEETS if not getattr(dataset, name)] == []


def test_it_is_plainly_made_up(dataset: Dataset) -> None:
    assert SETTINGS.mark == "가상 자료"
    assert {dataset.policy.lead, *(p.lead for p in dataset.programs)} == {MINISTRY}
    assert {source.kind for source in dataset.sources} == {"example"}


@pytest.mark.parametrize("field", ["role", "direction"])
def test_indicators_are_of_several_kinds(dataset: Dataset, field: str) -> None:
    kinds = set(allowed_values(Indicator, field))
    assert kinds - {getattr(indicator, field) for indicator in dataset.indicators} <= {"keep"}


def test_indicators_measure_every_aspect_and_are_reckoned_in_every_way(dataset: Dataset) -> None:
    assert {i.aspect for i in dataset.indicators} == {*get_args(Aspect), None}
    assert {i.formula.kind for i in dataset.indicators if i.formula} == {"sum", "share"}


def test_it_holds_what_goes_wrong(dataset: Dataset) -> None:
    assert any(seen.value is None for seen in dataset.observations)
    assert any(not seen.used for seen in dataset.observations)
    assert any(milestone.slipped_to for milestone in dataset.milestones)
    assert {risk.status for risk in dataset.risks} == {"open", "closed"}


@pytest.mark.parametrize("quarters", [1, 2, 9])
def test_no_rule_finds_an_error_in_it(quarters: int) -> None:
    assert apply(made_up(programs=30, quarters=quarters, seed=1), SETTINGS.rules).errors == ()


def test_facts_can_be_derived_from_it(dataset: Dataset) -> None:
    assert derive(dataset, newest_quarter(dataset))["count.programs"].value == 30


@pytest.mark.parametrize("kind", WRITERS)
def test_it_is_loaded_as_it_is_from_every_kind_of_file(dataset: Dataset, kind: str, tmp_path: Path) -> None:
    assert load(write_project(dataset, tmp_path / "made-up", kind, SETTINGS)) == Loaded(dataset, ())
