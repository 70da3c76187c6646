"""The command that delivers a set: it shows what would be sent, and sends what was approved."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping

from policyreport.cli.already_told import AlreadyToldError
from policyreport.cli.speech import Speech, columns
from policyreport.deliver import Outcome, Overview, overview, resend, resume, send
from policyreport.deliver.office import size_text
from policyreport.errors import Words
from policyreport.ledger.outbox import Delivery
from policyreport.project import Project, open_project

_STATES: Mapping[str, Words] = {
    "": Words("not approved", "승인 전"),
    "pending": Words("approved", "승인함"),
    "sending": Words("under way", "보내는 중"),
    "sent": Words("sent", "보냄"),
    "failed": Words("failed", "못 보냄"),
    "unknown": Words("unknown", "알 수 없음"),
}
_WAYS: Mapping[str, Words] = {
    "mail": Words("mail", "메일"),
    "folder": Words("folder", "폴더"),
    "command": Words("command", "명령"),
}
_REASONS: Mapping[str, Words] = {
    "4.2.2": Words("the mailbox is full", "메일함이 찼음"),
    "5.1.1": Words("there is no such mailbox", "없는 메일 주소"),
    "5.1.2": Words("there is no such mail domain", "없는 메일 도메인"),
    "5.2.2": Words("the mailbox is full", "메일함이 찼음"),
    "5.2.3": Words("the message is too large for the recipient", "받는 쪽의 크기 한도를 넘음"),
    "5.3.4": Words("the message is too large for the server", "서버의 크기 한도를 넘음"),
    "5.7.1": Words("the server does not allow it", "서버가 허용하지 않음"),
    "timeout": Words("no answer in time", "제때 응답이 없음"),
    "no-connection": Words("the server cannot be reached", "서버에 닿지 않음"),
    "broken-off": Words("the connection broke off", "연결이 끊김"),
    "refused": Words("the mail server refused the connection", "메일 서버가 연결을 거부함"),
    "run-died": Words("the run that was sending ended", "보내던 실행이 도중에 끝남"),
    "no-folder": Words("the folder is not there", "폴더가 없음"),
    "no-copies": Words("the files cannot be copied for the command", "명령에 줄 파일의 사본을 만들 수 없음"),
    "no-command": Words("the command cannot be run", "명령을 실행할 수 없음"),
    "no-sense": Words("the answer makes no sense", "응답을 알아볼 수 없음"),
}
"""What is said for the last word of a delivery's reason."""

_WITHDRAWN = Words("withdrawn: a recipient no more", "거둠: 이제 수신자가 아님")


def deliver_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Show what would be sent, or send it, and say how each delivery stands.

    Raises ``PolicyReportError`` where not all was sent, once that is said.
    """
    project = open_project(arguments.project)
    outcome = _sent(project, arguments)
    if outcome is None:
        shown = overview(project, arguments.quarter, arguments.preview)
        print(_overview_records(shown) if arguments.json else _overview(shown, speech))
        return
    print(_outcome_records(outcome) if arguments.json else _outcome(outcome, speech))
    if outcome.problems:
        for problem in outcome.problems:
            print(speech.problem(problem), file=sys.stderr)
        raise AlreadyToldError(outcome.problems)


def _sent(project: Project, arguments: argparse.Namespace) -> Outcome | None:
    if arguments.send is not None:
        return send(project, arguments.quarter, arguments.send)
    if arguments.resume:
        return resume(project, arguments.quarter)
    if arguments.resend:
        return resend(project, arguments.quarter, arguments.resend)
    return None


def _overview(shown: Overview, speech: Speech) -> str:
    rows = [
        [
            parcel.recipient.id,
            parcel.recipient.audience,
            speech.say(_WAYS[parcel.way]),
            ", ".join(file.name for file in parcel.files),
            speech.say(_STATES[_state(shown.deliveries.get(parcel.recipient.id))]),
            size_text(parcel.size),
        ]
        for parcel in shown.parcels
    ]
    quarter, key = shown.published.name, shown.key
    previews = Words(f"previews: {shown.folder}", f"미리보기: {shown.folder}")
    approve = Words(
        f"nothing was sent. To send exactly this: policyreport deliver {quarter} --send {key}",
        f"아직 아무것도 보내지 않았습니다. 이대로 보내려면: policyreport deliver {quarter} --send {key}",
    )
    again = Words(
        f"careful: an earlier set of {quarter} went to {shown.sent_before}; this one would go to them too",
        f"주의: {quarter}의 앞선 보고서를 이미 {shown.sent_before}곳에 보냈습니다. 이번 것도 다시 보내게 됩니다",
    )
    warnings = [again] if shown.sent_before else []
    return "\n".join([columns(rows), *(speech.say(words) for words in (previews, *warnings, approve))])


def _outcome(outcome: Outcome, speech: Speech) -> str:
    return columns(
        [
            [
                name,
                speech.say(_WAYS[one.way]),
                speech.say(_STATES[one.state]),
                speech.say(_WITHDRAWN) if name in outcome.withdrawn else _why(one, speech),
            ]
            for name, one in outcome.deliveries.items()
        ]
    )


def _why(delivery: Delivery, speech: Speech) -> str:
    """Return why a delivery is as it is: the codes, and what they mean where that is known."""
    if delivery.state == "sent" or not delivery.reason:
        return ""
    meant = _REASONS.get(delivery.reason.split()[-1])
    return f"{speech.say(meant)} ({delivery.reason})" if meant else delivery.reason


def _state(delivery: Delivery | None) -> str:
    return delivery.state if delivery else ""


def _overview_records(shown: Overview) -> str:
    given = [
        {
            "recipient": parcel.recipient.id,
            "audience": parcel.recipient.audience,
            "way": parcel.way,
            "files": [file.name for file in parcel.files],
            "bytes": parcel.size,
            "state": _state(shown.deliveries.get(parcel.recipient.id)) or None,
        }
        for parcel in shown.parcels
    ]
    said = {"key": shown.key, "previews": str(shown.folder), "deliveries": given}
    return json.dumps(said, ensure_ascii=False, indent=1)


def _outcome_records(outcome: Outcome) -> str:
    stand = [
        {
            "recipient": one.recipient,
            "way": one.way,
            "state": one.state,
            "reason": one.reason or None,
            "again": one.passing and one.recipient not in outcome.withdrawn,
            "withdrawn": one.recipient in outcome.withdrawn,
        }
        for one in outcome.deliveries.values()
    ]
    return json.dumps({"key": outcome.key, "deliveries": stand}, ensure_ascii=False, indent=1)
