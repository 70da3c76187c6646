"""An office with a published set, five who are written to, and a mail server of its own."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import ssl
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from tests.delivery.mail_server import PASSWORD, USER, Plan, mail_server
from tests.old_form import executed_in_budgets
from tests.small_example import make_example

from policyreport.delivery.approval import approval
from policyreport.delivery.context import delivery_context
from policyreport.ledger import open_ledger
from policyreport.project import Project, open_project
from policyreport.project.environment import MAIL_PASSWORD

QUARTER = "2025Q2"
NAMES = ("a", "b", "c", "d", "e")
FILES: Mapping[str, tuple[str, bytes]] = {
    "briefing.pdf": ("briefing", b"%PDF-1.7 briefing startxref 0 %%EOF"),
    "보고서.txt": ("briefing", "다. 본문\r\n.점으로 시작하는 줄\r\n".encode()),
    "matrix.csv": ("matrix", "열,값\r\n가,1\r\n".encode()),
}


def address(name: str) -> str:
    return f"{name}@recipients.example"


def clock() -> datetime:
    return datetime(2025, 7, 31, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Home:
    """A project, and short ways to change it and to see how its deliveries stand."""

    project: Project

    def publish(self, files: Mapping[str, tuple[str, bytes]] = FILES, name: str = QUARTER) -> None:
        """Write a set as a build does, into a folder that has a ledger."""
        self.project.out.mkdir(exist_ok=True)
        with open_ledger(self.project.out):
            pass
        folder = self.project.out / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file, (_, content) in files.items():
            (folder / file).write_bytes(content)
        entries = [
            {
                "name": file,
                "report": report,
                "format": file.rpartition(".")[2],
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for file, (report, content) in files.items()
        ]
        said = {"title": "레벨업", "quarter": name, "as_of": "2025-06-30", "files": entries}
        (folder / "manifest.json").write_bytes(json.dumps(said).encode())

    @property
    def manifest(self) -> str:
        """The SHA-256 of the set's manifest."""
        return hashlib.sha256((self.project.out / QUARTER / "manifest.json").read_bytes()).hexdigest()

    @property
    def key(self) -> str:
        """What approves of all as it now is."""
        return self.key_of(QUARTER)

    def key_of(self, quarter: str) -> str:
        return approval(delivery_context(self.project, quarter)).key

    @property
    def folder_name(self) -> str:
        """The name of the set's folder where it is delivered into one."""
        return f"example-{QUARTER}"

    @property
    def settings(self) -> Path:
        return self.project.data / "project.yaml"

    def recipients(self, lines: Iterable[str]) -> None:
        text = "recipients:\n" + "".join(f"  - {line}\n" for line in lines)
        (self.project.data / "recipients.yaml").write_text(text, encoding="utf-8")

    def mail(self, port: int, security: str = "starttls", **more: object) -> None:
        self.forget_mail()
        settings = {
            "host": "127.0.0.1",
            "port": port,
            "security": security,
            "ca_file": "ca.pem",
            "user": USER,
            "sender": USER,
            "sender_name": "창업정책과",
            "timeout": 120,
            **more,
        }
        lines = "".join(f"  {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.items())
        self.settings.write_text(f"{self.settings.read_text('utf-8')}\nmail:\n{lines}", encoding="utf-8")

    def forget_mail(self) -> None:
        """Leave out of the settings how mail is sent."""
        said = self.settings.read_text("utf-8").partition("\nmail:")[0]
        self.settings.write_text(said, encoding="utf-8")

    def states(self) -> dict[str, str]:
        with open_ledger(self.project.out) as ledger:
            return {name: one.state for name, one in ledger.outbox.deliveries(self.manifest).items()}

    def forget(self) -> None:
        """Begin with an empty ledger."""
        (self.project.out / "ledger.sqlite").unlink(missing_ok=True)
        with open_ledger(self.project.out, adopting=True) as ledger:
            ledger.write_witness()


def person(name: str, **more: object) -> str:
    said: dict[str, object] = {
        "id": name,
        "name": f"홍{name}",
        "address": address(name),
        "reports": ["briefing", "matrix"],
    }
    said |= {"audience": "internal", **more}
    return json.dumps(said, ensure_ascii=False)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "example"
    make_example(folder)
    executed_in_budgets(folder / "data")
    return folder


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certified(authority: trustme.CA) -> ssl.SSLContext:
    """What the server shows: a certificate for 127.0.0.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite hand its writes to the system alone, which keeps them as long as the machine is on."""
    connected = sqlite3.connect

    def at_once(path: Path, **how: object) -> sqlite3.Connection:
        connection = connected(path, **how)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(sqlite3, "connect", at_once)


@pytest.fixture
def home(tmp_path: Path, made: Path, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of the example with five recipients and a published set."""
    root = Path(shutil.copytree(made, tmp_path / "project"))
    authority.cert_pem.write_to_path(str(root / "ca.pem"))
    monkeypatch.setenv(MAIL_PASSWORD, PASSWORD)
    home = Home(open_project(root))
    home.recipients(map(person, NAMES))
    home.mail(1)
    home.publish()
    return home


Serve = Callable[..., AbstractContextManager[Plan]]
"""Runs a mail server for a while, by how its line is secured, what it is to do, and options of aiosmtpd's."""


@pytest.fixture
def serve(home: Home, certified: ssl.SSLContext) -> Serve:
    """Runs a mail server that the project's settings lead to, and yields its plan."""

    @contextmanager
    def running(security: str = "starttls", plan: Plan | None = None, **options: object) -> Generator[Plan]:
        plan = plan or Plan()
        with mail_server(plan, security, certified, **options) as port:
            home.mail(port, security if security != "none" else "starttls")
            yield plan

    return running
