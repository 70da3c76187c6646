"""Codes are read by their words too, and a project adds its own to the lists."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openpyxl import Workbook, load_workbook

from policyreport.cli import main
from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs import load, settings
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.inputs.json_schema import schemas
from policyreport.model import Legislation
from policyreport.model.code_lists import BUILT_IN, EXTENDABLE, CodeLists
from policyreport.project import Project
from policyreport.project.settings import OwnLists

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

SETTINGS = "name: a\ntitle: 가\norganisation: 나\n"
LAW = {"id": "law", "title": "청년 지원 규정", "kind": "조례", "stage": "입안", "sources": ["s1"]}
OWN = """lists:
  instruments:
    - {code: farmland, title: 농지}
    - {code: regulation, title: 제도 개선}
  legislation_kinds:
    - {code: charter, title: 헌장}
  action_statuses:
    - {code: done}
    - {code: hold, title: 보류}
    - {code: ongoing}
    - {code: delayed}
    - {code: unreported}
"""


def law_of(project: Project) -> Legislation:
    (law,) = load(project).dataset.legislation
    return law


def in_yaml(folder: Path) -> str:
    (folder / "laws.yaml").write_text(yaml.safe_dump({"legislation": [LAW]}, allow_unicode=True), "utf-8")
    return ""


def in_json(folder: Path) -> str:
    (folder / "laws.json").write_text(json.dumps({"legislation": [LAW]}), "utf-8")
    return ""


def in_csv(folder: Path) -> str:
    (folder / "laws.csv").write_text("식별자,이름,종류,단계,출처\nlaw,청년 지원 규정,조례,입안,s1\n", "utf-8")
    return "{file: laws.csv, collection: legislation}"


def in_a_workbook(folder: Path) -> str:
    book = Workbook()
    book.worksheets[0].title = "법령"
    for row in (("식별자", "이름", "종류", "단계", "출처"), ("law", "청년 지원 규정", "조례", "입안", "s1")):
        book.worksheets[0].append(list(row))
    book.save(folder / "laws.xlsx")
    return "{file: laws.xlsx}"


def in_a_database(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "laws.sqlite")) as database, database:
        database.execute("CREATE TABLE laws (id, title, kind, stage, sources)")
        database.execute("INSERT INTO laws VALUES ('law', '청년 지원 규정', '조례', '입안', 's1')")
    return '{sql: "sqlite:///data/laws.sqlite", queries: {legislation: SELECT * FROM laws ORDER BY id}}'


@pytest.mark.parametrize("write", [in_yaml, in_json, in_csv, in_a_workbook, in_a_database])
def test_a_korean_word_is_read_as_its_code_in_every_kind_of_input(make: Make, write: Callable[[Path], str]) -> None:
    project = make({})
    declared = write(project.data)
    if declared:
        (project.data / "project.yaml").write_text(f"{SETTINGS}inputs:\n  - {declared}\n", "utf-8")
    law = law_of(project)
    assert (law.kind, law.stage) == ("ordinance", "drafted")


@pytest.mark.parametrize(
    ("collection", "record", "field", "code"),
    [
        ("measures", "strategy: growth, content: 가, instrument: 인력 양성", "instrument", "training"),
        ("measures", "strategy: growth, content: 가, instrument: 자금, audience: 내부", "audience", "internal"),
        ("strategies", "goal: 가, kind: 협의회 운영", "kind", "governance"),
        ("members", "sector: 지자체", "sector", "local_government"),
        ("risks", "reason: 가, status: 해소", "status", "closed"),
        ("contacts", "name: 가, role: 배석", "role", "attending"),
        ("indicators", "unit: 건, role: 성과, definition: 가", "role", "outcome"),
        ("indicators", "unit: 건, role: 정책 성과, definition: 가", "role", "outcome"),
        ("indicators", "unit: 건, role: 실적, definition: 가, direction: 작을수록 좋음", "direction", "down"),
        ("indicators", "unit: 건, role: 실적, definition: 가, aspect: 경쟁률", "aspect", "competition"),
        ("legislation", "kind: 시행령, stage: 제출", "kind", "decree"),
        ("legislation", "kind: 법률, stage: 통과", "stage", "passed"),
    ],
)
def test_words_are_read_in_every_field_with_codes(
    make: Make, collection: str, record: str, field: str, code: str
) -> None:
    named = "" if collection == "contacts" else ", title: 이름"
    cited = "" if collection in {"indicators", "contacts"} else ", sources: [s1]"
    dataset = load(make({"data/z.yaml": f"{collection}:\n  - {{id: one{named}{cited}, {record}}}\n"})).dataset
    assert getattr(next(r for r in getattr(dataset, collection) if r.id == "one"), field) == code


def test_observations_and_targets_are_written_in_words(make: Make) -> None:
    written = "observations:\n  - {indicator: applied, quarter: 2025Q2, value: 1, as_of: 2025, source: s1, "
    targets = "targets:\n  - {indicator: applied, value: 9, set_on: 2024-07-10, source: s1, bound: 이내}\n"
    dataset = load(make({"data/z.yaml": written + "kind: 기준값, bound: 이상, used: 사용}\n" + targets})).dataset
    found = dataset.observations[-1]
    assert (found.kind, found.bound, found.used) == ("baseline", "at_least", True)
    assert dataset.targets[-1].bound == "at_most"


def test_a_wrong_word_is_answered_with_the_words_and_what_they_are(faults: Faults) -> None:
    text = "legislation:\n  - {id: law, title: 가, kind: 법률안, stage: planned, sources: [s1]}\n"
    (problem,) = faults({"data/z.yaml": text})
    assert (problem.code, str(problem.where)) == ("data.not-allowed", "data/z.yaml:2:31")
    assert problem.hint is not None
    assert "조례(ordinance)" in problem.hint.ko
    assert "ordinance (조례)" in problem.hint.en


@pytest.mark.parametrize("name", sorted(BUILT_IN.of))
def test_no_two_codes_of_a_list_are_read_from_one_word(name: str) -> None:
    texts = ["".join(text.split()) for text in BUILT_IN.spellings(name)]
    assert len(set(texts)) == len(texts)


def test_a_project_adds_codes_changes_words_and_orders_a_list(make: Make) -> None:
    law = "legislation:\n  - {id: law, title: 청년 헌장, kind: 헌장, stage: 시행, sources: [s1]}\n"
    dataset = load(make({"data/project.yaml": SETTINGS + OWN, "data/z.yaml": law})).dataset
    assert dataset.legislation[0].kind == "charter"
    assert dataset.lists.codes("instruments")[-2:] == ("farmland", "regulation")
    assert dataset.lists.word("instruments", "regulation") == "제도 개선"
    assert dataset.lists.codes("action_statuses") == ("done", "hold", "ongoing", "delayed", "unreported")
    assert dataset.lists.code("instruments", "규제") == "regulation"


def test_a_word_that_a_project_gives_to_a_code_means_that_code_alone(make: Make) -> None:
    own = "lists:\n  legislation_kinds:\n    - {code: enforcement, title: 시행규칙}\n"
    lists = load(make({"data/project.yaml": SETTINGS + own})).dataset.lists
    assert lists.code("legislation_kinds", "시행규칙") == "enforcement"
    assert lists.code("legislation_kinds", "부령") == "rule"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("sectors:\n    - {code: farm}\n", "needs its Korean word"),
        ("sectors:\n    - {code: farm, title: 농가}\n    - {code: farm, title: 농민}\n", "stands twice"),
        ("sectors:\n    - {code: farm, title: 기업}\n", "are called '기업'"),
        ("sectors:\n    - {code: Farm, title: 농가}\n", "cannot be a code"),
        ("sector:\n    - {code: farm, title: 농가}\n", "no field 'sector'"),
    ],
)
def test_what_is_wrong_with_own_lists_is_told_in_the_settings(make: Make, lines: str, told: str) -> None:
    project = make({"data/project.yaml": f"{SETTINGS}lists:\n  {lines}"})
    for read in (load, settings):
        with pytest.raises(PolicyReportError) as caught:
            read(project)
        (problem,) = caught.value.problems
        assert told in problem.what.en
        assert "data/project.yaml" in str(problem.where)


def test_every_list_that_can_be_extended_has_its_place_in_the_settings() -> None:
    assert tuple(OwnLists.model_fields) == EXTENDABLE


def test_the_intake_workbook_offers_and_explains_the_lists_of_the_project(make: Make, tmp_path: Path) -> None:
    law = "legislation:\n  - {id: law, title: 청년 헌장, kind: charter, stage: in_force, sources: [s1]}\n"
    project = make({"data/project.yaml": SETTINGS + OWN, "data/z.yaml": law})
    dataset = load(project).dataset
    (tmp_path / "intake.xlsx").write_bytes(intake_workbook(dataset))
    book = load_workbook(tmp_path / "intake.xlsx")
    laws = book["법령"]
    (kind,) = (cell.column_letter for cell in laws[1] if cell.value == "종류")
    offer = next(check for check in laws.data_validations.dataValidation if f"{kind}2" in check)
    assert offer.formula1.endswith(',지침,헌장"')
    assert laws[f"{kind}2"].value == "헌장"
    assert ("법령", "종류", "charter", "헌장") in set(book["코드"].iter_rows(values_only=True))


def test_a_list_too_long_for_a_formula_is_offered_from_the_sheet_of_codes(make: Make, tmp_path: Path) -> None:
    own = "".join(f"    - {{code: own-{n}, title: 긴 이름의 지원 수단 {n}}}\n" for n in range(30))
    dataset = load(make({"data/project.yaml": f"{SETTINGS}lists:\n  instruments:\n{own}"})).dataset
    (tmp_path / "intake.xlsx").write_bytes(intake_workbook(dataset))
    book = load_workbook(tmp_path / "intake.xlsx")
    checks = book["지원시책"].data_validations.dataValidation
    first, last = next(c.formula1 for c in checks if "코드" in (c.formula1 or "")).split("!")[1].split(":")
    offered = [book["코드"][f"D{row}"].value for row in range(int(first[3:]), int(last[3:]) + 1)]
    assert offered == list(dataset.lists.words("instruments").values())


def test_the_schema_of_a_project_takes_its_codes_and_every_word(make: Make) -> None:
    project = make({"data/project.yaml": SETTINGS + OWN})
    assert main(["schema", "--project", str(project.root)]) == 0
    schema = json.loads((project.data / ".schema" / "data.schema.json").read_text("utf-8"))
    for kind in ("charter", "헌장", "ordinance", "조례", "시행령"):
        assert Draft202012Validator(schema).is_valid({"legislation": [{**LAW, "kind": kind}]})
    assert not Draft202012Validator(schema).is_valid({"legislation": [{**LAW, "kind": "법률안"}]})
    assert not Draft202012Validator(schemas()["data.schema.json"]).is_valid({"legislation": [{**LAW, "kind": "헌장"}]})


def test_lists_that_say_nothing_are_the_built_in_ones() -> None:
    assert OwnLists().code_lists() == CodeLists() == BUILT_IN


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("가람도 청년농업인 육성 및 지원 조례", "ordinance"),
        ("가람도 청년 조례 일부개정(안)", "ordinance"),
        ("가람도 청년농업인 지원 조례 시행규칙", "bylaw"),
        ("가람도 청년농업인 지원 조례시행규칙", "bylaw"),
        ("농지법 시행규칙", "rule"),
        ("지방조례정비규정", "rule"),
    ],
)
def test_an_ordinance_is_never_a_rule_of_a_ministry(make: Make, title: str, kind: str) -> None:
    law = f"legislation:\n  - {{id: law, title: {title}, kind: rule, stage: in_force, sources: [s1]}}\n"
    loaded = load(make({"data/z.yaml": law}))
    assert loaded.dataset.legislation[0].kind == kind
    assert [str(warning.where) for warning in loaded.warnings if warning.code == "data.legislation-kind"] == (
        [] if kind == "rule" else [f"data/z.yaml:2:{len(title) + 30}"]
    )
