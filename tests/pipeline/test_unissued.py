"""What is tried out has no number: a build lets a set stand, and only what is asked for becomes an issue."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.diagnostics import PolicyReportError
from policyreport.ledger import LEDGER, WITNESS, open_ledger
from policyreport.ledger.unissued import UnissuedSet
from policyreport.pipeline.build import build, resume_build
from policyreport.pipeline.numbering import issue_what_stands, number_to_be_given
from policyreport.pipeline.options import DEFAULT_OPTIONS, BuildOptions, parse_resumable
from policyreport.pipeline.rebuild import rebuild
from policyreport.project import Project
from policyreport.publish import MANIFEST

from .faulty_disk import KILL, Builder, builder, chosen, needs_faults
from .small_project import (
    QUARTER,
    Stored,
    adopt_what_stands,
    assert_clean,
    assert_nothing_unused_is_kept,
    copied,
    print_otherwise,
    small,
    standing,
)

DRAFT = BuildOptions(draft=True)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "project")


def unissued(project: Project, name: str = QUARTER) -> UnissuedSet | None:
    with open_ledger(project.out) as ledger:
        return ledger.unissued.find(name)


def numbers(project: Project) -> dict[str, int]:
    with open_ledger(project.out) as ledger:
        return ledger.issues.numbers()


def test_a_build_lets_a_set_stand_that_has_no_number(project: Project):
    built = build(project)
    assert (built.number, built.changed, numbers(project)) == (None, True, {})
    known = unissued(project)
    assert known
    assert set(known.files) == set(standing(project))
    again = build(project)
    assert (again.number, again.changed, again.outputs) == (None, False, ())


def test_what_was_built_is_numbered_as_it_stands(project: Project):
    build(project)
    before = standing(project)
    issued = issue_set(project)
    assert (issued.number, issued.changed, issued.outputs) == (1, True, ())
    assert (standing(project), unissued(project)) == (before, None)
    assert_clean(project, before, 1)
    assert (issue_set(project).changed, build(project).number) == (False, 1)
    with open_ledger(project.out) as ledger:
        issue = ledger.issues.newest(QUARTER)
        assert issue
        assert rebuild(ledger, issue).identical


def test_what_is_made_again_to_be_sure_is_numbered_where_it_came_out_the_same(project: Project):
    build(project)
    before = standing(project)
    assert issue_set(project, options=BuildOptions(force=True)).number == 1
    assert_clean(project, before, 1)


def test_what_changed_since_it_was_built_is_made_anew_before_it_is_numbered(project: Project):
    build(project)
    before = standing(project)
    print_otherwise(project)
    assert issue_set(project).number == 1
    assert standing(project) != before
    assert unissued(project) is None


def test_an_issue_stays_in_the_ledger_while_others_are_tried_out_in_its_place(project: Project):
    issue_set(project)
    issued = standing(project)
    for _ in range(3):
        print_otherwise(project)
        assert build(project).number in (None, 1)
    assert standing(project) != issued
    assert numbers(project) == {QUARTER: 1}
    with open_ledger(project.out) as ledger:
        issue = ledger.issues.newest(QUARTER)
        assert issue
        assert dict(rebuild(ledger, issue).files) == issued
    assert issue_set(project).number == 2
    assert_clean(project, standing(project), 2)
    assert_nothing_unused_is_kept(project)


def test_data_that_are_changed_back_bring_the_issue_back(project: Project):
    issue_set(project)
    issued = standing(project)
    print_otherwise(project)
    build(project)
    print_otherwise(project)
    back = build(project)
    assert (back.number, back.changed, back.restored, back.aside) == (1, False, True, ())
    assert_clean(project, issued, 1)
    assert unissued(project) is None


def test_a_draft_is_numbered_only_where_that_is_asked_for(project: Project):
    assert build(project, options=DRAFT).number is None
    assert issue_set(project, options=DRAFT).number == 1
    assert numbers(project) == {f"{QUARTER}-draft": 1}


def test_what_people_changed_in_a_set_without_a_number_is_kept_aside(project: Project):
    build(project)
    built = standing(project)
    (project.out / QUARTER / "brief.txt").write_text("손으로 고침", "utf-8")
    again = issue_set(project)
    assert (again.number, again.aside) == (1, (f"out/{QUARTER}-edited/brief.txt",))
    assert standing(project) == built
    shutil.rmtree(project.out / QUARTER)
    assert build(project).number == 1
    assert standing(project) == built


def problem_of_issuing(project: Project) -> str:
    for what in (issue_what_stands, number_to_be_given):
        with pytest.raises(PolicyReportError) as refused:
            what(project, QUARTER)
    (problem,) = refused.value.problems
    assert problem.hint
    return problem.code


def test_only_a_set_that_is_of_its_inputs_can_be_numbered_as_it_stands(project: Project):
    build(project)
    print_otherwise(project)
    assert problem_of_issuing(project) == "issue.not-fresh"
    print_otherwise(project)
    (project.out / QUARTER / "brief.txt").write_text("고침", "utf-8")
    assert problem_of_issuing(project) == "issue.edited"
    build(project)
    assert number_to_be_given(project, QUARTER) == 1
    numbered = issue_what_stands(project, QUARTER)
    assert numbered
    assert numbered.number == 1
    assert issue_what_stands(project, QUARTER) is None
    assert number_to_be_given(project, QUARTER) == 0


def test_a_set_that_is_read_from_a_database_is_numbered_by_a_build_alone(project: Project):
    with closing(sqlite3.connect(project.data / "more.db")) as database, database:
        database.execute("CREATE TABLE o (id TEXT, title TEXT)")
        database.execute("INSERT INTO o VALUES ('more', '더한 기관')")
    with (project.data / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "\ninputs:\n  - {sql: 'sqlite:///data/more.db', queries: {organisations: SELECT * FROM o ORDER BY id}}\n"
        )
    assert build(project).number is None
    assert problem_of_issuing(project) == "issue.not-fresh"
    assert issue_set(project).number == 1


def test_a_set_of_data_that_were_not_judged_is_judged_before_it_is_numbered(project: Project):
    build(project, options=BuildOptions(judged=False))
    assert problem_of_issuing(project) == "issue.not-fresh"
    issued = issue_set(project)
    assert (issued.number, bool(issued.outputs)) == (1, True)


def test_a_set_that_was_never_issued_needs_no_ledger(project: Project):
    build(project)
    (project.out / LEDGER).unlink()
    assert build(project).number is None
    assert issue_set(project).number == 1


def test_a_ledger_that_is_lost_after_an_issue_is_missed_whatever_stands_now(project: Project):
    issue_set(project)
    print_otherwise(project)
    build(project)
    (project.out / LEDGER).unlink()
    with pytest.raises(PolicyReportError) as refused:
        build(project)
    assert [problem.code for problem in refused.value.problems] == ["ledger.missing"]
    adopt_what_stands(project)
    assert numbers(project) == {QUARTER: 2}


def test_what_is_never_issued_is_not_taken_up_by_another_ledger(project: Project):
    build(project)
    (project.out / LEDGER).unlink()
    adopt_what_stands(project)
    assert numbers(project) == {}


def test_a_set_is_known_where_nothing_beside_it_says_whose_it_is(project: Project):
    build(project)
    (project.out / WITNESS).unlink()
    assert build(project).number is None


def test_a_build_that_failed_is_taken_up_as_what_it_was_asked_for(project: Project):
    body = project.templates / "brief" / "body.md.j2"
    whole = body.read_text("utf-8")
    for issue in (False, True):
        body.write_text(f"{whole}\n{{{{ nothing }}}}\n", "utf-8")
        with pytest.raises(PolicyReportError):
            build(project, options=BuildOptions(issue=issue))
        body.write_text(whole, "utf-8")
        assert resume_build(project, DEFAULT_OPTIONS).number == (1 if issue else None)


def test_a_build_that_an_earlier_version_left_unfinished_is_issued():
    asked = json.dumps(["", ["brief"], [], False, False])
    assert parse_resumable(asked, DEFAULT_OPTIONS).options.issue
    assert not parse_resumable(json.dumps(["", [], [], False, False, False]), DEFAULT_OPTIONS).options.issue


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    folder = tmp_path_factory.mktemp("builds")
    with builder(small(folder / "warm"), folder) as begun:
        yield begun


def assert_whole(project: Project, *sets: Stored) -> None:
    """Make sure that one of the sets stands whole, and that the ledger knows it after the next build."""
    assert standing(project) in sets
    build(project)
    with open_ledger(project.out) as ledger:
        known = ledger.standing(QUARTER)
        assert known
        assert ledger.unissued.pending() == []
        assert ledger.blobs.load(known.manifest) == standing(project)[MANIFEST]
    assert sorted(path.name for path in project.out.iterdir()) == [WITNESS, ".lock", QUARTER, LEDGER]


@needs_faults
@pytest.mark.parametrize("started_from", ["an issue", "a set without a number", "what was tried and changed back"])
def test_a_build_without_a_number_that_is_killed_leaves_one_whole_set(
    builds: Builder, tmp_path: Path, started_from: str
):
    begun = small(tmp_path / "begun")
    (build if started_from == "a set without a number" else issue_set)(begun)
    before = standing(begun)
    print_otherwise(begun)
    if started_from == "what was tried and changed back":
        build(begun)
        print_otherwise(begun)
    complete = copied(begun, tmp_path / "complete")
    whole = builds.build(complete, words=("build",))
    after = standing(complete)
    assert whole.code == 0
    for at in chosen(whole.calls, 6):
        project = copied(begun, tmp_path / str(at))
        here = standing(project)
        assert builds.build(project, at=at, fault=KILL, words=("build",)).code == -signal.SIGKILL
        assert_whole(project, before, here, after)
        assert standing(project) == after
        assert issue_set(project).number == (2 if started_from == "an issue" else 1)


@needs_faults
def test_numbering_what_stands_that_is_killed_numbers_it_or_does_not(builds: Builder, tmp_path: Path):
    begun = small(tmp_path / "begun")
    build(begun)
    before = standing(begun)
    whole = builds.build(copied(begun, tmp_path / "whole"))
    assert whole.code == 0
    for at in chosen(whole.calls, 6):
        project = copied(begun, tmp_path / str(at))
        assert builds.build(project, at=at, fault=KILL).code == -signal.SIGKILL
        assert numbers(project) in ({}, {QUARTER: 1})
        assert issue_set(project).number == 1
        assert_clean(project, before, 1)
        assert_nothing_unused_is_kept(project)
