"""A real mail server on loopback, with a certificate of a test authority, that can break off at any step."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import ssl
import threading
from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from random import Random

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "report@office.example", "geheim-password-8731"
BEFORE_ACCEPTING, AFTER_ACCEPTING = "content", "accepted"
STEPS = (
    "connect",
    "EHLO",
    "AUTH",
    "MAIL",
    "RCPT",
    "DATA",
    BEFORE_ACCEPTING,
    AFTER_ACCEPTING,
    "next",
    "QUIT",
)
"""Where a line may break off; ``next`` is a message's MAIL after one was accepted."""


@dataclass
class Plan:
    """What the server is to do, and what it has seen.

    ``breaks`` has the step and the number of the time at which it breaks off, ``chance`` lets it break off at one step
    in eight; ``refused`` has the replies to recipients.
    """

    breaks: tuple[str, int] = ("", 0)
    chance: Random | None = None
    refuses_account: bool = False
    refused: Mapping[str, str] = field(default_factory=dict[str, str])
    broken: int = 0
    met: Counter[str] = field(default_factory=Counter[str])
    accepted: list[bytes] = field(default_factory=list[bytes])
    in_clear: bytearray = field(default_factory=bytearray)

    def is_to_break(self, step: str) -> bool:
        self.met[step] += 1
        broken = self.breaks == (step, self.met[step]) or (self.chance is not None and self.chance.random() < 1 / 8)
        self.broken += broken
        return broken

    @property
    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(content, policy=email.policy.default) for content in self.accepted]

    @property
    def times(self) -> Counter[str]:
        """How many times each address was written to."""
        heads = (email.message_from_bytes(content.partition(b"\r\n\r\n")[0]) for content in self.accepted)
        return Counter(parseaddr(head["To"])[1] for head in heads)


class _Server(SMTP):
    """aiosmtpd's own, which listens to a plan."""

    def __init__(self, plan: Plan, **options: object) -> None:
        self.plan = plan
        self.accepted_here = 0
        super().__init__(_Handler(plan), hostname="mail.test", **options)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self.plan.is_to_break("connect"):
            transport.abort()

    def data_received(self, data: bytes) -> None:
        if self.transport is not None and self.transport.get_extra_info("sslcontext") is None:
            self.plan.in_clear += data
        super().data_received(data)

    def _broken(self, step: str) -> bool:
        broken = self.plan.is_to_break(step)
        if broken:
            self.transport.abort()
        return broken

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        if not self._broken("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        if not self._broken("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        if self.plan.refuses_account:
            await self.push("535 5.7.8 wrong password for report@office.example")
        elif not self._broken("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        if not self._broken("MAIL") and not (self.plan.accepted and self._broken("next")):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        if not self._broken("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if not self._broken("DATA"):
            await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        if not self._broken("QUIT"):
            await super().smtp_QUIT(arg)


class _Handler:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    async def handle_RCPT(  # noqa: N802
        self, server: _Server, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.plan.refused:
            return self.plan.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: _Server, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if server._broken(BEFORE_ACCEPTING):
            return "451 never said"
        content = envelope.content
        assert isinstance(content, bytes)
        self.plan.accepted.append(content)
        if server._broken(AFTER_ACCEPTING):
            return "250 never said"
        return "250 OK"


def _authenticated(server: SMTP, session: Session, envelope: Envelope, mechanism: str, said: object) -> AuthResult:
    right = isinstance(said, LoginPassword) and (said.login, said.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=True)


@contextlib.contextmanager
def mail_server(plan: Plan, security: str, context: ssl.SSLContext | None, **options: object) -> Generator[int]:
    """Serve on loopback for the body, and yield the port; ``security`` is tls, starttls or none."""
    loop = asyncio.new_event_loop()
    starts_tls = {"tls_context": context, "require_starttls": True} if security == "starttls" else {}
    wanted = {"authenticator": _authenticated, "auth_require_tls": security == "starttls", **starts_tls, **options}

    def made() -> _Server:
        return _Server(plan, loop=loop, **wanted)

    implicit = context if security == "tls" else None
    serving = loop.run_until_complete(loop.create_server(made, "127.0.0.1", 0, ssl=implicit))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield serving.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(serving), loop).result(120)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(120)
        loop.close()


async def _ended(serving: asyncio.Server) -> None:
    serving.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0.01)  # lets the transports say farewell
