"""Those who are given documents, from ``data/recipients.yaml``. What this file says is no part of the data set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean, raise_any
from policyreport.inputs.raw_data import RawData, field_name
from policyreport.inputs.settings import record_of
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model import Path, Places, Record
from policyreport.model.delivery import DeliveryMethod, Group, Recipient
from policyreport.project import Project

RECIPIENTS_FILE = "recipients.yaml"
"""The name of the file in the folder of data."""

_ONE_VALUE = ("audience", "deliver")
_JOINED = ("reports", "formats")


class RecipientsFile(Record):
    """The groups and the recipients, as they are written."""

    groups: tuple[Group, ...] = ()
    recipients: tuple[Recipient, ...]


def load_recipients(project: Project) -> tuple[Recipient, ...]:
    """Return all recipients in the order of the file, each with what its groups say where it says nothing itself.

    Raises ``PolicyReportError`` (DATA) with all that is wrong with the file. No problem tells a name or an address.
    """
    path = project.data / RECIPIENTS_FILE
    reading = read_yaml(project, path)
    written = record_of(reading, RecipientsFile, project.relative(path))
    context = _Context(reading, SourceLocation(project.relative(path)))
    groups = {group.id: group for group in written.groups}
    group_ids, recipient_ids = ([one.id for one in ids] for ids in (written.groups, written.recipients))
    repeated = (*_twice(context, "groups", "id", group_ids), *_twice(context, "recipients", "id", recipient_ids))
    raise_any([*repeated, *_unknown_groups(context, written, groups)])
    raise_any(list(_disagreements(context, written, groups)))
    resolved = tuple(_resolved(one, [groups[name] for name in one.groups]) for one in written.recipients)
    raise_any([*_incomplete(context, resolved), *_shared(context, resolved)])
    return resolved


@dataclass(frozen=True, slots=True)
class _Context:
    """What was read, and the file that it stands in."""

    reading: RawData
    file: SourceLocation

    def problem(self, code: str, what: Message, path: Path, hint: Message) -> Problem:
        where = Places(self.reading.places).find(path) or self.file
        return Problem(ErrorKind.DATA, code, what, where, field_name(self.reading.content, path), hint)


def _resolved(recipient: Recipient, groups: Sequence[Group]) -> Recipient:
    """Return a recipient with what its groups say; of each group's folder every member has a folder of its own."""
    taken: dict[str, object] = {
        name: getattr(group, name)
        for name in _ONE_VALUE
        if name not in recipient.model_fields_set
        for group in groups
        if name in group.model_fields_set
    }
    for name in _JOINED:
        if name not in recipient.model_fields_set:
            taken[name] = tuple(dict.fromkeys(one for group in groups for one in getattr(group, name)))
    delivery = taken.get("deliver")
    if isinstance(delivery, DeliveryMethod) and delivery.folder is not None:
        taken["deliver"] = delivery.model_copy(update={"folder": str(PurePath(delivery.folder, recipient.id))})
    return recipient.model_copy(update=taken)


def _shared(context: _Context, recipients: Sequence[Recipient]) -> Iterator[Problem]:
    """Yield a problem for each address or folder of two recipients, who would be given two sets in one place."""
    addresses = [one.address.casefold() if one.address and one.deliver.mail else None for one in recipients]
    folders = [one.deliver.folder for one in recipients]
    yield from _twice(context, "recipients", "address", addresses)
    yield from _twice(context, "recipients", "deliver", folders)


def _twice(context: _Context, collection: str, field: str, values: Iterable[str | None]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, value in enumerate(values):
        if value is not None and first.setdefault(value, i) != i:
            before = Places(context.reading.places).find((collection, first[value], field)) or context.file
            what = Message(
                f"the same {field} is used twice: before at {before}",
                f"같은 {field}을(를) 두 번 썼습니다. 앞의 것은 {before}에 있습니다",
            )
            hint = Message("change one of the two, or remove it", "둘 중 하나를 바꾸거나 지우십시오")
            yield context.problem("recipients.twice", what, (collection, i, field), hint)


def _unknown_groups(context: _Context, written: RecipientsFile, groups: Mapping[str, Group]) -> Iterator[Problem]:
    for i, recipient in enumerate(written.recipients):
        for j, name in enumerate(recipient.groups):
            if name not in groups:
                what = Message(f"there is no group '{name}'", f"'{name}' 그룹은 없습니다")
                hint = did_you_mean(name, groups)
                yield context.problem("recipients.unknown-group", what, ("recipients", i, "groups", j), hint)


def _disagreements(context: _Context, written: RecipientsFile, groups: Mapping[str, Group]) -> Iterator[Problem]:
    """Yield a problem for each recipient whose groups say different things of what only one can hold."""
    for i, recipient in enumerate(written.recipients):
        for name in _ONE_VALUE:
            if name not in recipient.model_fields_set and _disagree([groups[g] for g in recipient.groups], name):
                what = Message(
                    f"the groups of this recipient differ in '{name}'", f"이 수신자의 그룹마다 '{name}'이(가) 다릅니다"
                )
                hint = Message(f"write '{name}:' here", f"이곳에 '{name}:'를 적으십시오")
                yield context.problem("recipients.groups-differ", what, ("recipients", i, "groups"), hint)


def _disagree(groups: Iterable[Group], name: str) -> bool:
    written = [getattr(group, name) for group in groups if name in group.model_fields_set]
    return any(one != written[0] for one in written)


def _incomplete(context: _Context, recipients: Sequence[Recipient]) -> Iterator[Problem]:
    for i, recipient in enumerate(recipients):
        for name, is_lacking in _NEEDED.items():
            if is_lacking(recipient):
                what = Message(f"'{name}' is missing", f"'{name}' 항목이 없습니다")
                hint = Message(f"add '{name}:' here", f"이곳에 '{name}:'를 적으십시오")
                yield context.problem("data.missing-field", what, ("recipients", i), hint)


_NEEDED: Mapping[str, Callable[[Recipient], bool]] = {
    "address": lambda one: one.deliver.mail is not None and one.address is None,
    "reports": lambda one: not one.reports,
}
