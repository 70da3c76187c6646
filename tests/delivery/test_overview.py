"""Before anything is sent, what would be is shown, as files that mail programs open."""

from __future__ import annotations

import email
import email.policy
import stat
from pathlib import Path

import pytest
from tests.delivery.conftest import FILES, NAMES, QUARTER, Home, Serve, address, clock, person

from policyreport.delivery import delivery_preview, send
from policyreport.diagnostics import PolicyReportError


@pytest.fixture
def office(home: Home) -> Home:
    home.mail(1)
    return home


def test_each_message_is_a_file_and_nothing_is_sent_or_written_down(office: Home):
    key = office.key
    shown = delivery_preview(office.project, QUARTER)
    assert shown.key == key
    assert sorted(path.name for path in shown.folder.iterdir()) == [f"{name}.eml" for name in NAMES]
    assert office.states() == {}
    message = email.message_from_bytes((shown.folder / "a.eml").read_bytes(), policy=email.policy.default)
    assert address("a") in message["To"]
    assert [part.get_filename() for part in message.iter_attachments()] == list(FILES)


def test_a_preview_is_what_is_sent_but_for_the_date(office: Home, serve: Serve):
    preview = (delivery_preview(office.project, QUARTER).folder / "a.eml").read_bytes()
    with serve() as plan:
        send(office.project, QUARTER, office.key, clock)
    sent = plan.accepted[0].replace(b"Date: Thu, 31 Jul 2025 09:00:00 +0000\r\n", b"")
    # the server writes who it was for at the head of what it takes
    assert sent.endswith(preview)


def test_previews_are_the_same_each_time_and_old_ones_go(office: Home):
    first = delivery_preview(office.project, QUARTER).folder
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    office.recipients([person("a")])
    second = delivery_preview(office.project, QUARTER).folder
    assert {path.name: path.read_bytes() for path in second.iterdir()} == {"a.eml": before["a.eml"]}


def test_previews_are_for_their_owner_alone(office: Home):
    folder = delivery_preview(office.project, QUARTER).folder
    assert stat.S_IMODE((folder / "a.eml").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_named_keeps_what_else_is_there(office: Home, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    delivery_preview(office.project, QUARTER, tmp_path / "mine")
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [*(f"{n}.eml" for n in NAMES), "notes.txt"]


def test_previews_are_not_written_through_a_link(office: Home, tmp_path: Path):
    (office.project.out / ".delivery").symlink_to(tmp_path)
    with pytest.raises(PolicyReportError) as caught:
        delivery_preview(office.project, QUARTER)
    assert [problem.code for problem in caught.value.problems] == ["deliver.link"]


def test_it_tells_how_it_stands_and_to_how_many_an_earlier_set_went(office: Home, serve: Serve):
    with serve():
        send(office.project, QUARTER, office.key, clock)
        assert {one.state for one in delivery_preview(office.project, QUARTER).deliveries.values()} == {"sent"}
        office.publish({**FILES, "matrix.csv": ("matrix", b"another")})
        shown = delivery_preview(office.project, QUARTER)
    assert (shown.deliveries, shown.sent_before) == ({}, len(NAMES))


def test_large_print_is_given_to_those_who_ask_for_it(office: Home):
    files = {"briefing.pdf": ("briefing", b"ordinary"), "briefing-large.pdf": ("briefing", b"large")}
    office.publish(files)
    manifest = office.project.out / QUARTER / "manifest.json"
    said = manifest.read_text("utf-8").replace('"briefing-large.pdf", ', '"briefing-large.pdf", "large_print": true, ')
    manifest.write_text(said, encoding="utf-8")
    office.recipients([person("a", reports=["briefing"]), person("b", reports=["briefing"], formats=["pdf-large"])])
    given = {p.recipient.id: [file.name for file in p.files] for p in delivery_preview(office.project, QUARTER).plans}
    assert given == {"a": ["briefing.pdf"], "b": ["briefing-large.pdf"]}
