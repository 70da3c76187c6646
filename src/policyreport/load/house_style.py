"""The house style, from its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyreport.document.theme import Theme
from policyreport.load.reading import Value
from policyreport.load.yaml_record import record_of
from policyreport.load.yaml_text import read_yaml
from policyreport.project import Project


def theme(project: Project) -> Theme:
    """Return the house style: what ``templates/house/theme.yaml`` says, over the built-in look.

    ``PolicyReportError`` with all that is wrong with the file; none at all is no fault.
    """
    path = project.templates / "house" / "theme.yaml"
    if not path.exists() and not path.is_symlink():
        return Theme()
    reading = read_yaml(project, path)
    whole = replace(reading, content=_with_built_in_lamps(reading.content))
    return record_of(whole, Theme, project.relative(path))


def _with_built_in_lamps(content: Mapping[str, Value]) -> dict[str, Value]:
    """Return the theme's values with the lamps that it leaves out, for one tone can be restyled on its own."""
    given = content.get("lamps")
    if not isinstance(given, dict):
        return dict(content)
    built_in: dict[str, dict[str, Value]] = {tone: look.model_dump() for tone, look in Theme().lamps.items()}
    looks = {t: {**built_in.get(t, {}), **look} if isinstance(look, dict) else look for t, look in given.items()}
    return {**content, "lamps": {**built_in, **looks}}
