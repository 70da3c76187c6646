"""What templates reckon of figures: sums, amounts in another unit, by how much something changed.

Each is a fact of its own that names the facts it was made of, so that it can be asked where it comes from as any other.
What would say something else than it seems to is refused: a sum of rates, of other units, or of one figure twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import get_args

from policyreport.diagnostics import Message
from policyreport.document.number_format import RATE_UNITS, rounded_value
from policyreport.document.reckoned import Reckoned
from policyreport.model import Fact
from policyreport.model.money import MoneyUnit, in_unit
from policyreport.templating.errors import ReckoningError
from policyreport.templating.view import Figure

_OF_ONE_LENGTH = 12
_OF_CHANGES = (
    Message("changes of rates have no sum", "비율의 증감은 더할 수 없습니다"),
    Message(
        "add up the changes of what they are rates of, such as executed_change, or print them one by one",
        "비율이 아니라 executed_change처럼 그 바탕이 된 수치의 증감을 더하거나, 하나씩 출력하십시오",
    ),
)
_UNKNOWN = "더할 수치 가운데 자료 없는 것이 있음"
_NOTHING = "더할 것이 없음"


def summed(figures: Sequence[Figure | None], name: str) -> Figure:
    """Return the sum of figures of one unit, exactly; missing where one of them is, or where there are none.

    ``name`` is that of the field that is added up. Raises ``ReckoningError`` for what has no sum.
    """
    present = [figure for figure in figures if figure is not None]
    facts = [figure.fact for figure in present]
    _require_summable(facts)
    units = {fact.unit for fact in facts}
    is_known = len(present) == len(figures) and all(present) and bool(present)
    total = sum((fact.value or Decimal(0) for fact in facts), Decimal(0)) if is_known else None
    decimals = {fact.decimals for fact in facts}
    return Figure(
        Fact(
            f"sum.{name.replace('.', '-') or 'value'}.{_digest(figures)}",
            total,
            *units or {""},
            rule="sum",
            decimals=decimals.pop() if len(decimals) == 1 else None,
            change=bool(facts) and all(fact.change for fact in facts),
            as_of=_shared(fact.as_of for fact in facts),
            sources=tuple(dict.fromkeys(source for fact in facts for source in fact.sources)),
            labels=tuple(dict.fromkeys(label for fact in facts for label in fact.labels)),
            derived_from=tuple(fact.id for fact in facts),
            missing="" if is_known else _UNKNOWN if figures else _NOTHING,
        ),
        shows_unit=all(figure.shows_unit for figure in present),
    )


def in_other_unit(figure: Figure, unit: str) -> Figure:
    """Return an amount of money in another unit, exactly; raises ``ReckoningError`` for what is no such unit."""
    if figure.fact.value is None and not figure.fact.unit:
        return figure  # the sum of nothing
    units = get_args(MoneyUnit)
    for one in (figure.fact.unit, unit):
        if one not in units:
            raise ReckoningError(
                Message(f"'{one}' is no unit of money", f"'{one}'은(는) 금액의 단위가 아닙니다"),
                Message(f"units of money: {', '.join(units)}", f"금액의 단위: {', '.join(units)}"),
                figure.fact.id,
            )
    fact = figure.fact
    if fact.unit == unit:
        return figure
    value, short_of = (None if one is None else in_unit(one, fact.unit, unit) for one in (fact.value, fact.short_of))
    told = replace(fact, id=f"{fact.id}.in-{unit}", value=value, unit=unit, rule="converted", short_of=short_of)
    return replace(figure, fact=replace(told, decimals=None, places=(), derived_from=(fact.id,)), decimals=None)


def size_of_change(figure: Figure) -> tuple[Figure, int]:
    """Return by how much something changed, without the sign, and the sign of the change as it is shown.

    Raises ``ReckoningError`` for a figure that is no change.
    """
    fact = figure.fact
    if not fact.change:
        raise ReckoningError(
            Message("this figure is no change", "증감이 아닌 수치입니다"),
            Message(
                "give what tells of a change, such as i.change or b.executed_change",
                "i.change나 b.executed_change처럼 증감을 나타내는 수치에 쓰십시오",
            ),
            fact.id,
        )
    shown = rounded_value(figure.node())
    size = replace(
        fact, id=f"{fact.id}.size", value=abs(fact.value or Decimal(0)), rule="size", change=False, places=()
    )
    return replace(figure, fact=replace(size, derived_from=(fact.id,))), (shown > 0) - (shown < 0)


def reckoned(fact: Fact) -> Reckoned:
    """Return what the manifest is to know of a fact that a template made."""
    value = None if fact.value is None else f"{fact.value:f}"
    told = (fact.derived_from, fact.sources, fact.bound, fact.as_of, fact.missing)
    return Reckoned(fact.id, value, fact.unit, fact.rule, *told)


def _of_rates(unit: str) -> tuple[Message, Message]:
    return (
        Message(f"rates ({unit}) have no sum", f"비율({unit})은 더할 수 없습니다"),
        Message(
            "add up what they are rates of, such as executed and current",
            "비율이 아니라 executed, current처럼 그 바탕이 된 수치를 더하십시오",
        ),
    )


def _require_summable(facts: Sequence[Fact]) -> None:
    units = list(dict.fromkeys(fact.unit for fact in facts))
    if len(units) > 1:
        raise ReckoningError(
            Message(
                f"figures of different units are added up: {', '.join(units)}",
                f"단위가 다른 수치는 더할 수 없습니다: {', '.join(units)}",
            ),
            Message("choose those of one unit first, with selectattr", "selectattr로 단위가 같은 것만 고르십시오"),
        )
    if units and units[0] in RATE_UNITS:
        raise ReckoningError(*(_OF_CHANGES if all(fact.change for fact in facts) else _of_rates(units[0])))
    if bounded := next((fact for fact in facts if fact.bound), None):
        raise ReckoningError(
            Message("figures that say 이상 or 이내 have no sum", "'이상', '이내'가 붙은 수치는 더할 수 없습니다"),
            Message("print them one by one", "하나씩 출력하십시오"),
            bounded.id,
        )
    twice = next((name for name, times in Counter(fact.id for fact in facts).items() if times > 1), "")
    if twice:
        raise ReckoningError(
            Message("one figure would be added twice", "같은 수치를 두 번 더하게 됩니다"),
            Message(
                'take each record once, as in records | unique(attribute="id")',
                'records | unique(attribute="id")처럼 같은 기록을 한 번만 남기십시오',
            ),
            twice,
        )


def _digest(figures: Iterable[Figure | None]) -> str:
    """Return what tells a sum from others: its members, also where one of them is missing."""
    names = ("-" if figure is None else figure.fact.id for figure in figures)
    return sha256("\n".join(names).encode()).hexdigest()[:_OF_ONE_LENGTH]


def _shared(texts: Iterable[str]) -> str:
    """Return what all texts say; nothing where they differ."""
    found = set(texts)
    return found.pop() if len(found) == 1 else ""
