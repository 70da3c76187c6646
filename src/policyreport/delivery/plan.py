"""Which files of a set each recipient is given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    did_you_mean,
    raise_any,
    refusal_reason,
)
from policyreport.document.report_type import ReportKind
from policyreport.inputs import report_kinds
from policyreport.ledger.blobs import sha256
from policyreport.model import Dataset, Quarter
from policyreport.model.base import Audience, may_read
from policyreport.model.delivery import Recipient
from policyreport.pipeline.audiences import WIDEST, AudienceView, audience_views
from policyreport.pipeline.options import parse_quarter
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.publish import MANIFEST
from policyreport.publish.staging import is_safe_path

_DIGITS = 32


def message_id(manifest: str, recipient: str, sender: str) -> str:
    """Return the Message-ID of a recipient's message about a set, in the domain of the sender (RFC 5322, 3.6.4)."""
    made_from = hashlib.sha256(f"{manifest}\n{recipient}".encode()).hexdigest()
    return f"<{made_from[:_DIGITS]}@{domain(sender)}>"


def domain(address: str) -> str:
    """Return what follows the at sign; a name that leads nowhere for an office that sends no mail."""
    return address.rpartition("@")[2] or "policyreport.invalid"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a set. ``form`` is its format, ``pdf-large`` for one in large print.

    ``recipient`` is whom alone it was made for, empty for a file of the whole set.
    """

    name: str
    report: str
    form: str
    sha256: str
    recipient: str
    folder: Path
    place: str

    def content(self) -> bytes:
        """Return what it holds; ``PolicyReportError`` SECURITY where that is not what the manifest says."""
        content = _content(self.folder, self.name, self.place)
        if sha256(content) != self.sha256:
            raise PolicyReportError([_changed(self.name, self.place)])
        return content

    @property
    def size(self) -> int:
        """The bytes that it has."""
        return (self.folder / self.name).stat().st_size


@dataclass(frozen=True, slots=True)
class PublishedSet:
    """A quarter's set: its manifest's SHA-256, what the manifest says of it, and its files as the manifest tells."""

    quarter: Quarter
    manifest: str
    title: str
    as_of: str
    files: tuple[PublishedFile, ...]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return str(self.quarter)


def published_set(project: Project, quarter: str) -> PublishedSet:
    """Return the set of a quarter.

    Raises ``PolicyReportError``: USAGE where there is none, SECURITY where a file is not what the manifest says, OUTPUT
    for a manifest that cannot be read.
    """
    of = parse_quarter(quarter)
    folder = project.out / str(of)
    if not (folder / MANIFEST).is_file():
        raise PolicyReportError([_no_set(of)])
    place = project.relative(folder)
    manifest = _content(folder, MANIFEST, place)
    try:
        content = json.loads(manifest)
        files = tuple(_file(folder, entry, place) for entry in _entries(folder, content, place))
        published = PublishedSet(of, sha256(manifest), content["title"], content["as_of"], files)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise PolicyReportError([_not_readable(place)]) from None
    raise_any(list(_all_changed(files)))
    return published


def _entries(folder: Path, manifest: Mapping[str, Any], place: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the manifest, and the lists of editions that it names, say of each file, each file once."""
    listed = [entry for editions in manifest.get("editions", ()) for entry in _listed(folder, editions, place)]
    yield from {entry["name"]: entry for entry in [*manifest["files"], *listed]}.values()


def _listed(folder: Path, editions: Mapping[str, Any], place: str) -> Iterator[Mapping[str, Any]]:
    for part in editions["listed_in"]:
        lines = PublishedFile(part["name"], "", "", part["sha256"], "", folder, place).content()
        yield from ({"report": editions["report"], **json.loads(line)} for line in lines.splitlines())


def _file(folder: Path, entry: Mapping[str, Any], place: str) -> PublishedFile:
    form = f"{entry['format']}{'-large' if entry.get('large_print') is True else ''}"
    recipient = str(entry.get("recipient") or "")
    return PublishedFile(entry["name"], entry["report"], form, entry["sha256"], recipient, folder, place)


def _content(folder: Path, name: str, place: str) -> bytes:
    """Return what a file of the set holds; nothing for a link or where there is none, which is then not as told."""
    path = folder / name
    try:
        is_of_the_set = is_safe_path(name) and path.resolve() == folder.resolve() / name and path.is_file()
        return path.read_bytes() if is_of_the_set else b""
    except OSError as refusal:
        why = refusal_reason(refusal)
        what = Message(f"the file cannot be read: {why.en}", f"파일을 읽을 수 없습니다: {why.ko}")
        raise PolicyReportError(
            [Problem(ErrorKind.OUTPUT, "deliver.unreadable", what, SourceLocation(f"{place}/{name}"))]
        ) from None


def _all_changed(files: Iterable[PublishedFile]) -> Iterator[Problem]:
    for file in files:
        try:
            file.content()
        except PolicyReportError as refusal:
            yield from refusal.problems


def _changed(name: str, place: str) -> Problem:
    what = Message("this file is not what the manifest says", "이 파일은 manifest.json에 적힌 것과 다릅니다")
    where = SourceLocation(f"{place}/{name if is_safe_path(name) else MANIFEST}")
    return Problem(ErrorKind.SECURITY, "deliver.changed", what, where, hint=_BUILD)


def _not_readable(place: str) -> Problem:
    what = Message("the manifest cannot be read", "manifest.json을 읽을 수 없습니다")
    return Problem(ErrorKind.OUTPUT, "deliver.manifest", what, SourceLocation(f"{place}/{MANIFEST}"), hint=_BUILD)


def _no_set(quarter: Quarter) -> Problem:
    what = Message(f"there is no set of {quarter}", f"만든 {quarter} 보고서가 없습니다")
    hint = Message(f"policyreport build --quarter {quarter}", f"policyreport build --quarter {quarter}")
    return Problem(ErrorKind.USAGE, "deliver.no-set", what, hint=hint)


_BUILD = Message("build the set again, look at it and approve it again", "다시 만들어 확인하고 다시 승인하십시오")


_FILE = SourceLocation("data/recipients.yaml")
_TOLD = {"id", "name", "organisation", "address", "greeting", "audience"}


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """What one recipient is given, and the id that it is known by."""

    recipient: Recipient
    files: tuple[PublishedFile, ...]
    message_id: str

    @property
    def way(self) -> str:
        """The way of delivery: mail, folder or command."""
        way = self.recipient.deliver
        return "mail" if way.mail else "folder" if way.folder is not None else "command"

    @property
    def told(self) -> Mapping[str, str | None]:
        """What is told of the recipient to the office's own command."""
        return self.recipient.model_dump(include=_TOLD)

    @property
    def size(self) -> int:
        """The bytes of the files."""
        return sum(file.size for file in self.files)


def delivery_plans(published: PublishedSet, recipients: Sequence[Recipient], sender: str) -> tuple[DeliveryPlan, ...]:
    """Return what each recipient is given of a set.

    Raises ``PolicyReportError`` (DATA) for each report that a recipient is to have, and of which the set holds no file.
    """
    raise_any([problem for one in recipients for problem in _lacking(published, one)])
    return tuple(
        DeliveryPlan(
            one,
            tuple(file for report in one.reports for file in _of_report(published, one, report)),
            message_id(published.manifest, one.id, sender),
        )
        for one in recipients
    )


def _of_report(published: PublishedSet, recipient: Recipient, report: str) -> Iterator[PublishedFile]:
    """Yield the files of a report in the recipient's formats; large print only where it is asked for.

    Of a format that was made for the recipient alone, that file stands for the others.
    """
    files = [file for file in published.files if file.report == report and file.recipient in ("", recipient.id)]
    own = {file.form for file in files if file.recipient}
    for file in files:
        is_chosen = file.form in recipient.formats or not (recipient.formats or file.form.endswith("-large"))
        if is_chosen and (file.recipient or file.form not in own):
            yield file


def _lacking(published: PublishedSet, recipient: Recipient) -> Iterator[Problem]:
    for report in recipient.reports:
        if not any(_of_report(published, recipient, report)):
            forms = {file.form for file in published.files if file.report == report}
            formats = ", ".join(recipient.formats)
            if forms:
                what = Message(
                    f"the set has no '{report}' in {formats} for '{recipient.id}'",
                    f"'{recipient.id}'에게 줄 '{report}'의 {formats} 파일이 없습니다",
                )
                yield _problem(recipient, "formats", what, did_you_mean("", forms))
            else:
                what = Message(
                    f"the set has no report '{report}' for '{recipient.id}'",
                    f"'{recipient.id}'에게 줄 '{report}' 보고서가 없습니다",
                )
                yield _problem(recipient, "reports", what, did_you_mean(report, {f.report for f in published.files}))


def _problem(recipient: Recipient, field: str, what: Message, hint: Message) -> Problem:
    return Problem(ErrorKind.DATA, "deliver.no-file", what, _FILE, f"recipients › {recipient.id} › {field}", hint)


def narrower_readers(
    project: Project, settings: Settings, dataset: Dataset, quarter: Quarter, plans: Iterable[DeliveryPlan]
) -> Mapping[Audience, AudienceView]:
    """Return the readers among the recipients who may not know all.

    Raises ``PolicyReportError`` SECURITY for each report that one of them may not have, and for each file that tells
    them what they may not know, as the data now tell. A report that the project no longer has counts as one for the
    office alone.
    """
    narrower = [plan for plan in plans if plan.recipient.audience != WIDEST]
    if not narrower:
        return {}
    kinds = report_kinds(project)
    raise_any([problem for plan in narrower for problem in _too_narrow(plan, kinds)])
    classes: list[Audience] = [plan.recipient.audience for plan in narrower]
    readers = audience_views(classes, dataset, quarter, settings, kinds)
    raise_any(
        [
            problem
            for audience, reader in readers.items()
            for file in _files_for(audience, narrower)
            for problem in reader.leaks(f"{file.place}/{file.name}", file.content())
        ]
    )
    return readers


def _too_narrow(plan: DeliveryPlan, kinds: Mapping[str, ReportKind]) -> Iterator[Problem]:
    recipient = plan.recipient
    for report in dict.fromkeys(file.report for file in plan.files):
        audience = kinds[report].audience if report in kinds else WIDEST
        if not may_read(recipient.audience, audience):
            what = Message(
                f"'{report}' is {audience}, and '{recipient.id}' is {recipient.audience}",
                f"'{report}'의 공개 범위는 {audience}인데 '{recipient.id}'은(는) {recipient.audience}입니다",
            )
            hint = Message(
                "leave the report out, or write the 'audience' that the recipient belongs to",
                "그 보고서를 빼거나, 수신자가 속한 'audience'를 적으십시오",
            )
            field = f"recipients › {recipient.id} › reports"
            yield Problem(
                ErrorKind.SECURITY, "deliver.audience", what, SourceLocation("data/recipients.yaml"), field, hint
            )


def _files_for(reader: Audience, plans: Iterable[DeliveryPlan]) -> list[PublishedFile]:
    """Return the files that recipients of a class are given, each once."""
    files = (file for plan in plans if plan.recipient.audience == reader for file in plan.files)
    return list({file.name: file for file in files}.values())
