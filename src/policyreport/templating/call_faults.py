"""What is wrong with how a template calls a function or a macro, which Python and Jinja tell in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from policyreport.diagnostics import Message

_SEE = Message("see what it takes: policyreport names", "무엇을 넣는지 보려면: policyreport names")


def misused_call(fault: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a call and what to do, by the text of the ``TypeError``; None for another fault."""
    for pattern, explain in _EXPLANATIONS.items():
        if match := re.search(pattern, fault):
            return explain(match)
    return None


def _no_function(_: re.Match[str]) -> tuple[Message, Message]:
    return (
        Message("this is no function, and brackets stand behind it", "함수가 아닌데 뒤에 괄호 ( )가 있습니다"),
        Message("take the brackets ( ) away", "괄호 ( )를 빼십시오"),
    )


def _missing(match: re.Match[str]) -> tuple[Message, Message]:
    name, listed = match["name"], match["names"].replace(" and ", ", ")
    return Message(f"{name}() lacks: {listed}", f"{name}()에 넣지 않은 값: {listed}"), _SEE


def _unexpected(match: re.Match[str]) -> tuple[Message, Message]:
    name, word = match["name"], match["word"]
    return Message(f"{name}() takes no '{word}'", f"{name}()에는 '{word}'이(가) 없습니다"), _SEE


def _too_many(match: re.Match[str]) -> tuple[Message, Message]:
    name = match["name"]
    return Message(f"{name}() was given too many values", f"{name}()에 넣은 값이 너무 많습니다"), _SEE


def _twice(match: re.Match[str]) -> tuple[Message, Message]:
    name, word = match["name"], match["word"]
    return Message(f"{name}() was given '{word}' twice", f"{name}()에 '{word}'을(를) 두 번 넣었습니다"), _SEE


_NAME = r"\b_*(?P<name>[A-Za-z]\w*)\(\)"  # ours may begin with a low line
_MACRO = r"macro '(?P<name>\w+)'"
_EXPLANATIONS: Mapping[str, Callable[[re.Match[str]], tuple[Message, Message]]] = {
    "object is not callable": _no_function,
    _NAME + r" missing \d+ required [\w-]+(?: argument)?s?(?: arguments?)?: (?P<names>.+)$": _missing,
    _NAME + r" got an unexpected keyword argument '(?P<word>\w+)'": _unexpected,
    _NAME + r" got multiple values for argument '(?P<word>\w+)'": _twice,
    _NAME + r" takes (?:from )?\d+": _too_many,
    _MACRO + r" takes no keyword argument '(?P<word>\w+)'": _unexpected,
    _MACRO + r" got multiple values for argument '(?P<word>\w+)'": _twice,
    _MACRO + r" takes not more than \d+ argument": _too_many,
}
"""By what Python 3.11 and later, and Jinja 3, say of a call, what it means."""
