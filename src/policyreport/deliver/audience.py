"""Whether recipients may have what they are to be given: what is for them, and tells nothing that they may not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policyreport.build.readers import WIDEST, readers
from policyreport.deliver.parcels import Parcel
from policyreport.deliver.published_set import PublishedFile
from policyreport.document.report import ReportKind
from policyreport.errors import Kind, Place, Problem, Words, raise_any
from policyreport.load import report_kinds
from policyreport.model import Dataset, Quarter
from policyreport.model.base import Audience, may_read
from policyreport.project import Project
from policyreport.project.settings import Settings


def require_audience(
    project: Project, settings: Settings, dataset: Dataset, quarter: Quarter, parcels: Iterable[Parcel]
) -> None:
    """Raise ``PolicyReportError`` SECURITY for each file that a recipient may not have, as the data now tell.

    A report that the project no longer has counts as one for the office alone.
    """
    given = [parcel for parcel in parcels if parcel.recipient.audience != WIDEST]
    if not given:
        return
    kinds = report_kinds(project)
    raise_any([problem for parcel in given for problem in _too_narrow(parcel, kinds)])
    classes: list[Audience] = [parcel.recipient.audience for parcel in given]
    may_know = readers(classes, dataset, quarter, settings, kinds)
    raise_any(
        [
            problem
            for audience, reader in may_know.items()
            for file in _files_for(audience, given)
            for problem in reader.leaks(f"{file.place}/{file.name}", file.content())
        ]
    )


def _too_narrow(parcel: Parcel, kinds: Mapping[str, ReportKind]) -> Iterator[Problem]:
    recipient = parcel.recipient
    for report in dict.fromkeys(file.report for file in parcel.files):
        audience = kinds[report].audience if report in kinds else WIDEST
        if not may_read(recipient.audience, audience):
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
