"""What ``schedule:`` in ``data/project.yaml`` says of the runs that nobody watches."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from policyreport.model.base import QuarterName, Record, Text
from policyreport.model.mail import MailAddress

ClockTime = Annotated[str, StringConstraints(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of the day, such as ``06:00``."""


class Notify(Record):
    """Who is told when something was issued or failed.

    ``command`` is a program and its arguments; it is given ``status.json`` to read. ``mail`` is written to through the
    server of the project's ``mail:``.
    """

    command: tuple[Text, ...] = ()
    mail: MailAddress | None = None


class Schedule(Record):
    """When a quarter is due, and what then happens.

    A quarter is due ``grace_days`` whole days after its last one, in the project's time zone. ``first`` is the first
    quarter to make; without it that is the newest one that was due, with data, when the project was first run. ``at``
    is the time of the day, in that zone, at which the host's timer runs.
    """

    first: QuarterName | None = None
    grace_days: Annotated[int, Field(ge=0, le=366)] = 20
    at: ClockTime = "06:00"
    notify: Notify = Notify()
