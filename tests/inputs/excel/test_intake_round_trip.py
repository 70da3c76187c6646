"""What is written into a workbook is read from it as the same."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from tests.at_night import tries
from tests.knowledge import budget, dataset, program

from policyreport.inputs import load
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.inputs.money import with_fund_codes
from policyreport.inputs.validate import dataset_of, validate
from policyreport.model import Dataset
from policyreport.model.money import Fund, MoneyStyle, funds_in_order
from policyreport.project import Project

from .datasets import datasets
from .workbooks import read

ROOT = Path(__file__).parents[3]


def again(dataset: Dataset) -> Dataset:
    reading = read(intake_workbook(dataset))
    validated = validate(reading)
    assert (reading.problems, validated.problems, validated.warnings) == ((), (), ())
    return dataset_of(validated.records, reading)


@settings(deadline=None, max_examples=tries(6, 15), suppress_health_check=list(HealthCheck))
@given(datasets())
def test_a_data_set_that_is_written_into_a_workbook_is_read_as_the_same(dataset: Dataset):
    assert again(dataset) == dataset


@pytest.mark.parametrize("project", [ROOT, ROOT / "src/policyreport/builtin/example"], ids=["real", "example"])
def test_what_a_project_knows_survives_its_workbook(project: Path):
    dataset = load(Project(project)).dataset
    settings_of_it = {"words": dataset.words}
    assert again(dataset).model_copy(update=settings_of_it) == dataset


NUMBERS = ["0.8", "149497", "0.1", "-12.75", "123456789012345", "0.00000000000001", "99999999999.9999"]


@pytest.fixture(scope="module")
def numbers() -> list[Decimal]:
    """What is read again of observations with these values."""
    known = load(Project(ROOT)).dataset
    observations = [known.observations[0].model_copy(update={"value": Decimal(number)}) for number in NUMBERS]
    return [one.value for one in again(known.model_copy(update={"observations": tuple(observations)})).observations]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_survives_to_its_last_digit(numbers: list[Decimal], number: str):
    assert numbers[NUMBERS.index(number)] == Decimal(number)


def test_funds_are_offered_by_their_names_and_read_by_them() -> None:
    money = MoneyStyle(funds_in_order([Fund(code="donation", title="출연금")]))
    funds = ("national", "donation")
    known = dataset(
        programs=[program("p")],
        budgets=[budget(fund, "p", 2024, fund=fund) for fund in funds],
        executions=[
            {"program": "p", "year": 2024, "quarter": "2024Q3", "fund": fund, "unit": "억원", "source": "s1"}
            for fund in funds
        ],
    )
    book = intake_workbook(known.model_copy(update={"money": money}))
    sheet = load_workbook(BytesIO(book))["집행"]
    column = next(cell.column for cell in sheet[1] if cell.value == "재원")
    assert [sheet.cell(row, column).value for row in (2, 3)] == ["국비", "출연금"]
    offered = [check.formula1 for check in sheet.data_validations.dataValidation if "국비" in str(check.formula1)]
    assert offered == ['"국비,도비,시군비,자부담,융자,민간,기금,기타,출연금"']
    reading = with_fund_codes(read(book), money)
    assert dataset_of(validate(reading).records, reading) == known
