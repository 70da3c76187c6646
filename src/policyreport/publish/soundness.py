"""Whether a finished file is what its name says, as far as that shows without opening it in a reader."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from policyreport.errors import Kind, Place, Problem, Words

_TRAILER_REACH = 1024
"""Bytes at a PDF's end among which readers look for its trailer (ISO 32000-1, Annex H, note 18)."""


def check_soundness(target: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Return a problem for each file that is not sound; a kind of file that is not known here is sound unless empty."""
    place = f"{target.parent.name}/{target.name}"
    return [_unsound(f"{place}/{file}") for file, content in files.items() if not is_sound(file, content)]


def is_sound(file: str, content: bytes) -> bool:
    """Tell whether content has the form that the file's suffix promises."""
    looks_right = _CHECKS.get(PurePath(file).suffix.lower(), bool)
    return looks_right(content)


def _is_pdf(content: bytes) -> bool:
    end = content[-_TRAILER_REACH:]
    return content.startswith(b"%PDF-") and b"startxref" in end and end.rstrip().endswith(b"%%EOF")


def _is_package(content: bytes) -> bool:
    import zipfile  # noqa: PLC0415 - a build with nothing to do does without

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.testzip() is None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return False


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


_CHECKS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _is_pdf,
    ".docx": _is_package,
    ".xlsx": _is_package,
    ".hwpx": _is_package,
    ".json": _is_json,
}


def _unsound(place: str) -> Problem:
    what = Words(f"'{place}' came out damaged", f"'{place}' 파일이 손상된 채로 만들어졌습니다")
    return Problem(Kind.RENDER, "output-unsound", what, Place(place))
