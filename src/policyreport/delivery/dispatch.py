"""Sending a set: what is approved is written down, then each delivery is begun, made and settled, one after another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from policyreport.delivery.approval import approval, require_approved
from policyreport.delivery.context import delivery_context, message_sizes, require_allowed_sizes, require_sizes
from policyreport.delivery.plan import DeliveryPlan, PublishedSet
from policyreport.delivery.session import DeliverySession
from policyreport.delivery.smtp import Answer, SmtpTransport, server
from policyreport.delivery.transports import by_command, into_folder
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.ledger import has_ledger, open_ledger
from policyreport.ledger.outbox import Delivery
from policyreport.pipeline.numbering import issue_what_stands
from policyreport.pipeline.options import Clock, now, parse_quarter
from policyreport.project import Project
from policyreport.publish.lock import locked

PREVIEWS = ".delivery"
"""The folder in the output folder where previews are written, and which is locked while a set is sent."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How each delivery of a set stands, and what stopped the mail as a whole.

    ``key`` approves of the deliveries as they now would be. Those who are ``withdrawn`` were not sent it before they
    ceased to be recipients, and are not waited for. ``attempted`` counts the deliveries of this run.
    """

    published: PublishedSet
    key: str
    deliveries: Mapping[str, Delivery]
    withdrawn: frozenset[str] = frozenset()
    refusals: tuple[Problem, ...] = ()
    attempted: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stopped the mail, and where not all was sent one problem that says so (DELIVERY)."""
        expected = [one for name, one in self.deliveries.items() if name not in self.withdrawn]
        left = any(one.state != "sent" for one in expected)
        return (*self.refusals, *([_partial(expected)] if left else []))


def send(project: Project, quarter: str, key: str, clock: Clock = now) -> Outcome:
    """Send a quarter's set to all its recipients who have not been sent it, once ``key`` approves of all as it is.

    A set that is not issued yet becomes the next issue before anything is sent. Raises
    ``PolicyReportError``, with nothing sent: SECURITY where a file, a recipient or a message's wording is not as
    it was approved, DATA for faults of the recipients and messages that are too large, LOCKED while another delivery is
    under way, OUTPUT for a damaged ledger; as ``issue_what_stands`` does where the set is not issued.
    """
    _issue_first(project, quarter, key, clock)
    return _delivered(project, quarter, clock, lambda session: session.approve(key))


def resume(project: Project, quarter: str, clock: Clock = now) -> Outcome:
    """Send what was approved and is pending still, or failed for a while only; raises as ``send`` does.

    What is unknown is not sent. SECURITY too where the set, or what somebody would now be sent, is not as it was
    approved.
    """
    return _delivered(project, quarter, clock, DeliverySession.resume)


def resend(project: Project, quarter: str, recipients: Sequence[str], clock: Clock = now) -> Outcome:
    """Send again to recipients for whom it failed or is unknown; raises as ``resume`` does, USAGE for others."""
    return _delivered(project, quarter, clock, lambda session: session.resend(recipients))


def _delivered(
    project: Project, quarter: str, clock: Clock, chosen: Callable[[DeliverySession], Iterable[str]]
) -> Outcome:
    ready = delivery_context(project, quarter)
    approved = approval(ready)
    mailing = SmtpTransport(server(project, ready.mail)) if ready.mail else None
    with _alone(project), open_ledger(project.out) as ledger:
        ledger.require_sound()
        session = DeliverySession(ready, approved, ledger, clock)
        every_size = message_sizes(ready, _unsent(session))
        with ledger.transaction():
            ledger.outbox.recover(session.manifest, session.at())
            waiting = _waiting(session, set(chosen(session)))
            sizes = {p.recipient.id: every_size[p.recipient.id] for p in waiting if p.way == "mail"}
            require_allowed_sizes(ready, sizes)
        try:
            stopped = _deliver(session, mailing, waiting, sizes)
        finally:
            if mailing:
                mailing.close()
        refusals = mailing.refusals if mailing else ()
        return Outcome(
            ready.published, approved.key, session.known, session.withdrawn, (*stopped, *refusals), len(waiting)
        )


def _issue_first(project: Project, quarter: str, key: str, clock: Clock) -> None:
    """Number the set that is to be sent where it has no number, once it is known that it would be sent."""
    if not has_ledger(project.out):
        return
    with open_ledger(project.out) as ledger:
        if ledger.unissued.find(str(parse_quarter(quarter))) is None:
            return
    ready = delivery_context(project, quarter)
    require_approved(approval(ready), key)
    require_allowed_sizes(ready, message_sizes(ready, ready.plans))
    with _alone(project):
        issue_what_stands(project, ready.published.name, clock)


@contextmanager
def _alone(project: Project) -> Generator[None]:
    """Let no other delivery of the project run meanwhile."""
    folder = project.out / PREVIEWS
    folder.mkdir(mode=0o700, exist_ok=True)
    with locked(folder):
        yield


def _unsent(session: DeliverySession) -> list[DeliveryPlan]:
    """Return what may be sent, whoever is then chosen."""
    sent = {name for name, one in session.known.items() if one.state == "sent"}
    return [plan for plan in session.context.plans if plan.recipient.id not in sent]


def _waiting(session: DeliverySession, chosen: Collection[str]) -> list[DeliveryPlan]:
    """Return what is pending for those who are chosen."""
    pending = {name for name, one in session.known.items() if one.state == "pending" and name in chosen}
    return [plan for plan in session.context.plans if plan.recipient.id in pending]


def _deliver(
    session: DeliverySession, mailing: SmtpTransport | None, waiting: Iterable[DeliveryPlan], sizes: Mapping[str, int]
) -> tuple[Problem, ...]:
    """Make deliveries one after another, and return what stopped them, such as a file that was changed meanwhile.

    ``sizes`` are those of the messages; raises ``PolicyReportError`` (DATA), with nothing sent, for those that are more
    than the server takes.
    """
    limit = mailing.limit() if mailing and sizes else None
    if limit is not None:
        require_sizes(sizes, limit)
    try:
        for plan, answer in _answers(session, mailing, waiting):
            session.settle(plan.recipient.id, answer)
    except PolicyReportError as refusal:
        return refusal.problems
    return ()


def _answers(
    session: DeliverySession, mailing: SmtpTransport | None, waiting: Iterable[DeliveryPlan]
) -> Iterator[tuple[DeliveryPlan, Answer]]:
    for plan in waiting:
        begin = partial(session.begin, plan.recipient.id)
        if plan.way == "mail" and mailing:
            message = session.context.message(plan, session.clock())
            yield plan, mailing.send(plan.recipient.address or "", message, begin)
            continue
        begin()
        if plan.way == "folder":
            yield plan, into_folder(session.context, plan)
        else:
            yield plan, by_command(session.context, plan)


def _partial(deliveries: Iterable[Delivery]) -> Problem:
    states = [one.state for one in deliveries]
    sent, unknown = states.count("sent"), states.count("unknown")
    failed = len(states) - sent - unknown
    what = Message(
        f"not all was sent: {sent} sent, {failed} not sent, {unknown} unknown",
        f"모두 보내지는 못했습니다: 보냄 {sent}, 못 보냄 {failed}, 알 수 없음 {unknown}",
    )
    hint = Message(
        "send what failed for a while with --resume; ask those whose state is unknown, then --resend ID if need be",
        "일시적 실패는 --resume으로 이어 보내고, '알 수 없음'은 받았는지 물어본 뒤 필요하면 --resend로 보내십시오",
    )
    return Problem(ErrorKind.DELIVERY, "deliver.partial", what, hint=hint)
