"""What a file is made of, each with its place, and which of that two files have otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from policyreport.tie_out.places import folded

TEXT = "text"
FORMULA = "formula"
HIDDEN_TEXT = "hidden text"
_LOST_BY_SAVING = frozenset(("alternative text", "reference", "link target", "axis", "comment author", "label"))
"""What programs drop when they save a file of another one; that it is gone is then no one's doing."""
_KEYWORDS = "property keywords"
_ENTRY = 6
"""Of what has more aspects than this and is gone or new, all is told as one."""
_ALIKE = 0.5
"""How much of two texts has to be the same for one to be a changed form of the other, and not another text."""
_MOST_PAIRED = 20_000
"""Pairs of texts that are weighed against one another at most."""
_SIGNIFICANT = 12
"""Digits of a number that every program keeps."""


def _no_forms() -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a row with its cells, a note or whatever else of a file has one place.

    ``aspects`` are what can be told of it by what that is called (``TEXT``, ``FORMULA``, ``alternative text``);
    ``forms`` are other ways in which an aspect may be written and still say the same. ``slot`` is which of its row a
    cell is.
    """

    where: str
    aspects: Mapping[str, str]
    cells: tuple[Unit, ...] = ()
    slot: str = ""
    forms: Mapping[str, str] = field(default_factory=_no_forms)

    @property
    def said(self) -> str:
        """What it says, with its cells, as it is shown."""
        return " | ".join(filter(None, (self.aspects.get(TEXT, ""), *(cell.said for cell in self.cells))))

    @property
    def key(self) -> str:
        """What it says as it is compared."""
        cells = (f"{cell.slot}\t{folded(cell.aspects.get(TEXT, ''))}" for cell in self.cells)
        return "\n".join((folded(self.aspects.get(TEXT, "")), *cells))


@dataclass(slots=True)
class Inventory:
    """All that a file is made of: what stands in an order, such as paragraphs, and what is found by its place alone."""

    ordered: dict[str, list[Unit]] = field(default_factory=dict[str, list[Unit]])
    placed: list[Unit] = field(default_factory=list[Unit])

    def add(self, stream: str, unit: Unit) -> None:
        """Add what comes next in an order."""
        self.ordered.setdefault(stream, []).append(unit)

    def texts(self) -> Iterator[str]:
        """Yield all that it says."""
        for units in self.ordered.values():
            for unit in units:
                yield unit.aspects.get(TEXT, "")
                yield from (cell.aspects.get(TEXT, "") for cell in unit.cells)
        yield from (text for unit in self.placed for text in unit.aspects.values())


class Change(NamedTuple):
    """What a copy has otherwise: where it stands in the file as issued (in the copy what is new), and what it is there.

    ``issued`` is None for what is new, ``now`` for what is gone.
    """

    where: str
    aspect: str
    issued: str | None
    now: str | None


def compare(before: Inventory, after: Inventory, *, resaved: bool) -> Iterator[Change]:
    """Yield what two files have otherwise; of one that was saved anew, without what programs drop by themselves."""
    for stream in dict.fromkeys((*before.ordered, *after.ordered)):
        pairs = aligned(before.ordered.get(stream, []), after.ordered.get(stream, []))
        yield from (change for old, new in pairs for change in _between(old, new, resaved=resaved))
    old_places, new_places = _by_place(before.placed), _by_place(after.placed)
    for where in dict.fromkeys((*old_places, *new_places)):
        yield from _between(old_places.get(where), new_places.get(where), resaved=resaved)


def _by_place(units: Sequence[Unit]) -> dict[str, Unit]:
    return {unit.where: unit for unit in units}


def aligned(before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Yield which unit of a file has become which of another: None beside what is gone, and beside what is new."""
    old, new = [unit.key for unit in before], [unit.key for unit in after]
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield from zip(before[:start], after[:start], strict=True)
    old_middle, new_middle = before[start : len(old) - end], after[start : len(new) - end]
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old_middle[i1:i2], new_middle[j1:j2], strict=True)
        else:
            yield from _paired(old_middle[i1:i2], new_middle[j1:j2])
    yield from zip(before[len(old) - end :], after[len(new) - end :], strict=True)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _paired(before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Pair what was changed with what it became: in order, where as many came as went, else by how alike they are."""
    if len(before) == len(after) or len(before) * len(after) > _MOST_PAIRED:
        yield from zip_longest(before, after)
        return
    first = 0
    for old in before:
        alike = (at for at in range(first, len(after)) if _are_alike(old, after[at]))
        at = next(alike, None)
        if at is None:
            yield old, None
            continue
        yield from ((None, new) for new in after[first:at])
        yield old, after[at]
        first = at + 1
    yield from ((None, new) for new in after[first:])


def _are_alike(old: Unit, new: Unit) -> bool:
    matcher = SequenceMatcher(None, old.key, new.key, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _between(old: Unit | None, new: Unit | None, *, resaved: bool) -> Iterator[Change]:
    if old is None or new is None:
        yield from _alone(old, new, resaved=resaved)
        return
    for aspect in dict.fromkeys((*old.aspects, *new.aspects)):
        change = Change(old.where, aspect, old.aspects.get(aspect), new.aspects.get(aspect))
        if not (_says_the_same(change) or _is_form(old, new, aspect) or _is_by_saving(change, new, resaved=resaved)):
            yield change
    old_cells, new_cells = ({cell.slot: cell for cell in unit.cells} for unit in (old, new))
    for slot in dict.fromkeys((*old_cells, *new_cells)):
        yield from _between(old_cells.get(slot), new_cells.get(slot), resaved=resaved)


def _alone(old: Unit | None, new: Unit | None, *, resaved: bool) -> Iterator[Change]:
    """Yield what is told of what only one of two files has: what it says, or if that is nothing all else."""
    unit = old or new
    if unit is None:
        return
    said = {TEXT: unit.said} if unit.said else dict(unit.aspects)
    if len(said) > _ENTRY:
        said = {"entry": ", ".join(said.values())}
    if HIDDEN_TEXT in unit.aspects:
        said[HIDDEN_TEXT] = unit.aspects[HIDDEN_TEXT]
    for aspect, text in said.items():
        change = Change(unit.where, aspect, text if old else None, text if new else None)
        if not (_says_the_same(change) or _is_by_saving(change, None, resaved=resaved)):
            yield change


def _says_the_same(change: Change) -> bool:
    """Tell whether an aspect is as it was; that what was hidden can be seen now is nothing that could mislead."""
    issued, now = (folded(text or "") for text in (change.issued, change.now))
    if change.aspect == _KEYWORDS:  # which some programs list without commas
        return re.sub("[,;]", "", issued) == re.sub("[,;]", "", now)
    return issued == now or (change.aspect == HIDDEN_TEXT and now in issued)


def _is_form(old: Unit, new: Unit, aspect: str) -> bool:
    return aspect in old.forms and old.forms[aspect] == new.forms.get(aspect)


def _is_by_saving(change: Change, new: Unit | None, *, resaved: bool) -> bool:
    """Tell whether a program does that by itself: the value of a formula is worked out when it is opened again."""
    if change.now is not None:
        return False
    is_unvalued = change.aspect == TEXT and new is not None and FORMULA in new.aspects
    return is_unvalued or (resaved and change.aspect in _LOST_BY_SAVING)


def stored(text: str) -> str:
    """Return a text that is a number with the digits that every program keeps; another text as it is."""
    try:
        return f"{float(text):.{_SIGNIFICANT}g}"
    except ValueError:
        return text
