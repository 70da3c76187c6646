"""The reference of all that can be written in ``data/``: each record and field as Markdown tables, from the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policyreport.diagnostics import Message
from policyreport.inputs.json_schema import FILE_WORDS
from policyreport.inputs.raw_data import allowed_values, code_list
from policyreport.inputs.recipients import RecipientsFile
from policyreport.model import Quarter, Ref
from policyreport.model.base import AsOf, Id, Month, Text, WebAddress
from policyreport.model.code_lists import BUILT_IN
from policyreport.model.dataset import COLLECTIONS, record_in, types_in
from policyreport.model.delivery import Line, MailAddress
from policyreport.model.labels import HEADS, SHEETS
from policyreport.model.meanings import MEANINGS, SETTING_MEANINGS
from policyreport.project.settings import ClockTime, CodeName, Language, Settings, TimeZone


def _mark_of(kind: object) -> object:
    """Return the annotation that tells a kind of text from others."""
    return get_args(kind)[1]


_FORMS: Sequence[tuple[object, Message]] = (
    (_mark_of(Id), Message("id", "식별자")),
    (_mark_of(CodeName), Message("code", "코드")),
    (
        _mark_of(Month),
        Message(
            "month: `2025-06`, `2025. 6.`, `2025년 6월`, `202506`", "달: `2025-06`, `2025. 6.`, `2025년 6월`, `202506`"
        ),
    ),
    (
        _mark_of(AsOf),
        Message("day, month or year: `2025-06-30`, `2025-06`, `2025`", "날짜, 달, 해: `2025-06-30`, `2025-06`, `2025`"),
    ),
    (_mark_of(WebAddress), Message("web address from `https://` on", "`https://`부터 쓴 웹 주소")),
    (_mark_of(MailAddress), Message("one mail address", "메일 주소 하나")),
    (_mark_of(Line), Message("text on one line", "한 줄 글")),
    (_mark_of(Language), Message("language such as `ko-KR`", "`ko-KR` 같은 언어")),
    (_mark_of(ClockTime), Message("time such as `06:00`", "`06:00` 같은 시각")),
    (_mark_of(TimeZone), Message("time zone such as `Asia/Seoul`", "`Asia/Seoul` 같은 시간대")),
    (_mark_of(Text), Message("text", "글")),
    (
        Quarter,
        Message(
            "quarter: `2025Q2`, `2025년 2분기`, `2025년 2/4분기`", "분기: `2025Q2`, `2025년 2분기`, `2025년 2/4분기`"
        ),
    ),
    (
        date,
        Message(
            "day: `2025-06-30`, `2025. 6. 30.`, `2025년 6월 30일`, `20250630`",
            "날짜: `2025-06-30`, `2025. 6. 30.`, `2025년 6월 30일`, `20250630`",
        ),
    ),
    (Decimal, Message("number: `1234`, `1,234`, `-5`, `△5`, `(5)`", "수: `1234`, `1,234`, `-5`, `△5`, `(5)`")),
    (bool, Message("`true` or `false`", "`true`, `false`")),
    (int, Message("whole number", "정수")),
)
"""How values are written, by the annotation or type that tells; what is narrower stands first."""

_PAIRS = Message("pairs `name: value`", "`이름: 값`의 쌍")
_HEADS = (
    Message("field", "항목"),
    Message("in Korean", "이름"),
    Message("needed", "꼭"),
    Message("written as", "적는 법"),
    Message("meaning", "뜻"),
)
_NEEDED = Message("yes", "꼭")
_INTRODUCTION = Message(
    "What is not needed may be left out; where a default is named, it holds then. Ids are lower-case letters, digits, "
    "hyphens and points. A list has one item a line after `- `. Heads of Excel and CSV tables are the fields or their "
    "Korean names.",
    "'꼭'이 아닌 항목은 줄을 빼도 되며, 기본값이 있으면 그것으로 봅니다. 식별자는 영문 소문자, 숫자, 하이픈, 점으로 "
    "적습니다. 목록은 한 줄에 하나씩 `- ` 뒤에 적습니다. 엑셀과 CSV의 머리에는 항목이나 이름을 적습니다.",
)


class FieldEntry(NamedTuple):
    """One field as the reference tells of it; ``form`` and ``meaning`` are None where nobody wrote them yet."""

    key: str
    name: str
    word: str
    need: Message
    form: Message | None
    meaning: Message | None


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One record: where it stands (``indicators › formula``), what it is, and its fields."""

    path: str
    about: Message
    fields: tuple[FieldEntry, ...]


def record_entries() -> tuple[RecordEntry, ...]:
    """Return every record that files in ``data/`` may hold: those of the data set, then of the settings."""
    paths: dict[type[BaseModel], str] = {}
    for path, record in (
        *((name, each.record) for name, each in COLLECTIONS.items()),
        ("project.yaml", Settings),
        ("recipients.yaml", RecipientsFile),
    ):
        paths.update(_paths_within(record, path, paths))
    return tuple(RecordEntry(path, _about(record, path), _fields(record, paths)) for record, path in paths.items())


def reference_markdown(*, korean: bool) -> str:
    """Return the reference as Markdown: a heading and a table for each record."""

    def say(message: Message) -> str:
        return message.ko if korean else message.en

    heads = [say(head) for head in _HEADS]
    lines = [say(_INTRODUCTION), ""]
    for record in record_entries():
        lines += [f"### `{record.path}`{say(record.about)}", "", _row(heads), _row(["---"] * len(heads))]
        lines += [_row(_cells(field, korean=korean)) for field in record.fields]
        lines.append("")
    return "\n".join(lines)


def _cells(field: FieldEntry, *, korean: bool) -> list[str]:
    told = [field.need, field.form or Message("", ""), field.meaning or Message("", "")]
    return [f"`{field.name}`", field.word, *(message.ko if korean else message.en for message in told)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _paths_within(
    record: type[BaseModel], path: str, known: Mapping[type[BaseModel], str]
) -> Iterator[tuple[type[BaseModel], str]]:
    """Yield a record and those that lie in it, with their paths, but for what stands elsewhere already."""
    if record in known:
        return
    yield record, path
    for name, described in record.model_fields.items():
        inner = record_in(described.annotation)
        if inner is not None:
            yield from _paths_within(inner, f"{path} › {name}", known)


def _about(record: type[BaseModel], path: str) -> Message:
    """Return the rest of a record's heading: the first sentence of its docstring, or what staff call it."""
    english = (record.__doc__ or "").split("\n\n")[0].split(". ")[0].rstrip(".")
    if path in COLLECTIONS:
        many = Message("list", "목록") if COLLECTIONS[path].is_list else Message("one", "하나")
        return Message(f" ({many.en}): {english}", f" {SHEETS[path]}({many.ko}): {COLLECTIONS[path].contents}")
    if path == "project.yaml":
        return Message(": the project's settings", ": 프로젝트 설정")
    if path == "recipients.yaml":
        return Message(": who is given documents", ": 문서를 받을 이")
    return Message(f": {english}", "")


def _fields(record: type[BaseModel], paths: Mapping[type[BaseModel], str]) -> tuple[FieldEntry, ...]:
    """Return a record's fields in the order of its model, the circle of readers last."""
    ordered = sorted(record.model_fields.items(), key=lambda item: item[0] == "audience")
    return tuple(
        FieldEntry(
            f"{record.__name__}.{name}",
            name,
            _word(record, name, paths[record]),
            _need(field),
            form,
            _meaning(record, name),
        )
        for name, field in ordered
        for form in [_form(record, name, field, paths)]
    )


def _word(record: type[BaseModel], name: str, path: str) -> str:
    """Return the Korean name of a field; one that lies in a record of a table bears the name of its column."""
    own = FILE_WORDS.get(f"{record.__name__}.{name}")
    label = own or HEADS.get(f"{path.rpartition(' › ')[2]}.{name}") or HEADS.get(name)
    return label.title if label else ""


def _meaning(record: type[BaseModel], name: str) -> Message | None:
    key = f"{record.__name__}.{name}"
    if key in SETTING_MEANINGS:
        label = FILE_WORDS.get(key) or HEADS[name]
        return Message(SETTING_MEANINGS[key], label.note)
    return MEANINGS.get(key) or MEANINGS.get(name)


def _need(field: FieldInfo) -> Message:
    if field.is_required():
        return _NEEDED
    default: object = field.default
    if isinstance(default, bool):
        default = str(default).lower()
    if not isinstance(default, str | int):
        return Message("", "")
    return Message(f"default `{default}`", f"기본 `{default}`")


def _form(record: type[BaseModel], name: str, field: FieldInfo, paths: Mapping[type[BaseModel], str]) -> Message | None:
    """Return how a field is written; None for a kind of value that has no words here yet."""
    if any(get_origin(part) is dict for part in types_in(field.annotation)):
        return _PAIRS
    one = _form_of_one(record, name, field, paths)
    is_list = any(get_origin(part) is tuple for part in types_in(field.annotation))
    if one is None or not is_list:
        return one
    return Message(f"list: {one.en}", f"목록: {one.ko}")


def _form_of_one(
    record: type[BaseModel], name: str, field: FieldInfo, paths: Mapping[type[BaseModel], str]
) -> Message | None:
    inner = record_in(field.annotation)
    if inner is not None:
        return Message(f"record `{paths[inner]}`", f"`{paths[inner]}`의 항목들")
    codes = allowed_values(record, name)
    if codes:
        coded = code_list(record, name)
        return _code_list(codes, BUILT_IN.words(coded) if coded else {})
    marks = list(_marks(field))
    target = next((mark for mark in marks if isinstance(mark, Ref)), None)
    if target is not None and target.by:
        return Message(f"id of the collection that `{target.by}` names", f"`{target.by}`에 적은 모음의 식별자")
    if target is not None:
        return Message(f"id of `{target.collection}`", f"{SHEETS[target.collection]}(`{target.collection}`)의 식별자")
    written = next((form for mark, form in _FORMS if mark in marks), None)
    return written and _bounded(written, marks)


def _code_list(codes: Sequence[str], words: Mapping[str, str]) -> Message:
    told = [f"`{code}` {words[code]}" if code in words else f"`{code}`" for code in codes]
    return Message(", ".join(f"`{code}`" for code in codes), ", ".join(told))


def _bounded(form: Message, marks: Sequence[object]) -> Message:
    """Return a form with the least and the most that a number may be."""
    least, most = (next((getattr(m, b) for m in marks if hasattr(m, b)), None) for b in ("ge", "le"))
    if least is None and most is None:
        return form
    if most is None:
        return Message(f"{form.en}, {least} or more", f"{form.ko}, {least} 이상")
    return Message(f"{form.en}, {least}~{most}", f"{form.ko}, {least}~{most}")


def _marks(field: FieldInfo) -> Iterator[object]:
    """Yield the types and annotations of a field, and of what lies in it."""
    for mark in (*field.metadata, *types_in(field.annotation)):
        yield mark
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
