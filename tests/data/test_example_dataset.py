"""The example that ``policyreport init`` lays down: complete, plainly made up, and useful to learn from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import yaml

from policyreport.facts import derive
from policyreport.inputs import Loaded
from policyreport.model import Dataset, Quarter
from policyreport.project.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "src" / "policyreport" / "builtin" / "example" / "data"
FIRST, SECOND = Quarter(2026, 1), Quarter(2026, 2)


def test_it_loads_without_a_warning(example_loaded: Loaded) -> None:
    assert not example_loaded.warnings


def test_its_settings_mark_every_page_as_made_up() -> None:
    written = yaml.load((EXAMPLE / "project.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    settings = Settings.model_validate(written)
    assert (settings.organisation, settings.mark) == ("가상정책부", "가상 자료")


def test_every_source_says_that_it_is_an_example(example: Dataset) -> None:
    assert {source.kind for source in example.sources} == {"example"}


def test_every_publisher_is_plainly_fictional(example: Dataset) -> None:
    assert all(source.publisher.startswith("가상") for source in example.sources)


def test_it_reports_on_two_quarters(example: Dataset) -> None:
    assert [report.quarter for report in example.quarters] == [FIRST, SECOND]


def test_it_shows_an_increase_from_one_quarter_to_the_next(example: Dataset) -> None:
    assert derive(example, SECOND)["indicator.smart-shop-selected.change"].value == Decimal(50)


def test_it_shows_a_decrease_from_one_quarter_to_the_next(example: Dataset) -> None:
    assert derive(example, SECOND)["indicator.school-graduates.change"].value == Decimal(-7)


def test_it_shows_a_value_that_is_not_used(example: Dataset) -> None:
    assert derive(example, SECOND)["indicator.digital-rate.unused-1"].value == Decimal("25.0")


def test_it_shows_both_kinds_of_formula(example: Dataset) -> None:
    assert {i.formula.kind for i in example.indicators if i.formula} == {"sum", "share"}


def test_every_programme_has_something_to_report(example: Dataset) -> None:
    reported = {program for event in example.events for program in event.programs}
    assert reported == {program.id for program in example.programs}


def test_every_file_explains_itself_first() -> None:
    files = list(EXAMPLE.rglob("*.yaml"))
    assert files
    assert all(file.read_text(encoding="utf-8").startswith("# ") for file in files)
