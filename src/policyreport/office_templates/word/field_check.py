"""Fields that a template may not have: they reach outside the file, tell of it, or do not follow what is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates import errors
from policyreport.office_templates.branches import Path
from policyreport.office_templates.opc_package import OfficePackage, Relation
from policyreport.office_templates.tags import opens
from policyreport.office_templates.word import errors as of_word
from policyreport.office_templates.word.cleanup import Field, counting_of
from policyreport.office_templates.word.locations import Story
from policyreport.office_templates.word.namespaces import name, w
from policyreport.office_templates.xml import Element, parsed

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

_SUM = Message(
    "delete the formula and write the sum as a tag, such as {{ count.measures }}",
    "수식(표 레이아웃 › 수식)을 지우고 합계를 {{ count.measures }}처럼 표시로 쓰십시오",
)
_REFERENCE = Message(
    "delete it and write the text, or the tag to which it refers",
    "상호 참조(참조 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
)
_DAY = Message("write {{ quarter.as_of }}", "{{ quarter.as_of }}라고 쓰십시오")
_CHOICE = Message("write {% if … %} … {% endif %}", "{% if … %} … {% endif %}로 쓰십시오")
_MERGED = Message("write a tag in its place, such as {{ policy.title }}", "{{ policy.title }}처럼 표시로 바꾸십시오")
_TEXT = Message("press Ctrl+Shift+F9 on it to turn it into text", "필드에서 Ctrl+Shift+F9를 눌러 글로 바꾸십시오")
_STALE: Mapping[str, Message] = {
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
            yield errors.refused_field(file, place, kind)
        elif kind in _TELLING:
            yield errors.telling_field(file, place, kind)
        elif kind in _STALE and not _is_of_contents(one) and not _is_settled(one):
            yield errors.stale_field(file, place, one.code.strip(), _STALE[kind])
        elif kind == "SEQ" and counting_of(one) is None:
            yield of_word.uncounted(file, place, one.code.strip())


def parted_fields(file: str, stories: Iterable[Story], paths: Mapping[Element, Path]) -> Iterator[Problem]:
    """Yield the fields of which a block, or a comment, takes in one end alone; ``paths`` are those of marked parts."""
    for story in stories:
        for one in story.fields:
            if one.end is not None and paths.get(one.begin) != paths.get(one.end):
                yield errors.parted_field(file, story.place_of(one.begin), one.kind)


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


_LIST_NUMBERS = Message("numbers of lists", "목록의 번호 모양")
_RELATION = name("r", "id")


def reach_faults(
    path: str, file: OfficePackage, stories: Iterable[Story], paths: Mapping[Element, Path]
) -> Iterator[Problem]:
    """Yield the tags of marked parts to which filling does not reach, and the charts that it would repeat."""
    for story in stories:
        for element in story.root.iter("*"):
            for attribute, value in element.attrib.items():
                if attribute == _RELATION and (relation := file.relations[story.name].get(value)):
                    yield from _of_relation(path, file, relation, story.place_of(element), paths.get(element, ()))
                elif opens(value) and next(element.iterancestors(w("p")), None) is None:
                    yield errors.out_of_reach(path, story.place_of(element), value)
    for part in (part for part, kind in file.kinds.items() if kind == "numbering"):
        if text := _first_tag(parsed(file.parts[part])):
            yield errors.out_of_reach(path, _LIST_NUMBERS, text)


def _of_relation(
    path: str, file: OfficePackage, relation: Relation, place: Message, standing: Path
) -> Iterator[Problem]:
    """Yield what is wrong with the address or the chart to which an element leads that stands in some blocks."""
    if relation.outside and opens(address := unquote(relation.target)):
        yield of_word.tag_in_address(path, place, address)
    elif relation.word == "chart":
        if text := _first_tag(parsed(file.parts[relation.target])):
            yield of_word.tag_in_chart(path, place, text)
        if any(branch.is_repeated for branch in standing):
            yield of_word.repeated_chart(path, place)


def _first_tag(root: Element) -> str:
    """Return the first text of a part in which a tag begins, also one that is scattered over runs."""
    paragraphs = ("".join(t.text or "" for t in p.iter(name("a", "t"))) for p in root.iter(name("a", "p")))
    others = (text for element in root.iter("*") for text in (element.text or "", *element.attrib.values()))
    return next(filter(opens, (*paragraphs, *others)), "")
