"""Who is given a quarter's documents: which of them, and in which way. No document tells of any of this."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import Audience, Id, Record, Text
from policyreport.model.mail import Line, MailAddress

_WAYS = ("mail", "folder", "command")


class Way(Record):
    """How documents reach a recipient: by mail, into a folder, or by a command of the office's own.

    ``folder`` is a path, from the project's folder unless it is absolute. ``command`` is a program and its arguments,
    to which the files' paths are added; it is ended after ``seconds``.
    """

    mail: Literal["attachments", "zip"] | None = None
    folder: Text | None = None
    command: Annotated[tuple[Text, ...] | None, Field(min_length=1)] = None
    seconds: Annotated[int, Field(ge=1, le=3600)] = 300

    @model_validator(mode="after")
    def _one_way(self) -> Way:
        if sum(getattr(self, name) is not None for name in _WAYS) != 1:
            raise PydanticCustomError("way", "not exactly one way")
        return self


class Group(Record):
    """What its members are given, where they themselves do not say otherwise."""

    id: Id
    title: Line | None = None
    audience: Audience = "public"
    reports: tuple[Text, ...] = ()
    formats: tuple[Text, ...] = ()
    deliver: Way = Way(mail="attachments")


class Recipient(Record):
    """A person or an office that is given documents.

    ``audience`` is the narrowest circle that the recipient belongs to. ``formats`` of none are all that a report has.
    The address is there wherever ``deliver`` is by mail.
    """

    id: Id
    name: Annotated[Line, Field(repr=False)]
    organisation: Annotated[Line | None, Field(repr=False)] = None
    address: Annotated[MailAddress | None, Field(repr=False)] = None
    greeting: Annotated[Line | None, Field(repr=False)] = None
    groups: tuple[Id, ...] = ()
    audience: Audience = "public"
    reports: tuple[Text, ...] = ()
    formats: tuple[Text, ...] = ()
    deliver: Way = Way(mail="attachments")
