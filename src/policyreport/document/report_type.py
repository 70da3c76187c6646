"""A kind of report, as its folder under ``templates/`` describes every document of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policyreport.diagnostics import SourceLocation
from policyreport.document.nodes import Front
from policyreport.document.theme import Change


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a report kind, which is mostly a template of one line, and its place in the file."""

    text: str
    place: SourceLocation


@dataclass(frozen=True, slots=True)
class PerRecord:
    """That a kind makes an edition for each record of a ``collection``; ``name`` is the template of its files' name.

    ``singular`` is what templates call the record.
    """

    collection: str
    singular: str
    name: Wording


@dataclass(frozen=True, slots=True)
class DrawnTemplate:
    """A template drawn in Word, 한글 or Excel, which becomes the file of one format; ``path`` is its own.

    ``keep_fields`` are the names of fields and cells of 한글 that are left as they are drawn; ``pictures`` are the
    files of all pictures of the project by their paths.
    """

    form: Literal["docx", "hwpx", "xlsx"]
    path: str
    content: bytes = field(repr=False)
    keep_fields: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One kind of report, ready to be composed.

    ``kind`` is its folder's name and ``stem`` the name of its files without their ending, one file for each of
    ``formats``. ``particulars`` are pairs of a label and its content. ``templates`` are all templates of the project by
    their paths, such as ``templates/house/parts.md.j2``, and ``body`` is the path of the one that makes the contents,
    empty where all its formats are ``drawn``.

    ``audience`` is for whom its documents are: they know only what those readers may.

    Where there is a ``file_name``, it is the template of what the files are called in the place of ``stem``.

    One that has ``editions`` makes a document for each record, in files of their own in a folder of the name ``stem``.

    ``front`` is how the document begins, and ``banner`` what stands above a notice. A report of more than ``max_pages``
    is tightened: each change of ``tighten`` is laid over the house style and the changes before it. Where that is not
    enough, the parts that ``leave_out`` names by their headings and captions are left out one after another. One
    that is too long even then is an error where ``strict_pages`` says so, and else is cut, all but the parts that
    ``keep`` names. ``figure_tables`` asks for a last chapter in print that tells each figure as a table.

    ``pictures`` are the files of all pictures of the project by their paths.
    """

    kind: str
    title: Wording
    subtitle: Wording
    running_title: Wording
    summary: Wording
    keywords: tuple[Wording, ...]
    formats: tuple[Wording, ...]
    particulars: tuple[tuple[Wording, Wording], ...]
    stem: str
    body: str
    templates: Mapping[str, str]
    audience: Literal["public", "council", "internal"] = "public"
    front: Front = "head"
    banner: Wording | None = None
    max_pages: int | None = None
    tighten: tuple[Change, ...] = ()
    leave_out: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    strict_pages: bool = False
    figure_tables: bool = False
    drawn: tuple[DrawnTemplate, ...] = ()
    editions: PerRecord | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    file_name: Wording | None = None

    def drawn_as(self, form: str) -> DrawnTemplate | None:
        """Return the drawn template of a format; None where the format is made of the body."""
        return next((drawn for drawn in self.drawn if drawn.form == form), None)

    def can_be(self, form: str) -> bool:
        """Return whether there is a template of which a format can be made."""
        return bool(self.body) or self.drawn_as(form) is not None
