"""What is written into a workbook is read from it as the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from policyreport.inputs import load
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.inputs.validate import dataset_of, validate
from policyreport.model import Dataset
from policyreport.project import Project

from .datasets import datasets
from .workbooks import read

ROOT = Path(__file__).parents[3]


def again(dataset: Dataset) -> Dataset:
    reading = read(intake_workbook(dataset))
    validated = validate(reading)
    assert (reading.problems, validated.problems, validated.warnings) == ((), (), ())
    return dataset_of(validated.records, reading)


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(datasets())
def test_a_data_set_that_is_written_into_a_workbook_is_read_as_the_same(dataset: Dataset):
    assert again(dataset) == dataset


@pytest.mark.parametrize("project", [ROOT, ROOT / "src/policyreport/builtin/example"], ids=["real", "example"])
def test_what_a_project_knows_survives_its_workbook(project: Path):
    dataset = load(Project(project)).dataset
    assert again(dataset) == dataset


@pytest.mark.parametrize(
    "number", ["0.8", "149497", "0.1", "-12.75", "123456789012345", "0.00000000000001", "99999999999.9999"]
)
def test_a_number_survives_to_its_last_digit(number: str):
    dataset = load(Project(ROOT)).dataset
    observation = dataset.observations[0].model_copy(update={"value": Decimal(number)})
    changed = dataset.model_copy(update={"observations": (observation,)})
    assert again(changed).observations[0].value == Decimal(number)
