"""One declared input: what ``data/project.yaml`` says of it, and where it says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.load.reading import Reading, field_name
from policyreport.model import Path, Places
from policyreport.project import Project
from policyreport.project.settings import Input


class Declared(NamedTuple):
    """An input, at ``number`` (from 0) among all ``inputs`` declared in the project's settings, as these were read."""

    project: Project
    inputs: Sequence[Input]
    number: int
    settings: Reading

    @property
    def said(self) -> Input:
        """What is said of the input."""
        return self.inputs[self.number]

    def place(self, *at: str) -> Place:
        """Return where the value of a field stands, or of a name within it."""
        return Places(self.settings.places).find(self._path(at)) or Place("data/project.yaml")

    def problem(self, code: str, what: Words, hint: Words, *at: str, kind: Kind = Kind.DATA) -> Problem:
        """Return a problem of the value of a field, or of a name within it."""
        return Problem(kind, code, what, self.place(*at), field_name(self.settings.content, self._path(at)), hint)

    def refusal(self, code: str, what: Words, hint: Words, *at: str, kind: Kind = Kind.DATA) -> PolicyReportError:
        """Return the error of one problem."""
        return PolicyReportError([self.problem(code, what, hint, *at, kind=kind)])

    def _path(self, at: tuple[str, ...]) -> Path:
        return ("inputs", self.number, *at)
