"""A portal's answer as rows of named texts, each with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.files import clean_text
from policyreport.inputs.json_file import Array, Lines, Node, Object, Scalar, scanned
from policyreport.inputs.open_data.write_yaml import Record
from policyreport.model.base import WebAddress

_DAY = re.compile(r"(\d{4})([-./]?)(\d{2})\2(\d{2})\.?", re.ASCII)


class Span(NamedTuple):
    """The first and the last day of a span, as ISO 8601 writes them."""

    first: str
    last: str


def day_of(text: str) -> str | None:
    """Return a day written as ``20250630``, ``2025-06-30`` or ``2025.06.30`` in ISO 8601; None for anything else."""
    match = _DAY.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if match else None
    except ValueError:
        return None


def span_of(text: str) -> Span | None:
    """Return the days of ``20250101 ~ 20250131``; None for words such as 예산 소진 시까지."""
    first, _, last = text.partition("~")
    days = day_of(first), day_of(last)
    return Span(days[0], days[1]) if days[0] and days[1] else None


@dataclass(slots=True)
class Notes:
    """What keeps rows from being taken over, and what of them is left out."""

    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])

    def missing(self, name: str, place: SourceLocation) -> None:
        """Note that a row lacks a field that every record needs."""
        what = Message(f"'{name}' is missing", f"'{name}' 항목이 없습니다")
        hint = Message("check that this is the right portal's answer", "알맞은 포털의 응답인지 확인하십시오")
        self.problems.append(Problem(ErrorKind.DATA, "import.missing-field", what, place, name, hint))

    def not_accepted(self, name: str, text: str, place: SourceLocation) -> None:
        """Note that a value which is needed is not what its field holds."""
        what = Message(f"'{text}' cannot stand in '{name}'", f"'{text}'은(는) '{name}'에 쓸 수 없습니다")
        hint = Message("mend it in the file", "파일에서 고치십시오")
        self.problems.append(Problem(ErrorKind.DATA, "import.not-accepted", what, place, name, hint))

    def left_out(self, name: str, text: str, place: SourceLocation) -> None:
        """Note that a value is not taken over, since it is not what its field holds."""
        what = Message(f"'{text}' in '{name}' is not taken over", f"'{name}'의 '{text}'은(는) 옮기지 않았습니다")
        hint = Message("write it by hand where it belongs", "알맞은 곳에 직접 적으십시오")
        self.warnings.append(Problem(ErrorKind.DATA, "import.left-out", what, place, name, hint))

    def repeated(self, name: str, place: SourceLocation) -> None:
        """Note that a row tells of a record once more; the first one counts."""
        what = Message(f"'{name}' comes more than once", f"'{name}'이(가) 여러 번 나옵니다")
        hint = Message("the first one is taken", "처음 것만 옮겼습니다")
        self.warnings.append(Problem(ErrorKind.DATA, "import.repeated", what, place, hint=hint))

    def supposed(self, field_name: str, text: str, place: SourceLocation) -> None:
        """Note, once for each text, that a field is filled with something else, for the portal does not tell it."""
        what = Message(
            f"the portal does not tell '{field_name}': '{text}' is written",
            f"포털에 '{field_name}' 항목이 없어 '{text}'(으)로 적었습니다",
        )
        hint = Message("check it", "확인하십시오")
        if all(warning.what != what for warning in self.warnings):
            self.warnings.append(Problem(ErrorKind.DATA, "import.supposed", what, place, field_name, hint))


_SILENT = {"script", "style"}
_BLOCKS = frozenset(
    [
        *("address", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("li", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_INLINE = frozenset(
    ["a", "b", "em", "font", "i", "img", "mark", "o:p", "s", "small", "span", "strike", "strong", "sub", "sup", "u"]
)
_HTML = _SILENT | _BLOCKS | _INLINE
_STRAY_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);)", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


def plain_text(text: str) -> str:
    """Return a text without HTML tags, its entities as characters, a line for each block that says something.

    What only looks like a tag, such as ``<5%`` or ``<program>``, stays as it is. Characters that no text of ours may
    hold are left out.
    """
    reader = _Reader()
    reader.feed(_STRAY_AMPERSAND.sub("&amp;", text.replace("\r", "\n")))
    reader.close()
    shown = clean_text(_BLANKS.sub(" ", "".join(reader.parts))).text
    lines = (_BLANKS.sub(" ", line).strip() for line in shown.split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Gathers what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line at a block; keep what is no tag of HTML."""
        self._silent += tag in _SILENT
        self._break_or_keep(tag, self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End a line after a block; keep what is no tag of HTML."""
        self._silent -= tag in _SILENT
        self._break_or_keep(tag, f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if self._silent <= 0:
            self.parts.append(data)

    def _break_or_keep(self, tag: str, written: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag not in _HTML:
            self.parts.append(written)


_LISTS = ("data", "jsonArray", "item", "VWFOEM", "row")
_TOTALS = ("matchCount", "list_total_count", "totCnt")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of an answer; ``place`` is where it begins."""

    place: SourceLocation
    texts: Mapping[str, str]
    places: Mapping[str, SourceLocation]

    def text(self, name: str) -> str:
        """Return a field's text without markup and needless blanks; the empty text where there is none."""
        return plain_text(self.texts.get(name, ""))

    def at(self, name: str) -> SourceLocation:
        """Return where a field's value stands."""
        return self.places.get(name, self.place)


class Answer(NamedTuple):
    """The rows of an answer, and warnings: where it says that there are more, and of characters no text may hold."""

    rows: list[Row]
    warnings: tuple[Problem, ...] = ()


def answer_of(text: str, file: str) -> Answer:
    """Return the rows in a JSON text: a list, or the list under one of the names that portals give it.

    ``PolicyReportError`` for what is no JSON, and for an answer without rows.
    """
    root = scanned(text, file)
    lines = Lines(text, file)
    rows = [_row(node, lines) for node in _records(root)]
    if not rows:
        raise PolicyReportError([_no_rows(lines.place(root.index))])
    total = next(_totals(root), "")
    partial = total.isdecimal() and int(total) > len(rows)
    unwanted = [
        _removed(row.at(name), name)
        for row in rows
        for name, written in row.texts.items()
        if any(not character.isspace() for character in clean_text(written).refused)
    ]
    return Answer(rows, (*([_partial(len(rows), total, SourceLocation(file))] if partial else []), *unwanted))


def _records(node: Node) -> Iterator[Object]:
    """Yield the objects of the innermost list that holds rows."""
    if isinstance(node, Array):
        for item in node.items:
            inner = _list_in(item)
            if inner is not None:
                yield from _records(inner)
            elif isinstance(item, Object) and not _has(item, "head"):
                yield item
    else:
        inner = _list_in(node)
        yield from _records(inner) if inner is not None else ()


def _list_in(node: Node) -> Node | None:
    members = node.members if isinstance(node, Object) else []
    lists = (value for name, value in members if name.text in _LISTS and not isinstance(value, Scalar))
    return next(lists, None)


def _has(node: Object, name: str) -> bool:
    return any(key.text == name for key, _ in node.members)


def _totals(node: Node) -> Iterator[str]:
    """Yield how many records there are, wherever the answer says so."""
    if isinstance(node, Object):
        scalars = {name.text: value for name, value in node.members}
        for name in _TOTALS:
            value = scalars.get(name)
            if isinstance(value, Scalar) and value.text:
                yield value.text
    if not isinstance(node, Scalar):
        children = node.items if isinstance(node, Array) else [value for _, value in node.members]
        for child in children:
            yield from _totals(child)


def _row(node: Object, lines: Lines) -> Row:
    scalars = {name.text or "": value for name, value in node.members if isinstance(value, Scalar)}
    return Row(
        lines.place(node.index),
        {name: value.text for name, value in scalars.items() if value.text is not None},
        {name: lines.place(value.index) for name, value in scalars.items()},
    )


def _removed(place: SourceLocation, name: str) -> Problem:
    what = Message("characters that stand for nothing were removed", "나타낼 수 없는 문자를 지웠습니다")
    return Problem(
        ErrorKind.DATA, "import.characters", what, place, name, Message("check the text", "글을 확인하십시오")
    )


def _no_rows(place: SourceLocation) -> Problem:
    what = Message("the answer holds no records", "응답에 자료가 없습니다")
    hint = Message(
        "look whether it is a message of an error; save the portal's whole JSON answer",
        "오류 안내는 아닌지 보고, 포털의 JSON 응답 전체를 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "import.no-rows", what, place, hint=hint)


def _partial(count: int, total: str, place: SourceLocation) -> Problem:
    what = Message(f"the answer holds {count} of {total} records", f"전체 {total}건 가운데 {count}건만 있습니다")
    hint = Message("ask the portal for more rows a page", "한 쪽의 건수를 늘려 다시 내려받으십시오")
    return Problem(ErrorKind.DATA, "import.partial", what, place, hint=hint)


_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_ADDRESS = TypeAdapter(WebAddress)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_HASH_LENGTH = 10


def id_of(*parts: str) -> str:
    """Return an id of a portal's own words and numbers: ``pbanc-174068``."""
    return _NOT_IN_IDS.sub("-", "-".join(parts).lower()).strip("-")


def id_of_names(prefix: str, *names: str) -> str:
    """Return an id that stays the same as long as the names do, for what has no number."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()
    return f"{prefix}-{digest[:_HASH_LENGTH]}"


def required(row: Row, name: str, notes: Notes) -> str:
    """Return a field's text; what is missing is noted."""
    text = row.text(name)
    if not text:
        notes.missing(name, row.at(name))
    return text


def supposed(field: str, text: str, row: Row, notes: Notes) -> str:
    """Return what is taken for a field that the row does not have; it is noted."""
    if text:
        notes.supposed(field, text, row.place)
    return text


def is_year(text: str) -> bool:
    """Return whether a text is a year, such as ``2025``."""
    return bool(_YEAR.fullmatch(text))


def day(row: Row, name: str, notes: Notes) -> str:
    """Return a field's day; what is none is noted, and left out."""
    text = row.text(name)
    found = day_of(text)
    if text and found is None:
        notes.left_out(name, text, row.at(name))
    return found or ""


def address(row: Row, name: str, home: str, notes: Notes) -> str:
    """Return a field's web address, from the portal's ``home`` on if it begins with a slash; what is none is noted."""
    text = row.text(name)
    if not text:
        return ""
    whole = home + text if text.startswith("/") else text if "://" in text else f"https://{text}"
    try:
        return _ADDRESS.validate_python(whole)
    except ValidationError:
        notes.left_out(name, text, row.at(name))
        return ""


def without_blanks(record: Record) -> Record:
    """Return a record without the fields that say nothing; an empty list says that there are none."""
    return {name: value for name, value in record.items() if value != ""}


def first_of_each(records: Iterable[tuple[Row, Record]], notes: Notes) -> list[tuple[Row, Record]]:
    """Return the records with their rows, of those with one id the first; the others are noted."""
    by_id: dict[str, tuple[Row, Record]] = {}
    for row, record in records:
        name = str(record.get("id", ""))
        if name in by_id:
            notes.repeated(name, row.place)
        by_id.setdefault(name, (row, record))
    return list(by_id.values())
