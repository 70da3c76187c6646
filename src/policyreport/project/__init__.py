"""Where a project keeps its data, its templates and its output; what its settings are stands in ``settings``."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, Problem, raise_any

MESSAGE_TEMPLATES = ("templates/house/message.txt.j2", "templates/house/message.html.j2")
"""What messages to recipients say, in plain text and in HTML."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds one policy's data, templates and documents. ``root`` is absolute, links resolved."""

    root: Path

    @property
    def data(self) -> Path:
        """The folder of what is known."""
        return self.root / "data"

    @property
    def templates(self) -> Path:
        """The folder of the house style and of the report kinds."""
        return self.root / "templates"

    @property
    def reference(self) -> Path:
        """The Word file whose looks documents in Word take; it need not be there."""
        return self.templates / "house" / "reference.docx"

    @property
    def words(self) -> Path:
        """The file of the project's own words in documents; it need not be there."""
        return self.templates / "house" / "words.yaml"

    @property
    def out(self) -> Path:
        """The folder of what is published."""
        return self.root / "out"

    def read(self, path: Path) -> bytes:
        """Return what a file of the data or the templates holds; ``OSError`` where it cannot be opened."""
        return path.read_bytes()

    def database(self, path: Path) -> Path:
        """Return the path of a database, which its library opens by itself."""
        return path

    def relative(self, path: Path) -> str:
        """Return how a path inside the project is named to users: from the root, with slashes, in NFC."""
        return unicodedata.normalize("NFC", path.relative_to(self.root).as_posix())


def open_project(root: Path) -> Project:
    """Return the project in a folder; ``PolicyReportError`` when it has no ``data`` or no ``templates``."""
    project = Project(root.resolve())
    folders = (project.data, project.templates)
    raise_any([_missing(project.relative(folder)) for folder in folders if not folder.is_dir()])
    return project


def _missing(folder: str) -> Problem:
    return Problem(
        ErrorKind.USAGE,
        "project.no-folder",
        Message(f"there is no folder '{folder}' here", f"이곳에 '{folder}' 폴더가 없습니다"),
        hint=Message(
            "go to the project's folder, or make a project with: policyreport init",
            "프로젝트 폴더에서 실행하거나 policyreport init 으로 프로젝트를 만드십시오",
        ),
    )
