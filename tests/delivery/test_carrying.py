"""Delivery into a folder, whole or not at all; and by a command of the office's own."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.delivery.conftest import FILES, QUARTER, Home, clock, person

from policyreport.delivery import resend, resume, send
from policyreport.project.environment import MAIL_PASSWORD as VARIABLE

KEEP = """
import json, os, pathlib, sys
goal, *paths = sys.argv[1:]
said = json.load(sys.stdin)
said["arguments"] = paths
said["contents"] = [len(pathlib.Path(path).read_bytes()) for path in paths]
said["secrets"] = [os.environ.get(name) for name in ("POLICYREPORT_SMTP_PASSWORD", "OFFICE_DATABASE")]
with open(goal, "a", encoding="utf-8") as file:
    file.write(json.dumps(said) + "\\n")
sys.exit(int(os.environ.get("CODE", "0")))
"""


def to_folder(home: Home, folder: Path | str) -> str:
    home.recipients([person("a", deliver={"folder": str(folder)})])
    return home.key


def by_command(home: Home, *words: str, **more: object) -> str:
    home.recipients([person("a", deliver={"command": list(words), **more})])
    return home.key


def test_a_folder_is_given_the_files_and_a_list_of_them(home: Home, tmp_path: Path):
    (tmp_path / "drive").mkdir()
    key = to_folder(home, tmp_path / "drive")
    assert send(home.project, QUARTER, key, clock).problems == ()
    there = tmp_path / "drive" / home.folder_name
    assert {path.name: path.read_bytes() for path in there.iterdir() if path.name != "manifest.json"} == {
        name: content for name, (_, content) in FILES.items()
    }
    listed = json.loads((there / "manifest.json").read_bytes())
    assert {file["name"]: file["sha256"] for file in listed["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, (_, content) in FILES.items()
    }
    assert listed["set"] == home.manifest


def test_a_later_set_takes_the_place_of_the_earlier_one_whole(home: Home, tmp_path: Path):
    send(home.project, QUARTER, to_folder(home, tmp_path), clock)
    later = {name: FILES[name] for name in ("briefing.pdf", "matrix.csv")}
    home.publish(later)
    send(home.project, QUARTER, home.key, clock)
    assert sorted(path.name for path in (tmp_path / home.folder_name).iterdir()) == [
        "briefing.pdf",
        "manifest.json",
        "matrix.csv",
    ]
    assert not list(tmp_path.glob("*-edited"))


def test_the_deliveries_of_two_projects_stand_side_by_side_in_one_folder(home: Home, tmp_path: Path):
    send(home.project, QUARTER, to_folder(home, tmp_path), clock)
    renamed = home.settings.read_text("utf-8").replace("name: example", "name: another", 1)
    home.settings.write_text(renamed, encoding="utf-8")
    home.forget()
    send(home.project, QUARTER, home.key, clock)
    assert all((tmp_path / f"{name}-{QUARTER}" / "matrix.csv").is_file() for name in ("example", "another"))


def test_a_path_from_the_projects_folder_is_taken_from_there(home: Home):
    (home.project.root / "share").mkdir()
    send(home.project, QUARTER, to_folder(home, "share"), clock)
    assert (home.project.root / "share" / home.folder_name / "matrix.csv").is_file()


def test_a_drive_that_is_not_connected_fails_for_a_while(home: Home, tmp_path: Path):
    outcome = send(home.project, QUARTER, to_folder(home, tmp_path / "not" / "there"), clock)
    assert (outcome.deliveries["a"].state, outcome.deliveries["a"].reason) == ("failed", "no-folder")
    (tmp_path / "not" / "there").mkdir(parents=True)
    assert resume(home.project, QUARTER, clock).problems == ()


def test_a_folder_that_cannot_be_written_fails_and_holds_nothing_new(home: Home, tmp_path: Path):
    (tmp_path / "drive").mkdir()
    (tmp_path / "drive" / home.folder_name).write_text("a file", encoding="utf-8")
    outcome = send(home.project, QUARTER, to_folder(home, tmp_path / "drive"), clock)
    assert (outcome.deliveries["a"].state, outcome.deliveries["a"].passing) == ("failed", True)
    assert (tmp_path / "drive" / home.folder_name).read_text("utf-8") == "a file"


def test_a_command_is_given_the_paths_and_all_about_them_and_no_secret(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with closing(sqlite3.connect(home.project.root / "office.sqlite")) as database:
        database.execute("CREATE TABLE offices (id TEXT, title TEXT)")
        database.execute("INSERT INTO offices VALUES ('archive', '가상기록관')")
        database.commit()
    monkeypatch.setenv("OFFICE_DATABASE", "sqlite:///office.sqlite")
    queries = '{organisations: "SELECT id, title FROM offices ORDER BY id"}'
    said = f"inputs:\n  - sql_from: OFFICE_DATABASE\n    queries: {queries}\n"
    home.settings.write_text(said + home.settings.read_text("utf-8"), encoding="utf-8")
    goal = tmp_path / "told.json"
    key = by_command(home, sys.executable, "-c", KEEP, str(goal))
    assert send(home.project, QUARTER, key, clock).problems == ()
    (said,) = map(json.loads, goal.read_text("utf-8").splitlines())
    assert [Path(path).name for path in said["arguments"]] == list(FILES)
    assert said["arguments"] == [file["path"] for file in said["files"]]
    assert said["contents"] == [len(content) for _, content in FILES.values()]
    assert said["recipient"]["name"] == "홍a"
    assert said["secrets"] == [None, None]
    assert not any(Path(path).exists() for path in said["arguments"])


def test_what_stands_in_a_command_is_no_shells(home: Home, tmp_path: Path):
    goal = tmp_path / "a b; $(touch x) 가.json"
    send(home.project, QUARTER, by_command(home, sys.executable, "-c", KEEP, str(goal)), clock)
    assert goal.is_file()


@pytest.mark.parametrize("code", [1, 75])
def test_a_command_says_by_its_exit_code_whether_it_failed_for_a_while(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
):
    monkeypatch.setenv("CODE", str(code))
    key = by_command(home, sys.executable, "-c", KEEP, str(tmp_path / "told.json"))
    delivery = send(home.project, QUARTER, key, clock).deliveries["a"]
    assert (delivery.state, delivery.reason, delivery.passing) == ("failed", f"exit {code}", code == 75)


def test_a_command_that_takes_too_long_is_ended_and_its_delivery_unknown(home: Home):
    key = by_command(home, sys.executable, "-c", "import time; time.sleep(600)", seconds=1)
    delivery = send(home.project, QUARTER, key, clock).deliveries["a"]
    assert (delivery.state, delivery.reason) == ("unknown", "timeout")
    assert resume(home.project, QUARTER, clock).deliveries["a"].state == "unknown"


def test_a_command_that_is_killed_leaves_its_delivery_unknown(home: Home):
    key = by_command(home, sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
    assert send(home.project, QUARTER, key, clock).deliveries["a"].state == "unknown"
    assert resend(home.project, QUARTER, ["a"], clock).deliveries["a"].state == "unknown"


def test_a_command_that_is_not_there_fails_for_a_while(home: Home):
    delivery = send(home.project, QUARTER, by_command(home, "no-such-program-here"), clock).deliveries["a"]
    assert (delivery.state, delivery.passing, delivery.reason) == ("failed", True, "no-command")


def test_where_no_copies_can_be_made_the_command_is_not_run_and_the_others_are_tried(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_values: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    goal = tmp_path / "told.json"
    way = {"command": [sys.executable, "-c", KEEP, str(goal)]}
    home.recipients([person("a", deliver=way), person("b", deliver={"folder": str(tmp_path)})])
    with monkeypatch.context() as on_a_full_disk:
        on_a_full_disk.setattr("tempfile.TemporaryDirectory", full)
        deliveries = send(home.project, QUARTER, home.key, clock).deliveries
    assert (deliveries["a"].state, deliveries["a"].passing, deliveries["a"].reason) == ("failed", True, "no-copies")
    assert deliveries["b"].state == "sent"
    assert not goal.exists()
    assert resume(home.project, QUARTER, clock).problems == ()


def test_nothing_of_mail_is_needed_where_nobody_is_written_to(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(VARIABLE)
    assert send(home.project, QUARTER, to_folder(home, tmp_path), clock).problems == ()
