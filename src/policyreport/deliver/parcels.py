"""Which files of a set each recipient is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyreport.deliver.identity import message_id
from policyreport.deliver.published_set import PublishedFile, PublishedSet
from policyreport.errors import Kind, Place, Problem, Words, did_you_mean, raise_any
from policyreport.model.recipient import Recipient

_FILE = Place("data/recipients.yaml")
_TOLD = {"id", "name", "organisation", "address", "greeting", "audience"}


@dataclass(frozen=True, slots=True)
class Parcel:
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


def parcels(published: PublishedSet, recipients: Sequence[Recipient], sender: str) -> tuple[Parcel, ...]:
    """Return what each recipient is given of a set.

    Raises ``PolicyReportError`` (DATA) for each report that a recipient is to have, and of which the set holds no file.
    """
    raise_any([problem for one in recipients for problem in _lacking(published, one)])
    return tuple(
        Parcel(one, tuple(_given(published, one)), message_id(published.manifest, one.id, sender)) for one in recipients
    )


def _given(published: PublishedSet, recipient: Recipient) -> Iterator[PublishedFile]:
    return (file for report in recipient.reports for file in _of_report(published, recipient, report))


def _of_report(published: PublishedSet, recipient: Recipient, report: str) -> Iterator[PublishedFile]:
    """Yield the files of a report in the recipient's formats; large print only where it is asked for.

    Of a format that was made for the recipient alone, that file stands for the others.
    """
    made = [file for file in published.files if file.report == report and file.recipient in ("", recipient.id)]
    own = {file.form for file in made if file.recipient}
    return (
        file for file in made if _is_wanted(file.form, recipient.formats) and (file.recipient or file.form not in own)
    )


def _is_wanted(form: str, formats: Iterable[str]) -> bool:
    wanted = tuple(formats)
    return form in wanted or (not wanted and not form.endswith("-large"))


def _lacking(published: PublishedSet, recipient: Recipient) -> Iterator[Problem]:
    for report in recipient.reports:
        if not any(_of_report(published, recipient, report)):
            forms = {file.form for file in published.files if file.report == report}
            formats = ", ".join(recipient.formats)
            if forms:
                what = Words(
                    f"the set has no '{report}' in {formats} for '{recipient.id}'",
                    f"'{recipient.id}'에게 줄 '{report}'의 {formats} 파일이 없습니다",
                )
                yield _problem(recipient, "formats", what, did_you_mean("", forms))
            else:
                what = Words(
                    f"the set has no report '{report}' for '{recipient.id}'",
                    f"'{recipient.id}'에게 줄 '{report}' 보고서가 없습니다",
                )
                yield _problem(recipient, "reports", what, did_you_mean(report, {f.report for f in published.files}))


def _problem(recipient: Recipient, field: str, what: Words, hint: Words) -> Problem:
    return Problem(Kind.DATA, "deliver.no-file", what, _FILE, f"recipients › {recipient.id} › {field}", hint)
