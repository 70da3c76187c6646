"""The project's code lists, from its settings."""

from __future__ import annotations

from pydantic import BaseModel, ValidationError

from policyreport.diagnostics import PolicyReportError, SourceLocation
from policyreport.inputs.validate import problems_of
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model.code_lists import BUILT_IN, CodeLists
from policyreport.project import Project
from policyreport.project.settings import OwnLists


class _Declarations(BaseModel):
    """What the settings say of code lists; the rest of them is judged where it is used."""

    lists: OwnLists = OwnLists()


def code_lists(project: Project) -> CodeLists:
    """Return the code lists of a project; ``PolicyReportError`` with all that is wrong with its own.

    Without ``data/project.yaml`` they are the built-in ones.
    """
    path = project.data / "project.yaml"
    if not path.exists():
        return BUILT_IN
    settings = read_yaml(project, path)
    try:
        return _Declarations.model_validate(settings.content).lists.code_lists()
    except ValidationError as error:
        file = SourceLocation(project.relative(path))
        raise PolicyReportError(problems_of(error, _Declarations, settings, file=file)) from None
