"""A small sound project to be spoilt in one way or another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs import load
from policyreport.project import Project

POLICY = """\
policy:
  id: levelup
  title: 레벨업 전략
  purpose: 경쟁력 확보
  lead: 중소벤처기업부
  began: 2024-07-10
  sources: [s1]

strategies:
  - id: growth
    title: 성장
    goal: 고성장
    sources: [s1]

measures:
  - id: challenge
    title: 챌린지
    strategy: growth
    content: 협업 과제
    instrument: challenge
    sources: [s1]

sources:
  - id: s1
    title: 보도자료
    publisher: 중소벤처기업부
    kind: press
    address: https://example.go.kr/1
"""

PROGRAMS = """\
programs:
  - id: global-tips
    title: 글로벌 팁스
    measures: [challenge]
    content: 다년 지원
    lead: 중소벤처기업부
    sources: [s1]
"""

INDICATORS = """\
indicators:
  - id: applied
    title: 신청
    unit: 개사
    role: output
    definition: 신청한 기업
    program: global-tips
"""

QUARTER = """\
quarter: 2025Q2

report:
  as_of: 2025-06-30
  headline: 선정 완료

observations:
  - indicator: applied
    value: 1,524
    as_of: 2025-05
    source: s1
"""

FILES = {
    "data/policy.yaml": POLICY,
    "data/programs.yaml": PROGRAMS,
    "data/indicators.yaml": INDICATORS,
    "data/quarters/2025Q2.yaml": QUARTER,
}

Make = Callable[[Mapping[str, str | bytes]], Project]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what writes the small project with some files replaced or added, all of them as UTF-8."""

    def write(files: Mapping[str, str | bytes]) -> Project:
        for name, content in {**FILES, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "templates").mkdir(exist_ok=True)
        return Project(tmp_path.resolve())

    return write


@pytest.fixture
def faults(make: Make) -> Callable[[Mapping[str, str | bytes]], list[Problem]]:
    """Return what gives every problem of the small project once some of its files are replaced or added."""

    def problems(files: Mapping[str, str | bytes]) -> list[Problem]:
        project = make(files)
        with pytest.raises(PolicyReportError) as caught:
            load(project)
        return list(caught.value.problems)

    return problems
