"""The crontab's lines run exactly what was meant, and leave all other lines as they are."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.diagnostics import PolicyReportError
from policyreport.scheduler.timers.cron import block, command_line, with_block, without_block

from .timing import ARGUMENTS, FOLDER, PROGRAM, awkward, timer

lines = st.lists(st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=["Cs"]), max_size=20))
crontabs = lines.map(lambda each: "".join(f"{line}\n" for line in each))


def heeded_by_cron(command: str) -> str:
    """Return the command that cron hands to the shell: up to ``%``, where no backslash stands before that.

    So does do_command.c of Vixie cron, and of cronie: a backslash keeps the next sign, and goes where that is ``%``.
    """
    kept = ""
    signs = iter(command)
    for sign in signs:
        if sign == "%":
            break
        if sign == "\\":
            following = next(signs, "")
            kept += following if following == "%" else sign + following
        else:
            kept += sign
    return kept


def the_line(crontab: str) -> str:
    (line,) = (line for line in crontab.splitlines() if not line.startswith(("#", "CRON_TZ=")))
    return line


def test_the_lines_are_marked_and_say_time_and_zone():
    begin, zone, line, back, end = block(timer()).splitlines()
    assert (begin, end) == ("# begin policyreport-made-up-0a1b2c", "# end policyreport-made-up-0a1b2c")
    assert (zone, back) == ("CRON_TZ=Asia/Seoul", 'CRON_TZ=""')
    assert line.split()[:5] == ["5", "6", "*", "*", "*"]


def test_a_parser_of_crontabs_reads_the_time():
    cronsim = pytest.importorskip("cronsim")
    when = " ".join(the_line(block(timer())).split()[:5])
    assert next(cronsim.CronSim(when, datetime(2025, 7, 21, 7, tzinfo=UTC))) == datetime(2025, 7, 22, 6, 5, tzinfo=UTC)


def dry_run(program: str) -> str:
    """Return the option by which a crontab only checks a file: ``-T`` of cronie, ``-n`` of Debian's."""
    usage = subprocess.run([program, "-?"], capture_output=True, text=True, check=False).stderr
    found = re.search(r"^\s*(-T)\s.*test|^\s*(-n)\s.*dry run", usage, re.MULTILINE)
    return (found[1] or found[2]) if found else ""


def test_crons_own_parser_accepts_the_lines(tmp_path: Path):
    program = shutil.which("crontab")
    option = dry_run(program) if program else ""
    if not option:
        pytest.skip("there is no crontab that checks a file")
    file = tmp_path / "crontab"
    file.write_text(with_block("MAILTO=somebody\n", timer()), encoding="utf-8")
    said = subprocess.run([str(program), option, str(file)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_the_shell_gets_the_program_with_its_arguments():
    command = heeded_by_cron(the_line(block(timer())).split(maxsplit=5)[5])
    assert shlex.split(command) == [PROGRAM, *ARGUMENTS, FOLDER, ">/dev/null"]


@given(awkward)
def test_any_path_reaches_the_program_as_it_stands(path: str):
    assert shlex.split(heeded_by_cron(command_line(("python", "--project", path))))[-1] == path


def test_a_real_shell_reads_it_so_too():
    path = "/a\\%b 'c' \"d\" $HOME `id` 가"
    printed = heeded_by_cron(command_line(("printf", "%s", path)))
    assert subprocess.run(["/bin/sh", "-c", printed], capture_output=True, text=True, check=True).stdout == path


@given(crontabs)
def test_what_is_installed_is_removed_and_all_else_stays(crontab: str):
    assert without_block(with_block(crontab, timer()), timer().name) == crontab


@given(crontabs)
def test_installing_twice_is_installing_once(crontab: str):
    once = with_block(crontab, timer())
    assert with_block(once, timer()) == once


def test_a_last_line_without_its_end_gets_one():
    assert with_block("0 1 * * * true", timer()) == "0 1 * * * true\n" + block(timer())


def test_another_projects_lines_stay():
    other = block(timer()).replace("0a1b2c", "ffffff")
    assert without_block(with_block(other, timer()), timer().name) == other


def test_lines_whose_end_is_missing_are_not_guessed_at():
    broken = block(timer()).replace("# end", "# gone")
    with pytest.raises(PolicyReportError, match="the crontab lacks the line '# end policyreport-made-up-0a1b2c'"):
        without_block(broken, timer().name)
