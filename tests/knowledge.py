"""Small data sets for tests: whatever a test does not name is made up here."""

from __future__ import annotations

from policyreport.model import Dataset, Quarter

Fields = dict[str, object]

BASE: Fields = {
    "policy": {
        "id": "levelup",
        "title": "레벨업 전략",
        "purpose": "경쟁력 확보",
        "lead": "중소벤처기업부",
        "began": "2024-07-10",
        "sources": ["s1"],
    },
    "strategies": [{"id": "growth", "title": "성장 강화", "goal": "고성장 촉진", "sources": ["s1"]}],
    "measures": [],
    "sources": [{"id": "s1", "title": "전략 발표", "publisher": "가나신문", "kind": "press"}],
}


def dataset(*quarters: str, **collections: object) -> Dataset:
    """Return a data set that reports on some quarters (2024Q3 for none), each as of its last day."""
    reports = [{"quarter": q, "as_of": Quarter.parse(q).last_day, "headline": "개요"} for q in quarters or ("2024Q3",)]
    return Dataset.model_validate({**BASE, "quarters": reports, **collections})


def indicator(name: str, **more: object) -> Fields:
    return {"id": name, "title": name, "unit": "개사", "role": "output", "definition": "정의", **more}


def formula(name: str, kind: str, *of: str, **more: object) -> Fields:
    return indicator(name, formula={"kind": kind, "of": list(of)}, **more)


def seen(name: str, quarter: str, value: object, **more: object) -> Fields:
    """An observation, which holds as of the quarter's last day."""
    as_of = str(Quarter.parse(quarter).last_day)
    return {"indicator": name, "quarter": quarter, "value": value, "as_of": as_of, "source": "s1", **more}


def target(name: str, value: object, set_on: str, **more: object) -> Fields:
    return {"indicator": name, "value": value, "set_on": set_on, "source": "s1", **more}


def measure(name: str, strategy: str = "growth", **more: object) -> Fields:
    said = {"title": f"시책 {name}", "content": "내용", "instrument": "rnd", "sources": ["s1"]}
    return {"id": name, "strategy": strategy, **said, **more}


def program(name: str, *measures: str, **more: object) -> Fields:
    said = {"title": f"사업 {name}", "content": "내용", "lead": "중소벤처기업부", "sources": ["s1"]}
    return {"id": name, "measures": list(measures), **said, **more}


def budget(name: str, of: str, year: int, **more: object) -> Fields:
    return {"id": name, "program": of, "year": year, "unit": "백만원", "source": "s1", **more}


def event(name: str, date: str, **more: object) -> Fields:
    return {"id": name, "date": date, "title": f"일 {name}", "sources": ["s1"], **more}


def source(name: str, **more: object) -> Fields:
    return {"id": name, "title": f"기사 {name}", "publisher": "가나신문", "kind": "press", **more}
