"""What a quarter still lacks is listed by who owes it, with the place where it is to be written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run, Spoil

FILE = "data/quarters/2026Q2.yaml"


def listed(run: Run, project: Path, *words: str) -> list[dict[str, Any]]:
    said = run("todo", *words, "--project", project, "--json")
    assert said.code == 0
    return json.loads(said.out)["tasks"]


def told(run: Run, project: Path, *words: str) -> set[tuple[str, str]]:
    return {(task["kind"], task["field"]) for task in listed(run, project, *words)}


def test_what_is_missing_is_listed_by_owner_with_its_place(project: Path, run: Run, spoil: Spoil):
    spoil(FILE, "    value: 480\n", "    value:\n")
    spoil("data/programs.yaml", "    target_group: 마을에서", "    contact: 설비계 김가상\n    target_group: 마을에서")
    said = run("todo", "--project", project)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("2026Q2 lacks ")
    at = lines.index("설비계 김가상 (1)")
    assert lines[at + 1] == "  [value] 'smart-shop-applied' has no value yet for 2026Q2"
    line = (project / FILE).read_text("utf-8").splitlines().index("    value:") + 1
    assert lines[at + 2].strip().startswith(f"{FILE}:{line}:")


def test_the_officer_of_a_programme_answers_for_it(project: Path, run: Run, spoil: Spoil):
    spoil(FILE, "    value: 480\n", "    value:\n")
    officer = "{id: kim, name: 김가상, department: 설비계, role: officer, programs: [smart-shop]}"
    with (project / "data" / "programs.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\ncontacts:\n  - {officer}\n")
    assert ("values", "설비계 김가상") in {(task["kind"], task["owner"]) for task in listed(run, project)}


def test_a_quarter_that_was_just_begun_lacks_its_words_values_and_money(tmp_path: Path, run: Run):
    fresh = tmp_path / "fresh"
    run("init", fresh)
    assert run("roll", "2026Q2", "2026Q3", "--project", fresh).code == 0
    found = told(run, fresh)
    assert {kind for kind, _ in found} >= {"words", "values", "money"}
    assert told(run, fresh, "2026Q2") < {*found, *told(run, fresh, "2026Q2")}


def test_an_indicator_that_used_to_have_values_is_missed(project: Path, run: Run, spoil: Spoil):
    assert ("values", "observations › digital-rate") not in told(run, project)
    text = (project / FILE).read_text("utf-8")
    (project / FILE).write_text(text.replace("indicator: digital-rate", "indicator: shops"), "utf-8")
    found = {task["field"]: task for task in listed(run, project)}
    assert found["observations › digital-rate"]["file"] == FILE
    assert "(last: 2026Q1)" in found["observations › digital-rate"]["what"]


LATE = {
    "milestones": "{id: late, title: 늦은 일, program: smart-shop, due: 2026-05-01, sources: [plan]}",
    "actions": "{id: late, title: 늦은 조치, meeting: MEETING, owner: 상인연합회, due: 2026-05-30, status: ongoing, "
    "sources: [plan]}",
}


@pytest.mark.parametrize("collection", LATE)
def test_what_is_past_its_day_without_a_word_is_owed(project: Path, run: Run, collection: str):
    before = told(run, project)
    text = (project / "data" / "council.yaml").read_text("utf-8")
    meeting = text.partition("meetings:\n  - id: ")[2].partition("\n")[0]
    more = project / "data" / "more.yaml"
    more.write_text(f"{collection}:\n  - {LATE[collection].replace('MEETING', meeting)}\n", "utf-8")
    (new,) = told(run, project) - before
    assert new[0] == collection
    owners = {task["owner"] for task in listed(run, project) if task["file"] == "data/more.yaml"}
    assert owners == ({"상인연합회"} if collection == "actions" else {"가상정책부"})


def test_a_quarter_of_which_nothing_is_known_is_refused_with_the_nearest(project: Path, run: Run):
    said = run("todo", "2026Q3", "--project", project)
    assert (said.code, "did you mean '2026Q2'?" in said.err) == (2, True)
