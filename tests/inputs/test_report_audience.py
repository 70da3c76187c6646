"""For whom a kind of report is."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.document.report_type import ReportKind
from policyreport.inputs import report_kinds
from policyreport.model.base import Audience

from .conftest import Make

REPORT = "title: 보고\nsubtitle: 요약\nrunning_title: 보고\nsummary: 현황\nformats: [pdf]\n"
KIND, BODY = "templates/briefing/report.yaml", "templates/briefing/body.md.j2"


def audience(make: Make, line: str) -> str:
    return report_kinds(make({KIND: REPORT + line, BODY: "# 가\n"}))["briefing"].audience


@pytest.mark.parametrize("reader", get_args(Audience))
def test_a_report_says_for_whom_it_is(make: Make, reader: str) -> None:
    assert audience(make, f"audience: {reader}\n") == reader


def test_a_report_that_does_not_say_so_tells_only_what_is_public(make: Make) -> None:
    assert audience(make, "") == "public"


def test_readers_of_no_class_are_refused(make: Make) -> None:
    with pytest.raises(PolicyReportError) as caught:
        audience(make, "audience: everyone\n")
    assert [(p.field, str(p.where)) for p in caught.value.problems] == [("audience", f"{KIND}:6:11")]


def test_reports_and_records_know_the_same_readers() -> None:
    assert get_type_hints(ReportKind)["audience"] == Audience
