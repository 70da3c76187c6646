"""The numbers of numbered lists, in the order of 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조: 1. 가. 1) 가)."""

from __future__ import annotations

from policyreport.document.nodes import Item, NumberForm

_FORMS: tuple[NumberForm, ...] = ("1.", "가.", "1)", "가)")
_BRACKETED: tuple[NumberForm, ...] = ("1)", "가)")
_SYLLABLES = "가나다라마바사아자차카타파하"


def number_mark(item: Item) -> str:
    """Return the number of an item as it is printed; nothing where it has none."""
    if not item.number:
        return ""
    digits = str(item.number) if item.form[0] == "1" else _SYLLABLES[item.number - 1]
    return digits + item.form[1]


def form_of(depth: int, last: int, *, bracketed: bool) -> NumberForm:
    """Return the form of the numbers up to ``last`` of a list that stands in so many other numbered ones.

    A list that is written with brackets has them at any depth. Where there are more items than syllables, digits
    take their place.
    """
    forms = _BRACKETED if bracketed else _FORMS
    form = forms[depth] if depth < len(forms) else _BRACKETED[depth % len(_BRACKETED)]
    if form[0] != "가" or last <= len(_SYLLABLES):
        return form
    return "1." if form == "가." else "1)"
