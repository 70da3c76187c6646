"""The messages of argparse in Korean: it asks gettext for each of them, which has none of its own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from gettext import NullTranslations

_KOREAN = {
    "positional arguments": "인자",
    "options": "선택 항목",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "빠진 것: %s",
    "unrecognized arguments: %s": "모르는 것: %s",
    "expected one argument": "값 하나가 있어야 합니다",
    "expected at least one argument": "값이 하나 이상 있어야 합니다",
    "expected at most one argument": "값은 하나까지 쓸 수 있습니다",
    "expected %s argument": "값 %s개가 있어야 합니다",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r은(는) 쓸 수 없습니다. 쓸 수 있는 것: %(choices)s",
    "one of the arguments %s is required": "다음 가운데 하나가 있어야 합니다: %s",
    "not allowed with argument %s": "%s와(과) 함께 쓸 수 없습니다",
    "ignored explicit argument %r": "값을 받지 않는데 %r이(가) 있습니다",
    "invalid %(type)s value: %(value)r": "%(value)r은(는) 쓸 수 없는 값입니다",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s은(는) 여러 가지로 읽힙니다: %(matches)s",
}
"""Each message as argparse writes it, before it fills it in; one that is not here stays as it is."""


class _Translations(NullTranslations):
    def gettext(self, message: str) -> str:
        return _KOREAN.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _KOREAN.get(msgid1) or super().ngettext(msgid1, msgid2, n)


@contextmanager
def argparse_in_korean() -> Generator[None]:
    """Let argparse speak Korean for the body, in which parsers are made, used and print their help."""
    korean, before = _Translations(), {name: getattr(argparse, name) for name in ("_", "ngettext")}
    _set_functions({"_": korean.gettext, "ngettext": korean.ngettext})
    try:
        yield
    finally:
        _set_functions(before)


def _set_functions(functions: Mapping[str, Callable[..., str]]) -> None:
    for name, function in functions.items():
        setattr(argparse, name, function)
