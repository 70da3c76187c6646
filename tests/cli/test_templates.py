"""``policyreport template new`` and ``template try``: beginning a template, and seeing at once what becomes of it."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from tests.office_templates.drawing import drawn
from tests.office_templates.drawing_in_excel import drawn as drawn_in_excel
from tests.office_templates.drawing_in_hangul import drawn as drawn_in_hangul
from tests.young_farmers import young_farmers

from policyreport.document.theme import Theme
from policyreport.office_templates.samples import SAMPLES

from .conftest import Run, Spoil

PROGRAMS = ["word", "excel", "hwpx", "markdown"]
REPOSITORY = Path(__file__).parents[2]


def all_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(content: bytes) -> str:
    """Return all that the parts of a package say, its tags of XML too."""
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml"))


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory, example: Path) -> dict[str, Path]:
    """The office that was made up, the real data, and a project as ``init`` makes it."""
    folder = tmp_path_factory.mktemp("projects")
    farmers = folder / "farmers"
    farmers.mkdir()
    young_farmers(farmers)
    for part in ("data", "templates"):
        shutil.copytree(REPOSITORY / part, folder / "real" / part)
    return {"farmers": farmers, "real": folder / "real", "new": Path(shutil.copytree(example, folder / "new"))}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", ["farmers", "real", "new"])
def test_a_sample_works_at_once_with_any_projects_data(projects: dict[str, Path], run: Run, name: str, program: str):
    project = projects[name]
    said = run("template", "new", f"회의자료-{program}", "--from", program, "--project", project)
    assert (said.code, said.err) == (0, "")
    body = project / "templates" / f"회의자료-{program}" / SAMPLES[program][0]  # pyright: ignore[reportArgumentType]
    tried = run("template", "try", body, "--project", project)
    assert (tried.code, tried.err) == (0, "")


def test_samples_are_built_as_reports_of_the_project(projects: dict[str, Path], run: Run):
    project = projects["farmers"]
    for program in PROGRAMS:
        run("template", "new", f"지음-{program}", "--from", program, "--project", project)
    said = run("build", "--project", project, "--report", *(f"지음-{program}" for program in PROGRAMS))
    assert said.code == 0
    (made,) = (project / "out").glob("2*")
    assert {"지음-word.docx", "지음-excel.xlsx", "지음-hwpx.hwpx", "지음-markdown.pdf", "지음-markdown.docx"} <= {
        path.name for path in made.iterdir()
    }
    word = docx.Document(str(made / "지음-word.docx"))
    texts = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert any(text.startswith("합계 ") for text in texts)
    assert not any("{" in text for text in [*texts, *(p.text for p in word.paragraphs)])
    book = openpyxl.load_workbook(made / "지음-excel.xlsx", data_only=True)["지원사업"]
    (total,) = [row for row in book.iter_rows(values_only=True) if row[1] == "합계"]
    rows = [row for row in book.iter_rows(values_only=True) if isinstance(row[0], int | float)]
    assert total[3] == sum(row[3] for row in rows if isinstance(row[3], int | float))
    assert total[3]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_sample_has_what_staff_ask_for_first(program: str):
    name, sample = SAMPLES[program]  # pyright: ignore[reportArgumentType]
    content = sample(Theme())
    text = content.decode() if name.endswith(".j2") else text_of(content)
    for tag in (
        "for m in measures",
        "for p in m.programs",
        "outcomes",
        "budget_total",
        "endfor",
        "endif",
        "policyreport names",
    ):
        assert tag in text
    assert "{#" in text
    assert sample(Theme()) == content


def test_what_is_written_is_told_with_how_to_go_on(project: Path, run: Run):
    said = run("template", "new", "회의자료", "--project", project)
    assert said.out.splitlines()[:3] == ["wrote:", "  templates/회의자료/report.yaml", "  templates/회의자료/body.docx"]
    assert "policyreport template try templates/회의자료/body.docx" in said.out
    assert run("check", "--project", project).code == 0


def test_nothing_is_overwritten(project: Path, run: Run):
    before = all_in(project)
    said = run("template", "new", "handout", "--project", project)
    assert (said.code, "'templates/handout' is there already" in said.err) == (2, True)
    assert all_in(project) == before


@pytest.mark.parametrize("name", ["../x", "a/b", "CON", ".x", "가 나", "{{ x }}"])
def test_a_name_that_no_folder_may_have_is_refused(project: Path, run: Run, name: str):
    before = all_in(project)
    assert run("template", "new", name, "--project", project).code == 2
    assert all_in(project) == before


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A template that lies outside of the project."""
    path = tmp_path / "desktop" / "초대장.docx"
    path.parent.mkdir()
    path.write_bytes(drawn("{{ policy.title }} {{ document.mark }} {{ document.title }}"))
    return path


def test_a_template_is_filled_as_a_draft_wherever_it_lies(project: Path, paper: Path, run: Run):
    said = run("template", "try", paper, "--project", project)
    made = project / "out" / "try" / "초대장-초안.docx"
    assert (said.code, said.err) == (0, "")
    assert said.out.rstrip().endswith(str(made.resolve()))
    (line,) = [p.text for p in docx.Document(str(made)).paragraphs]
    assert "초안" in line
    assert "초대장" in line


def test_nothing_else_is_written(project: Path, paper: Path, run: Run):
    run("build", "--issue", "--project", project, "--report", "handout", "--format", "txt")
    before = all_in(project)
    run("template", "try", paper, "--project", project)
    assert {name: content for name, content in all_in(project).items() if not name.startswith("out/try/")} == before
    assert [path.name for path in paper.parent.iterdir()] == ["초대장.docx"]
    assert run("history", "--project", project).out.count("2026Q2 issue") == 1


def test_what_is_wrong_is_told_with_its_place_and_handed_back_with_comments(project: Path, paper: Path, run: Run):
    paper.write_bytes(drawn("{{ policy.titel }}", "{% for p in programs %}{{ program.title }}{% endfor %}"))
    said = run("template", "try", paper, "--project", project)
    assert said.code == 4
    assert "초대장.docx › paragraph 1: 'titel' is not known here [template.unknown-name]" in said.err
    assert "did you mean 'p'?" in said.err
    marked = project / "out" / "try" / "초대장-메모.docx"
    assert str(marked.resolve()) in said.out
    assert len(list(docx.Document(str(marked)).comments)) == 2
    assert not (project / "out" / "try" / "초대장-초안.docx").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("표.xlsx", drawn_in_excel([["{{ policy.titel }}", "가"]])),
        ("글.hwpx", drawn_in_hangul("{{ policy.titel }}")),
    ],
    ids=["xlsx", "hwpx"],
)
def test_every_drawn_kind_is_handed_back_with_comments(
    project: Path, run: Run, tmp_path: Path, name: str, content: bytes
):
    (tmp_path / name).write_bytes(content)
    assert run("template", "try", tmp_path / name, "--project", project).code == 4
    stem, _, form = name.partition(".")
    assert "titel" in text_of((project / "out" / "try" / f"{stem}-메모.{form}").read_bytes())


def test_a_template_in_markdown_is_tried_too(project: Path, run: Run, tmp_path: Path):
    page = tmp_path / "쪽.md.j2"
    page.write_text("{% import 'templates/house/parts.md.j2' as parts %}# {{ policy.title }}\n", encoding="utf-8")
    assert run("template", "try", page, "--project", project).code == 0
    assert (project / "out" / "try" / "쪽-초안.pdf").read_bytes().startswith(b"%PDF")
    page.write_text("# 가\n\n{{ policy.titel }}\n", encoding="utf-8")
    said = run("template", "try", page, "--project", project)
    assert (said.code, "쪽.md.j2:3: 'titel'" in said.err) == (4, True)


def test_other_programs_are_told_as_json(project: Path, paper: Path, run: Run):
    record = json.loads(run("template", "try", paper, "--json", "--project", project).out)
    assert (record["quarter"], record["audience"], record["problems"]) == ("2026Q2", "public", [])
    paper.write_bytes(drawn("{{ policy.titel }}"))
    said = run("template", "try", paper, "--json", "--project", project, "--quarter", "2026Q1")
    record = json.loads(said.out)
    assert (said.code, record["quarter"], record["result"]) == (4, "2026Q1", None)
    assert [problem["code"] for problem in record["problems"]] == ["template.unknown-name"]


def test_without_a_report_it_is_filled_for_the_public(project: Path, paper: Path, run: Run, spoil: Spoil):
    spoil("data/programs.yaml", "- id: smart-shop\n", "- id: smart-shop\n    audience: internal\n")
    paper.write_bytes(drawn("{{ programs | map(attribute='title') | join(', ') }}"))
    made = project / "out" / "try" / "초대장-초안.docx"
    texts: dict[str, str] = {}
    for audience in ("", "internal"):
        words = ["--audience", audience] if audience else []
        said = run("template", "try", paper, "--project", project, *words)
        assert said.code == 0, said.err
        texts[audience] = docx.Document(str(made)).paragraphs[0].text
    assert "스마트상점" not in texts[""]
    assert "스마트상점" in texts["internal"]


def test_in_a_report_it_is_filled_for_its_readers(project: Path, run: Run):
    run("template", "new", "내부", "--project", project)
    folder = project / "templates" / "내부"
    report = (folder / "report.yaml").read_text("utf-8").replace("audience: public", "audience: internal")
    (folder / "report.yaml").write_text(report, encoding="utf-8")
    said = run("template", "try", folder / "body.docx", "--project", project)
    assert (said.code, "what is for the office alone" in said.out) == (0, True)
    assert (project / "out" / "try" / "내부-초안.docx").is_file()


def test_of_a_report_with_editions_the_first_is_tried(project: Path, run: Run):
    folder = project / "templates" / "사업별"
    folder.mkdir()
    (folder / "report.yaml").write_text('title: 사업\nfor: programs\nname: "{{ program.title }}"\n', encoding="utf-8")
    (folder / "body.docx").write_bytes(drawn("{{ program.title }}"))
    assert run("template", "try", folder / "body.docx", "--project", project).code == 0
    (text,) = [p.text for p in docx.Document(str(project / "out" / "try" / "사업별-초안.docx")).paragraphs]
    assert text


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("a.xlsx", (3, "drawn.unreadable")),
        ("a.hwp", (2, "usage.no-template")),
        ("a.doc", (2, "usage.no-template")),
        ("nowhere/a.docx", (2, "usage.no-file")),
    ],
)
def test_what_is_no_template_is_told(project: Path, run: Run, tmp_path: Path, name: str, refusal: tuple[int, str]):
    path = tmp_path / name
    if path.parent.exists():
        path.write_bytes(b"x")
    said = run("template", "try", path, "--project", project)
    code, told = refusal
    assert (said.code, told in said.err) == (code, True)
    assert not (project / "out" / "try").exists()


def test_a_workbook_is_filled_with_numbers(project: Path, run: Run, tmp_path: Path):
    path = tmp_path / "표.xlsx"
    path.write_bytes(drawn_in_excel([["{{ count.programs }}", "가"]]))
    assert run("template", "try", path, "--project", project).code == 0
    book = openpyxl.load_workbook(project / "out" / "try" / "표-초안.xlsx")
    assert book.worksheets[0]["A1"].value == 3


@pytest.mark.parametrize("words", [[], ["new"], ["try"]])
def test_help_is_korean_to_the_last_option(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    said = run("template", *words, "--help")
    assert (said.code, said.out.startswith("사용법: policyreport template")) == (0, True)
    assert not any(word in said.out for word in ("usage", "options:", "positional", "the template", "fill a"))


@pytest.mark.parametrize("folder", ["handout", "새서식"])
def test_the_pictures_beside_a_template_of_the_project_are_found(project: Path, run: Run, folder: str):
    home = project / "templates" / folder
    home.mkdir(exist_ok=True)
    (home / "약도.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 1"><rect width="9" height="1"/></svg>', "utf-8"
    )
    page = home / "쪽.md.j2"
    page.write_text("# 제목\n\n![오시는 길](약도.svg)\n", encoding="utf-8")
    said = run("template", "try", page, "--project", project)
    assert (said.code, said.err) == (0, "")
    assert (
        b"/Subtype /Image"
        in (project / "out" / "try" / f"{'handout' if folder == 'handout' else '쪽'}-초안.pdf").read_bytes()
    )
