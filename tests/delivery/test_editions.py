"""An edition that was made for one recipient goes to no other."""

from __future__ import annotations

import hashlib
import json

import pytest
from tests.delivery.conftest import QUARTER, Home, person

from policyreport.delivery import delivery_preview
from policyreport.diagnostics import PolicyReportError


@pytest.fixture
def office(home: Home) -> Home:
    """An office whose set has a letter for each of two recipients, told in a list of editions."""
    home.mail(1)
    home.recipients(person(name, reports=["briefing"]) for name in ("a", "b"))
    home.publish({})
    folder = home.project.out / QUARTER
    (folder / "letter").mkdir()
    lines = []
    for name in ("a", "b"):
        (folder / "letter" / f"홍{name}.pdf").write_bytes(name.encode())
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        lines.append({"name": f"letter/홍{name}.pdf", "recipient": name, "format": "pdf", "sha256": sha256})
    listing = "".join(json.dumps(line) + "\n" for line in lines).encode()
    (folder / "letter" / "editions-1.jsonl").write_bytes(listing)
    part = {"name": "letter/editions-1.jsonl", "sha256": hashlib.sha256(listing).hexdigest()}
    said = json.loads((folder / "manifest.json").read_bytes())
    said["editions"] = [{"report": "briefing", "for": "recipients", "count": 2, "listed_in": [part]}]
    (folder / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    return home


def test_each_is_given_the_one_that_was_made_for_them(office: Home):
    given = {p.recipient.id: [file.name for file in p.files] for p in delivery_preview(office.project, QUARTER).plans}
    assert given == {"a": ["letter/홍a.pdf"], "b": ["letter/홍b.pdf"]}


def test_one_for_whom_none_was_made_is_told_of(office: Home):
    office.recipients([person("c", reports=["briefing"])])
    with pytest.raises(PolicyReportError) as caught:
        delivery_preview(office.project, QUARTER)
    assert [problem.code for problem in caught.value.problems] == ["deliver.no-file"]


@pytest.mark.parametrize("file", ["letter/홍a.pdf", "letter/editions-1.jsonl"])
def test_one_that_was_changed_is_refused(office: Home, file: str):
    (office.project.out / QUARTER / file).write_bytes(b"another")
    with pytest.raises(PolicyReportError) as caught:
        delivery_preview(office.project, QUARTER)
    assert {problem.code for problem in caught.value.problems} == {"deliver.changed"}
