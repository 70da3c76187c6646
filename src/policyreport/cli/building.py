"""The commands that make documents: build, and inspect, which shows what they say."""

from __future__ import annotations

import argparse
import sys

from policyreport.build import Built, Manner, Progress, build, documents, read, silent
from policyreport.cli.speech import Speech, columns
from policyreport.document.dump import dump
from policyreport.errors import Words
from policyreport.project import open_project


def build_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Build a set and say where it is, what is in it, and what was noted while it was made."""
    project = open_project(arguments.project)
    chosen = (arguments.quarter, arguments.report, arguments.format)
    manner = Manner(arguments.large_print, arguments.draft, _progress())
    try:
        built = build(project, *chosen, manner)
    finally:
        _end_progress()
    if arguments.json:
        severities = [*["warning"] * len(built.warnings), *["note"] * len(built.notes)]
        print(speech.records([*built.warnings, *built.notes], severities))
        return
    for warning in built.warnings:
        print(speech.problem(warning, label=speech.say(Words("warning", "경고"))), file=sys.stderr)
    print(_written(built, speech))
    for note in built.notes:
        print(speech.problem(note, label=speech.say(Words("note", "참고"))))


def inspect_command(arguments: argparse.Namespace, _speech: Speech) -> None:
    """Print what a report says, as the tree that its formats are made of."""
    project = open_project(arguments.project)
    for _, document in documents(read(project, arguments.quarter, [arguments.report])):
        print(dump(document), end="")


def _progress() -> Progress:
    """Return a progress line for a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return silent
    return lambda number, total, name: print(f"\r\033[K[{number}/{total}] {name}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)


def _written(built: Built, speech: Speech) -> str:
    rows = [
        (f"  {output.name}", _extent(output.form, output.rendered.extent, speech), _size(len(output.rendered.content)))
        for output in built.outputs
    ]
    head = speech.say(Words(f"published in {built.folder}", f"펴낸 곳: {built.folder}"))
    return f"{head}\n{columns(rows)}"


def _extent(form: str, extent: int | None, speech: Speech) -> str:
    if extent is None:
        return "-"
    if form == "xlsx":
        return speech.say(Words(f"{extent} sheets", f"시트 {extent}개"))
    return speech.say(Words(f"{extent} pages", f"{extent}쪽"))


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} KiB"
