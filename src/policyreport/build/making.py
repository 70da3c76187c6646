"""Making the files of a set, each only where what it is made from is not what it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from policyreport.build.enlarging import enlarged
from policyreport.build.fitting import Fitted, fitted
from policyreport.build.manner import Manner
from policyreport.build.output import Output, new_output, old_output
from policyreport.build.reading import Composed, Read, composed
from policyreport.build.variant import Variant
from policyreport.document.theme import Theme
from policyreport.errors import Place, PolicyReportError, Problem
from policyreport.ledger import content, made, transaction
from policyreport.ledger.content import sha256
from policyreport.ledger.made import Origin
from policyreport.publish import Staging


@dataclass(frozen=True, slots=True)
class _Step:
    """A file that is to be made: what it is called, what it is made from, and how to make it."""

    name: str
    report: str
    variant: Variant
    origin: Origin
    make: Callable[[], Fitted]


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were made, and the problems of those that could not be."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]


def make_all(given: Read, engine: str, ledger: sqlite3.Connection, staged: Staging, manner: Manner) -> Made:
    """Stage every file of a set, and return what they are; those that could be made are remembered in any case.

    Raises ``PolicyReportError`` with every template's problems, and for what the disk refuses.
    """
    steps = _steps(given, engine)
    outputs: list[Output] = []
    problems: list[Problem] = []
    for number, step in enumerate(steps, start=1):
        manner.progress(number, len(steps), step.name)
        try:
            outputs.append(_staged(step, ledger, staged, given.set_name, force=manner.force))
        except PolicyReportError as error:
            problems.extend(_at(step.name, error.problems))
    _remember(ledger, staged, given.set_name, outputs)
    return Made(tuple(outputs), tuple(problems))


def _staged(step: _Step, ledger: sqlite3.Connection, staged: Staging, set_name: str, *, force: bool) -> Output:
    before = made.made(ledger, set_name, step.name)
    if before and before.origin == step.origin and not force and content.has(ledger, before.sha256):
        staged.add(step.name, content.kept(ledger, before.sha256))
        return old_output(step.name, step.report, step.variant, before)
    fresh = step.make()
    staged.add(step.name, fresh.rendered.content)
    return replace(new_output(step.name, step.report, step.variant, step.origin, fresh), before=before)


def _remember(ledger: sqlite3.Connection, staged: Staging, set_name: str, outputs: Iterable[Output]) -> None:
    with transaction(ledger):
        for output in outputs:
            if not output.reused:
                content.keep(ledger, staged.content(output.name))
                made.remember(ledger, set_name, output.name, output.as_made)


def _at(name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    return (problem if problem.where else replace(problem, where=Place(name)) for problem in problems)


def _steps(given: Read, engine: str) -> list[_Step]:
    return [_step(each, variant, given, engine) for each in composed(given) for variant in each.chosen.variants]


def _step(each: Composed, variant: Variant, given: Read, engine: str) -> _Step:
    report = each.chosen.report
    style = sha256(repr((given.theme, given.theme.reference, report.max_pages, report.tighten)).encode())
    origin = Origin(_tree(each, variant), style, engine)
    return _Step(
        variant.file_name(report.stem), report.kind, variant, origin, lambda: _fitted(each, variant, given.theme)
    )


def _tree(each: Composed, variant: Variant) -> str:
    """Return a SHA-256 of what a file says; that of a drawn template is known only by the file that it becomes."""
    drawn = each.filled.get(variant.form)
    said = (each.document, variant, sha256(drawn.content) if drawn else "")
    return sha256(repr(said).encode("utf-8", "surrogatepass"))


def _fitted(each: Composed, variant: Variant, theme: Theme) -> Fitted:
    """Return one variant of a document; large print has no limit of pages, for it needs more of them."""
    if variant.form in each.filled:
        return Fitted(each.filled[variant.form])
    if variant.large_print:
        return Fitted(enlarged(each.document, theme, variant.form))
    return fitted(each.document, each.chosen.report, theme, variant.form)
