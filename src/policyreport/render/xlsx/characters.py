"""Characters as the XML of an inline string that every reader gives back letter by letter."""

from __future__ import annotations

import re

from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.dress import Wardrobe
from policyreport.render.xlsx.looks import Look

_ESCAPE_LIKE = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where ``_x0041_`` is divided into two runs of characters: whole, Excel would read it as ``A``."""

is_plain = re.compile(r"[^\s&<>\"_=+\-@'](?:[^&<>\"_\r\n\t]*[^\s&<>\"_])?").fullmatch
"""Whether XML says a text as it is, and nobody could take it for a formula."""


def characters(value: Value, look: Look, wardrobe: Wardrobe) -> str:
    """Return the content of a cell's ``<is>`` element."""
    if len(value.runs) > 1:
        runs = ((wardrobe.run_properties(look, run), part) for run in value.runs for part in _parts(run.text))
        return "".join(f"<r>{properties}{_text(part)}</r>" for properties, part in runs)
    parts = _parts(value.text)
    return _text(value.text) if len(parts) == 1 else "".join(f"<r>{_text(part)}</r>" for part in parts)


def escaped(text: str) -> str:
    """Return characters for between tags; a bare carriage return would be read as a line end."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _parts(text: str) -> list[str]:
    return _ESCAPE_LIKE.split(text) if "_x" in text else [text]


def _text(text: str) -> str:
    keeps = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
    return f"<t{keeps}>{escaped(text)}</t>"
