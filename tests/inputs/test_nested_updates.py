"""Updates below their record, in a collection of their own or in a table are the same updates."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.young_farmers import young_farmers

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs import load
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.model import Update
from policyreport.project import Project

NESTED = """milestones:
  - id: ms-well
    title: 관정 개발
    begins: 2026-03-02
    due: 2026-08-31
    sources: [plan]
    updates:
      - {on: 2026-09-10, state: 연기, due: 2027-01-31, reason: 시굴 조사, source: minutes2}
      - on: 2026-12-20
        state: 완료
        done: 2026-12-18
"""
FLAT = """milestones:
  - {id: ms-well, title: 관정 개발, begins: 2026-03-02, due: 2026-08-31, sources: [plan]}
updates:
  - {kind: 추진일정, record: ms-well, on: 2026-09-10, state: 연기, due: 2027-01-31, reason: 시굴 조사, source: minutes2}
  - {kind: milestones, record: ms-well, on: 2026-12-20, state: done, done: 2026-12-18}
"""
TABLE = """종류,식별자,날짜,상태,새 기한,완료일,까닭,출처
추진 일정,ms-well,2026-09-10,연기,2027-01-31,,시굴 조사,minutes2
추진일정,ms-well,2026-12-20,완료,,2026-12-18,,
"""


def office(folder: Path, written: str, table: str = "") -> Project:
    """The made-up office with more data in a file and, where there is one, a table of updates."""
    project = young_farmers(folder)
    (project.data / "more.yaml").write_text(written, encoding="utf-8")
    if table:
        (project.data / "상태변경.csv").write_text(table, encoding="utf-8-sig")
        with (project.data / "project.yaml").open("a", encoding="utf-8") as settings:
            settings.write("  - {file: 상태변경.csv, collection: updates}\n")
    return project


def updates(project: Project) -> tuple[Update, ...]:
    return load(project).dataset.updates


def faults(project: Project) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    return list(caught.value.problems)


def test_nested_flat_and_tabular_updates_make_one_data_set(tmp_path: Path) -> None:
    alone = "\n".join(FLAT.splitlines()[:2])
    nested, flat = load(office(tmp_path / "a", NESTED)).dataset, load(office(tmp_path / "b", FLAT)).dataset
    assert nested == flat == load(office(tmp_path / "c", alone, TABLE)).dataset
    assert [(update.state, str(update.on)) for update in nested.updates] == [
        ("put_off", "2026-09-10"),
        ("done", "2026-12-20"),
    ]


def test_a_nested_update_is_found_where_it_is_written(tmp_path: Path) -> None:
    dataset = load(office(tmp_path, NESTED)).dataset
    assert str(dataset.places.find(("updates", 0, "due"))) == "data/more.yaml:8:42"
    assert str(dataset.places.find(("updates", 1, "done"))) == "data/more.yaml:11:15"


def test_updates_survive_the_intake_workbook(tmp_path: Path) -> None:
    project = office(tmp_path / "a", NESTED)
    known = load(project).dataset
    again = young_farmers(tmp_path / "b")
    for path in [*again.data.glob("*.yaml"), *again.data.glob("quarters/*"), *again.data.glob("*.csv")]:
        path.unlink()
    (again.data / "수합.xlsx").write_bytes(intake_workbook(known))
    settings = "name: young-farmers\ntitle: 가\norganisation: 가람도\nlicence: 가\ninputs:\n  - {file: 수합.xlsx}\n"
    (again.data / "project.yaml").write_text(settings, encoding="utf-8")
    assert load(again).dataset == known


@pytest.mark.parametrize(
    ("line", "field", "told"),
    [
        ("- {on: 2026-09-10, state: 해소}", "updates[1] › state", "'해소' is no state of milestones"),
        ("- {on: 2026-09-10, state: 연기}", "updates[1]", "needs the new day"),
        ("- {on: 2026-09-10, state: 완료, stage_date: 2026-09-10}", "updates[1] › stage_date", "has no 'stage_date'"),
        ("- {on: 2026-09-10, state: 완료, source: nobody}", "updates[1] › source", "no 'nobody' among the sources"),
        ("- {on: 2026-09-10, state: 완료, record: ms-grant}", "updates › record", "has no 'record'"),
        ("- 완료", "updates[1]", "must hold named values"),
    ],
)
def test_what_is_wrong_with_a_nested_update_is_told_at_its_line(
    tmp_path: Path, line: str, field: str, told: str
) -> None:
    head, _, _ = NESTED.partition("      - {on")
    problems = faults(office(tmp_path, f"{head}      {line}\n"))
    assert [(problem.field, problem.where and problem.where.line) for problem in problems] == [(field, 8)]
    assert told in problems[0].what.en


def test_updates_that_are_no_list_are_told(tmp_path: Path) -> None:
    head, _, _ = NESTED.partition("      - {on")
    (problem,) = faults(office(tmp_path, head.replace("updates:", "updates: 연기")))
    assert (problem.code, "'ms-well'" in problem.what.ko) == ("data.wrong-type", True)


def test_an_update_of_what_there_is_not_is_told(tmp_path: Path) -> None:
    (problem,) = faults(
        office(
            tmp_path,
            FLAT.replace("milestones, record: ms-well", "risks, record: ms-well").replace(
                "state: done, done: 2026-12-18", "state: closed"
            ),
        )
    )
    assert problem.what.en == "there is no 'ms-well' among the risks"
