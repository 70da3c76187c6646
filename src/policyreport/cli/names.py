"""``policyreport names``: what templates can use, in columns as wide as the terminal."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence

from policyreport.cli.messages import Printer, text_width
from policyreport.diagnostics import Message
from policyreport.pipeline.name_reference import NameRow, NameSection, find_sections, name_sections
from policyreport.project import open_project

_MORE = Message(
    "What one of them has: policyreport names programs. By a word: policyreport names 집행률",
    "그 안에 든 것: policyreport names programs. 낱말로 찾기: policyreport names 집행률",
)
_AT_FIRST = ("", "document", "functions", "filters", "tests")
"""What is listed where nothing is asked for: what is the same in every loop."""
_MISSING = Message("- (missing)", "-(없음)")
_GAP = "  "
_NARROWEST = 12
"""How narrow a column of words may become before lines rather run over the terminal's edge."""


def names_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """List the names that are asked for, with what they mean and an example from the project's own data."""
    sections = name_sections(open_project(arguments.project), arguments.quarter)
    if arguments.asked:
        shown = find_sections(arguments.asked, sections)
    else:
        shown = sections if arguments.all else [one for one in sections if one.key in _AT_FIRST]
    if arguments.json:
        print(json.dumps([*_records(shown, printer)], ensure_ascii=False, indent=1))
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    print("\n\n".join(_listed(section, printer, width) for section in shown))
    if not arguments.asked:
        print(f"\n{printer.say(_MORE)}")


def _records(sections: Sequence[NameSection], printer: Printer) -> Iterator[dict[str, object]]:
    for section in sections:
        for row in section.rows:
            yield {
                "of": section.key or None,
                "name": row.name,
                "written": row.written,
                "kind": row.kind.en,
                "meaning": printer.say(row.meaning),
                "example": printer.say(row.example) if row.example else None,
                "leads_to": row.leads_to or None,
            }


def _listed(section: NameSection, printer: Printer, width: int) -> str:
    key = f" ({section.key})" if section.key else ""
    head = [f"{printer.say(section.title)}{key}", *([section.usage] if section.usage else [])]
    cells = [_cells(row, section, printer) for row in section.rows]
    return "\n".join([*head, *in_columns(cells, width)])


def _cells(row: NameRow, section: NameSection, printer: Printer) -> tuple[str, ...]:
    known = ("", section.key, row.name, f"{section.key}.{row.name}")
    leads = f" → {row.leads_to}" if row.leads_to not in known else ""
    example = printer.say(row.example or _MISSING)
    return f"  {row.written}{leads}", printer.say(row.kind), printer.say(row.meaning), example


def in_columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return rows as lines in columns, of which the last two are wrapped to a width; 0 wraps nothing."""
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    if width:
        for column in (-1, -2):
            over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
            least = max(_NARROWEST, widths[column] // 2) if column == -1 else _NARROWEST
            widths[column] = max(min(widths[column], least), widths[column] - max(over, 0))
    return [line for row in rows for line in _lines(row, widths)]


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    *fixed, meaning, example = row
    wrapped = [[cell] for cell in fixed] + [_wrapped(meaning, widths[-2]), _wrapped(example, widths[-1])]
    for number in range(max(map(len, wrapped))):
        cells = [cell[number] if number < len(cell) else "" for cell in wrapped]
        padded = (cell + " " * (width - text_width(cell)) for cell, width in zip(cells, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of a width; words are kept whole where they fit into one."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if text_width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines
