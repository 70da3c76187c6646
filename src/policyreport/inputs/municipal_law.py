"""Ordinances and by-laws that were written as rules of a ministry, when there was no code for them."""

from __future__ import annotations

import re

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.model import Legislation
from policyreport.model.code_lists import CodeLists

_ORDINANCE = re.compile(r"조례(?:안)?(?=[\s()·,」]|시행규칙|$)")
_BYLAW = re.compile(r"규칙(?:안)?(?=[\s()·,」]|$)")


def municipal_kind(law: Legislation) -> str | None:
    """Return what a ministry's rule is that calls itself an ordinance (조례) of a province or city; None for others."""
    found = _ORDINANCE.search(law.title) if law.kind == "rule" else None
    if found is None:
        return None
    return "bylaw" if _BYLAW.search(law.title, found.end()) else "ordinance"


def read_as(law: Legislation, kind: str, place: SourceLocation | None, lists: CodeLists) -> Problem:
    """Return the warning of a law that is read as another kind than was written."""
    was, now = (lists.word("legislation_kinds", code) for code in (law.kind, kind))
    what = Message(
        f"'{law.title}' is no rule of a ministry: read as {kind} ({now})",
        f"'{law.title}'은(는) {was}이(가) 아니므로 {now}(으)로 읽었습니다",
    )
    hint = Message(f"write {kind} ({now}) as its 'kind'", f"종류(kind)에 {now}({kind})을(를) 적으십시오")
    return Problem(ErrorKind.DATA, "data.legislation-kind", what, place, f"legislation › {law.id} › kind", hint)
