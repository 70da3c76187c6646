"""The repository's own project, copied and built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyreport.inputs import report_kinds
from policyreport.ledger import LEDGER, WITNESS
from policyreport.pipeline.build import Built, build
from policyreport.project import Project, open_project
from policyreport.renderers import FORMATS

REPOSITORY = Path(__file__).parents[2]

Manifest = dict[str, Any]


def copied(folder: Path) -> Project:
    """Return a copy of the repository's data and templates as a project of its own."""
    for name in ("data", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return open_project(folder)


def listed(project: Project, *kinds: str) -> list[str]:
    """Return the files that report kinds list, all of them unless some are named, as a set has them."""
    order = list(FORMATS)
    return [
        f"{kind.stem}.{form}"
        for name, kind in report_kinds(project).items()
        if not kinds or name in kinds
        for form in sorted((form.text for form in kind.formats), key=order.index)
    ]


def published(out: Path) -> list[str]:
    """Return what users find in an output folder, beside the lock and the ledger."""
    return (
        sorted(path.name for path in out.iterdir() if path.name not in {".lock", LEDGER, WITNESS})
        if out.exists()
        else []
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copied(tmp_path)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy that tests read and do not change."""
    return copied(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def built(real: Project) -> Built:
    """Its newest quarter, built."""
    return build(real)


@pytest.fixture(scope="session")
def manifest(built: Built) -> Manifest:
    return json.loads((built.folder / "manifest.json").read_text("utf-8"))


@pytest.fixture
def stored() -> Callable[[Path], dict[str, bytes]]:
    """Reads a folder back, with all below it, as names and contents."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def spoil(project: Project) -> Callable[[str, str, str], None]:
    """Replaces words in a file of the project; that they stand there once is made sure of."""

    def replaced(file: str, old: str, new: str) -> None:
        path = project.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replaced
