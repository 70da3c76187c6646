"""The whole path, from a project's files to its published set, on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.ledger import Ledger, has_ledger, open_ledger
from policyreport.ledger.build_cache import BuildRecord
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.ledger.unissued import INCOMPLETE, UnissuedSet
from policyreport.pipeline.incremental import (
    inputs_fingerprint,
    is_in_place,
    toolchain_fingerprint,
    up_to_date_set,
)
from policyreport.pipeline.numbering import next_issue, number_in_place
from policyreport.pipeline.options import DEFAULT_OPTIONS, BuildOptions, BuildRequest, parse_resumable
from policyreport.project import Project
from policyreport.project.snapshot import InputSnapshot, input_snapshot
from policyreport.publish import MANIFEST, Staging, holding, issue, place_unissued, put_in_place, staging, take_place
from policyreport.stages import APPLY_RULES, PUBLISH, READ_DATA, stage

if TYPE_CHECKING:
    from pathlib import Path

    from policyreport.model import Dataset
    from policyreport.pipeline.composition import ProjectData
    from policyreport.pipeline.manifest import Output
    from policyreport.pipeline.tie_out_check import TiedNumbers


@dataclass(frozen=True, slots=True)
class Built:
    """A published set: its folder and the number of its issue, what each file is, and warnings about the data.

    ``number`` is None where the set is not issued. ``changed`` tells whether this build issued it, or made it where it
    has no number; ``restored`` that it is the newest issue, put back in the place of one without a number. ``outputs``
    is empty where nothing had to be looked at. ``aside`` are files that people had changed, where they are kept.
    ``not_made`` are the files that a draft lacks, and ``problems`` why; both are empty for all other sets.
    """

    folder: Path
    number: int | None
    changed: bool = False
    restored: bool = False
    outputs: tuple[Output, ...] = ()
    warnings: tuple[Problem, ...] = ()
    aside: tuple[str, ...] = ()
    not_made: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def tied(self) -> TiedNumbers | None:
        """How many numbers the files say as their facts have them; None where not all of them were read back."""
        each = [output.tied for output in self.outputs if output.tied]
        if not each or len(each) < len(self.outputs):
            return None
        return each[0].__class__(sum(tied.agreeing for tied in each), sum(tied.unread for tied in each))

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was done to make files fit the pages that they may have."""
        tightened = (_tightened(output) for output in self.outputs if output.tightened)
        return (*tightened, *(_left_out(output) for output in self.outputs if output.left_out))


def build(
    project: Project,
    quarter: str = "",
    reports: Sequence[str] = (),
    formats: Sequence[str] = (),
    options: BuildOptions = DEFAULT_OPTIONS,
) -> Built:
    """Make the reports of a quarter and publish them as one set with its manifest, where that is not what stands.

    The set is ``out/<quarter>/``; that of a draft ``out/<quarter>-draft/``. It is given a number, as the next issue,
    where the options say so, and has none otherwise. It keeps the files that it holds: they are
    made again, so that all of them say the same. Raises ``PolicyReportError``; nothing is published or changed then.
    Of a draft, what ``check`` calls an error of the data is a warning, and its figures may be others than those issued.
    One that is not to be numbered has what could be made, and tells the ``problems`` of what could not.
    """
    request = BuildRequest(quarter, reports, formats, options)
    with holding(project.out), input_snapshot(project) as snapshot:
        with stage(Message("look for changes", "바뀐 것 찾기")):
            standing = None if options.force or options.strict else up_to_date_set(snapshot, request.key)
        if isinstance(standing, Issue):
            return Built(project.out / standing.set_name, standing.number)
        if standing and (options.restate or not standing.restated):
            if options.issue:
                return _number_what_stands(snapshot, standing, request)
            return Built(project.out / standing.set_name, None)
        return _build_anew(snapshot, request)


def _number_what_stands(project: InputSnapshot, standing: UnissuedSet, request: BuildRequest) -> Built:
    """Return the set that stands as an issue; that a build would make the very same is known."""
    with open_ledger(project.out) as ledger:
        new = number_in_place(ledger, project, standing, request.options.clock())
    return Built(project.out / new.set_name, new.number, changed=True)


@dataclass(frozen=True, slots=True)
class _BuildState:
    """What a build that has something to do works with: what is asked for, and all that it reads.

    ``stamp`` is the fingerprint of that, empty where files alone do not tell it, or the data were not judged, and
    ``INCOMPLETE`` for a draft that lacks files.
    """

    project: InputSnapshot
    request: BuildRequest
    dataset: Dataset
    ledger: Ledger
    hashes: Mapping[str, str]
    toolchain: str
    stamp: str


def _build_anew(project: InputSnapshot, request: BuildRequest) -> Built:
    """Return the set made of what is there now; the libraries that this takes are imported here and not before."""
    from policyreport.inputs import load  # noqa: PLC0415 - see above
    from policyreport.pipeline.manifest import listed_variants  # noqa: PLC0415 - see above
    from policyreport.pipeline.project_data import read_from  # noqa: PLC0415 - see above
    from policyreport.pipeline.selection import with_existing  # noqa: PLC0415 - see above

    with stage(READ_DATA):
        hashes, toolchain = project.hashes(), toolchain_fingerprint()
        loaded = load(project)
    data = _apply_rules(read_from(project, loaded, request), loaded.dataset, request.options)
    with open_ledger(project.out) as ledger:
        is_provable = request.options.judged and not data.settings.reads_databases
        stamp = inputs_fingerprint(hashes, toolchain) if is_provable else ""
        state = _BuildState(project, request, loaded.dataset, ledger, hashes, toolchain, stamp)
        ledger.cache.mark_unfinished(request.resumable)
        existing = listed_variants(_existing_manifest(project.out / data.set_name, ledger))
        data = replace(data, selection=with_existing(data.selection, existing, data.kinds))
        built, built_manifest = _stage_and_place(data, state)
        if built.problems:
            return built
        ledger.cache.clear_unfinished()
        if stamp:
            record = BuildRecord(state.stamp, data.set_name, built_manifest)
            ledger.cache.store_record(request.key, record)
    return built


def _apply_rules(data: ProjectData, dataset: Dataset, options: BuildOptions) -> ProjectData:
    """Return what was read, of a draft with the errors of the data as warnings; else those are raised."""
    from policyreport.pipeline.data_errors import errors_of  # noqa: PLC0415 - see _build_anew

    with stage(APPLY_RULES):
        rules, quarter = data.settings.rules, data.facts.report.quarter
        errors = errors_of(dataset, rules, quarter, strict=options.strict) if options.judged else ()
    blocking = [*data.warnings, *errors] if options.strict else errors
    raise_any([] if data.draft else list(dict.fromkeys(blocking)))
    return replace(data, warnings=(*data.warnings, *errors))


def _existing_manifest(folder: Path, ledger: Ledger) -> bytes:
    """Return the manifest of the set that is there, as it was made where that is known; nothing where none is."""
    standing = ledger.standing(folder.name)
    if standing and folder.is_dir():
        return ledger.blobs.load(standing.manifest)
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return b""


def _stage_and_place(data: ProjectData, state: _BuildState) -> tuple[Built, str]:
    """Make the set and let it take its place; return what came of it, and the SHA-256 of its manifest."""
    from policyreport.pipeline.manifest import manifest  # noqa: PLC0415 - see _build_anew
    from policyreport.pipeline.render_set import render_set  # noqa: PLC0415 - see _build_anew
    from policyreport.pipeline.restatement import require_as_issued  # noqa: PLC0415 - see _build_anew
    from policyreport.pipeline.typed_numbers import TYPED  # noqa: PLC0415 - see _build_anew

    with staging(state.project.out / data.set_name) as staged:
        rendered = render_set(data, state.toolchain, state.ledger, staged, state.request.options)
        problems = tuple(_located(rendered.problems, state))
        if not rendered.outputs or state.request.options.issue or not data.draft:
            raise_any(problems or ([] if rendered.outputs else [_nothing_to_publish()]))
        if state.request.options.strict:
            raise_any([warning for warning in rendered.warnings if warning.code == TYPED])
        if problems:
            state = replace(state, stamp=INCOMPLETE)
        if not (data.draft or state.request.options.restate):
            with stage(Message("compare with what was issued", "발행한 수치와 비교")):
                require_as_issued(state.ledger, data, state.dataset, rendered, staged)
        with stage(PUBLISH):
            listing = staged.add_pieces(
                MANIFEST, manifest(state.hashes, data, rendered.outputs, rendered.listed, rendered.not_made)
            )
            files = {output.name: IssuedFile(output.sha256, output.identity) for output in rendered.outputs}
            files |= {part.name: IssuedFile(part.sha256) for index in rendered.listed for part in index.parts}
            state.ledger.cache.delete_other_files(data.set_name, files)
            built = _place(state, staged, {**files, MANIFEST: IssuedFile(listing)})
    crowding = _located(rendered.warnings, state)
    warnings = (*data.warnings, *crowding, *_unfitted(rendered.outputs))
    whole = replace(built, outputs=rendered.outputs, warnings=warnings, problems=problems, not_made=rendered.not_made)
    return whole, listing


def _located(problems: Sequence[Problem], state: _BuildState) -> Sequence[Problem]:
    """Return problems of rendering, those of texts with the places where these were written."""
    if not problems:
        return problems
    from policyreport.pipeline.unprintable import TextOrigins  # noqa: PLC0415 - see _build_anew

    return TextOrigins(state.project, state.dataset).located(problems)


def _place(state: _BuildState, staged: Staging, files: Mapping[str, IssuedFile]) -> Built:
    """Put a staged set in its place: as a new issue, without a number, or as what stands where it is that already."""
    folder, ledger, options = staged.target, state.ledger, state.request.options
    standing, newest = ledger.standing(folder.name), ledger.issues.newest(folder.name)
    in_place = standing is not None and standing.files == files and is_in_place(state.project, standing)
    if newest and newest.files == files:
        aside = [] if in_place else take_place(ledger, staged)
        is_back = isinstance(standing, UnissuedSet)
        return Built(folder, newest.number, restored=is_back, aside=tuple(aside))
    raise_any([_changed_meanwhile(name) for name in state.project.changed()])
    at = options.clock()
    built_at, restated = at.isoformat(timespec="seconds"), options.restate and not options.draft
    new = UnissuedSet(folder.name, files[MANIFEST].sha256, built_at, state.stamp, restated=restated, files=files)
    if isinstance(standing, UnissuedSet) and standing.files == files:
        aside = [] if in_place else put_in_place(staged, standing)
        ledger.unissued.restamp(folder.name, state.stamp, restated=restated)
        number = number_in_place(ledger, state.project, standing, at).number if options.issue else None
        return Built(folder, number, changed=options.issue, aside=tuple(aside))
    if not options.issue:
        return Built(folder, None, changed=True, aside=tuple(place_unissued(ledger, staged, new)))
    as_issue = next_issue(ledger, state.project, new, at)
    aside = issue(ledger, staged, as_issue, state.project.contents())
    return Built(folder, as_issue.number, changed=True, aside=tuple(aside))


def _nothing_to_publish() -> Problem:
    what = Message("there is nothing to make", "만들 것이 없습니다")
    hint = Message("the records that have editions are none", "부마다 낼 기록이 하나도 없습니다")
    return Problem(ErrorKind.DATA, "build.nothing", what, hint=hint)


def _changed_meanwhile(name: str) -> Problem:
    what = Message(f"'{name}' was changed during the build", f"빌드하는 동안 '{name}'이(가) 바뀌었습니다")
    hint = Message("build again", "다시 빌드하십시오")
    return Problem(ErrorKind.DATA, "build.changed-meanwhile", what, SourceLocation(name), hint=hint)


def _unfitted(outputs: Iterable[Output]) -> Iterator[Problem]:
    """Yield a warning for each file that has more pages than it may have."""
    for output in outputs:
        if output.beyond:
            pages, first = output.beyond
            what = Message(
                f"it has {output.extent} pages, {pages} more than it may have"
                + (f"; the first item on them: '{first}'" if first else ""),
                f"{output.extent}쪽으로 한도보다 {pages}쪽 많습니다" + (f". 넘친 첫 항목: '{first}'" if first else ""),
            )
            hint = Message(
                "it is too long even without all that may be left out: shorten the contents, or change 'keep' or "
                "'tighten' in report.yaml; 'strict_pages: true' makes it an error",
                "뺄 수 있는 것을 다 빼도 넘칩니다. 내용을 줄이거나 report.yaml의 keep이나 tighten을 고치십시오. "
                "strict_pages: true이면 오류입니다",
            )
            yield Problem(ErrorKind.RENDER, "render.too-many-pages", what, SourceLocation(output.name), hint=hint)


def _tightened(output: Output) -> Problem:
    from policyreport.pipeline.page_fitting import what_changed  # noqa: PLC0415 - see _build_anew

    changes = "; ".join(map(what_changed, output.tightened))
    what = Message(
        f"made to fit its pages by {len(output.tightened)} step(s) of tightening: {changes}",
        f"쪽수에 맞추려고 줄이기 {len(output.tightened)}단계를 적용했습니다: {changes}",
    )
    return Problem(ErrorKind.RENDER, "render.tightened", what, SourceLocation(output.name))


def _left_out(output: Output) -> Problem:
    listed = ", ".join(output.left_out)
    what = Message(f"left out to fit its pages: {listed}", f"쪽수에 맞추려고 싣지 않은 것: {listed}")
    hint = Message(
        "shorten the contents, or change 'leave_out', 'keep' or 'max_pages' in report.yaml",
        "내용을 줄이거나 report.yaml의 leave_out, keep, max_pages를 고치십시오",
    )
    return Problem(ErrorKind.RENDER, "render.left-out", what, SourceLocation(output.name), hint=hint)


def resume_build(project: Project, options: BuildOptions) -> Built:
    """Build what the newest build was asked for that failed or was broken off; what it had made is not made again.

    Of ``options`` counts what is not about which files there are. Raises ``PolicyReportError``: USAGE where no build
    was left unfinished.
    """
    request = ""
    if has_ledger(project.out):
        with open_ledger(project.out) as ledger:
            request = ledger.cache.unfinished_request()
    if not request:
        what = Message("no build was left unfinished", "끝나지 않은 빌드가 없습니다")
        hint = Message("build with: policyreport build", "policyreport build로 빌드하십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "build.nothing-to-retry", what, field="--retry", hint=hint)])
    again = parse_resumable(request, options)
    return build(project, again.quarter, again.reports, again.formats, again.options)
