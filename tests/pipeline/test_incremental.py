"""Whatever was changed, a build gives what a first one would, byte for byte, and makes only what says otherwise."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyreport import renderers
from policyreport.document.nodes import Document
from policyreport.document.theme import Theme
from policyreport.inputs import theme
from policyreport.ledger import LEDGER
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.project_data import read_project
from policyreport.project import Project, open_project

from .small_project import QUARTER, adopt_what_stands, print_otherwise, small, standing, write_kind

SEQUENCES = 60 if os.environ.get("POLICYREPORT_EVERY_POINT") else 4
STEPS = 7
LIMIT = "max_pages: 9\n"

Change = Callable[[Project, random.Random], object]
Origin = tuple[Document, Theme, object, object]
"""What a file says, and how it is to look: the theme, the most pages and the steps of tightening."""


def replace_in(project: Project, file: str, old: str, new: str) -> None:
    """Put one text in the place of another, or the other way round where it stands there already."""
    path = project.root / file
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")


def change_what_no_report_prints(project: Project, chance: random.Random) -> None:
    replace_in(project, "data/carrying-out.yaml", "executed: 310", f"executed: {chance.randrange(400, 800)}")


def change_what_one_report_prints(project: Project, chance: random.Random) -> None:
    replace_in(project, "data/policy.yaml", "highlights: [digital-rate, ", "highlights: [")
    replace_in(project, "data/indicators.yaml", "상점 디지털 전환율", "상점의 디지털 전환율")


def say_more(project: Project, chance: random.Random) -> None:
    body = project.templates / "brief" / "body.md.j2"
    body.write_text(f"{body.read_text('utf-8')}\n- 덧붙임 {chance.randrange(1000)}\n", "utf-8")


def remark_in_a_template(project: Project, chance: random.Random) -> None:
    body = project.templates / "table" / "body.md.j2"
    body.write_text(f"{{# {chance.randrange(1000)} #}}{body.read_text('utf-8')}", "utf-8")


def add_a_format(project: Project, chance: random.Random) -> None:
    path = project.templates / "table" / "report.yaml"
    path.write_text(path.read_text("utf-8").replace("[csv]", "[xlsx, csv]"), "utf-8")


def limit_pages(project: Project, chance: random.Random) -> None:
    path = project.templates / "brief" / "report.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.removesuffix(LIMIT) if text.endswith(LIMIT) else text + LIMIT, "utf-8")


def add_or_remove_a_report(project: Project, chance: random.Random) -> None:
    home = project.templates / "note"
    if home.exists():
        shutil.rmtree(home)
    else:
        write_kind(project.root, "note", "pdf, txt")


def dress_otherwise(project: Project, chance: random.Random) -> None:
    house = project.templates / "house"
    house.mkdir(exist_ok=True)
    accent, size = chance.choice(["#1B6A80", "#7A1F3D"]), chance.choice([9.5, 10.5])
    said = f'colours: {{accent: "{accent}"}}\nsizes: {{body: {size}}}\n'
    (house / "theme.yaml").write_text(said, "utf-8")


def name_other_fonts(project: Project, chance: random.Random) -> None:
    house = project.templates / "house"
    house.mkdir(exist_ok=True)
    (house / "theme.yaml").write_text(f"fonts: {{korean: {chance.choice(['바탕', '돋움'])}}}\n", "utf-8")


def undress(project: Project, chance: random.Random) -> None:
    (project.templates / "house" / "theme.yaml").unlink(missing_ok=True)


def touch_every_input(project: Project, chance: random.Random) -> None:
    for path in (*project.data.rglob("*"), *project.templates.rglob("*")):
        os.utime(path, (chance.randrange(10**9), chance.randrange(10**9)))


def remove_the_set(project: Project, chance: random.Random) -> None:
    shutil.rmtree(project.out / QUARTER)


def remove_a_file_of_the_set(project: Project, chance: random.Random) -> None:
    (project.out / QUARTER / chance.choice(["brief.docx", "table.csv", "manifest.json"])).unlink()


def edit_a_file_of_the_set(project: Project, chance: random.Random) -> None:
    path = project.out / QUARTER / chance.choice(["brief.docx", "table.csv", "manifest.json"])
    path.write_bytes(path.read_bytes() + b"edited")


def lay_a_file_into_the_set(project: Project, chance: random.Random) -> None:
    (project.out / QUARTER / "메모.txt").write_text(str(chance.random()), "utf-8")


def forget_what_was_issued(project: Project, chance: random.Random) -> None:
    (project.out / LEDGER).unlink()
    adopt_what_stands(project)


INPUTS: list[Change] = [
    lambda project, _: print_otherwise(project),
    change_what_no_report_prints,
    change_what_one_report_prints,
    say_more,
    remark_in_a_template,
    add_a_format,
    limit_pages,
    add_or_remove_a_report,
    dress_otherwise,
    name_other_fonts,
    undress,
]
OUTPUTS: list[Change] = [
    touch_every_input,
    remove_the_set,
    remove_a_file_of_the_set,
    edit_a_file_of_the_set,
    lay_a_file_into_the_set,
    forget_what_was_issued,
]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formats that were rendered, in their order."""
    forms: list[str] = []

    def spied(form: str, renderer: renderers.Renderer) -> renderers.Renderer:
        return lambda document, look: (forms.append(form), renderer(document, look))[1]

    for form, renderer in list(renderers.FORMATS.items()):
        monkeypatch.setitem(renderers.FORMATS, form, spied(form, renderer))  # pyright: ignore[reportArgumentType]
    return forms


def origins(project: Project) -> Mapping[str, Origin]:
    """Return what each file of the newest set would be made from."""
    look = theme(project)
    return {
        name: (document, look, chosen.report.max_pages, chosen.report.tighten)
        for chosen, document in documents(read_project(project))
        for name in chosen.files
    }


def built_first(project: Project, folder: Path) -> Mapping[str, bytes]:
    """Return the set that the same data and templates give in a new folder."""
    for each in (project.data, project.templates):
        shutil.copytree(each, folder / each.name)
    first = open_project(folder)
    build(first)
    return standing(first)


def made_anew(built: Built) -> set[str]:
    return {output.name for output in built.outputs if not output.reused}


def inputs_of(project: Project) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for home in (project.data, project.templates) for path in home.rglob("*.*")}


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_changes_a_build_gives_what_a_first_one_would(tmp_path: Path, rendered: list[str], seed: int):
    chance, project = random.Random(seed), small(tmp_path / "project", "pdf, docx, txt")
    known: dict[str, Origin] = {}
    build(project)
    known |= origins(project)
    for step in range(STEPS):
        change = chance.choice(INPUTS if chance.random() < 0.7 else OUTPUTS)
        change(project, chance)
        if change is forget_what_was_issued:
            known.clear()
        now = origins(project)
        rendered.clear()
        built = build(project, options=BuildOptions(issue=chance.random() < 0.5))
        anew = made_anew(built)
        assert anew == {name for name, origin in now.items() if known.get(name) != origin}, (step, change)
        assert {Path(name).suffix[1:] for name in anew} == set(rendered), (step, change)
        assert standing(project) == built_first(project, tmp_path / f"first-{step}"), (step, change)
        assert not build(project).outputs, (step, change)
        known |= now


def test_what_was_changed_and_brought_back_is_what_it_was(tmp_path: Path):
    project = small(tmp_path / "project")
    build(project)
    before, manifest = inputs_of(project), standing(project)
    for change in INPUTS:
        if change is not add_a_format:  # a set keeps the formats that it once had
            change(project, random.Random(1))
            build(project)
    for path in inputs_of(project):
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
    build(project)
    assert standing(project) == manifest


@pytest.mark.parametrize("number", [1, None])
@pytest.mark.parametrize("change", OUTPUTS, ids=lambda change: change.__name__)
def test_whatever_is_done_to_a_set_the_next_build_puts_it_back(tmp_path: Path, change: Change, number: int | None):
    project = small(tmp_path / "project")
    build(project, options=BuildOptions(issue=number is not None))
    before = standing(project)
    change(project, random.Random(1))
    assert build(project).number == number
    assert standing(project) == before
