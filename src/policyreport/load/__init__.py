"""From the project's files to what is known: sources in, a data set out, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policyreport.all_kept import without_garbage_collection
from policyreport.errors import Problem, raise_any
from policyreport.load.check import check
from policyreport.load.collect import Reader, collect
from policyreport.load.house_style import theme
from policyreport.load.inputs import input_readings
from policyreport.load.json_file import read_json
from policyreport.load.settings import settings
from policyreport.load.templates import report_kinds
from policyreport.load.validate import dataset_of, validate
from policyreport.load.yaml_text import read_yaml
from policyreport.model import Dataset
from policyreport.project import Project

__all__ = ["READERS", "Loaded", "load", "report_kinds", "settings", "theme"]

READERS: Mapping[str, Reader] = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}
"""What reads a file under ``data/``, by the file's suffix."""


class Loaded(NamedTuple):
    """A data set, and what was put right while reading it."""

    dataset: Dataset
    warnings: tuple[Problem, ...]


def load(project: Project) -> Loaded:
    """Return all that the project's data files and its declared inputs say.

    ``PolicyReportError`` with all that is wrong with them.
    """
    with without_garbage_collection():
        reading = collect(project, READERS, input_readings(project))
        validated = validate(reading)
        raise_any([*reading.problems, *validated.problems, *check(reading, validated)])
        return Loaded(dataset_of(validated.records, reading), validated.warnings)
