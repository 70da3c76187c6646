"""What the documents would say if one value of the data were another; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policyreport.document.number_format import number_text
from policyreport.document.theme import Theme
from policyreport.inputs import Supposition, load
from policyreport.model import Fact
from policyreport.pipeline.composition import ProjectData
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.options import BuildRequest
from policyreport.pipeline.project_data import read_from
from policyreport.pipeline.record_titles import RecordTitles
from policyreport.project import Project
from policyreport.project.snapshot import input_snapshot
from policyreport.renderers import FORMATS
from policyreport.templating.view import Figure


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number that would be another: the titles of what it is of, and how it reads then and now; None for not at all.

    ``id`` is that of its fact, and ``rule`` how it comes about.
    """

    id: str
    rule: str
    of: tuple[str, ...]
    now: str | None
    then: str | None


@dataclass(frozen=True, slots=True)
class OtherLines:
    """Lines of a report, or of one of its editions, that would be others: those that go, and those that come."""

    title: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be otherwise: numbers, and the lines of each report in the order in which they stand."""

    quarter: str
    numbers: tuple[OtherNumber, ...]
    lines: tuple[OtherLines, ...]


def what_if(project: Project, supposed: Supposition, quarter: str = "") -> WhatIf:
    """Return what a quarter's documents (the newest's for none) would say otherwise if a value were another.

    The documents are compared as plain text. Raises ``PolicyReportError`` for what is wrong with the data as they are,
    and with those as they would be.
    """
    with input_snapshot(project) as snapshot:
        request = BuildRequest(quarter)
        now = read_from(snapshot, load(snapshot), request)
        then = read_from(snapshot, load(snapshot, supposed), request)
    numbers = tuple(_other_numbers(now, then))
    return WhatIf(str(now.facts.report.quarter), numbers, tuple(_other_lines(_texts(now), _texts(then))))


def _other_numbers(now: ProjectData, then: ProjectData) -> Iterator[OtherNumber]:
    before, after = now.facts.of, then.facts.of
    titles = RecordTitles(then.facts.known)
    for fact in sorted({*before, *after}):
        old, new = before.get(fact), after.get(fact)
        one = new or old
        is_same = old and new and (old.value, old.bound) == (new.value, new.bound)
        # the value of a state is only how grave it is; the lines of the documents tell it in words
        if one and not is_same and one.rule != "status":
            yield OtherNumber(fact, one.rule, tuple(titles.of(fact)), _read(old), _read(new))


def _read(fact: Fact | None) -> str | None:
    """Return how a fact reads in documents; None for one that there is not."""
    return None if fact is None else number_text(Figure(fact).node())


def _texts(data: ProjectData) -> Mapping[tuple[str, int], tuple[str, Sequence[str]]]:
    """Return the title and the lines of each document, by its report and its position among that's editions."""
    found: dict[tuple[str, int], tuple[str, Sequence[str]]] = {}
    for chosen, document in documents(data):
        kind = chosen.report.kind
        position = sum(1 for one, _ in found if one == kind)
        lines = FORMATS["txt"](document, Theme()).content.decode().splitlines()
        found[kind, position] = (" ".join(document.meta.title.split()), lines)
    return found


def _other_lines(
    now: Mapping[tuple[str, int], tuple[str, Sequence[str]]], then: Mapping[tuple[str, int], tuple[str, Sequence[str]]]
) -> Iterator[OtherLines]:
    for key in dict.fromkeys((*now, *then)):
        (title, before), (_, after) = now.get(key, ("", ())), then.get(key, ("", ()))
        gone: list[str] = []
        new: list[str] = []
        for same, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if same != "equal":
                gone += [line.strip() for line in before[i:j]]
                new += [line.strip() for line in after[k:m]]
        if gone or new:
            yield OtherLines(f"{key[0]} · {title}", tuple(filter(None, gone)), tuple(filter(None, new)))
