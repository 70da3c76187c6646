"""What people are told of the files that they changed in a published set."""

from __future__ import annotations

from collections.abc import Iterable

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation

_WHAT = Message(
    "this file was changed by hand: it is kept here, and the one that was made stands in its place again",
    "만든 뒤 손으로 고친 파일입니다. 여기에 따로 두고 제자리에는 새로 만든 것을 두었습니다",
)
_HINT = Message("to keep the change, change the data or the template", "고칠 내용은 자료나 템플릿에 반영하십시오")


def edited_files_notice(files: Iterable[str]) -> list[Problem]:
    """Return a warning for each file that was kept aside, by where it is now."""
    return [Problem(ErrorKind.OUTPUT, "output.edited", _WHAT, SourceLocation(file), hint=_HINT) for file in files]
