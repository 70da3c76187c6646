"""Recipients are read with all that is wrong with them, each fault at its place, and nothing personal is told of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.recipients import load_recipients
from policyreport.inputs.yaml_file import read_yaml_text
from policyreport.model.delivery import DeliveryMethod, Recipient
from policyreport.project import Project
from policyreport.project.settings import Settings

GROUPS = """\
groups:
  - {id: council, title: 협의회, audience: council, reports: [briefing, matrix], formats: [pdf]}
  - {id: office, audience: internal, reports: [matrix, handout], deliver: {folder: shared}}
"""


def project(folder: Path, text: str) -> Project:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "recipients.yaml").write_text(text, encoding="utf-8")
    return Project(folder)


def recipients(folder: Path, *lines: str, groups: str = GROUPS) -> tuple[Recipient, ...]:
    return load_recipients(project(folder, f"{groups}recipients:\n" + "".join(f"  - {line}\n" for line in lines)))


def faults(folder: Path, *lines: str) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        recipients(folder, *lines)
    assert {problem.kind for problem in caught.value.problems} <= {ErrorKind.DATA}
    return list(caught.value.problems)


def test_a_recipient_has_what_its_group_says(tmp_path: Path):
    (one,) = recipients(tmp_path, "{id: a, name: 홍길동, address: a@b.example, groups: [council]}")
    assert (one.audience, one.reports, one.formats, one.deliver) == (
        "council",
        ("briefing", "matrix"),
        ("pdf",),
        DeliveryMethod(mail="attachments"),
    )


def test_what_a_recipient_says_itself_counts(tmp_path: Path):
    (one,) = recipients(
        tmp_path,
        "{id: a, name: 홍, address: a@b.example, groups: [council], audience: public, reports: [press], formats: [], "
        "deliver: {mail: zip}}",
    )
    assert (one.audience, one.reports, one.formats, one.deliver) == (
        "public",
        ("press",),
        (),
        DeliveryMethod(mail="zip"),
    )


def test_the_reports_of_several_groups_are_joined_each_once(tmp_path: Path):
    (one,) = recipients(tmp_path, "{id: a, name: 홍, groups: [council, office], audience: council}")
    assert one.reports == ("briefing", "matrix", "handout")


def test_each_member_of_a_group_has_a_folder_of_its_own_in_the_groups(tmp_path: Path):
    made = recipients(tmp_path, *(f"{{id: {name}, name: 홍, groups: [office]}}" for name in "ab"))
    assert [one.deliver.folder for one in made] == [str(Path("shared", name)) for name in "ab"]


def test_one_who_is_in_no_group_belongs_to_the_public(tmp_path: Path):
    (one,) = recipients(tmp_path, "{id: a, name: 홍, address: a@b.example, reports: [press]}", groups="")
    assert (one.audience, one.formats) == ("public", ())


@pytest.mark.parametrize(
    "address",
    [
        '"a@b.example, c@d.example"',
        '"a@b.example;c@d.example"',
        '"a@b.example c@d.example"',
        '"a@b.example\\r\\nBcc: c@d.example"',
        '"a@b.example\\n"',
        '"홍길동 <a@b.example>"',
        '"<a@b.example>"',
        '"a@b.example (홍)"',
        "'\"a b\"@b.example'",
        '"a@[127.0.0.1]"',
        '"a@한국.example"',
        '"a"',
        '"@b.example"',
        '"a@"',
        '"a@b@c.example"',
        '"a..b@c.example"',
        '".a@c.example"',
        '"a@-c.example"',
        '"a@c..example"',
        f'"{"a" * 65}@c.example"',
        f'"a@{"c." * 130}example"',
    ],
)
def test_what_is_not_exactly_one_address_is_refused_at_its_place_and_not_repeated(tmp_path: Path, address: str):
    problems = faults(tmp_path, f"{{id: a, address: {address}, name: 홍, reports: [press]}}")
    assert {problem.where and problem.where[:3] for problem in problems} == {("data/recipients.yaml", 5, 22)}
    (problem,) = (problem for problem in problems if problem.code == "data.mail-address")
    assert problem.field == "recipients › a › address"
    said = "".join([*problem.what, *(problem.hint or ())])
    assert len(address) < 6 or address.strip("\"'") not in said


@pytest.mark.parametrize("address", ["a@b", "a.b+c@d-e.example.kr", "1@2.example", "o'neil@b.example"])
def test_a_usual_address_is_taken(tmp_path: Path, address: str):
    (one,) = recipients(tmp_path, f'{{id: a, name: 홍, address: "{address}", reports: [press]}}')
    assert one.address == address


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path):
    problems = faults(
        tmp_path,
        '{id: a, name: "홍\\n길동", address: a@b.example, reports: [press]}',
        "{id: b, name: 홍, adress: a@b.example}",
        "{id: c, name: 홍, address: c@b.example, deliver: {mail: zip, folder: x}}",
        "{id: d, name: 홍, address: d@b.example, deliver: {}}",
        "{id: e, name: 홍, address: e@b.example, audience: everyone}",
    )
    assert [(p.code, p.field) for p in problems] == [
        ("data.line", "recipients › a › name"),
        ("data.unknown-field", "recipients › b › adress"),
        ("data.way", "recipients › c › deliver"),
        ("data.way", "recipients › d › deliver"),
        ("data.not-allowed", "recipients › e › audience"),
    ]


def test_an_id_or_a_group_that_is_used_twice_is_told_with_both_places(tmp_path: Path):
    line = "{id: a, name: 홍, address: a@b.example, reports: [press]}"
    (problem,) = faults(tmp_path, line, line.replace("a@b", "c@d"))
    assert problem.where == SourceLocation("data/recipients.yaml", 6, 10)
    assert "data/recipients.yaml:5:10" in problem.what.en


def test_one_address_or_folder_is_not_given_two_sets(tmp_path: Path):
    mailed = [
        f"{{id: {name}, name: 홍, address: {address}@b.example, reports: [press]}}" for name, address in ("aa", "bA")
    ]
    filled = [f"{{id: {name}, name: 홍, reports: [press], deliver: {{folder: x}}}}" for name in "cd"]
    assert [(p.code, p.field) for p in faults(tmp_path, *mailed, *filled)] == [
        ("recipients.twice", "recipients › b › address"),
        ("recipients.twice", "recipients › d › deliver"),
    ]


def test_an_unknown_group_is_told_with_the_one_that_was_meant(tmp_path: Path):
    (problem,) = faults(tmp_path, "{id: a, name: 홍, address: a@b.example, groups: [counci]}")
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'council'?"


def test_groups_that_differ_in_what_only_one_can_say_are_not_guessed_between(tmp_path: Path):
    (problem,) = faults(tmp_path, "{id: a, name: 홍, address: a@b.example, groups: [council, office]}")
    assert problem.code == "recipients.groups-differ"
    assert "audience" in problem.what.en


def test_one_who_is_written_to_needs_an_address_and_everyone_a_report(tmp_path: Path):
    problems = faults(tmp_path, "{id: a, name: 홍}")
    assert [p.what.en for p in problems] == ["'address' is missing", "'reports' is missing"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    (tmp_path / "data").mkdir()
    with pytest.raises(PolicyReportError) as caught:
        load_recipients(Project(tmp_path))
    assert [problem.code for problem in caught.value.problems] == ["file.missing"]


def test_names_and_addresses_are_not_shown_with_a_recipient(tmp_path: Path):
    (one,) = recipients(
        tmp_path, "{id: a, name: 홍길동, organisation: 한국대, greeting: 안녕, address: a@b.example, reports: [press]}"
    )
    assert not any(said in repr(one) for said in ("홍길동", "한국대", "안녕", "a@b.example"))


def test_what_the_guide_shows_is_taken(tmp_path: Path):
    guide = (Path(__file__).parents[2] / "docs" / "delivery.md").read_text("utf-8")
    shown, mail = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    made = {one.id: one for one in load_recipients(project(tmp_path, shown))}
    assert made["kim"].formats == ("docx-large",)
    assert made["planning"].deliver.folder == str(Path("/mnt/share/policy/planning"))
    rest = {"name": "x", "title": "x", "organisation": "x"}
    settings = Settings.model_validate({**rest, **read_yaml_text(mail, "project.yaml").content})
    assert settings.mail is not None
    assert settings.mail.server_port == 587
