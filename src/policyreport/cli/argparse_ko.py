"""What argparse says, in Korean: it speaks English only."""

from __future__ import annotations

import re

_FAULTS = (
    (r"the following arguments are required: (.+)", r"빠진 것: \1"),
    (r"unrecognized arguments: (.+)", r"모르는 것: \1"),
    (r"expected one argument", "값 하나가 있어야 합니다"),
    (r"expected at least one argument", "값이 하나 이상 있어야 합니다"),
    (r"expected at most one argument", "값은 하나까지 쓸 수 있습니다"),
    (r"expected (\d+) arguments?", r"값 \1개가 있어야 합니다"),
    (r"invalid choice: (.+?) \(choose from (.+)\)", r"\1은(는) 쓸 수 없습니다. 쓸 수 있는 것: \2"),
    (r"one of the arguments (.+) is required", r"다음 가운데 하나가 있어야 합니다: \1"),
    (r"not allowed with argument (.+)", r"\1와(과) 함께 쓸 수 없습니다"),
    (r"ignored explicit argument (.+)", r"값을 받지 않는데 \1이(가) 있습니다"),
    (r"invalid \S+ value: (.+)", r"\1은(는) 쓸 수 없는 값입니다"),
    (r"ambiguous option: (.+) could match (.+)", r"\1은(는) 여러 가지로 읽힙니다: \2"),
)
"""Each fault that argparse may find, as a regular expression, and what it says in Korean."""

_HEADS = {"usage:": "사용법:", "positional arguments:": "인자:", "options:": "선택 항목:"}
_HEAD = re.compile("^(?:" + "|".join(_HEADS) + ")", re.MULTILINE)
_NAMED = re.compile(r"argument (?P<name>[^:]+): (?P<fault>.*)", re.DOTALL)


def argparse_message_ko(message: str) -> str:
    """Return what argparse found wrong; one that is not known here stays as it is."""
    named = _NAMED.fullmatch(message)
    if named:
        return f"{named['name']}: {argparse_message_ko(named['fault'])}"
    for pattern, korean in _FAULTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(korean)
    return message


def argparse_help_ko(text: str) -> str:
    """Return a help text with its heads in Korean."""
    return _HEAD.sub(lambda head: _HEADS[head[0]], text)
