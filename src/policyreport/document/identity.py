"""How the identity of a document is written down in its file, and read there again."""

from __future__ import annotations

from urllib.parse import quote, unquote

PROPERTY = "policyreport"
"""The name of the property that holds a file's identity, among those that an office file may have of its own."""

_SCHEME = f"{PROPERTY}:"


def identifier(identity: str) -> str:
    """Return an identity as an identifier in plain ASCII that is known to be ours wherever it stands."""
    return _SCHEME + quote(identity, safe="")


def identity_of(identifier: str) -> str:
    """Return the identity that an identifier stands for; nothing for one that is not ours."""
    return unquote(identifier.removeprefix(_SCHEME)) if identifier.startswith(_SCHEME) else ""
