import json
from pathlib import Path

import pytest

from policyreport.ledger import open_ledger

from .publishing import publish

FILES = {"a.json": b'{"a": 1}', "b.json": b'{"b": 1}'}


def test_a_file_edited_by_hand_is_kept_aside(out: Path):
    folder = publish(out, "2025Q2", FILES)
    (folder / "a.json").write_bytes(b'{"a": "mine"}')
    publish(out, "2025Q2", {**FILES, "b.json": b'{"b": 2}'})
    assert (folder / "a.json").read_bytes() == FILES["a.json"]
    assert [path.name for path in (out / "2025Q2-edited").iterdir()] == ["a.json"]
    assert (out / "2025Q2-edited" / "a.json").read_bytes() == b'{"a": "mine"}'


def test_a_file_laid_into_the_set_is_kept_aside_with_its_folder(out: Path):
    folder = publish(out, "2025Q2", FILES)
    (folder / "notes").mkdir()
    (folder / "notes" / "메모.txt").write_text("기억할 것")
    publish(out, "2025Q2", {**FILES, "b.json": b'{"b": 2}'})
    assert (out / "2025Q2-edited" / "notes" / "메모.txt").read_text() == "기억할 것"


def test_a_second_edit_takes_a_number_and_the_same_one_does_not(out: Path):
    for number, edit in enumerate([b'"one"', b'"two"', b'"one"'], start=2):
        folder = publish(out, "2025Q2", {**FILES, "b.json": b'{"b": %d}' % number})
        (folder / "a.json").write_bytes(edit)
    publish(out, "2025Q2", FILES)
    kept = {path.name: path.read_bytes() for path in (out / "2025Q2-edited").iterdir()}
    assert kept == {"a.json": b'"one"', "a-2.json": b'"two"'}


def test_a_link_laid_into_the_set_is_kept_as_a_link(out: Path, tmp_path: Path):
    folder = publish(out, "2025Q2", FILES)
    (tmp_path / "elsewhere.txt").write_text("어딘가")
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    publish(out, "2025Q2", {**FILES, "b.json": b'{"b": 2}'})
    assert (out / "2025Q2-edited" / "link.txt").is_symlink()


def test_a_folder_of_the_same_name_aside_is_no_hindrance(out: Path):
    folder = publish(out, "2025Q2", FILES)
    (out / "2025Q2-edited" / "a.json").mkdir(parents=True)
    (folder / "a.json").write_bytes(b'"mine"')
    publish(out, "2025Q2", {**FILES, "b.json": b'{"b": 2}'})
    assert (out / "2025Q2-edited" / "a-2.json").read_bytes() == b'"mine"'


@pytest.mark.parametrize("name", ["~$a.docx", ".~lock.a.docx#", "Thumbs.db", ".DS_Store"])
def test_what_programs_lay_beside_an_open_file_is_not_kept(out: Path, name: str):
    folder = publish(out, "2025Q2", FILES)
    (folder / name).write_bytes(b"passing")
    publish(out, "2025Q2", {**FILES, "b.json": b'{"b": 2}'})
    assert not (out / "2025Q2-edited").exists()


def test_a_set_that_no_ledger_knows_is_known_by_its_manifest(out: Path):
    folder = publish(out, "2025Q2", FILES)
    with open_ledger(out) as ledger:
        ledger._connection.execute("DELETE FROM issue")
    (folder / "b.json").write_bytes(b'"mine"')
    publish(out, "2025Q2", FILES)
    assert [path.name for path in (out / "2025Q2-edited").iterdir()] == ["b.json"]
    with open_ledger(out) as ledger:
        newest = ledger.issues.newest("2025Q2")
    assert newest is not None
    assert newest.number == 1


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', '{"files": [{"name": "a.json"}]}'])
def test_of_a_set_that_nothing_knows_every_file_is_kept(out: Path, manifest: str):
    out.mkdir()
    with open_ledger(out):
        pass
    folder = out / "2025Q2"
    folder.mkdir()
    (folder / "a.json").write_bytes(b"{}")
    (folder / "manifest.json").write_text(manifest)
    publish(out, "2025Q2", FILES)
    assert {path.name for path in (out / "2025Q2-edited").iterdir()} == {"a.json", "manifest.json"}
    assert json.loads((folder / "a.json").read_bytes()) == {"a": 1}
