"""The picture of the packages in the documentation is that of the code, and no files import each other in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from tests.bench.measuring import REPOSITORY


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    spec = spec_from_file_location("draw_packages", REPOSITORY / ".ci" / "draw_packages.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def code(drawing: ModuleType) -> Mapping[str, frozenset[str]]:
    """What each module of policyreport imports of the others, wherever it does so."""
    return drawing.imports(drawing.SOURCES)


def project_of(folder: Path, **files: str) -> Path:
    """Write modules, in whose names ``__`` stands for the next folder, into a package."""
    for name, text in files.items():
        file = folder / "policyreport" / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "policyreport"


def test_the_documentation_shows_the_packages_as_the_code_imports_them(
    drawing: ModuleType, code: Mapping[str, frozenset[str]]
):
    page = drawing.PAGE.read_text(encoding="utf-8")

    drawn = drawing.with_picture(page, drawing.picture(drawing.packages(code)))

    assert page == drawn, "the picture is behind the code; draw it again: python .ci/draw_packages.py"


def test_no_packages_import_each_other_in_a_circle(drawing: ModuleType, code: Mapping[str, frozenset[str]]):
    assert drawing.circles(drawing.packages(code)) == []


def test_no_files_import_each_other_in_a_circle_wherever_they_do_so(
    drawing: ModuleType, code: Mapping[str, frozenset[str]]
):
    assert drawing.circles(code) == []
    assert drawing.circles(drawing.imports(drawing.SOURCES, only_at_import=True)) == []


def test_files_that_import_each_other_are_found_however_long_the_circle_is(drawing: ModuleType, tmp_path: Path):
    sources = project_of(
        tmp_path,
        a="from policyreport.b import x",
        b="import policyreport.c",
        c="try:\n    from policyreport import a\nexcept ImportError:\n    pass",
        d="from policyreport import a",
    )

    circles = drawing.circles(drawing.imports(sources, only_at_import=True))

    assert circles == [["policyreport.a", "policyreport.b", "policyreport.c"]]


def test_a_circle_through_the_package_around_what_is_imported_is_found(drawing: ModuleType, tmp_path: Path):
    sources = project_of(
        tmp_path,
        a="from policyreport.p.inner import x",
        p__inner="x = 1",
    )
    (sources / "p" / "__init__.py").write_text("from policyreport.a import y", encoding="utf-8")

    circles = drawing.circles(drawing.imports(sources, only_at_import=True))

    assert circles == [["policyreport.a", "policyreport.p"]]


def test_imports_in_functions_and_for_type_checkers_close_no_circle(drawing: ModuleType, tmp_path: Path):
    sources = project_of(
        tmp_path,
        a="from policyreport.b import x",
        b="def late():\n    from policyreport.a import y",
        c="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from policyreport.d import z",
        d="from policyreport.c import w",
    )

    assert drawing.circles(drawing.imports(sources, only_at_import=True)) == []


def test_an_arrow_that_a_longer_way_implies_is_not_drawn(drawing: ModuleType):
    graph = {"top": frozenset({"middle", "floor"}), "middle": frozenset({"floor"}), "floor": frozenset()}

    assert drawing.picture(graph).splitlines()[2:-1] == ["    middle --> floor", "    top --> middle"]


def test_a_page_without_the_markers_is_refused(drawing: ModuleType):
    with pytest.raises(ValueError, match="the page has no"):
        drawing.with_picture("a page", "a picture")
