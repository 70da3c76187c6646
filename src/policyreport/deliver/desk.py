"""What a person allows to be sent, as the outbox writes it down."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from policyreport.deliver.handing_over import Answer
from policyreport.deliver.office import Office
from policyreport.deliver.published_set import require_approved
from policyreport.errors import Kind, PolicyReportError, Problem, Words, did_you_mean, raise_any
from policyreport.ledger import outbox
from policyreport.ledger.outbox import Delivery

Clock = Callable[[], datetime]
"""Returns the moment, with its zone."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One delivery under way: all that it knows, the ledger and the clock."""

    office: Office
    ledger: sqlite3.Connection
    clock: Clock

    @property
    def manifest(self) -> str:
        """The set's."""
        return self.office.published.manifest

    @property
    def known(self) -> Mapping[str, Delivery]:
        """The deliveries as they stand."""
        return outbox.deliveries(self.ledger, self.manifest)

    def at(self) -> str:
        """Return the moment, as the outbox holds it."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def begin(self, recipient: str) -> None:
        """Write down that a delivery begins."""
        outbox.begin(self.ledger, self.manifest, recipient, self.at())

    def settle(self, recipient: str, answer: Answer) -> None:
        """Write down how a delivery ended."""
        outbox.settle(
            self.ledger,
            self.manifest,
            recipient,
            state=answer.state,
            reason=answer.reason,
            passing=answer.passing,
            at=self.at(),
        )

    def approve(self, key: str) -> Iterable[str]:
        """Write all deliveries down and return for whom there are any."""
        published = self.office.published
        require_approved(published, key)
        due = [parcel.due for parcel in self.office.parcels]
        outbox.approve(self.ledger, published.name, self.manifest, due, self.at())
        outbox.retry_passing(self.ledger, self.manifest, self.at())
        return [one.recipient for one in due]

    def resume(self) -> Iterable[str]:
        """Make pending again what may be, and return for whom something was approved."""
        self._require_begun()
        self._require_same_goals()
        outbox.retry_passing(self.ledger, self.manifest, self.at())
        return self.known

    def resend(self, recipients: Sequence[str]) -> Iterable[str]:
        """Make pending again what a person names."""
        self._require_begun()
        self._require_same_goals()
        known = self.known
        raise_any([_not_known(name, known) for name in recipients if name not in known])
        raise_any([_was_sent(name) for name in recipients if known[name].state == "sent"])
        for name in recipients:
            outbox.retry(self.ledger, self.manifest, name, self.at())
        return recipients

    def _require_begun(self) -> None:
        if not self.known:
            name = self.office.published.name
            changed = bool(outbox.sent_before(self.ledger, name, self.manifest))
            raise PolicyReportError([_other_set(name) if changed else _not_begun(name)])

    def _require_same_goals(self) -> None:
        known = self.known
        parcels = [parcel for parcel in self.office.parcels if parcel.recipient.id in known]
        moved = [p.due for p in parcels if known[p.recipient.id].state != "sent"]
        raise_any([_moved(due.recipient) for due in moved if known[due.recipient].goal != due.goal])


def _not_begun(name: str) -> Problem:
    what = Words(f"nothing of {name} was approved to be sent", f"{name} 보고서를 보내기로 승인한 적이 없습니다")
    hint = Words(f"see: policyreport deliver {name}", f"policyreport deliver {name} 으로 확인하십시오")
    return Problem(Kind.USAGE, "deliver.not-begun", what, hint=hint)


def _other_set(name: str) -> Problem:
    what = Words(f"the set of {name} was changed since it was approved", f"{name} 보고서가 승인한 뒤에 바뀌었습니다")
    hint = Words(
        f"look at it and approve it again: policyreport deliver {name}",
        f"policyreport deliver {name} 으로 다시 확인하고 승인하십시오",
    )
    return Problem(Kind.SECURITY, "deliver.not-approved", what, hint=hint)


def _moved(name: str) -> Problem:
    what = Words(
        f"where '{name}' is reached was changed since it was approved", f"'{name}'의 주소가 승인한 뒤에 바뀌었습니다"
    )
    hint = Words("look at it and approve it again with --send", "다시 확인하고 --send로 승인하십시오")
    return Problem(Kind.SECURITY, "deliver.moved", what, field=f"recipients › {name}", hint=hint)


def _not_known(name: str, known: Iterable[str]) -> Problem:
    what = Words(f"nothing was approved for '{name}'", f"'{name}'에게 보내기로 승인한 것이 없습니다")
    return Problem(Kind.USAGE, "deliver.unknown-recipient", what, field="--resend", hint=did_you_mean(name, known))


def _was_sent(name: str) -> Problem:
    what = Words(f"'{name}' was sent it already", f"'{name}'에게는 이미 보냈습니다")
    hint = Words("nothing is sent twice", "두 번 보내지 않습니다")
    return Problem(Kind.USAGE, "deliver.sent-already", what, field="--resend", hint=hint)
