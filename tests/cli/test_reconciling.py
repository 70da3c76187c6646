"""``reconcile`` says by cell what a received table says otherwise, and with what the settings may begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.young_farmers import young_farmers

from policyreport.diagnostics import ErrorKind

from .conftest import Run

SECTION = """
reconcile:
  - collection: indicators
    columns: {지표: record, 실적: value, 목표: target}
    partial: true
"""
AGREEING = "지표,실적,목표\n신규 정착 청년농업인,1214,1200\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return young_farmers(tmp_path / "office").root


def received(office: Path, text: str) -> Path:
    file = office.parent / "받은표.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_table_in_the_encoding_of_korean_excel_is_proposed_with_it(office: Path, run: Run):
    file = office.parent / "받은표.csv"
    file.write_bytes(AGREEING.encode("cp949"))
    said = run("reconcile", file, "--project", office)
    assert "    encoding: cp949\n    collection: indicators\n" in said.out


def declare(office: Path) -> None:
    with (office / "data" / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write(SECTION)


def test_where_nothing_says_how_the_table_is_read_a_section_is_proposed_that_works(office: Path, run: Run):
    settings = office / "data" / "project.yaml"
    before = settings.read_bytes()
    said = run("reconcile", received(office, AGREEING), "--project", office)
    assert (said.code, settings.read_bytes()) == (ErrorKind.DATA, before)
    assert "reconcile.undeclared" in said.err
    section = said.out[said.out.index("reconcile:") :]
    settings.write_bytes(before + b"\n" + section.encode() + b"    partial: true\n")
    assert run("reconcile", received(office, AGREEING), "--project", office).code == 0


def test_a_table_that_agrees_ends_with_0_and_one_that_differs_with_3(office: Path, run: Run):
    declare(office)
    said = run("reconcile", received(office, AGREEING), "--project", office)
    assert (said.code, said.out) == (0, "받은표.csv, 2026Q4: 2 cells compared, 2 agree\n")
    said = run("reconcile", received(office, AGREEING.replace("1214", "1204")), "--project", office)
    assert said.code == ErrorKind.DATA
    assert "2:2: 신규 정착 청년농업인 · value: 1,204명, ours 1,214명 (-10명)" in said.out
    assert "@ data/quarters/2026Q4.yaml:" in said.out


def test_programs_are_told_all_of_it_as_json(office: Path, run: Run):
    declare(office)
    rows = "모르는 지표,1,2\n영농 중단율,알 수 없음,9\n"
    said = run("reconcile", received(office, AGREEING + rows), "--json", "--project", office)
    (table,) = said.records
    assert (said.code, table["agreeing"], table["differences"]) == (ErrorKind.DATA, 3, [])
    assert [row["text"] for row in table["unknown_rows"]] == ["모르는 지표"]
    assert [(cell["line"], cell["column"]) for cell in table["unread"]] == [(4, 2)]


def test_a_quarter_and_a_file_that_are_not_there_are_refused(office: Path, run: Run):
    declare(office)
    file = received(office, AGREEING)
    assert run("reconcile", file, "--quarter", "2019Q1", "--project", office).code == ErrorKind.USAGE
    assert run("reconcile", office / "none.csv", "--project", office).code == ErrorKind.USAGE
    assert run("reconcile", office / "data" / "policy.yaml", "--project", office).code == ErrorKind.USAGE
