"""The numbered lists of a Word file: begun anew where a loop begins with a new parent, and what their numbers read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from policyreport.office_templates.tag_marking import Branch, Path
from policyreport.office_templates.word.number_forms import numbered
from policyreport.office_templates.word.package import w
from policyreport.office_templates.word.styles import ListPosition, StyleSheet, set_property
from policyreport.office_templates.xml import Element, drop, whole_number

_TURN = "turn"
"""An element that stands in a template's tree, while it is filled, where each turn of a loop begins."""
_LIST = "list"
"""An attribute of a paragraph there: the loop with whose turns its list begins anew, and the list's highest level."""
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered."""

    form: str
    text: str
    start: int
    is_legal: bool
    restarts: int | None


class Lists:
    """The lists of a file by their numbers, read from its part for them, which can be added to."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self.is_changed = False
        self._nums = {} if root is None else {one.get(w("numId"), ""): one for one in root.findall(w("num"))}
        found = [] if root is None else root.findall(w("abstractNum"))
        self._abstracts = {one.get(w("abstractNumId"), ""): one for one in found}

    def family(self, number: str) -> str:
        """Return what lists share that count on from each other: their definition, unless one starts by itself."""
        num = self._nums.get(number)
        if num is None or num.find(w("lvlOverride")) is not None:
            return f"num {number}"
        return f"definition {self.definition(number)}"

    def definition(self, number: str) -> str:
        """Return the definition of a list."""
        num = self._nums.get(number)
        found = None if num is None else num.find(w("abstractNumId"))
        return "" if found is None else found.get(w("val"), "")

    def level(self, position: ListPosition) -> Level | None:
        """Return how the level of a list is numbered; None where the file does not say it."""
        definition = self._abstracts.get(self.definition(position.number))
        own = self._override(position)
        places = () if definition is None else definition.findall(w("lvl"))
        changed = None if own is None else own.find(w("lvl"))
        level = next((one for one in places if one.get(w("ilvl")) == str(position.level)), None)
        level = level if changed is None else changed
        if level is None:
            return None
        restarts = level.find(w("lvlRestart"))
        return Level(
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText"),
            whole_number(_value(level, "start")),
            level.find(w("isLgl")) is not None,
            None if restarts is None else whole_number(restarts.get(w("val"), "0")),
        )

    def own_start(self, position: ListPosition) -> int | None:
        """Return with which number a list starts by itself, though others of its definition come before it."""
        own = self._override(position)
        text = "" if own is None else _value(own, "startOverride")
        return whole_number(text) if text else None

    def anew(self, number: str, first_level: int) -> str:
        """Add a list like another that starts by itself, and return its number."""
        assert self.root is not None  # noqa: S101 - a list that is known stands in it
        old = self._nums[number]
        made = deepcopy(old)
        new = str(1 + max(int(each) for each in self._nums if each.isdecimal()))
        made.set(w("numId"), new)
        for local in range(first_level, _LEVELS):
            level = self.level(ListPosition(number, local))
            if level is not None:
                self._start(made, local, level.start)
        list(self._nums.values())[-1].addnext(made)
        self._nums[new] = made
        self.is_changed = True
        return new

    def _start(self, num: Element, level: int, start: int) -> None:
        overrides = {whole_number(one.get(w("ilvl"), "0")): one for one in num.findall(w("lvlOverride"))}
        override = overrides.get(level)
        if override is None:
            override = etree.Element(w("lvlOverride"), {w("ilvl"): str(level)})
            before = [one for at, one in overrides.items() if at < level]
            (before[-1] if before else num[0]).addnext(override)
        stated = override.find(w("startOverride"))
        if stated is None:
            override.insert(0, etree.Element(w("startOverride"), {w("val"): str(start)}))

    def _override(self, position: ListPosition) -> Element | None:
        num = self._nums.get(position.number)
        overrides = () if num is None else num.findall(w("lvlOverride"))
        return next((one for one in overrides if one.get(w("ilvl")) == str(position.level)), None)


def _value(element: Element, local: str) -> str:
    found = element.find(w(local))
    return "" if found is None else found.get(w("val"), "")


class _Item(NamedTuple):
    """A numbered paragraph of a template, and the blocks in which it stands."""

    paragraph: Element
    position: ListPosition
    path: Path

    @property
    def loops(self) -> tuple[Branch, ...]:
        return tuple(branch for branch in self.path if branch.is_repeated)

    @property
    def is_certain(self) -> bool:
        """Whether it is there at each turn of its loop."""
        return not self.path or self.path[-1].is_repeated


def note_lists(paths: Mapping[Element, Path], styles: StyleSheet, lists: Lists) -> None:
    """Mark, in a template, the paragraphs of lists that begin anew with the turns of a loop, and these turns.

    ``paths`` are those of all paragraphs.
    """
    families: dict[str, list[_Item]] = {}
    for paragraph, path in paths.items():
        position = styles.list_position(paragraph) if paragraph.tag == w("p") else None
        if position is not None:
            families.setdefault(lists.family(position.number), []).append(_Item(paragraph, position, path))
    marked: dict[Branch, int] = {}
    for items in families.values():
        parent = _parent_loop(items, lists)
        if parent is not None and parent.mark is not None:
            if parent not in marked:
                marked[parent] = len(marked)
                parent.mark.addnext(etree.Element(_TURN, {"of": str(marked[parent])}))
            for item in (item for item in items if parent in item.loops):
                item.paragraph.set(_LIST, f"{marked[parent]} {min(each.position.level for each in items)}")


def _parent_loop(items: Sequence[_Item], lists: Lists) -> Branch | None:
    """Return the loop at whose turns a list begins anew; None where it goes on.

    The paragraphs of its highest level decide: one that is alone in its loop is an item at each turn, and begins anew
    with the loop around that one; several are a list of their own at each turn.
    """
    highest = min(item.position.level for item in items)
    top = [item for item in items if item.position.level == highest]
    level = lists.level(top[0].position)
    if level is None or level.form in ("bullet", "none"):
        return None
    shared = _shared([item.loops for item in top])
    certain = sum(item.is_certain for item in top)
    is_one_item = all(item.loops == shared for item in top) and certain + (certain < len(top)) <= 1
    outer = shared[:-1] if is_one_item else shared
    return outer[-1] if outer else None


def _shared(paths: Sequence[tuple[Branch, ...]]) -> tuple[Branch, ...]:
    shared = paths[0]
    for path in paths[1:]:
        same = [one is other for one, other in zip(shared, path, strict=False)]
        shared = shared[: same.index(False) if False in same else len(same)]
    return shared


def begin_lists_anew(roots: Collection[Element], styles: StyleSheet, lists: Lists) -> None:
    """Give the marked paragraphs of each turn of a loop but the first a list of their own."""
    if all(next(root.iter(_TURN), None) is None for root in roots):
        return
    turns, begun = Counter[str](), dict[tuple[str, str], _TurnOfList]()
    for root in roots:
        for element in list(root.iter(_TURN, w("p"))):
            if element.tag == _TURN:
                turns[element.get("of", "")] += 1
                drop(element)
            elif (marked := element.attrib.pop(_LIST, None)) is not None:
                loop, _, highest = marked.partition(" ")
                position = styles.list_position(element)
                if position is not None:
                    key = (loop, lists.family(position.number))
                    last = begun.setdefault(key, _TurnOfList(turns[loop], is_first=True))
                    if last.turn != turns[loop]:
                        last = begun[key] = _TurnOfList(turns[loop])
                    if not last.is_first:
                        if position.number not in last.numbers:
                            last.numbers[position.number] = lists.anew(position.number, int(highest))
                        _set_list(element, position._replace(number=last.numbers[position.number]), styles)


@dataclass(slots=True)
class _TurnOfList:
    """A turn of the loop with which a list begins anew, and the numbers of its new lists by those of the old."""

    turn: int
    is_first: bool = False
    numbers: dict[str, str] = field(default_factory=dict[str, str])


def _set_list(paragraph: Element, position: ListPosition, styles: StyleSheet) -> None:
    """Number a paragraph by a list, and keep the look that it has by its style."""
    is_by_style = paragraph.find(f"{w('pPr')}/{w('numPr')}") is None
    indentation = styles.indentation(paragraph)
    made = etree.Element(w("numPr"))
    etree.SubElement(made, w("ilvl"), {w("val"): str(position.level)})
    etree.SubElement(made, w("numId"), {w("val"): position.number})
    set_property(paragraph, made)
    if is_by_style and indentation is not None:  # otherwise the list's own indentation would go before the style's
        set_property(paragraph, deepcopy(indentation))


def list_labels(paragraphs: Iterable[Element], styles: StyleSheet, lists: Lists) -> Iterator[tuple[Element, str]]:
    """Yield paragraphs with what their numbers in lists read; empty for none, and for a form that is not known."""
    reached: dict[str, list[int | None]] = {}
    started = set[tuple[str, int]]()
    for paragraph in paragraphs:
        position = styles.list_position(paragraph)
        level = None if position is None else lists.level(position)
        if position is None or level is None or position.level >= _LEVELS:
            yield paragraph, ""
            continue
        counts = reached.setdefault(lists.definition(position.number), [None] * _LEVELS)
        own_start = lists.own_start(position)
        if own_start is not None and position not in started:
            started.add(position)
            counts[position.level] = own_start
        else:
            before = counts[position.level]
            counts[position.level] = level.start if before is None else before + 1
        for deeper in range(position.level + 1, _LEVELS):
            below = lists.level(ListPosition(position.number, deeper))
            if below is None or below.restarts is None or below.restarts > position.level:
                counts[deeper] = None
        yield paragraph, _label(position.number, level, counts, lists)


def _label(number: str, level: Level, counts: Sequence[int | None], lists: Lists) -> str:
    is_complete = True

    def count(place: re.Match[str]) -> str:
        nonlocal is_complete
        of = lists.level(ListPosition(number, int(place[1]) - 1))
        counted = counts[int(place[1]) - 1]
        form = "decimal" if level.is_legal or of is None else of.form
        reached = counted if counted is not None else of.start if of is not None else 1
        text = numbered(reached, form)
        is_complete = is_complete and text is not None
        return text or ""

    text = "" if level.form in ("bullet", "none") else re.sub(r"%([1-9])", count, level.text)
    return text if is_complete else ""
