"""A made-up data set with every kind of record and every field filled: the shape of what templates can name.

No document is made of it. It is what tells that a programme has a ``money`` and an indicator a ``target``, also where a
project has no programme yet.
"""

from __future__ import annotations

from functools import cache

from policyreport.facts import derive
from policyreport.model import Dataset, Facts, Quarter

_QUARTER = Quarter(2026, 2)
_BEFORE = Quarter(2026, 1)
_YEAR_AGO = Quarter(2025, 2)
_SOURCED = {"sources": ["plan"]}
_NAMED = {"title": "가", "title_en": "A", **_SOURCED}
_WHO = {"lead": "가", "partners": ["가"], "department": "가", "contact": "가"}
_SHOWN = {"photo": "a.jpg", "photo_alt": "가"}
_WHY = {"reason": "가", "remedy": "가"}
_OMITTED = {"omitted": "가"}


@cache
def specimen() -> Facts:
    """Return the facts of the made-up data set."""
    return derive(Dataset.model_validate(_DATA), _QUARTER, "internal", [])


def _value(indicator: str, quarter: Quarter, value: object, **more: object) -> dict[str, object]:
    as_of = str(quarter.last_day)
    told = {"indicator": indicator, "quarter": str(quarter), "value": value, "as_of": as_of, "source": "plan"}
    return {**told, **more}


def _indicator(name: str, role: str, **more: object) -> dict[str, object]:
    told = {"id": name, "title": "가", "title_en": "A", "unit": "건", "role": role, "definition": "가", "note": "가"}
    return {
        **told,
        "decimals": 1,
        "direction": "up",
        "weight": 10,
        "measured_by": "가",
        "combine": "sum",
        "short_names": ["나"],
        **_OMITTED,
        **more,
    }


def _budget(name: str, year: int, **more: object) -> dict[str, object]:
    amounts = {"original": 100, "supplementary": 20, "supplementary_on": f"{year}-01-02", "current": 120}
    amounts |= {"restated_from": 110, "restated_reason": "가"}
    return {"id": name, "program": "p", "year": year, "unit": "백만원", "source": "plan", **amounts, **more}


def _spent(quarter: Quarter, program: str = "p", **more: object) -> dict[str, object]:
    told = {"program": program, "year": quarter.year, "quarter": str(quarter), "unit": "백만원", "source": "plan"}
    return {**told, "executed": 10 * quarter.number, "planned": 30, **more}


def _update(kind: str, record: str, day: str, state: str, **more: object) -> dict[str, object]:
    told = {"kind": kind, "record": record, "on": day, "state": state, "note": "가", "source": "plan"}
    return {**told, **more}


_DATA: dict[str, object] = {
    "dimensions": {
        "region": {"title": "시군", "members": [{"code": "a", "title": "가"}, {"code": "b", "title": "나"}]},
        "gender": {"title": "성별", "members": [{"code": "f", "title": "가"}, {"code": "m", "title": "나"}]},
    },
    "policy": {
        "id": "policy",
        "purpose": "가",
        "lead": "가",
        "began": "2025-01-01",
        "keywords": ["가"],
        "highlights": ["selected"],
        **_NAMED,
    },
    "strategies": [{"id": "s", "goal": "가", "kind": "task", **_NAMED}],
    "fields": [{"id": "f", "short_title": "가", "content": "가", **_NAMED}],
    "measures": [
        {
            "id": "m",
            "strategy": "s",
            "content": "가",
            "instrument": "funding",
            "fields": ["f"],
            "target_group": "가",
            **_WHO,
            **_NAMED,
        }
    ],
    "programs": [
        {
            "id": "p",
            **_SHOWN,
            "measures": ["m"],
            "fields": ["f"],
            "content": "가",
            "target_group": "가",
            "period": "가",
            "call_opens": "2026-02-03",
            "call_closes": "2026-02-28",
            "address": "https://example.go.kr",
            "dimensions": {"region": "a"},
            **_WHO,
            **_NAMED,
            **_OMITTED,
        },
        {"id": "q", "measures": ["m"], "content": "가", "lead": "가", **_NAMED},
        {"id": "z", "measures": ["m"], "content": "가", "lead": "가", **_NAMED},
    ],
    "indicators": [
        *(
            _indicator(aspect, "output", program="p", aspect=aspect)
            for aspect in ("applied", "selected", "competition", "ceiling", "duration", "size", "regions", "planned")
        ),
        _indicator("range", "outcome", direction="keep"),
        _indicator("short", "outcome", achievement="progress"),
        _indicator("term", "term"),
        _indicator("context", "context"),
    ],
    "observations": [
        *(
            _value(one, quarter, 5 + quarter.number + quarter.year - 2025)
            for one in ("applied", "selected", "competition", "ceiling", "duration", "size", "regions", "planned")
            for quarter in (_YEAR_AGO, _BEFORE, _QUARTER)
        ),
        *(
            _value("applied", quarter, quarter.number, dimensions={"region": member})
            for member in "ab"
            for quarter in (_BEFORE, _QUARTER)
        ),
        _value("applied", _QUARTER, 1, dimensions={"region": "a", "gender": "f"}),
        _value("selected", _YEAR_AGO, 1, kind="baseline"),
        _value("selected", _QUARTER, 8, used=False, reason="가", bound="at_least"),
        _value("range", _QUARTER, 6),
        _value("term", _QUARTER, 6),
        _value("context", _QUARTER, 6),
        _value("short", _QUARTER, None, reason="가"),
    ],
    "targets": [
        {"indicator": "selected", "value": 9, "year": 2026, "set_on": "2025-01-01", "source": "plan", "note": "가"},
        {
            "indicator": "selected",
            "value": 10,
            "year": 2026,
            "set_on": "2026-05-01",
            "source": "plan",
            "note": "가",
            **_OMITTED,
        },
        {"indicator": "range", "value": 5, "upper": 8, "year": 2026, "set_on": "2025-01-01", "source": "plan"},
        {"indicator": "short", "value": 9, "year": 2026, "set_on": "2025-01-01", "source": "plan"},
    ],
    "budgets": [
        _budget("p-2025", 2025, fund="national", dimensions={"region": "a"}),
        _budget("p-2026", 2026, fund="national", dimensions={"region": "a"}),
        _budget("z-2026", 2026, program="z"),
        _budget("q-2026", 2026, program="q", **dict.fromkeys(("original", "supplementary", "current"))),
    ],
    "executions": [
        _spent(quarter, fund="national", dimensions={"region": "a"}) for quarter in (_YEAR_AGO, _BEFORE, _QUARTER)
    ],
    "milestones": [
        {
            "id": "n",
            "measure": "m",
            "program": "p",
            "begins": "2026-01-05",
            "due": "2026-03-31",
            **_WHY,
            "title": "가",
            **_SOURCED,
            **_OMITTED,
        },
        {"id": "c", "title": "가", "program": "p", "due": "2026-03-31", "cancelled": "2026-02-03", **_SOURCED},
        {"id": "late", "title": "가", "program": "p", "due": "2026-06-15", **_SOURCED},
    ],
    "risks": [
        {
            "id": "r",
            "title": "가",
            "measure": "m",
            "program": "p",
            "owner": "가",
            "due": "2026-09-30",
            "status": "open",
            **_WHY,
            **_SOURCED,
            **_OMITTED,
        }
    ],
    "legislation": [
        {"id": "l", "title": "가", "kind": "act", "stage": "drafted", "date": "2026-02-03", "note": "가", **_SOURCED}
    ],
    "organisations": [{"id": "o", "title": "가", "title_en": "A", "mistaken_for": ["나"]}],
    "council": {"title": "가", "purpose": "가", "rhythm": "가", "members_note": "가", **_SOURCED},
    "members": [{"id": "w", "title": "가", "sector": "company", **_SOURCED}],
    "meetings": [
        {
            "id": name,
            "title": "가",
            "date": day,
            "venue": "가",
            "agenda": ["가"],
            "reports": ["가"],
            "discussion": ["가"],
            "decisions": ["가"],
            "attended": ["w"],
            "absent": ["w"] if name == "held" else [],
            "headcount": 5,
            "also_present": ["가"],
            **_SOURCED,
        }
        for name, day in (("held", "2026-05-06"), ("next", "2026-08-06"))
    ],
    "actions": [
        {
            "id": "a",
            "title": "가",
            "meeting": "held",
            "owner": "가",
            "due": "2026-06-30",
            "status": "done",
            "done": "2026-06-03",
            "evidence": "가",
            "note": "가",
            **_SOURCED,
            **_OMITTED,
        }
    ],
    "updates": [
        _update("milestones", "n", "2026-02-20", "put_off", due="2026-05-31", **_WHY),
        _update("milestones", "n", "2026-05-20", "done", done="2026-05-20"),
        _update("risks", "r", "2026-05-20", "open", due="2026-12-31", **_WHY),
        _update("actions", "a", "2026-06-20", "done", done="2026-06-19", evidence="가"),
        _update("legislation", "l", "2026-05-20", "passed", stage_date="2026-05-19"),
    ],
    "contacts": [
        {
            "id": "who",
            "name": "가",
            "position": "가",
            "department": "가",
            "telephone": "054-000-0000",
            "mail": "a@example.go.kr",
            "role": "officer",
        },
        {"id": "whose", "name": "가", "position": "가", "department": "가", "role": "officer", "programs": ["p"]},
    ],
    "events": [
        {
            "id": "e",
            **_SHOWN,
            "title": "가",
            "date": "2026-05-06",
            "detail": "가",
            "measures": ["m"],
            "programs": ["p"],
            "figures": ["selected"],
            **_SOURCED,
        }
    ],
    "sources": [
        {
            "id": "plan",
            "label": "가",
            "title": "가",
            "publisher": "가",
            "kind": "press",
            "address": "https://example.go.kr",
            "date": "2025-01-01",
            "valid_until": "2099-12-31",
            "note": "가",
        }
    ],
    "quarters": [
        {
            "quarter": str(quarter),
            "as_of": str(quarter.last_day),
            "headline": "가",
            "narrative": ["가"],
            "outlook": ["가"],
            "gaps": ["가"],
            "requests": ["가"],
            "release_day": str(quarter.last_day),
            "embargo_day": str(quarter.last_day),
            "embargo_time": "06:00",
            "attachments": ["가"],
        }
        for quarter in (_YEAR_AGO, _BEFORE, _QUARTER)
    ],
}
