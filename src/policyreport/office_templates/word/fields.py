"""The fields of a Word file: which may not be there, and the captions and cross-references that are numbered again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates import errors
from policyreport.office_templates.errors import location
from policyreport.office_templates.link_addresses import address_with_tags, unfilled_address
from policyreport.office_templates.opc_package import OfficePackage, Relation
from policyreport.office_templates.tag_marking import Path
from policyreport.office_templates.tags import opens
from policyreport.office_templates.word.locations import placed, story_of
from policyreport.office_templates.word.package import name, w
from policyreport.office_templates.word.prepare import sanitize
from policyreport.office_templates.word.runs import characters
from policyreport.office_templates.xml import Element, drop, is_within, parse

SHOWN = tuple(map(w, ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")))
"""What a run shows of a text."""
_QUOTES = '"“”'
_WORD = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|\\\*|[^\s{_QUOTES}]+")
_LOOKS = ("MERGEFORMAT", "CHARFORMAT")
"""Formats that say only which letters a result is shown in."""


@dataclass(slots=True, eq=False)
class Field:
    """A field: where it begins and ends (a simple one is one element), its code, and what shows its result.

    ``around`` is the field in which it stands; ``is_made_of_fields`` where others stand in its code.
    """

    begin: Element
    around: Field | None
    code: str = ""
    separator: Element | None = None
    end: Element | None = None
    shown: list[Element] = field(default_factory=list["Element"])
    is_made_of_fields: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the code, without quotation marks."""
        return [word.strip(_QUOTES) for word in _WORD.findall(self.code)]

    @property
    def kind(self) -> str:
        """What the field is called: ``REF``, ``=`` for a formula, empty where it says nothing."""
        first = next(iter(self.words), "").upper()
        return "=" if first.startswith("=") else first


class Counting(NamedTuple):
    """How a caption's number is made: from which count, by starting it anew, and whether it goes on and is shown."""

    name: str
    start: int | None
    goes_on: bool
    is_shown: bool


def fields(root: Element) -> list[Field]:
    """Return the fields of a part in the order of their beginnings."""
    found: list[Field] = []
    opened: list[Field] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), *SHOWN):
        kind = element.get(w("fldCharType"), "")
        if element.tag == w("fldSimple") or kind == "begin":
            around = opened[-1] if opened else None
            found.append(Field(element, around, element.get(w("instr"), "")))
            if around is not None and around.separator is None:
                around.is_made_of_fields = True
        if element.tag == w("fldSimple"):
            found[-1].end = element
            found[-1].shown = [shown for shown in element.iter(*SHOWN) if is_in_run(shown)]
        elif kind == "separate" and opened:
            opened[-1].separator = element
        elif kind == "end" and opened:
            opened.pop().end = element
        elif element.tag == w("instrText") and opened and opened[-1].separator is None:
            opened[-1].code += element.text or ""
        if is_in_run(element):
            for each in opened:
                if each.separator is not None and each.separator is not element:
                    each.shown.append(element)
        if kind == "begin":
            opened.append(found[-1])
    return found


def counting_of(one: Field) -> Counting | None:
    """Return how a caption's number (``SEQ``) is counted; None where it is not a plain count 1, 2, 3."""
    name, *switches = one.words[1:] or ("",)
    start, goes_on, is_hidden, is_formatted = None, True, False, False
    remaining = iter(switches)
    for word in remaining:
        switch = word.lower()
        if switch == r"\*" and next(remaining, "").upper() in ("ARABIC", *_LOOKS):
            is_formatted = True
        elif switch == r"\r" and (number := next(remaining, "")).isdecimal():
            start = int(number)
        elif switch in (r"\c", r"\n", r"\h"):
            goes_on = goes_on and switch != r"\c"
            is_hidden = is_hidden or switch == r"\h"
        else:
            return None
    return Counting(name.casefold(), start, goes_on, is_formatted or not is_hidden) if name else None


def referred_to(one: Field) -> str:
    """Return the bookmark whose text a cross-reference shows, in small letters; empty where it shows something else.

    ``REF`` may be left out.
    """
    name, *switches = one.words[1 if one.kind == "REF" else 0 :] or ("",)
    remaining = iter(switches)
    plain = all(
        word.lower() == r"\h" or (word == r"\*" and next(remaining, "").upper() in _LOOKS) for word in remaining
    )
    return name.casefold() if plain else ""


def is_in_run(element: Element) -> bool:
    """Return whether an element is what a run shows, and no tab stop of a paragraph's look."""
    parent = element.getparent()
    return parent is not None and parent.tag == w("r")


class Story:
    """A part of a template: its tree without what the author left in it, and its fields.

    Places are determined before tracked changes are carried out, as the author sees them.
    """

    def __init__(self, name: str, root: Element) -> None:
        self.name, self.root = name, root
        self._places = dict(placed(root, story_of(name)))
        sanitize(root)
        self.fields = fields(root)

    def paragraphs(self) -> Iterator[tuple[Element, Message]]:
        """Yield its paragraphs with their places."""
        for paragraph, place in self._places.items():
            if is_within(paragraph, self.root):
                yield paragraph, place

    def place_of(self, element: Element) -> Message:
        """Return where an element stands: in a paragraph, or beside the first of those in its table or control."""
        around = (element, *element.iterancestors())
        inside = (paragraph for each in around for paragraph in each.iter(w("p")))
        return next((self._places[each] for each in (*around, *inside) if each in self._places), _DOCUMENT)


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
    """Yield the tags of marked parts that are not filled, and the charts that would be repeated."""
    for story in stories:
        for element in story.root.iter("*"):
            for attribute, value in element.attrib.items():
                if attribute == _RELATION and (relation := file.relations[story.name].get(value)):
                    yield from _of_relation(path, file, relation, story.place_of(element), paths.get(element, ()))
                elif opens(value) and next(element.iterancestors(w("p")), None) is None:
                    yield errors.out_of_reach(path, story.place_of(element), value)
    for part in (part for part, kind in file.kinds.items() if kind == "numbering"):
        if text := _first_tag(parse(file.parts[part])):
            yield errors.out_of_reach(path, _LIST_NUMBERS, text)


def _of_relation(
    path: str, file: OfficePackage, relation: Relation, place: Message, branch_path: Path
) -> Iterator[Problem]:
    """Yield what is wrong with the address or the chart to which an element leads that stands in some blocks."""
    if relation.outside and (address := address_with_tags(relation.target)):
        yield unfilled_address(path, place, address)
    elif relation.word == "chart":
        if text := _first_tag(parse(file.parts[relation.target])):
            yield tag_in_chart(path, place, text)
        if any(branch.is_repeated for branch in branch_path):
            yield repeated_chart(path, place)


def _first_tag(root: Element) -> str:
    """Return the first text of a part in which a tag begins, also one that is scattered over runs."""
    paragraphs = ("".join(t.text or "" for t in p.iter(name("a", "t"))) for p in root.iter(name("a", "p")))
    others = (text for element in root.iter("*") for text in (element.text or "", *element.attrib.values()))
    return next(filter(opens, (*paragraphs, *others)), "")


_BOOKMARK_FREE = frozenset(("SEQ", "TOC", "HYPERLINK", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"))
"""Kinds of fields that are none of a bookmark, even where one is called so."""
_UNREADABLE = (
    *map(w, ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference")),
    name("m", "oMath"),
)
_CHARACTERS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_MISSING = Message("there is no such bookmark", "가리키는 책갈피가 없습니다")
_OTHER = Message("it shows something else than a text", "글이 아닌 것(번호, 쪽, 위·아래)을 보입니다")
_MORE = Message("it refers to something else than text within one paragraph", "한 문단 안의 글이 아닌 곳을 가리킵니다")
_UNSURE = Message(
    "what it refers to is repeated, or may be missing", "가리키는 곳이 되풀이되거나 나오지 않을 수 있습니다"
)


class Bookmark(NamedTuple):
    """A named place: where it begins and ends, and what stands between."""

    start: Element
    end: Element
    content: tuple[Element, ...]

    def text(self) -> str:
        """Return the text that stands in it."""
        shown = (element for element in self.content if element.tag in SHOWN and is_in_run(element))
        return "".join(_CHARACTERS.get(element.tag, element.text or "") for element in shown)


def references(found: Iterable[Field], roots: Iterable[Element]) -> Mapping[Field, Bookmark | None]:
    """Return the cross-references among a file's fields with the bookmarks whose text they show.

    It is None where there is no such bookmark, or where they show something else of it. The name of a bookmark alone is
    a cross-reference too.
    """
    names = {one: referred_to(one) for one in found if one.kind not in _BOOKMARK_FREE}
    known = _bookmarks(roots if names else (), set(names.values()))
    return {
        one: known.get(bookmark_name)
        for one, bookmark_name in names.items()
        if one.kind == "REF" or bookmark_name in known
    }


def reference_faults(file: str, stories: Collection[Story], paths: Mapping[Element, Path]) -> Iterator[Problem]:
    """Yield the cross-references whose text cannot be known; ``paths`` are those of all parts, once marked."""
    kinds = {one.begin: one.kind for story in stories for one in story.fields}
    found = references((one for story in stories for one in story.fields), [story.root for story in stories])
    for story in stories:
        for one in story.fields:
            if one in found and one.begin in paths and (why := _why_not(one, found[one], kinds, paths)):
                yield reference(file, story.place_of(one.begin), one.code.strip(), why)


def _why_not(
    one: Field, bookmark: Bookmark | None, kinds: Mapping[Element, str], paths: Mapping[Element, Path]
) -> Message | None:
    if bookmark is None:
        return _MISSING if referred_to(one) else _OTHER
    is_plain = all(e.tag not in _UNREADABLE and kinds.get(e, "SEQ") == "SEQ" for e in bookmark.content)
    if not (
        is_plain and _are_in_one_paragraph(bookmark.start, bookmark.end) and _are_in_one_paragraph(one.begin, one.end)
    ):
        return _MORE
    path = paths[bookmark.start]
    is_certain = path == paths[bookmark.end] == paths[one.begin][: len(path)]
    return None if is_certain and not any(branch.is_repeated for branch in path) else _UNSURE


def _are_in_one_paragraph(start: Element, end: Element | None) -> bool:
    around = next(start.iterancestors(w("p")), None)
    return around is not None and end is not None and around is next(end.iterancestors(w("p")), None)


def _bookmarks(roots: Iterable[Element], names: Collection[str]) -> Mapping[str, Bookmark]:
    """Return those bookmarks of a file that are asked for, the first of each name, by their names in small letters."""
    found: dict[str, Bookmark] = {}
    for root in roots:
        opened: dict[str, tuple[Element, list[Element]]] = {}
        for element in root.iter("*"):
            if element.tag == w("bookmarkStart") and element.get(w("name"), "").casefold() in names:
                opened[element.get(w("id"), "")] = (element, [])
            elif element.tag == w("bookmarkEnd") and element.get(w("id"), "") in opened:
                start, content = opened.pop(element.get(w("id"), ""))
                found.setdefault(start.get(w("name")).casefold(), Bookmark(start, element, tuple(content)))
            else:
                for _, content in opened.values():
                    content.append(element)
    return found


def show_results(roots: Sequence[Element]) -> None:
    """Number the captions of each part 1, 2, 3, and let cross-references show what their bookmarks hold now."""
    found = [fields(root) for root in roots]
    for of_part in found:
        _number(of_part)
    for one, bookmark in references((one for of_part in found for one in of_part), roots).items():
        if bookmark is not None:
            _show(one, bookmark.text())


def _number(found: Iterable[Field]) -> None:
    reached = Counter[str]()
    for one in found:
        counting = counting_of(one) if one.kind == "SEQ" else None
        if counting is not None:
            start = counting.start
            reached[counting.name] = reached[counting.name] + counting.goes_on if start is None else start
            _show(one, str(reached[counting.name]) if counting.is_shown else "")


def _show(one: Field, text: str) -> None:
    """Put a text in the place of a field's result, in the look of its beginning; one without an end stays."""
    if one.end is None:
        return
    elements = list(characters(text))
    if one.begin is one.end and not one.shown:
        etree.SubElement(one.begin, w("r")).extend(elements)
        return
    if one.begin is not one.end and one.separator is None:
        elements.insert(0, etree.Element(w("fldChar"), {w("fldCharType"): "separate"}))
    before = one.shown[0] if one.shown else one.end
    for element in elements:
        before.addprevious(element)
    for old in one.shown:
        drop(old)


def uncounted(file: str, where: Message, code: str) -> Problem:
    """Return the problem of a caption whose number is not counted 1, 2, 3."""
    what = Message(f"captions are counted 1, 2, 3, not as {code}", f"캡션 번호는 1, 2, 3으로만 셉니다: {code}")
    hint = Message(
        "insert the caption again (References, Insert Caption, Numbering): format 1, 2, 3, without the chapter number",
        "참조 › 캡션 삽입 › 번호 매기기에서 형식을 1, 2, 3으로 하고 '장 번호 포함'을 꺼서 다시 넣으십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


def reference(file: str, where: Message, code: str, why: Message) -> Problem:
    """Return the problem of a cross-reference whose text cannot be known."""
    what = Message(f"{code}: {why.en}", f"{code}: {why.ko}")
    hint = Message(
        "delete the cross-reference and write the text, or the tag to which it refers",
        "상호 참조(참조 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


def tag_in_chart(file: str, where: Message, text: str) -> Problem:
    """Return the problem of a tag in a chart, whose numbers and names stay as they were drawn."""
    what = Message(
        f"tags in a chart are not filled: '{text[:40]}'", f"차트 안의 표시는 채워지지 않습니다: '{text[:40]}'"
    )
    hint = Message(
        "write its title into a paragraph and its data into a table, or draw the chart in Excel (body.xlsx)",
        "제목은 문단에, 자료는 표에 쓰거나, 차트를 Excel로 그린 템플릿(body.xlsx)에 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.out-of-reach", what, location(file, where), hint=hint)


def repeated_chart(file: str, where: Message) -> Problem:
    """Return the problem of a chart in a loop, which would show the same numbers at each turn."""
    what = Message("a chart in a loop shows the same data at each turn", "되풀이하는 차트는 매번 같은 자료를 보입니다")
    hint = Message(
        "draw a table in its place, or put the chart outside of the loop", "표로 바꾸거나 되풀이 밖에 두십시오"
    )
    return Problem(ErrorKind.TEMPLATE, "template.chart", what, location(file, where), hint=hint)


_DOCUMENT = Message("document", "문서")
