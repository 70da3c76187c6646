"""Whoever has a printed number before them can ask where it comes from, and what rests on a place in the data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest
from tests.young_farmers import young_farmers

from policyreport.cli import main
from policyreport.diagnostics import ErrorKind
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project

from .conftest import Run

SETTLED = "indicator.settled"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    young_farmers(folder)
    build(open_project(folder), reports=["handout", "matrix"], options=BuildOptions(issue=True))
    return folder


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "project"))


def test_a_text_is_traced_to_the_line_of_its_data_and_its_source(made: Path, run: Run):
    said = run("why", "101.2%", "--project", made)
    assert said.code == 0
    assert "신규 정착 청년농업인: achievement: 101.166666…%  [indicator.settled.rate]" in said.out
    assert "= 1,214명 ÷ at least 1,200명 × 100 (reckoned again: the same)" in said.out
    assert "@ data/quarters/2026Q4.yaml:24:12" in said.out
    assert "@ data/수합.xlsx › 목표!B2" in said.out
    assert "source rep4: 가람도, 4분기 시군 추진실적 집계, 2026-12-31" in said.out
    assert "matrix.xlsx: 성과지표!I6  (101.2%)" in said.out


def test_each_number_of_every_file_is_found_by_its_place(made: Path, run: Run):
    listed = json.loads((made / "out" / "2026Q4" / "manifest.json").read_bytes())["numbers"]
    placed = [
        (n["fact"], p) for n in listed for p in n.get("printed", ()) if p["file"] in ("handout.docx", "matrix.xlsx")
    ]
    for fact, place in placed[:: len(placed) // 12]:
        numbers = json.loads(run("why", place["file"], place["where"], "--json", "--project", made).out)["numbers"]
        assert fact in [one["id"] for one in numbers]


def test_numbers_that_read_alike_are_listed_to_choose_from(made: Path, run: Run):
    said = run("why", "85.6%", "--project", made).out
    assert said.startswith("2 numbers read like that")
    assert "policyreport why budget.total.rate\n" in said


def test_a_received_copy_is_known_by_what_it_bears_whatever_it_is_called(made: Path, run: Run, tmp_path: Path):
    copy = tmp_path / "받은파일.docx"
    shutil.copy(made / "out" / "2026Q4" / "handout.docx", copy)
    said = run("why", copy, "1,214명", "--project", made)
    assert (said.code, f"[{SETTLED}]" in said.out) == (0, True)


def test_a_copy_that_was_changed_says_so(made: Path, run: Run, tmp_path: Path):
    copy = tmp_path / "고친파일.docx"
    document = docx.Document(str(made / "out" / "2026Q4" / "handout.docx"))
    document.add_paragraph("고친 말")
    document.save(str(copy))
    said = run("why", copy, "1,214명", "--project", made).out
    assert said.startswith("CHANGED after it was issued: what follows is told of 2026Q4/1 as it was issued")
    assert f"[{SETTLED}]" in said


def test_a_copy_of_an_older_issue_says_that_another_stands(office: Path, run: Run, tmp_path: Path):
    copy = Path(shutil.copy(office / "out" / "2026Q4" / "handout.docx", tmp_path / "handout.docx"))
    path = office / "templates" / "handout" / "body.md.j2"
    path.write_text(f"{path.read_text('utf-8')}\n\n고친 말\n", encoding="utf-8")
    build(open_project(office), reports=["handout", "matrix"], options=BuildOptions(issue=True))
    assert run("why", copy, SETTLED, "--project", office).out.startswith("superseded: issue 2 stands now")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("why", "999,999명"), "trace.nothing-found"),
        (("why", "matrix.xlsx", "지표!D7"), "trace.nothing-found"),
        (("why", "없는파일.pdf", "7"), "trace.no-file"),
        (("why", "1", "2", "3"), "usage.command"),
        (("why", "briefing.pdf"), "usage.command"),
        (("why", "1", "--quarter", "2020Q1"), "trace.no-set"),
        (("where", "data/quarters/2026Q4.yaml:9999"), "trace.nothing-found"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_way_out(made: Path, run: Run, words: tuple[str, ...], code: str):
    said = run(*words, "--json", "--project", made)
    (record,) = said.records
    assert (said.code, record["code"]) == (ErrorKind.USAGE, code)
    assert record["hint"]


def test_a_file_of_others_has_no_answer(made: Path, run: Run, tmp_path: Path):
    other = tmp_path / "남의파일.docx"
    docx.Document().save(str(other))
    said = run("why", other, "7", "--json", "--project", made)
    assert [record["code"] for record in said.records] == ["trace.not-ours"]


def test_a_place_in_the_data_leads_to_all_that_rests_on_it(made: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    said = json.loads(run("where", "data/quarters/2026Q4.yaml:24", "--json", "--project", made).out)
    assert {SETTLED, f"{SETTLED}.rate", f"{SETTLED}.change"} <= {one["id"] for one in said}
    assert ("handout.docx", "1,214명") in {(p["file"], p["text"]) for one in said for p in one["printed"]}
    monkeypatch.chdir(made)
    assert main(["where", "data/quarters/2026Q4.yaml:24"]) == 0


@pytest.mark.parametrize("asked", ["rep4", "settled", "신규 정착 청년농업인", "indicator.settled.rate"])
def test_a_source_an_indicator_and_a_number_lead_to_what_rests_on_them(made: Path, run: Run, asked: str):
    said = json.loads(run("where", asked, "--json", "--project", made).out)
    assert f"{SETTLED}.rate" in {one["id"] for one in said}


def test_what_would_change_is_told_before_it_is_changed(made: Path, run: Run):
    before = {path: path.read_bytes() for path in sorted((made / "data").rglob("*")) if path.is_file()}
    said = json.loads(run("where", "data/quarters/2026Q4.yaml:24", "--if", "1190", "--json", "--project", made).out)
    numbers = {one["id"]: (one["now"], one["then"]) for one in said["numbers"]}
    assert numbers[SETTLED] == ("1,214명", "1,190명")
    assert numbers[f"{SETTLED}.rate"] == ("101.2%", "99.2%")
    assert numbers["count.targets-met"] == ("1개", "0개")
    assert "budget.total.current" not in numbers
    lines = {one["document"].split(" ")[0]: one for one in said["documents"]}
    assert any("달성률: 101.2%" in line for line in lines["handout"]["gone"])
    assert any("달성률: 99.2%; 달성 여부: 미달" in line for line in lines["handout"]["new"])
    assert {path: path.read_bytes() for path in before} == before


def test_what_would_change_by_a_cell_of_a_workbook_is_told_too(made: Path, run: Run):
    said = run("where", "data/수합.xlsx › 예산!G11", "--if", "700", "--project", made).out
    assert "농촌 공동 보육 지원: current budget: 620백만원 → 700백만원  [budget.b-p-childcare.current]" in said


def test_the_same_value_would_change_nothing(made: Path, run: Run):
    said = run("where", "data/quarters/2026Q4.yaml:24", "--if", "1,214", "--project", made)
    assert (said.code, said.out) == (0, "nothing in 2026Q4 would change\n")


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("data/quarters/2026Q4.yaml:24", "많음", "data.number"),
        ("data/quarters/2026Q4.yaml", "3", "where.not-one-value"),
        ("data/quarters/2026Q4.yaml:9999", "3", "where.not-one-value"),
    ],
)
def test_a_value_that_cannot_stand_there_is_refused(made: Path, run: Run, place: str, value: str, code: str):
    (record,) = run("where", place, "--if", value, "--json", "--project", made).records
    assert record["code"] == code
    assert record["hint"]


def test_sources_are_listed_with_how_many_numbers_rest_on_each(made: Path, run: Run):
    said = run("sources", "--project", made)
    (line,) = (line for line in said.out.splitlines() if " rep4, 가람도" in line)
    assert (said.code, int(line.split()[0]) > 50) == (0, True)
    record = json.loads(run("sources", "--json", "--project", made).out)
    assert {one["id"] for one in record["sources"]} >= {"plan", "rep4"}


def test_what_was_out_by_the_day_of_a_paper_is_the_source_of_what_it_tells_of_older_quarters(made: Path, run: Run):
    record = json.loads(run("sources", "--json", "--project", made).out)
    assert (record["without"], record["own"], record["one_press_report"], record["expired"]) == ([], [], [], [])
    assert run("sources", "--strict", "--project", made).code == 0
    (number,) = json.loads(run("why", "budget.b-p-loan.current.at-2026Q2", "--json", "--project", made).out)["numbers"]
    assert [source["id"] for source in number["sources"]] == ["rep4"]


def test_an_older_quarter_of_overwritten_money_rests_on_the_office_and_an_observer_may_not_tell_it(
    office: Path, run: Run
):
    options = ("--quarter", "2026Q3", "--report", "handout", "--format", "txt", "--project", office)
    assert run("build", *options).code == 0
    record = json.loads(run("sources", "--quarter", "2026Q3", "--json", "--project", office).out)
    assert "budget.b-p-loan.current" in {one["id"] for one in record["own"]}
    assert record["without"] == []
    settings = office / "data" / "project.yaml"
    settings.write_text(settings.read_text("utf-8").replace("voice: office", "voice: observer"), "utf-8")
    assert run("sources", "--quarter", "2026Q3", "--strict", "--project", office).code == ErrorKind.DATA
    refused = run("build", *options, "--issue", "--json")
    assert refused.code == ErrorKind.DATA
    assert {problem["code"] for problem in refused.records} == {"source.none"}


def test_a_number_of_several_readers_is_told_for_each_of_them(tmp_path: Path, run: Run):
    assert run("init", tmp_path / "office", "--sample", "office").code == 0
    assert (
        run("build", "--report", "handout", "briefing", "--format", "txt", "--project", tmp_path / "office").code == 0
    )
    said = run("why", "count.measures", "--project", tmp_path / "office").out
    heads = [line for line in said.splitlines() if line.startswith("measures: ")]
    assert len(heads) > 1
    assert len(set(heads)) == len(heads)
