"""Two quarters or issues are held against one another by what they mean, in the words of a reader."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.young_farmers import young_farmers

from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project

from .conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    young_farmers(folder)
    build(open_project(folder), reports=["handout"], formats=["docx"], options=BuildOptions(issue=True))
    return folder


@pytest.fixture
def office(issued: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(issued, tmp_path / "office"))


@pytest.fixture(scope="module")
def startups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")


Golden = Callable[[str, str], None]


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize(("one", "other"), [("2024Q3", "2024Q4"), ("2024Q4", "2025Q1"), ("2025Q1", "2025Q2")])
def test_each_pair_of_neighbouring_quarters_reads_as_was_checked_by_hand(
    startups: Path, run: Run, golden: Golden, one: str, other: str
):
    said = run("diff", one, other, "--project", startups)
    assert said.code == 0
    golden(f"diff-startups-{one}-{other}.txt", said.out)


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize(("one", "other"), [("2026Q2", "2026Q3"), ("2026Q3", "2026Q4")])
def test_the_quarters_of_an_office_read_as_was_checked_by_hand(
    issued: Path, run: Run, golden: Golden, one: str, other: str
):
    said = run("diff", one, other, "--project", issued)
    assert said.code == 0
    golden(f"diff-office-{one}-{other}.txt", said.out)


def test_a_quarter_alone_is_compared_with_the_report_before(issued: Path, run: Run):
    assert run("diff", "2026Q4", "--project", issued).out == run("diff", "2026Q3", "2026Q4", "--project", issued).out
    assert run("diff", "--project", issued).out == run("diff", "2026Q4", "--project", issued).out


def test_the_first_quarter_has_none_before(issued: Path, run: Run):
    said = run("diff", "2026Q2", "--project", issued)
    assert said.code == 2
    assert "no report stands before 2026Q2" in said.err


def test_the_same_quarter_is_as_it_is(issued: Path, run: Run):
    assert run("diff", "2026Q4", "2026Q4", "--project", issued).out.startswith("2026Q4 → 2026Q4: nothing is otherwise")


def overwrite(office: Path) -> None:
    file = office / "data" / "quarters" / "2026Q4.yaml"
    text = file.read_text(encoding="utf-8")
    assert "value: 1214" in text
    file.write_text(text.replace("value: 1214", "value: 1190"), encoding="utf-8")


@pytest.mark.parametrize("side", ["2026Q4/1", "copy"])
def test_an_issue_or_a_copy_of_it_is_compared_with_what_the_data_say_today(office: Path, run: Run, side: str):
    overwrite(office)
    named = str(office / "out" / "2026Q4" / "handout.docx") if side == "copy" else side
    said = run("diff", named, "--project", office)
    assert said.code == 0
    assert said.out.startswith("2026Q4 issue 1 → 2026Q4 as of today's data: ")
    assert "value: 1,214명 → 1,190명  (△24명, worse)" in said.out
    assert "target: met → missed" in said.out


def test_two_issues_are_compared_by_the_data_that_were_kept_of_them(office: Path, run: Run):
    overwrite(office)
    options = BuildOptions(issue=True, restate=True)
    build(open_project(office), reports=["handout"], formats=["docx"], options=options)
    said = run("diff", "2026Q4/1", "2026Q4/2", "--project", office)
    assert "value: 1,214명 → 1,190명" in said.out


def test_a_file_of_nobody_here_is_refused_with_the_way_out(issued: Path, run: Run, tmp_path: Path):
    foreign = tmp_path / "foreign.docx"
    foreign.write_bytes(b"no file of ours")
    said = run("diff", foreign, "--project", issued)
    assert (said.code, "is of no issue of this project" in said.err) == (2, True)


def test_other_programs_read_the_same_changes(issued: Path, run: Run):
    found = json.loads(run("diff", "2026Q3", "2026Q4", "--json", "--project", issued).out)
    settled = next(one for one in found["changes"] if one["topic"] == "indicators")
    assert (settled["title"], settled["change"]) == ("신규 정착 청년농업인", "changed")
    assert settled["parts"][0] == {"name": "value", "before": "783명", "after": "1,214명", "note": "+431명, better"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_holds_what_the_data_say_as_text_and_never_as_markup(office: Path, run: Run, tmp_path: Path):
    file = office / "data" / "quarters" / "2026Q4.yaml"
    text = file.read_text(encoding="utf-8")
    assert "title: 경영 상담단 구성" in text
    spoilt = text.replace("title: 경영 상담단 구성", "title: 경영 <script>alert(1)</script> & 상담단")
    file.write_text(spoilt, encoding="utf-8")
    page = tmp_path / "changes.html"
    assert run("diff", "2026Q3", "2026Q4", "--html", page, "--project", office).code == 0
    tags = Tags()
    tags.feed(page.read_text(encoding="utf-8"))
    assert "script" not in tags.names
    assert "경영 <script>alert(1)</script> & 상담단" in "".join(tags.text)


def tracked_words(file: Path, tag: str) -> str:
    with ZipFile(file) as package:
        body = package.read("word/document.xml").decode()
    return " ".join(re.findall(rf"<w:{tag}(?: [^>]*)?>([^<]*)<", body))


def test_a_report_is_written_with_its_changes_tracked(issued: Path, run: Run, tmp_path: Path):
    file = tmp_path / "changes.docx"
    said = run("diff", "2026Q3", "2026Q4", "--docx", file, "--project", issued)
    assert (said.code, said.out) == (0, f"wrote {file}\n")
    assert "2026. 12. 31." not in tracked_words(file, "delText")
    assert "2026. 9. 30." in tracked_words(file, "delText")


def test_the_handout_last_issued_is_told_apart_from_todays_by_the_value_that_changed(
    office: Path, run: Run, tmp_path: Path
):
    overwrite(office)
    file = tmp_path / "changes.docx"
    assert run("diff", "2026Q4/1", "--docx", file, "--report", "handout", "--project", office).code == 0
    assert "1,214명" in tracked_words(file, "delText")
    assert "1,190명" in tracked_words(file, "t")
    assert "1,190명" not in tracked_words(file, "delText")


def test_a_report_that_is_not_of_the_project_is_refused_and_no_file_is_written(issued: Path, run: Run, tmp_path: Path):
    file = tmp_path / "changes.docx"
    said = run("diff", "2026Q3", "2026Q4", "--docx", file, "--report", "handouts", "--project", issued)
    assert (said.code, "did you mean 'handout'?" in said.err, file.exists()) == (2, True, False)


def test_a_report_alone_asks_for_the_file(issued: Path, run: Run):
    said = run("diff", "2026Q3", "2026Q4", "--report", "handout", "--project", issued)
    assert (said.code, "--report goes with --docx" in said.err) == (2, True)


def test_a_report_that_is_drawn_in_word_is_refused_with_the_way_out(office: Path, run: Run, tmp_path: Path):
    assert run("template", "new", "drawn", "--from", "word", "--project", office).code == 0
    file = tmp_path / "changes.docx"
    said = run("diff", "2026Q3", "2026Q4", "--docx", file, "--report", "drawn", "--project", office)
    assert (said.code, "is drawn in Word" in said.err, file.exists()) == (2, True, False)


def test_a_report_that_is_made_for_each_record_is_refused_with_the_way_out(office: Path, run: Run, tmp_path: Path):
    report = office / "templates" / "handout" / "report.yaml"
    each = 'for: programs\nname: "{{ program.id }}"\n'
    report.write_text(each + report.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "changes.docx"
    said = run("diff", "2026Q3", "2026Q4", "--docx", file, "--project", office)
    assert (said.code, "is made once for each record" in said.err, file.exists()) == (2, True, False)
