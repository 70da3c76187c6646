"""A made-up project in which some things are internal, its public files, and what plants a value in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.knowledge import indicator, program, seen
from tests.made_up import SETTINGS, made_up

from policyreport.diagnostics import ErrorKind, Problem
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Theme
from policyreport.facts import derive, visible_to
from policyreport.inputs import report_kinds
from policyreport.leak_check import PublicText, Search, Snapshot, leaks, withheld
from policyreport.model import Dataset, Indicator, Observation, Program
from policyreport.model.base import Audience
from policyreport.project import Project
from policyreport.renderers import FORMATS
from policyreport.templating import compose

TEXT = "라온전자 인수 협의 대상"
NUMBER, GROUPED = "1234567890", "1,234,567,890"
ID = "secret-takeover"
ASKED = "다온지구 이전 계획 제출"
HALF, REST = TEXT[:7], TEXT[7:]

TITLE, NAME = f"programs › {ID} › title", f"programs › {ID} › id"
VALUE = "observations › secret-amount › value"
"""How the problems name what was planted."""

REPOSITORY = Project(Path(__file__).parents[2])

Plant = Callable[[], bytes]
"""Makes a file in which a value was planted."""

Kinds = Mapping[str, ReportKind]


@cache
def kinds() -> Kinds:
    return report_kinds(REPOSITORY)


@cache
def planted() -> Dataset:
    """Return made-up data with an internal programme, one value of its, and an internal request of the council's."""
    made = made_up(programs=6, quarters=2, seed=3)
    measure, quarter = made.measures[0].id, str(made.quarters[-1].quarter)
    secret = Program.model_validate(
        program(ID, measure, title=TEXT, lead="나린투자회의", sources=["plan"], audience="internal")
    )
    amount = Indicator.model_validate(indicator("secret-amount", unit="원", program=ID, audience="internal"))
    value = Observation.model_validate(seen("secret-amount", quarter, int(NUMBER), source="plan", audience="internal"))
    asked = made.actions[0].model_copy(update={"id": "ask-secret", "title": ASKED, "audience": "internal"})
    return made.model_copy(
        update={
            "actions": (*made.actions, asked),
            "programs": (*made.programs, secret),
            "indicators": (*made.indicators, amount),
            "observations": (*made.observations, value),
        }
    )


def withheld_from(dataset: Dataset, reader: Audience = "public") -> Search:
    quarter = dataset.quarters[-1].quarter
    whole = Snapshot(dataset, derive(dataset, quarter))
    known = Snapshot(visible_to(dataset, reader), derive(dataset, quarter, reader))
    templates = tuple(text for kind in kinds().values() for text in kind.templates.values())
    said = tuple(text for text in (SETTINGS.title, SETTINGS.organisation, SETTINGS.licence, SETTINGS.mark) if text)
    return withheld(whole, known, PublicText(said, templates))


@cache
def secret() -> Search:
    return withheld_from(planted())


@cache
def public_file(name: str, form: str) -> bytes:
    """Return a kind of report in a format, made for the public."""
    return file_for(planted(), name, form, "public")


def file_for(dataset: Dataset, name: str, form: str, reader: Audience) -> bytes:
    facts = derive(dataset, dataset.quarters[-1].quarter, reader)
    document = compose(kinds()[name], facts, SETTINGS)
    return FORMATS[form](document, Theme()).content


def found(name: str, content: bytes, held: Search | None = None) -> list[tuple[str, str]]:
    """Return where in a file which values are found, all of them reasons to refuse it."""
    problems = leaks(name, content, held or secret())
    assert all(problem.kind == ErrorKind.SECURITY for problem in problems)
    return [told(problem) for problem in problems]


def told(problem: Problem) -> tuple[str, str]:
    return problem.where.cell if problem.where else "", problem.field or problem.code


def changed(source: Plant, part: str, edit: Callable[[str], str]) -> Plant:
    """Return what makes a package with the text of one part changed."""

    def plant() -> bytes:
        parts = unzipped(source())
        before = parts[part].decode()
        after = edit(before)
        assert after != before
        return zipped({**parts, part: after.encode()})

    return plant


def extended(source: Plant, part: str, content: bytes | Plant) -> Plant:
    """Return what makes a package with one part more, or another in its place."""
    return lambda: zipped({**unzipped(source()), part: content if isinstance(content, bytes) else content()})


def unzipped(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
