"""What is wrong with a template drawn in 한글 beside its tags."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates.errors import place


def unfillable_field(file: str, where: Message, name: str) -> Problem:
    """Return the problem of a field to be clicked on whose end is elsewhere, or that holds more than text."""
    what = Message(
        f"the field '{name}' does not end in the same text, or holds a table, a picture or the like",
        f"누름틀 '{name}'이(가) 같은 글 안에서 끝나지 않거나, 표·그림 따위를 품고 있습니다",
    )
    hint = Message(
        "delete it and insert it again within one paragraph (Ctrl+K, E)",
        "지우고 한 문단 안에 다시 넣으십시오(입력 › 필드 입력 › 누름틀, Ctrl+K, E)",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, place(file, where), name, hint)


def chart(file: str, where: Message) -> Problem:
    """Return the problem of a chart, which is not taken over."""
    what = Message("a chart of 한글 cannot be taken over from a template", "한글 템플릿의 차트는 옮길 수 없습니다")
    hint = Message("put a picture or a table in its place", "그림이나 표로 바꾸어 넣으십시오")
    return Problem(ErrorKind.TEMPLATE, "template.not-taken-over", what, place(file, where), hint=hint)
