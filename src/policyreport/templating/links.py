"""The addresses to which a document may lead."""

from __future__ import annotations

import re

from policyreport.templating.errors import UnsafeLinkError

WEB_ADDRESS = re.compile(r"https?://.", re.IGNORECASE)


def checked_address(address: str) -> str:
    """Return an address without the blanks around it; raises ``UnsafeLinkError`` for all but a web page's."""
    address = address.strip()
    if not WEB_ADDRESS.match(address):
        raise UnsafeLinkError(address)
    return address
