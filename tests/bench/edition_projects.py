"""A project with a handout for each of many organisations: ``python -m tests.bench.edition_projects NUMBER FOLDER``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.made_up import SETTINGS, made_up
from tests.made_up_files import write_project

from policyreport.model import Organisation

REPOSITORY = Path(__file__).parents[2]
PROGRAMS, QUARTERS = 60, 2
_NAME = "for: organisations\nname: '{{ organisation.title }} 회의자료'\n"
_BEGINNING = "# 받는 곳\n\n{{ organisation.title }} 귀하. 정책의 지표는 {{ count.programs }} 사업의 것임.\n\n"


def write(number: int, root: Path) -> None:
    """Write a project whose handout, the repository's own, has an edition for each of so many organisations."""
    rows = (Organisation(id=f"office-{n}", title=f"가상기관 {n}") for n in range(1, number + 1))
    dataset = made_up(PROGRAMS, QUARTERS, seed=1).model_copy(update={"organisations": tuple(rows)})
    project = write_project(dataset, root, "yaml", SETTINGS)
    for kind in ("house", "handout"):
        shutil.copytree(REPOSITORY / "templates" / kind, project.templates / kind)
    _extend(project.templates / "handout" / "report.yaml", "", _NAME)
    _extend(project.templates / "handout" / "body.md.j2", "# 1. ", _BEGINNING)


def _extend(path: Path, before: str, text: str) -> None:
    """Put a text into a file before the first of some words."""
    head, words, rest = path.read_text("utf-8").partition(before) if before else ("", "", path.read_text("utf-8"))
    path.write_text(head + text + words + rest, encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
