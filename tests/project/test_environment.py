"""Programs that are not the project's own are given its environment without its secrets."""

from __future__ import annotations

from policyreport.project.environment import MAIL_PASSWORD, for_foreign_commands
from policyreport.project.settings import Input, Settings

SETTINGS = Settings(
    name="example",
    title="가상 정책",
    organisation="가상 기관",
    inputs=(Input(sql_from="OFFICE_DATABASE"), Input(sql="sqlite:///x.sqlite"), Input(file="a.xlsx")),
)


def test_the_mail_password_and_the_databases_addresses_are_left_out():
    given = {"PATH": "/bin", MAIL_PASSWORD: "geheim", "OFFICE_DATABASE": "postgresql://a:b@c/d", "LANG": "C"}
    assert for_foreign_commands(SETTINGS, given) == {"PATH": "/bin", "LANG": "C"}


def test_the_case_of_their_names_hides_nothing():
    assert for_foreign_commands(SETTINGS, {"office_database": "x", MAIL_PASSWORD.lower(): "x"}) == {}
