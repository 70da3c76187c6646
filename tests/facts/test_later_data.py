"""Whatever is written later, an older quarter tells the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, budget, dataset, event, indicator, measure, program, seen, source, target
from tests.young_farmers import young_farmers

from policyreport.facts import derive
from policyreport.inputs import load
from policyreport.model import Dataset, Quarter
from policyreport.model.base import Audience
from policyreport.model.facts import Change

NOW, NEXT = Quarter(2024, 4), Quarter(2025, 1)
Collections = Mapping[str, list[Fields]]


def sourced(**fields: object) -> Fields:
    return {"sources": ["early"], **fields}


THEN: Collections = {
    "measures": [measure("m", sources=["early"])],
    "programs": [program("p", "m", sources=["early"])],
    "indicators": [indicator("a", program="p")],
    "observations": [seen("a", "2024Q3", 1, source="early"), seen("a", "2024Q4", 2, source="early")],
    "targets": [target("a", 5, "2024-07-10", source="early")],
    "budgets": [budget("b", "p", 2024, current=100, source="early")],
    "milestones": [sourced(id="m1", title="착공", due="2025-02-10"), sourced(id="m2", title="공고", due="2024-10-31")],
    "risks": [sourced(id="r1", title="부진", reason="인력 부족")],
    "legislation": [sourced(id="l1", title="지원법", kind="act", stage="planned")],
    "meetings": [sourced(id="first", title="첫 회의", date="2024-10-10", agenda=["점검"])],
    "actions": [
        sourced(id="a1", title="기준", meeting="first", status="ongoing", due="2025-03-31"),
        sourced(id="a2", title="창구", meeting="first", status="delayed", due="2024-11-30"),
    ],
    "events": [event("e", "2024-10-20", figures=["a"], programs=["p"], sources=["early"])],
    "sources": [source("s1", date="2024-07-10"), source("early", date="2024-07-15"), source("late", date="2025-03-02")],
}

after = st.dates(min_value=NOW.last_day.replace(year=2025, month=1, day=1), max_value=NEXT.last_day).map(str)
words = st.sampled_from(["토지 수용 지연", "다시 공고", "담당 바뀜"])
later_states: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "milestones": {"slipped_to": after, "reason": words, "remedy": words, "done": after},
    "risks": {"status": st.just("closed"), "remedy": words, "due": after},
    "legislation": {"stage": st.sampled_from(["drafted", "passed", "in_force"]), "date": after, "note": words},
    "actions": {"status": st.sampled_from(["done", "delayed", "ongoing"]), "note": words, "evidence": words},
}
later_records: Collections = {
    "observations": [seen("a", "2025Q1", 9, source="late")],
    "targets": [target("a", 7, "2025-02-20", source="late")],
    "budgets": [budget("c", "p", 2025, current=90, source="late")],
    "milestones": [sourced(id="m9", title="준공", due="2026-01-31", sources=["late"])],
    "risks": [sourced(id="r9", title="민원", reason="소음", sources=["late"])],
    "legislation": [sourced(id="l9", title="시행령", kind="decree", stage="drafted", sources=["late"])],
    "meetings": [sourced(id="second", title="둘째 회의", date="2025-01-20", agenda=["점검"], sources=["late"])],
    "actions": [sourced(id="a9", title="조사", meeting="second", status="ongoing", sources=["late"])],
    "events": [event("f", "2025-02-01", figures=["a"], programs=["p"], sources=["late"])],
}


@st.composite
def grown(draw: st.DrawFn) -> Collections:
    """The data of ``THEN`` as they may stand a quarter later: states overwritten, sources and records added."""
    made: dict[str, list[Fields]] = {}
    for name, records in THEN.items():
        told = [dict(record) for record in records]
        for record in told if name in later_states else []:
            changed = draw(st.fixed_dictionaries({}, optional=dict(later_states[name])))
            record.update({**changed, "sources": ["early", "late"]} if changed else {})
        for record in told if name in {"measures", "programs", "events"} else []:
            record["sources"] = draw(st.sampled_from([["early"], ["early", "late"]]))
        more = draw(st.sampled_from([[], later_records[name]])) if name in later_records else []
        made[name] = [*told, *more]
    made["budgets"][0] |= draw(st.sampled_from([{}, {"executed": 40, "executed_as_of": "2025-01"}]))
    return made


@given(grown())
def test_a_quarter_tells_the_same_whatever_became_of_its_records_later(later: Collections) -> None:
    alone = derive(dataset("2024Q3", "2024Q4", **THEN), NOW)
    both = derive(dataset("2024Q3", "2024Q4", "2025Q1", **later), NOW)
    assert both.known == alone.known
    assert both.of == alone.of
    assert both.changes == alone.changes


@pytest.mark.parametrize(("reader", "sees"), [("internal", 2), ("public", 1)])
def test_a_later_source_that_readers_may_not_know_dates_a_postponement_all_the_same(
    reader: Audience, sees: int
) -> None:
    known = dataset(
        "2024Q3",
        "2024Q4",
        "2025Q1",
        milestones=[
            sourced(id="m", title="착공", due="2025-01-31", slipped_to="2025-09-30", sources=["early", "minutes"])
        ],
        sources=[*THEN["sources"], source("minutes", date="2025-01-15", audience="internal")],
    )
    (then,) = derive(known, NOW, reader).known.milestones
    assert (then.state(NOW.last_day), then.slipped_to, then.sources) == ("ahead", None, ("early",))
    now = derive(known, NEXT, reader)
    days = (date(2025, 1, 31), date(2025, 9, 30))
    assert now.changes == (Change("milestone", "m", "ahead", "put_off", *days),)
    assert len(now.known.milestones[0].sources) == sees


def farmers(folder: Path, end_of: Literal["third", "fourth"]) -> Dataset:
    return load(young_farmers(folder, end_of)).dataset


@pytest.mark.parametrize("end_of", ["third", "fourth"])
def test_the_june_report_of_the_made_up_office_knows_nothing_of_september(
    tmp_path: Path, end_of: Literal["third", "fourth"]
) -> None:
    known = derive(farmers(tmp_path, end_of), Quarter(2026, 2)).known
    smart = next(m for m in known.milestones if m.id == "ms-smart2")
    assert smart.state(Quarter(2026, 2).last_day) == "ahead"
    assert str(smart.due) == "2026-08-31"
    assert (smart.slipped_to, smart.reason, smart.remedy, smart.sources) == (None, None, None, ())
    window = next(a for a in known.actions if a.id == "loan-window")
    assert (window.status, window.note, window.sources) == ("ongoing", None, ("minutes1",))
    assert (known.risks, [law.id for law in known.legislation]) == ((), ["ord"])
    assert not {"minutes2", "rep3", "rep4"} & {source.id for source in known.sources}


@pytest.mark.parametrize("end_of", ["third", "fourth"])
def test_the_september_report_of_the_made_up_office_tells_what_was_put_off_and_from_what(
    tmp_path: Path, end_of: Literal["third", "fourth"]
) -> None:
    facts = derive(farmers(tmp_path, end_of), Quarter(2026, 3))
    smart = next(m for m in facts.known.milestones if m.id == "ms-smart2")
    assert (smart.state(facts.report.as_of), str(smart.slipped_to)) == ("put_off", "2027-01-31")
    told = {change.record: (change.before, change.after) for change in facts.changes if change.kind == "milestone"}
    assert told == {"ms-smart2": ("ahead", "put_off"), "ms-house": ("ahead", "late")}


DATED = """updates:
  - {kind: milestones, record: ms-smart2, on: 2026-09-10, state: 연기, due: 2027-01-31, source: minutes2}
  - {kind: milestones, record: ms-smart2, on: 2026-12-10, state: 연기, due: 2027-05-31, reason: 혹한, source: rep4}
  - {kind: actions, record: loan-window, on: 2026-09-30, state: 지연, note: 22개 시군 중 17개 설치, source: minutes2}
  - {kind: actions, record: loan-window, on: 2026-10-29, state: 완료, note: 22개 시군 모두 설치, source: rep4}
  - {kind: legislation, record: act, on: 2026-11-20, state: 통과}
"""


def test_the_office_that_dates_its_states_is_told_right_in_every_quarter_and_loses_no_note(tmp_path: Path) -> None:
    project = young_farmers(tmp_path, "fourth")
    (project.data / "updates.yaml").write_text(DATED, encoding="utf-8")
    whole = load(project).dataset
    told: dict[int, list[object]] = {}
    for number in (2, 3, 4):
        known = derive(whole, Quarter(2026, number)).known
        smart = next(m for m in known.milestones if m.id == "ms-smart2")
        window = next(a for a in known.actions if a.id == "loan-window")
        law = next((one.stage for one in known.legislation if one.id == "act"), None)
        due = str(smart.slipped_to or smart.due)
        told[number] = [smart.state(Quarter(2026, number).last_day), due, window.status, window.note, law]
    assert told == {
        2: ["ahead", "2026-08-31", "ongoing", None, None],
        3: ["put_off", "2027-01-31", "delayed", "22개 시군 중 17개 설치", "proposed"],
        4: ["put_off", "2027-05-31", "done", "22개 시군 모두 설치", "passed"],
    }


def test_the_september_report_made_again_in_december_tells_no_note_of_october(tmp_path: Path) -> None:
    known = derive(farmers(tmp_path, "fourth"), Quarter(2026, 3)).known
    told = {a.id: (a.status, a.done, a.note, a.sources) for a in known.actions}
    assert told["loan-window"] == ("delayed", None, None, ("minutes1",))
    assert told["age-rule"] == ("ongoing", None, None, ("minutes2",))
    now = derive(farmers(tmp_path, "fourth"), Quarter(2026, 4)).known
    window = next(a for a in now.actions if a.id == "loan-window")
    assert (window.status, str(window.done), window.note) == ("done", "2026-10-29", "22개 시군 모두 설치")
