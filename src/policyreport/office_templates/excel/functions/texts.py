"""Functions of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from policyreport.office_templates.excel.computation import (
    Array,
    Builder,
    Frame,
    Function,
    Node,
    Ref,
    Result,
    lifted,
    of_one,
    one,
    value_of,
)
from policyreport.office_templates.excel.formula_eval import (
    MOST_CHARACTERS,
    DataText,
    Form,
    MisreadError,
    UnknownError,
    Value,
    WrongError,
    joined,
    number,
    require_short,
    text,
    truth,
)
from policyreport.office_templates.excel.functions.criteria import number_in, pattern
from policyreport.office_templates.excel.text_format import formatted

_ASCII_END = 127
_LAST_OF_TWO_BYTES = 0xFFFF


def _text(value: Value | None) -> str:
    """Return a value as text whose characters every program counts alike."""
    result = text(value)
    if any(ord(character) > _LAST_OF_TWO_BYTES for character in result):
        raise UnknownError  # Excel counts such a character as two
    return result


def _count(value: Value | None, least: int = 0) -> int:
    """Return how many characters are meant; an error for too few."""
    count = int(number(value))
    if count < least:
        raise WrongError
    return count


def _left(value: Value | None, count: Value | None = 1.0) -> str:
    return _text(value)[: _count(count)]


def _right(value: Value | None, count: Value | None = 1.0) -> str:
    whole = _text(value)
    return whole[max(len(whole) - _count(count), 0) :]


def _mid(value: Value | None, start: Value | None, count: Value | None) -> str:
    first = _count(start, 1) - 1
    return _text(value)[first : first + _count(count)]


def _trim(value: Value | None) -> str:
    return re.sub(" +", " ", _text(value)).strip(" ")


def _substitute(value: Value | None, old: Value | None, new: Value | None, turn: Value | None = None) -> str:
    whole, before, after = _text(value), _text(old), _text(new)
    if not before:
        return whole
    if turn is None:
        require_short(len(whole) + whole.count(before) * (len(after) - len(before)))
        return whole.replace(before, after)
    wanted, at = _count(turn, 1), -len(before)
    for _ in range(wanted):
        at = whole.find(before, at + len(before))
        if at < 0:
            return whole
    return joined((whole[:at], after, whole[at + len(before) :]))


def _replace(value: Value | None, start: Value | None, count: Value | None, new: Value | None) -> str:
    whole, first = _text(value), _count(start, 1) - 1
    return joined((whole[:first], _text(new), whole[first + _count(count) :]))


def _find(wanted: Value | None, value: Value | None, start: Value | None = 1.0) -> float:
    return _place(_text(value).find(_sought(wanted), _count(start, 1) - 1))


def _search(wanted: Value | None, value: Value | None, start: Value | None = 1.0) -> float:
    first = _count(start, 1) - 1
    found = pattern(_sought(wanted).casefold()).search(_text(value).casefold(), first)
    return _place(-1 if found is None else found.start())


def _sought(wanted: Value | None) -> str:
    sought = _text(wanted)
    if not sought:
        raise UnknownError  # no text is in every text for some programs
    return sought


def _place(at: int) -> float:
    if at < 0:
        raise WrongError
    return float(at + 1)


def _repeated(value: Value | None, count: Value | None) -> str:
    whole, times = _text(value), _count(count)
    if len(whole) * times > MOST_CHARACTERS:
        raise WrongError
    return whole * times


def _character(code: Value | None) -> str:
    wanted = int(number(code))
    if not 1 <= wanted <= _ASCII_END:
        raise UnknownError
    return chr(wanted)


def _exact(one_text: Value | None, other: Value | None) -> bool:
    return _text(one_text) == _text(other)


def _only_text(nodes: Sequence[Node]) -> Node:
    """Return what computes ``T``: a text, or no text for anything else."""

    def compute(frame: Frame) -> Result:
        value = one(nodes[0], frame)
        if isinstance(value, DataText) and value.form is Form.BLANK:
            raise MisreadError(value.cell)
        return value if isinstance(value, str) else ""

    return compute


def _value(value: Value | None) -> float:
    """Return the number that a text says."""
    if isinstance(value, float):
        return value
    written = text(value)
    if isinstance(value, DataText):
        raise MisreadError(value.cell)
    found = number_in(written)
    if found is None:
        raise WrongError
    return found


def _cased(change: Callable[[str], str]) -> Builder:
    def cased(value: Value | None) -> str:
        whole = _text(value)
        result = change(whole)
        if len(result) != len(whole):
            raise UnknownError
        return result

    return lifted(cased)


def _texts(results: Sequence[Result], frame: Frame) -> list[str]:
    """Return the texts of values and of the cells of areas, one after another."""
    found: list[str] = []
    for result in results:
        values = result
        if isinstance(result, Ref):
            values = frame.cells.array(frame.cells.bounded(result))
        if not isinstance(values, Array):
            found.append(_text(_single(values, frame)))
            continue
        for item in values.items:
            if isinstance(item, WrongError):
                raise item
            found.append(_text(item))
    return found


def _single(result: Result, frame: Frame) -> Value | None:
    value = value_of(result, frame)
    if isinstance(value, Array):
        raise UnknownError
    return value


def _concatenated(*values: Value | None) -> str:
    return joined(map(_text, values))


def _joined(nodes: Sequence[Node]) -> Node:
    return lambda frame: joined(_texts([node(frame) for node in nodes], frame))


def _text_join(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        between, leaves_out = _text(one(nodes[0], frame)), truth(one(nodes[1], frame))
        areas = [node(frame) for node in nodes[2:]]
        if not leaves_out and any(isinstance(a, Ref) and a != frame.cells.bounded(a) for a in areas):
            raise UnknownError
        texts = _texts(areas, frame)
        return joined(filter(None, texts) if leaves_out else texts, between)

    return compute


def _link(nodes: Sequence[Node]) -> Node:
    return nodes[-1]


def _in_format(value: Value | None, code: Value | None) -> str:
    if isinstance(value, DataText) and value.form is Form.BLANK:
        raise MisreadError(value.cell)
    if not isinstance(code, str) or isinstance(value, bool):
        raise UnknownError
    return formatted(value, str(code))


FUNCTIONS: Mapping[str, Function] = {
    "LEFT": Function(lifted(_left), 1, 2),
    "RIGHT": Function(lifted(_right), 1, 2),
    "MID": Function(lifted(_mid), 3, 3),
    "LEN": Function(of_one(lambda value: float(len(_text(value)))), 1, 1),
    "TRIM": Function(lifted(_trim), 1, 1),
    "SUBSTITUTE": Function(lifted(_substitute), 3, 4),
    "REPLACE": Function(lifted(_replace), 4, 4),
    "FIND": Function(lifted(_find), 2, 3),
    "SEARCH": Function(lifted(_search), 2, 3),
    "REPT": Function(lifted(_repeated), 2, 2),
    "CHAR": Function(lifted(_character), 1, 1),
    "EXACT": Function(lifted(_exact), 2, 2),
    "UPPER": Function(_cased(str.upper), 1, 1),
    "LOWER": Function(_cased(str.lower), 1, 1),
    "T": Function(_only_text, 1, 1),
    "VALUE": Function(lifted(_value), 1, 1),
    "CONCATENATE": Function(lifted(_concatenated), 1, None),
    "CONCAT": Function(_joined, 1, None),
    "TEXTJOIN": Function(_text_join, 3, None),
    "TEXT": Function(lifted(_in_format), 2, 2),
    "HYPERLINK": Function(_link, 1, 2),
}
