from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from policyreport.diagnostics import ErrorKind, Problem
from policyreport.inputs import load
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

EVENT = "events:\n  - id: e1\n    date: 2025-05-28\n    title: 선정\n    sources: [s1]\n"
SOURCE = "sources:\n  - id: s2\n    title: 자료\n    publisher: 부처\n    kind: press\n"
TARGET = "targets:\n  - indicator: applied\n    value: 5\n    set_on: 2024-07-10\n    source: s1\n"
OBSERVED = (
    "observations:\n  - indicator: applied\n    quarter: 2025Q2\n    as_of: 2025-05\n    source: s1\n    used: false\n"
)
INDICATOR = "indicators:\n  - id: rate\n    title: 비율\n    unit: '%'\n    role: output\n    definition: 정의\n"

FAULTS = [
    # an event with one line spoilt or added, what is then found at which line and column, and the hint
    (EVENT + "    bugdet: 5\n", "6:13 data.unknown-field events › e1 › bugdet", "there is: audience, date, detail"),
    (EVENT + "    detial: 가\n", "6:13 data.unknown-field events › e1 › detial", "did you mean 'detail'?"),
    (EVENT.replace("    title: 선정\n", ""), "2:5 data.missing-field events › e1 › title", "add 'title:' here"),
    (EVENT.replace("선정", ""), "4:11 data.empty-field events › e1 › title", "write one"),
    (EVENT.replace("선정", "''"), "4:12 data.empty-field events › e1 › title", "write one"),
    (EVENT.replace("선정", "[가, 나]"), "4:12 data.wrong-type events › e1 › title", "write the text"),
    (EVENT.replace("선정", "{가: 나}"), "4:12 data.wrong-type events › e1 › title", "write the text"),
    (EVENT.replace("[s1]", "s1"), "5:14 data.wrong-type events › e1 › sources", "write [a, b]"),
    ("events:\n  - 글\n", "2:5 data.wrong-type events[1]", "write lines such as"),
    (EVENT.replace("e1", "E_1"), "2:9 data.id events › E_1 › id", "use lower-case letters"),
    (EVENT.replace("05-28", "02-30"), "3:11 data.date events › e1 › date", "write year, month and day"),
    (EVENT.replace("2025-05-28", "25. 5. 28."), "3:11 data.date events › e1 › date", "write year, month"),
    (EVENT.replace("2025-05-28", "[1]"), "3:11 data.date events › e1 › date", "write year, month and day"),
    # the other kinds of field
    (SOURCE.replace("press", "pres"), "5:11 data.not-allowed sources › s2 › kind", "write one of: press"),
    (SOURCE + "    date: 2025-13\n", "6:11 data.date sources › s2 › date", "write 2025-06-30, 2025-06 or 2025"),
    (SOURCE + "    address: www.go.kr\n", "6:14 data.address sources › s2 › address", "write it from https://"),
    (TARGET + "    year: 이천\n", "6:11 data.number targets[1] › year", "write digits"),
    (TARGET + "    year: 1900\n", "6:11 data.out-of-range targets[1] › year", "write 1948 or more"),
    (TARGET + "    year: 3000\n", "6:11 data.out-of-range targets[1] › year", "write 2999 or less"),
    (
        INDICATOR + "    formula: {kind: sum, of: [applied]}\n",
        "7:30 data.too-few indicators › rate › formula › of",
        "write at least 2",
    ),
    (
        INDICATOR + "    formula: {kind: mean, of: [applied, applied]}\n",
        "7:21 data.not-allowed indicators › rate › formula › kind",
        "write one of: sum (합), share",
    ),
    (OBSERVED + "    value: 5\n", "2:5 data.no-reason observations[1]", "add 'reason:'"),
]


@pytest.mark.parametrize(("text", "expected", "hint"), FAULTS)
def test_a_fault_is_told_with_its_place_its_field_and_a_hint(
    faults: Faults, text: str, expected: str, hint: str
) -> None:
    (problem,) = faults({"data/a.yaml": text})
    assert f"{problem.where} {problem.code} {problem.field}" == f"data/a.yaml:{expected}"
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)
    assert problem.kind is ErrorKind.DATA


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *[
            (text, "data.number")
            for text in ("1_000", ".nan", ".inf", "1e999", "NaN", "▲5", "5%", "1,00", "약 5", "[1]")
        ],
        ("12345678901234567890", "data.digits"),
        ("", "data.empty-field"),
    ],
)
def test_what_is_no_number_is_told_at_its_place(faults: Faults, written: str, code: str) -> None:
    (problem,) = faults({"data/a.yaml": TARGET.replace("value: 5", f"value: {written}")})
    assert problem.code == code
    assert str(problem.where).startswith("data/a.yaml:3:")


@pytest.mark.parametrize(
    ("written", "value"), [("1,524", "1524"), ("△5", "-5"), ("(5)", "-5"), ("５", "5"), ("−5.0", "-5.0"), ("007", "7")]
)
def test_a_number_is_read_as_korean_tables_write_it(make: Make, written: str, value: str) -> None:
    dataset = load(make({"data/a.yaml": TARGET.replace("value: 5", f"value: {written}")})).dataset
    assert dataset.targets[0].value == Decimal(value)


@pytest.mark.parametrize("quarter", ["2026-Q5", "2025Q5", "2025-2", "2분기"])
def test_what_is_no_quarter_is_told_at_its_place(faults: Faults, quarter: str) -> None:
    text = OBSERVED.replace("2025Q2", quarter) + "    value: 5\n    reason: 중복\n"
    (problem,) = faults({"data/a.yaml": text})
    assert (problem.code, str(problem.where)) == ("data.quarter", "data/a.yaml:3:14")
    assert problem.hint is not None
    assert "2025Q2" in problem.hint.en


def test_a_flag_is_true_or_false(faults: Faults) -> None:
    (problem,) = faults({"data/a.yaml": OBSERVED.replace("false", "no") + "    value: 5\n"})
    assert (problem.code, str(problem.where)) == ("data.flag", "data/a.yaml:6:11")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", r"\\server\share", "//server/x", "data:text/html,x"]
)
def test_an_address_that_would_be_live_is_refused_for_security(faults: Faults, address: str) -> None:
    (problem,) = faults({"data/a.yaml": SOURCE + f"    address: '{address}'\n"})
    assert (problem.kind, problem.code, str(problem.where)) == (
        ErrorKind.SECURITY,
        "security.address",
        "data/a.yaml:6:14",
    )


@pytest.mark.parametrize("place", ["e1", "[s1"])
def test_an_id_or_a_reference_with_an_invisible_character_is_put_right_with_a_warning(make: Make, place: str) -> None:
    dataset, warnings = load(make({"data/a.yaml": EVENT.replace(place, place[:-1] + "\u200b" + place[-1])}))
    assert (dataset.events[0].id, dataset.events[0].sources) == ("e1", ("s1",))
    assert [w.code for w in warnings] == ["text.zero-width"]


def test_a_text_with_an_invisible_character_is_put_right_with_a_warning(make: Make) -> None:
    dataset, warnings = load(make({"data/a.yaml": EVENT.replace("선정", "선\u200b정")}))
    assert dataset.events[0].title == "선정"
    assert [(w.code, str(w.where), w.field) for w in warnings] == [
        ("text.zero-width", "data/a.yaml:4:13", "events › e1 › title")
    ]


def test_five_faults_in_one_file_are_five_problems(faults: Faults) -> None:
    text = (
        "events:\n"
        "  - {id: e1, date: 2025-02-30, title: 가, sources: [s1]}\n"
        "  - {id: e2, date: 2025-05-28, titel: 나, sources: [s1]}\n"
        "  - {id: e2, date: 2025-05-28, title: 다, sources: [s9]}\n"
    )
    found = faults({"data/a.yaml": text})
    assert [(p.code, str(p.where)) for p in found] == [
        ("data.date", "data/a.yaml:2:20"),
        ("data.unknown-field", "data/a.yaml:3:39"),
        ("data.duplicate-id", "data/a.yaml:4:10"),
        ("data.unknown-reference", "data/a.yaml:4:52"),
    ]


def test_all_faults_of_one_record_are_told_at_once(faults: Faults) -> None:
    text = "events:\n  - {id: e1, date: 어제, titel: 가, sources: [s9], sources: [s1]}\n"
    assert {p.code for p in faults({"data/a.yaml": text})} == {
        "data.date", "data.unknown-field", "data.unknown-reference", "yaml.duplicate-key"
    }  # fmt: skip


def test_each_missing_collection_is_named(faults: Faults) -> None:
    policy = "policy:\n  id: p\n  title: 가\n  purpose: 나\n  lead: 다\n  began: 2024-07-10\n  sources: []\n"
    empty = {"data/programs.yaml": "programs:\n", "data/indicators.yaml": "indicators:\n"}
    found = faults({**empty, "data/policy.yaml": policy, "data/quarters/2025Q2.yaml": "quarter: 2025Q2\n"})
    assert [(p.code, p.field) for p in found] == [
        ("data.missing-collection", name) for name in ("strategies", "measures", "sources", "quarters")
    ]


@pytest.mark.parametrize("text", [fault[0] for fault in FAULTS])
def test_nothing_of_the_libraries_reaches_the_reader(faults: Faults, text: str) -> None:
    words = " ".join(part for p in faults({"data/a.yaml": text}) for said in (p.what, p.hint) if said for part in said)
    assert not any(
        term in words.lower() for term in ("pydantic", "input", "valid", "str_", "tuple", "dict", "none", "extra")
    )
