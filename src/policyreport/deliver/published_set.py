"""A published set as it stands in the output folder, held against its own manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyreport.build import asked_quarter
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, raise_any
from policyreport.ledger.content import sha256
from policyreport.model import Quarter
from policyreport.project import Project
from policyreport.publish import MANIFEST
from policyreport.publish.names import is_safe_path


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a set. ``form`` is its format, ``pdf-large`` for one in large print.

    ``recipient`` is whom alone it was made for, empty for a file of the whole set.
    """

    name: str
    report: str
    form: str
    sha256: str
    recipient: str
    folder: Path
    place: str

    def content(self) -> bytes:
        """Return what it holds; ``PolicyReportError`` SECURITY where that is not what the manifest says."""
        content = _content(self.folder, self.name, self.place)
        if sha256(content) != self.sha256:
            raise PolicyReportError([_changed(self.name, self.place)])
        return content

    @property
    def size(self) -> int:
        """The bytes that it has."""
        return (self.folder / self.name).stat().st_size


@dataclass(frozen=True, slots=True)
class PublishedSet:
    """A quarter's set: its manifest's SHA-256, what the manifest says of it, and its files as the manifest tells."""

    quarter: Quarter
    manifest: str
    title: str
    as_of: str
    files: tuple[PublishedFile, ...]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return str(self.quarter)


def published_set(project: Project, quarter: str) -> PublishedSet:
    """Return the set of a quarter.

    Raises ``PolicyReportError``: USAGE where there is none, SECURITY where a file is not what the manifest says, OUTPUT
    for a manifest that cannot be read.
    """
    wanted = asked_quarter(quarter)
    folder = project.out / str(wanted)
    if not (folder / MANIFEST).is_file():
        raise PolicyReportError([_no_set(wanted)])
    place = project.relative(folder)
    manifest = _content(folder, MANIFEST, place)
    try:
        said = json.loads(manifest)
        files = tuple(_file(folder, entry, place) for entry in _entries(folder, said, place))
        made = PublishedSet(wanted, sha256(manifest), said["title"], said["as_of"], files)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise PolicyReportError([_not_readable(place)]) from None
    raise_any(list(_all_changed(files)))
    return made


def _entries(folder: Path, said: Mapping[str, Any], place: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the manifest, and the lists of editions that it names, say of each file, each file once."""
    listed = [entry for editions in said.get("editions", ()) for entry in _listed(folder, editions, place)]
    yield from {entry["name"]: entry for entry in [*said["files"], *listed]}.values()


def _listed(folder: Path, editions: Mapping[str, Any], place: str) -> Iterator[Mapping[str, Any]]:
    for part in editions["listed_in"]:
        lines = PublishedFile(part["name"], "", "", part["sha256"], "", folder, place).content()
        yield from ({"report": editions["report"], **json.loads(line)} for line in lines.splitlines())


def _file(folder: Path, entry: Mapping[str, Any], place: str) -> PublishedFile:
    form = f"{entry['format']}{'-large' if entry.get('large_print') is True else ''}"
    recipient = str(entry.get("recipient") or "")
    return PublishedFile(entry["name"], entry["report"], form, entry["sha256"], recipient, folder, place)


def _content(folder: Path, name: str, place: str) -> bytes:
    """Return what a file of the set holds; nothing for a link or where there is none, which is then not as told."""
    path = folder / name
    try:
        is_of_the_set = is_safe_path(name) and path.resolve() == folder.resolve() / name and path.is_file()
        return path.read_bytes() if is_of_the_set else b""
    except OSError as refusal:
        why = refusal.strerror or type(refusal).__name__
        what = Words(f"the file cannot be read: {why}", f"파일을 읽을 수 없습니다: {why}")
        raise PolicyReportError([Problem(Kind.OUTPUT, "deliver.unreadable", what, Place(f"{place}/{name}"))]) from None


def _all_changed(files: Iterable[PublishedFile]) -> Iterator[Problem]:
    for file in files:
        try:
            file.content()
        except PolicyReportError as refusal:
            yield from refusal.problems


def _changed(name: str, place: str) -> Problem:
    what = Words("this file is not what the manifest says", "이 파일은 manifest.json에 적힌 것과 다릅니다")
    where = Place(f"{place}/{name if is_safe_path(name) else MANIFEST}")
    return Problem(Kind.SECURITY, "deliver.changed", what, where, hint=_BUILD)


def _not_readable(place: str) -> Problem:
    what = Words("the manifest cannot be read", "manifest.json을 읽을 수 없습니다")
    return Problem(Kind.OUTPUT, "deliver.manifest", what, Place(f"{place}/{MANIFEST}"), hint=_BUILD)


def _no_set(quarter: Quarter) -> Problem:
    what = Words(f"there is no published set of {quarter}", f"펴낸 {quarter} 보고서가 없습니다")
    hint = Words(f"policyreport build --quarter {quarter}", f"policyreport build --quarter {quarter}")
    return Problem(Kind.USAGE, "deliver.no-set", what, hint=hint)


_BUILD = Words("build the set again, look at it and approve it again", "다시 만들어 확인하고 다시 승인하십시오")
