"""Tables, from whatever kind of file, as records: a row is a record, a head names a field."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.inputs.files import ZERO_WIDTH, clean_text, refused_character, zero_width_removed
from policyreport.inputs.messages import Fault
from policyreport.inputs.place_table import PlaceTable
from policyreport.inputs.raw_data import RawData, Value
from policyreport.model import Path, Ref
from policyreport.model.base import AsOf, Month, Text
from policyreport.model.dataset import COLLECTIONS, record_in, types_in
from policyreport.model.dimension import DIMENSIONS
from policyreport.model.labels import HEADS, OTHER_HEADS, SHEETS
from policyreport.model.written_forms import in_half_width, split_time

_NONE = "-"
_SEPARATED = re.compile(r"[,\n]")


def listed(text: str, what: Literal["ids", "texts"]) -> list[str]:
    """Return the items of a cell's list: ids stand between commas or line ends, texts on a line each.

    Blank items are left out, and ``-`` alone is an empty list. A backslash at the end of a line keeps the line end
    within the text; two of them are one backslash.
    """
    if text.strip(" ") == _NONE:
        return []
    if what == "ids":
        return [item.strip() for item in _SEPARATED.split(text) if item.strip()]
    return [item for item in _texts(text) if item.strip()]


def joined(items: Sequence[str], what: Literal["ids", "texts"]) -> str:
    """Return a cell's text that ``listed`` reads as these items, none of which is blank; ``-`` where there is none."""
    if not items:
        return _NONE
    if what == "ids":
        return ", ".join(items)
    text = "\n".join([*map(_with_line_end_after, items[:-1]), _with_nothing_after(items[-1])])
    return text + "\n" if text.strip(" ") == _NONE else text


def _texts(text: str) -> list[str]:
    items = [""]
    *lines, last = text.split("\n")
    for line in lines:
        stripped = line.rstrip("\\")
        backslashes = len(line) - len(stripped)
        items[-1] += stripped + backslashes // 2 * "\\"
        if backslashes % 2:
            items[-1] += "\n"
        else:
            items.append("")
    items[-1] += last
    return items


def _with_line_end_after(item: str) -> str:
    return "\\\n".join(map(_doubled, item.split("\n")))


def _with_nothing_after(item: str) -> str:
    *lines, last = item.split("\n")
    return "\\\n".join([*map(_doubled, lines), last])


def _doubled(line: str) -> str:
    """Return a line with the backslashes at its end doubled."""
    stripped = line.rstrip("\\")
    return stripped + (len(line) - len(stripped)) * "\\\\"


_TEXT_MARK: object = get_args(Text)[1]
Kind = Literal["text", "number", "day", "month", "as_of"]
"""How the values of a column are written, as far as that matters here."""

_KINDS: Mapping[object, Kind] = {
    get_args(Month)[1]: "month",
    get_args(AsOf)[1]: "as_of",
    date: "day",
    Decimal: "number",
    int: "number",
}
"""How a field is written, by a type or an annotation that tells."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column of a table; ``path`` leads to it from the record: ``("formula", "kind")``.

    ``many`` says what the field lists, if it is a list. Where an empty cell stands for None, though the record must
    say so, it is ``nullable``. ``verbatim`` is a text whose blanks at its ends are kept. ``kind`` is how it is written.
    ``head`` is that of a dimension's column, which a project names itself.
    """

    path: tuple[str, ...]
    many: Literal["ids", "texts"] | None
    required: bool
    nullable: bool
    verbatim: bool
    kind: Kind
    head: str = ""

    @property
    def name(self) -> str:
        """The name by which the column is declared: ``formula.kind``."""
        return ".".join(self.path)

    @property
    def title(self) -> str:
        """The column's Korean head."""
        return self.head or HEADS[self.name].title


@cache
def columns_of(collection: str) -> Mapping[str, Column]:
    """Return the columns of a collection's table by their names, in the order in which its record declares them."""
    return {column.name: column for column in _columns(COLLECTIONS[collection].record)}


def known_heads(collection: str, own: Mapping[str, str]) -> Mapping[str, Column | None]:
    """Return which column each head stands for: the office's ``own`` heads, Korean titles, and names of fields.

    An own head that stands for the empty text is a column to be left out: None. Those of dimensions are own heads too.
    """
    columns = {**columns_of(collection), **_dimension_columns(collection, own)}
    others = {head: columns[name] for head, name in OTHER_HEADS.get(collection, {}).items()}
    titles = {column.title: column for column in columns.values()}
    heads: dict[str, Column | None] = {**others, **columns, **titles}
    for head, name in own.items():
        if name in columns or not name:
            heads[normalised_head(head)] = columns.get(name)
    return heads


def dimension_column(name: str, title: str) -> Column:
    """Return the column of a dimension, by its id and title."""
    return Column(
        (DIMENSIONS, name), many=None, required=False, nullable=False, verbatim=False, kind="text", head=title
    )


def _dimension_columns(collection: str, own: Mapping[str, str]) -> Mapping[str, Column]:
    """Return the columns of the dimensions to which heads lead; of two heads the first is the dimension's title."""
    if DIMENSIONS not in COLLECTIONS[collection].record.model_fields:
        return {}
    prefix = f"{DIMENSIONS}."
    titles = {name: head for head, name in reversed([*own.items()]) if name.startswith(prefix)}
    return {name: dimension_column(name.removeprefix(prefix), title) for name, title in titles.items()}


def normalised_head(text: str | None) -> str:
    """Return a head in NFC on one line, without invisible characters and needless blanks."""
    return " ".join(unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text or "")).split())


def _columns(record: type[BaseModel]) -> Iterator[Column]:
    for name, described in record.model_fields.items():
        inner = record_in(described.annotation)
        if name == DIMENSIONS:
            continue
        if inner is None:
            yield _column(name, described)
        else:
            yield from (replace(c, path=(name, *c.path), required=False) for c in _columns(inner))


def _column(name: str, described: FieldInfo) -> Column:
    inside = [*described.metadata, *types_in(described.annotation)]
    list_of: Literal["ids", "texts"] = "ids" if any(isinstance(mark, Ref) for mark in described.metadata) else "texts"
    return Column(
        path=(name,),
        many=list_of if get_origin(described.annotation) is tuple else None,
        required=described.is_required(),
        nullable=type(None) in inside,
        verbatim=_TEXT_MARK in inside,
        kind=_kind(inside),
    )


def _kind(marks: Sequence[object]) -> Kind:
    for mark, kind in _KINDS.items():
        if mark in marks:
            return kind
    return "text"


def unknown_head(name: str, place: SourceLocation, collection: str, known: Iterable[str]) -> Problem:
    """Return the problem of a column's head that stands for no field."""
    what = Message(f"'{name}' is no column of {collection}", f"'{name}'은(는) {SHEETS[collection]} 표에 없는 열입니다")
    names = [*known]
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    hint = did_you_mean(name, near or [title for title in names if not title.isascii()] or names)
    leave_out = Message(
        f"to leave the column out, write under 'columns:' of this input in data/project.yaml: '{name}': ''",
        f"쓰지 않을 열이면 data/project.yaml에서 이 입력의 'columns:'에 이렇게 적으십시오. '{name}': ''",
    )
    if not place.file.lower().endswith((".csv", ".xlsx")):
        leave_out = Message("to leave the column out, take it out of the query", "쓰지 않을 열이면 질의에서 빼십시오")
    both = Message(
        f"{hint.en}; {leave_out.en}",
        f"{hint.ko.rstrip('.')}. {leave_out.ko}" if not near else f"{hint.ko} {leave_out.ko}",
    )
    return Problem(ErrorKind.DATA, "table.unknown-head", what, place, collection, both)


def duplicate_head(name: str, first: SourceLocation, place: SourceLocation) -> Problem:
    """Return the problem of a head that names a field for which there is a column already."""
    what = Message(f"the column '{name}' is there twice: before at {first}", f"'{name}' 열이 두 번 있습니다: {first}")
    hint = Message("keep one of the two", "둘 중 하나만 남기십시오")
    return Problem(ErrorKind.DATA, "table.duplicate-head", what, place, name, hint)


def missing_column(column: Column, there: Sequence[str], place: SourceLocation, collection: str) -> Problem:
    """Return the problem of a table that lacks a column which every record needs."""
    what = Message(
        f"the column '{column.title}' ({column.name}) is missing", f"'{column.title}'({column.name}) 열이 없습니다"
    )
    listing = ", ".join(there)
    hint = Message(f"there is: {listing}", f"있는 열: {listing}") if there else None
    return Problem(ErrorKind.DATA, "table.missing-column", what, place, f"{collection} › {column.name}", hint)


def second_record(collection: str, place: SourceLocation) -> Problem:
    """Return the problem of a second row in a table that holds one record."""
    what = Message(f"{collection} has one row only", f"{SHEETS[collection]} 표에는 한 줄만 적습니다")
    hint = Message("keep one of the rows", "한 줄만 남기십시오")
    return Problem(ErrorKind.DATA, "data.twice", what, place, collection, hint)


_JANUARY_OR_OCTOBER = re.compile(r"[0-9]{4}\.1")
"""A month as a number: Excel makes 2026.1 of 2026.10."""


def january_or_october(text: str, place: SourceLocation, column: Column) -> Problem:
    """Return the problem of a month that is a number, so that a zero at its end is lost."""
    year = text[:4]
    what = Message(
        f"{text} is a number, so nobody can tell January from October",
        f"{text}은(는) 수라서 1월인지 10월인지 알 수 없습니다",
    )
    hint = Message(f"write {year}-01 or {year}-10", f"{year}-01이나 {year}-10으로 적으십시오")
    return Problem(ErrorKind.DATA, "data.date", what, place, column.name, hint)


def time_left_out(day: str, time: str, place: SourceLocation) -> Problem:
    """Return the warning of a day of which the time of day was not read."""
    what = Message(f"the time {time} of {day} was not read", f"{day}의 시각 {time}은(는) 읽지 않았습니다")
    hint = Message("write the day alone", "날짜만 적으십시오")
    return Problem(ErrorKind.DATA, "table.time", what, place, hint=hint)


_WITHOUT_HEAD = Fault(
    "table.no-head",
    "values stand in columns without a head: {cells}",
    "머리글이 없는 열에 값이 있습니다: {cells}",
    "write the column's head, or delete the values, also those far from the table",
    "열의 머리글을 적거나 값을 지우십시오. 표에서 멀리 떨어진 칸도 봅니다",
)
_TOTAL_ROW = Fault(
    "table.total-row",
    "a row of totals among the data was skipped",
    "자료 사이의 합계 줄을 건너뛰었습니다",
    "delete it: totals are reckoned",
    "지우십시오. 합계는 자동으로 계산됩니다",
)
_HEADER_ONLY = Fault(
    "table.header-only",
    "the table has a head and no rows",
    "머리글만 있고 자료가 없습니다",
    "fill it or remove it",
    "자료를 적거나 표를 지우십시오",
)
_NOTE_ROWS = Fault(
    "table.note-row",
    "rows of notes were not read: {texts}",
    "설명만 있는 줄은 읽지 않았습니다: {texts}",
    "write what belongs to a record into its row",
    "기록에 필요한 말이면 그 기록의 줄에 적으십시오",
)
_LONE_TEXT = Fault(
    "table.lone-text",
    "one cell alone is filled in this row: '{text}'",
    "이 줄에는 한 칸에만 글이 있습니다: '{text}'",
    "begin a note with ※ or move it out of the table; fill the other cells of a record",
    "설명이면 ※로 시작하거나 표 밖으로 옮기고, 기록이면 나머지 칸을 채우십시오",
)
_STRAY_ROWS = Fault(
    "table.lone-text",
    "{count} rows hold too little for a record: {cells}",
    "기록이 되기에 모자란 줄이 {count}개 있습니다: {cells}",
    "begin a note with ※ or move it out of the table, also what stands far below it; fill the other cells of a record",
    "설명이면 ※로 시작하거나 표 밖으로 옮기고(표에서 멀리 떨어진 줄도), 기록이면 나머지 칸을 채우십시오",
)
_TOTAL = re.compile(r"(총?합계|[소총누]?계|전체)([(\[].*[)\]])?")
_NOTE = re.compile(r"\s*(※|\*|☞|[(<\[]?(주|자료|출처|비고|참고|단위|기준)\s*[0-9]*\s*[:)）：])")
_NAME = re.compile(r"[A-Za-z0-9._-]*")
_MOST_NOTES = 3
_MOST_CELLS = 8
_LONGEST_SHOWN = 40


class Cell(NamedTuple):
    """What a cell says, None where it is empty, and where it stands; it may be a number rather than a text."""

    text: str | None
    place: SourceLocation
    is_number: bool = False


def table_reading(
    collection: str, head: Sequence[Cell], rows: Iterable[Sequence[Cell]], columns: Mapping[str, str]
) -> RawData:
    """Return the records that the rows of a table say, with the place of every value.

    ``head``, which has at least one cell, names the columns: by a field's Korean title or its own name, or by an
    office's head that ``columns`` leads to a field's name (to the empty text, where the column is to be left out).
    Blank rows are skipped; rows of totals, and of notes, which are nothing but texts that begin with ※ or 주:, are
    skipped with a warning. Where a column is missing that every record needs, no record is read.
    """
    heading = _heading(collection, head, columns)
    if heading.missing:
        return RawData({}, {}, heading.problems, whole=False)
    table = _Table(collection, heading.used)
    table.problems += heading.problems
    for row in rows:
        table.add(row)
    return table.reading(head[0].place)


def is_apart(row: Sequence[Cell]) -> bool:
    """Return whether a row that is not blank makes no record: a note or totals."""
    filled = _filled(row)
    return bool(filled) and (_is_note(filled) or _is_total(filled))


@dataclass(frozen=True, slots=True)
class _Heading:
    """The field of each column, None where it is to be left out; a column with no head is missing from ``used``."""

    used: Mapping[int, Column | None]
    missing: bool
    problems: tuple[Problem, ...]


def _heading(collection: str, head: Sequence[Cell], own: Mapping[str, str]) -> _Heading:
    known = known_heads(collection, own)
    used: dict[int, Column | None] = {}
    first: dict[Column, SourceLocation] = {}
    problems: list[Problem] = []
    unknown: list[tuple[str, SourceLocation]] = []
    for i, cell in enumerate(head):
        name = normalised_head(cell.text)
        column = known.get(name)
        if name:
            used[i] = None if column in first else column
        if name and name not in known:
            unknown.append((name, cell.place))
        elif column in first:
            problems.append(duplicate_head(name, first[column], cell.place))
        elif column:
            first[column] = cell.place
    lacking = [c for c in columns_of(collection).values() if c.required and c not in first]
    misspelt = _misspelt([name for name, _ in unknown], lacking)
    for name, place in unknown:
        near = [misspelt[name].title, misspelt[name].name] if name in misspelt else known
        problems.append(unknown_head(name, place, collection, near))
    there = [normalised_head(cell.text) for cell in head if cell.text]
    missing = [column for column in lacking if column not in misspelt.values()]
    problems += [missing_column(column, there, head[0].place, collection) for column in missing]
    return _Heading(used, bool(lacking), tuple(problems))


def _misspelt(names: Sequence[str], lacking: Sequence[Column]) -> Mapping[str, Column]:
    """Return the heads that are nearly those of columns that are missing: each pair is one mistake."""
    missing = {word: column for column in lacking for word in (column.title, column.name)}
    found: dict[str, Column] = {}
    for name in names:
        near = difflib.get_close_matches(name, sorted(missing), n=1, cutoff=0.6)
        if near and missing[near[0]] not in found.values():
            found[name] = missing[near[0]]
    return found


class _Table:
    """Turns rows into records, and notes on the way where each value stands and what is wrong with it."""

    def __init__(self, collection: str, used: Mapping[int, Column | None]) -> None:
        self.problems: list[Problem] = []
        self._collection = collection
        self._used = dict(used)
        self._columns = [(i, column) for i, column in used.items() if column is not None]
        self._records: list[Value] = []
        self._places = PlaceTable()
        self._warnings: dict[Path, Problem] = {}
        self._notes: list[Cell] = []
        self._without_head: list[Cell] = []
        self._stray: list[Cell] = []

    def reading(self, place: SourceLocation) -> RawData:
        """Return what the rows so far say; ``place`` is the table's own."""
        if not self._records:
            self._warn(_HEADER_ONLY.problem(place, self._collection))
        if self._notes:
            texts = ", ".join(f"'{_shown(note)}'" for note in self._notes[:_MOST_NOTES])
            rest = len(self._notes) - _MOST_NOTES
            listed_texts = Message(f"{texts} and {rest} more", f"{texts} 외 {rest}줄") if rest > 0 else texts
            self._warn(_NOTE_ROWS.problem(self._notes[0].place, self._collection, texts=listed_texts))
        self.problems += self._astray()
        self._places[self._collection,] = place
        content: dict[str, Value] = {self._collection: self._records}
        if not COLLECTIONS[self._collection].is_list:
            content = {self._collection: self._records[0]} if self._records else {}
        return RawData(content, self._places, tuple(self.problems), self._warnings)

    def add(self, row: Sequence[Cell]) -> None:
        """Take one more row."""
        filled = _filled(row)
        if not filled:
            return
        if _is_note(filled):
            self._notes.append(filled[0])
        elif _is_total(filled):
            self._warn(_TOTAL_ROW.problem(filled[0].place, self._collection))
        elif self._is_outside(row):
            self._without_head += filled
        elif self._is_too_little(row, filled):
            self._stray.append(filled[0])
            self._without_head += self._outside(row)
        elif self._records and not COLLECTIONS[self._collection].is_list:
            self.problems.append(second_record(self._collection, filled[0].place))
        else:
            self._without_head += self._outside(row)
            self._records.append(self._record(row))

    def _is_outside(self, row: Sequence[Cell]) -> bool:
        """Return whether all that a row says stands under no head."""
        return len(row) > len(self._used) and not any(_is_filled(row[i]) for i in self._used if i < len(row))

    def _is_too_little(self, row: Sequence[Cell], filled: Sequence[Cell]) -> bool:
        """Return whether a row is one text where a record has several, or says nothing that a record needs."""
        needed = [i for i, column in self._columns if column.required and not column.nullable]
        if len(needed) <= 1:
            return False
        if len(filled) == 1:
            return not _NAME.fullmatch((filled[0].text or "").strip())
        return not any(_is_filled(row[i]) for i in needed if i < len(row))

    def _astray(self) -> Iterator[Problem]:
        """Yield what stands in a table, or far from it, and belongs to no record: each sort is told once."""
        if self._without_head:
            place, cells = self._without_head[0].place, _listed_cells([_name(cell) for cell in self._without_head])
            yield _WITHOUT_HEAD.problem(place, self._collection, cells=cells)
        if len(self._stray) == 1:
            yield _LONE_TEXT.problem(self._stray[0].place, self._collection, text=_shown(self._stray[0]))
        elif self._stray:
            cells = _listed_cells([f"{_name(cell)} '{_shown(cell)}'" for cell in self._stray])
            yield _STRAY_ROWS.problem(self._stray[0].place, self._collection, count=len(self._stray), cells=cells)

    def _warn(self, warning: Problem) -> None:
        self._warnings[self._collection, str(warning.where)] = warning

    def _outside(self, row: Sequence[Cell]) -> Iterator[Cell]:
        """Yield the cells of a row that stand under no head."""
        for i, cell in enumerate(row) if len(row) > len(self._used) else ():
            if i not in self._used and _is_filled(cell):
                yield cell

    def _record(self, row: Sequence[Cell]) -> Value:
        is_list = COLLECTIONS[self._collection].is_list
        within: Path = (self._collection, len(self._records)) if is_list else (self._collection,)
        self._places[within] = row[0].place
        record: dict[str, Value] = {}
        for i, column in self._columns:
            if i < len(row):
                self._put(record, (*within, *column.path), row[i], column)
        return record

    def _put(self, record: dict[str, Value], path: Path, cell: Cell, column: Column) -> None:
        text = self._clean(cell, path)
        if text and not text.isspace():
            self._places[path] = cell.place
            if column.kind in ("day", "as_of"):
                text = self._without_time(text.strip(), cell, path)
            if column.kind in ("month", "as_of") and cell.is_number and _JANUARY_OR_OCTOBER.fullmatch(text.strip()):
                self.problems.append(january_or_october(text.strip(), cell.place, column))
            _holder(record, column)[column.path[-1]] = _value(text, column)
        elif column.required:
            self._places[path] = cell.place
            if column.nullable:
                record[column.name] = None

    def _without_time(self, text: str, cell: Cell, path: Path) -> str:
        """Return a day without its time of day, which is told unless it is midnight."""
        day, time = split_time(in_half_width(text))
        if time:
            self._warnings[path] = time_left_out(day, time, cell.place)
        return day if day != in_half_width(text) else text

    def _clean(self, cell: Cell, path: Path) -> str:
        clean = clean_text(cell.text or "")
        for character in clean.refused:
            self.problems.append(refused_character(character, cell.place, str(path[-1])))
        if clean.zero_width:
            self._warnings[path] = zero_width_removed(clean.zero_width, cell.place)
        return clean.text


def _is_total(filled: Sequence[Cell]) -> bool:
    return bool(_TOTAL.fullmatch("".join((filled[0].text or "").split())))


def _is_note(filled: Sequence[Cell]) -> bool:
    return all(_NOTE.match(cell.text or "") for cell in filled)


def _shown(cell: Cell) -> str:
    text = " ".join((cell.text or "").split())
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if _is_filled(cell)]


def _is_filled(cell: Cell) -> bool:
    return bool(cell.text) and not cell.text.isspace()


def _name(cell: Cell) -> str:
    """Return where in its table a cell is: ``D14``, or a line of a file and the number of the field."""
    return cell.place.cell.rpartition("!")[2] or f"{cell.place.line}:{cell.place.column}"


def _listed_cells(names: Sequence[str]) -> Message:
    listed_names, rest = ", ".join(names[:_MOST_CELLS]), len(names) - _MOST_CELLS
    if rest <= 0:
        return Message(listed_names, listed_names)
    return Message(f"{listed_names} and {rest} more", f"{listed_names} 외 {rest}개")


def _holder(record: dict[str, Value], column: Column) -> dict[str, Value]:
    for step in column.path[:-1]:
        record = cast("dict[str, Value]", record.setdefault(step, {}))
    return record


def _value(text: str, column: Column) -> Value:
    if column.many is None:
        return text if column.verbatim else text.strip()
    return [*listed(text, column.many)]
