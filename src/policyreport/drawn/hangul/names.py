"""The names of HWPX (KS X 6101)."""

from __future__ import annotations

from functools import cache

from policyreport.drawn.vocabulary import Vocabulary

_PARAGRAPH = "http://www.hancom.co.kr/hwpml/2011/paragraph"
_HEAD = "http://www.hancom.co.kr/hwpml/2011/head"
_PACKAGE = "http://www.idpf.org/2007/opf/"


@cache
def hp(local: str) -> str:
    """Return a name of what stands in a document's body."""
    return f"{{{_PARAGRAPH}}}{local}"


def hh(local: str) -> str:
    """Return a name of a document's head."""
    return f"{{{_HEAD}}}{local}"


def opf(local: str) -> str:
    """Return a name of the list of parts."""
    return f"{{{_PACKAGE}}}{local}"


HANGUL = Vocabulary(
    paragraph=hp("p"),
    run=hp("run"),
    text=hp("t"),
    row=hp("tr"),
    cell=hp("tc"),
    look="",
    characters={},
    shown=tuple(map(hp, ("secPr", "tbl", "pic", "rect", "equation", "header", "footer", "footNote", "endNote"))),
    preserved={},
    unread=(hp("t"),),
    sections=(hp("secPr"),),
)
