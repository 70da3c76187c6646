"""The task keeps to Task Scheduler's schema, and starts exactly what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.scheduler.timers.windows import NAMESPACE, task

from .timing import ARGUMENTS, timer

PROGRAM, FOLDER = r"C:\정책 도구\python.exe", r"D:\정책 과제 50% & 'q' <가>"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("task.xsd")))
folders = st.text(st.sampled_from(list("가 a&'<>$;=^!~")), min_size=1, max_size=12).map(lambda name: f"D:\\{name}x")


def read(folder: str = FOLDER, at: str = "06:05", zone: str = "Asia/Seoul") -> etree._Element:
    return etree.fromstring(task(timer(folder, PROGRAM, at, zone)).encode("utf-16"))


def said(root: etree._Element, name: str) -> str:
    return root.findtext(f".//{{{NAMESPACE}}}{name}") or ""


def arguments_of(line: str) -> list[str]:
    """Return the arguments of a command line as Windows programs read it (CommandLineToArgvW).

    Backslashes are themselves, except before a quote: there two make one, and an odd one makes the quote a letter.
    """
    arguments, word, quoted, i = [], "", False, 0
    while i < len(line):
        slashes = len(line[i:]) - len(line[i:].lstrip("\\"))
        i += slashes
        if i < len(line) and line[i] == '"':
            word += "\\" * (slashes // 2) + ('"' if slashes % 2 else "")
            quoted ^= not slashes % 2
        elif i < len(line) and line[i] == " " and not quoted:
            arguments, word = [*arguments, word + "\\" * slashes], ""
        else:
            word += "\\" * slashes + line[i : i + 1]
        i += 1
    return [*arguments, word]


def test_the_task_keeps_to_the_schema():
    SCHEMA.assertValid(read())


def test_it_is_written_in_utf_16_as_its_first_line_says():
    assert task(timer()).startswith('<?xml version="1.0" encoding="UTF-16"?>\n')


def test_it_runs_daily_at_the_time_of_the_projects_zone_whatever_the_hosts_is():
    assert said(read(), "StartBoundary") == "2024-01-01T06:05:00+09:00"
    assert said(read(zone="America/Los_Angeles"), "StartBoundary") == "2024-01-01T06:05:00-08:00"
    assert said(read(), "DaysInterval") == "1"


def test_a_run_that_was_missed_is_made_up_for_and_no_two_overlap():
    assert (said(read(), "StartWhenAvailable"), said(read(), "MultipleInstancesPolicy")) == ("true", "IgnoreNew")


def test_it_starts_the_program_with_its_arguments_in_the_projects_folder():
    root = read()
    assert (said(root, "Command"), said(root, "WorkingDirectory")) == (PROGRAM, FOLDER)
    assert arguments_of(said(root, "Arguments")) == [*ARGUMENTS, FOLDER]


@given(folders)
def test_any_folder_is_started_as_it_stands(folder: str):
    root = read(folder)
    SCHEMA.assertValid(root)
    assert arguments_of(said(root, "Arguments"))[-1] == said(root, "WorkingDirectory") == folder


@pytest.mark.parametrize("folder", [r"D:\%USERNAME%\a", r"D:\$(Arg0)", "D:\\" + "가" * 260])
def test_a_folder_that_task_scheduler_would_read_otherwise_is_refused(folder: str):
    with pytest.raises(PolicyReportError) as caught:
        task(timer(folder, PROGRAM))
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ErrorKind.USAGE, "schedule.path")
