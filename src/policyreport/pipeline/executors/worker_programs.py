"""What a worker makes documents with, as far as it can change a byte of them, and how two workers differ in that.

Python itself is not among it: the same bytes come of every version that is supported.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.ledger.blobs import sha256_of_file
from policyreport.pipeline.incremental import toolchain_libraries

_PACKAGE = Path(__file__).parents[2]
_FONTS = _PACKAGE / "fonts"
_SHOWN = 8
"""Digits of a SHA-256 that tell two files apart for whoever reads them."""
_NAMED = 3
"""Workers that a message names before it counts the others."""


class Program(NamedTuple):
    """What is installed: the version that people know it by, and a mark that is another where it makes other bytes."""

    version: str
    mark: str


@cache
def own_programs() -> Mapping[str, Program]:
    """Return by name what documents are made with here."""
    libraries = {name: Program(found, found) for name, found in toolchain_libraries().items()}
    return {
        **libraries,
        "policyreport": _own_code(),
        "zlib": Program(zlib.ZLIB_RUNTIME_VERSION, _deflated()),
        **dict(_fonts()),
    }


def _own_code() -> Program:
    """Return policyreport itself, whose code may be another while its version is the same."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))  # as Git may write them on Windows
    code = digest.hexdigest()
    try:
        known = version("policyreport")
    except PackageNotFoundError:
        known = "?"
    return Program(f"{known} ({code[:_SHOWN]})", code)


def _fonts() -> Iterator[tuple[str, Program]]:
    for path in sorted(_FONTS.iterdir()):
        if path.suffix in {".ttf", ".glyphs"}:
            mark = sha256_of_file(path)
            yield path.name, Program(mark[:_SHOWN], mark)


def _deflated() -> str:
    """Return a mark of how zlib packs, since most of its versions pack alike, but not those of other makers."""
    sample = b" ".join(hashlib.sha256(bytes([n % 251])).hexdigest()[: n % 61].encode() for n in range(4000))
    packed = [zlib.compress(sample, level) for level in (6, 9)]
    return hashlib.sha256(b"".join(packed)).hexdigest()


class OtherProgramsError(Exception):
    """A worker's programs are not those of the machine that asks for documents."""

    def __init__(self, address: str, programs: Mapping[str, Program]) -> None:
        super().__init__(address, programs)
        self.address = address
        self.programs = programs


def other_programs(workers: Mapping[str, Mapping[str, Program]]) -> list[Problem]:
    """Return what workers have that is not the same here, told once for all that have the same; none if all is."""
    alike: dict[tuple[tuple[str, str, str], ...], list[str]] = {}
    for address, there in workers.items():
        alike.setdefault(differences(own_programs(), there), []).append(address)
    return [_others(listed, addresses) for listed, addresses in alike.items() if listed]


def differences(ours: Mapping[str, Program], theirs: Mapping[str, Program]) -> tuple[tuple[str, str, str], ...]:
    """Return the names of programs that make other bytes, each with its two versions."""
    pairs = ((name, ours.get(name), theirs.get(name)) for name in dict.fromkeys([*ours, *theirs]))
    return tuple((name, _version(one), _version(two)) for name, one, two in pairs if _mark(one) != _mark(two))


def _mark(program: Program | None) -> str:
    return program.mark if program else ""


def _version(program: Program | None) -> str:
    return program.version if program else "-"


def _others(listed: Sequence[tuple[str, str, str]], addresses: Sequence[str]) -> Problem:
    en = "; ".join(f"{name} {ours} here, {theirs} there" for name, ours, theirs in listed)
    ko = "; ".join(f"{name} 여기 {ours}, 그쪽 {theirs}" for name, ours, theirs in listed)
    who = named_workers(addresses)
    what = Message(
        f"{who.en} would make other bytes than this machine: {en}", f"{who.ko}의 프로그램이 이 컴퓨터와 다릅니다: {ko}"
    )
    hint = Message(
        "install the same versions there, from the same lock file, and start the worker again",
        "그 컴퓨터에도 같은 잠금 파일로 같은 판을 설치하고 워커를 다시 실행하십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.other-programs", what, field="--cluster", hint=hint)


def foreign_workers(addresses: Sequence[str], known: str) -> Problem:
    """Return what is wrong with workers that cannot tell their programs: they have no policyreport, or another one."""
    who = named_workers(addresses)
    ours = own_programs()["policyreport"].version
    if known:
        what = Message(
            f"{who.en} has policyreport {known}, which cannot make documents for {ours} here",
            f"{who.ko}의 policyreport는 {known}이어서 이 컴퓨터의 {ours}와 함께 쓸 수 없습니다",
        )
    else:
        what = Message(
            f"{who.en} has no policyreport: it was started for other work",
            f"{who.ko}에 policyreport가 없습니다. 다른 일에 쓰는 워커입니다",
        )
    hint = Message(
        f"start workers from an environment with policyreport {ours}, or name a scheduler of your own",
        f"policyreport {ours}을(를) 설치한 환경에서 워커를 실행하거나 따로 띄운 스케줄러의 주소를 적으십시오",
    )
    return Problem(ErrorKind.USAGE, "cluster.foreign-worker", what, field="--cluster", hint=hint)


def named_workers(addresses: Sequence[str]) -> Message:
    """Return the workers at some addresses in words, the first of them by name."""
    named, others = ", ".join(sorted(addresses)[:_NAMED]), len(addresses) - _NAMED
    en = f"the cluster's worker at {named}" if len(addresses) == 1 else f"each of the cluster's workers at {named}"
    return Message(
        en + (f" and {others} more" if others > 0 else ""), f"워커 {named}" + (f" 외 {others}개" if others > 0 else "")
    )
