"""What a ``report.yaml`` may say."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from policyreport.document.report import Collection
from policyreport.document.tree import Front
from policyreport.load.theme_file import ThemeFile
from policyreport.model import Record
from policyreport.model.base import Audience, Text

_SAFE_NAME = re.compile(r"[^\W_][\w-]{0,59}")
_WINDOWS_DEVICE = re.compile(r"CON|PRN|AUX|NUL|(?:COM|LPT)[0-9]", re.IGNORECASE)


def _check_file_name(text: str) -> str:
    if not _SAFE_NAME.fullmatch(text) or _WINDOWS_DEVICE.fullmatch(text):
        raise PydanticCustomError("file_name", "not a safe file name")
    return text


FileStem = Annotated[str, AfterValidator(_check_file_name)]
"""A file's name without its ending that every system takes: letters, digits, hyphens and underscores, at most 60."""


class Particular(Record):
    """A label and its content, both templates, shown under a document's title."""

    label: Text
    content: Text


_FOR: dict[str, Any] = {"for": (Collection | None, None)}
_PerRecord = create_model("_PerRecord", __base__=Record, **_FOR)
"""A file that may say ``for``, which Python takes for a word of its own in a class."""


class ReportFile(_PerRecord):
    """The texts of a report kind, most of them templates, the formats of its files, and their name.

    ``audience`` is for whom the report is. One that does not say so is for the public: it tells only what is public, so
    that nothing is handed out because a line was forgotten.

    ``for`` names a collection: the kind makes an edition for each of its records, whose files have the name that the
    template ``name`` says.

    ``tighten`` are themes of which only what is written counts, laid over the house style one after another until the
    report has no more than ``max_pages``.
    """

    title: Text
    subtitle: Text
    running_title: Text
    summary: Text
    keywords: tuple[Text, ...] = ()
    formats: Annotated[tuple[Text, ...], Field(min_length=1)]
    particulars: tuple[Particular, ...] = ()
    audience: Audience = "public"
    front: Front = "head"
    banner: Text | None = None
    max_pages: Annotated[int | None, Field(ge=1)] = None
    tighten: tuple[ThemeFile, ...] = ()
    stem: FileStem
    name: Text | None = None

    @property
    def each(self) -> Collection | None:
        """The collection of which each record has an edition."""
        return getattr(self, "for")

    @model_validator(mode="after")
    def _named(self) -> ReportFile:
        if (self.each is None) != (self.name is None):
            raise PydanticCustomError("editions", "for and name go together")
        return self
