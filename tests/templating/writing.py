"""What the tests of composing write: one report kind, over a small data set."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.knowledge import dataset, event, indicator, measure, program, seen, source, target

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation
from policyreport.document.nodes import Block, Document, Inline, Paragraph
from policyreport.document.report_type import ReportKind, Wording
from policyreport.facts import derive
from policyreport.model import Dataset, Facts, Quarter
from policyreport.project.settings import Settings
from policyreport.templating import compose

BODY, PARTS, REPORT = "templates/briefing/body.md.j2", "templates/house/parts.md.j2", "templates/briefing/report.yaml"
SETTINGS = Settings(
    name="levelup", title="레벨업", organisation="중소벤처기업부", licence="공공누리 제1유형", mark="가상"
)

KNOWN = dataset(
    "2024Q3",
    "2024Q4",
    measures=[measure("m1"), measure("m2")],
    programs=[program("p1", "m1", target_group="스타트업"), program("p2", "m2")],
    indicators=[
        indicator("selected", title="선정", program="p1", aspect="selected"),
        indicator("rate", title="비율", unit="%", role="outcome"),
        indicator("unicorns", title="유니콘", role="outcome"),
    ],
    observations=[
        seen("selected", "2024Q3", 1524),
        seen("rate", "2024Q3", "28.0"),
        seen("rate", "2024Q4", "26.75"),
        seen("rate", "2024Q4", "30.0", used="false", reason="다른 기준"),
    ],
    targets=[target("rate", 50, "2024-07-10", year=2027)],
    events=[
        event("e1", "2024-08-09", programs=["p1"], figures=["selected"]),
        event("e2", "2025-01-01", programs=["p2"]),
    ],
    sources=[source("s1", address="https://a.kr/1")],
)


def facts(known: Dataset = KNOWN, quarter: str = "2024Q3") -> Facts:
    return derive(known, Quarter.parse(quarter))


def kind(body: str = "", parts: str = "", **texts: str) -> ReportKind:
    """Return a report kind with these texts in its ``report.yaml``, one after another, each on a line of its own."""
    names = ("title", "subtitle", "running_title", "summary")
    worded = {
        name: Wording(texts.get(name, name), SourceLocation(REPORT, line, 8)) for line, name in enumerate(names, 1)
    }
    label, content = (
        Wording(texts.get(name, name), SourceLocation(REPORT, 8, column))
        for name, column in (("label", 13), ("content", 30))
    )
    return ReportKind(
        kind="briefing",
        **worded,
        keywords=(Wording(texts.get("keyword", "낱말"), SourceLocation(REPORT, 5, 12)),),
        formats=(Wording("pdf", SourceLocation(REPORT, 6, 11)),),
        particulars=((label, content),),
        stem="briefing",
        body=BODY,
        templates={BODY: body, PARTS: parts},
    )


def composed(body: str = "", known: Facts | None = None, parts: str = "", **texts: str) -> Document:
    return compose(kind(body, parts, **texts), known or facts(), SETTINGS)


def written(body: str, known: Facts | None = None, parts: str = "") -> tuple[Block, ...]:
    """Return the blocks that a body says."""
    return composed(body, known, parts).blocks


def said(body: str, known: Facts | None = None, parts: str = "") -> tuple[Inline, ...]:
    """Return the content of the one paragraph that a body says."""
    (paragraph,) = written(body, known, parts)
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


def refused(body: str = "", parts: str = "", **texts: str) -> PolicyReportError:
    with pytest.raises(PolicyReportError) as caught:
        composed(body, parts=parts, **texts)
    return caught.value


def problems(body: str = "", parts: str = "", **texts: str) -> list[Problem]:
    return list(refused(body, parts, **texts).problems)


def told(found: list[Problem]) -> Mapping[str, str]:
    """Return the places of problems with what is wrong there."""
    return {str(problem.where): problem.what.en for problem in found}
