"""Every fact of money with all that it says of itself, as it was reviewed: one field that changes shows here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal

from tests.divided import DIMENSIONS
from tests.knowledge import Fields, dataset, measure, program, source

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.model import Dataset, Fact, Path, Places, Quarter


def budget(name: str, of: str, year: int = 2025, **more: object) -> Fields:
    return {"id": name, "program": of, "year": year, "unit": "백만원", "source": f"s-{name}", **more}


def spent(of: str, quarter: str, executed: object, year: int = 2025, **more: object) -> Fields:
    said = {"program": of, "year": year, "quarter": quarter, "unit": "백만원", "source": f"s-{of}"}
    return {**said, "executed": executed, **more}


BUDGETS = [
    budget("a24", "a", 2024, current=800),
    budget("a", "a", original=900, supplementary=100),
    budget("b-national", "b", unit="억원", current="2.5", fund="national"),
    budget("b-province", "b", current=100, fund="province"),
    budget("c-garam", "c", current=60, dimensions={"region": "garam"}),
    budget("c-byeol", "c", current=40, dimensions={"region": "byeol"}),
    budget("d", "d", original=70, executed=7, executed_as_of="2025-03"),
    budget("e", "e"),
    budget("f26", "f", 2026, current=5),
]
EXECUTIONS = [
    spent("a", "2024Q2", 240, 2024, planned=300),
    spent("a", "2025Q1", 150, planned=200),
    spent("a", "2025Q2", 999, as_of="2025-06", planned=1000),
    spent("b", "2025Q1", "0.5", unit="억원", fund="national"),
    spent("b", "2025Q2", 125, fund="national"),
    spent("b", "2025Q2", None, fund="province"),
    spent("c", "2025Q2", 30, dimensions={"region": "garam"}),
    spent("c", "2025Q2", 40, dimensions={"region": "byeol"}, planned=40),
    spent("a", "2025Q3", 1000),
]


def known() -> Dataset:
    """Return budgets of every kind: two years, units, funds and members, with plans, and with much that is missing."""
    made = dataset(
        *("2024Q2", "2024Q4", "2025Q1", "2025Q2"),
        dimensions=DIMENSIONS,
        measures=[measure("m"), measure("n", instrument="loan")],
        programs=[*(program(name, "m") for name in "acef"), program("b", "m", "n"), program("d", "n")],
        budgets=BUDGETS,
        executions=EXECUTIONS,
        sources=[source("s1"), *(source(f"s-{name}") for name in {*(str(b["id"]) for b in BUDGETS), *"abcd"})],
    )
    of: dict[Path, SourceLocation] = {
        (collection, n, field): SourceLocation(f"{collection}.yaml", n + 1, column)
        for collection, records in (("budgets", BUDGETS), ("executions", EXECUTIONS))
        for n in range(len(records))
        for column, field in enumerate(("original", "supplementary", "current", "executed", "planned"), 1)
    }
    of |= {("budgets", n): SourceLocation("budgets.yaml", n + 1) for n in range(len(BUDGETS))}
    return made.model_copy(update={"places": Places(of)})


def line_of(fact: Fact) -> str:
    """Return a fact's id, and each field of which it says something of its own."""
    said = {field.name: getattr(fact, field.name) for field in fields(Fact) if field.name not in ("id", "labels")}
    told = (f"{name}={_words(value)}" for name, value in said.items() if value or isinstance(value, Decimal))
    return f"{fact.id}: {' '.join(told)}"


def _words(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_every_fact_of_money_says_of_itself_what_was_reviewed(golden: Callable[[str, str], None]):
    facts = derive(known(), Quarter(2025, 2))
    money = {name: fact for name, fact in facts.of.items() if name.startswith("budget.")}
    again = (".at-2024Q4", ".at-2025Q2")  # what is told elsewhere in it
    golden("money.txt", "".join(f"{line_of(fact)}\n" for name, fact in money.items() if not name.endswith(again)))
