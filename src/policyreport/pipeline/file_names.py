"""The names of files that templates say: made safe for every system, and checked before anything is rendered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.report_type import ReportKind, Wording
from policyreport.pipeline.selection import Variant
from policyreport.publish.staging import MOST_BYTES, folded, is_safe
from policyreport.templating import plain_line

_INSTEAD = str.maketrans({**dict.fromkeys("/\\|:", "·"), "<": "〈", ">": "〉", '"': "'", "?": None, "*": None})
"""What stands for the characters that Windows forbids in names."""


def file_stem(said: str) -> str:
    """Return a text as the name of a file without its ending.

    It is in NFC, its blanks are single, and it ends with neither blank nor point. Where the characters stood that
    Windows forbids, it has ``·``, ``〈``, ``〉`` or ``'``; ``?`` and ``*`` are left out.
    """
    text = " ".join(unicodedata.normalize("NFC", said).translate(_INSTEAD).split())
    return re.sub(r"[ .]+$", "", text)


def unusable_name(name: str, stem: str) -> tuple[Message, Message | None] | None:
    """Return why a file cannot have a name with a stem, and what a name may not have; None where it can have it."""
    if is_safe(name) and stem:
        return None
    if not stem:
        return Message("the name of its files is empty", "파일 이름이 비어 있습니다"), None
    size = len(name.encode())
    if size > MOST_BYTES:
        return _too_long(size), None
    return Message("its files cannot have this name", "그 내용은 파일 이름으로 쓸 수 없습니다"), Message(
        "no point at the start, no unseen characters, and no name that Windows keeps for devices (CON, AUX, COM1 …)",
        "마침표로 시작하거나 보이지 않는 글자가 든 이름, Windows의 장치 이름(CON, AUX, COM1 등)은 쓸 수 없습니다",
    )


def _too_long(size: int) -> Message:
    return Message(
        f"the name of its files takes {size} bytes, of which {MOST_BYTES} may be",
        f"파일 이름이 {size}바이트입니다. {MOST_BYTES}바이트까지 쓸 수 있습니다(한글 한 자가 3바이트)",
    )


_WHOLE_QUARTER = re.compile(r"\{\{-?\s*quarter\s*-?\}\}")
_QUARTER_OF_FOUR = re.compile(r"\b([1-4])/4분기")
_HINT = Message(
    "change 'file_name' in report.yaml, or what the data say", "report.yaml의 file_name이나 자료의 그 내용을 고치십시오"
)


def report_stem(report: ReportKind, names: Mapping[str, object]) -> str:
    """Return what a report's files are called without their ending: what its ``file_name`` says, or else its stem.

    ``names`` are what templates can name. The quarter reads ``2025년 2분기`` there, for a name can have no slash.
    Raises ``PolicyReportError`` with every problem of the template.
    """
    if report.file_name is None:
        return report.stem
    written = _WHOLE_QUARTER.sub("{{ quarter.label }}", report.file_name.text)
    said = plain_line(report, Wording(written, report.file_name.place), names)
    return file_stem(_QUARTER_OF_FOUR.sub(r"\1분기", said))


def unusable_names(report: ReportKind, stem: str, variants: Iterable[Variant]) -> Iterator[Problem]:
    """Yield a problem (DATA) where files of a report cannot have the names that its ``file_name`` says."""
    names = (variant.file_name(stem) for variant in variants)
    refused = next(filter(None, (unusable_name(name, stem) for name in names)), None)
    if report.file_name and refused:
        what, hint = refused
        yield Problem(ErrorKind.DATA, "report.file-name", what, report.file_name.place, "file_name", hint or _HINT)


def shared_names(named: Iterable[tuple[ReportKind, str, Iterable[Variant]]]) -> Iterator[Problem]:
    """Yield a problem (DATA) for each report of which a file would have the name of another one's on some system."""
    first: dict[str, ReportKind] = {}
    for report, stem, variants in named:
        names = [folded(variant.file_name(stem)) for variant in variants]
        earlier = next((first[name] for name in names if name in first), None)
        first |= dict.fromkeys(names, report)
        said = earlier and (report.file_name or earlier.file_name)  # of two plain names report.yaml is told elsewhere
        if earlier and said:
            what = Message(
                f"the files of '{report.kind}' and '{earlier.kind}' would both be called '{stem}'",
                f"'{report.kind}'와(과) '{earlier.kind}'의 파일 이름이 '{stem}'(으)로 같습니다",
            )
            hint = Message(
                "let 'file_name' in one report.yaml say what tells them apart; capitals do not",
                "한쪽 report.yaml의 file_name을 다르게 쓰십시오. 대소문자만 다르면 같은 이름입니다",
            )
            yield Problem(ErrorKind.DATA, "report.same-name", what, said.place, "file_name", hint)
