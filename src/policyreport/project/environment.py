"""The environment of programs that are not the project's own, which are given none of its secrets."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.project.settings import Settings

MAIL_PASSWORD = "POLICYREPORT_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
"""The variable that holds the password of the mail account."""


def for_foreign_commands(settings: Settings, environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without the mail password and the databases' addresses (``sql_from``).

    Names are compared without regard to case, as Windows does.
    """
    secret = {MAIL_PASSWORD, *(each.sql_from for each in settings.inputs if each.sql_from)}
    folded = {name.upper() for name in secret}
    return {name: value for name, value in environment.items() if name.upper() not in folded}
