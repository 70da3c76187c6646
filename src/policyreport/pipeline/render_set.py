"""Making the files of a set, each only where what it is made from is not what it was."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import count

from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    TextProblem,
    raise_any,
)
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Theme
from policyreport.ledger import Ledger
from policyreport.pipeline.build_session import BuildSession
from policyreport.pipeline.composition import ComposedReport, ProjectData, compose_reports
from policyreport.pipeline.edition_build import PerRecord, build_editions
from policyreport.pipeline.edition_worker import EditionWorker
from policyreport.pipeline.editions import require_own_names
from policyreport.pipeline.explain import why
from policyreport.pipeline.file_names import shared_names
from policyreport.pipeline.manifest import EditionIndex, Output, derivation_of, output_of, output_of_new
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.render_file import cache_key, render_file
from policyreport.pipeline.selection import Selected, Variant
from policyreport.pipeline.typed_numbers import once_each, typed_problems
from policyreport.pipeline.unprintable import crowded, in_other_fonts
from policyreport.pipeline.unused_memory import release_unused_memory
from policyreport.publish import Staging
from policyreport.renderers import TOO_LARGE
from policyreport.stages import stage

_MANY_FACTS = 50_000
"""How many facts there are where what was made of them is worth the time to look for it."""


@dataclass(frozen=True, slots=True)
class RenderedSet:
    """The files that were made, the lists of the editions among them, and the problems of those that could not be.

    ``not_made`` are the names of the files that a draft lacks; of editions each report and format has one.
    """

    outputs: tuple[Output, ...]
    listed: tuple[EditionIndex, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    not_made: tuple[str, ...] = ()


def render_set(data: ProjectData, engine: str, ledger: Ledger, staged: Staging, options: BuildOptions) -> RenderedSet:
    """Stage every file of a set, and return what they are; those that could be made are remembered in any case.

    Raises ``PolicyReportError`` with the problems of all templates that make one document and of the names of all
    editions, and for what the disk refuses. Of a draft the problems of templates are among the others, and what each
    other report says is made all the same.
    """
    worker = EditionWorker(data, engine)
    with_editions = [chosen for chosen in data.selection if chosen.report.editions]
    with stage(Message("name the editions", "부 이름 짓기")) if with_editions else nullcontext():
        per_record = [(chosen, worker.editions(chosen)) for chosen in with_editions]
        require_own_names(per_record)
    alone = [chosen for chosen in data.selection if chosen.report.editions is None]
    files = sum(len(chosen.variants) for chosen in alone) + sum(len(editions) for _, editions in per_record)
    session = BuildSession(ledger, staged, options, files)
    with session.remembering():
        outputs, problems, warnings = _render_alone(alone, worker, session, keeps_views=bool(per_record))
        with stage(Message("render the editions", "부별 파일 만들기")) if per_record else nullcontext():
            outcome = build_editions(per_record, worker, session)
    made = (*outputs, *outcome.outputs)
    not_made = tuple(_not_made(data, made, per_record)) if data.draft else ()
    unread = [problem for of in data.faulty.values() for problem in of]
    warnings += once_each(outcome.warnings)
    return RenderedSet(made, outcome.listed, (*unread, *problems, *outcome.problems), tuple(warnings), not_made)


def _not_made(data: ProjectData, made: Iterable[Output], per_record: PerRecord) -> Iterator[str]:
    """Yield the name of each file that is not made; of editions, one for all of a report and format."""
    yield from (f"{kind}.*" for kind in data.faulty)
    counts = Counter((output.report, output.variant) for output in made)
    editions = {chosen.report.kind: len(editions) for chosen, editions in per_record}
    for chosen in data.selection:
        report = chosen.report
        for variant in chosen.variants:
            if counts[report.kind, variant] < editions.get(report.kind, 1):
                yield f"{report.stem}/*{variant.file_name('')}" if report.editions else variant.file_name(report.stem)


def _text_warnings(each: ComposedReport, theme: Theme) -> list[Problem]:
    """Return the warnings of texts of a report that are not printed as they were written.

    They are cells with more lines than Excel keeps, and characters that the chosen font lacks; and those of sentences
    that claim of a number what is not true.
    """
    document, report = each.document, each.chosen.report
    drawn = [warning for rendered in each.filled.values() for warning in rendered.warnings]
    texts = [warning for warning in drawn if isinstance(warning, TextProblem)]
    return [*crowded(document, report, theme), *in_other_fonts(document, report, theme), *texts, *each.doubts]


def _render_alone(
    alone: Sequence[Selected], worker: EditionWorker, session: BuildSession, *, keeps_views: bool
) -> tuple[list[Output], list[Problem], list[Problem]]:
    """Make the files of the reports that are one document each; return them, their problems and their warnings.

    All are composed before any is rendered, so that what is wrong with a template is told at once. Of many facts, each
    is rendered before the next is composed, for what the reports say would else be in memory together; those for the
    same readers follow one another, and then what their templates can name is let go of. Of a draft too, each is made
    for itself, and a fault of one keeps no other from being made.
    """
    made: dict[str, list[Output]] = {chosen.report.kind: [] for chosen in alone}
    problems: list[Problem] = []
    warnings: list[Problem] = []
    faults: dict[Problem, None] = {}
    named: list[tuple[ReportKind, str, Sequence[Variant]]] = []
    composing = session.options.composing
    draft = worker.data.draft
    batches = [[chosen] for chosen in _by_readers(alone, worker)] if _is_large(worker.data) or draft else [[*alone]]
    numbers = count(1)
    for number, batch in enumerate(batches):
        if _is_large(worker.data):
            release_unused_memory()
        try:
            with stage(Message("compose the reports", "보고서 엮기")):
                composed = compose_reports(
                    worker.data, batch, worker.context, lambda name: composing(next(numbers), len(alone), name)
                )
        except PolicyReportError as error:
            faults |= dict.fromkeys(error.problems)
            if error.exit_code is ErrorKind.LIMIT and not draft:
                break
            continue
        called = [(each.chosen.report, each.stem, each.chosen.variants) for each in composed]
        shared = list(shared_names([*named, *called]))
        faults |= dict.fromkeys(shared)
        if shared and draft:
            continue
        named += called
        later = [chosen.report for each in batches[number + 1 :] for chosen in each]
        if not keeps_views:
            _forget_views([chosen.report for chosen in batch], later, worker)
        while composed and (draft or not faults):  # of a set that is not made, the other templates are looked at alone
            each = composed.pop(0)
            warnings += _text_warnings(each, worker.data.theme)
            made[each.chosen.report.kind] += (new := _render(each, worker, session, problems))
            warnings += _typed(each, new, worker, session)
            del each  # what it says would else be in memory while the next is composed
    raise_any([] if draft else list(faults))
    outputs = [output for chosen in alone for output in made[chosen.report.kind]]
    return outputs, [*faults, *problems], warnings


def _typed(
    each: ComposedReport, outputs: Iterable[Output], worker: EditionWorker, session: BuildSession
) -> list[Problem]:
    """Return the warnings of figures that the templates of a report say themselves, with where its files have them."""
    if not session.options.tie_out:
        return []
    facts = worker.data.reader_of(each.chosen.report.kind).facts
    files = {output.name: session.staged.path(output.name).read_bytes for output in outputs}
    return typed_problems(each, facts.known.words.own, files)


def _is_large(data: ProjectData) -> bool:
    return len(data.facts.of) > _MANY_FACTS


def _by_readers(alone: Sequence[Selected], worker: EditionWorker) -> list[Selected]:
    """Return reports so that those of the same facts follow one another, first those that may be too large."""
    first = sorted(alone, key=lambda chosen: TOO_LARGE.keys().isdisjoint(chosen.formats))
    facts = {chosen.report.kind: id(worker.data.reader_of(chosen.report.kind).facts) for chosen in first}
    order = {of: number for number, of in enumerate(dict.fromkeys(facts.values()))}
    return sorted(first, key=lambda chosen: order[facts[chosen.report.kind]])


def _forget_views(done: Iterable[ReportKind], later: Iterable[ReportKind], worker: EditionWorker) -> None:
    """Let go of what the templates of some reports could name, unless later reports tell of the same facts.

    Of many facts it is let go of in any case: a workbook of all of them needs the room, and others name fewer of them.
    """
    needed = set[int]() if _is_large(worker.data) else {id(worker.data.reader_of(kind.kind).facts) for kind in later}
    over = [report for report in done if id(worker.data.reader_of(report.kind).facts) not in needed]
    for report in over:
        worker.forget_context(report)
    if over and _is_large(worker.data):
        gc.collect()  # views refer to one another in circles


def _render(
    each: ComposedReport, worker: EditionWorker, session: BuildSession, problems: list[Problem]
) -> list[Output]:
    """Return the files of a report; what is wrong with those that cannot be made is added to the problems."""
    outputs: list[Output] = []
    for variant in each.chosen.variants:
        name = variant.file_name(each.stem)
        session.begin(name)
        try:
            outputs.append(_lay(each, variant, name, worker, session))
        except PolicyReportError as error:
            file = SourceLocation(name)
            problems += [problem if problem.where else replace(problem, where=file) for problem in error.problems]
    return outputs


def _lay(each: ComposedReport, variant: Variant, name: str, worker: EditionWorker, session: BuildSession) -> Output:
    report, theme, reader = each.chosen.report.kind, worker.data.theme, worker.data.reader_of(each.chosen.report.kind)
    with stage(Message(f"render {name}", f"{name} 만들기")):
        now, before = cache_key(each, variant, theme, worker.engine), session.reusable(name)
        if before and before.origin == now:
            reader.require_silent(name, session.lay_again(name, before))
            output = output_of(name, report, variant, before, reused=True)
            return replace(output, reasons=why(before, before, reused=True))
        fresh = render_file(each, variant, theme, now.identity)
        reader.require_silent(name, fresh.rendered.content)
    if session.options.tie_out:
        fresh = worker.tied(name, fresh, each, variant)
    made, before = derivation_of(now, fresh), session.before(name)
    session.lay_new(name, fresh.rendered.content, made)
    output = output_of_new(name, report, variant, made, fresh)
    return replace(output, reasons=why(before, made, reused=False))
