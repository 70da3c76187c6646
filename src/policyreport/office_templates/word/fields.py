"""Which fields, links and charts may not be in a Word template."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates import errors
from policyreport.office_templates.link_addresses import address_with_tags, unfilled_address
from policyreport.office_templates.opc_package import OfficePackage, Relation
from policyreport.office_templates.tag_marking import Path
from policyreport.office_templates.tags import opens
from policyreport.office_templates.word.captions import counting_of, uncounted
from policyreport.office_templates.word.contents import contents_faults
from policyreport.office_templates.word.field_parsing import Field
from policyreport.office_templates.word.notes import NOTES
from policyreport.office_templates.word.package import name, w
from policyreport.office_templates.word.stories import Story
from policyreport.office_templates.word.table_formulas import formula_faults
from policyreport.office_templates.xml import Element, parse

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
        elif is_calculated(one):
            yield from formula_faults(file, place, one)
        elif kind in _STALE and not _is_of_contents(one) and not _is_settled(one):
            yield errors.stale_field(file, place, one.code.strip(), _STALE[kind])
        elif kind == "TOC":
            yield from (
                contents_faults(file, place, one)
                if story.is_body
                else (errors.stale_field(file, place, one.code.strip(), _TEXT),)
            )
        elif kind == "SEQ" and counting_of(one) is None:
            yield uncounted(file, place, one.code.strip())


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
    """Return whether a field stands in a table of contents, whose pages Word itself updates."""
    return one.around is not None and (one.around.kind == "TOC" or _is_of_contents(one.around))


def is_calculated(one: Field) -> bool:
    """Return whether a field is a formula of a table in which something is filled."""
    table = _table_around(one)
    return one.kind == "=" and table is not None and _is_filled(table)


def _is_settled(one: Field) -> bool:
    """Return whether a formula calculates only with cells of a table in which nothing is filled."""
    table = _table_around(one)
    if one.kind != "=" or table is None or one.is_made_of_fields:
        return False
    names = _NAME.findall(one.code.partition("\\")[0])
    return all(map(_KNOWN_IN_FORMULAS.fullmatch, names)) and not _is_filled(table)


def _table_around(one: Field) -> Element | None:
    return next(one.begin.iterancestors(w("tbl")), None)


def _is_filled(table: Element) -> bool:
    return opens("".join(t.text or "" for t in table.iter(w("t"))))


_LIST_NUMBERS = Message("numbers of lists", "목록의 번호 모양")
_RELATION = name("r", "id")


def reach_faults(path: str, file: OfficePackage, stories: Collection[Story]) -> Iterator[Problem]:
    """Yield the tags of marked parts that are not filled."""
    for story in stories:
        for element in story.root.iter("*"):
            for attribute, value in element.attrib.items():
                if attribute == _RELATION:
                    owner = _owner(element, story, stories)
                    if relation := file.relations[owner.name].get(value):
                        yield from _of_relation(path, relation, owner.place_of(element))
                elif opens(value) and next(element.iterancestors(w("p")), None) is None:
                    yield errors.out_of_reach(path, story.place_of(element), value)
    for part in (part for part, kind in file.kinds.items() if kind == "numbering"):
        if text := first_tag(parse(file.parts[part])):
            yield errors.out_of_reach(path, _LIST_NUMBERS, text)


def _owner(element: Element, story: Story, stories: Collection[Story]) -> Story:
    """Return the part to which an element belongs: that of the notes for one in a note that stands in the text."""
    note = next(element.iterancestors(*NOTES), None)
    return story if note is None else next((one for one in stories if one.root.tag == f"{note.tag}s"), story)


def _of_relation(path: str, relation: Relation, place: Message) -> Iterator[Problem]:
    """Yield what is wrong with the address to which an element leads."""
    if relation.outside and (address := address_with_tags(relation.target)):
        yield unfilled_address(path, place, address)


def first_tag(root: Element) -> str:
    """Return the first text of a part in which a tag begins, also one that is scattered over runs."""
    paragraphs = ("".join(t.text or "" for t in p.iter(name("a", "t"))) for p in root.iter(name("a", "p")))
    others = (text for element in root.iter("*") for text in (element.text or "", *element.attrib.values()))
    return next(filter(opens, (*paragraphs, *others)), "")
