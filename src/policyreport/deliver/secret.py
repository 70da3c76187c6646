"""The password of the mail account, which stands in no file of the project and is shown nowhere."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.project.environment import MAIL_PASSWORD as PASSWORD

_SERVICE = "policyreport"


def password(user: str) -> str:
    """Return the password of an account, from the environment or else from the system's keyring.

    ``PolicyReportError`` (USAGE) where neither has one that can be sent.
    """
    found = os.environ.get(PASSWORD) or _from_keyring(user)
    if not found or not found.isascii():
        raise PolicyReportError([_not_usable(is_there=bool(found))])
    return found


def _from_keyring(user: str) -> str:
    if find_spec("keyring") is None:
        return ""
    keyring = import_module("keyring")
    try:
        return cast("str | None", keyring.get_password(_SERVICE, user)) or ""
    except keyring.errors.KeyringError:
        return ""


def _not_usable(*, is_there: bool) -> Problem:
    what = Words("there is no password for the mail account", "메일 계정의 비밀번호가 없습니다")
    if is_there:
        what = Words(
            "the password for the mail account has characters that cannot be sent",
            "메일 계정의 비밀번호에 보낼 수 없는 문자가 있습니다",
        )
    hint = Words(
        f"set the environment variable {PASSWORD}, or: keyring set {_SERVICE} ACCOUNT",
        f"환경 변수 {PASSWORD}에 넣거나 keyring set {_SERVICE} 계정 으로 저장하십시오",
    )
    return Problem(Kind.USAGE, "deliver.no-password", what, hint=hint)
