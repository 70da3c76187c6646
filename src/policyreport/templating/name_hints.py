"""What a wrong name in a template was meant to be: misspelt, in Korean, one of a loop, or of something else."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from jinja2 import nodes

from policyreport.diagnostics import Message, did_you_mean
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.labels import HEADS
from policyreport.templating.name_meanings import VIEW_MEANINGS

_NEAR = 0.8
_MOST_PLACES = 3
_INITIALS = ("r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g")
_VOWELS = (
    *("k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"),
)
_FINALS = (
    *("r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt"),
    *("t", "T", "d", "w", "c", "z", "x", "v", "g"),
)
_KEYS = {
    **{chr(0x1100 + n): keys for n, keys in enumerate(_INITIALS)},
    **{chr(0x1161 + n): keys for n, keys in enumerate(_VOWELS)},
    **{chr(0x11A8 + n): keys for n, keys in enumerate(_FINALS)},
    **dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", _INITIALS, strict=True)),
    **{chr(0x314F + n): keys for n, keys in enumerate(_VOWELS)},
}
"""The keys of each Korean letter on a keyboard of two sets, for a name that was typed while it was set to Korean.

The letters are those of Unicode's decomposition (initials, vowels, finals) and those that stand alone.
"""
_ALSO_CALLED = {
    **dict.fromkeys(("제목", "명칭", "이름"), "title"),
    "기준일": "as_of",
    **dict.fromkeys(("실적", "실적값"), "actual"),
}
_OF_RECORDS = {
    **{of.record.__name__: name for name, of in COLLECTIONS.items()},
    "QuarterReport": "quarter",
    "Observation": "conflicts",
}
"""What users ask ``policyreport names`` for, to see what a kind of record has."""


Owners = Iterable[tuple[str, Iterable[str]]]
"""How a template writes what has names, such as ``quarter``, and those names."""


@dataclass(slots=True)
class LoopNames:
    """The names that a template's own statements make, and what the loops call one of a collection."""

    assigned: set[str] = field(default_factory=set[str])
    one_of: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, tree: nodes.Template) -> None:
        """Take up the names of a template."""
        self.assigned |= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
        self.assigned |= {macro.name for macro in tree.find_all(nodes.Macro)}
        for loop in tree.find_all(nodes.For):
            collection = _collection(loop.iter)
            one = _singular(collection)
            if isinstance(loop.target, nodes.Name) and one != collection:
                self.one_of.setdefault(one, loop.target.name)

    def include(self, other: LoopNames) -> None:
        """Take up the names of another template, that this one includes."""
        self.assigned |= other.assigned
        self.one_of = {**other.one_of, **self.one_of}


def _collection(node: nodes.Node) -> str:
    """Return the name of the list over which a loop goes, whatever filters it passes; empty for none."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    if isinstance(node, nodes.Name):
        return node.name
    return node.attr if isinstance(node, nodes.Getattr) else ""


def _singular(collection: str) -> str:
    known = COLLECTIONS.get(collection)
    return known.singular if known and known.singular else collection.removesuffix("s")


def name_hint(name: str, known: Iterable[str], record: str = "") -> Message:
    """Return a hint for a wrong name of something: the name there that was meant, and how to see all of them.

    ``record`` is what kind of record it was asked of, empty where it is none.
    """
    names = sorted(set(known))
    meant = next(_meant(name, names), None)
    hint = did_you_mean(meant or name, names)
    return _with_command(hint, _OF_RECORDS.get(record, "")) if names else hint


def top_name_hint(name: str, known: Iterable[str], loops: LoopNames, owners: Owners) -> Message:
    """Return a hint for a wrong name at the top; ``owners`` are what has names of its own there.

    In a loop one of its list may have been meant, or the name of something that has to be said too.
    """
    every = sorted({*known, *loops.assigned})
    if name in loops.one_of:
        return _with_command(did_you_mean(loops.one_of[name], every), "")
    meant = next(_meant(name, every), None)
    if meant is None and (places := [f"{of}.{name}" for of, own in owners if name in own]):
        listed = ", ".join(places[:_MOST_PLACES])
        hint = Message(f"did you mean one of these? {listed}", f"다음 가운데 하나를 뜻했습니까? {listed}")
        return _with_command(hint, "")
    return _with_command(did_you_mean(meant or name, every), "")


def _with_command(hint: Message, asked: str) -> Message:
    command = f"policyreport names {asked}".rstrip()
    return Message(f"{hint.en} (all names: {command})", f"{hint.ko} (모든 이름: {command})")


def _meant(name: str, names: Iterable[str]) -> Iterator[str]:
    """Yield names that a wrong one may stand for, those first that are most likely meant."""
    known = list(names)
    typed = _typed(name)
    yield from (one for one in known if name in (_singular(one), f"{one}s") or one in (_singular(name), typed))
    if typed != name:
        yield from _in_korean(name, known)
        yield from difflib.get_close_matches(typed, known, n=1)
    yield from difflib.get_close_matches(name, known, n=1, cutoff=_NEAR)


def _in_korean(word: str, known: list[str]) -> Iterator[str]:
    """Yield the names that a Korean word stands for, by what tables and documents call them."""
    called = _ALSO_CALLED.get(word, "title" if word.endswith("명") else "")
    yield from (one for one in known if one == called)
    labels = {one: _labels()[one] for one in known if one in _labels()}
    yield from (one for one in known if word in labels.get(one, ()))
    yield from (one for one in known if any(word in label or label in word for label in labels.get(one, ())))
    yield from (one for one in known if difflib.get_close_matches(word, labels.get(one, ()), n=1))


@cache
def _labels() -> Mapping[str, set[str]]:
    """Return what each name is called in Korean: as a collection, as the head of a column, and as a template's name."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for name, of in COLLECTIONS.items():
        called[name].add(of.title)
    for name, label in HEADS.items():
        called[name].add(label.title)
    for name, meaning in VIEW_MEANINGS.items():
        called[name.rpartition(".")[2]].add(meaning.ko.partition("(")[0])
    return called


def _typed(name: str) -> str:
    """Return what a Korean word would be if the same keys had been typed in English."""
    return "".join(_KEYS.get(letter, letter) for letter in unicodedata.normalize("NFD", name))
