"""The project's settings, from their file."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from policyreport.diagnostics import PolicyReportError, SourceLocation, raise_any
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.validate import problems_of
from policyreport.inputs.yaml_file import read_yaml
from policyreport.project import Project
from policyreport.project.settings import Settings

_Record = TypeVar("_Record", bound=BaseModel)


def record_of(reading: RawData, model: type[_Record], file: str) -> _Record:
    """Return the record that a file's values make; ``PolicyReportError`` with all that is wrong with them.

    Invisible characters were taken out; ``pasted_characters`` tells of them.
    """
    problems = reading.problems
    try:
        record = model.model_validate(reading.content)
    except ValidationError as error:
        raise PolicyReportError([*problems, *problems_of(error, model, reading, file=SourceLocation(file))]) from None
    raise_any(problems)
    return record


def settings(project: Project) -> Settings:
    """Return what ``data/project.yaml`` says; ``PolicyReportError`` with all that is wrong with it."""
    path = project.data / "project.yaml"
    return record_of(read_yaml(project, path), Settings, project.relative(path))
