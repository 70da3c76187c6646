"""Each kind of fault has its exit code, and is told with its place, its field and what to do, without a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from policyreport.cli import build, check, data
from policyreport.diagnostics import ErrorKind
from policyreport.pipeline import composition
from policyreport.publish.lock import locked

from .conftest import Run, Said, Spoil

ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def place_of(project: Path, file: str, words: str) -> str:
    """Return where words stand in a file of the project, as problems say it: file, line and column."""
    text = (project / file).read_text("utf-8")
    before = text[: text.index(words)]
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def line_of(project: Path, file: str, words: str) -> str:
    return place_of(project, file, words).rpartition(":")[0]


def is_refusal(said: Said, code: int) -> bool:
    return said.code == code and said.out == "" and said.err.endswith("1 problem(s); nothing was written\n")


def test_a_fault_of_the_data_is_told_with_its_place_its_field_and_a_hint(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    said = run("build", "--project", project)
    assert is_refusal(said, 3)
    place, field, hint, _ = said.err.splitlines()
    assert place.startswith(f"{place_of(project, 'data/policy.yaml', '2026-02-30')}: ")
    assert place.endswith("[data.date]")
    assert field == "    field: policy › began"
    assert hint.startswith("    hint: write year, month and day")


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (("program: owner-school\n    year", "program: smart-shop\n    year"), "data.duplicate-budget"),
        (
            (
                "program: owner-school\n    year: 2026\n    unit: 백만원",
                "program: smart-shop\n    year: 2026\n    fund: 국비\n    unit: 백만원",
            ),
            "data.fund-beside-whole",
        ),
    ],
)
def test_budgets_that_cannot_be_added_up_stop_check_and_build(
    project: Path, run: Run, spoil: Spoil, spoilt: tuple[str, str], code: str
):
    spoil("data/carrying-out.yaml", *spoilt)
    said = run("build", "--project", project)
    assert is_refusal(said, 3)
    assert f"[{code}]" in said.err
    assert said.err.count("data/carrying-out.yaml:") > 1
    checked = run("check", "--project", project)
    assert checked.code == 3
    assert f"[{code}]" in checked.err


def test_a_misspelt_field_is_told_with_the_field_that_was_meant(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "purpose:", "purpos:")
    assert "hint: did you mean 'purpose'?" in run("build", "--project", project).err


def test_a_fault_of_a_template_is_told_with_its_line(project: Path, run: Run, spoil: Spoil):
    spoil("templates/handout/body.md.j2", "# 2. 안건", "{{ no_such_name }}")
    said = run("build", "--project", project)
    assert is_refusal(said, 4)
    assert said.err.startswith(line_of(project, "templates/handout/body.md.j2", "{{ no_such_name") + ": ")


def test_every_notation_that_reports_do_not_have_is_told_with_its_line(project: Path, run: Run, spoil: Spoil):
    handout, parts = "templates/handout/body.md.j2", "templates/house/parts.md.j2"
    spoil(handout, "# 2. 안건", "# 2. 안건\n\n`가나`\n\n가<br>나")
    spoil(parts, " 지원시책 기준. 합계는", " *지원시책* 기준. 합계는")
    for command in ("check", "build"):
        said = run(command, "--project", project)
        assert said.code == 4
        assert said.err.count("[template.notation]") == 3
    for file, written in ((handout, "`가나`"), (handout, "가<br>나"), (parts, " *지원시책* 기준")):
        assert f"{line_of(project, file, written)}: " in said.err


def test_a_missing_glyph_is_told_with_the_text_and_its_code_point(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "lead: 가상정책부", "lead: 가상㐂정책부")
    for command in ("check", "build"):
        said = run(command, "--project", project)
        assert said.code == 5
        assert said.err.startswith("data/policy.yaml")
        assert "㐂 (U+3402) in '가상㐂정책부'" in said.err


def test_an_alias_bomb_is_over_a_limit(project: Path, run: Run):
    (project / "data" / "bomb.yaml").write_text(ALIAS_BOMB)
    said = run("build", "--project", project)
    assert (said.code, "data/bomb.yaml" in said.err) == (6, True)


def test_a_template_that_asks_for_too_much_is_over_a_limit(project: Path, run: Run, spoil: Spoil):
    spoil("templates/handout/body.md.j2", "# 2. 안건", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")
    said = run("build", "--project", project)
    assert (said.code, "templates/handout/body.md.j2" in said.err) == (6, True)


def test_a_template_that_reaches_into_the_program_is_refused(project: Path, run: Run, spoil: Spoil):
    spoil("templates/handout/body.md.j2", "# 2. 안건", "{{ policy.title.__class__.__mro__ }}")
    said = run("build", "--project", project)
    assert is_refusal(said, 7)
    assert said.err.startswith(line_of(project, "templates/handout/body.md.j2", "{{ policy.title.__class__") + ": ")


def test_data_outside_the_project_are_refused(project: Path, run: Run, tmp_path: Path):
    (tmp_path / "outside.yaml").write_text("sources: []")
    (project / "data" / "more.yaml").symlink_to(tmp_path / "outside.yaml")
    said = run("build", "--project", project)
    assert (said.code, "data/more.yaml" in said.err) == (7, True)


def test_an_output_folder_that_is_a_file_is_refused_and_kept(project: Path, run: Run):
    (project / "out").write_text("mine")
    said = run("build", "--project", project)
    assert is_refusal(said, 8)
    assert said.err.startswith("out: 'out' is not a folder")
    assert (project / "out").read_text() == "mine"


def test_a_build_while_another_publishes_is_told_to_wait(project: Path, run: Run):
    out = project / "out"
    out.mkdir()
    with locked(out):
        said = run("build", "--project", project)
    assert is_refusal(said, 9)
    assert "another build is writing to 'out'" in said.err


def test_a_folder_that_is_no_project_is_a_usage_problem(tmp_path: Path, run: Run):
    said = run("build", "--project", tmp_path)
    assert said.code == 2
    assert "policyreport init" in said.err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["build", "--report", "handuot"], "did you mean 'handout'?"),
        (["build", "--format", "docs"], "did you mean 'docx'?"),
        (["inspect", "brief"], "did you mean 'briefing'?"),
        (["build", "--quarter", "2026Q3"], "did you mean '2026Q"),
        (["build", "--quarter", "26-3"], "write it as 2025Q2"),
    ],
)
def test_a_name_that_does_not_exist_is_a_usage_problem(project: Path, run: Run, words: list[str], meant: str):
    said = run(*words, "--project", project)
    assert is_refusal(said, 2)
    assert meant in said.err


@pytest.mark.parametrize(
    "words",
    [[], ["biuld"], ["build", "--reports", "x"], ["build", "--rep", "briefing"], ["inspect"], ["build", "--report"]],
)
def test_a_command_that_cannot_be_read_is_a_usage_problem(run: Run, words: list[str]):
    said = run(*words)
    assert is_refusal(said, 2)
    assert "--help" in said.err


def test_all_faults_are_told_in_one_run_and_in_order(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    spoil("data/policy.yaml", "kind: governance", "kind: government")
    spoil("data/quarters/2026Q2.yaml", "value: 24.3", "value: many")
    said = run("build", "--project", project)
    places = [line.split(": ")[0] for line in said.err.splitlines() if line.startswith("data/")]
    assert said.err.endswith("3 problem(s); nothing was written\n")
    assert places == [
        place_of(project, "data/policy.yaml", "2026-02-30"),
        place_of(project, "data/policy.yaml", "government"),
        place_of(project, "data/quarters/2026Q2.yaml", "many"),
    ]


def test_security_outweighs_the_rest(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    (project / "data" / "linked").symlink_to(project / "templates")
    assert run("build", "--project", project).code == ErrorKind.SECURITY


def broken(*_given: object, **_options: object) -> None:
    raise KeyError("무엇인가")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["build"], (build, "build")),
        (["check"], (check, "check")),
        (["inspect", "briefing"], (composition, "compose")),
        (["template-workbook"], (data, "intake_workbook")),
    ],
)
def test_a_fault_of_our_own_is_told_without_a_traceback(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], part: tuple[ModuleType, str]
):
    monkeypatch.setattr(*part, broken)
    said = run(*words, "--project", project)
    assert is_refusal(said, 70)
    assert re.match(
        r"a fault of policyreport's own: KeyError \(test_exit_codes\.py:\d+\) \[internal\.fault\]", said.err
    )
    assert "Traceback" not in said.err


def interrupted(*_given: object, **_options: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_command_ends_quietly(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "build", interrupted)
    assert run("build", "--project", project) == (130, "", "")


def refused(*_given: object, **_options: object) -> None:
    raise PermissionError(13, "Permission denied", "/somewhere/private")


def test_what_the_system_refuses_is_an_output_problem(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "build", refused)
    said = run("build", "--project", project)
    assert (said.code, said.out) == (8, "")
    assert said.err == "the system refused to read or write: Permission denied: 'private' [system.refused]\n"


COMMANDS: dict[str, Callable[[Path], list[object]]] = {
    "build": lambda project: ["build", "--project", project],
    "inspect": lambda project: ["inspect", "briefing", "--project", project],
    "roll": lambda project: ["roll", "2026Q2", "2026Q3", "--project", project],
    "template-workbook": lambda project: ["template-workbook", "--project", project],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_that_reads_the_data_tells_their_faults(
    project: Path, run: Run, spoil: Spoil, command: Callable[[Path], list[str]]
):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    assert is_refusal(run(*command(project)), 3)
    assert not list((project / "out").glob("[!.]*"))
