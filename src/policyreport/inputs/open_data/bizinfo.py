"""기업마당: announcements of support for enterprises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyreport.inputs.open_data.answer import (
    Notes,
    Row,
    address,
    first_of_each,
    id_of,
    required,
    span_of,
    supposed,
    without_blanks,
)
from policyreport.inputs.open_data.write_yaml import Collections, Record

_HOME = "https://www.bizinfo.go.kr"
_SOURCE: Record = {
    "id": "open-data-bizinfo",
    "title": "기업마당 지원사업정보 조회 결과",
    "publisher": "중소벤처기업부",
    "kind": "dataset",
    "address": _HOME,
}


def collections(rows: Sequence[Row], notes: Notes, _programs: Mapping[str, str]) -> Collections:
    """Return the programmes that announcements tell of."""
    programs = first_of_each([(row, _program(row, notes)) for row in rows], notes)
    return {"programs": [program for _, program in programs], "sources": [_SOURCE]}


def _program(row: Row, notes: Notes) -> Record:
    called = row.text("reqstBeginEndDe")
    span = span_of(called)
    title = required(row, "pblancNm", notes)
    carrier = row.text("excInsttNm")
    return without_blanks(
        {
            "id": id_of(required(row, "pblancId", notes)),
            "title": title,
            "measures": [],
            "content": row.text("bsnsSumryCn") or supposed("content", title, row, notes),
            "target_group": row.text("trgetNm"),
            "period": "" if span else called,
            "lead": required(row, "jrsdInsttNm", notes),
            "partners": [carrier] if carrier else "",
            "call_opens": span.first if span else "",
            "call_closes": span.last if span else "",
            "address": address(row, "pblancUrl", _HOME, notes),
            "sources": [str(_SOURCE["id"])],
        }
    )
