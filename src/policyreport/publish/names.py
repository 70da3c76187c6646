"""Which names are safe as file names on every system that a set may be copied to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from policyreport.errors import Kind, Place, Problem, Words

MOST_BYTES = 200
"""Bytes of a name in UTF-8: the usual file systems take 255, and a staged set's name is longer than its own."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_HINT = Words(
    "use letters, digits, hyphens and single points", "글자와 숫자, 붙임표(-), 가운데에 놓인 마침표만 쓰십시오"
)


def check_names(target: Path, files: Iterable[str]) -> list[Problem]:
    """Return a problem for each name that is no safe file name, or that two files share once letter case is ignored.

    ``target`` is the set's folder; a file may stand in a folder of it, as ``folder/file``.
    """
    names = list(files)
    unsafe = [_unsafe(target, each) for each in (target.name, *names) if not is_safe_path(each)]
    return [*unsafe, *(_twice(target, each) for each in _shared(names))]


def is_safe_path(name: str) -> bool:
    """Tell whether a name is a safe file name, or a safe folder's and a safe file's with a slash between them."""
    folder, _, file = name.rpartition("/")
    return is_safe(file) and (not folder or is_safe(folder))


def is_safe(name: str) -> bool:
    """Tell whether a name is one plain file name on Linux, macOS and Windows; hidden files are not plain."""
    return (
        bool(name)
        and _is_plain(name)
        and not _DEVICE.fullmatch(name)
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and len(name.encode()) <= MOST_BYTES
    )


def _is_plain(name: str) -> bool:
    return all(char not in _FORBIDDEN and unicodedata.category(char) not in _UNSEEN for char in name)


def _shared(names: list[str]) -> Iterator[str]:
    seen = Counter(map(folded, names))
    return (each for each in names if seen[folded(each)] > 1)


def folded(name: str) -> str:
    """Return a name as systems compare it that pass over letter case and normalisation."""
    return unicodedata.normalize("NFC", name).casefold()


def _unsafe(target: Path, name: str) -> Problem:
    shown = f"'{name}'" if _is_plain(name) else ascii(name)
    what = Words(f"{shown} is not a safe file name", f"{shown}은(는) 파일 이름으로 쓸 수 없습니다")
    return Problem(Kind.DATA, "output-name", what, Place(target.parent.name), hint=_HINT)


def _twice(target: Path, file: str) -> Problem:
    what = Words(f"two outputs are named '{file}'", f"출력 파일 이름 '{file}'이(가) 겹칩니다")
    return Problem(Kind.DATA, "output-name-twice", what, Place(f"{target.parent.name}/{target.name}"))
