"""How much a workbook can hold; openpyxl would write more, and Excel would then cut it or refuse the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Meta
from policyreport.document.theme import Theme
from policyreport.ooxml.cell_references import coordinate
from policyreport.renderers.xlsx.cells import Value
from policyreport.renderers.xlsx.native_tables import utf16_units
from policyreport.renderers.xlsx.plan import Sheet, Slot
from policyreport.renderers.xlsx.print_setup import MOST_HEADER_UNITS, footer, header

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELL_UNITS = 32_767
MOST_ADDRESS_UNITS = 2_079
MOST_LINKS = 65_530
_MOST_PLAIN = MOST_CELL_UNITS // 2
_ADDRESS = attrgetter("address")


def limit_problems(sheets: Sequence[Sheet]) -> list[Problem]:
    """Return every cell, row or column of the sheets that Excel cannot hold.

    Codes: ``xlsx.rows``, ``xlsx.columns``, ``xlsx.links``, ``xlsx.cell-length``, ``xlsx.address-length``.
    """
    return [problem for sheet in sheets for problem in (*_size_problems(sheet), *_cell_problems(sheet))]


def header_problems(meta: Meta, theme: Theme) -> list[Problem]:
    """Return a problem for a header or footer that is longer than Excel allows, whatever its title is cut to.

    Code: ``xlsx.header-length``.
    """
    hint = Message("shorten the quarter, the mark or the licence", "분기, 표시 문구나 이용허락 문구를 줄이십시오")
    said = Message(
        f"a header or footer would have more than {MOST_HEADER_UNITS} characters",
        f"머리글이나 바닥글이 {MOST_HEADER_UNITS}자를 넘습니다",
    )
    printed = ((header(meta, theme), f"{meta.mark} {meta.quarter}".strip()), (footer(meta, theme), meta.licence))
    return [
        Problem(ErrorKind.DATA, "xlsx.header-length", said, field=shown, hint=hint)
        for made, shown in printed
        if utf16_units(str(made)) > MOST_HEADER_UNITS
    ]


def _size_problems(sheet: Sheet) -> Iterator[Problem]:
    rows = sheet.rows
    if rows > MOST_ROWS:
        said = Message(
            f"{rows:,} rows; Excel allows {MOST_ROWS:,}", f"{rows:,}행입니다. Excel은 {MOST_ROWS:,}행까지 허용합니다"
        )
        yield _size_problem("xlsx.rows", said, sheet)
    if sheet.columns > MOST_COLUMNS:
        counted = f"{sheet.columns:,}"
        said = Message(
            f"{counted} columns; Excel allows {MOST_COLUMNS:,}",
            f"{counted}열입니다. Excel은 {MOST_COLUMNS:,}열까지 허용합니다",
        )
        yield _size_problem("xlsx.columns", said, sheet)

    links = len(sheet.found(lambda slot: slot.value.address))
    if links > MOST_LINKS:
        said = Message(
            f"{links:,} links; Excel allows {MOST_LINKS:,}",
            f"링크가 {links:,}개입니다. Excel은 {MOST_LINKS:,}개까지 허용합니다",
        )
        yield _size_problem("xlsx.links", said, sheet)


def _size_problem(code: str, what: Message, sheet: Sheet) -> Problem:
    hint = Message("divide the table over several chapters", "표를 여러 장으로 나누십시오")
    return Problem(ErrorKind.LIMIT, code, what, field=sheet.name, hint=hint)


def _cell_problems(sheet: Sheet) -> Iterator[Problem]:
    doubtful = {id(slot) for slots in sheet.groups.values() if not _are_plain(slots) for slot in slots}
    for row, slot in sheet.found(lambda slot: id(slot) in doubtful) if doubtful else ():
        yield from (_problem(sheet.name, row, slot, *fault) for fault in _faults(slot.value))


def _are_plain(slots: Sequence[Slot]) -> bool:
    """Return whether all cells are short and lead nowhere, as nearly all are: then none is a problem."""
    values = [slot.value for slot in slots]
    return not any(map(_ADDRESS, values)) and max(len(value.text) for value in values) <= _MOST_PLAIN


def _problem(sheet: str, row: int, slot: Slot, code: str, what: Message) -> Problem:
    hint = Message("shorten the text, or divide it over several cells", "글을 줄이거나 여러 칸으로 나누십시오")
    return Problem(ErrorKind.DATA, code, what, field=f"{sheet}!{coordinate(row, slot.first)}", hint=hint)


def _faults(value: Value) -> Iterator[tuple[str, Message]]:
    length, address = utf16_units(value.text), utf16_units(value.address)
    if length > MOST_CELL_UNITS:
        said = Message(f"a cell has {length:,} characters", f"한 칸의 글이 {length:,}자입니다")
        yield "xlsx.cell-length", _allowing(said, MOST_CELL_UNITS)
    if address > MOST_ADDRESS_UNITS:
        said = Message(f"an address has {address:,} characters", f"주소가 {address:,}자입니다")
        yield "xlsx.address-length", _allowing(said, MOST_ADDRESS_UNITS)


def _allowing(said: Message, most: int) -> Message:
    return Message(f"{said.en}; Excel allows {most:,}", f"{said.ko}. Excel은 {most:,}자까지 허용합니다")
