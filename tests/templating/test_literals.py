"""Texts and numbers that a template writes out itself, and that no document can hold, are refused with their line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.inputs.conftest import FILES
from tests.office_templates import drawing, drawing_in_excel, drawing_in_hangul
from tests.templating.writing import BODY, problems, refused, written

from policyreport.delivery.message import writer
from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.model.delivery import MailSettings
from policyreport.pipeline.check import check
from policyreport.project import MESSAGE_TEMPLATES, Project
from policyreport.templating.step_budget import LONGEST_INTEGER

UNFIT = {
    r"{{ '가\x00나' }}": "U+0000",
    r"{{ '\ud83d' }}": "U+D83D",
    r"{{ '\ufffe' }}": "U+FFFE",
    r"{{ '\u202e' }}": "U+202E",
    r"{{ '\u2066' }}": "U+2066",
    r"{{ '\ue000' }}": "U+E000",
    r"{{ '\N{NULL}' }}": "U+0000",
    "{{ 1e999 }}": "1e999",
    "{{ 9" + "9" * 300 + " }}": "9" * 30,
    "{{ 9" + "9" * 5000 + " }}": "9" * 30,
    "{{ 0x" + "F" * 5000 + " }}": "0x" + "f" * 28,
}
"""What is written in a template, and how its problem names it."""

DRAWN: dict[str, Callable[[str], list[Problem]]] = {
    "word": lambda text: drawing.problems("가", text),
    "excel": lambda text: drawing_in_excel.problems([["가"], [text]]),
    "hangul": lambda text: drawing_in_hangul.refused("가", text),
}


@pytest.mark.parametrize("text", UNFIT)
def test_a_body_is_refused_with_its_line(text: str):
    (problem,) = problems(f"# 가\n\n{text}\n")
    assert (problem.kind, str(problem.where)) == (ErrorKind.TEMPLATE, f"{BODY}:3")
    assert UNFIT[text] in problem.what.en
    assert UNFIT[text] in problem.what.ko


@pytest.mark.parametrize("text", UNFIT)
def test_a_title_is_refused_with_its_place(text: str):
    (problem,) = refused(title=text).problems
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (1, 8)
    assert UNFIT[text] in problem.what.en


@pytest.mark.parametrize("form", DRAWN)
@pytest.mark.parametrize("text", UNFIT)
def test_a_drawn_template_is_refused_with_its_place(form: str, text: str):
    (problem,) = DRAWN[form](text)
    assert problem.kind is ErrorKind.TEMPLATE
    assert problem.where is not None
    assert problem.where.cell
    assert UNFIT[text] in problem.what.en


@pytest.mark.parametrize("form", DRAWN)
def test_a_control_that_turns_the_direction_is_refused_in_a_drawn_text(form: str):
    (problem,) = DRAWN[form]("가\u202e나")
    assert (problem.code, "U+202E" in problem.what.ko) == ("text.character", True)
    assert problem.where is not None
    assert problem.where.cell


def _with_message(folder: Path, text: str, subject: str = "가") -> Project:
    settings = (
        "project: {name: a, title: 가, organisation: 나}\n"
        f"mail: {{sender: a@example.kr, host: smtp.example.kr, user: a, subject: {subject!r}}}\n"
    )
    kind = "title: 가\nsubtitle: 나\nrunning_title: 다\nsummary: 라\nformats: [txt]\n"
    files = {**FILES, "data/project.yaml": settings, MESSAGE_TEMPLATES[0]: text}
    files |= {"templates/brief/report.yaml": kind, "templates/brief/body.md.j2": "# 가\n"}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return Project(folder.resolve())


@pytest.mark.parametrize("text", UNFIT)
def test_a_message_is_refused_with_its_line_and_by_check_too(tmp_path: Path, text: str):
    project = _with_message(tmp_path, f"가\n{text}\n")
    with pytest.raises(PolicyReportError) as caught:
        writer(project, MailSettings.model_construct(subject="가"), ()).wording({})
    (problem,) = caught.value.problems
    assert (problem.kind, str(problem.where)) == (ErrorKind.TEMPLATE, f"{MESSAGE_TEMPLATES[0]}:2")
    assert problem.what in {one.problem.what for one in check(project)}


def test_a_message_may_not_turn_the_direction_of_writing(tmp_path: Path):
    project = _with_message(tmp_path, "가\u202e나\n")
    with pytest.raises(PolicyReportError) as caught:
        writer(project, MailSettings.model_construct(subject="가"), ())
    assert [str(problem.where) for problem in caught.value.problems] == [f"{MESSAGE_TEMPLATES[0]}:1:2"]


def test_usual_escapes_and_numbers_are_no_fault():
    assert written(r"{{ '가\t나' ~ '\uAC00' ~ '\\' }} {{ 123456789012345678901234567890 > 1 and 'x' }}")


@pytest.mark.parametrize(
    "number",
    [
        "1" + "0" * 77,
        "-1" + "0" * 77,
        "9" * 100,
        "9" * 101,
        "9" * 4300,
        "9" * 4301,
        "9_" * 4301 + "9",
        "0" * 4301,
        "0x" + "f" * 65,
        "0b" + "1" * 260,
    ],
)
def test_a_number_of_more_digits_than_renderings_work_with_is_refused_for_its_length(number: str):
    (problem,) = problems(f"# 가\n\n{{% if {number} > 1 %}}가{{% endif %}}\n")
    assert (problem.code, str(problem.where)) == ("template.number", f"{BODY}:3")
    assert problem.hint is not None
    assert "77자리" in problem.hint.ko


@pytest.mark.parametrize("number", ["9" * 77, "-" + "9" * 77, "0x" + "f" * 63])
def test_the_longest_number_that_may_be_written_can_be_worked_with(number: str):
    assert (10**77 - 1).bit_length() == LONGEST_INTEGER
    assert written(f"{{% if {number} + 0 == {number} %}}가{{% endif %}}")


FAILURES = {
    "{{ 1 / 0 }}": ("divides by zero", "0으로 나누는"),
    "{{ 1 // (2 - 2) }}": ("divides by zero", "0으로 나누는"),
    "{{ 1 - 'a' }}": ("a number and a text", "수와(과) 글"),
}


@pytest.mark.parametrize("text", FAILURES)
def test_what_cannot_be_worked_out_is_told_in_its_own_words(text: str):
    (problem,) = problems(f"# 가\n\n{text}\n")
    english, korean = FAILURES[text]
    assert (problem.code, str(problem.where)) == ("template.failed", f"{BODY}:3")
    assert english in problem.what.en
    assert korean in problem.what.ko
