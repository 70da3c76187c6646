"""The words of a project's documents: those of its voice, and those that the project lays in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.settings import record_of
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model.base import HashedDict, Text
from policyreport.model.progress import ProgressThresholds
from policyreport.model.words import DOCUMENT_WORDS, DocumentWords, Voice
from policyreport.project import Project
from policyreport.project.settings import Settings

_FIELDS: dict[str, Any] = dict.fromkeys(DOCUMENT_WORDS, (Text | None, None))
if TYPE_CHECKING:
    WordsFile = BaseModel
else:
    WordsFile = create_model("WordsFile", __config__=ConfigDict(frozen=True, extra="forbid"), **_FIELDS)


class DocumentStyle(BaseModel):
    """What the settings say of documents' words and of progress; the rest of them is judged where it is used."""

    voice: Voice | None = None
    progress: ProgressThresholds = ProgressThresholds()


def document_style(project: Project) -> DocumentStyle:
    """Return who speaks in a project's documents and from when on a programme is behind.

    What is built in where the settings are wrong, which they tell.
    """
    path = project.data / "project.yaml"
    if not path.exists():
        return DocumentStyle()
    try:
        return DocumentStyle.model_validate(read_yaml(project, path).content)
    except (PolicyReportError, ValidationError):
        return DocumentStyle()


def document_words(project: Project, voice: Voice | None) -> DocumentWords:
    """Return the words of a project's documents: its voice's, and what ``templates/house/words.yaml`` says instead.

    Raises ``PolicyReportError`` with all that is wrong with that file; none at all is no fault.
    """
    path = project.words
    if not path.exists() and not path.is_symlink():
        return DocumentWords(voice or "office")
    own = record_of(read_yaml(project, path), WordsFile, project.relative(path)).model_dump(exclude_none=True)
    return DocumentWords(voice or "office", HashedDict(own))


def voice_note(project: Project, settings: Settings) -> Problem | None:
    """Return the note that the project does not say who speaks in its documents; None where it does."""
    if settings.voice is not None:
        return None
    what = Message(
        "'voice' is not written: documents speak as the office in charge of the policy",
        "'voice' 항목이 없어 정책을 담당하는 기관의 말투(office)로 문서를 만듭니다",
    )
    hint = Message(
        "write 'voice: office', or 'voice: observer' where documents tell what was found in public data",
        "'voice: office'를 적으십시오. 공개 자료를 모아 살펴보는 문서이면 'voice: observer'를 적으십시오",
    )
    where = SourceLocation(project.relative(project.data / "project.yaml"))
    return Problem(ErrorKind.DATA, "settings.voice", what, where, "voice", hint)
