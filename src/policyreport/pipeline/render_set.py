"""Making the files of a set, each only where what it is made from is not what it was."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace

from policyreport.diagnostics import Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger import Ledger
from policyreport.pipeline.build_session import BuildSession
from policyreport.pipeline.composition import ComposedReport, ProjectData, compose_reports
from policyreport.pipeline.edition_build import build_editions
from policyreport.pipeline.edition_worker import EditionWorker
from policyreport.pipeline.editions import require_own_names
from policyreport.pipeline.explain import why
from policyreport.pipeline.manifest import EditionIndex, Output, derivation_of, output_of, output_of_new
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.render_file import cache_key, render_file
from policyreport.pipeline.selection import Variant
from policyreport.publish import Staging
from policyreport.stages import stage

_MANY_FACTS = 50_000
"""How many facts there are where what was made of them is worth the time to look for it."""


@dataclass(frozen=True, slots=True)
class RenderedSet:
    """The files that were made, the lists of the editions among them, and the problems of those that could not be."""

    outputs: tuple[Output, ...]
    listed: tuple[EditionIndex, ...]
    problems: tuple[Problem, ...]


def render_set(data: ProjectData, engine: str, ledger: Ledger, staged: Staging, options: BuildOptions) -> RenderedSet:
    """Stage every file of a set, and return what they are; those that could be made are remembered in any case.

    Raises ``PolicyReportError`` with the problems of all templates that make one document and of the names of all
    editions, and for what the disk refuses.
    """
    with stage(Message("compose the reports", "보고서 엮기")):
        worker = EditionWorker(data, engine)
        per_record = [(chosen, worker.editions(chosen)) for chosen in data.selection if chosen.report.editions]
        require_own_names(per_record)
        composed = compose_reports(data, worker.context, options.composing)
        plain = [(each, variant) for each in composed for variant in each.chosen.variants]
        if not per_record:
            worker.forget_contexts()
            if len(data.facts.of) > _MANY_FACTS:
                gc.collect()  # views refer to one another in circles
    session = BuildSession(ledger, staged, options, len(plain) + sum(len(editions) for _, editions in per_record))
    with session.remembering():
        outputs, problems = _render_plain(plain, worker, session)
        with stage(Message("render the editions", "부별 파일 만들기")) if per_record else nullcontext():
            outcome = build_editions(per_record, worker, session)
    return RenderedSet((*outputs, *outcome.outputs), outcome.listed, (*problems, *outcome.problems))


def _render_plain(
    plain: Iterable[tuple[ComposedReport, Variant]], worker: EditionWorker, session: BuildSession
) -> tuple[list[Output], list[Problem]]:
    outputs: list[Output] = []
    problems: list[Problem] = []
    for each, variant in plain:
        name = variant.file_name(each.chosen.report.stem)
        session.begin(name)
        try:
            with stage(Message(f"render {name}", f"{name} 만들기")):
                outputs.append(_lay(each, variant, name, worker, session))
        except PolicyReportError as error:
            file = SourceLocation(name)
            problems += [problem if problem.where else replace(problem, where=file) for problem in error.problems]
    return outputs, problems


def _lay(each: ComposedReport, variant: Variant, name: str, worker: EditionWorker, session: BuildSession) -> Output:
    report, theme, reader = each.chosen.report.kind, worker.data.theme, worker.data.reader_of(each.chosen.report.kind)
    now, before = cache_key(each, variant, theme, worker.engine), session.reusable(name)
    if before and before.origin == now:
        reader.require_silent(name, session.lay_again(name, before))
        output = output_of(name, report, variant, before, reused=True)
        return replace(output, reasons=why(before, before, reused=True))
    fresh = render_file(each, variant, theme, now.identity)
    reader.require_silent(name, fresh.rendered.content)
    made, before = derivation_of(now, fresh), session.before(name)
    session.lay_new(name, fresh.rendered.content, made)
    output = output_of_new(name, report, variant, made, fresh)
    return replace(output, reasons=why(before, made, reused=False))
