"""The fonts of ``templates/house/fonts``: what is wrong is told at the file or at the name that asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fonts.made_up_fonts import truetype, variable

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs import theme, theme_warnings
from policyreport.project import Project

FILE = "templates/house/theme.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "templates" / "house" / "fonts").mkdir(parents=True)
    return Project(tmp_path)


def lay(project: Project, name: str, content: bytes) -> None:
    (project.templates / "house" / "fonts" / name).write_bytes(content)


def ask(project: Project, text: str) -> None:
    (project.root / FILE).write_text(text, "utf-8")


def faults(project: Project) -> list[Problem]:
    with pytest.raises(PolicyReportError) as error:
        theme(project)
    assert all(problem.hint and problem.hint.ko and problem.hint.en for problem in error.value.problems)
    return list(error.value.problems)


def test_the_fonts_come_with_the_theme(project: Project) -> None:
    lay(project, "사무실.ttf", truetype())
    lay(project, "OFL.txt", b"licence")
    ask(project, "fonts:\n  korean: 사무실체\n")
    looks = theme(project)
    assert [file.path for file in looks.font_files] == ["templates/house/fonts/사무실.ttf"]
    assert looks.fonts.korean == "사무실체"


def test_all_files_that_cannot_be_used_are_told_at_once(project: Project) -> None:
    lay(project, "a.ttf", truetype(rights=2))
    lay(project, "b.woff2", b"wOF2" + bytes(40))
    lay(project, "c.otf", b"OTTO")
    assert [(problem.code, str(problem.where)) for problem in faults(project)] == [
        ("theme.font", f"templates/house/fonts/{name}") for name in ("a.ttf", "b.woff2", "c.otf")
    ]


def test_a_fallback_without_a_file_is_told_where_it_is_named(project: Project) -> None:
    lay(project, "사무실.ttf", truetype())
    ask(project, "fonts:\n  fallback: [사무실체, Noto Serif KR, 없는체]\n")
    (problem,) = faults(project)
    assert str(problem.where) == f"{FILE}:2:35"
    assert "사무실체" in (problem.hint.ko if problem.hint else "")


def test_no_more_fallbacks_than_a_file_can_hold_are_taken(project: Project) -> None:
    ask(project, f"fonts:\n  fallback: [{', '.join(['Noto Serif KR'] * 6)}]\n")
    assert "5개" in faults(project)[0].what.ko


def test_a_font_without_figures_is_none_for_the_whole_text(project: Project) -> None:
    lay(project, "한자.ttf", truetype("한자체", "가㐂"))
    ask(project, "fonts:\n  korean: 한자체\n")
    (problem,) = faults(project)
    assert (str(problem.where), problem.field) == (f"{FILE}:2:11", "fonts › korean")


def test_a_file_that_no_name_asks_for_and_a_missing_weight_are_warned_of(project: Project) -> None:
    lay(project, "사무실.ttf", truetype())
    ask(project, "fonts:\n  korean: 사무실쳬\n")
    (unused,) = theme_warnings(project)
    assert (unused.code, str(unused.where)) == ("theme.font-unused", "templates/house/fonts/사무실.ttf")
    assert "korean: 사무실체" in (unused.hint.ko if unused.hint else "")
    ask(project, "fonts:\n  korean: 사무실체\n")
    assert [problem.code for problem in theme_warnings(project)] == ["theme.font-no-bold"]


@pytest.mark.parametrize(
    "files", [(truetype(), truetype(weight=700)), (variable(),)], ids=["two files", "one variable"]
)
def test_a_font_in_two_weights_is_not_warned_of(project: Project, files: tuple[bytes, ...]) -> None:
    for number, file in enumerate(files):
        lay(project, f"{number}.ttf", file)
    ask(project, "fonts:\n  korean: Made  up\n")
    assert list(theme_warnings(project)) == []
