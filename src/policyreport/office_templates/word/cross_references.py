"""Cross-references (``REF``), which show the text of a bookmark: whether it can be known, and what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates.branches import Path
from policyreport.office_templates.word import errors
from policyreport.office_templates.word.cleanup import SHOWN, Field, counting_of, fields, is_in_run, referred_to
from policyreport.office_templates.word.locations import Story
from policyreport.office_templates.word.namespaces import name, w
from policyreport.office_templates.word.runs import characters
from policyreport.office_templates.xml import Element, drop

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
    held: tuple[Element, ...]

    def text(self) -> str:
        """Return the text that stands in it."""
        shown = (element for element in self.held if element.tag in SHOWN and is_in_run(element))
        return "".join(_CHARACTERS.get(element.tag, element.text or "") for element in shown)


def references(found: Iterable[Field], roots: Iterable[Element]) -> Mapping[Field, Bookmark | None]:
    """Return the cross-references among a file's fields with the bookmarks whose text they show.

    It is None where there is no such bookmark, or where they show something else of it. The name of a bookmark alone is
    a cross-reference too.
    """
    names = {one: referred_to(one) for one in found if one.kind not in _BOOKMARK_FREE}
    known = _bookmarks(roots if names else (), set(names.values()))
    return {one: known.get(called) for one, called in names.items() if one.kind == "REF" or called in known}


def reference_faults(file: str, stories: Collection[Story], paths: Mapping[Element, Path]) -> Iterator[Problem]:
    """Yield the cross-references whose text cannot be known; ``paths`` are those of all parts, once marked."""
    kinds = {one.begin: one.kind for story in stories for one in story.fields}
    found = references((one for story in stories for one in story.fields), [story.root for story in stories])
    for story in stories:
        for one in story.fields:
            if one in found and one.begin in paths and (why := _why_not(one, found[one], kinds, paths)):
                yield errors.reference(file, story.place_of(one.begin), one.code.strip(), why)


def _why_not(
    one: Field, bookmark: Bookmark | None, kinds: Mapping[Element, str], paths: Mapping[Element, Path]
) -> Message | None:
    if bookmark is None:
        return _MISSING if referred_to(one) else _OTHER
    is_plain = all(e.tag not in _UNREADABLE and kinds.get(e, "SEQ") == "SEQ" for e in bookmark.held)
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


def _bookmarks(roots: Iterable[Element], asked: Collection[str]) -> Mapping[str, Bookmark]:
    """Return those bookmarks of a file that are asked for, the first of each name, by their names in small letters."""
    found: dict[str, Bookmark] = {}
    for root in roots:
        opened: dict[str, tuple[Element, list[Element]]] = {}
        for element in root.iter("*"):
            if element.tag == w("bookmarkStart") and element.get(w("name"), "").casefold() in asked:
                opened[element.get(w("id"), "")] = (element, [])
            elif element.tag == w("bookmarkEnd") and element.get(w("id"), "") in opened:
                start, held = opened.pop(element.get(w("id"), ""))
                found.setdefault(start.get(w("name")).casefold(), Bookmark(start, element, tuple(held)))
            else:
                for _, held in opened.values():
                    held.append(element)
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
    made = list(characters(text))
    if one.begin is one.end and not one.shown:
        etree.SubElement(one.begin, w("r")).extend(made)
        return
    if one.begin is not one.end and one.separator is None:
        made.insert(0, etree.Element(w("fldChar"), {w("fldCharType"): "separate"}))
    before = one.shown[0] if one.shown else one.end
    for element in made:
        before.addprevious(element)
    for old in one.shown:
        drop(old)
