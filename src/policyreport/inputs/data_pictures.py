"""Pictures that records name: whether their files are there, can be printed, and are told in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, did_you_mean
from policyreport.inputs.checks import CheckContext
from policyreport.inputs.files import is_hidden, read_bytes
from policyreport.inputs.raw_data import field_name
from policyreport.model import Path
from policyreport.model.policy import Program
from policyreport.model.record import Event
from policyreport.ooxml.pictures import PictureError
from policyreport.ooxml.printable_pictures import PICTURE_ENDINGS, printable_picture
from policyreport.project import Project

_PATH_HINT = Message(
    "lay the file below data and write its path from there, such as pictures/opening.jpg",
    "파일을 data 폴더 안에 두고 거기서부터의 경로를 pictures/개소식.jpg 처럼 적으십시오",
)
_ALT_HINT = Message(
    "write into 'photo_alt' what it shows, for those who do not see it",
    "보지 못하는 이를 위해 무엇이 보이는지 사진 설명(photo_alt)에 적으십시오",
)
_SAVE_HINT = Message(
    "open it in a program for pictures and save it as PNG or JPEG (RGB)",
    "그림 프로그램에서 열어 PNG나 JPEG(RGB)로 다시 저장하십시오. 누운 사진은 돌려서 저장하십시오",
)


def picture_problems(context: CheckContext, project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that records name, at the values that name them."""
    named = [
        (path, record.photo, record.photo_alt)
        for kind in (Program, Event)
        for path, record in context.records(kind)
        if record.photo
    ]
    files: Mapping[str, FilePath] = _files(project) if named else {}
    for path, photo, alt in named:
        yield from _problems(context, project, (*path, "photo"), unicodedata.normalize("NFC", photo), files)
        if not alt:
            what = Message(
                f"the picture '{photo}' has no words for those who do not see it", f"사진 '{photo}'의 설명이 없습니다"
            )
            yield context.problem("picture.no-alt", what, (*path, "photo"), _ALT_HINT)


def _files(project: Project) -> Mapping[str, FilePath]:
    """Return the pictures below ``data`` by their paths from there."""
    paths = (path for path in sorted(project.data.rglob("*.*")) if path.suffix.lower() in PICTURE_ENDINGS)
    return {
        unicodedata.normalize("NFC", path.relative_to(project.data).as_posix()): path
        for path in paths
        if not is_hidden(path, project.data)
    }


def _problems(
    context: CheckContext, project: Project, path: Path, photo: str, files: Mapping[str, FilePath]
) -> Iterator[Problem]:
    parts = PurePosixPath(photo)
    if "\\" in photo or ":" in photo or parts.is_absolute() or ".." in parts.parts:
        what = Message(f"'{photo}' is no path below data", f"'{photo}'은(는) data 폴더 안의 경로가 아닙니다")
        field = field_name(context.reading.content, path)
        yield Problem(ErrorKind.SECURITY, "picture.outside", what, context.place(path), field, _PATH_HINT)
    elif parts.suffix.lower() not in PICTURE_ENDINGS:
        what = Message(
            f"'{photo}' is no picture in PNG, JPEG or SVG", f"'{photo}'은(는) PNG, JPEG, SVG 그림이 아닙니다"
        )
        yield context.problem("picture.unreadable", what, path, _SAVE_HINT)
    elif (file := files.get(parts.as_posix())) is None:
        near = did_you_mean(parts.as_posix(), files)
        what = Message(f"there is no picture '{photo}' below data", f"data 폴더에 그림 '{photo}'이(가) 없습니다")
        hint = Message(f"{near.en} {_PATH_HINT.en}".strip(), f"{near.ko} {_PATH_HINT.ko}".strip())
        yield context.problem("picture.missing", what, path, hint)
    else:
        yield from _unprintable(context, project, path, file)


def _unprintable(context: CheckContext, project: Project, path: Path, file: FilePath) -> Iterator[Problem]:
    try:
        printable_picture(read_bytes(project, file))
    except PictureError as fault:
        name = file.name
        what = Message(f"the picture '{name}' cannot be used: {fault.what.en}", f"그림 '{name}': {fault.what.ko}")
        yield context.problem("picture.unreadable", what, path, fault.hint or _SAVE_HINT)
    except PolicyReportError as error:
        field = field_name(context.reading.content, path)
        yield from (
            Problem(one.kind, one.code, one.what, context.place(path), field, one.hint) for one in error.problems
        )
