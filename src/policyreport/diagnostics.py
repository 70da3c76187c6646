"""What can go wrong, said so that whoever keeps the data can mend it."""

from __future__ import annotations

import difflib
import errno
import re
import socket
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath
from typing import NamedTuple

from policyreport.korean_particles import choose_particles

_LISTED = 12
_DIGITS = 10


class Message(NamedTuple):
    """One message in the two languages that users read."""

    en: str
    ko: str

    def text(self, *, korean: bool) -> str:
        """Return the message in one language; in Korean with those particles that fit the words before them."""
        return choose_particles(self.ko) if korean else self.en


class ErrorKind(IntEnum):
    """What sort of fault a problem is; its value is the exit code of the command that meets it."""

    USAGE = 2
    DATA = 3
    TEMPLATE = 4
    RENDER = 5
    LIMIT = 6
    SECURITY = 7
    OUTPUT = 8
    LOCKED = 9
    DELIVERY = 10
    NOTHING_DUE = 11
    INTERNAL = 70


class SourceLocation(NamedTuple):
    """A place in a file of the project: a line and column (both from 1), or a cell such as ``예산!D14``.

    A line of 0 means the file as a whole. Where a place is told in words rather than as a cell, ``cell`` has them in
    Korean and ``english`` in English.
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""
    english: str = ""

    def __str__(self) -> str:
        return self.text(korean=True)

    def text(self, *, korean: bool) -> str:
        """Return the place as it is told to people who read one of the two languages."""
        if within := self.within(korean=korean):
            return f"{self.file} › {within}"
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])

    def within(self, *, korean: bool) -> str:
        """Return the place within its file, without lines: the cell, or the words for it in one of the languages."""
        return self.cell if korean else self.english or self.cell


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, what it is, where it stands, which field, and what to do."""

    kind: ErrorKind
    code: str
    what: Message
    where: SourceLocation | None = None
    field: str = ""
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class TextProblem(Problem):
    """A problem of some characters in a text that is to be printed; by the two it is found where they were written."""

    text: str = ""
    characters: str = ""


class PolicyReportError(Exception):
    """Every problem that one stage found, together; ``exit_code`` is that of the gravest."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: place_order(problem.where)))
        super().__init__("\n".join(p.what.en for p in self.problems))

    @property
    def exit_code(self) -> int:
        """Security before limits before all else; among the rest, the first problem's."""
        kinds = [p.kind for p in self.problems]
        return next((k for k in (ErrorKind.SECURITY, ErrorKind.LIMIT) if k in kinds), kinds[0])


_CELL = re.compile(r"(?<=!)(?P<letters>[A-Z]{1,3})(?P<row>[0-9]+)")
_NUMBER = re.compile("[0-9]+")
_MOST_LETTERS = 3


def place_order(where: SourceLocation | None) -> tuple[bool, str, int, int, str]:
    """Return the key by which problems are told in the order of their places, those without one last.

    Numbers count as numbers, row 2 before row 10; the cells of a sheet go row by row, B before AA.
    """
    place = where or SourceLocation("")
    cell = _CELL.sub(lambda cell: f"{cell['row']} {cell['letters'].rjust(_MOST_LETTERS)}", place.cell)
    return where is None, _with_numbers_padded(place.file), place.line, place.column, _with_numbers_padded(cell)


def _with_numbers_padded(text: str) -> str:
    return _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), text)


def raise_any(problems: Sequence[Problem]) -> None:
    """Raise ``PolicyReportError`` when there are problems; do nothing otherwise."""
    if problems:
        raise PolicyReportError(problems)


def problems_of(fault: Exception) -> tuple[Problem, ...]:
    """Return what a fault says: its problems, what the system refused, or a fault of policyreport's own."""
    if isinstance(fault, PolicyReportError):
        return fault.problems
    return (_refused(fault) if isinstance(fault, OSError) else _own(fault),)


_REFUSALS: Mapping[int, str] = {
    errno.ENOENT: "그런 파일이나 폴더가 없습니다",
    errno.EACCES: "권한이 없습니다",
    errno.EPERM: "허용되지 않은 일입니다",
    errno.EROFS: "읽기 전용입니다",
    errno.EEXIST: "그 이름의 파일이 이미 있습니다",
    errno.ENOTDIR: "폴더가 아닙니다",
    errno.EISDIR: "파일이 아니라 폴더입니다",
    errno.ENOTEMPTY: "빈 폴더가 아닙니다",
    errno.ENOSPC: "디스크 여유 공간이 부족합니다",
    errno.EFBIG: "허용된 크기를 넘는 파일입니다",
    errno.EIO: "디스크를 읽거나 쓰다가 잘못되었습니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다",
    errno.EMFILE: "열린 파일이 너무 많습니다",
    errno.ENFILE: "열린 파일이 너무 많습니다",
    errno.EBUSY: "다른 프로그램이 쓰고 있습니다",
    errno.ETXTBSY: "다른 프로그램이 쓰고 있습니다",
    errno.EXDEV: "다른 디스크에 있습니다",
    errno.ELOOP: "링크가 끝없이 이어집니다",
    errno.ENOMEM: "메모리가 모자랍니다",
    errno.ENOEXEC: "실행할 수 없는 파일입니다",
    errno.EAGAIN: "지금은 할 수 없습니다",
    errno.EINVAL: "쓸 수 없는 값입니다",
    errno.EPIPE: "받는 쪽이 닫혔습니다",
    errno.ECONNREFUSED: "연결이 거부되었습니다",
    errno.ECONNRESET: "연결이 끊겼습니다",
    errno.ENETUNREACH: "네트워크에 닿을 수 없습니다",
    errno.EHOSTUNREACH: "상대에 닿을 수 없습니다",
    errno.ETIMEDOUT: "시간이 지나도록 답이 없습니다",
    errno.EHOSTDOWN: "상대에 닿을 수 없습니다",
    errno.ENETDOWN: "네트워크에 닿을 수 없습니다",
    errno.ECONNABORTED: "연결이 끊겼습니다",
    errno.ENOTCONN: "연결되어 있지 않습니다",
    errno.EADDRINUSE: "다른 프로그램이 쓰고 있는 주소입니다",
    errno.EADDRNOTAVAIL: "쓸 수 없는 주소입니다",
    errno.EDQUOT: "디스크 할당량을 다 썼습니다",
    errno.ESTALE: "네트워크 폴더와 연결이 끊겼습니다",
    errno.ENODEV: "그런 장치가 없습니다",
    errno.ENXIO: "그런 장치가 없습니다",
    errno.EMLINK: "링크가 너무 많습니다",
    errno.EOPNOTSUPP: "이 디스크나 시스템에서 할 수 없는 일입니다",
    errno.ENOSYS: "이 디스크나 시스템에서 할 수 없는 일입니다",
    errno.ENOLCK: "파일을 잠글 수 없습니다",
    errno.EDEADLK: "서로 기다리고 있습니다",
    errno.EINTR: "도중에 멈추었습니다",
    errno.EBADF: "이미 닫힌 파일입니다",
    errno.ESPIPE: "앞뒤로 옮겨 다닐 수 없는 파일입니다",
    errno.EILSEQ: "이 시스템에서 쓸 수 없는 글자가 든 이름입니다",
    errno.ENOTSOCK: "네트워크 연결이 아닙니다",
    errno.ESRCH: "그런 프로세스가 없습니다",
    errno.ECHILD: "그런 프로세스가 없습니다",
}
"""What the system refuses, in Korean; its own words are in the language of its own settings, mostly English."""


def refusal_reason(refusal: OSError) -> Message:
    """Return why the system refused something, in both languages; in Korean by a number where that is not known."""
    english = refusal.strerror or type(refusal).__name__
    number = refusal.errno or 0
    if isinstance(refusal, socket.gaierror):
        return Message(english, "그 이름의 서버를 찾을 수 없습니다")
    return Message(english, _REFUSALS.get(number, f"시스템 오류 {number}번" if number else "알 수 없는 시스템 오류"))


def _refused(refusal: OSError) -> Problem:
    named = f": '{PurePath(refusal.filename).name}'" if isinstance(refusal.filename, str) else ""
    why = refusal_reason(refusal)
    what = Message(
        f"the system refused to read or write: {why.en}{named}", f"시스템이 읽기나 쓰기를 거부했습니다: {why.ko}{named}"
    )
    return Problem(ErrorKind.OUTPUT, "system.refused", what)


def _own(fault: Exception) -> Problem:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    name = f"{type(fault).__name__} ({PurePath(last.filename).name}:{last.lineno})"
    what = Message(f"a fault of policyreport's own: {name}", f"policyreport의 결함입니다: {name}")
    hint = Message("please report it with what you did", "하신 일과 함께 알려 주십시오")
    return Problem(ErrorKind.INTERNAL, "internal.fault", what, hint=hint)


def did_you_mean(name: str, known: Iterable[str]) -> Message:
    """Return a hint that offers the nearest known name, or lists what there is."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return Message(f"did you mean '{near[0]}'?", f"'{near[0]}'을(를) 뜻했습니까?")
    listed = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
    if not listed:
        return Message("there is none here", "쓸 수 있는 이름이 없습니다")
    return Message(f"there is: {listed}", f"쓸 수 있는 이름: {listed}")
