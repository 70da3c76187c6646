"""Cells that came to lie apart, where a function takes one area: as one term for each area, or as a union of them.

``COUNTIF(B3:B3,">5")`` becomes ``SUM(COUNTIF(B2,">5"),COUNTIF(B4,">5"))``, ``LARGE(B3:B3,1)`` ``LARGE((B2,B4),1)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policyreport.office_templates.excel.references import Reference

MOST_ARGUMENTS = 255
Followed = str | tuple[Reference, ...]
"""A piece of a formula: what it says, or the areas that one which it named became."""

_ADDED: dict[str, Callable[[int], bool]] = {
    "COUNTIF": lambda at: at == 0,
    "COUNTIFS": lambda at: at % 2 == 0,
    "SUMIF": lambda at: at != 1,
    "SUMIFS": lambda at: at == 0 or at % 2 == 1,
    "COUNTBLANK": lambda _: True,
    "SUMPRODUCT": lambda _: True,
}
"""Functions of whole areas whose values for parts of them add up, by whether they take an area at a place."""
_UNITED = {"LARGE": 0, "SMALL": 0, "RANK": 1, "RANK.EQ": 1, "RANK.AVG": 1}
"""Functions that take a union of areas, by its place among what they are given."""
_LISTING = ("SUM", "COUNT", "COUNTA", "AVERAGE", "MAX", "MIN")
"""Functions that take many areas, and one union of them where these are too many."""


def fitted(followed: Sequence[Followed]) -> list[Followed]:
    """Return the pieces of a formula with areas that lie apart as its functions can take them."""
    result: list[Followed] = []
    at = 0
    while at < len(followed):
        piece = followed[at]
        if isinstance(piece, str) and piece.endswith("("):
            end = _closing(followed, at)
            arguments = [fitted(argument) for argument in _arguments(followed[at + 1 : end])]
            result += _function(piece, arguments) + list(followed[end : end + 1])
            at = end + 1
        else:
            result.append(piece)
            at += 1
    return result


def _function(opening: str, arguments: list[list[Followed]]) -> list[Followed]:
    """Return a function without its closing bracket."""
    word = opening[:-1].upper().removeprefix("_XLFN.")
    if word in _ADDED:
        terms = _terms(arguments, _ADDED[word])
        if terms:
            return ["SUM(", *_joined([[opening, *_joined(term), ")"] for term in terms])]
    place = _UNITED.get(word, len(arguments))
    if place < len(arguments) and _lies_apart(arguments[place]):
        arguments[place] = _united(arguments[place])
    if word in _LISTING and _counted(arguments) > MOST_ARGUMENTS:
        arguments = [_united(one) if _areas(one) else one for one in arguments]
    return [opening, *_joined(arguments)]


def _terms(arguments: Sequence[list[Followed]], takes_area: Callable[[int], bool]) -> list[list[list[Followed]]] | None:
    """Return what a function is given for each of the areas, None where it needs no terms or they do not match."""
    taken = {at: _areas(argument) for at, argument in enumerate(arguments) if takes_area(at)}
    counts = {len(areas) for areas in taken.values()}
    if counts == {1} or len(counts) != 1 or 0 in counts or not any(map(_lies_apart, arguments)):
        return None
    first = next(iter(taken.values()))
    if any(_shape(one) != _shape(other) for areas in taken.values() for one, other in zip(areas, first, strict=True)):
        return None
    return [
        [[(taken[at][term],)] if at in taken else list(argument) for at, argument in enumerate(arguments)]
        for term in range(counts.pop())
    ]


def _areas(argument: Iterable[Followed]) -> tuple[Reference, ...]:
    """Return the areas that are all of an argument, nothing where it is anything else."""
    pieces = [piece for piece in argument if not isinstance(piece, str) or piece.strip()]
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], tuple) else ()


def _lies_apart(argument: Iterable[Followed]) -> bool:
    areas = _areas(argument)
    return len(areas) > 1 and not areas[0].lists


def _united(argument: Iterable[Followed]) -> list[Followed]:
    areas = _areas(argument)
    return ["(", tuple(area._replace(lists=True) for area in areas), ")"] if len(areas) > 1 else list(argument)


def _counted(arguments: Iterable[list[Followed]]) -> int:
    return sum(len(_areas(argument)) or 1 for argument in arguments)


def _shape(area: Reference) -> tuple[int, int]:
    last = area.last or area.first
    return (last.row or 0) - (area.first.row or 0), (last.column or 0) - (area.first.column or 0)


def _closing(followed: Sequence[Followed], opening: int) -> int:
    depth = 0
    for at in range(opening, len(followed)):
        piece = followed[at]
        if isinstance(piece, str):
            depth += piece.endswith("(") - (piece == ")")
            if not depth:
                return at
    return len(followed)


def _arguments(pieces: Sequence[Followed]) -> list[list[Followed]]:
    result: list[list[Followed]] = [[]]
    depth = 0
    for piece in pieces:
        if isinstance(piece, str):
            depth += piece.endswith(("(", "{")) - (piece in (")", "}"))
        if piece == "," and not depth:
            result.append([])
        else:
            result[-1].append(piece)
    return result


def _joined(arguments: Iterable[Sequence[Followed]]) -> list[Followed]:
    result: list[Followed] = []
    for at, argument in enumerate(arguments):
        result += [","] * (at > 0)
        result += argument
    return result
