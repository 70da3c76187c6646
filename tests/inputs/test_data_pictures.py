"""Pictures that records name are looked at when the data are read; what is wrong is told at the value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.renderers.markdown_blocks import image
from tests.small_example import make_example
from tests.templating.writing import SETTINGS, kind

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.document.nodes import DocumentBlock, Picture
from policyreport.facts import derive
from policyreport.inputs import load
from policyreport.model import Quarter
from policyreport.project import Project
from policyreport.templating import compose

FILE = "data/programs.yaml"
FIRST = "    title: 스마트상점 사업\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    make_example(tmp_path)
    pictures = tmp_path / "data" / "pictures"
    pictures.mkdir()
    (pictures / "개소식.jpg").write_bytes(image("jpeg").content)
    (pictures / "망가진.png").write_bytes(image().content[:-20])
    (tmp_path / "outside.png").write_bytes(image().content)
    return Project(tmp_path)


def told(project: Project, *lines: str) -> None:
    """Let the first programme say more."""
    path = project.root / FILE
    text = path.read_text("utf-8").replace(FIRST, FIRST + "".join(f"    {line}\n" for line in lines))
    path.write_text(text, "utf-8")


def refused(project: Project, *lines: str) -> Problem:
    told(project, *lines)
    with pytest.raises(PolicyReportError) as error:
        load(project)
    (problem,) = error.value.problems
    assert problem.hint
    assert problem.hint.ko
    return problem


def blocks(project: Project, body: str) -> tuple[DocumentBlock, ...]:
    dataset = load(project).dataset
    files = {project.relative(path): path.read_bytes() for path in project.data.rglob("*.jpg")}
    return compose(replace(kind(body), pictures=files), derive(dataset, Quarter(2026, 2)), SETTINGS).blocks


def test_a_picture_of_a_record_is_printed_with_its_words(project: Project) -> None:
    told(project, "photo: pictures/개소식.jpg", "photo_alt: 센터 개소식에서 현판을 여는 모습")
    made = blocks(project, "{% for p in programs if p.photo %}\n\n{{ p.photo }}\n\n{% endfor %}")
    assert made == (Picture(image("jpeg"), "센터 개소식에서 현판을 여는 모습"),)


def test_a_template_can_say_more_of_a_picture_of_a_record(project: Project) -> None:
    told(project, "photo: pictures/개소식.jpg", "photo_alt: 개소식")
    body = "{% for p in programs if p.photo %}\n\n![{{ p.photo.alt }}]({{ p.photo.path }}){width=50%}\n\n{% endfor %}"
    assert blocks(project, body) == (Picture(image("jpeg"), "개소식", 0.5),)


def test_an_event_has_a_picture_too(project: Project) -> None:
    events = next(path for path in project.data.rglob("*.yaml") if "\nevents:" in path.read_text("utf-8"))
    text = events.read_text("utf-8").replace("    title: ", "    photo: pictures/개소식.jpg\n    title: ", 1)
    events.write_text(text, "utf-8")
    with pytest.raises(PolicyReportError) as error:
        load(project)
    assert [problem.code for problem in error.value.problems] == ["picture.no-alt"]


@pytest.mark.parametrize(
    ("photo", "code", "kind"),
    [
        ("pictures/없음.jpg", "picture.missing", ErrorKind.DATA),
        ("pictures/망가진.png", "picture.unreadable", ErrorKind.DATA),
        ("pictures/개소식.tif", "picture.unreadable", ErrorKind.DATA),
        ("../outside.png", "picture.outside", ErrorKind.SECURITY),
        ("/etc/passwd", "picture.outside", ErrorKind.SECURITY),
        ("C:\\\\photo.jpg", "picture.outside", ErrorKind.SECURITY),
    ],
)
def test_what_cannot_be_printed_is_told_at_the_value(project: Project, photo: str, code: str, kind: ErrorKind) -> None:
    problem = refused(project, f'photo: "{photo}"', "photo_alt: 개소식")
    assert (problem.code, problem.kind, str(problem.where)) == (code, kind, f"{FILE}:6:12")
    assert problem.field.endswith("photo")


def test_a_link_out_of_the_project_is_no_picture_of_it(project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere.png"
    elsewhere.write_bytes(image().content)
    (project.data / "pictures" / "link.png").symlink_to(elsewhere)
    assert refused(project, "photo: pictures/link.png", "photo_alt: 개소식").kind is ErrorKind.SECURITY


def test_a_picture_needs_words(project: Project) -> None:
    problem = refused(project, "photo: pictures/개소식.jpg")
    assert (problem.code, str(problem.where)) == ("picture.no-alt", f"{FILE}:6:12")


def test_a_picture_within_text_is_refused(project: Project) -> None:
    told(project, "photo: pictures/개소식.jpg", "photo_alt: 개소식")
    with pytest.raises(PolicyReportError):
        blocks(project, "{% for p in programs if p.photo %}\n\n사진: {{ p.photo }} 끝\n\n{% endfor %}")
