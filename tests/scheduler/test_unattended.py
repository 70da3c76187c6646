"""What a run does with what is due, what stops it, and what it says of that."""

from __future__ import annotations

import json
import re
import sys
from datetime import timedelta

import pytest

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.pipeline.edited_files import edited_files_notice
from policyreport.project import Project
from policyreport.publish.lock import locked
from policyreport.scheduler import read_status, run
from policyreport.scheduler.log import FILE, FOLDER

from .world import SETTINGS, World, issues_of


def fault(kind: ErrorKind, code: str = "made-up") -> PolicyReportError:
    return PolicyReportError(
        [Problem(kind, code, Message("홍길동 님의 1,234", "홍길동"), SourceLocation("data/policy.yaml", 3, 4))]
    )


def test_everything_due_is_issued_the_oldest_first(project: Project, world: World):
    ran = run(project, world.means())
    assert world.built == ["2025Q1", "2025Q2"]
    assert (ran.status.outcome, ran.status.named("issued")) == ("issued", ("2025Q1", "2025Q2"))
    assert set(issues_of(project.out)) == {"2025Q1", "2025Q2"}


def test_a_second_run_has_nothing_to_do(project: Project, world: World):
    run(project, world.means())
    world.built.clear()
    assert run(project, world.means()).status.outcome == "nothing-due"
    assert world.built == []


def test_nothing_is_issued_a_moment_before_it_is_due(project: Project, world: World):
    world.now -= timedelta(seconds=1)
    assert run(project, world.means()).status.named("issued") == ("2025Q1",)


def test_the_status_says_when_what_is_due_next(project: Project, world: World):
    said = run(project, world.means()).status.next_due
    assert said
    assert (said.quarter, str(said.day)) == ("2025Q3", "2025-10-21")


def test_a_quarter_that_waits_is_warned_of_and_named(project: Project, world: World):
    world.reported = list(world.reported)[:1]
    ran = run(project, world.means())
    assert (ran.status.named("waiting"), ran.status.exit_code) == (("2025Q2",), 0)
    assert [(warning.code, str(warning.where)) for warning in ran.warnings] == [
        ("run.waiting", "data/quarters/2025Q2.yaml")
    ]


def test_the_fault_of_one_quarter_does_not_hinder_the_next(project: Project, world: World):
    world.faults["2025Q1"] = [fault(ErrorKind.DATA)]
    status = run(project, world.means()).status
    assert (status.named("failed"), status.named("issued")) == (("2025Q1",), ("2025Q2",))
    assert (status.exit_code, status.outcome) == (ErrorKind.DATA, "failed")


def test_a_quarter_that_failed_is_taken_up_again_by_the_next_run(project: Project, world: World):
    world.faults["2025Q1"] = [fault(ErrorKind.TEMPLATE)]
    run(project, world.means())
    assert run(project, world.means()).status.named("issued") == ("2025Q1",)


@pytest.mark.parametrize("kind", [ErrorKind.OUTPUT, ErrorKind.LOCKED])
def test_what_may_pass_is_tried_three_times_with_growing_pauses(project: Project, world: World, kind: ErrorKind):
    world.faults["2025Q1"] = [fault(kind), fault(kind)]
    assert run(project, world.means()).status.named("issued") == ("2025Q1", "2025Q2")
    assert world.waited == [10, 60]


def test_a_fault_of_the_system_or_of_the_network_may_pass(project: Project, world: World):
    world.faults["2025Q1"] = [OSError(5, "Input/output error")]
    world.faults["data"] = [fault(ErrorKind.DATA, "sql.unreachable")]
    assert run(project, world.means()).status.exit_code == 0


def test_after_three_tries_the_next_run_is_left_to_try(project: Project, world: World):
    world.faults["2025Q1"] = [fault(ErrorKind.OUTPUT)] * 3
    status = run(project, world.means()).status
    assert (world.built, status.named("failed")) == (["2025Q1"] * 3 + ["2025Q2"], ("2025Q1",))
    assert status.exit_code == ErrorKind.OUTPUT


@pytest.mark.parametrize(
    "kind", [ErrorKind.DATA, ErrorKind.TEMPLATE, ErrorKind.RENDER, ErrorKind.LIMIT, ErrorKind.SECURITY]
)
def test_what_is_wrong_with_data_or_templates_is_not_tried_again(project: Project, world: World, kind: ErrorKind):
    world.faults["2025Q1"] = [fault(kind)]
    assert run(project, world.means()).status.exit_code == kind
    assert (world.built, world.waited) == (["2025Q1", "2025Q2"], [])


def test_a_fault_that_nobody_foresaw_is_told_as_our_own(project: Project, world: World):
    world.faults["2025Q2"] = [ZeroDivisionError()]
    ran = run(project, world.means())
    assert (ran.status.exit_code, ran.problems[0].code) == (ErrorKind.INTERNAL, "internal.fault")
    assert "ZeroDivisionError (world.py:" in ran.problems[0].what.en


def test_security_comes_before_all_else_in_the_exit_code(project: Project, world: World):
    world.faults |= {"2025Q1": [fault(ErrorKind.DATA)], "2025Q2": [fault(ErrorKind.SECURITY)]}
    assert run(project, world.means()).status.exit_code == ErrorKind.SECURITY


def test_data_that_cannot_be_read_fail_the_run(project: Project, world: World):
    world.faults["data"] = [fault(ErrorKind.DATA, "data.date")]
    status = run(project, world.means()).status
    assert (status.exit_code, [each.code for each in status.problems]) == (ErrorKind.DATA, ["data.date"])


def test_settings_that_cannot_be_read_fail_the_run_and_leave_a_status(project: Project, world: World):
    (project.data / "project.yaml").write_text(SETTINGS + "timezone: Asia/Soul\n", encoding="utf-8")
    ran = run(project, world.means())
    assert (ran.status.exit_code, ran.problems[0].code) == (ErrorKind.DATA, "data.timezone")
    assert read_status(project.out) == ran.status


def test_a_damaged_ledger_stops_everything_with_8(project: Project, world: World):
    project.out.mkdir()
    (project.out / "ledger.sqlite").write_bytes(b"no ledger" * 500)
    ran = run(project, world.means())
    assert (ran.status.exit_code, ran.problems[0].code, world.built) == (ErrorKind.OUTPUT, "ledger.damaged", [])
    assert read_status(project.out) == ran.status


def test_a_log_that_leads_out_of_the_output_folder_is_refused_with_7(project: Project, world: World):
    project.out.mkdir()
    (project.out / FOLDER).symlink_to(project.root.parent, target_is_directory=True)
    with pytest.raises(PolicyReportError) as caught:
        run(project, world.means())
    assert (caught.value.exit_code, world.built) == (ErrorKind.SECURITY, [])


def test_a_run_beside_another_ends_at_once_with_9(project: Project, world: World):
    (project.out / FOLDER).mkdir(parents=True)
    with locked(project.out / FOLDER), pytest.raises(PolicyReportError) as caught:
        run(project, world.means())
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ErrorKind.LOCKED, "run.under-way")


def test_the_last_good_run_stays_known_while_others_fail(project: Project, world: World):
    good = run(project, world.means()).status.ended
    world.now += timedelta(days=100)
    world.faults["2025Q3"] = [fault(ErrorKind.DATA)]
    assert run(project, world.means()).status.last_good == good


def test_neither_status_nor_log_tell_what_data_say_nor_where_they_are(project: Project, world: World):
    world.faults["2025Q1"] = [fault(ErrorKind.DATA), OSError(13, "Permission denied", str(project.root))]
    run(project, world.means())
    for file in ("status.json", f"{FOLDER}/{FILE}"):
        text = (project.out / file).read_text("utf-8")
        assert not re.search(r"홍길동|1,234", text)
        assert str(project.root) not in text


def test_the_log_has_a_line_for_each_thing(project: Project, world: World):
    world.faults["2025Q1"] = [fault(ErrorKind.LOCKED, "output-locked")]
    run(project, world.means())
    lines = (project.out / FOLDER / FILE).read_text("utf-8").splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == [
        "INFO run begins",
        "WARNING 2025Q1: try 1 failed: output-locked",
        "INFO 2025Q1: issued after 0.0 s",
        "INFO 2025Q2: issued after 0.0 s",
        "INFO run ends: issued, exit code 0",
    ]


KEEPER = "import sys; open('told.json', 'wb').write(sys.stdin.buffer.read()); sys.exit(int(sys.argv[1]))"


def notify(project: Project, *command: str) -> None:
    said = json.dumps({"first": "2025Q1", "notify": {"command": command}})
    (project.data / "project.yaml").write_text(f"{SETTINGS}schedule: {said}\n", encoding="utf-8")


def test_people_are_told_by_a_command_of_theirs_with_the_status(project: Project, world: World):
    notify(project, sys.executable, "-c", KEEPER, "0")
    status = run(project, world.means()).status
    assert json.loads((project.root / "told.json").read_text("utf-8")) == json.loads(status.model_dump_json())


def test_people_are_told_of_a_failure(project: Project, world: World):
    notify(project, sys.executable, "-c", KEEPER, "0")
    world.faults["data"] = [fault(ErrorKind.DATA)]
    run(project, world.means())
    assert json.loads((project.root / "told.json").read_text("utf-8"))["exit_code"] == ErrorKind.DATA


def test_people_are_left_alone_when_nothing_was_due(project: Project, world: World):
    run(project, world.means())
    notify(project, sys.executable, "-c", KEEPER, "0")
    run(project, world.means())
    assert not (project.root / "told.json").exists()


@pytest.mark.parametrize("command", [(sys.executable, "-c", KEEPER, "3"), ("no-such-program",)])
def test_a_command_that_fails_is_told_with_10_and_undoes_nothing(
    project: Project, world: World, command: tuple[str, ...]
):
    notify(project, *command)
    ran = run(project, world.means())
    assert (ran.status.exit_code, ran.problems[0].code) == (ErrorKind.DELIVERY, "run.not-told")
    assert ran.status.named("issued") == ("2025Q1", "2025Q2")
    assert read_status(project.out) == ran.status


def test_what_the_shell_would_heed_is_handed_over_as_it_stands(project: Project, world: World):
    echo = "import sys; open('told.txt', 'w').write(sys.argv[1])"
    notify(project, sys.executable, "-c", echo, "$HOME; `id` > x")
    run(project, world.means())
    assert (project.root / "told.txt").read_text("utf-8") == "$HOME; `id` > x"


def test_a_command_that_tells_people_is_given_no_secrets(
    project: Project, world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("POLICYREPORT_SMTP_PASSWORD", "secret")
    monkeypatch.setenv("OFFICE_DATABASE", "postgresql://somebody:secret@host/db")
    monkeypatch.setenv("OFFICE_CHANNEL", "policy")
    notify(project, sys.executable, "-c", "import json, os; json.dump(dict(os.environ), open('environment.json', 'w'))")
    with (project.data / "project.yaml").open("a", encoding="utf-8") as file:
        file.write("inputs: [{sql_from: OFFICE_DATABASE, queries: {programs: SELECT 1}}]\n")
    assert run(project, world.means()).problems == ()
    given = json.loads((project.root / "environment.json").read_text("utf-8"))
    assert given["OFFICE_CHANNEL"] == "policy"
    assert given.keys().isdisjoint(["POLICYREPORT_SMTP_PASSWORD", "OFFICE_DATABASE"])


def test_a_status_that_cannot_be_written_hinders_no_quarter_and_is_told(project: Project, world: World):
    notify(project, sys.executable, "-c", KEEPER, "0")
    (project.out / "status.json").mkdir(parents=True)
    ran = run(project, world.means())
    assert ran.status.named("issued") == ("2025Q1", "2025Q2")
    assert [problem.code for problem in ran.problems] == ["output-refused"]
    assert json.loads((project.root / "told.json").read_text("utf-8"))["exit_code"] == ErrorKind.OUTPUT


def test_a_file_that_was_kept_aside_is_warned_of_in_status_and_log(project: Project, world: World):
    world.warnings = tuple(edited_files_notice(["out/2025Q1-edited/briefing.txt"]))
    world.reported = list(world.reported)[:1]
    ran = run(project, world.means())
    said = ran.status.quarters[0].warnings
    assert [(each.code, each.file) for each in said] == [("output.edited", "out/2025Q1-edited/briefing.txt")]
    assert [warning.code for warning in ran.warnings] == ["output.edited", "run.waiting"]
    assert "WARNING 2025Q1: output.edited out/2025Q1-edited/briefing.txt\n" in (
        (project.out / FOLDER / FILE).read_text("utf-8")
    )
