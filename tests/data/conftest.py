from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policyreport.inputs import Loaded, load
from policyreport.model import Dataset
from policyreport.project import open_project

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "src" / "policyreport" / "builtin" / "example" / "data"


def loaded_from(data: Path, root: Path) -> Loaded:
    """Return what is loaded from a folder of data, copied into a project of its own."""
    shutil.copytree(data, root / "data")
    (root / "templates").mkdir()
    return load(open_project(root))


@pytest.fixture(scope="session")
def real_loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded_from(REPOSITORY / "data", tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def example_loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded_from(EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def real(real_loaded: Loaded) -> Dataset:
    return real_loaded.dataset


@pytest.fixture(scope="session")
def example(example_loaded: Loaded) -> Dataset:
    return example_loaded.dataset
