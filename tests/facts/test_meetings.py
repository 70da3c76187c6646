"""Who attended a meeting, and which meeting is still to come."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.knowledge import Fields, dataset, source

from policyreport.facts import derive
from policyreport.model import Facts, Quarter

MEMBERS = [{"id": name, "title": name, "sector": "company", "sources": ["s1"]} for name in ("a", "b", "c")]


def meeting(name: str, date: str, **more: object) -> Fields:
    return {"id": name, "title": name, "date": date, "agenda": ["점검"], "sources": ["s1"], **more}


def told(*meetings: Fields, quarter: str = "2024Q3", **more: object) -> Facts:
    known = dataset("2024Q3", "2024Q4", members=MEMBERS, meetings=list(meetings), **more)
    return derive(known, Quarter.parse(quarter))


def test_those_who_attended_are_counted_apart_from_the_members() -> None:
    facts = told(meeting("m1", "2024-09-01", attended=["a", "b"], absent=["c"], headcount=12))
    values = [facts[f"meeting.m1.{name}"].value for name in ("attended", "absent", "headcount")]
    assert values == [Decimal(2), Decimal(1), Decimal(12)]
    assert facts["count.members"].value == 3


def test_an_attendance_that_nobody_wrote_down_is_missing_and_not_zero() -> None:
    facts = told(meeting("m1", "2024-09-01"))
    assert {facts[f"meeting.m1.{name}"].value for name in ("attended", "absent", "headcount")} == {None}


def test_a_meeting_to_come_is_the_next_and_never_counts_as_held() -> None:
    facts = told(meeting("m1", "2024-09-01"), meeting("m3", "2024-12-01"), meeting("m2", "2024-10-15"))
    assert facts.next_meeting is not None
    assert facts.next_meeting.id == "m2"
    assert facts["count.meetings"].value == 1
    assert [m.id for m in facts.known.meetings] == ["m1"]
    assert "meeting.m2.attended" not in facts.of


def test_after_it_was_held_it_is_not_the_next() -> None:
    assert told(meeting("m1", "2024-09-01"), meeting("m2", "2024-10-15"), quarter="2024Q4").next_meeting is None


@pytest.mark.parametrize(
    ("dates", "is_told"),
    [
        # the sources of a meeting that was held in the next quarter, and whether the quarter before tells of it
        (["2024-10-15"], False),
        (["2024-10"], False),
        ([None], False),
        (["2024-10-05", "2024-10-15"], True),
        (["2024-07"], True),
    ],
)
def test_an_old_quarter_tells_of_a_meeting_only_what_had_called_it(dates: list[str | None], *, is_told: bool) -> None:
    sources = [source("s1"), *(source(f"n{i}", **({"date": date} if date else {})) for i, date in enumerate(dates))]
    held = meeting(
        "m2",
        "2024-10-15",
        sources=[f"n{i}" for i in range(len(dates))],
        decisions=["의결"],
        discussion=["논의"],
        attended=["a"],
        headcount=3,
    )
    following = told(held, sources=sources).next_meeting
    assert (following is not None) == is_told
    if following:
        assert following.agenda == ("점검",)
        assert (following.decisions, following.discussion, following.attended, following.headcount) == (
            (),
            (),
            (),
            None,
        )


def test_a_meeting_with_actions_was_held() -> None:
    action = {"id": "x", "title": "가", "meeting": "m2", "status": "ongoing", "sources": ["s1"]}
    assert told(meeting("m2", "2024-10-15"), actions=[action]).next_meeting is None


def test_readers_do_not_hear_of_a_meeting_that_is_not_for_them() -> None:
    known = dataset("2024Q3", meetings=[{**meeting("m2", "2024-10-15"), "audience": "internal"}])
    assert derive(known, Quarter(2024, 3), "council").next_meeting is None
    assert derive(known, Quarter(2024, 3)).next_meeting is not None


def test_a_meeting_stands_where_all_who_attended_are_hidden() -> None:
    members = [{**MEMBERS[0], "audience": "internal"}]
    known = dataset("2024Q3", members=members, meetings=[meeting("m1", "2024-09-01", attended=["a"])])
    facts = derive(known, Quarter(2024, 3), "public")
    assert [m.attended for m in facts.known.meetings] == [()]
    assert facts["meeting.m1.attended"].value is None
