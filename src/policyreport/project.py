"""Where a project keeps its data, its templates and its output; and what its settings are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from policyreport.errors import Kind, Problem, Words, raise_any
from policyreport.model import Record
from policyreport.model.base import Id, Text
from policyreport.model.rule_settings import RuleSettings

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
"""A language tag such as ``ko-KR`` (BCP 47), which readers of a document's voice go by."""


class Input(Record):
    """One more source of data: a workbook, a CSV file or a database.

    ``file`` is a path from ``data/``. A workbook's ``sheets`` lead to collections; a CSV file holds one ``collection``,
    in its ``encoding``. ``columns`` lead an office's own heads to fields. The empty text leaves a sheet or column out.
    A database is at the address ``sql``, or at the one that the environment variable ``sql_from`` holds; each of its
    ``queries``, by the collection that it fills, is one statement. A SQLite file's path starts at the project's folder.
    """

    file: Text | None = None
    sheets: dict[Text, str] = Field(default_factory=dict[str, str])
    collection: Text | None = None
    encoding: Literal["utf-8", "cp949", "euc-kr"] = "utf-8"
    columns: dict[Text, str] = Field(default_factory=dict[str, str])
    sql: Text | None = None
    sql_from: Text | None = None
    queries: dict[Text, Text] = Field(default_factory=dict[str, str])


class Settings(Record):
    """What ``data/project.yaml`` says of every document, and which ``inputs`` there are beside the files in ``data/``.

    ``mark`` is printed on each page, such as 가상 자료. ``kogl`` is the type of the public licence (공공누리) under
    which the documents may be used; it is printed at the foot, with what ``licence`` says beside it.
    """

    name: Id
    title: Text
    organisation: Text
    licence: Text | None = None
    kogl: Literal["0", "1", "2", "3", "4", "ai"] | None = None
    language: Language = "ko-KR"
    mark: Text | None = None
    timezone: Text = "Asia/Seoul"
    inputs: tuple[Input, ...] = ()
    rules: RuleSettings = RuleSettings()


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
    def out(self) -> Path:
        """The folder of what is published."""
        return self.root / "out"

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
        Kind.USAGE,
        "project.no-folder",
        Words(f"there is no folder '{folder}' here", f"이곳에 '{folder}' 폴더가 없습니다"),
        hint=Words(
            "go to the project's folder, or make a project with: policyreport init",
            "프로젝트 폴더에서 실행하거나 policyreport init 으로 프로젝트를 만드십시오",
        ),
    )
