"""The reference of records and fields leaves nothing out, and the documentation has it as the models say it."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from policyreport.inputs.field_reference import FieldEntry, record_entries, reference_markdown
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.meanings import MEANINGS, SETTING_MEANINGS

REPOSITORY = Path(__file__).parents[2]
ENTRIES = record_entries()
FIELDS = [field for record in ENTRIES for field in record.fields]


def by_key(field: FieldEntry) -> str:
    return field.key


@pytest.fixture(scope="module")
def writing() -> ModuleType:
    spec = spec_from_file_location("write_field_reference", REPOSITORY / ".ci" / "write_field_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("field", FIELDS, ids=by_key)
def test_a_field_has_its_meaning_in_both_languages(field: FieldEntry):
    where = "src/policyreport/model/meanings.py"
    assert field.meaning is not None, f"{field.key} has no meaning yet: add it to MEANINGS in {where}"
    assert all(field.meaning), f"{field.key} has no meaning in one language: add it in {where}"


@pytest.mark.parametrize("field", FIELDS, ids=by_key)
def test_a_field_has_its_korean_name_and_says_how_it_is_written(field: FieldEntry):
    assert field.word, f"{field.key} has no Korean name: add it to HEADS in src/policyreport/model/labels.py"
    assert field.form, f"nothing says how {field.key} is written: add its type to _FORMS in inputs/field_reference.py"


def test_no_meaning_is_left_of_a_field_that_is_gone():
    known = {name for field in FIELDS for name in (field.key, field.name)}
    assert {*MEANINGS, *SETTING_MEANINGS} - known == set()


def test_every_collection_of_the_data_stands_in_the_reference():
    assert set(COLLECTIONS) <= {record.path for record in ENTRIES}


def test_a_record_within_another_stands_under_its_path_and_is_referred_to():
    formula = next(field for field in FIELDS if field.key == "Indicator.formula")
    assert formula.form is not None
    assert formula.form.en == "record `indicators › formula`"
    assert "indicators › formula" in {record.path for record in ENTRIES}


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("Strategy.kind", "| `kind` | 종류 | default `task` | `task`, `governance` |"),
        ("Measure.strategy", "| `strategy` | 추진전략 | yes | id of `strategies` |"),
        ("Program.partners", "| `partners` | 협력 기관 |  | list: text |"),
        ("Indicator.decimals", "| `decimals` | 소수 자리 |  | whole number, 0~6 |"),
        ("RuleSettings.longest_item", "| `longest_item` | 항목 길이 | default `70` | whole number, 1 or more |"),
        ("Formula.kind", "| `kind` | 산식 | yes | `sum`, `share` |"),
    ],
)
def test_a_row_says_what_is_needed_and_how_it_is_written(key: str, row: str):
    assert key in {field.key for field in FIELDS}
    assert row in reference_markdown(korean=False)


def test_the_documentation_has_the_reference_as_the_command_prints_it(writing: ModuleType):
    page = writing.PAGE.read_text(encoding="utf-8")

    written = writing.with_reference(page, reference_markdown(korean=True))

    assert page == written, "the fields are behind the models; write them: python .ci/write_field_reference.py"


def test_a_page_without_the_markers_is_refused(writing: ModuleType):
    with pytest.raises(ValueError, match="the page has no"):
        writing.with_reference("a page", "a reference")
