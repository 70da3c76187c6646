"""Whether recipients may have what they are to be given: what is for them, and tells nothing that they may not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from policyreport.deliver.parcels import Parcel
from policyreport.deliver.published_set import PublishedFile
from policyreport.derive import derive, visible
from policyreport.document.report import ReportKind
from policyreport.errors import Kind, Place, Problem, Words, raise_any
from policyreport.gate import Anyway, Knowledge, Withheld, leaks, withheld
from policyreport.load import load, report_kinds
from policyreport.model import Dataset, Quarter
from policyreport.model.base import Audience
from policyreport.project import Project
from policyreport.project.settings import Settings

_CLASSES: tuple[Audience, ...] = get_args(Audience)
_KNOWS_ALL: Audience = "internal"


def require_audience(project: Project, settings: Settings, quarter: Quarter, parcels: Iterable[Parcel]) -> None:
    """Raise ``PolicyReportError`` SECURITY for each file that a recipient may not have, as the data now tell.

    A report that the project no longer has counts as one for the office alone. Raises DATA and others where the data
    cannot be read by which a file is judged.
    """
    given = [parcel for parcel in parcels if parcel.recipient.audience != _KNOWS_ALL]
    if not given:
        return
    kinds = report_kinds(project)
    raise_any([problem for parcel in given for problem in _too_narrow(parcel, kinds)])
    dataset, anyway = load(project).dataset, _anyway(settings, kinds)
    problems: list[Problem] = []
    for reader in _CLASSES:
        if files := _files_for(reader, given):
            problems += _leaking(files, _withheld(dataset, quarter, reader, anyway))
    raise_any(problems)


def _too_narrow(parcel: Parcel, kinds: Mapping[str, ReportKind]) -> Iterator[Problem]:
    recipient = parcel.recipient
    for report in dict.fromkeys(file.report for file in parcel.files):
        audience = kinds[report].audience if report in kinds else _KNOWS_ALL
        if _CLASSES.index(audience) > _CLASSES.index(recipient.audience):
            what = Words(
                f"'{report}' is {audience}, and '{recipient.id}' is {recipient.audience}",
                f"'{report}'의 공개 범위는 {audience}인데 '{recipient.id}'은(는) {recipient.audience}입니다",
            )
            hint = Words(
                "leave the report out, or write the 'audience' that the recipient belongs to",
                "그 보고서를 빼거나, 수신자가 속한 'audience'를 적으십시오",
            )
            field = f"recipients › {recipient.id} › reports"
            yield Problem(Kind.SECURITY, "deliver.audience", what, Place("data/recipients.yaml"), field, hint)


def _files_for(reader: Audience, parcels: Iterable[Parcel]) -> list[PublishedFile]:
    """Return the files that recipients of a class are given, each once."""
    files = (file for parcel in parcels if parcel.recipient.audience == reader for file in parcel.files)
    return list({file.name: file for file in files}.values())


def _leaking(files: Iterable[PublishedFile], hidden: Withheld | None) -> Iterator[Problem]:
    if hidden is not None:
        for file in files:
            yield from leaks(f"{file.place}/{file.name}", file.content(), hidden)


def _withheld(dataset: Dataset, quarter: Quarter, reader: Audience, anyway: Anyway) -> Withheld | None:
    """Return what readers of a class may not know; None where they may know all."""
    seen = visible(dataset, reader)
    if seen is dataset:
        return None
    whole = Knowledge(dataset, derive(dataset, quarter))
    return withheld(whole, Knowledge(seen, derive(dataset, quarter, reader)), anyway)


def _anyway(settings: Settings, kinds: Mapping[str, ReportKind]) -> Anyway:
    said = (settings.title, settings.organisation, settings.licence, settings.mark)
    templates = {name: text for kind in kinds.values() for name, text in kind.templates.items()}
    return Anyway(tuple(filter(None, said)), tuple(templates.values()))
