"""A project of two small reports, built in a fraction of a second, and what holds of its output folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.issuing import issue_set
from tests.old_form import executed_in_budgets

from policyreport.ledger import LEDGER, WITNESS, open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.witness import read_witness
from policyreport.project import Project, open_project
from policyreport.publish import MANIFEST, holding
from policyreport.publish.adoption import adopt, adoptions

REPOSITORY = Path(__file__).parents[2]
QUARTER = "2026Q2"
"""The newest quarter of its data, and so the name of its set."""

Stored = dict[str, bytes]

_DATA = REPOSITORY / "src" / "policyreport" / "builtin" / "example" / "data"
_UNUSED = (
    "SELECT sha256 FROM content EXCEPT SELECT sha256 FROM issue_file"
    " EXCEPT SELECT sha256 FROM issue_input EXCEPT SELECT sha256 FROM unissued_file EXCEPT SELECT sha256 FROM made"
)
_PRINTED, _PRINTED_LATER = "설비 구입비와 온라인 매장 개설비 지원", "설비 구입비, 온라인 매장 개설비, 배달비 지원"
_REPORT = """title: "{{ policy.title }} TITLE"
subtitle: "{{ quarter.headline }}"
running_title: "{{ policy.title }}"
summary: "{{ policy.title }} {{ quarter.label }}"
formats: [FORMATS]
"""
_BRIEF = """# 지원사업

{% for p in programs %}
- {{ p.title }}: {{ p.content }}
{% endfor %}

# 성과지표

{% for i in outcomes %}
- {{ i.title }} {{ i.actual }}
{% endfor %}
"""
_TABLE = """# 지원사업

{% call captioned("지원사업") %}
| 사업 | 내용 |
|:---|:---|
{% for p in programs %}
| {{ p.title }} | {{ p.content }} |
{% endfor %}
{% endcall %}
"""


def small(folder: Path, brief: str = "docx, txt", table: str = "csv") -> Project:
    """Return a new project with the reports ``brief`` and ``table`` in these formats."""
    shutil.copytree(_DATA, folder / "data")
    executed_in_budgets(folder / "data")
    write_kind(folder, "brief", brief, _BRIEF)
    write_kind(folder, "table", table, _TABLE)
    return open_project(folder)


def write_kind(folder: Path, kind: str, formats: str, body: str = _BRIEF, more: str = "") -> None:
    """Write a report kind into a project's templates, with ``more`` lines in its ``report.yaml``."""
    home = folder / "templates" / kind
    home.mkdir(parents=True)
    (home / "report.yaml").write_text(_REPORT.replace("TITLE", kind).replace("FORMATS", formats) + more, "utf-8")
    (home / "body.md.j2").write_text(body, "utf-8")


def print_otherwise(project: Project) -> None:
    """Change a datum that every report prints; a second time brings back what it was."""
    path = project.data / "programs.yaml"
    text = path.read_text("utf-8")
    old, new = (_PRINTED, _PRINTED_LATER) if _PRINTED in text else (_PRINTED_LATER, _PRINTED)
    path.write_text(text.replace(old, new), "utf-8")


def copied(project: Project, folder: Path) -> Project:
    """Return a copy of a project, published sets and ledger and all."""
    shutil.copytree(project.root, folder)
    return open_project(folder)


def standing(project: Project) -> Stored:
    """Return the files of the set that stands, with all below its folder."""
    folder = project.out / QUARTER
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def adopt_what_stands(project: Project) -> None:
    """Make the ledger, or a new one, that of the sets that stand."""
    now = datetime.now(UTC)
    with holding(project.out, own_ledger=False):
        witness = read_witness(project.out)
        with open_ledger(project.out, adopting=True) as ledger:
            adopt(ledger, adoptions(project, ledger, witness, now), [], witness, now.isoformat(timespec="seconds"))


@dataclass(frozen=True, slots=True)
class Scene:
    """A project whose data are newer than the set that stands, that set, and the one that a build would put there.

    ``complete`` is a copy of the project in which that build was done.
    """

    project: Project
    complete: Project
    older: Stored
    newer: Stored


def scene_of(folder: Path) -> Scene:
    """Return a new scene, made in a folder, whose sets have a folder of editions too."""
    project = small(folder / "project")
    write_kind(project.root, "field", "txt", _BRIEF, 'for: fields\nname: "{{ field.short_title }}"\n')
    issue_set(project)
    older = standing(project)
    print_otherwise(project)
    complete = copied(project, folder / "complete")
    issue_set(complete)
    return Scene(project, complete, older, standing(complete))


def assert_clean(project: Project, expected: Stored, number: int) -> None:
    """Make sure that a set stands as its newest issue, that the ledger says so, and that nothing else is left."""
    assert sorted(path.name for path in project.out.iterdir()) == [WITNESS, ".lock", QUARTER, LEDGER]
    assert standing(project) == expected
    with open_ledger(project.out) as ledger:
        assert ledger.issues.pending() == []
        newest = ledger.issues.newest(QUARTER)
        assert newest is not None
        assert newest.number == number
        assert newest.manifest == sha256(expected[MANIFEST])
        assert {name: ledger.blobs.load(file.sha256) for name, file in newest.files.items()} == expected


def assert_nothing_unused_is_kept(project: Project) -> None:
    """Make sure that the ledger keeps no content that nothing refers to, as holds after every new issue."""
    with open_ledger(project.out) as ledger:
        assert ledger._connection.execute(_UNUSED).fetchall() == []
        with ledger.trial():
            assert ledger.blobs._pieces.delete_unreferenced(ledger.blobs._recipes()) == 0
