"""What is wrong with a command is said in the user's language, argparse's own part too."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from policyreport.cli.argparse_ko import _KOREAN, argparse_in_korean
from policyreport.inputs.open_data import PORTALS

from .conftest import Run

COMMANDS = ["build", "check", "inspect", "names", "rules", "roll", "import", "template-workbook", "schema", "init"]


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")


FAULTS = [
    (["roll", "2025Q1"], "빠진 것: NEW"),
    ([], "빠진 것: COMMAND"),
    (["build", "--nonsense"], "모르는 것: --nonsense"),
    (["build", "--quarter"], "--quarter: 값 하나가 있어야 합니다"),
    (["build", "--report"], "--report: 값이 하나 이상 있어야 합니다"),
    (["build", "--json=1"], "--json: 값을 받지 않는데 '1'이 있습니다"),
    (["build", "2026Q2"], "모르는 것: 2026Q2 [usage.command]\n    도움말: 분기는 --quarter 2026Q2처럼 적으십시오"),
    (["build", "다른", "말"], "모르는 것: 다른 말 [usage.command]\n    도움말: 사용법: policyreport build --help"),
    (["biuld"], "COMMAND: 'biuld'는 쓸 수 없습니다. 쓸 수 있는 것:"),
]


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize(("given", "told"), FAULTS)
def test_a_command_that_cannot_be_read_is_explained_in_korean(run: Run, given: list[str], told: str):
    said = run(*given)
    assert said.code == 2
    assert f"명령을 읽을 수 없습니다: {told}" in said.err
    assert not re.search(r"\b(argument|expected|required|invalid|choose|unrecognized)\b", said.err)


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_korean_to_the_last_option(run: Run, command: str):
    said = run(*([command] if command else []), "--help")
    assert said.code == 0
    assert said.out.startswith("사용법: ")
    explained = re.sub(
        r"[A-Z]{2,}|PDF|Word|JSON Schema|SARIF|\S*-\S*|K-Startup|kstartup|bizinfo|openfiscal", "", said.out
    )
    assert not re.search(r"\b(usage|options|show|positional|arguments|print|make|write|folder)\b", explained)


def test_help_is_english_elsewhere(run: Run):
    said = run("build", "--help")
    assert said.out.startswith("usage: ")
    assert "options:" in said.out


def test_the_help_of_import_names_every_portal(run: Run):
    assert [name for name in PORTALS if name not in run("import", "--help").out] == []


def test_a_portal_that_does_not_exist_is_a_usage_problem(project: Path, run: Run):
    said = run("import", "kstartop", "x.json", "--project", project)
    assert (said.code, "did you mean 'kstartup'?" in said.err) == (2, True)


def test_a_fault_that_is_not_known_stays_as_it_is():
    option = argparse.ArgumentParser().add_argument("--x")
    with argparse_in_korean():
        assert str(argparse.ArgumentError(option, "something new")) == "--x: something new"
    assert str(argparse.ArgumentError(option, "something new")) == "argument --x: something new"


@pytest.mark.parametrize("message", _KOREAN)
def test_each_message_in_korean_is_one_that_argparse_asks_for(message: str):
    source = Path(argparse.__file__).read_text("utf-8")
    assert re.search(rf"(?:_|ngettext)\([\"']{re.escape(message)}[\"']", source)
