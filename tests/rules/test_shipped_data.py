"""The data that are shipped keep the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policyreport.inputs import load, settings
from policyreport.model import Dataset
from policyreport.model.rule_settings import RuleSettings
from policyreport.project import open_project
from policyreport.rules import FindingCollector, apply

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "src" / "policyreport" / "builtin" / "example" / "data"


def loaded(folder: Path, root: Path) -> Dataset:
    shutil.copytree(folder, root / "data")
    (root / "templates").mkdir()
    return load(open_project(root)).dataset


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> FindingCollector:
    return apply(loaded(REPOSITORY / "data", tmp_path_factory.mktemp("real")), RuleSettings())


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> FindingCollector:
    root = tmp_path_factory.mktemp("example")
    return apply(loaded(EXAMPLE, root), settings(open_project(root)).rules)


def test_nothing_is_found_in_the_example_but_what_it_switches_off(example: FindingCollector) -> None:
    assert [(one.problem.code, one.problem.field) for one in example.judged] == [
        ("date.known-later", "milestones › school-evening › slipped_to")
    ]
    assert example.warnings == ()


def test_nothing_is_wrong_with_the_real_data(real: FindingCollector) -> None:
    assert real.errors == ()


def test_the_real_data_have_one_programme_of_which_no_source_names_the_measure(real: FindingCollector) -> None:
    assert [(p.code, p.field) for p in real.warnings if p.code != "source.press-alone"] == [
        ("orphan.program", "programs › chogyeokcha-1000 › measures")
    ]


def test_the_real_data_rest_on_the_press_in_part_and_say_so() -> None:
    project = open_project(REPOSITORY)
    found = apply(load(project).dataset, settings(project).rules)
    kinds = {source.id: source.kind for source in load(project).dataset.sources}
    named = [one.problem.field.split(" › ")[1] for one in found.suppressed if one.problem.code == "source.press-alone"]
    assert len(named) > 5
    assert {kinds[source] for source in named} == {"press"}
    assert found.warnings == ()


def test_of_the_real_data_only_measures_without_programmes_are_noted(real: FindingCollector) -> None:
    assert {problem.code for problem in real.notes} == {"orphan.measure"}
