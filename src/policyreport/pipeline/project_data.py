"""Reading a project for one quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyreport.diagnostics import SourceLocation, raise_any
from policyreport.document.report_type import ReportKind
from policyreport.facts import newest_quarter
from policyreport.inputs import Loaded, load, settings, sound_report_kinds, theme, theme_warnings
from policyreport.inputs.recipients import RECIPIENTS_FILE, load_recipients
from policyreport.inputs.report_types import folders_without_report
from policyreport.model import Dataset
from policyreport.model.base import Audience
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.delivery import Recipient
from policyreport.pipeline.audiences import WIDEST, audience_views
from policyreport.pipeline.composition import ProjectData
from policyreport.pipeline.options import DEFAULT_OPTIONS, BuildOptions, BuildRequest, parse_quarter
from policyreport.pipeline.restated_records import restated_values
from policyreport.pipeline.selection import selected
from policyreport.project import Project
from policyreport.project.snapshot import input_snapshot
from policyreport.rules import known_later
from policyreport.stages import DERIVE_FACTS, READ_DATA, stage


def read_project(
    project: Project,
    quarter: str = "",
    reports: Sequence[str] = (),
    formats: Sequence[str] = (),
    options: BuildOptions = DEFAULT_OPTIONS,
) -> ProjectData:
    """Return what a project says for a quarter (the newest for none), and which reports are asked for (all for none).

    Raises ``PolicyReportError`` with every problem of the data, or of what was asked for.
    """
    with input_snapshot(project) as snapshot:
        with stage(READ_DATA):
            loaded = load(snapshot)
        return read_from(snapshot, loaded, BuildRequest(quarter, reports, formats, options))


def read_from(project: Project, loaded: Loaded, request: BuildRequest) -> ProjectData:
    """Return what a project says whose data are loaded; raises as ``read`` does.

    A draft goes without the kinds of reports whose own files cannot be read, where others can.
    """
    dataset, warnings = loaded
    wanted = parse_quarter(request.quarter) if request.quarter else newest_quarter(dataset)
    kinds, faulty = sound_report_kinds(project)
    asked = [name for name in request.reports if name not in faulty]
    can_go_on = request.options.draft and "" not in faulty and bool(asked if request.reports else kinds)
    raise_any([] if can_go_on else [problem for of in faulty.values() for problem in of])
    selection = selected(kinds, asked, request.formats, large_print=request.options.large_print)
    recipients = recipients_for(project, kinds)
    places = places_of_records(project, dataset, recipients, kinds)
    house = settings(project)
    classes: list[Audience] = [WIDEST, *(kind.audience for kind in kinds.values())]
    with stage(DERIVE_FACTS):
        may_know = audience_views(classes, dataset, wanted, house, kinds)
    of_files = (*theme_warnings(project), *folders_without_report(project))
    noted = (*warnings, *of_files, *known_later(dataset, wanted, house.rules))
    return ProjectData(
        *(may_know, house, theme(project), kinds, selection, noted, request.options.draft, recipients, places, faulty),
        restated=restated_values(dataset),
    )


def recipients_for(project: Project, kinds: Mapping[str, ReportKind]) -> tuple[Recipient, ...]:
    """Return the recipients where a kind has an edition for each of them; none elsewhere, for nothing tells of them.

    Raises ``PolicyReportError`` (exit code 3) with all that is wrong with their file.
    """
    return load_recipients(project) if "recipients" in _collections(kinds) else ()


def places_of_records(
    project: Project, dataset: Dataset, recipients: Sequence[Recipient], kinds: Mapping[str, ReportKind]
) -> Mapping[tuple[str, str], SourceLocation]:
    """Return where each record stands of which a kind makes an edition, by its collection and id."""
    file = SourceLocation(project.relative(project.data / RECIPIENTS_FILE))
    found = {("recipients", recipient.id): file for recipient in recipients}
    for collection in _collections(kinds).intersection(COLLECTIONS):
        for i, record in enumerate(getattr(dataset, collection)):
            place = dataset.places.find((collection, i))
            found |= {(collection, record.id): place} if place else {}
    return found


def _collections(kinds: Mapping[str, ReportKind]) -> set[str]:
    return {kind.editions.collection for kind in kinds.values() if kind.editions}
