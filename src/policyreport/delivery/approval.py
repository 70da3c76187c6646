"""What a person approves of: all that each recipient would get, and where, under one key."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from policyreport.delivery.context import DeliveryContext
from policyreport.delivery.plan import DeliveryPlan
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.ledger.outbox import Due, goal_hash

_DIGITS, _LEAST_DIGITS = 16, 12
"""How many of a key's hexadecimal digits people are shown, and how many they must name."""


@dataclass(frozen=True, slots=True)
class Approval:
    """The deliveries of a set as they are to be approved, and the SHA-256 of the set's manifest and of all of them."""

    set_name: str
    due: tuple[Due, ...]
    sha256: str

    @property
    def key(self) -> str:
        """What a person names to approve of these very deliveries."""
        return self.sha256[:_DIGITS]


def approval(context: DeliveryContext) -> Approval:
    """Return what is to be approved of.

    Any change of the set, of the recipients, their files, addresses and ways, or of a message's words makes it another;
    a message's date does not. Raises ``PolicyReportError`` (TEMPLATE and others) for the messages' templates.
    """
    due = tuple(_due(context, plan) for plan in context.plans)
    covered = [context.published.manifest, *([one.recipient, one.way, one.goal] for one in due)]
    return Approval(context.published.name, due, hashlib.sha256(json.dumps(covered).encode()).hexdigest())


def require_approved(wanted: Approval, key: str) -> None:
    """Raise ``PolicyReportError`` SECURITY unless ``key`` is the start of what names these very deliveries."""
    word = key.strip().lower()
    if len(word) < _LEAST_DIGITS or not wanted.sha256.startswith(word):
        name = wanted.set_name
        what = Message(
            f"what would be sent of {name} is not what was approved",
            f"승인 번호가 지금의 {name} 발송 내용과 맞지 않습니다. 승인한 뒤에 파일이나 수신자, 문구가 바뀌었습니다",
        )
        hint = Message(
            f"look at it again, with its key: policyreport deliver {name}",
            f"policyreport deliver {name} 으로 다시 확인하고 승인 번호를 보십시오",
        )
        raise PolicyReportError([Problem(ErrorKind.SECURITY, "deliver.not-approved", what, field="--send", hint=hint)])


def _due(context: DeliveryContext, plan: DeliveryPlan) -> Due:
    recipient = plan.recipient
    content = {
        "recipient": plan.told,
        "way": recipient.deliver.model_dump(exclude={"seconds"}),
        "folder": context.folder_name if plan.way == "folder" else None,
        "files": [[file.name, file.sha256] for file in plan.files],
        "message": [asdict(context.envelope(plan)), asdict(context.wording(plan))] if plan.way == "mail" else None,
    }
    goal = goal_hash(plan.message_id, json.dumps(content, ensure_ascii=False))
    return Due(recipient.id, plan.way, goal, plan.message_id)
