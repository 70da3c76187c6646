"""A kind of report: what its folder under ``templates/`` says of every document of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyreport.errors import Place


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a report kind, which is mostly a template of one line, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One kind of report, ready to be composed.

    ``kind`` is its folder's name and ``stem`` the name of its files without their ending, one file for each of
    ``formats``. ``particulars`` are pairs of a label and its content. ``templates`` are all templates of the project by
    their paths, such as ``templates/house/parts.md.j2``, and ``body`` is the path of the one that makes the contents.
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
