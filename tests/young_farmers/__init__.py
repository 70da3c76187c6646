"""The made-up office of 가람도, which carries its own policy out: its data as they stand at the end of two quarters.

In the fourth quarter the office has overwritten its budgets and states, as offices do. Parts come by YAML, an Excel
workbook, a UTF-8 and a CP949 CSV.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

from policyreport.project import Project, open_project

REPOSITORY = Path(__file__).parents[2]


def young_farmers(folder: Path, end_of: Literal["third", "fourth"] = "fourth") -> Project:
    """Return a project in a folder with the office's data at the end of a quarter, and the repository's templates."""
    shutil.copytree(REPOSITORY / "templates", folder / "templates", dirs_exist_ok=True)
    enter(folder, end_of)
    return open_project(folder)


def enter(folder: Path, end_of: Literal["third", "fourth"]) -> None:
    """Lay the office's data at the end of a quarter into a project, over those that are there."""
    shutil.copytree(Path(__file__).with_name(f"{end_of}-quarter"), folder / "data", dirs_exist_ok=True)
