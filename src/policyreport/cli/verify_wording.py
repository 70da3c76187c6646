"""What is said of received copies: what they are, and what in them is not as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from policyreport.cli.history import moment
from policyreport.diagnostics import Message
from policyreport.ledger.issues import Issue
from policyreport.pipeline.changed_numbers import ChangedNumber
from policyreport.provenance.wording import name_of, place_in_words
from policyreport.publish.verify import Verification, VerificationStatus
from policyreport.tie_out.comparison import Change

_SHORT = 60
"""Characters that are shown of what stands at a place."""
_BEFORE = 12
"""Characters that are shown before the first that differs, where a text is too long to be shown whole."""
_ASPECTS: Mapping[str, Message] = {
    "text": Message("text", "글"),
    "formula": Message("formula", "수식"),
    "number format": Message("number format", "표시 형식"),
    "hidden text": Message("text that is not seen", "보이지 않는 글"),
    "hidden": Message("hidden", "숨김"),
    "note": Message("note", "메모"),
    "comment author": Message("author of the comment", "메모 작성자"),
    "deletion": Message("tracked deletion", "추적된 삭제"),
    "insertion": Message("tracked insertion", "추적된 삽입"),
    "link target": Message("link", "링크"),
    "annotation": Message("link or note", "링크나 주석"),
    "entry": Message("entry", "항목"),
    "outside reference": Message("reference to another file", "바깥 파일 참조"),
    "alternative text": Message("alternative text", "대체 글"),
    "text read aloud": Message("text read aloud", "읽어 주는 글"),
    "picture": Message("picture", "그림"),
    "chart kind": Message("kind of chart", "차트 종류"),
    "axis": Message("axis of the chart", "차트 축"),
    "series name": Message("name of the series", "계열 이름"),
    "reference": Message("cells that it refers to", "참조하는 칸"),
    "chart value": Message("value in the chart", "차트 값"),
    "category": Message("category of the chart", "차트 항목"),
    "label": Message("label in the chart", "차트 설명값"),
    "merged cells": Message("merged cells", "병합한 칸"),
    "sheet": Message("sheet", "시트"),
    "part": Message("part of the file", "파일의 부분"),
    "repeated part": Message("part that is there twice", "두 번 들어 있는 부분"),
    "page": Message("page", "쪽"),
    "page size": Message("size of the page", "쪽 크기"),
    "what is seen": Message("looks otherwise, while its text is copied as before", "글은 그대로 복사되나 다르게 보임"),
    "what is copied": Message("looks the same, but is copied as", "보이는 것은 같으나 복사하면 다른 글"),
    "character": Message("character that the font's map gives", "글꼴이 알려 주는 글자"),
    "appended": Message("added behind the end of the issued file", "발행한 파일 끝에 덧붙임"),
    "attachment": Message("attachment", "첨부"),
    "action": Message("action on opening", "열 때 하는 일"),
}
_STEPS: Mapping[str, str] = {
    "header": "머리글",
    "footer": "바닥글",
    "end of file": "파일 끝",
    "document": "문서",
}
_NAMED: Mapping[str, str] = {"name": "이름", "font": "글꼴", "attachment": "첨부"}
_PROPERTY, _METADATA = "property ", "metadata "
_PROPERTIES: Mapping[str, str] = {
    "title": "제목",
    "subject": "주제",
    "creator": "만든 이",
    "author": "만든 이",
    "keywords": "핵심어",
    "keyword": "핵심어",
    "description": "설명",
    "language": "언어",
    "policyreport": "식별자",
}


def issue_words(of: Issue, zone: ZoneInfo) -> Message:
    """Return which issue it is, with the day of its issue."""
    at = moment(of.issued_at, zone)
    return Message(f"{of.set_name} issue {of.number} ({at})", f"{of.set_name} 제{of.number}판({at})")


def verdict_words(found: Verification, zone: ZoneInfo, *, by_content: bool = False) -> Message:
    """Return what a copy is."""
    known = Message(", known by what it says", ", 내용으로 알아봄") if by_content else Message("", "")
    said = _verdict(found, zone)
    return Message(said.en + known.en, said.ko + known.ko)


def _verdict(found: Verification, zone: ZoneInfo) -> Message:
    if found.unissued:
        built = moment(found.unissued.built_at, zone)
        return Message(
            f"made here and NOT ISSUED: {found.name} of {found.unissued.set_name}, built {built}",
            f"이곳에서 만들었으나 발행하지 않은 파일: {found.unissued.set_name}({built}에 만듦)의 {found.name}",
        )
    if found.issue is None or found.latest is None:
        return Message("not issued here", "이곳에서 발행한 파일이 아닙니다")
    issue, latest, words = found.issue, found.latest, issue_words(found.issue, zone)
    en, ko = f"{found.name} of {words.en}", f"{words.ko}의 {found.name}"
    later = Message(
        f"superseded by issue {latest.number} ({moment(latest.issued_at, zone)})",
        f"제{latest.number}판({moment(latest.issued_at, zone)})으로 바뀜",
    )
    match found.standing:
        case VerificationStatus.GENUINE:
            return Message(f"genuine: {en}, which stands now", f"발행본 그대로: {ko}, 현재판과 같음")
        case VerificationStatus.SUPERSEDED:
            return Message(f"genuine, but {later.en}: {en}", f"발행본 그대로이나 {later.ko}: {ko}")
        case VerificationStatus.RESAVED:
            since = Message("", "")
            if latest.files.get(found.name) != issue.files[found.name]:
                since = Message(f", {later.en}", f", {later.ko}")
            return Message(
                f"genuine in what it says, saved anew by another program: {en}{since.en}",
                f"내용은 발행본 그대로이며 다른 프로그램이 다시 저장함: {ko}{since.ko}",
            )
        case _:
            return Message(f"CHANGED after it was issued: {en}", f"발행한 뒤 고친 파일: {ko}")


def number_words(one: ChangedNumber) -> Message:
    """Return which number reads otherwise, where, and what stands there now."""
    name, where = name_of(one.number), place_in_words(one.placed.where)
    text = " ".join((one.now or "").split())
    now = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    gone = one.now is None
    return Message(
        f"{where.en}: {name.en} {one.placed.text}, now {'gone' if gone else repr(now)} [{one.number.id}]",
        f"{where.ko}: {name.ko} {one.placed.text}, 지금은 {'없음' if gone else repr(now)} [{one.number.id}]",
    )


def part_words(change: Change) -> Message:
    """Return which part of a file is not as it was issued, where, and what it was and is."""
    where = part_place(change.where)
    if change.aspect == "hidden":
        aspect = Message("is hidden now", "숨겨짐") if change.now else Message("is not hidden any more", "숨김이 풀림")
        return Message(f"{where.en}: {aspect.en}", f"{where.ko}: {aspect.ko}")
    aspect = aspect_words(change.aspect)
    en, ko = _became(change)
    return Message(
        f"{where.en}: {aspect.en}{en}" if where.en else f"{aspect.en}{en}",
        f"{where.ko}: {aspect.ko}{ko}" if where.ko else f"{aspect.ko}{ko}",
    )


def _became(change: Change) -> tuple[str, str]:
    issued, now = change.issued, change.now
    if change.aspect in {"what is seen", "repeated part"}:
        said = f" {_short(issued)!r}" if issued else ""
        return said, said
    if change.aspect == "part":
        if issued is None:
            return " was added", " 더해짐"
        return (" is gone", " 없어짐") if now is None else (" is not as it was issued", " 발행본과 다름")
    if issued is None:
        return f" {_short(now)!r} is new", f" {_short(now)!r} 새로 생김"
    if now is None:
        return f" {_short(issued)!r} is gone", f" {_short(issued)!r} 없어짐"
    before, after = _around_difference(issued, now)
    return (f" {before!r}, now {after!r}", f" {before!r}, 지금은 {after!r}")


def aspect_words(aspect: str) -> Message:
    """Return what is otherwise at a place."""
    for start, en, ko in ((_PROPERTY, "property of the document", "문서 속성"), (_METADATA, "metadata", "메타데이터")):
        if aspect.startswith(start):
            name = aspect.removeprefix(start)
            return Message(f"{en} '{name}'", f"{ko} '{_PROPERTIES.get(name, name)}'")
    return _ASPECTS.get(aspect, Message(aspect, aspect))


def part_place(where: str) -> Message:
    """Return where a part stands, in words: a sheet and what is in it, a page, a table's cell."""
    steps = [_step_words(step) for step in where.split(" › ")]
    return Message(" › ".join(step.en for step in steps), " › ".join(step.ko for step in steps))


def _step_words(step: str) -> Message:
    first, _, rest = step.partition(" ")
    if step in _STEPS:
        return Message(step, _STEPS[step])
    return Message(step, f"{_NAMED[first]} {rest}") if first in _NAMED and rest else place_in_words(step)


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def _around_difference(issued: str, now: str) -> tuple[str, str]:
    """Return both texts whole where they are short, else from shortly before what differs."""
    old, new = " ".join(issued.split()), " ".join(now.split())
    if max(len(old), len(new)) <= _SHORT:
        return old, new
    start = max(_common_length(old, new) - _BEFORE, 0)
    return _cut(old, start), _cut(new, start)


def _common_length(old: str, new: str) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _cut(text: str, start: int) -> str:
    end = start + _SHORT
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
