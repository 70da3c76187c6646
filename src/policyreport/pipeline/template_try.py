"""Filling any template at once, in no report: for the office's own eyes, and into a folder that is never published.

Nothing of it is written down: not in the ledger, not in a manifest, and no issue is made. What the readers of the
template's report may not know is not in it: where the template belongs to no report they are the public.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.report_type import DrawnTemplate, ReportKind, Wording
from policyreport.facts import newest_quarter
from policyreport.inputs import load, report_kinds, settings, theme
from policyreport.inputs.files import read_given_text
from policyreport.inputs.office_template_scan import office_template
from policyreport.inputs.report_types import picture_files
from policyreport.model import Quarter
from policyreport.model.base import Audience
from policyreport.pipeline.audiences import AudienceView, audience_views
from policyreport.pipeline.check import annotated_copy
from policyreport.pipeline.composition import ProjectData, compose_report
from policyreport.pipeline.options import parse_quarter
from policyreport.pipeline.project_data import recipients_for
from policyreport.pipeline.render_file import render_file
from policyreport.pipeline.selection import Selected, Variant
from policyreport.project import Project
from policyreport.project.snapshot import input_snapshot
from policyreport.templating.template_context import TemplateContext

_DRAWN = (".docx", ".hwpx", ".xlsx")
_WRITTEN = ".md.j2"
_FOLDER = "try"
_IN_GENERAL = "template-try"


@dataclass(frozen=True, slots=True)
class TriedTemplate:
    """What became of a template: the file made of it, or its problems and the copy that has them as comments.

    ``audience`` are the readers for whom it was filled.
    """

    audience: Audience
    quarter: Quarter
    result: Path | None = None
    problems: tuple[Problem, ...] = ()
    annotated: Path | None = None


def try_template(
    project: Project, file: Path, quarter: str = "", audience: Audience | None = None, *, korean: bool = True
) -> TriedTemplate:
    """Fill a template with a quarter's facts (the newest where none is named) and write the result into ``out/try/``.

    ``audience`` are the readers for whom it is; where none are named those of the template's report, else the public.
    A drawn template at fault is written there with comments instead.

    Raises ``PolicyReportError`` where there is no such file (exit code 2), where it is refused as a template (3, 6, 7),
    for what is wrong with the data, and where the file would tell what its readers may not know (7).
    """
    form = _form(file)
    with input_snapshot(project) as snapshot:
        dataset = load(snapshot).dataset
        kind = _kind(snapshot, file, form)
        kind = replace(kind, audience=audience or kind.audience)
        wanted = parse_quarter(quarter) if quarter else newest_quarter(dataset)
        house, kinds = settings(snapshot), {kind.kind: kind}
        readers = audience_views([kind.audience], dataset, wanted, house, kinds)
        recipients = recipients_for(snapshot, kinds)
        chosen = Selected(kind, (Variant(form),))
        data = ProjectData(readers, house, theme(snapshot), kinds, [chosen], (), draft=True, recipients=recipients)
    tried = TriedTemplate(kind.audience, wanted)
    stem = kind.kind if kind.kind != _IN_GENERAL else file.name.removesuffix(_WRITTEN).removesuffix(file.suffix)
    try:
        names = _names(kind, TemplateContext(readers[kind.audience].facts, recipients))
        content = _rendered(data, chosen, readers[kind.audience], names)
    except PolicyReportError as error:
        own = tuple(error.problems)
        if not _is_of(file, own):
            raise
        copy = annotated_copy(kind.drawn[0], own, korean=korean) if kind.drawn else None
        return replace(tried, problems=own, annotated=_written(project, f"{stem}-메모.{form}", copy) if copy else None)
    return replace(tried, result=_written(project, f"{stem}-초안.{form}", content))


def _form(file: Path) -> str:
    """Return the format that a template becomes; raises ``PolicyReportError`` for what is no template."""
    if not file.is_file():
        what = Message(f"there is no file '{file}'", f"'{file}' 파일이 없습니다")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.no-file", what, field="FILE")])
    if file.name.endswith(_WRITTEN):
        return "pdf"
    if file.suffix in _DRAWN:
        return file.suffix.removeprefix(".")
    what = Message(f"'{file.name}' is no template", f"'{file.name}'은(는) 템플릿이 아닙니다")
    hint = Message(
        "save it as .docx in Word, .xlsx in Excel or .hwpx in 한글; templates in Markdown end in .md.j2",
        "Word는 .docx, Excel은 .xlsx, 한글은 .hwpx로 저장하십시오. Markdown 템플릿은 .md.j2입니다",
    )
    raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.no-template", what, field="FILE", hint=hint)])


def _kind(project: Project, file: Path, form: str) -> ReportKind:
    """Return the kind of report to which a template belongs, with it alone, or one made up for it."""
    own = _report_of(project, file)
    place = SourceLocation(file.name)
    if own is None:
        title = Wording(_as_text(file.name.partition(".")[0]), place)
        own = ReportKind(
            kind=_IN_GENERAL,
            title=title,
            subtitle=Wording("{{ quarter.label }}", place),
            running_title=title,
            summary=title,
            keywords=(),
            formats=(),
            particulars=(),
            stem=_IN_GENERAL,
            body="",
            templates={},
        )
    pictures = _pictures(project, file)
    if form != "pdf":
        drawn = replace(_drawn(file), pictures=pictures)
        return replace(own, drawn=(drawn,), body="", formats=(Wording(form, place),), pictures=pictures)
    templates = {**_templates(project), **own.templates, file.name: read_given_text(file)}
    formats = (Wording(form, place),)
    return replace(own, drawn=(), body=file.name, templates=templates, formats=formats, pictures=pictures)


def _pictures(project: Project, file: Path) -> Mapping[str, bytes]:
    """Return the project's pictures; those in the folder of the template are named from there too, as it does."""
    pictures = picture_files(project)
    folder, templates = file.resolve().parent, project.templates.resolve()
    if not folder.is_relative_to(templates):
        return pictures
    path = PurePosixPath(project.relative(project.templates), folder.relative_to(templates).as_posix())
    start = f"{normalize('NFC', str(path))}/"
    return {**pictures, **{name.removeprefix(start): pictures[name] for name in pictures if name.startswith(start)}}


def _drawn(file: Path) -> DrawnTemplate:
    path = file.resolve()
    return office_template(Project(path.parent), path)


def _report_of(project: Project, file: Path) -> ReportKind | None:
    """Return the kind of report in whose folder a template lies; None where it lies elsewhere."""
    folder = file.resolve().parent
    if folder.parent != project.templates.resolve() or not (folder / "report.yaml").is_file():
        return None
    with suppress(PolicyReportError):  # what is wrong with other reports, or with this one, is for ``check`` to tell
        return next((kind for name, kind in report_kinds(project).items() if name == folder.name), None)
    return None


def _templates(project: Project) -> Mapping[str, str]:
    """Return the project's Markdown templates, which one may include."""
    kinds: Mapping[str, ReportKind] = {}
    with suppress(PolicyReportError):
        kinds = report_kinds(project)
    return {path: text for kind in kinds.values() for path, text in kind.templates.items()}


def _as_text(title: str) -> str:
    """Return a title as a template that says it, whatever it holds."""
    return title if not {"{", "}", "\\", "`", "*"} & set(title) else "{{ policy.title }}"


def _names(kind: ReportKind, context: TemplateContext) -> Mapping[str, object]:
    """Return what the template can name: in a kind with editions what the first of these can."""
    if kind.editions is None:
        return context.names
    first = next(iter(context.records(kind.editions.collection)), None)
    return context.names if first is None else context.names_for(kind.editions, first)


def _rendered(data: ProjectData, chosen: Selected, reader: AudienceView, names: Mapping[str, object]) -> bytes:
    (variant,) = chosen.variants
    composed = compose_report(data, chosen, names)
    filled = composed.filled.get(variant.form)
    content = filled.content if filled else render_file(composed, variant, data.theme, "").rendered.content
    reader.require_silent(variant.file_name(chosen.report.stem), content)
    return content


def _is_of(file: Path, problems: tuple[Problem, ...]) -> bool:
    """Return whether some problems are faults of the template, not refusals of what it would tell."""
    return any(problem.where is not None and problem.where.file == file.name for problem in problems)


def _written(project: Project, name: str, content: bytes) -> Path:
    path = project.out / _FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
