"""The words of documents come in two voices from one table; a project lays its own in their place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import load
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.words import document_style, document_words
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model.words import DOCUMENT_WORDS
from policyreport.pipeline.check import check
from policyreport.project import Project, open_project

EXAMPLE = Path(__file__).parents[2] / "src" / "policyreport" / "builtin" / "example"
TEMPLATES = Path(__file__).parents[2] / "templates"
OUTSIDE = re.compile("공개 자료|공개된|확인된|확인되지|알려진|확인 상태")
"""What only an observer says."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the example's data, and no template but what a test writes."""
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    (tmp_path / "templates" / "house").mkdir(parents=True)
    return open_project(tmp_path)


def settle(project: Project, line: str) -> None:
    path = project.data / "project.yaml"
    kept = [one for one in path.read_text("utf-8").splitlines() if not one.startswith("voice:")]
    path.write_text("\n".join([line, *kept]) + "\n", "utf-8")


def own(project: Project, text: str) -> None:
    project.words.write_text(text, "utf-8")


def test_each_voice_has_every_word(project: Project) -> None:
    for voice in ("office", "observer"):
        settle(project, f"voice: {voice}")
        words = document_words(project, document_style(project).voice)
        assert words.all() == {key: getattr(word, voice) for key, word in DOCUMENT_WORDS.items()}
        assert all(text.strip() for text in words.all().values())


def test_the_office_never_speaks_of_what_others_made_public() -> None:
    assert [key for key, word in DOCUMENT_WORDS.items() if OUTSIDE.search(word.office)] == []


def test_the_shipped_templates_leave_such_words_to_the_table() -> None:
    found = {
        f"{path.parent.name}/{path.name}:{number}": line
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in (".j2", ".yaml") and path.name != "words.yaml"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if OUTSIDE.search(line)
    }
    assert found == {}


def test_the_settings_are_read_once_for_the_words_and_the_limits(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []

    def noted(project: Project, path: Path) -> RawData:
        reads.append(path.name)
        return read_yaml(project, path)

    monkeypatch.setattr("policyreport.inputs.words.read_yaml", noted)
    load(project)
    assert reads == ["project.yaml"]


def test_no_shipped_template_fixes_the_particle_behind_a_word_that_can_be_replaced() -> None:
    fixed = re.compile(r"words\.\w+ \}\}(?:은|는|이|가|을|를|와|과|으로|로|이나|나|이라|라)(?![가-힣])")
    found = [path.name for path in sorted(TEMPLATES.rglob("*.j2")) if fixed.search(path.read_text("utf-8"))]
    assert found == []


def test_a_project_that_says_no_voice_speaks_as_an_office_and_check_says_so(project: Project) -> None:
    settle(project, "")
    assert load(project).dataset.words.voice == "office"
    notes = [(one.severity, str(one.problem.where)) for one in check(project) if one.problem.code == "settings.voice"]
    assert notes == [("note", "data/project.yaml")]
    settle(project, "voice: observer")
    assert load(project).dataset.words.voice == "observer"
    assert [one for one in check(project) if one.problem.code == "settings.voice"] == []


def test_an_unknown_voice_is_refused_with_those_there_are(project: Project) -> None:
    settle(project, "voice: ofice")
    (found,) = [one.problem for one in check(project) if one.problem.field == "voice"]
    assert found.hint is not None
    assert "office" in found.hint.en


def test_own_words_take_the_place_of_those_that_they_name_alone(project: Project) -> None:
    own(project, "status_behind: 재검토\n")
    words = load(project).dataset.words
    assert (words["status_behind"], words["status_done"]) == ("재검토", "완료")


def test_a_word_that_there_is_not_is_an_error_with_the_nearest(project: Project) -> None:
    own(project, "status_behnd: 재검토\n")
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    (problem,) = caught.value.problems
    assert str(problem.where) == "templates/house/words.yaml:1:15"
    assert problem.hint is not None
    assert "'status_behind'" in problem.hint.ko
    assert problem in [one.problem for one in check(project)]


@pytest.mark.parametrize("text", ["status_done: [가]\n", "- 가\n", "status_done: ' '\n", "status_done: {a: 나}\n"])
def test_what_is_no_word_is_refused_with_its_place(project: Project, text: str) -> None:
    own(project, text)
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    assert all(
        problem.where and problem.where.file == "templates/house/words.yaml" for problem in caught.value.problems
    )


def test_words_and_data_that_are_wrong_are_told_together(project: Project) -> None:
    own(project, "nothing: 가\n")
    (project.data / "more.yaml").write_text("measurs: []\n", "utf-8")
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    assert {problem.where.file for problem in caught.value.problems if problem.where} == {
        "templates/house/words.yaml",
        "data/more.yaml",
    }


def test_the_limits_of_progress_are_read_from_the_settings(project: Project) -> None:
    assert document_style(project).progress.late_days == 30
    settle(project, "progress: {late_days: 10, execution_behind: 50}")
    limits = load(project).dataset.thresholds
    assert (limits.late_days, limits.execution_behind, limits.execution_attention) == (10, 50, 80)
    settle(project, "progress: {execution_behind: 90}")
    codes = {one.problem.code for one in check(project) if one.severity == "error"}
    assert "data.out-of-range" in codes
