from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import settings
from policyreport.model.rule_settings import RuleSettings
from policyreport.project import Project

PROJECT = """\
name: levelup
title: 레벨업 전략
organisation: 중소벤처기업부
licence: 출처 표시
rules:
  off:
    - code: text.date
"""


def test_nothing_said_means_every_rule_at_its_usual_measure() -> None:
    usual = RuleSettings()
    assert usual.off == ()
    assert (usual.freshness.warn_days, usual.freshness.error_days, usual.longest_item) == (400, None, 70)


@pytest.mark.parametrize("reason", [{}, {"reason": ""}, {"reason": "  "}])
def test_a_rule_cannot_be_switched_off_without_a_reason(reason: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        RuleSettings.model_validate({"off": [{"code": "text.date", **reason}]})
    assert [detail["loc"] for detail in caught.value.errors()] == [("off", 0, "reason")]


def test_numbers_may_come_as_texts_as_files_give_them() -> None:
    read = RuleSettings.model_validate({"freshness": {"warn_days": "90", "error_days": "180"}, "longest_item": "60"})
    assert (read.freshness.warn_days, read.freshness.error_days, read.longest_item) == (90, 180, 60)


def written(root: Path, text: str) -> Project:
    (root / "data").mkdir()
    (root / "data" / "project.yaml").write_text(text, encoding="utf-8")
    return Project(root.resolve())


def test_the_projects_file_sets_the_rules(tmp_path: Path) -> None:
    project = written(tmp_path, PROJECT + "      reason: 원문 그대로\n      record: s1\n")
    (off,) = settings(project).rules.off
    assert (off.code, off.reason, off.record) == ("text.date", "원문 그대로", "s1")


def test_a_rule_switched_off_without_a_reason_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PolicyReportError) as caught:
        settings(written(tmp_path, PROJECT))
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where)) == ("data.missing-field", "data/project.yaml:7:7")
