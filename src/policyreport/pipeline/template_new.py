"""Beginning a report with a sample that works at once."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.inputs import theme
from policyreport.inputs.report_types import is_file_name
from policyreport.office_templates.samples import SAMPLES, Program
from policyreport.project import Project

_DRAWN_REPORT = """\
# {kind}. 제목 한 줄이면 됩니다. 형식은 폴더에 둔 파일(body.docx, body.xlsx, body.hwpx)의 것입니다.
title: "{kind}"
# 공개 범위: public(공개), council(협의회), internal(내부). 이 범위에 공개하는 자료만 나옵니다.
audience: public
"""
_WRITTEN_REPORT = """\
# {kind}. 값 안의 {{{{ }}}}는 자료에서 채웁니다.
title: "{kind}"
subtitle: "{{{{ quarter.label }}}}"
running_title: "{{{{ policy.title }}}}"
summary: "{{{{ policy.title }}}}의 {{{{ quarter.label }}}} {kind}"
formats: [docx, pdf]
# 공개 범위: public(공개), council(협의회), internal(내부). 이 범위에 공개하는 자료만 나옵니다.
audience: public
particulars:
  - {{label: 기준일, content: "{{{{ quarter.as_of }}}}"}}
  - {{label: 소관, content: "{{{{ policy.lead }}}}"}}
"""


def new_template(project: Project, kind: str, program: Program) -> Sequence[Path]:
    """Lay down a new report with a sample and return its files, the template last.

    Raises ``PolicyReportError`` (exit code 2) for a name that no folder may have, and where there is such a folder.
    """
    folder = project.templates / kind
    if not is_file_name(kind):
        raise PolicyReportError([_unsafe(kind)])
    if folder.exists() or folder.is_symlink():
        raise PolicyReportError([_already_there(project.relative(folder))])
    name, sample = SAMPLES[program]
    report = (_WRITTEN_REPORT if program == "markdown" else _DRAWN_REPORT).format(kind=kind)
    files = {"report.yaml": report.encode(), name: sample(theme(project))}
    staging = project.templates / f".new-{kind}"
    try:
        staging.mkdir()
        for file, content in files.items():
            (staging / file).write_bytes(content)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [folder / file for file in files]


def _unsafe(kind: str) -> Problem:
    what = Message(f"no report can be called '{kind}'", f"'{kind}'은(는) 보고서 이름으로 쓸 수 없습니다")
    hint = Message(
        "take letters, digits, hyphens and underscores, at most 60", "글자, 숫자, 하이픈, 밑줄로 60자까지 쓰십시오"
    )
    return Problem(ErrorKind.USAGE, "usage.report-name", what, field="KIND", hint=hint)


def _already_there(folder: str) -> Problem:
    what = Message(f"'{folder}' is there already", f"'{folder}'이(가) 이미 있습니다")
    hint = Message("take another name; nothing is ever overwritten", "다른 이름을 쓰십시오. 덮어쓰지 않습니다")
    return Problem(ErrorKind.USAGE, "usage.already-there", what, field="KIND", hint=hint)
