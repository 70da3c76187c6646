"""A first ``reconcile:`` section for a received table, guessed from its heads and from the names in its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policyreport.inputs.received_file import ReceivedSheet
from policyreport.model import Dataset
from policyreport.ooxml.cell_references import column_letters
from policyreport.pipeline.reconcile.fields import ASPECTS, KEY_FIELDS, OF_MEMBERS, VALUE_FIELDS, head_key
from policyreport.pipeline.reconcile.layout import ROWS_BEFORE_HEAD, stated_unit, unit_in

_FEWEST_HEADS = 2
_WORDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "programs": (
        ("집행률|집행율", "rate"),
        ("집행계획|계획액", "planned"),
        ("집행|지출", "executed"),
        ("잔액|잔여", "remaining"),
        ("추경", "supplementary"),
        ("본예산|당초", "original"),
        ("예산|현액", "current"),
        ("신청", "applied"),
        ("선정", "selected"),
        ("경쟁률", "competition"),
    ),
    "indicators": (
        ("달성률|달성율", "rate"),
        ("목표", "target"),
        ("기준값", "baseline"),
        ("증감", "change"),
        ("전분기|직전", "previous"),
        ("실적|값|수치|현황", "value"),
    ),
}
_KEY_WORDS = (("분기", "quarter"), ("연도|년도", "year"), ("재원", "fund"), ("^단위$", "unit"))


class _Likely(NamedTuple):
    """A row that may be a head: how many names of ours stand below, in which column, and of which collection."""

    matches: int
    heads: int
    row: int
    column: int
    collection: str


def proposed_section(sheets: Sequence[ReceivedSheet], dataset: Dataset, file: str) -> str:
    """Return lines of YAML for ``data/project.yaml``; nothing is told of columns whose heads say nothing known."""
    lines = ["reconcile:"]
    for sheet in sheets:
        lines += _of_sheet(sheet, dataset, file)
    return "\n".join(lines if len(lines) > 1 else [])


def _of_sheet(sheet: ReceivedSheet, dataset: Dataset, file: str) -> list[str]:
    likely = _head(sheet, dataset)
    if likely is None:
        return []
    columns, left = _columns(sheet, likely, dataset)
    lines = [f'  - file: "{_pattern(file)}"']
    if sheet.name:
        lines.append(f"    sheet: {_quoted(sheet.name)}")
    lines.append(f"    collection: {likely.collection}")
    if likely.collection == "programs" and not stated_unit(sheet, likely.row) and not _each_says_its_unit(columns):
        lines.append("    unit: 천원    # 표의 단위로 고침")
    lines.append("    columns:")
    lines += [f"      {_quoted(head)}: {field}" for head, field in columns.items()]
    if not any(field in VALUE_FIELDS[likely.collection] for field in columns.values()):
        lines.append(f"      # 비교할 열의 머리글: {', '.join(VALUE_FIELDS[likely.collection])} 가운데 하나")
    return [*lines, *([f"      # 비교하지 않는 열: {', '.join(left)}"] if left else [])]


def _each_says_its_unit(columns: Mapping[str, str]) -> bool:
    """Tell whether each column of amounts has its unit in its head: ``집행액(백만원)``."""
    amounts = VALUE_FIELDS["programs"].keys() - ASPECTS.keys() - {"rate"}
    heads = [head for head, field in columns.items() if field in amounts]
    return bool(heads) and all(map(unit_in, heads))


def _pattern(file: str) -> str:
    """Return a file's name in which figures, such as a day, may be any."""
    stem, _, ending = file.rpartition(".")
    return f"{re.sub('[0-9]+', '*', stem)}.{ending}"


def _quoted(text: str) -> str:
    plain = re.fullmatch(r"[0-9A-Za-z가-힣_() %/·-]+", text) and not re.fullmatch("[0-9 ./-]*", text)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if plain and text[0] not in "-%(" else f'"{escaped}"'


def _head(sheet: ReceivedSheet, dataset: Dataset) -> _Likely | None:
    """Return the head that a sheet most likely has: above the column in which most names of ours stand."""
    names = {
        "programs": {head_key(name) for one in dataset.programs for name in (one.id, one.title)},
        "indicators": {head_key(name) for one in dataset.indicators for name in (one.id, one.title)},
    }
    found: list[_Likely] = []
    for number in list(sheet.rows)[:ROWS_BEFORE_HEAD]:
        heads = [i for i, cell in sheet.rows[number].items() if not re.fullmatch(r"[-0-9.,%△ ]*", cell.text)]
        if len(heads) < _FEWEST_HEADS:
            continue
        below = [row for at, row in sheet.rows.items() if at > number]
        for collection, own in names.items():
            for column in heads:
                matches = sum(column in row and head_key(row[column].text) in own for row in below)
                found.append(_Likely(matches, len(heads), -number, column, collection))
    best = max(found, default=None)
    return best._replace(row=-best.row) if best and best.matches else None


def _columns(sheet: ReceivedSheet, likely: _Likely, dataset: Dataset) -> tuple[dict[str, str], list[str]]:
    """Return the fields of heads, and the heads that are left."""
    heads = {i: " ".join(cell.text.split()) for i, cell in sorted(sheet.rows[likely.row].items()) if cell.text}
    written = [head_key(head) for head in heads.values()]
    fields: dict[str, str] = {}
    left: list[str] = []
    for i, head in heads.items():
        name = head if written.count(head_key(head)) == 1 else f"{column_letters(i)}열"
        field = "record" if i == likely.column else _field(head, likely.collection, dataset)
        if field and field not in fields.values():
            fields[name] = field
        else:
            left.append(name)
    return fields, left


def _field(head: str, collection: str, dataset: Dataset) -> str:
    plain = head_key(head)
    members = ((one.title, f"{OF_MEMBERS}{name}") for name, one in dataset.dimensions.items())
    for words, field in (*_KEY_WORDS, *members, *_WORDS[collection]):
        if re.search(words if field in KEY_FIELDS or "." not in field else re.escape(head_key(words)), plain):
            return field
    return ""
