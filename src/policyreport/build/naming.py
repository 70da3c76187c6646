"""What the files of an edition are called: a text made into a name that every system, zip and mail takes."""

from __future__ import annotations

import re
import unicodedata

from policyreport.errors import Words
from policyreport.publish.names import MOST_BYTES, is_safe

_INSTEAD = str.maketrans({**dict.fromkeys("/\\|:", "·"), "<": "〈", ">": "〉", '"': "'", "?": None, "*": None})
"""What stands for the characters that Windows forbids in names."""

_HINT = Words(
    "change 'name' in report.yaml, or what the record says", "report.yaml의 name이나 이 기록의 내용을 고치십시오"
)


def file_stem(said: str) -> str:
    """Return a text as the name of a file without its ending.

    It is in NFC, its blanks are single, and it ends with neither blank nor point. Where the characters stood that
    Windows forbids, it has ``·``, ``〈``, ``〉`` or ``'``; ``?`` and ``*`` are left out.
    """
    text = " ".join(unicodedata.normalize("NFC", said).translate(_INSTEAD).split())
    return re.sub(r"[ .]+$", "", text)


def refusal(name: str, stem: str) -> tuple[Words, Words] | None:
    """Return why a file cannot have a name with a stem, and what to do about it; None where it can."""
    if is_safe(name) and stem:
        return None
    if not stem:
        return Words("the name of its files is empty", "이 기록의 파일 이름이 비어 있습니다"), _HINT
    size = len(name.encode())
    if size > MOST_BYTES:
        return _too_long(size), _HINT
    return Words("its files cannot have this name", "이 기록의 내용은 파일 이름으로 쓸 수 없습니다"), Words(
        "no point at the start, no unseen characters, and no name that Windows keeps for devices (CON, AUX, COM1 …)",
        "마침표로 시작하거나 보이지 않는 글자가 든 이름, Windows의 장치 이름(CON, AUX, COM1 등)은 쓸 수 없습니다",
    )


def _too_long(size: int) -> Words:
    return Words(
        f"the name of its files takes {size} bytes, of which {MOST_BYTES} may be",
        f"이 기록의 파일 이름이 {size}바이트입니다. {MOST_BYTES}바이트까지 쓸 수 있습니다(한글 한 자가 3바이트)",
    )
