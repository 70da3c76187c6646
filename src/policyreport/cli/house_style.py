"""The command by which the house style is taken to Word."""

from __future__ import annotations

import argparse

from policyreport.cli.speech import Speech
from policyreport.cli.writing import write_whole
from policyreport.errors import Words
from policyreport.load.house_style import theme
from policyreport.project import open_project
from policyreport.render.docx import reference

_REPLACE = Words(
    "give --force to replace it, with what was restyled in it",
    "고쳐 놓은 것까지 새로 바꾸려면 --force를 붙이십시오",
)


def theme_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Write a fresh reference file in the house style's colours, type and margins."""
    project = open_project(arguments.project)
    path = project.reference
    write_whole(path, reference(theme(project)), replace=arguments.force, hint=_REPLACE)
    wrote = Words(
        f"wrote {path}; what you change of its styles, theme fonts and margins in Word, documents in Word follow",
        f"{path}을(를) 썼습니다. Word에서 스타일, 테마 글꼴, 여백을 고치면 Word 보고서가 따릅니다",
    )
    print(speech.say(wrote))
