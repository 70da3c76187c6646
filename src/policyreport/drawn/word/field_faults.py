"""Fields that a template may not have: they reach outside the file, tell of it, or do not follow what is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from policyreport.drawn import faults
from policyreport.drawn.enclosing import Path
from policyreport.drawn.tag import opens
from policyreport.drawn.word import faults as of_word
from policyreport.drawn.word.fields import Field, counting_of
from policyreport.drawn.word.names import w
from policyreport.drawn.word.stories import Story
from policyreport.drawn.xml import Element
from policyreport.errors import Problem, Words

_REACHING = frozenset(
    ("DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "RD", "DATABASE", "MACROBUTTON")
)
_TELLING = frozenset(
    (
        *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE", "COMMENTS"),
        *("CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "FILESIZE", "DOCPROPERTY", "DOCVARIABLE"),
        *("TITLE", "SUBJECT", "KEYWORDS", "INFO"),
    )
)
_SAFE_ADDRESSES = ("http://", "https://", "mailto:")

_SUM = Words(
    "delete the formula and write the sum as a tag, such as {{ count.measures }}",
    "수식(표 레이아웃 › 수식)을 지우고 합계를 {{ count.measures }}처럼 표시로 쓰십시오",
)
_REFERENCE = Words(
    "delete it and write the text, or the tag to which it refers",
    "상호 참조(참조 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
)
_DAY = Words("write {{ quarter.as_of }}", "{{ quarter.as_of }}라고 쓰십시오")
_CHOICE = Words("write {% if … %} … {% endif %}", "{% if … %} … {% endif %}로 쓰십시오")
_MERGED = Words("write a tag in its place, such as {{ policy.title }}", "{{ policy.title }}처럼 표시로 바꾸십시오")
_TEXT = Words("press Ctrl+Shift+F9 on it to turn it into text", "필드에서 Ctrl+Shift+F9를 눌러 글로 바꾸십시오")
_STALE: Mapping[str, Words] = {
    "=": _SUM,
    **dict.fromkeys(("PAGEREF", "NOTEREF", "FTNREF", "STYLEREF"), _REFERENCE),
    **dict.fromkeys(("DATE", "TIME"), _DAY),
    **dict.fromkeys(("IF", "COMPARE", "SKIPIF", "NEXTIF"), _CHOICE),
    **dict.fromkeys(("MERGEFIELD", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE", "NEXT"), _MERGED),
    **dict.fromkeys(("SET", "ASK", "FILLIN"), _MERGED),
    **dict.fromkeys(("INDEX", "TOA", "NUMWORDS", "NUMCHARS"), _TEXT),
}
_KNOWN_IN_FORMULAS = re.compile(
    r"ABS|AND|AVERAGE|COUNT|FALSE|IF|INT|MAX|MIN|MOD|NOT|OR|PRODUCT|ROUND|SIGN|SUM|TRUE|ABOVE|BELOW|LEFT|RIGHT"
    r"|[A-Z]{1,2}\d+|R\d+C\d+",
    re.IGNORECASE,
)
"""The names of functions and cells of the formula's own table; any other name is that of a bookmark."""
_NAME = re.compile(r"[^\W\d]\w*")


def field_faults(file: str, story: Story) -> Iterator[Problem]:
    """Yield what is wrong with the fields of a part whose tags have not been marked yet."""
    for one in story.fields:
        place, kind = story.place_of(one.begin), one.kind
        if kind in _REACHING or (kind == "HYPERLINK" and _leads_elsewhere(one.words[1:])):
            yield faults.refused_field(file, place, kind)
        elif kind in _TELLING:
            yield faults.telling_field(file, place, kind)
        elif kind in _STALE and not _is_of_contents(one) and not _is_settled(one):
            yield faults.stale_field(file, place, one.code.strip(), _STALE[kind])
        elif kind == "SEQ" and counting_of(one) is None:
            yield of_word.uncounted(file, place, one.code.strip())


def parted_fields(file: str, stories: Iterable[Story], paths: Mapping[Element, Path]) -> Iterator[Problem]:
    """Yield the fields of which a block, or a comment, takes in one end alone; ``paths`` are those of marked parts."""
    for story in stories:
        for one in story.fields:
            if one.end is not None and paths.get(one.begin) != paths.get(one.end):
                yield faults.parted_field(file, story.place_of(one.begin), one.kind)


def _leads_elsewhere(words: list[str]) -> bool:
    addresses = [word for word in words if not word.startswith("\\") or word.startswith("\\\\")]
    return "\\l" not in words and not all(address.lower().startswith(_SAFE_ADDRESSES) for address in addresses[:1])


def _is_of_contents(one: Field) -> bool:
    """Return whether a field stands in a table of contents, whose pages are its own affair."""
    return one.around is not None and (one.around.kind == "TOC" or _is_of_contents(one.around))


def _is_settled(one: Field) -> bool:
    """Return whether a formula calculates only with cells of a table in which nothing is filled."""
    table = next(one.begin.iterancestors(w("tbl")), None)
    if one.kind != "=" or table is None or one.is_made_of_fields:
        return False
    names = _NAME.findall(one.code.partition("\\")[0])
    return all(map(_KNOWN_IN_FORMULAS.fullmatch, names)) and not opens(
        "".join(t.text or "" for t in table.iter(w("t")))
    )
