"""What would be sent to whom, before anything is: a list, and each message as a file that mail programs open."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyreport.deliver.approval import approval
from policyreport.deliver.office import Office, message_sizes, office, require_allowed_sizes
from policyreport.deliver.parcels import Parcel
from policyreport.deliver.published_set import PublishedSet
from policyreport.deliver.sending import PREVIEWS
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.ledger import LEDGER, open_ledger, outbox
from policyreport.ledger.outbox import Delivery
from policyreport.project import Project


@dataclass(frozen=True, slots=True)
class Overview:
    """Who is to be given what of a set, how it stands with each, and where the previews are.

    ``key`` approves of just this. ``sent_before`` counts those to whom earlier sets of the same quarter went.
    """

    published: PublishedSet
    key: str
    parcels: tuple[Parcel, ...]
    deliveries: Mapping[str, Delivery]
    sent_before: int
    folder: Path


def overview(project: Project, quarter: str, folder: Path | None = None) -> Overview:
    """Write the previews, into ``folder`` or the output folder's own, and return what would be sent.

    Raises ``PolicyReportError`` as ``send`` would, as far as that shows without the mail server.
    """
    ready = office(project, quarter)
    require_allowed_sizes(ready, message_sizes(ready, ready.parcels))
    deliveries, before = _known(ready)
    written = _written(ready, folder)
    return Overview(ready.published, approval(ready).key, ready.parcels, deliveries, before, written)


def _known(ready: Office) -> tuple[Mapping[str, Delivery], int]:
    out, published = ready.project.out, ready.published
    if not (out / LEDGER).exists():
        return {}, 0
    with open_ledger(out) as ledger:
        before = outbox.sent_before(ledger, published.name, published.manifest)
        return outbox.deliveries(ledger, published.manifest), before


def _written(ready: Office, folder: Path | None) -> Path:
    goal = folder or _own_folder(ready)
    goal.mkdir(parents=True, exist_ok=True)
    for parcel in ready.parcels:
        if parcel.way == "mail":
            path = goal / f"{parcel.recipient.id}.eml"
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(ready.message(parcel))
    return goal


def _own_folder(ready: Office) -> Path:
    """Return the output folder's own for previews of the quarter, empty and closed to others."""
    previews = ready.project.out / PREVIEWS
    if previews.is_symlink():
        place = ready.project.relative(previews)
        what = Words(f"'{place}' is a link", f"'{place}'은(는) 링크입니다")
        hint = Words("remove it", "지우십시오")
        raise PolicyReportError([Problem(Kind.SECURITY, "deliver.link", what, Place(place), hint=hint)])
    previews.mkdir(mode=0o700, exist_ok=True)
    own = previews / ready.published.name
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(mode=0o700)
    return own
