"""On a terminal a build shows what it does and what share is done; elsewhere it is quiet."""

from __future__ import annotations

import re
import sys

import pytest

from policyreport.cli.messages import Printer
from policyreport.cli.progress import ProgressLine
from policyreport.stages import APPLY_RULES, DERIVE_FACTS, PUBLISH, READ_DATA, stage


def follow(line: ProgressLine) -> None:
    with line.following():
        for each in (READ_DATA, DERIVE_FACTS, APPLY_RULES):
            with stage(each):
                pass
        line.composing(1, 2, "matrix")
        line.making(1, 3, "matrix.xlsx")
        line.making(2, 3, "matrix.csv")
        line.composing(2, 2, "briefing")
        line.making(3, 3, "briefing.pdf")
        with stage(PUBLISH):
            pass


def test_a_terminal_is_shown_stages_reports_and_the_share_of_the_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    follow(ProgressLine(Printer(korean=False)))
    shown = capsys.readouterr().err.split("\r\033[K")[1:]
    assert [re.sub(r"^\d+% ", "", each) for each in shown] == [
        *("read the data", "derive the facts", "apply the rules"),
        *("[1/2] compose matrix", "[1/3] matrix.xlsx", "[2/3] matrix.csv"),
        *("[2/2] compose briefing", "[3/3] briefing.pdf", "put the set in place", ""),
    ]
    shares = [int(each.partition("%")[0]) for each in shown if each]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 85)


def test_a_terminal_is_not_shown_what_is_told_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    follow(ProgressLine(Printer(korean=False), shown=False))
    assert capsys.readouterr().err == ""


def test_what_is_no_terminal_is_shown_nothing(capsys: pytest.CaptureFixture[str]):
    follow(ProgressLine(Printer(korean=False)))
    assert capsys.readouterr().err == ""
