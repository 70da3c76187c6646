"""How far an issued figure went: where it is printed and who got it, and which operand moved where it was reckoned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from policyreport.diagnostics import Message, SourceLocation
from policyreport.ledger import Ledger
from policyreport.model import Fact
from policyreport.provenance.wording import place_in_words, plain

Numbers = Mapping[str, Mapping[str, Any]]
"""The numbers of a manifest by their facts."""

_TOLD = 3
"""Places and operands that are told one by one: enough to find the rest."""


class Operand(NamedTuple):
    """What a moved figure rests on and what moved itself: its fact, what people call it, how it read and its place."""

    fact: str
    title: str
    before: str
    after: str
    place: SourceLocation | None


def value_then(number: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what makes a number of a manifest the figure that it is: its value, its unit and its bound."""
    value = number["value"]
    return None if value is None else Decimal(value), number.get("unit", ""), number.get("bound")


def value_now(fact: Fact | None) -> tuple[object, ...]:
    """Return the same of a fact, which equals the above where it is the same figure; empty for none."""
    return (fact.value, fact.unit, fact.bound) if fact else ()


def moved_operands(fact: str, then: Numbers, now: Mapping[str, Fact]) -> list[str]:
    """Return the facts that moved, on which one rests, and which rest on none that moved; itself where it is such."""
    found: dict[str, None] = {}
    seen, waiting = {fact}, [fact]
    while waiting:
        name = waiting.pop()
        below = [*then.get(name, {}).get("derived_from", ()), *(now[name].derived_from if name in now else ())]
        moved = [one for one in dict.fromkeys(below) if _is_moved(one, then, now)]
        if not moved:
            found[name] = None
        waiting += [one for one in moved if one not in seen]
        seen.update(moved)
    return list(found)


def _is_moved(fact: str, then: Numbers, now: Mapping[str, Fact]) -> bool:
    """Say whether a fact is another than it was; one that is new or gone moved what rests on it."""
    number = then.get(fact)
    return value_now(now.get(fact)) != (value_then(number) if number else ())


def figure_text(value: tuple[object, ...]) -> str:
    """Return how a figure, as the functions above give it, reads before rounding."""
    number, unit = value[:2] if value else (None, "")
    return f"{plain(number)}{unit}" if isinstance(number, Decimal) else "-"


def moved_because(operands: Sequence[Operand]) -> Message:
    """Return the clause that names the operands which moved; empty for none."""
    if not operands:
        return Message("", "")
    told = [
        f"'{one.title or one.fact}' {one.before} → {one.after}{f' ({one.place})' if one.place else ''}"
        for one in operands[:_TOLD]
    ]
    more = len(operands) - len(told)
    return Message(
        f"; what moved: {', '.join(told)}{f' and {more} more' if more else ''}",
        f". 움직인 값: {', '.join(told)}{f' 외 {more}개' if more else ''}",
    )


def printed_in(number: Mapping[str, Any]) -> Message:
    """Return the clause that names the files and places of an issue where a number is printed; empty for none."""
    places = [(one["file"], place_in_words(one["where"])) for one in number.get("printed", ())]
    if not places:
        return Message("", "")
    more = len(places) - _TOLD
    english, korean = (
        ", ".join(f"{file} ({words.text(korean=is_korean)})" for file, words in places[:_TOLD])
        for is_korean in (False, True)
    )
    return Message(
        f"; printed in {english}{f' and {more} more places' if more > 0 else ''}",
        f". 출력된 곳: {korean}{f' 외 {more}곳' if more > 0 else ''}",
    )


class Deliveries:
    """Who got which figures of a set: of its issues, from the newest on, those that are kept."""

    def __init__(self, ledger: Ledger, set_name: str) -> None:
        self._sent = list(_sent(ledger, set_name))

    def who_got(self, fact: str, value: tuple[object, ...]) -> tuple[str, ...]:
        """Return to whom a figure was sent, or may have been, with any issue that says it."""
        got = (names for said, names in self._sent if value in said.get(fact, ()))
        return tuple(dict.fromkeys(name for names in got for name in names))


def sent_to(recipients: Sequence[str]) -> Message:
    """Return the clause that names those who got a figure."""
    if not recipients:
        return Message("; sent to nobody by 'policyreport deliver'", ". deliver로 보낸 곳은 없습니다")
    names = ", ".join(recipients)
    return Message(f"; sent to {names}", f". 받은 곳: {names}")


_Said = Mapping[str, Iterable[tuple[object, ...]]]
"""What an issue says of each fact, which may be other things to other readers."""


def _sent(ledger: Ledger, set_name: str) -> Iterator[tuple[_Said, Sequence[str]]]:
    """Yield, of each issue that was sent to somebody, what it says and to whom it went."""
    for issue in reversed([one for one in ledger.issues.all() if one.set_name == set_name and not one.pruned_at]):
        deliveries = ledger.outbox.deliveries(issue.manifest).values()
        if names := [one.recipient for one in deliveries if one.state in ("sending", "sent", "unknown")]:
            said: dict[str, list[tuple[object, ...]]] = {}
            for number in json.loads(ledger.blobs.load(issue.manifest))["numbers"]:
                said.setdefault(number["fact"], []).append(value_then(number))
            yield said, names
