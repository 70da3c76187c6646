"""Numbers in content controls, by which programs and people find the fact that a number shows (ECMA-376-1, 17.5.2).

A control is not seen (``w15:appearance``, MS-DOCX 2.5.1.1), locks nothing, and is gone once someone edits what is in it
(``w:temporary``), so that no number bears the id of another.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.xml import Element, element, w

_LONGEST, _OF_HASH = 64, 16
"""How long Word lets a tag and a title be, and how much of it tells long ids apart that begin alike."""


def tag_of(fact: str) -> str:
    """Return the tag of a fact's number: its id, or of a long one its beginning and a hash of the whole."""
    if len(fact) <= _LONGEST:
        return fact
    return f"{fact[: _LONGEST - _OF_HASH - 1]}~{sha256(fact.encode()).hexdigest()[:_OF_HASH]}"


def number_control(fact: str, printed: Element, context: RenderContext) -> Element:
    """Return the run of a number within a control that bears its id; as it is where files are to bear none."""
    if not fact or not context.theme.number_ids:
        return printed
    properties = control_properties(fact, context.titles.get(fact, ""))
    return Element(f"<w:sdt>{properties}<w:sdtContent>{printed}</w:sdtContent></w:sdt>")


@lru_cache(maxsize=1 << 12)
def control_properties(fact: str, title: str) -> Element:
    """Return the properties of the control of a fact's number; ``title`` is what it is called, where that is known."""
    named = [w("alias", val=title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…")] if title else []
    hidden = element("w15:appearance", {"w15:val": "hidden"})
    return w("sdtPr", *named, w("tag", val=tag_of(fact)), w("temporary"), hidden)
