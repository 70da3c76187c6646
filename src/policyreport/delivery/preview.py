"""What would be sent to whom, before anything is: a list, and each message as a file that mail programs open."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyreport.delivery.approval import approval
from policyreport.delivery.context import DeliveryContext, delivery_context, message_sizes, require_allowed_sizes
from policyreport.delivery.dispatch import PREVIEWS
from policyreport.delivery.plan import DeliveryPlan, PublishedSet
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger import has_ledger, open_ledger
from policyreport.ledger.outbox import Delivery
from policyreport.pipeline.numbering import number_to_be_given
from policyreport.project import Project


@dataclass(frozen=True, slots=True)
class DeliveryPreview:
    """Who is to be given what of a set, how it stands with each, and where the previews are.

    ``key`` approves of just this. ``sent_before`` counts those to whom earlier sets of the same quarter went.
    ``adopted_at`` is when the ledger was made that of this set: what was sent before then is not all known. It is empty
    where all is. ``next_issue`` is the number that the set, which is not issued yet, is given when it is sent; 0
    where it has one.
    """

    published: PublishedSet
    key: str
    plans: tuple[DeliveryPlan, ...]
    deliveries: Mapping[str, Delivery]
    sent_before: int
    adopted_at: str
    folder: Path
    next_issue: int = 0


def delivery_preview(project: Project, quarter: str, folder: Path | None = None) -> DeliveryPreview:
    """Write the previews, into ``folder`` or the output folder's own, and return what would be sent.

    Raises ``PolicyReportError`` as ``send`` would, as far as that shows without the mail server.
    """
    ready = delivery_context(project, quarter)
    require_allowed_sizes(ready, message_sizes(ready, ready.plans))
    next_issue = number_to_be_given(project, ready.published.name)
    deliveries, before, adopted_at = _deliveries(ready)
    folder = _write(ready, folder or _own_folder(ready))
    return DeliveryPreview(
        ready.published, approval(ready).key, ready.plans, deliveries, before, adopted_at, folder, next_issue
    )


def _deliveries(ready: DeliveryContext) -> tuple[Mapping[str, Delivery], int, str]:
    out, published = ready.project.out, ready.published
    if not has_ledger(out):
        return {}, 0, ""
    with open_ledger(out) as ledger:
        before = ledger.outbox.sent_before(published.name, published.manifest)
        newest, adopted_at = ledger.issues.newest(published.name), ledger.identity.adopted_at
        is_older = newest is None or newest.issued_at <= adopted_at
        return ledger.outbox.deliveries(published.manifest), before, adopted_at if is_older else ""


def _write(ready: DeliveryContext, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for plan in ready.plans:
        if plan.way == "mail":
            path = folder / f"{plan.recipient.id}.eml"
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(ready.message(plan))
    return folder


def _own_folder(ready: DeliveryContext) -> Path:
    """Return the output folder's own for previews of the quarter, empty and closed to others."""
    previews = ready.project.out / PREVIEWS
    if previews.is_symlink():
        place = ready.project.relative(previews)
        what = Message(f"'{place}' is a link", f"'{place}'은(는) 링크입니다")
        hint = Message("remove it", "지우십시오")
        raise PolicyReportError([Problem(ErrorKind.SECURITY, "deliver.link", what, SourceLocation(place), hint=hint)])
    previews.mkdir(mode=0o700, exist_ok=True)
    own = previews / ready.published.name
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(mode=0o700)
    return own
