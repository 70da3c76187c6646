"""Where sets stand, only their own ledger is used: none that is missing, another's, a link, or an older copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.ledger import LEDGER, WITNESS, Ledger, has_ledger, open_ledger
from policyreport.ledger.outbox import Due
from policyreport.ledger.witness import read_witness
from policyreport.project import Project
from policyreport.publish import MANIFEST, holding, settle
from policyreport.publish.adoption import adopt, adoptions

from .publishing import publish

SET = "2025Q2"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
Spoil = Callable[[Path, Path], None]


def files(number: int) -> dict[str, bytes]:
    return {"a.json": b"[%d]" % number}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with two issues of a set; beside it are the ledger as it was after the first, and another's."""
    out = tmp_path / "project" / "out"
    publish(out, SET, files(1))
    shutil.copy(out / LEDGER, tmp_path / "older")
    publish(out, SET, files(2))
    publish(tmp_path / "elsewhere" / "out", SET, files(3))
    return out


def refusal(out: Path) -> Problem:
    """Return why the ledger is refused, by every way of opening it and by a publication, which change nothing."""
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != ".lock"}
    with pytest.raises(PolicyReportError) as opening, open_ledger(out):
        pass
    with pytest.raises(PolicyReportError) as publishing:
        publish(out, SET, files(4))
    assert opening.value.problems == publishing.value.problems
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != ".lock"} == before
    assert (out / SET / "a.json").read_bytes() == b"[2]"
    (problem,) = opening.value.problems
    return problem


def adopt_all(out: Path) -> list[tuple[str, int]]:
    project = Project(out.parent)
    with holding(out, own_ledger=False):
        witness = read_witness(out)
        with open_ledger(out, adopting=True) as ledger:
            settle(ledger, out)
            found = adoptions(project, ledger, witness, NOW)
            adopt(ledger, found, [], witness, NOW.isoformat())
    return [(each.issue.set_name, each.issue.number) for each in found]


def test_a_missing_ledger_is_refused(out: Path):
    (out / LEDGER).unlink()
    problem = refusal(out)
    assert (problem.kind, problem.code) == (ErrorKind.OUTPUT, "ledger.missing")
    assert problem.hint
    assert "ledger adopt" in problem.hint.en
    with pytest.raises(PolicyReportError):
        has_ledger(out)


def test_a_missing_ledger_is_refused_without_a_witness_too(out: Path):
    (out / LEDGER).unlink()
    (out / WITNESS).unlink()
    assert refusal(out).code == "ledger.missing"


def test_a_ledger_of_another_folder_is_refused_with_and_without_a_witness(tmp_path: Path, out: Path):
    shutil.copy(tmp_path / "elsewhere" / "out" / LEDGER, out / LEDGER)
    assert refusal(out).code == "ledger.foreign"
    (out / WITNESS).unlink()
    assert refusal(out).code == "ledger.foreign"


def test_an_older_copy_is_refused(tmp_path: Path, out: Path):
    shutil.copy(tmp_path / "older", out / LEDGER)
    assert refusal(out).code == "ledger.older"


def test_a_copy_that_is_older_than_the_manifest_is_refused_without_a_witness(tmp_path: Path, out: Path):
    shutil.copy(tmp_path / "older", out / LEDGER)
    (out / WITNESS).unlink()
    assert refusal(out).code == "ledger.foreign"


def test_a_copy_from_before_a_delivery_began_is_older(tmp_path: Path, out: Path):
    with open_ledger(out) as ledger:
        ledger.outbox.approve(SET, "m", [Due("a", "mail", "goal", "<a>")], "2025-07-02")
        ledger.copy_to(tmp_path / "approved")
        ledger.outbox.begin("m", "a", "2025-07-02")
        ledger.write_witness()
    shutil.copy(tmp_path / "approved", out / LEDGER)
    assert refusal(out).code == "ledger.older"


@pytest.mark.parametrize("goal", ["older", "nothing", "../project/out/.lock"])
def test_a_link_is_refused_and_not_followed(tmp_path: Path, out: Path, goal: str):
    (out / LEDGER).unlink()
    (out / LEDGER).symlink_to(tmp_path / goal)
    for tried in (open_ledger, holding):
        with pytest.raises(PolicyReportError) as caught, tried(out):
            pass
        assert [(p.kind, p.code) for p in caught.value.problems] == [(ErrorKind.SECURITY, "ledger.link")]
    assert not (tmp_path / "nothing").exists()
    with pytest.raises(PolicyReportError):
        adopt_all(out)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"ledger": 3}', '{"ledger": "x", "number": "y", "issues": {}}', None])
def test_a_witness_that_cannot_be_read_is_written_again_where_the_ledger_knows_the_sets(out: Path, text: str | None):
    before = read_witness(out)
    (out / WITNESS).unlink()
    if text is not None:
        (out / WITNESS).write_text(text)
    with open_ledger(out):
        pass
    assert read_witness(out) == before


def test_a_witness_that_is_a_link_is_replaced_and_not_followed(tmp_path: Path, out: Path):
    shutil.move(out / WITNESS, tmp_path / "witness")
    (out / WITNESS).symlink_to(tmp_path / "witness")
    before = (tmp_path / "witness").read_bytes()
    publish(out, SET, files(5))
    assert not (out / WITNESS).is_symlink()
    assert (tmp_path / "witness").read_bytes() == before


def test_a_set_whose_manifest_was_edited_is_known_without_a_witness(out: Path):
    (out / WITNESS).unlink()
    with (out / SET / MANIFEST).open("ab") as manifest:
        manifest.write(b" ")
    (out / SET / "a.json").write_bytes(b"[7]")
    publish(out, SET, files(5))
    assert {path.name for path in (out / f"{SET}-edited").iterdir()} == {"a.json", MANIFEST}


def test_where_no_set_stands_any_ledger_will_do(tmp_path: Path, out: Path):
    shutil.rmtree(out / SET)
    (out / LEDGER).unlink()
    assert not has_ledger(out)
    publish(out, SET, files(6))
    shutil.rmtree(out / SET)
    shutil.copy(tmp_path / "elsewhere" / "out" / LEDGER, out / LEDGER)
    publish(out, SET, files(7))
    witness = read_witness(out)
    assert witness is not None
    assert witness.issues == {SET: 2}


def test_the_witness_follows_each_issue_and_is_no_part_of_a_set(out: Path):
    witness = read_witness(out)
    assert witness is not None
    assert witness.issues == {SET: 2}
    publish(out, "2025Q1", files(1))
    then = read_witness(out)
    assert then is not None
    assert (then.ledger, then.issues) == (witness.ledger, {"2025Q1": 1, SET: 2})
    assert then.number > witness.number
    assert WITNESS not in {path.name for path in (out / SET).iterdir()}


def test_what_a_dead_run_began_of_a_witness_is_removed(out: Path):
    (out / f"{WITNESS}-4711").write_bytes(b"{")
    publish(out, SET, files(5))
    assert not list(out.glob(f"{WITNESS}-*"))


def no_ledger(tmp_path: Path, out: Path) -> None:
    (out / LEDGER).unlink()


def older(tmp_path: Path, out: Path) -> None:
    shutil.copy(tmp_path / "older", out / LEDGER)


def anothers(tmp_path: Path, out: Path) -> None:
    shutil.copy(tmp_path / "elsewhere" / "out" / LEDGER, out / LEDGER)


@pytest.mark.parametrize("spoil", [no_ledger, older, anothers])
def test_what_stands_is_taken_up_under_its_number_and_goes_on(tmp_path: Path, out: Path, spoil: Spoil):
    spoil(tmp_path, out)
    assert adopt_all(out) == [(SET, 2)]
    assert adopt_all(out) == []
    with open_ledger(out) as ledger:
        newest = ledger.issues.newest(SET)
        assert newest is not None
        assert {name: ledger.blobs.load(file.sha256) for name, file in newest.files.items()} == {
            path.name: path.read_bytes() for path in (out / SET).iterdir()
        }
        assert newest.adopted_at == ledger.identity.adopted_at == NOW.isoformat()
    publish(out, SET, files(8))
    with open_ledger(out) as ledger:
        assert ledger.issues.numbers() == {SET: 3}


def test_the_older_copy_stays_refused_after_what_stands_was_taken_up(tmp_path: Path, out: Path):
    older(tmp_path, out)
    adopt_all(out)
    older(tmp_path, out)
    assert refusal(out).code == "ledger.older"


@pytest.mark.parametrize("name", ["a.json", MANIFEST])
def test_a_set_that_was_edited_is_not_taken_up(out: Path, name: str):
    (out / LEDGER).unlink()
    (out / SET / name).write_bytes(b"[]")
    with pytest.raises(PolicyReportError) as caught:
        adopt_all(out)
    assert [problem.code for problem in caught.value.problems] == ["ledger.edited-set"]


def settled(ledger: Ledger) -> bool:
    return not ledger.issues.pending()


def test_an_older_copy_with_an_issue_under_way_is_settled_first(tmp_path: Path, out: Path):
    with open_ledger(out) as ledger:
        ledger._connection.execute("UPDATE issue SET pending = 1 WHERE number = 2")
    adopt_all(out)
    with open_ledger(out) as ledger:
        assert settled(ledger)
        assert ledger.issues.numbers() == {SET: 2}
