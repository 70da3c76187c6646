"""Tables of contents and of figures (``TOC``): their entries are made anew from the headings or captions of a document.

Only Word knows on which pages they stand. The numbers are left out, and the file asks Word to fill them in when it is
opened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates.errors import location
from policyreport.office_templates.word.field_parsing import Field, fields, in_result
from policyreport.office_templates.word.lists import Lists, list_labels
from policyreport.office_templates.word.package import w
from policyreport.office_templates.word.runs import characters
from policyreport.office_templates.word.styles import StyleSheet, set_property
from policyreport.office_templates.word.template_notes import is_hidden
from policyreport.office_templates.xml import Element, drop, whole_number
from policyreport.ooxml.text_width import text_width

_CONTENTS = "contents"
"""An attribute that only stands in a template's tree while it is filled: that a field is a table of contents."""
_LEVELS = re.compile(r"([1-9])(?:-([1-9]))?")
_PAIR = re.compile(r"\s*([^,;]+?)\s*[,;]\s*([1-9])\s*(?:[,;]|$)")
_MOST = 9
_LABEL_LETTER, _LABEL_GAP = 130, 180
"""How wide a letter of a heading's number is, and what stands free behind it, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class ContentsCode:
    """What a table of contents lists: headings of some levels, by outline, styles, or the captions with a name."""

    headings: range
    by_outline: bool = False
    styles: dict[str, int] = field(default_factory=dict[str, int])
    captions: str = ""
    linked: bool = False
    without_pages: range = range(0)
    separator: str = ""

    @property
    def look(self) -> str:
        """The style of its entries, in which the level is left open."""
        return "table of figures" if self.captions else "toc {}"


def read_contents(one: Field) -> ContentsCode | None:
    """Return what a field's code says; None where it uses what is not made anew here."""
    known: dict[str, str] = {}
    switch = ""
    for word in one.words[1:]:
        if word.startswith("\\"):
            switch = word[1:].lower()
            known[switch] = ""
        elif switch:
            known[switch] = word
        else:
            return None
    if set(known) - {"o", "h", "z", "u", "n", "p", "t", "c", "w", "x", "*"} or one.is_made_of_fields:
        return None
    captions = known.get("c", "")
    levels = _range(known.get("o", "") or f"1-{_MOST}") if "o" in known else range(0)
    if not known.keys() & {"o", "t", "u", "c"}:
        levels = range(1, 4)
    styles = {found[1].casefold(): int(found[2]) for found in _PAIR.finditer(known.get("t", ""))}
    if levels is None or (without := _range(known["n"] or f"1-{_MOST}") if "n" in known else range(0)) is None:
        return None
    return ContentsCode(levels, "u" in known, styles, captions, "h" in known, without, known.get("p", ""))


def _range(text: str) -> range | None:
    found = _LEVELS.fullmatch(text)
    return range(int(found[1]), int(found[2] or found[1]) + 1) if found else None


def clear_contents(root: Element) -> bool:
    """Take the old entries out of the tables of contents of a template, but for their looks; return whether there are.

    What stands in them follows from the rest, and their tags may name what is known only elsewhere.
    """
    for simple in list(root.iter(w("fldSimple"))):
        if simple.get(w("instr"), "").split()[:1] == ["TOC"]:
            _write_at_length(simple)
    found = [one for one in fields(root) if one.kind == "TOC" and one.end is not None]
    for one in found:
        one.begin.set(_CONTENTS, "1")
        for element in [*one.shown, *in_result(one, root)]:
            drop(element)
    return bool(found)


def contents_faults(file: str, place: Message, one: Field) -> Iterator[Problem]:
    """Yield what is wrong with a table of contents of a template."""
    code = one.code.strip()
    if read_contents(one) is None:
        what = Message(f"this table of contents is not made anew: {code}", f"이 목차는 다시 만들지 못합니다: {code}")
        hint = Message(
            "insert it again (References, Table of Contents, or Insert Table of Figures), from styles or levels alone",
            "참조 › 목차(또는 그림 목차 삽입)에서 수준이나 스타일로 만드는 것으로 다시 넣으십시오",
        )
        yield Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, place), code, hint)
    elif one.end is None or _around(one.begin).getparent() is not _around(one.end).getparent():
        what = Message(
            f"this table of contents begins and ends in different texts: {code}",
            f"목차의 처음과 끝이 다른 글에 있습니다: {code}",
        )
        hint = Message("insert it again", "참조 › 목차에서 다시 넣으십시오")
        yield Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, place), code, hint)


def pages_to_update(file: str, place: Message) -> Problem:
    """Return the note that Word has to fill in the page numbers of a table of contents."""
    what = Message(
        "the entries of the contents are made anew; Word fills in their page numbers when the file is opened",
        "목차의 항목은 다시 만들고, 쪽 번호는 Word가 파일을 열 때 채웁니다",
    )
    hint = Message(
        "open the file in Word, answer Yes to 'update the fields in this document?', and save it before it is sent",
        "Word에서 열어 '이 문서의 필드를 업데이트하시겠습니까?'에 '예'를 누르고 저장한 뒤 내보내십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.contents-pages", what, location(file, place), hint=hint)


def make_contents(body: Element, roots: Collection[Element], styles: StyleSheet, lists: Lists) -> bool:
    """Fill the tables of contents of a filled document's body; return whether there are any."""
    found = [one for one in fields(body) if one.begin.attrib.pop(_CONTENTS, None) is not None]
    if not found:
        return False
    marks = _Marks(roots)
    labels = dict(list_labels(_paragraphs(body), styles, lists))
    for one in found:
        code = read_contents(one)
        if code is not None:
            entries = list(_entries(body, code, styles, labels))
            _fill(one, code, [(level, text, marks.over(paragraph)) for level, text, paragraph in entries], styles, body)
    return True


def ask_for_update(settings: Element) -> None:
    """Let Word ask, when the file is opened, whether it may update the fields."""
    made = etree.Element(w("updateFields"), {w("val"): "true"})
    following = next((element for element in settings if element.tag in _AFTER_UPDATE), None)
    if following is None:
        settings.append(made)
    else:
        following.addprevious(made)


_AFTER_UPDATE = tuple(
    map(
        w,
        (
            *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema"),
            *("themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults"),
            *("decimalSymbol", "listSeparator"),
        ),
    )
)


def _write_at_length(simple: Element) -> None:
    """Write a field that is one element as one over several runs, as entries of contents need it."""
    content = [etree.Element(w("fldChar"), {w("fldCharType"): kind}) for kind in ("begin", "separate", "end")]
    code = etree.Element(w("instrText"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    code.text = simple.get(w("instr"))
    for element in (content[0], code, content[1], *list(simple), content[2]):
        run = element
        if element.tag in {w("fldChar"), w("instrText")}:
            run = etree.Element(w("r"))
            run.append(element)
        simple.addprevious(run)
    drop(simple)


def _around(element: Element) -> Element:
    return next(element.iterancestors(w("p")))


def _paragraphs(body: Element) -> Iterator[Element]:
    """Yield the paragraphs of a body but for those in text boxes."""
    for paragraph in body.iter(w("p")):
        if next(paragraph.iterancestors(w("txbxContent")), None) is None:
            yield paragraph


def _entries(
    body: Element, code: ContentsCode, styles: StyleSheet, labels: dict[Element, str]
) -> Iterator[tuple[int, list[str], Element]]:
    """Yield the level, the label and text, and the paragraph of each entry."""
    captions = (
        {_around(one.begin) for one in fields(body) if one.kind == "SEQ" and one.words[1:2] == [code.captions]}
        if code.captions
        else set[Element]()
    )
    for paragraph in _paragraphs(body):
        level = 1 if paragraph in captions else 0 if code.captions else _level(paragraph, code, styles)
        text = _text(paragraph) if level else ""
        if text:
            yield level, [*filter(None, [labels.get(paragraph, "")]), text], paragraph


def _level(paragraph: Element, code: ContentsCode, styles: StyleSheet) -> int:
    """Return the level at which a table of contents lists a paragraph; 0 where it does not."""
    name = styles.name_of(paragraph)
    kind, _, number = name.partition(" ")
    if kind == "heading" and number.isdecimal() and int(number) in code.headings:
        return int(number)
    if name in code.styles:
        return code.styles[name]
    if code.by_outline:
        level = styles.outline_level(paragraph) or 0
        return level if level in (code.headings or range(1, _MOST + 1)) else 0
    return 0


def _text(paragraph: Element) -> str:
    """Return the text of a heading in one line, without what is hidden."""
    pieces: list[str] = []
    for element in paragraph.iter(w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen")):
        run = element.getparent()
        if run is not None and run.tag == w("r") and not is_hidden(run) and _around(run) is paragraph:
            pieces.append(
                "\u2011"
                if element.tag == w("noBreakHyphen")
                else (element.text or "")
                if element.tag == w("t")
                else " "
            )
    return " ".join("".join(pieces).split())


class _Marks:
    """The bookmarks to which the entries of contents lead."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._names, ids = set[str](), [0]
        for root in roots:
            for mark in root.iter(w("bookmarkStart")):
                self._names.add(mark.get(w("name"), ""))
                ids.append(int(mark.get(w("id"), "0")) if mark.get(w("id"), "").isdecimal() else 0)
        self._ids, self._numbers = count(max(ids) + 1), count(1)

    def over(self, paragraph: Element) -> str:
        """Return the name of a bookmark over a paragraph, which is made where there is none."""
        for mark in paragraph.iter(w("bookmarkStart")):
            if mark.get(w("name"), "").startswith("_Toc"):
                return mark.get(w("name"), "")
        name = next(each for each in (f"_Toc{100_000_000 + at}" for at in self._numbers) if each not in self._names)
        number = str(next(self._ids))
        start = etree.Element(w("bookmarkStart"), {w("id"): number, w("name"): name})
        properties = paragraph.find(w("pPr"))
        if properties is None:
            paragraph.insert(0, start)
        else:
            properties.addnext(start)
        etree.SubElement(paragraph, w("bookmarkEnd"), {w("id"): number})
        return name


_Entry = tuple[int, Sequence[str], str]
"""The level of an entry, its label and text, and the bookmark to which it leads."""


def _fill(one: Field, code: ContentsCode, entries: Sequence[_Entry], styles: StyleSheet, body: Element) -> None:
    """Put entries into a field, in the look of those that the template had."""
    assert one.end is not None  # noqa: S101 - others were refused in the template
    first, last = _around(one.begin), _around(one.end)
    between = [first, *(each for each in first.itersiblings() if each.tag == w("p"))]
    old = between[: between.index(last) + 1]
    samples = {styles.name_of(each): each for each in reversed(old)}
    one.begin.set(w("dirty"), "true")
    separator = one.separator if one.separator is not None else _separated(one)
    tail = _split_off(last, one.end)
    head = _cut_after(first, separator)
    texts: list[Element] = []
    for level, words, target in entries:
        style = code.look.format(level)
        sample = samples.get(style, first)
        made = etree.Element(w("p"))
        _dress(made, sample, style, styles, body)
        if len(words) > 1:
            _set_label_apart(made, words[0])
        linked = made
        if code.linked:
            linked = etree.SubElement(made, w("hyperlink"), {w("anchor"): target, w("history"): "1"})
        linked.extend(_entry_runs(words, target, _look(sample), code, level))
        texts.append(made)
    if not texts:
        texts.append(etree.Element(w("p")))
    properties = texts[0].find(w("pPr"))
    for at, element in enumerate(head):
        texts[0].insert(at + (properties is not None), element)
    parent = first.getparent()
    assert parent is not None  # noqa: S101 - a paragraph stands in something
    for text in texts:
        first.addprevious(text)
    has_text_behind = any(
        element.tag != w("bookmarkEnd") and next(element.iter(w("t"), w("drawing")), None) is not None
        for element in tail
    )
    if last is first or (not has_text_behind and not _is_alone(last)):
        texts[-1].extend(tail)
        _keep_section(texts[-1], last)
    else:
        ended = etree.Element(w("p"))
        properties = last.find(w("pPr"))
        if properties is not None:
            ended.append(properties)
        ended.extend(tail)
        first.addprevious(ended)
    for each in old:
        drop(each)


def _is_alone(last: Element) -> bool:
    """Return whether a paragraph held nothing but the end of the field, as Word writes it."""
    return next(last.iter(w("hyperlink"), w("t"), w("r")), None) is None


def _keep_section(paragraph: Element, old: Element) -> None:
    section = old.find(f"{w('pPr')}/{w('sectPr')}")
    if section is not None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        properties.append(section)


def _separated(one: Field) -> Element:
    """Return the separator of a field that showed nothing yet, made before its end."""
    assert one.end is not None  # noqa: S101 - others were refused in the template
    run, made = etree.Element(w("r")), etree.Element(w("fldChar"), {w("fldCharType"): "separate"})
    run.append(made)
    _child(_around(one.end), one.end).addprevious(run)
    return made


def _child(paragraph: Element, element: Element) -> Element:
    """Return the child of a paragraph in which an element stands."""
    return next(each for each in (element, *element.iterancestors()) if each.getparent() is paragraph)


def _split_off(paragraph: Element, end: Element) -> list[Element]:
    """Return what of a paragraph begins with the end of a field, taken out of it."""
    start = _child(paragraph, end)
    if start.tag != w("r"):  # the end stands in the link of the last entry
        run = end.getparent()
        assert run is not None  # noqa: S101 - a field's end stands in a run
        start.addnext(run)
        start = run
    taken = [start, *start.itersiblings()]
    for element in taken:
        drop(element)
    return taken


def _cut_after(paragraph: Element, separator: Element) -> list[Element]:
    """Return what of a paragraph stands before the result of a field, taken out of it."""
    last = _child(paragraph, separator)
    taken = [*reversed([each for each in last.itersiblings(preceding=True) if each.tag != w("pPr")]), last]
    for element in taken:
        drop(element)
    return taken


def _dress(made: Element, sample: Element, style: str, styles: StyleSheet, body: Element) -> None:
    """Give an entry the look of the template's entry of its level, else the style of the level, with its own tabs."""
    old = sample.find(w("pPr"))
    is_of_level = styles.name_of(sample) == style
    if old is not None:
        properties = deepcopy(old)
        for local in ("sectPr", *(() if is_of_level else ("pStyle", "ind"))):
            for element in properties.findall(w(local)):
                drop(element)
        made.append(properties)
    if not is_of_level and styles.id_of(style):
        if made.find(w("pPr")) is None:
            made.append(etree.Element(w("pPr")))
        made[0].insert(0, etree.Element(w("pStyle"), {w("val"): styles.id_of(style)}))
    if made.find(f"{w('pPr')}/{w('tabs')}") is None and not styles.has_tabs(style):
        tabs = etree.Element(w("tabs"))
        place = {w("val"): "right", w("leader"): "dot", w("pos"): str(_text_width(body))}
        etree.SubElement(tabs, w("tab"), place)
        set_property(made, tabs)


def _set_label_apart(made: Element, label: str) -> None:
    """Give an entry that begins with a number a tab stop behind it, as Word does, where its own tabs have none."""
    tabs = made.find(f"{w('pPr')}/{w('tabs')}")
    if tabs is None:  # those of the style are meant for it
        return
    if all(tab.get(w("val")) != "left" for tab in tabs):
        indent = made.find(f"{w('pPr')}/{w('ind')}")
        left = "0" if indent is None else indent.get(w("left"), "0")
        start = int(left) if left.isdecimal() else 0
        place = {w("val"): "left", w("pos"): str(start + _LABEL_GAP + round(text_width(label) * _LABEL_LETTER))}
        tabs.insert(0, etree.Element(w("tab"), place))


def _text_width(body: Element) -> int:
    """Return the width of the text on the last section's pages, in twentieths of a point."""
    sections = list(body.iter(w("sectPr")))
    size = sections[-1].find(w("pgSz")) if sections else None
    margins = sections[-1].find(w("pgMar")) if sections else None
    if size is None or margins is None:
        return 9026
    sides = sum(whole_number(margins.get(w(side), "1440")) for side in ("left", "right"))
    return whole_number(size.get(w("w"), "11906")) - sides


def _look(sample: Element) -> Element | None:
    """Return the format of the runs of an entry."""
    runs = (run for run in sample.iter(w("r")) if run.find(w("fldChar")) is None and run.find(w("instrText")) is None)
    return next((properties for run in runs if (properties := run.find(w("rPr"))) is not None), None)


def _entry_runs(
    words: Sequence[str], target: str, look: Element | None, code: ContentsCode, level: int
) -> Iterator[Element]:
    def run(*content: Element) -> Element:
        made = etree.Element(w("r"))
        if look is not None:
            made.append(deepcopy(look))
        made.extend(content)
        return made

    yield run(*characters("\t".join(words)))
    if level in code.without_pages:
        return
    yield run(*characters(code.separator or "\t"))
    instruction = etree.Element(w("instrText"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    instruction.text = f" PAGEREF {target} \\h "
    yield run(etree.Element(w("fldChar"), {w("fldCharType"): "begin", w("dirty"): "true"}))
    yield run(instruction)
    yield run(etree.Element(w("fldChar"), {w("fldCharType"): "separate"}))
    yield run(etree.Element(w("fldChar"), {w("fldCharType"): "end"}))
