"""What the disk refuses is told, with its place; one set stands, the older or the newer; the next build mends all."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.diagnostics import ErrorKind
from policyreport.project import Project

from .faulty_disk import EVERY, Builder, Ended, builder, chosen, needs_faults
from .small_project import QUARTER, Scene, assert_clean, assert_nothing_unused_is_kept, copied, scene_of, standing

pytestmark = needs_faults

FAULTS = [
    ("write", errno.ENOSPC),
    ("write", errno.EIO),
    ("sync", errno.EIO),
    ("sync", errno.ENOSPC),
    ("rename", errno.EACCES),
    ("rename", errno.EIO),
    ("rename", errno.EINVAL),  # as where the system cannot let two folders change places
    ("open", errno.EACCES),
    ("open", errno.EMFILE),
    ("open", errno.EIO),
    ("mkdir", errno.ENOSPC),
    ("mkdir", errno.EACCES),
    ("read", errno.EIO),
    ("list", errno.EACCES),
    ("unlink", errno.EACCES),
    ("unlink", errno.EIO),
    ("truncate", errno.EIO),
    ("lock", errno.EIO),
]
UNREADABLE = [
    ("open", errno.EACCES),
    ("open", errno.EMFILE),
    ("read", errno.EIO),
    ("list", errno.EIO),
]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene_of(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def builds(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    folder = tmp_path_factory.mktemp("builds")
    with builder(copied(scene.project, folder / "warm"), folder) as begun:
        yield begun


def assert_told(ended: Ended, project: Project, place: str) -> None:
    """Make sure that a build ended with a problem at a place in the project, and told nothing of the machine."""
    assert ended.code == ErrorKind.OUTPUT, ended
    assert re.search(rf"(?<![\w/]){re.escape(place)}(?!\w)", ended.said), ended
    assert "Traceback" not in ended.said
    assert str(project.root.parent) not in ended.said


@pytest.mark.parametrize(("calls", "number"), FAULTS, ids=lambda value: errno.errorcode.get(value, value))
def test_a_call_that_the_disk_refuses_leaves_one_whole_set(
    scene: Scene, builds: Builder, tmp_path: Path, calls: str, number: int
):
    whole = builds.build(copied(scene.project, tmp_path / "whole"), calls=calls)
    assert whole.code == 0
    for at in chosen(whole.calls, 3):
        project = copied(scene.project, tmp_path / str(at))
        refused = builds.build(project, calls=calls, at=at, fault=str(number))
        if refused.code == 0:  # what was refused was not needed, as the removal of what is staged
            assert standing(project) == scene.newer
        else:
            assert_told(refused, project, "out")
            assert standing(project) in (scene.older, scene.newer)
        assert issue_set(project).number == 2
        assert_clean(project, scene.newer, 2)
        assert_nothing_unused_is_kept(project)


def test_an_edited_file_that_cannot_be_kept_stays_where_it_is(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    (project.out / QUARTER / "brief.docx").write_bytes(b"edited")
    before = standing(project)
    whole = builds.build(copied(project, tmp_path / "whole"), calls="write")
    at = next(at for at, call in enumerate(whole.calls, 1) if call.endswith("/.copy"))
    refused = builds.build(project, calls="write", at=at, fault=str(errno.ENOSPC))
    assert_told(refused, project, f"out/{QUARTER}")
    assert standing(project) == before


@pytest.mark.parametrize("folder", ["data", "templates"])
@pytest.mark.parametrize(("calls", "number"), UNREADABLE, ids=lambda value: errno.errorcode.get(value, value))
def test_an_input_that_cannot_be_read_is_named(  # noqa: PLR0913, PLR0917 - fixtures and what is refused
    scene: Scene, builds: Builder, tmp_path: Path, folder: str, calls: str, number: int
):
    whole = builds.build(copied(scene.project, tmp_path / "whole"), folder, calls=calls)
    for at in chosen(whole.calls, 4):
        project = copied(scene.project, tmp_path / str(at))
        refused = builds.build(project, folder, calls=calls, at=at, fault=str(number))
        assert refused.code in (ErrorKind.DATA, ErrorKind.TEMPLATE, ErrorKind.OUTPUT), (at, refused)
        assert Path(refused.calls[at - 1].split()[1]).name in refused.said, (at, refused)
        assert str(project.root.parent) not in refused.said
        assert standing(project) == scene.older


@pytest.mark.parametrize("folder", ["data", "data/quarters", "templates", "templates/brief"])
def test_a_folder_that_may_not_be_listed_is_never_passed_over(
    scene: Scene, builds: Builder, tmp_path: Path, folder: str
):
    project = copied(scene.project, tmp_path / "project")
    refused = builds.build(project, folder, calls="list", at=EVERY, fault=str(errno.EACCES))
    assert refused.code == ErrorKind.DATA
    assert f"'{folder}' cannot be read" in refused.said
    assert standing(project) == scene.older
