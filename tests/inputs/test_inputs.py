from __future__ import annotations

import json
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from policyreport.diagnostics import ErrorKind, Problem, SourceLocation
from policyreport.inputs import load, settings
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

TOP = "name: p\ntitle: 전략\norganisation: 부\nlicence: 공공누리\ninputs:\n"
HEADS = ["id", "title", "measures", "content", "partners", "call_opens", "lead", "sources"]
PROGRAMS: list[list[str | None]] = [
    ["lips", "립스", "challenge", "투자 연계", "통계청\n특허청", "2025-03-02", "중소벤처기업부", "s1"],
    ["tips", "팁스", "challenge", "R&D <5% & \"가\" '나'", None, None, "중소벤처기업부", "s1"],
]
CSV = 'id,title,measures,content,lead,sources\nlips,립스,challenge,투자 연계,중소벤처기업부,"s1"\n'


def declared(*lines: str) -> dict[str, str | bytes]:
    return {"data/project.yaml": TOP + "".join(f"  - {line}\n" for line in lines)}


def one(faults: Faults, files: Mapping[str, str | bytes]) -> Problem:
    (problem,) = faults(files)
    return problem


def test_without_declarations_there_is_nothing_more_to_read(make: Make) -> None:
    assert len(load(make({"data/project.yaml": TOP + "  []\n"})).dataset.programs) == 1


def test_a_declared_file_is_read_after_the_files_under_data(make: Make) -> None:
    files = {**declared("{file: programs.csv, collection: programs}"), "data/programs.csv": CSV}
    dataset = load(make(files)).dataset
    assert [p.id for p in dataset.programs] == ["global-tips", "lips"]
    assert dataset.places.find(("programs", 1, "title")) == SourceLocation("data/programs.csv", 2, 2)


def test_a_csv_file_that_is_not_declared_is_left_alone(make: Make) -> None:
    assert len(load(make({"data/programs.csv": CSV})).dataset.programs) == 1


def test_an_offices_own_heads_are_led_to_fields(make: Make) -> None:
    files = {
        **declared("{file: p.csv, collection: programs, columns: {사업명: title, 메모: ''}}"),
        "data/p.csv": CSV.replace("title", "사업명", 1).replace("\n", ",메모\n", 1).replace('"s1"', "s1,나중에"),
    }
    assert load(make(files)).dataset.programs[1].title == "립스"


def test_the_settings_know_the_inputs(make: Make) -> None:
    (said,) = settings(make(declared("{file: p.csv, collection: programs, encoding: cp949}"))).inputs
    assert (said.file, said.collection, said.encoding) == ("p.csv", "programs", "cp949")


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("{file: p.csv}", "data.missing-field", 5),
        ("{collection: programs}", "input.kind", 5),
        ("{file: p.csv, sql: 'sqlite:///p.db', collection: programs}", "input.kind", 24),
        ("{file: p.ods}", "input.suffix", 12),
        ("{file: p.yaml}", "input.suffix", 12),
        ("{file: p.csv, collection: programs, sheets: {가: programs}}", "input.field", 49),
        ("{file: p.csv, collection: program}", "data.unknown-field", 31),
        ("{file: p.csv, collection: programs, columns: {사업명: titel}}", "data.unknown-field", 56),
        ("{file: p.xlsx, sheets: {예산: budget}}", "data.unknown-field", 33),
        ("{file: p.csv, collection: programs, encoding: utf-16}", "data.not-allowed", 51),
        ("{file: p.csv, collections: programs}", "data.unknown-field", 32),
        ("{sql: 'sqlite:///p.db'}", "data.missing-field", 5),
        ("{sql: 'sqlite:///p.db', queries: {program: SELECT 1}}", "data.unknown-field", 48),
        ("{file: missing.csv, collection: programs}", "file.missing", 12),
    ],
)
def test_a_wrong_declaration_is_told_with_its_place(faults: Faults, line: str, code: str, column: int) -> None:
    problem = one(faults, {**declared(line), "data/p.csv": CSV})
    assert (problem.kind, problem.code) == (ErrorKind.DATA, code)
    assert problem.where == SourceLocation("data/project.yaml", 6, column)
    assert problem.hint is not None


def test_a_missing_file_is_met_with_the_nearest(faults: Faults) -> None:
    problem = one(faults, {**declared("{file: programs.csv, collection: programs}"), "data/program.csv": CSV})
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'program.csv'?"


@pytest.mark.parametrize("name", ["../../x.csv", "/etc/x.csv", "C:\\x.csv", "\\\\server\\x.csv"])
def test_a_file_outside_the_project_is_refused(faults: Faults, name: str) -> None:
    problem = one(faults, declared(f"{{file: '{name}', collection: programs}}"))
    assert (problem.kind, problem.code) == (ErrorKind.SECURITY, "file.outside")
    assert problem.where == SourceLocation("data/project.yaml", 6, 12)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize("target", ["/etc/hostname", "../../elsewhere.csv", "p.csv"])
def test_a_link_that_leads_out_of_the_project_or_nowhere_is_refused(
    faults: Faults, tmp_path: Path, target: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "p.csv").symlink_to(target)
    problem = one(faults, declared("{file: p.csv, collection: programs}"))
    assert (problem.kind, problem.code) == (ErrorKind.SECURITY, "file.outside")


def test_a_folder_is_no_file(faults: Faults, tmp_path: Path) -> None:
    (tmp_path / "data" / "p.csv").mkdir(parents=True)
    assert one(faults, declared("{file: p.csv, collection: programs}")).code == "file.missing"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_however_the_disk_composes_it(make: Make, form: str) -> None:
    on_disk = unicodedata.normalize("NFD" if form == "NFC" else "NFC", "사업.csv")
    asked = unicodedata.normalize(form, "사업.csv")
    files = {**declared(f"{{file: {asked}, collection: programs}}"), f"data/{on_disk}": CSV}
    dataset = load(make(files)).dataset
    assert dataset.places.find(("programs", 1, "id")) == SourceLocation("data/사업.csv", 2, 1)


def test_faults_of_several_inputs_come_together_and_hide_no_reference(faults: Faults) -> None:
    files = {
        **declared("{file: a.csv, collection: programs}", "{file: b.csv, collection: programs}"),
        "data/b.csv": CSV.replace("challenge", "chalenge"),
    }
    assert [p.code for p in faults(files)] == ["file.missing"]
    assert [p.code for p in faults({**files, "data/a.csv": CSV.replace("lips", "tips")})] == ["data.unknown-reference"]


def test_settings_that_cannot_be_read_are_one_problem(faults: Faults) -> None:
    assert [p.code for p in faults({"data/project.yaml": "name: [\n"})] == ["yaml.syntax"]


def test_an_id_in_two_sources_is_told_with_both_places(faults: Faults) -> None:
    files = {
        **declared("{file: p.csv, collection: programs}"),
        "data/p.csv": CSV.replace("lips", "global-tips"),
    }
    problem = one(faults, files)
    assert (problem.code, problem.where) == ("data.duplicate-id", SourceLocation("data/p.csv", 2, 1))
    assert "data/programs.yaml:2:9" in problem.what.en


def shared_workbook(folder: Path) -> bytes:
    """Return a workbook in which the same programmes stand on three sheets, each with ids of its own, and a note."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "메모"
    book.worksheets[0].append(["할 일"])
    for name in ("상반기", "하반기", "내년"):
        sheet = book.create_sheet(name)
        for row in [HEADS, *PROGRAMS]:
            sheet.append([f"{row[0]}-{book.index(sheet)}" if row is not HEADS else row[0], *row[1:]])
    book.save(folder / "shared.xlsx")
    return (folder / "shared.xlsx").read_bytes()


FIRST = "{file: p.xlsx, sheets: {상반기: programs, 메모: ''}}"
SECOND = "{file: ./p.xlsx, sheets: {하반기: programs}}"
THIRD = "{file: p.xlsx, sheets: {내년: programs}}"


def test_a_sheet_that_another_input_of_the_workbook_reads_is_not_lost(make: Make, tmp_path: Path) -> None:
    loaded = load(make({**declared(FIRST, SECOND, THIRD), "data/p.xlsx": shared_workbook(tmp_path)}))
    assert len(loaded.dataset.programs) == 1 + 3 * len(PROGRAMS)
    assert loaded.warnings == ()


def test_a_sheet_that_no_input_of_the_workbook_reads_is_told_once(faults: Faults, tmp_path: Path) -> None:
    problem = one(faults, {**declared(FIRST, SECOND), "data/p.xlsx": shared_workbook(tmp_path)})
    assert (problem.code, problem.where) == ("excel.unread-sheet", SourceLocation("data/p.xlsx", cell="내년"))


def test_a_sheet_of_another_workbook_does_not_count(faults: Faults, tmp_path: Path) -> None:
    shared = shared_workbook(tmp_path)
    lines = (FIRST, SECOND, "{file: q.xlsx, sheets: {내년: programs, 상반기: '', 하반기: '', 메모: ''}}")
    assert [p.where for p in faults({**declared(*lines), "data/p.xlsx": shared, "data/q.xlsx": shared})] == [
        SourceLocation("data/p.xlsx", cell="내년")
    ]


def as_yaml(_folder: Path) -> Mapping[str, str | bytes]:
    records = [
        {name: _listed(name, value) for name, value in zip(HEADS, row, strict=True) if value} for row in PROGRAMS
    ]
    return {"data/z.yaml": json.dumps({"programs": records}, ensure_ascii=False)}


def as_json(folder: Path) -> Mapping[str, str | bytes]:
    return {"data/z.json": as_yaml(folder)["data/z.yaml"]}


def _listed(name: str, value: str) -> object:
    return value.split("\n") if name in ("partners", "measures", "sources") else value


def as_csv(_folder: Path) -> Mapping[str, str | bytes]:
    rows = [HEADS, *PROGRAMS]
    quoted = (",".join('"' + (value or "").replace('"', '""') + '"' for value in row) for row in rows)
    return {**declared("{file: p.csv, collection: programs}"), "data/p.csv": "\r\n".join(quoted)}


def as_excel(folder: Path) -> Mapping[str, str | bytes]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "사업"
    for row in [HEADS, *PROGRAMS]:
        sheet.append(row)
    book.save(folder / "p.xlsx")
    return {**declared("{file: p.xlsx, sheets: {사업: programs}}"), "data/p.xlsx": (folder / "p.xlsx").read_bytes()}


def as_sql(folder: Path) -> Mapping[str, str | bytes]:
    with sqlite3.connect(folder / "p.db") as base:
        base.execute(f"CREATE TABLE p ({', '.join(HEADS)})")
        base.executemany(f"INSERT INTO p VALUES ({', '.join('?' * len(HEADS))})", PROGRAMS)
    base.close()
    query = "{sql: 'sqlite:///data/p.db', queries: {programs: SELECT * FROM p ORDER BY id}}"
    return {**declared(query), "data/p.db": (folder / "p.db").read_bytes()}


@pytest.mark.parametrize("given", [as_json, as_csv, as_excel, as_sql])
def test_the_same_facts_are_the_same_data_set_whatever_gives_them(
    make: Make, tmp_path: Path, given: Callable[[Path], Mapping[str, str | bytes]]
) -> None:
    expected = load(make(as_yaml(tmp_path))).dataset
    (tmp_path / "data" / "z.yaml").unlink()
    dataset = load(make(given(tmp_path))).dataset
    assert [p.id for p in dataset.programs] == ["global-tips", "lips", "tips"]
    assert dataset == expected
