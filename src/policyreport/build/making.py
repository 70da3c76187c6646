"""Making the files of a set, each only where what it is made from is not what it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policyreport.build.bench import Bench
from policyreport.build.composing import Composed, Read, composed
from policyreport.build.editions import require_own_names
from policyreport.build.explaining import why
from policyreport.build.listing import Listed
from policyreport.build.making_editions import make_editions
from policyreport.build.manner import Manner
from policyreport.build.one_file import made_file, origin
from policyreport.build.output import Output, made_of, output_of
from policyreport.build.variant import Variant
from policyreport.build.workshop import Workshop
from policyreport.errors import Place, PolicyReportError, Problem
from policyreport.publish import Staging


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were made, the lists of the editions among them, and the problems of those that could not be."""

    outputs: tuple[Output, ...]
    listed: tuple[Listed, ...]
    problems: tuple[Problem, ...]


def make_all(given: Read, engine: str, ledger: sqlite3.Connection, staged: Staging, manner: Manner) -> Made:
    """Stage every file of a set, and return what they are; those that could be made are remembered in any case.

    Raises ``PolicyReportError`` with the problems of all templates that make one document and of the names of all
    editions, and for what the disk refuses.
    """
    shop = Workshop(given, engine)
    per_record = [(chosen, shop.editions(chosen)) for chosen in given.selection if chosen.report.editions]
    require_own_names(per_record)
    plain = [(each, variant) for each in composed(given, shop.told) for variant in each.chosen.variants]
    bench = Bench(ledger, staged, manner, len(plain) + sum(len(editions) for _, editions in per_record))
    with bench.remembering():
        outputs, problems = _make_plain(plain, shop, bench)
        outcome = make_editions(per_record, shop, bench)
    return Made((*outputs, *outcome.outputs), outcome.listed, (*problems, *outcome.problems))


def _make_plain(
    plain: Iterable[tuple[Composed, Variant]], shop: Workshop, bench: Bench
) -> tuple[list[Output], list[Problem]]:
    outputs: list[Output] = []
    problems: list[Problem] = []
    for each, variant in plain:
        name = variant.file_name(each.chosen.report.stem)
        bench.begin(name)
        try:
            outputs.append(_laid(each, variant, name, shop, bench))
        except PolicyReportError as error:
            problems.extend(_at(name, error.problems))
    return outputs, problems


def _laid(each: Composed, variant: Variant, name: str, shop: Workshop, bench: Bench) -> Output:
    report, theme, reader = each.chosen.report.kind, shop.given.theme, shop.given.reader_of(each.chosen.report.kind)
    now, before = origin(each, variant, theme, shop.engine), bench.reusable(name)
    if before and before.origin == now:
        reader.require_silent(name, bench.lay_again(name, before))
        output = output_of(name, report, variant, before, reused=True)
        return replace(output, reasons=why(before, before, reused=True))
    fresh = made_file(each, variant, theme, now.identity)
    reader.require_silent(name, fresh.rendered.content)
    made, before = made_of(now, fresh), bench.before(name)
    bench.lay_new(name, fresh.rendered.content, made)
    return replace(output_of(name, report, variant, made, reused=False), reasons=why(before, made, reused=False))


def _at(name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    return (problem if problem.where else replace(problem, where=Place(name)) for problem in problems)
