"""Nobody is given what is for fewer readers, or a file that tells what they may not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.delivery.conftest import FILES, QUARTER, Home, clock, person

from policyreport.delivery import send
from policyreport.diagnostics import ErrorKind, PolicyReportError

REFUSED = {"deliver.audience"}
SECRET = "비공개 협의 결과 7,319개사 선정"
EVENT = f"""\
events:
  - id: secret-result
    date: 2026-05-02
    title: {SECRET}
    audience: AUDIENCE
    sources: [SOURCE]
"""


@pytest.fixture
def office(home: Home, tmp_path: Path) -> Home:
    """The example, of which one event is for the council, and one recipient of each class."""
    sources = (home.project.data / "sources.yaml").read_text("utf-8")
    source = sources.partition("- id: ")[2].split()[0]
    event = EVENT.replace("AUDIENCE", "council").replace("SOURCE", source)
    (home.project.data / "secret.yaml").write_text(event, encoding="utf-8")
    (tmp_path / "drive").mkdir()
    return home


def to(home: Home, folder: Path, audience: str, *reports: str) -> None:
    way = {"folder": str(folder / "drive")}
    home.recipients([person("a", audience=audience, reports=reports, formats=["txt", "csv"], deliver=way)])


def codes(home: Home) -> set[str]:
    with pytest.raises(PolicyReportError) as caught:
        send(home.project, "2026Q2", "0" * 16, clock)
    assert {problem.kind for problem in caught.value.problems} == {ErrorKind.SECURITY}
    return {problem.code for problem in caught.value.problems}


def publish(home: Home, text: str) -> None:
    home.publish({**FILES, "보고서.txt": ("briefing", text.encode())}, "2026Q2")
    for kind in ("briefing", "matrix"):
        report = home.project.templates / kind / "report.yaml"
        said = report.read_text("utf-8")
        report.write_text(said.replace("\naudience: internal", ""), encoding="utf-8")


@pytest.mark.parametrize(
    ("audience", "refusals"), [("public", {"gate.leak"}), ("council", set[str]()), ("internal", set[str]())]
)
def test_a_file_that_tells_what_a_recipient_may_not_know_is_refused(
    office: Home, tmp_path: Path, audience: str, refusals: set[str]
):
    publish(office, f"본문\r\n{SECRET}\r\n")
    to(office, tmp_path, audience, "briefing")
    if refusals:
        assert codes(office) == refusals
        assert not any((tmp_path / "drive").iterdir())
    else:
        assert send(office.project, "2026Q2", office.key_of("2026Q2"), clock).problems == ()


def test_a_file_that_tells_nothing_of_it_is_sent(office: Home, tmp_path: Path):
    publish(office, "본문\r\n")
    to(office, tmp_path, "public", "matrix")
    assert send(office.project, "2026Q2", office.key_of("2026Q2"), clock).problems == ()


@pytest.mark.parametrize(
    ("audience", "refusals"), [("public", REFUSED), ("council", REFUSED), ("internal", set[str]())]
)
def test_a_report_for_fewer_readers_is_refused_whatever_it_says(
    home: Home, tmp_path: Path, audience: str, refusals: set[str]
):
    report = home.project.templates / "matrix" / "report.yaml"
    lines = [line for line in report.read_text("utf-8").splitlines() if not line.startswith("audience:")]
    report.write_text("\n".join([*lines, "audience: internal", ""]), encoding="utf-8")
    (tmp_path / "drive").mkdir()
    to(home, tmp_path, audience, "matrix")
    home.publish(name="2026Q2")
    if refusals:
        assert codes(home) == refusals
    else:
        assert send(home.project, "2026Q2", home.key_of("2026Q2"), clock).problems == ()


def test_a_report_that_the_project_no_longer_has_is_for_the_office_alone(home: Home, tmp_path: Path):
    (tmp_path / "drive").mkdir()
    home.publish({"old.txt": ("old", b"old")}, QUARTER)
    to(home, tmp_path, "council", "old")
    with pytest.raises(PolicyReportError) as caught:
        send(home.project, QUARTER, "0" * 16, clock)
    assert [problem.code for problem in caught.value.problems] == ["deliver.audience"]


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("subject", "mail to a › subject"),
        ("text", "mail to a › text"),
        ("name", f"out/2026Q2/{SECRET}.txt › name"),
    ],
)
def test_a_message_that_tells_what_its_reader_may_not_know_is_refused(office: Home, said: str, where: str) -> None:
    name = f"{SECRET}.txt" if said == "name" else "보고서.txt"
    office.publish({**FILES, name: ("briefing", b"text")}, "2026Q2")
    office.mail(25, subject=SECRET if said == "subject" else "{{ title }}")
    if said == "text":
        template = office.project.templates / "house" / "message.txt.j2"
        template.write_text(f"{template.read_text('utf-8')}\n{SECRET}\n", encoding="utf-8")
    office.recipients(
        [person("a", audience="public", reports=["briefing"], formats=["txt"], deliver={"mail": "attachments"})]
    )
    for kind in ("briefing", "matrix"):
        report = office.project.templates / kind / "report.yaml"
        report.write_text(report.read_text("utf-8").replace("\naudience: internal", ""), encoding="utf-8")
    with pytest.raises(PolicyReportError) as caught:
        send(office.project, "2026Q2", office.key_of("2026Q2"), clock)
    assert [(problem.code, str(problem.where)) for problem in caught.value.problems] == [("gate.leak", where)]
