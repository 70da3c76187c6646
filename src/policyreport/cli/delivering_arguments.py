"""The options of the command that delivers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from policyreport.cli.shared_arguments import json_option, project_option
from policyreport.cli.speech import Speech
from policyreport.errors import Words

_DELIVER = Words("show what would be sent to whom, and send it", "누구에게 무엇을 보낼지 보이고, 승인하면 보냅니다")
_QUARTER = Words("the quarter, such as 2025Q2", "분기. 예: 2025Q2")
_PREVIEW = Words("write the previews into this folder", "미리보기를 이 폴더에 씀")
_SEND = Words("send what this key approves of", "이 승인 번호로 승인한 것을 보냄")
_RESUME = Words("go on with what was approved", "승인한 것을 이어서 보냄")
_RESEND = Words(
    "send to this recipient again, for whom it failed or is unknown",
    "실패했거나 알 수 없는 이 수신자에게 다시 보냄. 여러 번 쓸 수 있음",
)


def delivering(add: Callable[[str, Words], argparse.ArgumentParser], speech: Speech) -> None:
    """Add the command ``deliver`` and its options."""
    say = speech.say
    command = add("deliver", _DELIVER)
    command.add_argument("quarter", metavar="QUARTER", help=say(_QUARTER))
    ways = command.add_mutually_exclusive_group()
    ways.add_argument("--preview", type=Path, metavar="DIR", help=say(_PREVIEW))
    ways.add_argument("--send", metavar="KEY", help=say(_SEND))
    ways.add_argument("--resume", action="store_true", help=say(_RESUME))
    ways.add_argument("--resend", nargs="+", action="extend", default=[], metavar="ID", help=say(_RESEND))
    project_option(command, speech)
    json_option(command, speech)
