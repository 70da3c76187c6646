"""Dimensions in the intake workbook: a column each, a list of members to choose from, and the same data read back."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import TypeAdapter
from tests.at_night import tries
from tests.divided import DIMENSIONS, of
from tests.knowledge import budget, dataset, indicator, program

from policyreport.inputs.dimensions import heads_of, with_member_codes
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.inputs.validate import dataset_of, validate
from policyreport.model import Dataset
from policyreport.model.dimension import Dimension
from policyreport.ooxml.cell_references import column_letters

from .datasets import datasets
from .workbooks import read

DECLARED = TypeAdapter(dict[str, Dimension]).validate_python(DIMENSIONS)
DIVIDED = ("observations", "programs", "budgets", "executions")
MEMBERS = st.fixed_dictionaries(
    {}, optional={"region": st.sampled_from(["garam", "byeol"]), "gender": st.sampled_from(["f", "m"])}
)


def again(known: Dataset) -> Dataset:
    reading = read(intake_workbook(known), columns=heads_of(known.dimensions))
    validated = validate(with_member_codes(reading, known.dimensions))
    assert (reading.problems, validated.problems, validated.warnings) == ((), (), ())
    return dataset_of(validated.records, reading).model_copy(update={"dimensions": known.dimensions})


@settings(
    deadline=None,
    max_examples=tries(4, 10),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
@given(datasets(), st.data())
def test_members_that_are_written_into_a_workbook_are_read_as_the_same(known: Dataset, data: st.DataObject):
    divided = {
        name: tuple(r.model_copy(update={"dimensions": data.draw(MEMBERS)}) for r in getattr(known, name))
        for name in DIVIDED
    }
    known = known.model_copy(update={**divided, "dimensions": DECLARED})
    assert again(known) == known


def known(**more: object) -> Dataset:
    return dataset(
        "2025Q1",
        **{
            "dimensions": DIMENSIONS,
            "indicators": [indicator("a")],
            "observations": [of("a", "2025Q1", 1, region="garam")],
            "programs": [program("p")],
            "budgets": [budget("b", "p", 2025)],
            **more,
        },
    )


def test_each_dimension_is_a_column_that_offers_its_members():
    book = load_workbook(BytesIO(intake_workbook(known())))
    for title in ("관측값", "지원사업", "예산", "집행"):
        sheet = book[title]
        heads = [cell.value for cell in sheet[1]]
        assert heads[-3:] == ["시군", "성별", "공개 범위"]
        letters = column_letters(heads.index("시군") + 1)
        offers = {str(check.sqref).partition("2")[0]: check.formula1 for check in sheet.data_validations.dataValidation}
        assert offers[letters] == '"가람시,별빛군"'
    assert "시군" not in [cell.value for cell in book["지표"][1]]


def test_many_members_are_offered_from_the_sheet_of_codes():
    members = [{"code": f"m{n}", "title": f"가상의 긴 시군 {n}"} for n in range(60)]
    many = known(dimensions={"region": {"title": "시군", "members": members}}, observations=[])
    book = load_workbook(BytesIO(intake_workbook(many)))
    sheet = book["예산"]
    column = [cell.value for cell in sheet[1]].index("시군") + 1
    letters = column_letters(column)
    (offer,) = [c.formula1 for c in sheet.data_validations.dataValidation if str(c.sqref).startswith(f"{letters}2")]
    first, last = (int(part.rpartition("$")[2]) for part in str(offer).split(":"))
    assert [book["코드"].cell(row, 3).value for row in range(first, last + 1)] == [m["title"] for m in members]


@pytest.mark.parametrize("dimensions", [{}, DIMENSIONS], ids=["none declared", "declared"])
def test_the_columns_of_an_undivided_collection_are_the_same(dimensions: dict[str, object]):
    book = load_workbook(BytesIO(intake_workbook(known(dimensions=dimensions, observations=[]))))
    assert [cell.value for cell in book["출처"][1]][-1] == "공개 범위"
