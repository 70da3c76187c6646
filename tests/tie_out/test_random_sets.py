"""What is given as data is read back from every format: random values in random documents, at the places they name.

Nothing here knows how numbers are written or where renderers put them: a text is taken apart again by a rule of its
own, and compared with the value that was given, to the digits that it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from tests.at_night import tries
from tests.knowledge import BASE, Fields, dataset, indicator, measure, program, seen, target
from tests.pipeline.small_project import write_kind
from tests.templating.writing import composed

from policyreport.document.output import Placement
from policyreport.document.theme import Theme
from policyreport.facts import derive
from policyreport.model import Facts, Quarter
from policyreport.pipeline.build import build
from policyreport.project import Project, open_project
from policyreport.publish import MANIFEST
from policyreport.renderers import FORMATS
from policyreport.tie_out import open_places
from policyreport.tie_out.places import UNKNOWN, folded

QUARTER = Quarter(2024, 3)
RATES = ("%", "%p")
UNITS = ("명", "개사", "%", "원", "천원", "백만원", "억원", "m²", "R&D 건")
MONEY = {"원": 0, "천원": 3, "백만원": 6, "억원": 8}
FIELDS = ("original", "current", "executed")
MOST_DIGITS = 15
CLOSE = Decimal("1e-12")


@dataclass
class Given:
    """The values that were given, by the facts that should tell them; with how many decimals, where that is said."""

    collections: dict[str, list[Fields]]
    values: dict[str, Decimal | None]
    decimals: dict[str, int | None] = field(default_factory=dict[str, "int | None"])

    def facts(self) -> Facts:
        return derive(dataset(str(QUARTER), **self.collections), QUARTER)


def digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)


numbers = st.one_of(
    st.sampled_from([*map(Decimal, ("0", "-0.04", "0.05", "99.95", "100", "-100", "0.000001", "9999.5", "10000"))]),
    st.integers(-(10**MOST_DIGITS) + 1, 10**MOST_DIGITS - 1).map(Decimal),
    st.integers(-9_999, 9_999).map(Decimal),
    st.decimals(-(10**8), 10**8, places=3, allow_nan=False, allow_infinity=False),
    st.decimals(-100, 100, places=6, allow_nan=False, allow_infinity=False),
).filter(lambda value: digits(value) <= MOST_DIGITS)
amounts = st.one_of(
    st.integers(0, 10**9).map(Decimal), st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False)
)


@st.composite
def datas(draw: st.DrawFn) -> Given:
    """Indicators with values of every kind, some without one, and a programme's budgets."""
    policy = {"measures": [measure("m")], "programs": [program("p", "m")]}
    made = Given({**policy, "indicators": [], "observations": [], "budgets": []}, {})
    for n in range(draw(st.integers(1, 5))):
        name, value = f"i{n}", draw(st.none() | numbers)
        decimals, unit = draw(st.none() | st.integers(0, 6)), draw(st.sampled_from(UNITS))
        said = {"role": "outcome", "unit": unit, **({} if decimals is None else {"decimals": decimals})}
        made.collections["indicators"].append(indicator(name, **said))
        text = None if value is None else f"{value:f}"
        made.collections["observations"].append(seen(name, str(QUARTER), text))
        if value is None:  # what has neither a value nor a target is no outcome of a report
            made.collections.setdefault("targets", []).append(target(name, 7, "2024-07-10", year=2027))
        made.values[f"indicator.{name}"] = value
        made.decimals[f"indicator.{name}"] = decimals
    unit = draw(st.sampled_from([*MONEY]))
    money = {name: draw(st.none() | amounts) for name in FIELDS}
    whole = money["original"] if money["current"] is None else money["current"]
    if whole is not None and money["executed"] is not None:  # more cannot be spent, and is refused
        money["executed"] = min(money["executed"], whole)
    executed = {} if money["executed"] is None else {"executed_as_of": "2024-09"}
    written = {name: f"{value:f}" for name, value in money.items() if value is not None}
    made.collections["budgets"].append(
        {"id": "b", "program": "p", "year": 2024, "unit": unit, "source": "s1", **written, **executed}
    )
    made.values |= {f"budget.b.{name}": value for name, value in money.items() if name != "current"}
    if money["current"] is not None or money["original"] is None:
        made.values["budget.b.current"] = money["current"]
    made.decimals |= {f"budget.b.{name}": None for name in FIELDS}
    return made


@st.composite
def bodies(draw: st.DrawFn, made: Given) -> str:
    """A small report that tells these values in lines, headings, footnotes, tables and charts."""
    indicators = [f"outcomes[{n}].actual" for n in range(len(made.collections["indicators"]))]
    figures = [*indicators, *(f"budgets[0].{name}" for name in FIELDS)]
    some = st.lists(st.sampled_from(figures), min_size=1, max_size=4)

    def line() -> str:
        return " 그리고 ".join(f"수치 {{{{ {name} }}}}" for name in draw(some))

    def rows(names: Sequence[str], heads: str) -> str:
        lines = (f"| 항목 {n} | {{{{ {name} }}}} |" for n, name in enumerate(names, 1))
        return "\n".join([heads, "|:--|--:|", *lines])

    def chart() -> str:
        units = [one["unit"] for one in made.collections["indicators"]]
        unit = draw(st.sampled_from(units))
        alike = [name for name, of in zip(indicators, units, strict=True) if of == unit]
        form = draw(st.sampled_from(["column", "line"]))
        table = rows(alike, f"| 항목 | {draw(st.sampled_from(['값', '실적']))} |")
        return f'{{% call chart("{form}", "그림", unit="{unit}") %}}\n{table}\n{{% endcall %}}'

    def block() -> str:
        match draw(st.sampled_from(["paragraph", "item", "heading", "footnote", "table", "rows", "chart", "box"])):
            case "item":
                return f"- {line()}\n- **{line()}**"
            case "heading":
                return f"## {line()}"  # a chapter would name a sheet, whose name is short
            case "footnote":
                return f"글{{{{ footnote({draw(st.sampled_from(figures))}) }}}} 끝"
            case "table":
                return f'{{% call captioned("표") %}}\n{rows(draw(some), "| 항목 | 값 |")}\n{{% endcall %}}'
            case "rows":
                row = "{% for i in outcomes %}\n| {{ i.title }} | {{ i.actual }} |\n{% endfor %}"
                return f"| 지표 | 값 |\n|:--|--:|\n{row}"
            case "chart":
                return chart()
            case "box":
                return f'{{% call box("상자") %}}\n- {line()}\n{{% endcall %}}'
            case _:
                return line()

    blocks = [block() for _ in range(draw(st.integers(1, 5)))]
    table = f'{{% call captioned("끝 표") %}}\n{rows(draw(some), "| 항목 | 값 |")}\n{{% endcall %}}'
    return "\n\n".join([*blocks, table])


_WRITTEN = re.compile(r"(?P<minus>△)?(?:(?P<jo>[\d,]+)조)?\s*(?P<rest>[\d,]+(?:\.(?P<decimals>\d+))?)?")


def assert_reads(text: str, value: Decimal | None, decimals: int | None, unit: str) -> None:
    """Make sure that a text says a value, rounded to the digits that it shows; those are as the data ask for."""
    if value is None:
        assert text in ("-", "자료 없음")
        return
    written = _WRITTEN.match(text)
    assert written is not None, text
    assert written["jo"] or written["rest"], text
    jo, rest = (Decimal((written[part] or "0").replace(",", "")) for part in ("jo", "rest"))
    said = (jo * 10_000 + rest) * (-1 if written["minus"] else 1)
    shown = len(written["decimals"] or "")
    assert abs(said - value) * 2 <= Decimal(1).scaleb(-shown), (text, value)
    if decimals is None and unit not in RATES:
        assert said == value, (text, value)
    elif decimals is not None:
        assert shown == decimals or written["jo"], (text, decimals)
    assert bool(written["minus"]) == (said < 0)


def stands_in(text: str, found: str) -> bool:
    """Tell whether a text stands in another as a number of its own, and not within a longer one."""
    return re.search(rf"(?<![\d,.△]){re.escape(folded(text))}(?![\d,]|\.\d)", folded(found)) is not None


def assert_read_back(form: str, placed: Sequence[Placement], content: bytes, made: Given, facts: Facts) -> None:
    places = open_places(f"file.{form}", content)
    assert places is not None
    for one in placed:
        value = made.values[one.fact] if one.fact in made.values else facts[one.fact].value
        unit = facts[one.fact].unit
        if form == "csv":  # holds values as they are, for other programs
            assert (Decimal(one.text) if one.text else None) == value, one
        else:
            assert_reads(one.text, value, made.decimals.get(one.fact), unit)
        found = places.read(one.where)
        assert found is not None, (form, one)
        if found != UNKNOWN and not stands_in(one.text, found):
            assert value is None or abs(Decimal(found) - value) <= max(abs(value), Decimal(1)) * CLOSE, (
                form,
                one,
                found,
            )


UNHURRIED = settings(
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink one takes minutes, and says little more
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@settings(UNHURRIED, max_examples=tries(12, 300))
@given(st.data())
def test_values_in_are_values_read_back_from_every_format(data: st.DataObject) -> None:
    made = data.draw(datas())
    facts = made.facts()
    for fact, value in made.values.items():
        assert facts[fact].value == value
    document = composed(data.draw(bodies(made)), facts)
    told: dict[str, set[str]] = {}
    for form, render in FORMATS.items():
        rendered = render(document, Theme())
        told[form] = {one.fact for one in rendered.placements if facts[one.fact].value is not None}
        assert_read_back(form, rendered.placements, rendered.content, made, facts)
    event(f"{len(told['txt'])} facts")
    assert {form: of - told["txt"] for form, of in told.items()} == {form: set() for form in told}
    assert all(told[form] == told["txt"] for form in told if form != "csv")  # which holds the last table alone


def project_of(folder: Path, made: Given, body: str) -> Project:
    """Lay down a project whose data, settings and template say all this."""
    report = {"quarter": str(QUARTER), "as_of": str(QUARTER.last_day), "headline": "개요"}
    held = {**BASE, **made.collections, "quarters": [report]}
    data = folder / "data"
    data.mkdir()
    (data / "all.yaml").write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    (data / "project.yaml").write_text("name: a\ntitle: 가\norganisation: 나\nvoice: office\n", "utf-8")
    write_kind(folder, "paper", ", ".join(FORMATS), body)
    return open_project(folder)


@settings(UNHURRIED, max_examples=tries(3, 60))
@given(st.data())
def test_what_a_project_s_files_give_is_read_back_where_the_manifest_of_its_set_says(data: st.DataObject) -> None:
    made = data.draw(datas())
    body = data.draw(bodies(made))
    with TemporaryDirectory() as folder:
        built = build(project_of(Path(folder), made, body))
        facts = made.facts()
        listed = json.loads((built.folder / MANIFEST).read_bytes())
        placed: dict[str, list[Placement]] = {one["name"]: [] for one in listed["files"]}
        for number in listed["numbers"]:
            assert (None if number["value"] is None else Decimal(number["value"])) == facts[number["fact"]].value
            for one in number.get("printed", ()):
                placed[one["file"]].append(Placement(number["fact"], one["text"], one["where"]))
        assert {Path(name).suffix.removeprefix(".") for name in placed} == set(FORMATS)
        for name, of_file in placed.items():
            content = (built.folder / name).read_bytes()
            assert_read_back(Path(name).suffix.removeprefix("."), of_file, content, made, facts)


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("1,234", "1235", None, "명"),
        ("△1,234명", "1234", None, "명"),
        ("12.3%", "12.36", 1, "%"),
        ("12.3%", "12.3", 2, "%"),
        ("1조 2,345억원", "12346", None, "억원"),
        ("-", "0", None, "명"),
        ("0", None, None, "명"),
    ],
)
def test_a_text_that_says_another_value_or_fewer_digits_is_noticed(
    text: str, value: str | None, decimals: int | None, unit: str
) -> None:
    with pytest.raises(AssertionError):
        assert_reads(text, None if value is None else Decimal(value), decimals, unit)


@pytest.mark.parametrize(
    ("text", "found", "stands"), [("12", "수치 12명", True), ("12", "112", False), ("12", "12.5", False)]
)
def test_a_number_within_a_longer_one_is_not_it(text: str, found: str, *, stands: bool) -> None:
    assert stands_in(text, found) == stands
