"""The forms in which Word numbers lists, captions and notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ALPHABET = 26
_SYLLABLES = "가나다라마바사아자차카타파하"
_CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """Return A to Z, then AA, BB, as Word goes on."""
    return chr(ord("A") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)


def _one_of(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if number <= len(signs) else None


_FORMS: Mapping[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "ganada": _one_of(_SYLLABLES),
    "chosung": _one_of(_CONSONANTS),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
}
_OF_FIELDS = {
    "arabic": ("decimal", "decimal"),
    "roman": ("upperRoman", "lowerRoman"),
    "alphabetic": ("upperLetter", "lowerLetter"),
    "ganada": ("ganada", "ganada"),
    "chosung": ("chosung", "chosung"),
    "circlenum": ("decimalEnclosedCircle", "decimalEnclosedCircle"),
}
"""The formats that a field may say (``\\* ROMAN``), in capitals and in small letters, and the forms that they mean."""


def form_of_field(word: str) -> str:
    """Return the form that a field's number format means; empty for one that is not known here."""
    capital, small = _OF_FIELDS.get(word.lower(), ("", ""))
    return capital if word[:1].isupper() else small


def numbered(number: int, form: str) -> str | None:
    """Return a number in a form; None in one that is not known here, or that has no sign for it."""
    return _FORMS[form](number) if form in _FORMS and number > 0 else str(number) if form == "decimal" else None
