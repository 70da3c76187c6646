"""A set of a few numbers, as its manifest tells it."""

from __future__ import annotations

import json
from typing import Any

from policyreport.provenance.printed_set import PrintedSet, read_printed_set

SETTLED = {
    "fact": "indicator.settled",
    "of": ["정착 청년"],
    "value": "1214",
    "unit": "명",
    "rule": "given",
    "as_of": "2026-12-31",
    "sources": ["rep4"],
    "stands_at": ["data/quarters/2026Q4.yaml:24:12"],
    "printed": [
        {"file": "briefing.pdf", "where": "page 3 at 10.0,20.0 to 30.0,40.0", "text": "1,214명"},
        {"file": "matrix.xlsx", "where": "성과지표!D7", "text": "1,214"},
    ],
}
TARGET = {
    "fact": "indicator.settled.target",
    "of": ["정착 청년"],
    "value": "1200",
    "unit": "명",
    "rule": "given",
    "bound": "at_least",
    "stands_at": ["data/수합.xlsx › 목표!B2"],
}
RATE = {
    "fact": "indicator.settled.rate",
    "of": ["정착 청년"],
    "value": "101.1666666666666666666666667",
    "unit": "%",
    "rule": "achievement",
    "derived_from": ["indicator.settled", "indicator.settled.target"],
    "printed": [{"file": "handout.docx", "where": "table 3 row 2 column 4", "text": "101.2%"}],
}
SOURCE = {
    "id": "rep4",
    "title": "4분기 집계",
    "publisher": "가람도",
    "kind": "official",
    "address": "https://a.example",
}


def manifest(*numbers: dict[str, Any], **fields: object) -> bytes:
    told = {
        "quarter": "2026Q4",
        "as_of": "2026-12-31",
        "files": [{"name": name} for name in ("briefing.pdf", "handout.docx", "matrix.xlsx")],
        "numbers": numbers or (SETTLED, RATE, TARGET),
        "sources": [SOURCE],
        **fields,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def a_set(*numbers: dict[str, Any], **fields: object) -> PrintedSet:
    return read_printed_set(manifest(*numbers, **fields), "out/2026Q4/manifest.json")
