"""Files of the project as text: what may be opened at all, and how its bytes are read."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, refusal_reason
from policyreport.ooxml.xml_text import REFUSED, code_point
from policyreport.project import Project

ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
"""Characters that show nothing; they come with text copied from the web, and make equal words unequal."""

_REPLACEMENT = "\ufffd"
"""The one unwanted character that counts as printable."""


class CleanText(NamedTuple):
    """A text in NFC with nothing unwanted in it, and the unwanted characters that it held."""

    text: str
    zero_width: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def clean_text(text: str) -> CleanText:
    """Return the text in NFC without zero-width and refused characters, and which of them there were, in order."""
    if text.isprintable() and _REPLACEMENT not in text and unicodedata.is_normalized("NFC", text):
        return CleanText(text)
    zero_width, refused = ZERO_WIDTH.findall(text), REFUSED.findall(text)
    cleaned = REFUSED.sub("", ZERO_WIDTH.sub("", text))
    return CleanText(unicodedata.normalize("NFC", cleaned), tuple(zero_width), tuple(refused))


MOST_BYTES = 50 * 1024 * 1024
"""The largest file that is read."""

_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_UTF8_HINT = Message("save the file as UTF-8", "파일을 UTF-8로 저장하십시오")


def read_bytes(project: Project, path: Path) -> bytes:
    """Return what a file holds; ``PolicyReportError`` for whatever is no plain file of bearable size in the project.

    Nothing is opened before it is known to be such a file, so a pipe or a device cannot hold the run up.
    """
    file = project.relative(path)
    try:
        _require_inside(project, path)
        _require_plain_file(path, file)
        return project.read(path)
    except (OSError, RuntimeError) as fault:
        raise PolicyReportError([_unopenable(fault, file)]) from fault


def read_text(project: Project, path: Path) -> str:
    """Return the text of a UTF-8 file, without a byte order mark, its lines ending as on Unix.

    ``PolicyReportError`` for whatever is no such file inside the project.
    """
    return text_of(read_bytes(project, path), project.relative(path))


def read_given_text(path: Path) -> str:
    """Return the text of a file that the user names, wherever it is, as ``read_text`` does.

    Problems tell of it by its name alone.
    """
    try:
        _require_plain_file(path, path.name)
        content = path.read_bytes()
    except (OSError, RuntimeError) as fault:
        raise PolicyReportError([_unopenable(fault, path.name)]) from fault
    return text_of(content, path.name)


def text_of(content: bytes, file: str, encoding: str = "utf-8-sig") -> str:
    """Return bytes as text, its lines ending as on Unix.

    ``PolicyReportError`` where they are not in the encoding, or hold what no text may hold.
    """
    text = _decode(content, file, encoding).replace("\r\n", "\n").replace("\r", "\n")
    problems = [_unreadable(match[0], place_at(text, match.start(), file)) for match in _UNREADABLE.finditer(text)]
    if problems:
        raise PolicyReportError(problems[:1] if "\0" in text else problems)
    return text


def place_at(text: str, index: int, file: str) -> SourceLocation:
    """Return the place of a text's character, counted from 0."""
    return SourceLocation(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _require_inside(project: Project, path: Path) -> None:
    if not path.resolve().is_relative_to(project.root):
        what = Message("this link leads out of the project", "이 링크는 프로젝트 밖을 가리킵니다")
        hint = Message("put the file itself here", "파일 자체를 이곳에 두십시오")
        raise _refusal(ErrorKind.SECURITY, "file.outside", what, SourceLocation(project.relative(path)), hint)


def _require_plain_file(path: Path, file: str) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        what = Message("this is a folder or a device, not a file", "파일이 아니라 폴더나 장치입니다")
        raise _refusal(
            ErrorKind.DATA,
            "file.not-a-file",
            what,
            SourceLocation(file),
            Message("rename or remove it", "이름을 바꾸거나 지우십시오"),
        )
    if status.st_size > MOST_BYTES:
        megabytes = MOST_BYTES // 1024 // 1024
        what = Message(f"the file is larger than {megabytes} MB", f"파일이 {megabytes} MB보다 큽니다")
        raise _refusal(
            ErrorKind.LIMIT, "file.too-large", what, SourceLocation(file), Message("split it", "여러 파일로 나누십시오")
        )


_ENDLESS_LINK = Message("its links lead to one another", "링크가 끝없이 이어집니다")
"""Why ``Path.resolve`` raises ``RuntimeError``."""


def _unopenable(fault: Exception, file: str) -> Problem:
    if isinstance(fault, FileNotFoundError):
        what = Message("there is no such file", "파일이 없습니다")
        return Problem(
            ErrorKind.DATA, "file.missing", what, SourceLocation(file), hint=Message("write it", "이 파일을 만드십시오")
        )
    why = refusal_reason(fault) if isinstance(fault, OSError) else _ENDLESS_LINK
    what = Message(f"the file cannot be opened: {why.en}", f"파일을 열 수 없습니다: {why.ko}")
    hint = Message("check that you may read it", "읽을 권한이 있는지 확인하십시오")
    return Problem(ErrorKind.DATA, "file.unreadable", what, SourceLocation(file), hint=hint)


def _decode(content: bytes, file: str, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        line_start = fault.object.rfind(b"\n", 0, fault.start) + 1
        column = len(fault.object[line_start : fault.start].decode(encoding)) + 1
        place = SourceLocation(file, fault.object.count(b"\n", 0, fault.start) + 1, column)
        name = encoding.removesuffix("-sig").upper()
        what = Message(f"the file is not in {name}", f"{name}(으)로 저장된 파일이 아닙니다")
        raise _refusal(ErrorKind.DATA, "file.encoding", what, place, _UTF8_HINT) from fault


def _unreadable(character: str, place: SourceLocation) -> Problem:
    if character == "\0":
        what = Message("the file holds NUL bytes: it is no text in UTF-8", "NUL 문자가 있어 UTF-8 텍스트가 아닙니다")
        return Problem(ErrorKind.DATA, "file.encoding", what, place, hint=_UTF8_HINT)
    return refused_character(character, place)


def refused_character(character: str, place: SourceLocation, field: str = "") -> Problem:
    """Return the problem of a character that no text may hold."""
    point = code_point(character)
    what = Message(f"the character {point} may not stand in a text", f"쓸 수 없는 문자: {point}")
    return Problem(ErrorKind.DATA, "text.character", what, place, field, Message("delete it", "지우십시오"))


def zero_width_removed(removed: Iterable[str], place: SourceLocation) -> Problem:
    """Return the warning of invisible characters that were taken out of a text."""
    points = ", ".join(dict.fromkeys(map(code_point, removed)))
    what = Message(f"invisible characters were removed: {points}", f"보이지 않는 문자를 지웠습니다: {points}")
    hint = Message("delete them in the file", "파일에서 지우십시오")
    return Problem(ErrorKind.DATA, "text.zero-width", what, place, hint=hint)


def _refusal(kind: ErrorKind, code: str, what: Message, place: SourceLocation, hint: Message) -> PolicyReportError:
    return PolicyReportError([Problem(kind, code, what, place, hint=hint)])


def linked_folders(project: Project, folder: Path) -> list[Problem]:
    """Return a problem for each linked folder below a folder: what it holds could change unseen."""
    linked = (path for path in sorted(folder.rglob("*")) if path.is_symlink() and path.is_dir())
    what = Message("linked folders are not followed", "링크된 폴더는 읽지 않습니다")
    hint = Message("put the folder itself here", "폴더 자체를 이곳에 두십시오")
    places = (SourceLocation(project.relative(path)) for path in linked)
    return [Problem(ErrorKind.SECURITY, "file.linked-folder", what, place, hint=hint) for place in places]


def is_hidden(path: Path, folder: Path) -> bool:
    """Tell whether a file below a folder is hidden, or stands in a hidden folder of it."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
