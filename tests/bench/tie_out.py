"""What the tie-out costs: its processor seconds beside all the rest of a build, which it should not pass a third of.

``python -m tests.bench.tie_out 300 3000``: first PDFs of 17 and 85 pages, each a process of
its own as a build is, without its data; then whole builds of the shipped
reports for so many programmes, by format; also how many numbers were read back, and how many figures were named.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

from tests.bench.measuring import REPOSITORY
from tests.bench.pages import document

from policyreport.diagnostics import Message
from policyreport.document.nodes import Document, DocumentBlock, Inline, Number, Table
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.tie_out_check import tie_out
from policyreport.pipeline.typed_numbers import TYPED
from policyreport.project import Project
from policyreport.renderers import FORMATS
from policyreport.stages import announcing, listening

_SECTIONS = {17: 14, 85: 70}
"""How many sections make so many pages."""
_TIE_OUT = "tie out "
_LINE = "{:<26}{:>10}{:>10}{:>8}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--pages", type=int)
    parser.add_argument("programs", nargs="*", default=["300", "3000"], help="0 for the PDFs alone")
    given = parser.parse_args()
    if given.root:
        _measure(given.root)
        return
    if given.pages:
        _measure_pages(given.pages, _SECTIONS[given.pages])
        return
    print(_LINE.format("", "tie-out s", "rest s", "ratio"), flush=True)
    for pages in map(str, _SECTIONS):
        subprocess.run([sys.executable, "-m", "tests.bench.tie_out", "--pages", pages], cwd=REPOSITORY, check=True)
    for number in filter(int, given.programs):
        with tempfile.TemporaryDirectory() as folder:
            call = f"from tests.bench.sizes import write; write(*{[number, '4', 'yaml', folder]!r})"
            subprocess.run([sys.executable, "-c", call], cwd=REPOSITORY, check=True)
            print(f"{number} programmes", flush=True)
            subprocess.run([sys.executable, "-m", "tests.bench.tie_out", "--root", folder], cwd=REPOSITORY, check=True)


def _measure_pages(pages: int, sections: int) -> None:
    printed = _in_numbers(document(sections))
    made = FORMATS["pdf"](printed, Theme())
    rendered = process_time()
    tied = tie_out("a.pdf", made, {})
    name = f"PDF, {made.extent} pages of {pages}"
    print(_LINE.format(name, *_shown(process_time() - rendered, rendered)), f"{tied}", flush=True)


def _in_numbers(text: Document) -> Document:
    """Return a document whose cells with digits are numbers, as those of reports are."""
    facts = count(1)

    def cell(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        said = plain_text(content)
        digits = "".join(filter(str.isdigit, said))
        return (Number(f"fact-{next(facts)}", Decimal(digits), "개"),) if digits else content

    def block(one: DocumentBlock) -> DocumentBlock:
        if not isinstance(one, Table):
            return one
        return replace(one, rows=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in one.rows))

    return replace(text, blocks=tuple(map(block, text.blocks)))


class _Meter:
    """Adds up what stages take, those that tie out by the endings of their files."""

    def __init__(self) -> None:
        self._began: list[float] = []
        self.tied: defaultdict[str, float] = defaultdict(float)

    def begin(self, _name: Message) -> None:
        self._began.append(process_time())

    def end(self, name: Message, _seconds: float) -> None:
        began = self._began.pop()
        if name.en.startswith(_TIE_OUT):
            self.tied[name.en.rpartition(".")[2]] += process_time() - began


def _measure(root: Path) -> None:
    meter, began = _Meter(), process_time()
    with announcing(meter.begin), listening(meter.end):
        built = build(Project(root), options=BuildOptions())
    whole, spent = process_time() - began, sum(meter.tied.values())
    for form, seconds in meter.tied.items():
        print(f"  {form:<24}{seconds:>10.2f}")
    named = sum(warning.code == TYPED for warning in built.warnings)
    print(_LINE.format("  all", *_shown(spent, whole - spent)), f"{built.tied}, {named} typed", flush=True)
    print(f"  peak {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB", flush=True)


def _shown(tied: float, rest: float) -> tuple[str, str, str]:
    return f"{tied:.2f}", f"{rest:.2f}", f"{tied / rest:.2f}"


if __name__ == "__main__":
    main()
