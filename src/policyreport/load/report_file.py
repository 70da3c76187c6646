"""What a ``report.yaml`` may say."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from policyreport.document.tree import Front
from policyreport.load.theme_file import ThemeFile
from policyreport.model import Record
from policyreport.model.base import Text

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


class ReportFile(Record):
    """The texts of a report kind, most of them templates, the formats of its files, and their name.

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
    front: Front = "head"
    banner: Text | None = None
    max_pages: Annotated[int | None, Field(ge=1)] = None
    tighten: tuple[ThemeFile, ...] = ()
    stem: FileStem
