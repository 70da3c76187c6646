"""The house style, from its files."""

from __future__ import annotations

from dataclasses import replace

from policyreport.document.theme import Theme
from policyreport.document.tightening import laid_over
from policyreport.load.files import read_bytes
from policyreport.load.theme_file import ThemeFile, change_of
from policyreport.load.yaml_record import record_of
from policyreport.load.yaml_text import read_yaml
from policyreport.project import Project


def theme(project: Project) -> Theme:
    """Return the house style: what ``templates/house/theme.yaml`` says, over the built-in look.

    With it comes ``templates/house/reference.docx``, whose looks documents in Word take. ``PolicyReportError`` with
    all that is wrong with the files; none at all is no fault.
    """
    return replace(_said(project), reference=_reference(project))


def _reference(project: Project) -> bytes:
    path = project.reference
    return read_bytes(project, path) if path.exists() or path.is_symlink() else b""


def _said(project: Project) -> Theme:
    path = project.templates / "house" / "theme.yaml"
    if not path.exists() and not path.is_symlink():
        return Theme()
    return laid_over(Theme(), change_of(record_of(read_yaml(project, path), ThemeFile, project.relative(path))))
