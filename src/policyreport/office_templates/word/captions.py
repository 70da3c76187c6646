"""The numbers of captions (``SEQ``), which are counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates.errors import location
from policyreport.office_templates.word.field_parsing import LOOKS, Field, show
from policyreport.office_templates.word.number_forms import form_of_field, numbered


class Counting(NamedTuple):
    """How a caption's number is made: from which count, by starting it anew, and whether it goes on and is shown."""

    name: str
    start: int | None
    goes_on: bool
    is_shown: bool
    form: str


def counting_of(one: Field) -> Counting | None:
    """Return how a caption's number (``SEQ``) is counted; None where it is counted otherwise."""
    name, *switches = one.words[1:] or ("",)
    start, goes_on, is_hidden, form = None, True, False, ""
    remaining = iter(switches)
    for word in remaining:
        switch = word.lower()
        if switch == r"\*":
            look = next(remaining, "")
            form = form_of_field(look) or (form or "decimal" if look.upper() in LOOKS else "")
            if not form:
                return None
        elif switch == r"\r" and (number := next(remaining, "")).isdecimal():
            start = int(number)
        elif switch in (r"\c", r"\n", r"\h"):
            goes_on = goes_on and switch != r"\c"
            is_hidden = is_hidden or switch == r"\h"
        else:
            return None
    return Counting(name.casefold(), start, goes_on, bool(form) or not is_hidden, form or "decimal") if name else None


def count_captions(file: str, found: Iterable[Field]) -> Iterator[Problem]:
    """Number the captions among the fields of a part, and yield those for whose numbers their format has no sign."""
    reached = Counter[str]()
    for one in found:
        counting = counting_of(one) if one.kind == "SEQ" else None
        if counting is not None:
            start = counting.start
            reached[counting.name] = reached[counting.name] + counting.goes_on if start is None else start
            text = numbered(reached[counting.name], counting.form)
            if text is None:
                yield uncounted(file, _DOCUMENT, one.code.strip())
            show(one, text or "" if counting.is_shown else "")


def uncounted(file: str, where: Message, code: str) -> Problem:
    """Return the problem of a caption whose number is not counted 1, 2, 3."""
    what = Message(f"captions are counted 1, 2, 3, not as {code}", f"캡션 번호는 1, 2, 3으로만 셉니다: {code}")
    hint = Message(
        "insert the caption again (References, Insert Caption, Numbering): format 1, 2, 3, without the chapter number",
        "참조 › 캡션 삽입 › 번호 매기기에서 형식을 1, 2, 3으로 하고 '장 번호 포함'을 꺼서 다시 넣으십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


_DOCUMENT = Message("document", "문서")
