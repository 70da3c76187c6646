"""What a person allows to be sent, as the outbox writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from policyreport.delivery.approval import Approval, require_approved
from policyreport.delivery.context import DeliveryContext
from policyreport.delivery.smtp import Answer
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, did_you_mean, raise_any
from policyreport.ledger import Ledger
from policyreport.ledger.outbox import Delivery
from policyreport.pipeline.options import Clock


@dataclass(frozen=True, slots=True)
class DeliverySession:
    """One delivery under way: all that it knows, what of it is to be approved, the ledger and the clock."""

    context: DeliveryContext
    approval: Approval
    ledger: Ledger
    clock: Clock

    @property
    def manifest(self) -> str:
        """The set's."""
        return self.context.published.manifest

    @property
    def known(self) -> Mapping[str, Delivery]:
        """The deliveries as they stand."""
        return self.ledger.outbox.deliveries(self.manifest)

    @property
    def withdrawn(self) -> frozenset[str]:
        """Those for whom something was approved that was not sent, and who are given nothing any more."""
        left = {name for name, one in self.known.items() if one.state != "sent"}
        return frozenset(left - {one.recipient for one in self.approval.due})

    def at(self) -> str:
        """Return the moment, as the outbox holds it."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def begin(self, recipient: str) -> None:
        """Write down that a delivery begins."""
        self.ledger.outbox.begin(self.manifest, recipient, self.at())
        self.ledger.write_witness()

    def settle(self, recipient: str, answer: Answer) -> None:
        """Write down how a delivery ended."""
        self.ledger.outbox.settle(
            self.manifest,
            recipient,
            state=answer.state,
            reason=answer.reason,
            passing=answer.passing,
            at=self.at(),
        )

    def approve(self, key: str) -> Iterable[str]:
        """Write all deliveries down and return for whom there are any."""
        require_approved(self.approval, key)
        self.ledger.outbox.approve(self.approval.set_name, self.manifest, self.approval.due, self.at())
        self.ledger.outbox.retry_passing(self.manifest, self.at())
        return [one.recipient for one in self.approval.due]

    def resume(self) -> Iterable[str]:
        """Make pending again what may be, and return for whom something was approved."""
        self._require_begun()
        self.ledger.outbox.retry_passing(self.manifest, self.at())
        known = self.known
        self._require_as_approved([name for name, one in known.items() if one.state == "pending"])
        return known

    def resend(self, recipients: Sequence[str]) -> Iterable[str]:
        """Make pending again what a person names."""
        self._require_begun()
        known = self.known
        raise_any([_not_known(name, known) for name in recipients if name not in known])
        raise_any([_was_sent(name) for name in recipients if known[name].state == "sent"])
        raise_any([_was_withdrawn(name) for name in recipients if name in self.withdrawn])
        self._require_as_approved(recipients)
        for name in recipients:
            self.ledger.outbox.retry(self.manifest, name, self.at())
        return recipients

    def _require_begun(self) -> None:
        if not self.known:
            name = self.context.published.name
            changed = self.ledger.outbox.was_approved_before(name, self.manifest)
            raise PolicyReportError([_other_set(name) if changed else _not_begun(name)])

    def _require_as_approved(self, recipients: Iterable[str]) -> None:
        goals, known = {one.recipient: one.goal for one in self.approval.due}, self.known
        raise_any([_moved(name) for name in recipients if name in goals and known[name].goal != goals[name]])


def _not_begun(name: str) -> Problem:
    what = Message(f"nothing of {name} was approved to be sent", f"{name} 보고서를 보내기로 승인한 적이 없습니다")
    hint = Message(f"see: policyreport deliver {name}", f"policyreport deliver {name} 으로 확인하십시오")
    return Problem(ErrorKind.USAGE, "deliver.not-begun", what, hint=hint)


def _other_set(name: str) -> Problem:
    what = Message(f"the set of {name} was changed since it was approved", f"{name} 보고서가 승인한 뒤에 바뀌었습니다")
    hint = Message(
        f"look at it and approve it again: policyreport deliver {name}",
        f"policyreport deliver {name} 으로 다시 확인하고 승인하십시오",
    )
    return Problem(ErrorKind.SECURITY, "deliver.not-approved", what, hint=hint)


def _moved(name: str) -> Problem:
    what = Message(
        f"what '{name}' is given, or where, was changed since it was approved",
        f"'{name}'에게 보낼 것이나 보낼 곳이 승인한 뒤에 바뀌었습니다",
    )
    hint = Message("look at it and approve it again with --send", "다시 확인하고 --send로 승인하십시오")
    return Problem(ErrorKind.SECURITY, "deliver.moved", what, field=f"recipients › {name}", hint=hint)


def _not_known(name: str, known: Iterable[str]) -> Problem:
    what = Message(f"nothing was approved for '{name}'", f"'{name}'에게 보내기로 승인한 것이 없습니다")
    return Problem(ErrorKind.USAGE, "deliver.unknown-recipient", what, field="--resend", hint=did_you_mean(name, known))


def _was_withdrawn(name: str) -> Problem:
    what = Message(f"'{name}' is a recipient no more", f"'{name}'은(는) 이제 수신자가 아닙니다")
    hint = Message("see data/recipients.yaml", "data/recipients.yaml을 보십시오")
    return Problem(ErrorKind.USAGE, "deliver.withdrawn", what, field="--resend", hint=hint)


def _was_sent(name: str) -> Problem:
    what = Message(f"'{name}' was sent it already", f"'{name}'에게는 이미 보냈습니다")
    hint = Message("nothing is sent twice", "두 번 보내지 않습니다")
    return Problem(ErrorKind.USAGE, "deliver.sent-already", what, field="--resend", hint=hint)
