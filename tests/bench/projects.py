"""What is measured, written by a process of its own: ``python -m tests.bench.projects KIND NUMBER FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.made_up import SETTINGS, made_up
from tests.made_up_files import write_project

from policyreport.model import Dataset


def programmes_only(number: int) -> Dataset:
    """Return a data set of so many programmes of 12 fields, and little else."""
    made = made_up(number, quarters=1, seed=1)
    emptied = ("indicators", "observations", "targets", "budgets", "milestones", "risks", "events")
    policy = made.policy.model_copy(update={"highlights": ()})
    return made.model_copy(update=dict.fromkeys(emptied, ()) | {"policy": policy})


if __name__ == "__main__":
    kind, number, folder = sys.argv[1:]
    write_project(programmes_only(int(number)), Path(folder), kind, SETTINGS)
