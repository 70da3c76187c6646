"""What sentences claim of numbers is listed, with what was left alone."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run, Spoil

FILE = "data/quarters/2026Q2.yaml"
HEADLINE = "스마트상점 추가 선정, 공동 배달망 시범 개시"


def test_true_and_false_claims_and_what_is_left_alone_are_listed(project: Path, run: Run, spoil: Spoil):
    spoil(FILE, HEADLINE, "스마트상점 신청 480개소, 전 분기보다 감소")
    spoil(FILE, "    - 저녁 교육 과정 개설 여부 결정\n", "    - 스마트상점 신청 증가 예상\n")
    said = run("claims", "--project", project)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "1 sentences judged: 1 claims true, 1 false; 1 sentences left alone"
    assert "  true 480개소 — 480개소 (2026년 2/4분기)" in lines
    assert "  FALSE 감소 — 320개소 (the quarter before) to 480개소" in lines
    assert lines[-1].endswith(": 스마트상점 신청 증가 예상")


def test_a_program_reads_them_as_json(project: Path, run: Run, spoil: Spoil):
    spoil(FILE, HEADLINE, "스마트상점 신청 480개소")
    said = run("claims", "2026Q2", "--project", project, "--json")
    (sentence,) = json.loads(said.out)["sentences"]
    assert sentence["place"].startswith(FILE)
    assert [(claim["word"], claim["true"]) for claim in sentence["claims"]] == [("480개소", True)]


def test_an_unknown_quarter_is_told(project: Path, run: Run):
    said = run("claims", "2031Q1", "--project", project)
    assert (said.code, "the data do not report on 2031Q1" in said.err) == (2, True)
