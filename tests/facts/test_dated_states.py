"""Whatever becomes of a record later, an older quarter tells the same of it: its updates have their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, dataset, source

from policyreport.facts import derive
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.base import Audience
from policyreport.model.facts import Change
from policyreport.model.update import FIELDS_OF, STATES_OF, UpdatedCollection

FIRST, NOW = Quarter(2024, 3), Quarter(2024, 4)
QUARTERS = ("2024Q3", "2024Q4", "2025Q1", "2025Q2")
CLOSED = NOW.last_day
DAYS = [date(2024, 7, 20) + timedelta(days=n) for n in range(0, 340, 17)]
SOURCES = [
    source("s1"),
    source("plan", date="2024-07-10"),
    *(source(f"of-{day}", date=str(day)) for day in DAYS),
]
MEETING: Fields = {"id": "first", "title": "회의", "date": "2024-07-15", "agenda": ["점검"], "sources": ["plan"]}

days = st.sampled_from(DAYS)
words = st.sampled_from(["토지 수용", "다시 공고", "담당 바뀜"])
own: Mapping[UpdatedCollection, st.SearchStrategy[Fields]] = {
    "milestones": st.fixed_dictionaries({"due": days.map(str)}),
    "risks": st.fixed_dictionaries({"reason": words}, optional={"remedy": words, "due": days.map(str)}),
    "actions": st.fixed_dictionaries(
        {"meeting": st.just("first"), "status": st.sampled_from(["ongoing", "delayed", "unreported"])},
        optional={"due": days.map(str), "note": words},
    ),
    "legislation": st.fixed_dictionaries(
        {"kind": st.just("act"), "stage": st.sampled_from(STATES_OF["legislation"])}, optional={"note": words}
    ),
}


def _is_beginning(update: Fields, record: Fields) -> bool:
    return update["state"] in {"open", "planned"} and update.get("due") in {None, record.get("due")}


@st.composite
def updates_of(draw: st.DrawFn, kind: UpdatedCollection, name: str) -> list[Fields]:
    """Updates of one record, at most one a day, each with the source of its day or one that came out later."""
    made: list[Fields] = []
    for on in sorted(draw(st.sets(days, max_size=4))):
        state = draw(st.sampled_from(STATES_OF[kind]))
        came = draw(st.none() | st.sampled_from([day for day in DAYS if day >= on]))
        said: Fields = {"kind": kind, "record": name, "on": str(on), "state": state, "source": came and f"of-{came}"}
        texts: dict[str, st.SearchStrategy[object]] = {
            field: words for field in (*FIELDS_OF[kind], "note") if field in {"reason", "remedy", "evidence", "note"}
        }
        said |= draw(st.fixed_dictionaries({}, optional=texts))
        if "due" in FIELDS_OF[kind] and (state == "put_off" or draw(st.booleans())):
            said["due"] = str(draw(days))
        audience: Audience = draw(st.sampled_from(["public", "internal"]))
        made.append({**said, "audience": audience})
    return made


@st.composite
def written(draw: st.DrawFn) -> dict[str, list[Fields]]:
    """Records of each kind as first written, with all their updates and the sources that were named with these."""
    made: dict[str, list[Fields]] = {"updates": []}
    for kind, fields in own.items():
        made[kind] = []
        for number in range(draw(st.integers(0, 2))):
            name = f"{kind[0]}{number}"
            first = draw(st.sampled_from([["s1"], ["plan"], ["plan", "s1"]]))
            updates = draw(updates_of(kind, name))
            since = [day for day in DAYS if updates and str(day) >= str(updates[0]["on"])]
            named = draw(st.lists(st.sampled_from(since), max_size=2, unique=True)) if since else []
            later = [f"of-{day}" for day in named]
            record = {"id": name, "title": f"{kind} {number}", **draw(fields), "sources": [*first, *later]}
            made[kind].append(record)
            made["updates"] += updates
    return made


def until(collections: Mapping[str, Sequence[Fields]], day: date) -> Mapping[str, Sequence[Fields]]:
    """The data as they stood on a day: no later update, no later source, no record that had not begun."""
    updates = [update for update in collections["updates"] if str(update["on"]) <= str(day)]
    cut: dict[str, Sequence[Fields]] = {"updates": updates}
    for kind in own:
        cut[kind] = []
        for record in collections[kind]:
            told = [
                update
                for update in collections["updates"]
                if (update["kind"], update["record"]) == (kind, record["id"])
            ]
            has_begun = not told or kind == "actions" or str(told[0]["on"]) <= str(day)
            if has_begun or not _is_beginning(told[0], record):
                sources = [
                    name for name in cast("list[str]", record["sources"]) if name[3:] <= str(day) or "of" not in name
                ]
                cut[kind] = [*cut[kind], {**record, "sources": sources}]
    return cut


def known(collections: Mapping[str, Sequence[Fields]], *quarters: str) -> Dataset:
    return dataset(*quarters, **collections, sources=SOURCES, meetings=[MEETING])


@given(written(), st.sampled_from(["public", "internal"]))
def test_a_quarter_tells_the_same_from_later_data_as_from_those_of_its_own_day(
    collections: dict[str, list[Fields]], reader: Audience
) -> None:
    alone = derive(known(until(collections, CLOSED), *QUARTERS[:2]), NOW, reader)
    later = derive(known(collections, *QUARTERS), NOW, reader)
    assert later.known == alone.known
    assert later.of == alone.of
    assert later.changes == alone.changes


SMART: Fields = {"id": "smart", "title": "스마트팜 착공", "due": "2024-11-30", "sources": ["plan"]}
PUT_OFF: Fields = {"kind": "milestones", "record": "smart", "on": "2024-10-10", "state": "put_off", "due": "2025-01-31"}
AGAIN: Fields = {**PUT_OFF, "on": "2025-01-20", "due": "2025-05-31"}


def changed(collections: Mapping[str, Sequence[Fields]], quarter: Quarter) -> tuple[Change, ...]:
    return derive(known(collections, *QUARTERS), quarter).changes


def test_changes_go_from_the_state_of_the_report_before_to_that_of_this_one_with_the_new_day() -> None:
    collections = {"milestones": [SMART], "updates": [PUT_OFF, AGAIN]}
    first, second, third = date(2024, 11, 30), date(2025, 1, 31), date(2025, 5, 31)
    assert changed(collections, NOW) == (Change("milestone", "smart", "ahead", "put_off", first, second),)
    assert changed(collections, Quarter(2025, 1)) == (
        Change("milestone", "smart", "put_off", "put_off", second, third),
    )
    assert changed(collections, Quarter(2025, 2)) == (Change("milestone", "smart", "put_off", "late"),)


def test_risks_actions_and_laws_change_too() -> None:
    collections: Mapping[str, Sequence[Fields]] = {
        "risks": [{"id": "r", "title": "부진", "reason": "인력", "sources": ["plan"]}],
        "actions": [{"id": "a", "title": "조치", "meeting": "first", "status": "ongoing", "sources": ["plan"]}],
        "legislation": [{"id": "l", "title": "지원법", "kind": "act", "stage": "drafted", "sources": ["plan"]}],
        "updates": [
            {"kind": "risks", "record": "r", "on": "2024-10-10", "state": "open"},
            {"kind": "risks", "record": "r", "on": "2025-02-10", "state": "closed"},
            {"kind": "actions", "record": "a", "on": "2024-10-10", "state": "delayed"},
            {"kind": "legislation", "record": "l", "on": "2024-10-10", "state": "proposed"},
        ],
    }
    assert set(changed(collections, NOW)) == {
        Change("action", "a", "ongoing", "delayed"),
        Change("risk", "r", None, "open"),
        Change("law", "l", "drafted", "proposed"),
    }
    assert changed(collections, Quarter(2025, 1)) == (Change("risk", "r", "open", "closed"),)


def told_of(facts: Facts) -> tuple[str, str, list[str]]:
    (milestone,) = facts.known.milestones
    return milestone.state(facts.report.as_of), str(milestone.slipped_to), [str(u.on) for u in facts.known.updates]


def test_readers_are_told_the_state_without_updates_that_are_not_for_them() -> None:
    collections = {"milestones": [SMART], "updates": [PUT_OFF, {**AGAIN, "on": "2024-12-20", "audience": "internal"}]}
    whole = known(collections, *QUARTERS)
    assert told_of(derive(whole, NOW, "internal")) == ("put_off", "2025-05-31", ["2024-10-10", "2024-12-20"])
    assert told_of(derive(whole, NOW, "public")) == ("put_off", "2025-01-31", ["2024-10-10"])


def test_how_often_a_milestone_was_put_off_is_counted_as_far_as_it_was_known() -> None:
    whole = known({"milestones": [SMART], "updates": [PUT_OFF, AGAIN]}, *QUARTERS)
    counts = [derive(whole, Quarter.parse(name)).of.get("count.put-off.smart") for name in QUARTERS]
    assert [count and int(count.value or 0) for count in counts] == [None, 1, 2, 2]


def test_the_first_quarter_knows_nothing_of_what_was_put_off_later() -> None:
    whole = known({"milestones": [SMART], "updates": [PUT_OFF, AGAIN]}, *QUARTERS)
    assert told_of(derive(whole, FIRST)) == ("ahead", "None", [])
