"""What a workbook can hold; openpyxl would write more, and Excel would then cut it or refuse the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from policyreport.diagnostics import ErrorKind, Message, Problem, TextProblem
from policyreport.document.contents import contents_of
from policyreport.document.nodes import Document, Inline, LineBreak, Meta, Text, leaves
from policyreport.document.pages import all_blocks
from policyreport.document.theme import Theme
from policyreport.ooxml.cell_lines import MOST_LINE_ENDS, crowded_cell
from policyreport.ooxml.cell_references import coordinate
from policyreport.renderers.sheet_rows import MOST_ROWS, ROWS, beyond
from policyreport.renderers.xlsx.cells import Value, utf16_units
from policyreport.renderers.xlsx.plan import Sheet, Slot
from policyreport.renderers.xlsx.sheets import plan_sheets
from policyreport.renderers.xlsx.worksheet import MOST_HEADER_UNITS, footer, header

MOST_COLUMNS = 16_384
MOST_LINKS = 65_530
MOST_CELL_UNITS = 32_767
MOST_ADDRESS_UNITS = 2_079
MOST_NAME_UNITS = 31
_FORBIDDEN_IN_NAMES = frozenset(r":\/?*[]")
_ADDRESS = attrgetter("address")


def name_problems(names: Sequence[str]) -> list[Problem]:
    """Return every breach of Excel's rules for sheet names, with the code ``xlsx.sheet-name``."""
    hint = Message(
        "change the chapter's heading: it names the sheet", "장 제목이 시트 이름이 되므로 장 제목을 고치십시오"
    )
    counts = Counter(name.casefold() for name in names)
    faults = [(name, what) for name in dict.fromkeys(names) for what in _name_faults(name)]
    for name in dict.fromkeys(name for name in names if counts[name.casefold()] > 1):
        what = Message(f"the sheet name '{name}' is used twice", f"시트 이름 '{name}'이(가) 겹칩니다(대소문자 무시)")
        faults.append((name, what))
    return [Problem(ErrorKind.DATA, "xlsx.sheet-name", what, field=name, hint=hint) for name, what in faults]


def limit_problems(sheet: Sheet) -> list[Problem]:
    """Return every cell, row or column of a sheet that Excel cannot hold.

    Codes: ``xlsx.rows``, ``xlsx.columns``, ``xlsx.links``, ``xlsx.cell-length``, ``xlsx.address-length``.
    """
    return [*_size_problems(sheet), *_cell_problems(sheet)]


def crowded_cells(document: Document, theme: Theme) -> list[TextProblem]:
    """Return a warning for each cell of a document's workbook with more lines than Excel keeps apart.

    Code: ``xlsx.cell-lines``. Nothing is planned for a document without such a text, as nearly all are.
    """
    contents = chain.from_iterable(map(contents_of, all_blocks(document)))
    if not any(_line_ends(content) > MOST_LINE_ENDS for content in contents):
        return []
    return [
        crowded_cell(f"{sheet.name}!{coordinate(row, slot.first)}", slot.value.text)
        for sheet in plan_sheets(document, theme)
        for row, slot in sheet.select(lambda slot: slot.value.text.count("\n") > MOST_LINE_ENDS)
    ]


def _line_ends(content: Sequence[Inline]) -> int:
    return sum(
        1 if isinstance(node, LineBreak) else node.text.count("\n") if isinstance(node, Text) else 0
        for node in leaves(content)
    )


def header_problems(meta: Meta, theme: Theme) -> list[Problem]:
    """Return a problem for a header or footer that is longer than Excel allows, whatever its title is cut to.

    Code: ``xlsx.header-length``.
    """
    what = Message(
        f"a header or footer would have more than {MOST_HEADER_UNITS} characters",
        f"머리글이나 바닥글이 {MOST_HEADER_UNITS}자를 넘습니다",
    )
    hint = Message("shorten the quarter, the mark or the licence", "분기, 표시 문구나 이용허락 문구를 줄이십시오")
    items = ((header(meta, theme), f"{meta.mark} {meta.quarter}".strip()), (footer(meta, theme), meta.licence))
    return [
        Problem(ErrorKind.DATA, "xlsx.header-length", what, field=text, hint=hint)
        for item, text in items
        if utf16_units(str(item)) > MOST_HEADER_UNITS
    ]


def _name_faults(name: str) -> Iterator[Message]:
    length = utf16_units(name)
    if not name:
        yield Message("a sheet has no name", "이름이 없는 시트가 있습니다")
    if length > MOST_NAME_UNITS:
        yield Message(
            f"the sheet name '{name}' has {length} characters; Excel allows {MOST_NAME_UNITS}",
            f"시트 이름 '{name}'은(는) {length}자입니다. Excel은 {MOST_NAME_UNITS}자까지 허용합니다",
        )
    if forbidden := " ".join(sorted(_FORBIDDEN_IN_NAMES.intersection(name))):
        yield Message(
            f"the sheet name '{name}' contains {forbidden}",
            f"시트 이름 '{name}'에 쓸 수 없는 문자 {forbidden}이(가) 있습니다",
        )
    if name.startswith("'") or name.endswith("'"):
        yield Message(
            f"the sheet name '{name}' begins or ends with an apostrophe",
            f"시트 이름 '{name}'이(가) 작은따옴표로 시작하거나 끝납니다",
        )
    if name.casefold() == "history":
        yield Message("Excel keeps the sheet name 'History' for itself", "'History'는 Excel이 예약한 시트 이름입니다")


def _size_problems(sheet: Sheet) -> Iterator[Problem]:
    links = len(sheet.select(lambda slot: slot.value.address))
    for words, count, most in (
        (ROWS, sheet.rows, MOST_ROWS),
        (("xlsx.columns", "columns", "", "열"), sheet.columns, MOST_COLUMNS),
        (("xlsx.links", "links", "링크가 ", "개"), links, MOST_LINKS),
    ):
        if count > most:
            yield beyond(words, count, most, sheet.name)


def _cell_problems(sheet: Sheet) -> Iterator[Problem]:
    hint = Message("shorten the text, or divide it over several cells", "내용을 줄이거나 여러 칸으로 나누십시오")
    doubtful = {id(slot) for slots in sheet.groups.values() if not _are_short(slots) for slot in slots}
    for row, slot in sheet.select(lambda slot: id(slot) in doubtful) if doubtful else ():
        place = f"{sheet.name}!{coordinate(row, slot.first)}"
        yield from (
            Problem(ErrorKind.DATA, code, what, field=place, hint=hint) for code, what in _cell_faults(slot.value)
        )


def _are_short(slots: Sequence[Slot]) -> bool:
    """Return whether all cells are short and lead nowhere, as nearly all are: then none needs to be measured."""
    values = [slot.value for slot in slots]
    # a character has at most two units
    return not any(map(_ADDRESS, values)) and max(len(value.text) for value in values) <= MOST_CELL_UNITS // 2


def _cell_faults(value: Value) -> Iterator[tuple[str, Message]]:
    for code, text, most, en, ko in (
        ("xlsx.cell-length", value.text, MOST_CELL_UNITS, "a cell", "한 칸의 글이"),
        ("xlsx.address-length", value.address, MOST_ADDRESS_UNITS, "an address", "주소가"),
    ):
        if (length := utf16_units(text)) > most:
            yield (
                code,
                Message(
                    f"{en} has {length:,} characters; Excel allows {most:,}",
                    f"{ko} {length:,}자입니다. Excel은 {most:,}자까지 허용합니다",
                ),
            )
