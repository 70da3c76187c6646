"""What a changed copy of a file says otherwise than the file as it was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyreport.gate import Layer, layers

_BODY = re.compile(
    r"page \d+|word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"
    r"|xl/(?:sharedStrings|worksheets/sheet\d+)\.xml|Contents/section\d+\.xml"
)
"""The layers that hold what readers see; programs write the others anew whenever they save a file."""

_FIELD = re.compile(r"PAGEREF|TOC ")
"""Fields, which programs write in ways of their own."""

_HANGUL, _NUMBER = re.compile("[가-힣]"), re.compile(r"-?\d+(?:\.\d+)?(?:[Ee][-+]?\d+)?")
_SIGNIFICANT = 12


@dataclass(frozen=True, slots=True)
class Differences:
    """Lines that only the file as issued has, and lines that only the copy has, each once."""

    gone: tuple[str, ...]
    new: tuple[str, ...]


def differences(name: str, issued: bytes, copy: bytes) -> Differences:
    """Return what two files say otherwise, line by line; how they look is not compared."""
    before, after = dict.fromkeys(_lines(name, issued)), dict.fromkeys(_lines(name, copy))
    gone, new = (line for line in before if line not in after), (line for line in after if line not in before)
    return Differences(tuple(gone), tuple(new))


def _lines(name: str, content: bytes) -> Iterator[str]:
    for layer in layers(name, content):
        if isinstance(layer, Layer) and (not layer.where or _BODY.fullmatch(layer.where)):
            yield from (line for line in _split(layer.words) if _HANGUL.search(line) and not _FIELD.search(line))
            yield from (_rounded(line) for line in _split(layer.figures) if _NUMBER.fullmatch(line))


def _split(text: str) -> Iterator[str]:
    return (" ".join(line.split()) for line in text.splitlines())


def _rounded(line: str) -> str:
    """Return a number in as many digits as every program keeps of it."""
    return f"{float(line):.{_SIGNIFICANT}g}"
