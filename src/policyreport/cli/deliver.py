"""The command that delivers a set: it shows what would be sent, and sends what was approved."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping

from policyreport.cli.messages import Printer, ReportedError, columns
from policyreport.delivery import DeliveryPreview, Outcome, delivery_preview, resend, resume, send
from policyreport.delivery.context import size_text
from policyreport.diagnostics import Message
from policyreport.ledger.outbox import Delivery
from policyreport.project import Project, open_project

_STATES: Mapping[str, Message] = {
    "": Message("not approved", "승인 전"),
    "pending": Message("approved", "승인함"),
    "sending": Message("under way", "보내는 중"),
    "sent": Message("sent", "보냄"),
    "failed": Message("failed", "못 보냄"),
    "unknown": Message("unknown", "알 수 없음"),
}
_WAYS: Mapping[str, Message] = {
    "mail": Message("mail", "메일"),
    "folder": Message("folder", "폴더"),
    "command": Message("command", "명령"),
}
_REASONS: Mapping[str, Message] = {
    "4.2.2": Message("the mailbox is full", "메일함이 찼음"),
    "5.1.1": Message("there is no such mailbox", "없는 메일 주소"),
    "5.1.2": Message("there is no such mail domain", "없는 메일 도메인"),
    "5.2.2": Message("the mailbox is full", "메일함이 찼음"),
    "5.2.3": Message("the message is too large for the recipient", "받는 쪽의 크기 한도를 넘음"),
    "5.3.4": Message("the message is too large for the server", "서버의 크기 한도를 넘음"),
    "5.7.1": Message("the server does not allow it", "서버가 허용하지 않음"),
    "timeout": Message("no answer in time", "제때 응답이 없음"),
    "no-connection": Message("the server cannot be reached", "서버에 닿지 않음"),
    "broken-off": Message("the connection broke off", "연결이 끊김"),
    "refused": Message("the mail server refused the connection", "메일 서버가 연결을 거부함"),
    "run-died": Message("the run that was sending ended", "보내던 실행이 도중에 끝남"),
    "no-folder": Message("the folder is not there", "폴더가 없음"),
    "no-copies": Message("the files cannot be copied for the command", "명령에 줄 파일의 사본을 만들 수 없음"),
    "no-command": Message("the command cannot be run", "명령을 실행할 수 없음"),
    "no-sense": Message("the answer makes no sense", "응답을 알아볼 수 없음"),
}
"""What is said for the last word of a delivery's reason."""

_WITHDRAWN = Message("withdrawn: a recipient no more", "거둠: 이제 수신자가 아님")


def deliver_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Show what would be sent, or send it, and say how each delivery stands.

    Raises ``PolicyReportError`` where not all was sent, once that is said.
    """
    project = open_project(arguments.project)
    outcome = _sent(project, arguments)
    if outcome is None:
        shown = delivery_preview(project, arguments.quarter, arguments.preview)
        print(_overview_records(shown) if arguments.json else _overview(shown, printer))
        return
    print(_outcome_records(outcome) if arguments.json else _outcome(outcome, printer))
    if outcome.problems:
        for problem in outcome.problems:
            print(printer.problem(problem), file=sys.stderr)
        raise ReportedError(outcome.problems)


def _sent(project: Project, arguments: argparse.Namespace) -> Outcome | None:
    if arguments.send is not None:
        return send(project, arguments.quarter, arguments.send)
    if arguments.resume:
        return resume(project, arguments.quarter)
    if arguments.resend:
        return resend(project, arguments.quarter, arguments.resend)
    return None


def _overview(shown: DeliveryPreview, printer: Printer) -> str:
    rows = [
        [
            plan.recipient.id,
            plan.recipient.audience,
            printer.say(_WAYS[plan.way]),
            ", ".join(file.name for file in plan.files),
            printer.say(_STATES[_state(shown.deliveries.get(plan.recipient.id))]),
            size_text(plan.size),
        ]
        for plan in shown.plans
    ]
    quarter, key = shown.published.name, shown.key
    previews = Message(f"previews: {shown.folder}", f"미리보기: {shown.folder}")
    approve = Message(
        f"nothing was sent. To send exactly this: policyreport deliver {quarter} --send {key}",
        f"아직 아무것도 보내지 않았습니다. 이대로 보내려면: policyreport deliver {quarter} --send {key}",
    )
    again = Message(
        f"careful: an earlier set of {quarter} went to {shown.sent_before}; this one would go to them too",
        f"주의: {quarter}의 앞선 보고서를 이미 {shown.sent_before}곳에 보냈습니다. 이번 것도 다시 보내게 됩니다",
    )
    day = shown.adopted_at[:10]
    unknown = Message(
        f"careful: the ledger was taken up anew on {day} (policyreport ledger adopt); what was sent before then may be "
        "unknown to it",
        f"주의: {day}에 대장을 다시 등록했습니다(policyreport ledger adopt). 그 전에 보낸 것을 대장이 모를 수 있으니 "
        "이미 보냈는지 확인하십시오",
    )
    warnings = [*([again] if shown.sent_before else []), *([unknown] if shown.adopted_at else [])]
    numbered = Message(
        f"{quarter} is not issued yet: sending it issues it as issue {shown.next_issue}",
        f"{quarter}은(는) 발행 전입니다. 보내면 제{shown.next_issue}판으로 발행합니다",
    )
    warnings += [numbered] if shown.next_issue else []
    states = [_state(shown.deliveries.get(plan.recipient.id)) for plan in shown.plans]
    if states and all(state == "sent" for state in states):
        return "\n".join([columns(rows), printer.say(_all_sent(quarter, len(states)))])
    return "\n".join([columns(rows), *(printer.say(words) for words in (previews, *warnings, approve))])


def _all_sent(quarter: str, count: int) -> Message:
    return Message(
        f"everything was sent already: this set of {quarter} went to all {count} recipients; nothing is left to send",
        f"이미 모두 보냈습니다. {quarter} 보고서를 {count}곳 모두에 보냈으며 더 보낼 것이 없습니다",
    )


def _outcome(outcome: Outcome, printer: Printer) -> str:
    table = _outcome_table(outcome, printer)
    waited_for = [one.state for name, one in outcome.deliveries.items() if name not in outcome.withdrawn]
    if outcome.attempted or not waited_for or any(state != "sent" for state in waited_for):
        return table
    return "\n".join([table, printer.say(_all_sent(outcome.published.name, len(waited_for)))])


def _outcome_table(outcome: Outcome, printer: Printer) -> str:
    return columns(
        [
            [
                name,
                printer.say(_WAYS[one.way]),
                printer.say(_STATES[one.state]),
                printer.say(_WITHDRAWN) if name in outcome.withdrawn else _why(one, printer),
            ]
            for name, one in outcome.deliveries.items()
        ]
    )


def _why(delivery: Delivery, printer: Printer) -> str:
    """Return why a delivery is as it is: the codes, and what they mean where that is known."""
    if delivery.state == "sent" or not delivery.reason:
        return ""
    meant = _REASONS.get(delivery.reason.split()[-1])
    return f"{printer.say(meant)} ({delivery.reason})" if meant else delivery.reason


def _state(delivery: Delivery | None) -> str:
    return delivery.state if delivery else ""


def _overview_records(shown: DeliveryPreview) -> str:
    given = [
        {
            "recipient": plan.recipient.id,
            "audience": plan.recipient.audience,
            "way": plan.way,
            "files": [file.name for file in plan.files],
            "bytes": plan.size,
            "state": _state(shown.deliveries.get(plan.recipient.id)) or None,
        }
        for plan in shown.plans
    ]
    said = {
        "key": shown.key,
        "previews": str(shown.folder),
        "next_issue": shown.next_issue or None,
        "deliveries": given,
    }
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
