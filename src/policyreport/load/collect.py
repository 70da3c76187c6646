"""All files under ``data/`` as one: their collections joined, each value's place kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, did_you_mean
from policyreport.load.quarter_file import spread_quarter
from policyreport.load.reading import Reading, Value
from policyreport.load.shape import COLLECTIONS, SINGLE
from policyreport.model import Path
from policyreport.project import Project

Reader = Callable[[Project, FilePath], Reading]
"""Returns what one file says; ``PolicyReportError`` where it cannot be read at all."""

_NOT_DATA = {"project.yaml", "recipients.yaml"}


def collect(project: Project, readers: Mapping[str, Reader]) -> Reading:
    """Return what all the data files say together, and what is wrong with any of them.

    ``readers`` knows a reader for each suffix; files of other suffixes, and hidden ones, are left alone. A file in
    ``data/quarters`` bears its quarter's name, and says it once for all its observations.
    """
    merger = _Merger()
    merger.problems += _linked_folders(project)
    for path in _sources(project, readers):
        try:
            reading = readers[path.suffix](project, path)
        except PolicyReportError as error:
            merger.problems += error.problems
            merger.whole = False
        else:
            if path.parent == project.data / "quarters":
                reading = spread_quarter(reading, path.stem, Place(project.relative(path)))
            merger.add(reading)
    return merger.reading()


def _sources(project: Project, suffixes: Iterable[str]) -> list[FilePath]:
    known = set(suffixes)
    paths = (p for p in project.data.rglob("*") if p.suffix in known and not _is_apart(p.relative_to(project.data)))
    return sorted(paths, key=project.relative)


def _linked_folders(project: Project) -> list[Problem]:
    return [
        _not_followed(project.relative(p)) for p in sorted(project.data.rglob("*")) if p.is_symlink() and p.is_dir()
    ]


def _is_apart(path: FilePath) -> bool:
    return str(path) in _NOT_DATA or any(part.startswith(".") for part in path.parts)


class _Merger:
    """Joins readings, one after the other."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.whole = True
        self._records: dict[str, Value] = {}
        self._lists: dict[str, list[Value]] = {}
        self._places: dict[Path, Place] = {}
        self._warnings: dict[Path, Problem] = {}

    def reading(self) -> Reading:
        """Return what has been joined so far."""
        content: dict[str, Value] = {**self._records, **self._lists}
        return Reading(content, self._places, tuple(self.problems), self._warnings, self.whole)

    def add(self, reading: Reading) -> None:
        """Join one more reading to the rest."""
        self.problems += reading.problems
        self.whole = self.whole and reading.whole
        offsets = {name: self._join(name, value, reading.places[name,]) for name, value in reading.content.items()}
        for path, place in reading.places.items():
            if path[0] in offsets:
                self._places.setdefault(_moved(path, offsets), place)
        for path, warning in reading.warnings.items():
            if path[0] in offsets:
                self._warnings[_moved(path, offsets)] = warning

    def _join(self, name: str, value: Value, place: Place) -> int:
        """Add one collection's records; return how many of the collection came before them."""
        if name not in COLLECTIONS:
            self.problems.append(_no_collection(name, place))
        elif name in SINGLE:
            self._join_one(name, value, place)
        elif isinstance(value, list):
            return self._join_many(name, value)
        elif value is not None:
            self.problems.append(_no_list(name, place))
        return 0

    def _join_one(self, name: str, value: Value, place: Place) -> None:
        if name in self._records:
            self.problems.append(_twice(name, self._places[name,], place))
        self._records.setdefault(name, value)

    def _join_many(self, name: str, records: list[Value]) -> int:
        joined = self._lists.setdefault(name, [])
        joined += records
        return len(joined) - len(records)


def _moved(path: Path, offsets: Mapping[str, int]) -> Path:
    if len(path) > 1 and isinstance(path[0], str) and isinstance(path[1], int):
        return (path[0], path[1] + offsets[path[0]], *path[2:])
    return path


def _not_followed(folder: str) -> Problem:
    what = Words("linked folders are not followed", "링크된 폴더는 읽지 않습니다")
    hint = Words("put the folder itself here", "폴더 자체를 이곳에 두십시오")
    return Problem(Kind.SECURITY, "file.linked-folder", what, Place(folder), hint=hint)


def _no_collection(name: str, place: Place) -> Problem:
    what = Words(f"there is no collection '{name}'", f"'{name}'은(는) 없는 모음입니다")
    return Problem(Kind.DATA, "data.unknown-field", what, place, name, did_you_mean(name, COLLECTIONS))


def _no_list(name: str, place: Place) -> Problem:
    what = Words(f"'{name}' must be a list of records", f"'{name}'은(는) 레코드의 목록이어야 합니다")
    hint = Words("write each record after '- '", "레코드마다 '- ' 뒤에 적으십시오")
    return Problem(Kind.DATA, "data.wrong-type", what, place, name, hint)


def _twice(name: str, first: Place, second: Place) -> Problem:
    what = Words(
        f"'{name}' is given twice: before at {first}", f"'{name}'이(가) 두 번 있습니다. 앞의 것은 {first}에 있습니다"
    )
    hint = Words("keep one of the two", "둘 중 하나만 남기십시오")
    return Problem(Kind.DATA, "data.twice", what, second, name, hint)
