"""What public portals answer, as a YAML file of records that a project can keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path as FilePath
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, did_you_mean, raise_any
from policyreport.inputs.files import read_given_text
from policyreport.inputs.open_data import bizinfo, kstartup, openfiscal
from policyreport.inputs.open_data.answer import Notes, Row, answer_of
from policyreport.inputs.open_data.write_yaml import Collections, yaml_text

__all__ = ["PORTALS", "Imported", "imported"]


class Imported(NamedTuple):
    """The text of a YAML file to be kept as ``data/imported/<kind>.yaml``, and what could not be taken over."""

    yaml_text: str
    warnings: tuple[Problem, ...]


Portal = Callable[[Sequence[Row], Notes, Mapping[str, str]], Collections]

PORTALS: Mapping[str, Portal] = {
    "kstartup": kstartup.collections,
    "bizinfo": bizinfo.collections,
    "openfiscal": openfiscal.collections,
}
"""What makes records of each portal's answers: K-Startup, 기업마당 and 열린재정."""


def imported(kind: str, path: FilePath, programs: Mapping[str, str] | None = None) -> Imported:
    """Return the records that a portal's JSON answer, saved as a file, tells of.

    ``programs`` are the ids of programmes by title, to which budgets of the same title belong. Nothing is written, and
    the same answer gives the same text. ``PolicyReportError`` for an unknown kind, for what is no answer of that
    portal, and for rows without what every record needs.
    """
    if kind not in PORTALS:
        what = Message(f"there is no import '{kind}'", f"'{kind}'은(는) 가져올 수 없는 종류입니다")
        hint = did_you_mean(kind, PORTALS)
        raise PolicyReportError([Problem(ErrorKind.USAGE, "import.unknown-kind", what, hint=hint)])
    answer = answer_of(read_given_text(path), path.name)
    notes = Notes(warnings=list(answer.warnings))
    collections = PORTALS[kind](answer.rows, notes, programs or {})
    raise_any(notes.problems)
    return Imported(yaml_text(kind, collections), tuple(notes.warnings))
