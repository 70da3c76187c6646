"""Several readings as one: their collections joined, each value's place kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import TypeVar

from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    did_you_mean,
    refusal_reason,
)
from policyreport.inputs.files import is_hidden, linked_folders
from policyreport.inputs.nested_updates import spread_updates
from policyreport.inputs.place_table import PlaceTable
from policyreport.inputs.raw_data import RawData, Value, unreadable_source, written_text
from policyreport.model import Path, Quarter
from policyreport.model.dataset import COLLECTIONS
from policyreport.project import Project


class RecordMerger:
    """Joins readings, one after the other."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.whole = True
        self._records: dict[str, Value] = {}
        self._lists: dict[str, list[Value]] = {}
        self._places = PlaceTable()
        self._warnings: dict[Path, Problem] = {}

    def reading(self) -> RawData:
        """Return what has been joined so far."""
        content: dict[str, Value] = {**self._records, **self._lists}
        return RawData(content, self._places, tuple(self.problems), self._warnings, self.whole)

    def add(self, reading: RawData) -> None:
        """Join one more reading to the rest."""
        reading = spread_updates(reading)
        self.problems += reading.problems
        self.whole = self.whole and reading.whole
        offsets = {name: self._join(name, value, reading.places[name,]) for name, value in reading.content.items()}
        for path, place in reading.places.items():
            if path[0] in offsets:
                moved = _moved(path, offsets)
                if moved is not path or path not in self._places:
                    self._places[moved] = place
        for path, warning in reading.warnings.items():
            self._warnings[_moved(path, offsets)] = warning

    def _join(self, name: str, value: Value, place: SourceLocation) -> int:
        """Add one collection's records; return how many of the collection came before them."""
        if name not in COLLECTIONS:
            self.problems.append(_no_collection(name, place))
        elif not COLLECTIONS[name].is_list:
            if name in self._records:
                self.problems.append(_twice(name, self._places[name,], place))
            self._records.setdefault(name, value)
        elif isinstance(value, list):
            records = self._lists.setdefault(name, [])
            records += value
            return len(records) - len(value)
        elif value is not None:
            self.problems.append(_no_list(name, place))
        return 0


def _moved(path: Path, offsets: Mapping[str, int]) -> Path:
    offset = offsets.get(str(path[0]), 0)
    if offset and len(path) > 1 and isinstance(path[1], int):
        return (path[0], path[1] + offset, *path[2:])
    return path


def _no_collection(name: str, place: SourceLocation) -> Problem:
    what = Message(f"there is no collection '{name}'", f"'{name}'은(는) 자료 종류의 이름이 아닙니다")
    return Problem(ErrorKind.DATA, "data.unknown-field", what, place, name, did_you_mean(name, COLLECTIONS))


def _no_list(name: str, place: SourceLocation) -> Problem:
    what = Message(f"'{name}' must be a list of records", f"'{name}'에는 여러 건을 목록으로 적어야 합니다")
    hint = Message("write each record after '- '", "한 건마다 줄 앞에 '- '를 붙이십시오")
    return Problem(ErrorKind.DATA, "data.wrong-type", what, place, name, hint)


def _twice(name: str, first: SourceLocation, second: SourceLocation) -> Problem:
    what = Message(
        f"'{name}' is given twice: before at {first}", f"'{name}'이(가) 두 번 있습니다. 앞의 것은 {first}에 있습니다"
    )
    hint = Message("keep one of the two", "둘 중 하나만 남기십시오")
    return Problem(ErrorKind.DATA, "data.twice", what, second, name, hint)


_T = TypeVar("_T")
_SEEN_IN_A_QUARTER = ("observations", "executions")
_OF_A_QUARTER = {"quarter", "quarters", "report", *_SEEN_IN_A_QUARTER}


def spread_quarter(reading: RawData, stem: str, file: SourceLocation) -> RawData:
    """Return what a quarter's file says as any other file would: its observations, executions and report bear it.

    The quarter in the file's name counts, also where the file itself says another. Where the name tells none, the
    observations, executions and report are left out, for nobody knows what quarter they belong to.
    """
    known = _is_quarter(stem)
    return replace(
        reading,
        content=_spread(reading.content, stem if known else None),
        places={("quarters",): file, **_report_moved(reading.places)},
        warnings=_report_moved(reading.warnings),
        problems=(*reading.problems, *_quarter_problems(reading, stem, file)),
        whole=reading.whole and known,
    )


def _spread(content: Mapping[str, Value], quarter: str | None) -> dict[str, Value]:
    spread = {name: value for name, value in content.items() if name not in _OF_A_QUARTER}
    if quarter and "report" in content:
        spread["quarters"] = [_with_quarter(content["report"], quarter)]
    for name in _SEEN_IN_A_QUARTER:
        if quarter and name in content:
            records = content[name]
            spread[name] = [_with_quarter(r, quarter) for r in records] if isinstance(records, list) else records
    return spread


def _with_quarter(record: Value, quarter: str) -> Value:
    return {"quarter": quarter, **record} if isinstance(record, dict) else record


def _report_moved(values: Mapping[Path, _T]) -> dict[Path, _T]:
    return {("quarters", 0, *path[1:]) if path[0] == "report" else path: value for path, value in values.items()}


def _quarter_problems(reading: RawData, stem: str, file: SourceLocation) -> Iterator[Problem]:
    written = reading.content.get("quarter")
    if not _is_quarter(stem):
        yield _misnamed(file)
    elif not isinstance(written, str) or written_text("quarter", written) != stem:
        yield _wrong_quarter(stem, reading.places.get(("quarter",), file))
    if "quarters" in reading.content:
        yield _quarters_here(reading.places["quarters",])


def _is_quarter(text: str) -> bool:
    try:
        Quarter.parse(text)
    except ValueError:
        return False
    return True


def _misnamed(file: SourceLocation) -> Problem:
    what = Message("this file is not named after a quarter", "파일 이름이 분기가 아닙니다")
    hint = Message("name it after its quarter, such as 2025Q2.yaml", "2025Q2.yaml처럼 분기로 이름 지으십시오")
    return Problem(ErrorKind.DATA, "data.quarter", what, file, "quarter", hint)


def _wrong_quarter(stem: str, place: SourceLocation) -> Problem:
    what = Message("the file does not say the quarter in its name", "파일 이름의 분기와 내용의 분기가 다릅니다")
    hint = Message(f"write 'quarter: {stem}' at the top", f"맨 위에 'quarter: {stem}'을(를) 적으십시오")
    return Problem(ErrorKind.DATA, "data.quarter", what, place, "quarter", hint)


def _quarters_here(place: SourceLocation) -> Problem:
    what = Message("a quarter's file reports on that quarter only", "분기 파일에는 그 분기의 보고만 적습니다")
    hint = Message("write 'report:' in place of 'quarters:'", "'quarters:' 대신 'report:'를 적으십시오")
    return Problem(ErrorKind.DATA, "data.unknown-field", what, place, "quarters", hint)


Reader = Callable[[Project, FilePath], RawData]
"""Returns what one file says; ``PolicyReportError`` where it cannot be read at all."""

_NOT_DATA = {"project.yaml", "recipients.yaml"}


def collect(project: Project, readers: Mapping[str, Reader], inputs: Iterable[RawData] = ()) -> RawData:
    """Return what all the data files say together, then the declared ``inputs``, and what is wrong with any of them.

    ``readers`` knows a reader for each suffix; files of other suffixes, and hidden ones, are left alone. A file in
    ``data/quarters`` bears its quarter's name, and says it once for all its observations and executions.
    """
    merger = RecordMerger()
    merger.problems += [*linked_folders(project, project.data), *_closed_folders(project)]
    for path in _sources(project, readers):
        merger.add(_read(project, path, readers[path.suffix]))
    for reading in inputs:
        merger.add(reading)
    return merger.reading()


def _read(project: Project, path: FilePath, read: Reader) -> RawData:
    try:
        reading = read(project, path)
    except PolicyReportError as error:
        return unreadable_source(error)
    if path.parent == project.data / "quarters":
        return spread_quarter(reading, path.stem, SourceLocation(project.relative(path)))
    return reading


def _sources(project: Project, suffixes: Iterable[str]) -> list[FilePath]:
    known = set(suffixes)
    paths = (path for path in project.data.rglob("*") if path.suffix in known and not is_hidden(path, project.data))
    return sorted((p for p in paths if str(p.relative_to(project.data)) not in _NOT_DATA), key=project.relative)


def _closed_folders(project: Project) -> list[Problem]:
    """Return a problem for each folder that cannot be listed: data in it would go missing without a word."""
    refused: list[OSError] = []
    for _ in os.walk(project.data, onerror=refused.append):
        pass
    return [_not_listed(project.relative(FilePath(str(error.filename))), refusal_reason(error)) for error in refused]


def _not_listed(folder: str, why: Message) -> Problem:
    what = Message(f"this folder cannot be read: {why.en}", f"이 폴더를 읽을 수 없습니다: {why.ko}")
    hint = Message("give yourself the right to read it", "읽기 권한을 주십시오")
    return Problem(ErrorKind.DATA, "file.closed-folder", what, SourceLocation(folder), hint=hint)
