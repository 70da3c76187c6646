"""What no report tells of is listed, and stops where it shall."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run, Spoil


def only_the_press_release(project: Path) -> None:
    for kind in ("briefing", "handout", "matrix", "onepager"):
        (project / "templates" / kind / "report.yaml").unlink()


def test_what_is_nowhere_is_listed_with_its_place_and_fails_a_strict_run(project: Path, run: Run):
    only_the_press_release(project)
    said = run("coverage", "--project", project)
    assert said.code == 0
    assert "  [open risk] 상인 디지털 학교 수료 저조  [school-demand]\n      data/carrying-out.yaml:" in said.out
    strict = run("coverage", "--project", project, "--strict")
    assert (strict.code, strict.out) == (3, said.out)


def test_a_program_reads_it_as_json_and_a_reason_is_shown(project: Path, run: Run, spoil: Spoil):
    only_the_press_release(project)
    spoil("data/carrying-out.yaml", "  - id: school-demand\n", "  - id: school-demand\n    omitted: 협의 중\n")
    said = json.loads(run("coverage", "2026Q2", "--project", project, "--json").out)
    (risk,) = (one for one in said["records"] if one["id"] == "school-demand")
    assert (said["quarter"], risk["state"], risk["omitted"]) == ("2026Q2", "omitted", "협의 중")
    assert (
        "open risk] 상인 디지털 학교 수료 저조  [school-demand]: 협의 중" in run("coverage", "--project", project).out
    )


def test_a_complete_set_passes_and_an_unknown_quarter_is_told(project: Path, run: Run):
    said = run("coverage", "--project", project, "--strict")
    assert said.code == 0
    assert said.out.splitlines()[0].endswith("0 are nowhere")
    unknown = run("coverage", "2031Q1", "--project", project)
    assert (unknown.code, "2031Q1" in unknown.err) == (2, True)
