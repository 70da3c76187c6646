"""What a program may import, and the whole path by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import policyreport
from policyreport import api, build
from policyreport.cli.init import make_project
from policyreport.diagnostics import PolicyReportError
from policyreport.document.theme import Theme
from policyreport.facts import derive
from policyreport.inputs import load, report_kinds, settings
from policyreport.model import Quarter
from policyreport.project import Project, open_project
from policyreport.renderers import FORMATS
from policyreport.templating import compose


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("made") / "example"
    make_project(folder)
    return open_project(folder)


def test_every_name_of_the_surface_is_there_and_says_what_it_is():
    named = {name: getattr(policyreport, name) for name in policyreport.__all__}
    assert len(named) == len(policyreport.__all__)
    assert [name for name, value in named.items() if callable(value) and not value.__doc__] == []


def test_the_formats_are_for_print_for_tables_and_for_listening():
    assert {"pdf", "docx", "hwpx", "xlsx", "txt"} <= set(FORMATS)


def test_the_stages_can_be_walked_one_by_one(project: Project):
    facts = derive(load(project).dataset, Quarter(2026, 2))
    for kind in report_kinds(project).values():
        document = compose(kind, facts, settings(project))
        for form in kind.formats:
            assert FORMATS[form.text](document, Theme()).content


def test_a_build_publishes_a_set(project: Project):
    assert build(project, "2026Q1").folder == project.out / "2026Q1"


def test_what_goes_wrong_is_one_kind_of_error_with_problems(tmp_path: Path):
    with pytest.raises(PolicyReportError) as caught:
        open_project(tmp_path)
    assert caught.value.problems


IMPORTED = "import sys, {modules}; print(*(name for name in {heavy!r} if name in sys.modules))"
HEAVY = ("policyreport.model", "policyreport.inputs", "openpyxl", "docx", "reportlab", "yaml", "jinja2")


def imported_with(modules: str) -> set[str]:
    program = IMPORTED.format(modules=modules, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        ("policyreport", set()),
        ("policyreport.cli", set()),
        ("policyreport.renderers", set()),
        ("policyreport.document.nodes, policyreport.renderers.pdf", {"reportlab"}),
        ("policyreport.renderers.txt", set()),
    ],
)
def test_a_part_is_imported_without_the_libraries_of_the_others(modules: str, heavy: set[str]):
    assert imported_with(modules) == heavy


def test_a_stages_function_stays_in_view_when_its_package_is_imported():
    stages = "import policyreport.pipeline, policyreport.inputs; from policyreport import build, load"
    program = f"{stages}; print(build.__module__, load.__module__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["policyreport.pipeline.build", "policyreport.inputs"]


def test_what_the_package_offers_is_what_the_interface_offers():
    assert set(policyreport.__all__) <= set(api.__all__)
    assert all(getattr(policyreport, name) is getattr(api, name) for name in policyreport.__all__)


def test_there_is_nothing_else_on_the_surface():
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        _ = policyreport.biuld
