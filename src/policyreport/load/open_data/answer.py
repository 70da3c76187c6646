"""A portal's answer as rows of named texts, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.load.clean_text import clean_text
from policyreport.load.json_file import Lines
from policyreport.load.json_syntax import Array, Node, Object, Scalar, scanned
from policyreport.load.open_data.plain_text import plain_text

_LISTS = ("data", "jsonArray", "item", "VWFOEM", "row")
_TOTALS = ("matchCount", "list_total_count", "totCnt")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of an answer; ``place`` is where it begins."""

    place: Place
    texts: Mapping[str, str]
    places: Mapping[str, Place]

    def text(self, name: str) -> str:
        """Return a field's text without markup and needless blanks; the empty text where there is none."""
        return plain_text(self.texts.get(name, ""))

    def at(self, name: str) -> Place:
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
    unwanted = [_removed(row.at(name), name) for row in rows for name in row.texts if _holds_refused(row.texts[name])]
    return Answer(rows, (*([_partial(len(rows), total, Place(file))] if partial else []), *unwanted))


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
        said = {name.text: value for name, value in node.members}
        for name in _TOTALS:
            value = said.get(name)
            if isinstance(value, Scalar) and value.text:
                yield value.text
    if not isinstance(node, Scalar):
        children = node.items if isinstance(node, Array) else [value for _, value in node.members]
        for child in children:
            yield from _totals(child)


def _row(node: Object, lines: Lines) -> Row:
    said = {name.text or "": value for name, value in node.members if isinstance(value, Scalar)}
    return Row(
        lines.place(node.index),
        {name: value.text for name, value in said.items() if value.text is not None},
        {name: lines.place(value.index) for name, value in said.items()},
    )


def _holds_refused(text: str) -> bool:
    return any(not character.isspace() for character in clean_text(text).refused)


def _removed(place: Place, name: str) -> Problem:
    what = Words("characters that stand for nothing were removed", "나타낼 수 없는 문자를 지웠습니다")
    return Problem(Kind.DATA, "import.characters", what, place, name, Words("check the text", "글을 확인하십시오"))


def _no_rows(place: Place) -> Problem:
    what = Words("the answer holds no records", "응답에 자료가 없습니다")
    hint = Words(
        "look whether it is a message of an error; save the portal's whole JSON answer",
        "오류 안내는 아닌지 보고, 포털의 JSON 응답 전체를 저장하십시오",
    )
    return Problem(Kind.DATA, "import.no-rows", what, place, hint=hint)


def _partial(count: int, total: str, place: Place) -> Problem:
    what = Words(f"the answer holds {count} of {total} records", f"전체 {total}건 가운데 {count}건만 있습니다")
    hint = Words("ask the portal for more rows a page", "한 쪽의 건수를 늘려 다시 내려받으십시오")
    return Problem(Kind.DATA, "import.partial", what, place, hint=hint)
