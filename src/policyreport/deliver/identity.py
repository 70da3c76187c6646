"""What a message is known by: the same for the same set and recipient, whenever and however often it is made."""

from __future__ import annotations

import hashlib

_DIGITS = 32


def message_id(manifest: str, recipient: str, sender: str) -> str:
    """Return the Message-ID of a recipient's message about a set, in the domain of the sender (RFC 5322, 3.6.4)."""
    made_from = hashlib.sha256(f"{manifest}\n{recipient}".encode()).hexdigest()
    return f"<{made_from[:_DIGITS]}@{domain(sender)}>"


def domain(address: str) -> str:
    """Return what stands after the at sign; a name that leads nowhere for an office that sends no mail."""
    return address.rpartition("@")[2] or "policyreport.invalid"
