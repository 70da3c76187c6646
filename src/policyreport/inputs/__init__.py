"""From the project's files to what is known: sources in, a data set out, or every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from policyreport.diagnostics import PolicyReportError, Problem, raise_any
from policyreport.gc_pause import gc_paused
from policyreport.inputs.checks import CheckContext, check
from policyreport.inputs.code_lists import code_lists
from policyreport.inputs.data_pictures import picture_problems
from policyreport.inputs.dimensions import declared_dimensions, dimension_problems, with_member_codes
from policyreport.inputs.inputs import input_readings
from policyreport.inputs.json_file import read_json
from policyreport.inputs.merge import Reader, collect
from policyreport.inputs.money import money_problems, money_style, with_fund_codes
from policyreport.inputs.report_types import report_kinds, sound_report_kinds
from policyreport.inputs.settings import settings
from policyreport.inputs.supposition import Supposition, supposing
from policyreport.inputs.theme import theme, theme_warnings
from policyreport.inputs.unread_files import UNREAD
from policyreport.inputs.validate import dataset_of, validate
from policyreport.inputs.words import document_style, document_words
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model import Dataset
from policyreport.model.base import HashedDict
from policyreport.project import Project

__all__ = [
    "READERS",
    "Loaded",
    "Supposition",
    "load",
    "report_kinds",
    "settings",
    "sound_report_kinds",
    "theme",
    "theme_warnings",
]

READERS: Mapping[str, Reader] = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}
"""What reads a file under ``data/``, by the file's suffix."""


class Loaded(NamedTuple):
    """A data set, and what was put right while reading it."""

    dataset: Dataset
    warnings: tuple[Problem, ...]


def load(project: Project, supposed: Supposition | None = None) -> Loaded:
    """Return all that the project's data files and its declared inputs say, or would say if one value were another.

    ``PolicyReportError`` with all that is wrong with them.
    """
    with gc_paused():
        style = money_style(project)
        dimensions = declared_dimensions(project)
        reading = collect(project, READERS, input_readings(project))
        reading = supposing(reading, supposed) if supposed else reading
        reading = with_member_codes(reading, dimensions or {})
        reading = with_fund_codes(reading, style) if style else reading
        try:
            reading = replace(reading, lists=code_lists(project))
        except PolicyReportError as error:
            # Of records that use the project's own codes nothing can be said before those are right.
            raise PolicyReportError(dict.fromkeys([*reading.problems, *error.problems])) from None
        validated = validate(reading)
        context = CheckContext(reading, validated)
        problems = [*reading.problems, *validated.problems, *check(reading, validated)]
        problems += picture_problems(context, project)
        problems += money_problems(context, style) if style else ()
        problems += dimension_problems(context, dimensions) if dimensions is not None else ()
        spoken = document_style(project)
        try:
            words = document_words(project, spoken.voice)
        except PolicyReportError as error:
            raise PolicyReportError([*problems, *error.problems]) from None
        raise_any([*problems, *_likely_causes(problems, validated.warnings)])
        dataset = dataset_of(validated.records, reading)
        settings_of_data = {
            "money": style or dataset.money,
            "dimensions": HashedDict(dimensions or {}),
            "thresholds": spoken.progress,
            "words": words,
        }
        return Loaded(dataset.model_copy(update=settings_of_data), validated.warnings)


_ABSENT = frozenset(("data.unknown-reference", "data.missing-collection", "data.unreported-quarter"))
"""What is wrong where records are missing that something else names or needs."""


def _likely_causes(problems: Iterable[Problem], warnings: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the files that were not read where records are missing: the records may stand in them."""
    if any(problem.code in _ABSENT for problem in problems):
        yield from (warning for warning in warnings if warning.code == UNREAD)
