"""All that a delivery needs to know: the set, who is given what of it, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from policyreport.delivery.message import (
    Envelope,
    MessageText,
    MessageWriter,
    attachments,
    file_names,
    message_bytes,
    package_name,
    writer,
)
from policyreport.delivery.plan import DeliveryPlan, PublishedSet, delivery_plans, narrower_readers, published_set
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.theme import Colours
from policyreport.inputs import load, settings, theme
from policyreport.inputs.recipients import load_recipients
from policyreport.model.base import Audience
from policyreport.model.delivery import MailSettings
from policyreport.pipeline.audiences import AudienceView
from policyreport.pipeline.sound_issue import require_sound
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.templating.view import plain

_NAMES = (
    "greeting",
    "name",
    "title",
    "quarter",
    "as_of",
    "organisation",
    "sender_name",
    "sender",
    "package",
    "files",
    "colours",
)
"""What the templates of a message may print."""

_KILO, _MEGA = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """A project that delivers one set; ``mail`` is None where nobody is written to; ``colours`` are the house's."""

    project: Project
    settings: Settings
    published: PublishedSet
    plans: tuple[DeliveryPlan, ...]
    mail: MailSettings | None
    writer: MessageWriter | None
    colours: Colours = field(default_factory=Colours)

    @property
    def folder_name(self) -> str:
        """The name of the set's folder in a recipient's, which may hold those of other projects."""
        return f"{self.settings.name}-{self.published.name}"

    def message(self, plan: DeliveryPlan, sent_on: datetime | None = None) -> bytes:
        """Return the message by which a parcel goes; ``PolicyReportError`` with the faults of its templates."""
        carried = attachments(self.published, plan.files, packed=_is_packed(plan))
        return message_bytes(self.envelope(plan), self.wording(plan), carried, sent_on)

    def wording(self, plan: DeliveryPlan) -> MessageText:
        """Return what the message says; ``PolicyReportError`` with the faults of its templates."""
        if self.mail is None or self.writer is None:
            raise ValueError(plan.way)
        return self.writer.wording(self._names(plan, self.mail))

    def envelope(self, plan: DeliveryPlan) -> Envelope:
        """Return who writes to whom by the message."""
        mail, recipient = self.mail, plan.recipient
        if mail is None:
            raise ValueError(plan.way)
        return Envelope(
            plan.message_id,
            mail.sender,
            mail.sender_name or self.settings.organisation,
            recipient.address or "",
            recipient.name,
            mail.reply_to or "",
        )

    def _names(self, plan: DeliveryPlan, mail: MailSettings) -> dict[str, object]:
        """Return what the templates may print; ``package`` is empty where there is no zip file."""
        recipient = plan.recipient
        at_home = f"{recipient.organisation} " if recipient.organisation else ""
        return {
            "greeting": recipient.greeting or f"{at_home}{recipient.name} 님께",
            "name": recipient.name,
            "title": self.published.title,
            "quarter": self.published.quarter.label,
            "as_of": ". ".join(str(int(part)) for part in self.published.as_of.split("-")) + ".",
            "organisation": self.settings.organisation,
            "sender_name": mail.sender_name or self.settings.organisation,
            "sender": mail.sender,
            "package": package_name(self.published) if _is_packed(plan) else "",
            "files": [
                plain({"name": name, "size": size_text(file.size)})
                for name, file in zip(file_names(plan.files), plan.files, strict=True)
            ],
            "colours": plain(asdict(self.colours)),
        }


def delivery_context(project: Project, quarter: str) -> DeliveryContext:
    """Return what is needed to deliver a quarter's set.

    Raises ``PolicyReportError`` with whatever stands in the way: a set that is not there or was changed, data that
    ``check`` calls wrong, faults of the recipients, no settings for mail where somebody is written to, a template of
    the messages that is not there; SECURITY for what a recipient may not have.
    """
    project_settings = settings(project)
    published = published_set(project, quarter)
    dataset = load(project).dataset
    recipients = load_recipients(project)
    sender = project_settings.mail.sender if project_settings.mail else ""
    plans = delivery_plans(published, recipients, sender)
    readers = narrower_readers(project, project_settings, dataset, published.quarter, plans)
    require_sound(project, project_settings.rules, dataset, published.quarter, published.manifest)
    if not any(plan.way == "mail" for plan in plans):
        return DeliveryContext(project, project_settings, published, plans, None, None)
    if project_settings.mail is None:
        raise PolicyReportError([_no_mail()])
    context = DeliveryContext(
        project,
        project_settings,
        published,
        plans,
        project_settings.mail,
        writer(project, project_settings.mail, _NAMES),
        theme(project).colours,
    )
    _require_silent_messages(context, readers)
    return context


def _require_silent_messages(context: DeliveryContext, readers: Mapping[Audience, AudienceView]) -> None:
    """Raise ``PolicyReportError`` SECURITY for each message that tells its reader what they may not know."""
    problems: list[Problem] = []
    for plan in context.plans:
        reader = readers.get(plan.recipient.audience)
        if plan.way == "mail" and reader is not None:
            wording = context.wording(plan)
            carried = attachments(context.published, plan.files, packed=_is_packed(plan))
            names = "\n".join(attachment.name for attachment in carried)
            texts = {"subject": wording.subject, "text": wording.text, "html": wording.html, "attachments": names}
            problems += reader.leaks_in_texts(f"mail to {plan.recipient.id}", texts)
    raise_any(problems)


def message_sizes(context: DeliveryContext, plans: Iterable[DeliveryPlan]) -> Mapping[str, int]:
    """Return the bytes of the message of each parcel that goes by mail, by the recipients.

    Raises ``PolicyReportError`` (TEMPLATE and others) for the messages' templates.
    """
    return {plan.recipient.id: len(context.message(plan)) for plan in plans if plan.way == "mail"}


def require_allowed_sizes(context: DeliveryContext, sizes: Mapping[str, int]) -> None:
    """Raise ``PolicyReportError`` (DATA) for each message, by its recipient, that is larger than the settings allow."""
    if context.mail:
        require_sizes(sizes, context.mail.most_megabytes * _MEGA)


def require_sizes(sizes: Mapping[str, int], most_bytes: int) -> None:
    """Raise ``PolicyReportError`` (DATA) for each message, by its recipient, that is larger than is taken."""
    raise_any([_too_large(name, size, most_bytes) for name, size in sizes.items() if size > most_bytes])


def size_text(size: int) -> str:
    """Return a number of bytes as people read it: ``102 KB``, ``1.4 MB``."""
    return f"{size / _MEGA:.1f} MB" if size >= _MEGA else f"{max(1, round(size / _KILO))} KB"


def _is_packed(plan: DeliveryPlan) -> bool:
    return plan.recipient.deliver.mail == "zip"


def _no_mail() -> Problem:
    what = Message("nothing says how mail is to be sent", "메일을 보낼 방법이 적혀 있지 않습니다")
    hint = Message(
        "write 'mail:' with host, sender and user there", "그 파일에 'mail:'과 그 아래 host, sender, user를 적으십시오"
    )
    return Problem(ErrorKind.DATA, "deliver.no-mail", what, SourceLocation("data/project.yaml"), "mail", hint)


def _too_large(name: str, size: int, most_bytes: int) -> Problem:
    what = Message(
        f"the message for '{name}' has {size_text(size)}; at most {size_text(most_bytes)} are taken",
        f"'{name}'에게 보낼 메일이 {size_text(size)}입니다. {size_text(most_bytes)}까지 보낼 수 있습니다",
    )
    hint = Message(
        "give fewer formats, 'deliver: {mail: zip}', or a folder instead",
        "형식을 줄이거나, 'deliver: {mail: zip}'으로 묶거나, 폴더로 전달하십시오",
    )
    field = f"recipients › {name}"
    return Problem(ErrorKind.DATA, "deliver.too-large", what, SourceLocation("data/recipients.yaml"), field, hint)
