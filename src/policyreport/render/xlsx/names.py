"""What Excel asks of the names of sheets; openpyxl would cut or change a name without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policyreport.errors import Kind, Problem, Words

MOST_UNITS = 31
_FORBIDDEN = frozenset(r":\/?*[]")
_HINT = Words("change the chapter's heading: it names the sheet", "장 제목이 시트 이름이 되므로 장 제목을 고치십시오")


def name_problems(names: Sequence[str]) -> list[Problem]:
    """Return every breach of Excel's rules for sheet names, with the code ``xlsx.sheet-name``."""
    counts = Counter(name.casefold() for name in names)
    doubled = list(dict.fromkeys(name for name in names if counts[name.casefold()] > 1))
    return [
        Problem(Kind.DATA, "xlsx.sheet-name", what, field=name, hint=_HINT) for name, what in _faults(names, doubled)
    ]


def _faults(names: Sequence[str], doubled: Sequence[str]) -> Iterator[tuple[str, Words]]:
    for name in dict.fromkeys(names):
        yield from ((name, what) for what in _breaches(name))
    for name in doubled:
        yield name, Words(f"the sheet name '{name}' is used twice", f"시트 이름 '{name}'이(가) 겹칩니다(대소문자 무시)")


def _breaches(name: str) -> Iterator[Words]:
    length = utf16_units(name)
    if not name:
        yield Words("a sheet has no name", "이름이 없는 시트가 있습니다")
    if length > MOST_UNITS:
        yield Words(
            f"the sheet name '{name}' has {length} characters; Excel allows {MOST_UNITS}",
            f"시트 이름 '{name}'은(는) {length}자입니다. Excel은 {MOST_UNITS}자까지 허용합니다",
        )
    if found := " ".join(sorted(_FORBIDDEN.intersection(name))):
        yield Words(
            f"the sheet name '{name}' contains {found}", f"시트 이름 '{name}'에 쓸 수 없는 문자 {found}이(가) 있습니다"
        )
    if name.startswith("'") or name.endswith("'"):
        yield Words(
            f"the sheet name '{name}' begins or ends with an apostrophe",
            f"시트 이름 '{name}'이(가) 작은따옴표로 시작하거나 끝납니다",
        )
    if name.casefold() == "history":
        yield Words("Excel keeps the sheet name 'History' for itself", "'History'는 Excel이 예약한 시트 이름입니다")


def utf16_units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
