"""Fields that a template may not have: those that reach outside the file, and those that tell of it."""

from __future__ import annotations

from collections.abc import Iterable

from policyreport.drawn import faults
from policyreport.drawn.word.names import w
from policyreport.drawn.xml import Element
from policyreport.errors import Problem, Words

_REACHING = frozenset(
    ("DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "RD", "DATABASE", "MACROBUTTON")
)
_TELLING = frozenset(
    (
        *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE", "COMMENTS"),
        *("CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "FILESIZE", "DOCPROPERTY", "DOCVARIABLE"),
    )
)
_SAFE_ADDRESSES = ("http://", "https://", "mailto:")


def field_faults(file: str, paragraphs: Iterable[tuple[Element, Words]]) -> list[Problem]:
    """Return the fields that are refused, or that would tell who made the template or where it is kept."""
    return [problem for paragraph, place in paragraphs for problem in _faults(file, paragraph, place)]


def _faults(file: str, paragraph: Element, place: Words) -> Iterable[Problem]:
    for words in _codes(paragraph):
        code = words[0].upper()
        if code in _REACHING or (code == "HYPERLINK" and _leads_elsewhere(words[1:])):
            yield faults.refused_field(file, place, code)
        elif code in _TELLING:
            yield faults.telling_field(file, place, code)


def _codes(paragraph: Element) -> list[list[str]]:
    """Return the words of each field's code; Word may scatter one code over several runs."""
    simple = [element.get(w("instr"), "") for element in paragraph.iter(w("fldSimple"))]
    codes = [*simple, ""]
    for element in paragraph.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            codes[-1] += element.text or ""
        elif element.get(w("fldCharType"), "") == "begin":
            codes.append("")
    return [words for code in codes if (words := code.split())]


def _leads_elsewhere(words: list[str]) -> bool:
    addresses = [word.strip('"') for word in words if not word.startswith("\\") or word.startswith("\\\\")]
    return "\\l" not in words and not all(address.lower().startswith(_SAFE_ADDRESSES) for address in addresses[:1])
