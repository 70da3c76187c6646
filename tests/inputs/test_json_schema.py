"""The JSON Schemas take whatever the loader takes, and refuse what an editor should underline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from tests.made_up import SETTINGS, made_up
from tests.made_up_files import write_project

from policyreport.inputs.json_schema import schemas
from policyreport.inputs.report_types import FileStem
from policyreport.inputs.yaml_file import read_yaml_text
from policyreport.model.base import AsOf, Day, Id, Month, Number, QuarterName, WebAddress, Year

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "src" / "policyreport" / "builtin" / "example"
SCHEMAS = schemas()
NAMES = ("data", "quarter", "project", "recipients", "report", "theme")


def schema_of(path: Path) -> str:
    if path.parent.name == "quarters":
        return "quarter"
    return path.stem if path.stem in NAMES else "data"


FOLDERS = (REPOSITORY / "data", EXAMPLE / "data", REPOSITORY / "templates")
FILES = [file for folder in FOLDERS for file in sorted(folder.rglob("*.yaml"))]


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def faults(name: str, content: object) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[f"{name}.schema.json"])
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(content)]


def as_read(text: str) -> object:
    return read_yaml_text(text, "test.yaml").content


class EditorLoader(yaml.SafeLoader):
    """Reads numbers and flags as such, but days and ``off`` as texts: as editors do, which follow YAML 1.2."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":timestamp", ":bool"))]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one_of_json_schema_2020_12(name: str) -> None:
    schema: Any = SCHEMAS[f"{name}.schema.json"]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_the_schemas_are_the_same_after_a_trip_through_json() -> None:
    assert json.loads(json.dumps(SCHEMAS)) == SCHEMAS


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_of_the_project_is_valid_as_it_is_loaded(path: Path) -> None:
    assert faults(schema_of(path), as_read(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_of_the_project_is_valid_as_an_editor_sees_it(path: Path) -> None:
    assert faults(schema_of(path), yaml.load(path.read_text(encoding="utf-8"), EditorLoader)) == []


def test_every_kind_of_record_is_valid(tmp_path: Path) -> None:
    data = write_project(made_up(programs=8, quarters=5, seed=1), tmp_path / "made-up", "yaml", SETTINGS).data
    found = [f for path in data.iterdir() for f in faults(schema_of(path), as_read(path.read_text("utf-8")))]
    assert found == []


MISTAKES = [
    ("data", "progams: []", "progams"),
    ("data", "council: {title: 협의회, purpose: 점검, sources: [], titel: 협의회}", "titel"),
    ("data", "strategies: [{id: a, title: 가, goal: 나, sources: [], knd: task}]", "knd"),
    ("data", "strategies: [{id: a, title: 가, sources: []}]", "goal"),
    ("data", "strategies: [{id: a, title: 가, goal: 나, kind: tasks, sources: []}]", "tasks"),
    ("data", "strategies: [{id: A, title: 가, goal: 나, sources: []}]", "A"),
    ("data", "strategies: [{id: a, title: ' ', goal: 나, sources: []}]", "title"),
    ("data", "programs: {}", "programs"),
    ("data", "observations: [{indicator: i, value: 1, as_of: 2025, source: s}]", "quarter"),
    ("quarter", "report: {as_of: 2025-06-30, headline: 가}", "quarter"),
    ("quarter", "{quarter: 2025-5}", "2025-5"),
    ("quarter", "{quarter: 2025Q2, quarters: []}", "quarters"),
    ("quarter", "{quarter: 2025Q2, report: {as_of: 2025-06-30, headline: 가, headlines: 나}}", "headlines"),
    ("quarter", "{quarter: 2025Q2, observations: [{indicator: i, value: 약 5, as_of: 2025, source: s}]}", "약 5"),
    ("project", "{name: a, title: 가, organisation: 나, licence: 다, licens: 라}", "licens"),
    ("project", "{name: a, title: 가, licence: 나}", "organisation"),
    ("report", "{title: 가, subtitle: 나, running_title: 다, summary: 라, format: [pdf]}", "format"),
    ("theme", "colours: {inc: '#000000'}", "inc"),
    ("theme", "lamps: {god: {colour: '#000000'}}", "god"),
    ("theme", "sizes: {body: 200}", "200"),
]


@pytest.mark.parametrize(("name", "text", "told"), MISTAKES)
def test_a_mistake_is_underlined(name: str, text: str, told: str) -> None:
    found = faults(name, yaml.load(text, EditorLoader))
    assert any(told in fault for fault in found)


ALLOWED = [
    ("data", "programs:"),
    ("quarter", "{quarter: 2025Q2, observations: [{indicator: i, value: , as_of: 2025, source: s}]}"),
    ("quarter", "{quarter: 2025Q2, observations: [{indicator: i, value: '1,234', as_of: 2025-06, source: s}]}"),
    ("project", "{name: a, title: 가, organisation: 나, kogl: 1}"),
    ("theme", "lamps: {good: {shape: ■}}"),
]


@pytest.mark.parametrize(("name", "text"), ALLOWED)
def test_what_may_be_left_out_or_written_in_another_way_is_valid(name: str, text: str) -> None:
    assert faults(name, yaml.load(text, EditorLoader)) == []


NUMBERS = ["5", "0", "-5", "△5", "△ 5", "(1,234)", "−2", "1,234.5", "1,234,567", "５", "▲5", "5%"]
DAYS = [
    "2025-06-30",
    "2025-6-30",
    "2025. 6. 30.",
    "2025.6.30",
    "2025/6/30",
    "2025년 6월 30일",
    "20250630",
    "２０２５-6-30",
]
MONTHS = ["2025-06", "2025-6", "2025. 6.", "2025.6", "2025년 6월", "202506"]
WRITTEN = {
    "number": (Number, [*NUMBERS, "1,23", "1e5", "+5", ".5", "5.", "nan", "1_000", "(5", "12,34", ""]),
    "day": (Day, [*DAYS, "2025-13-01", "2025-00-10", "2025-01-32", "20251301", "2025-06", "25. 6. 30.", "2025-6.30"]),
    "month": (Month, [*MONTHS, "2025-13", "2025", "2025. 13.", "2025-06-30", "202513"]),
    "as_of": (AsOf, [*DAYS, *MONTHS, "2025", "2025년", "2025-13", "2025-06-31x", "25"]),
    "quarter": (
        QuarterName,
        ["2025Q2", "2025Q5", "2025q2", "0999Q1", "2025-Q2", "2025년 2분기", "2025년 2/4분기", "2분기"],
    ),
    "year": (Year, ["2025", "2025년", "2025년도", "25", "2025."]),
    "address": (WebAddress, ["https://a.kr", "http://a.kr/b c", "ftp://a.kr", "https://", "javascript:1"]),
    "file_name": (FileStem, ["a-b_1", "추진현황_2025", "_a", "-a", "a b", "a/b", "a.b", "a" * 60, "a" * 61]),
    "id": (Id, ["a", "a-b", "a.b", "A", "a_b", "-a", "a-", "2025", "가"]),
}
FIELDS = {
    "file_name": ("ReportFile", "stem"),
    "number": ("Target", "value"),
    "day": ("Target", "set_on"),
    "month": ("Budget", "executed_as_of"),
    "as_of": ("Observation", "as_of"),
    "quarter": ("Observation", "quarter"),
    "year": ("Budget", "year"),
    "address": ("Source", "address"),
    "id": ("Observation", "indicator"),
}


def part_of(record: str, field: str) -> dict[str, Any]:
    name = "report" if record == "ReportFile" else "data"
    schema: Any = SCHEMAS[f"{name}.schema.json"]
    described = schema["$defs"].get(record, schema)["properties"]
    return {**described[field], "$defs": schema["$defs"]}


def is_read(kind: object, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, texts) in WRITTEN.items() for text in texts])
def test_a_text_is_valid_where_the_model_takes_it(kind: str, text: str) -> None:
    assert Draft202012Validator(part_of(*FIELDS[kind])).is_valid(text) == is_read(WRITTEN[kind][0], text)


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for record, described in {"": schema, **schema["$defs"]}.items():
        yield from ((f"{record}.{name}", field) for name, field in described.get("properties", {}).items())


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_named_in_korean(name: str) -> None:
    schema: Any = SCHEMAS[f"{name}.schema.json"]
    unnamed = [field for field, described in fields(schema) if described["title"].isascii()]
    assert unnamed == []
