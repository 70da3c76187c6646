"""The small example on which the office's sample is built, with the shipped templates, as a project of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "src" / "policyreport" / "builtin" / "example"


def make_example(folder: Path) -> None:
    """Make the project in a new folder."""
    shutil.copytree(EXAMPLE / "data", folder / "data")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
