"""A power failure in the midst of a publication leaves the older set or the newer, whole, and the next run mends all.

What a publication changed on the disk is written down, and each state is made of it in which the disk may be then: cut
off after any call, with and without what was not synced by then.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.ledger import LEDGER, WITNESS, open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.inspection import damaged_contents
from policyreport.pipeline.build import build
from policyreport.project import Project, open_project
from policyreport.publish import MANIFEST, holding
from policyreport.publish.verify import VerificationStatus, verify

from .faulty_disk import Builder, builder, needs_faults
from .power_loss import State, Tree, read_calls, states_of, tree_of, write_tree
from .small_project import QUARTER, Scene, Stored, assert_clean, copied, print_otherwise, scene_of, standing

pytestmark = needs_faults
ISSUED, NOT_ISSUED = ("build", "--issue"), ("build",)
KEPT = f"out/{QUARTER}-edited"
EDITED = {"brief.docx": b"edited " * 1000, "field/editions-1.jsonl": b"edited too"}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene_of(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def builds(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    folder = tmp_path_factory.mktemp("builds")
    with builder(copied(scene.project, folder / "warm"), folder) as begun:
        yield begun


def states_in_a_build(
    builds: Builder, project: Project, scratch: Path, lacks: str = "", words: Sequence[str] = ISSUED
) -> list[State]:
    """Return the states in which the disk may be if the power fails while a copy of a project is built."""
    before = tree_of(project.root, project.out)
    whole = copied(project, scratch / "whole")
    ended = builds.build(whole, lacks=lacks, record=scratch / "recorded", words=words)
    assert ended.code == 0, ended
    states = states_of(before, read_calls((scratch / "recorded").read_bytes(), whole.root))
    assert any(state.tree == tree_of(whole.root, whole.out) for state in states), "not all was written down"
    return states


def some_of(states: Sequence[State], most: int) -> list[State]:
    """Return a number of states of any sort, the same each time; all where the environment asks for it."""
    if os.environ.get("POLICYREPORT_EVERY_POINT"):
        return list(states)
    return random.Random(len(states)).sample(states, most)


def below(tree: Tree, folder: str) -> Stored:
    """Return the files that stand below a folder."""
    start = f"{folder}/"
    files = {path.removeprefix(start): content for path, content in tree.items() if path.startswith(start)}
    return {path: content for path, content in files.items() if content is not None}


def after_the_failure(project: Project, state: State, folder: Path) -> Project:
    """Return a copy of a project whose output folder is as the disk holds it."""
    for part in ("data", "templates"):
        shutil.copytree(project.root / part, folder / part)
    write_tree(folder, state.tree)
    return open_project(folder)


def assert_mended_before_the_next_run(state: State, folder: Path) -> None:
    """Make sure that what every build does first leaves one whole set, all else gone, and the ledger of that set."""
    write_tree(folder, state.tree)
    out = folder / "out"
    with holding(out):
        pass
    stands = below(tree_of(folder, out), f"out/{QUARTER}")
    with open_ledger(out) as ledger:
        assert [*ledger.issues.pending(), *ledger.unissued.pending()] == [], state.name
        assert damaged_contents(ledger) == [], state.name
        known = ledger.standing(QUARTER)
        assert (known.manifest if known else None) == (sha256(stands[MANIFEST]) if stands else None), state.name
        kept = {
            name: content for name, content in stands.items() if known and known.files[name].sha256 == sha256(content)
        }
        unsure = {VerificationStatus.UNKNOWN, VerificationStatus.EDITED}
        assert unsure.isdisjoint({verify(ledger, *file).standing for file in kept.items()}), state.name
    left = {path.name for path in out.iterdir()} - {WITNESS, LEDGER, ".lock", QUARTER}
    assert left <= {f"{QUARTER}-edited"}, state.name
    shutil.rmtree(folder)


def assert_none(states: Sequence[State], is_wrong: Callable[[State], bool]) -> None:
    assert [state.name for state in states if is_wrong(state)] == []


@pytest.mark.parametrize("lacks", ["", "exchange"], ids=["in one step", "by two renames"])
def test_a_set_that_takes_the_place_of_an_older_one(scene: Scene, builds: Builder, tmp_path: Path, lacks: str):
    states = states_in_a_build(builds, scene.project, tmp_path, lacks)
    allowed = [scene.older, scene.newer, *([{}] if lacks else [])]  # nothing stands for a moment between two renames
    assert_none(states, lambda state: below(state.tree, f"out/{QUARTER}") not in allowed)
    for number, state in enumerate(some_of(states, 12)):
        assert_mended_before_the_next_run(state, tmp_path / f"mended-{number}")
    for number, state in enumerate(some_of(states, 2)):
        project = after_the_failure(scene.project, state, tmp_path / str(number))
        assert issue_set(project).number == 2, state.name
        assert_clean(project, scene.newer, 2)


def test_a_first_set(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    shutil.rmtree(project.out)
    states = states_in_a_build(builds, project, tmp_path)
    assert_none(states, lambda state: below(state.tree, f"out/{QUARTER}") not in ({}, scene.newer))
    for number, state in enumerate(some_of([state for state in states if "out" in state.tree], 12)):
        assert_mended_before_the_next_run(state, tmp_path / f"mended-{number}")
    for number, state in enumerate(some_of(states, 2)):
        project = after_the_failure(scene.project, state, tmp_path / str(number))
        assert issue_set(project).number == 1, state.name
        assert_clean(project, scene.newer, 1)


def test_a_set_whose_edited_files_are_kept(scene: Scene, builds: Builder, tmp_path: Path):
    edited = copied(scene.project, tmp_path / "edited")
    for name, content in EDITED.items():
        (edited.out / QUARTER / name).write_bytes(content)
    before = standing(edited)
    states = states_in_a_build(builds, edited, tmp_path)
    assert_none(states, lambda state: below(state.tree, f"out/{QUARTER}") not in (before, scene.newer))
    replaced = [state for state in states if below(state.tree, f"out/{QUARTER}") == scene.newer]
    assert_none(replaced, lambda state: below(state.tree, KEPT) != EDITED)
    for number, state in enumerate(some_of(states, 6)):
        assert_mended_before_the_next_run(state, tmp_path / f"mended-{number}")


def of_an_issue(scene: Scene, folder: Path) -> Project:
    """Return a project in which the older set stands, issued."""
    return copied(scene.project, folder)


def of_a_set_without_a_number(scene: Scene, folder: Path) -> Project:
    """Return a project in which the older set stands, never issued."""
    project = copied(scene.project, folder)
    shutil.rmtree(project.out)
    print_otherwise(project)
    build(project)
    print_otherwise(project)
    return project


def of_nothing(scene: Scene, folder: Path) -> Project:
    """Return a project in which nothing stands."""
    project = copied(scene.project, folder)
    shutil.rmtree(project.out)
    return project


def of_what_was_tried(scene: Scene, folder: Path) -> Project:
    """Return a project in which the older set stands, without a number, beside the issue that its data make again."""
    project = copied(scene.complete, folder)
    print_otherwise(project)
    build(project)
    print_otherwise(project)
    return project


@pytest.mark.parametrize("begun", [of_an_issue, of_a_set_without_a_number, of_nothing, of_what_was_tried])
def test_a_set_without_a_number(scene: Scene, builds: Builder, tmp_path: Path, begun: Callable[[Scene, Path], Project]):
    project = begun(scene, tmp_path / "begun")
    before = standing(project)
    states = states_in_a_build(builds, project, tmp_path, words=NOT_ISSUED)
    assert before in ({}, scene.older)
    assert_none(states, lambda state: below(state.tree, f"out/{QUARTER}") not in (before, scene.newer))
    for number, state in enumerate(some_of([state for state in states if "out" in state.tree], 8)):
        assert_mended_before_the_next_run(state, tmp_path / f"mended-{number}")
    for number, state in enumerate(some_of(states, 2)):
        after = after_the_failure(project, state, tmp_path / str(number))
        assert build(after).number == (2 if begun is of_what_was_tried else None), state.name
        assert standing(after) == scene.newer, state.name
        expected = 1 if begun in (of_a_set_without_a_number, of_nothing) else 2
        assert issue_set(after).number == expected, state.name
        assert_clean(after, scene.newer, expected)


def test_a_set_that_is_numbered_as_it_stands(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "begun")
    assert build(project).number is None
    states = states_in_a_build(builds, project, tmp_path)
    assert_none(states, lambda state: below(state.tree, f"out/{QUARTER}") != scene.newer)
    for number, state in enumerate(some_of(states, 8)):
        assert_mended_before_the_next_run(state, tmp_path / f"mended-{number}")
    for number, state in enumerate(some_of(states, 2)):
        after = after_the_failure(project, state, tmp_path / str(number))
        assert issue_set(after).number == 2, state.name
        assert_clean(after, scene.newer, 2)
