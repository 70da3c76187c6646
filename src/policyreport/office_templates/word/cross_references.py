"""Cross-references (``REF``), which show what their bookmarks hold now.

Where a bookmark and the references to it stand in the same loop, each turn has a bookmark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates.errors import location
from policyreport.office_templates.tag_marking import Path
from policyreport.office_templates.word.field_parsing import LOOKS, SHOWN, Field, is_in_run, set_code, show
from policyreport.office_templates.word.package import name, w
from policyreport.office_templates.word.stories import Story
from policyreport.office_templates.xml import Element

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
    "what it refers to is repeated, or may be missing", "가리키는 곳이 반복되거나 나오지 않을 수 있습니다"
)


_PACE = "pace"
"""An attribute that only stands in a template's tree while it is filled: whether the bookmark to which a reference
refers comes before it or after it, in the same turn of a loop."""


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
    """Yield the cross-references whose text cannot be known; ``paths`` are those of all parts, once marked.

    Those that stand in a loop with their bookmarks are marked, so that each turn can be given a bookmark of its own.
    """
    kinds = {one.begin: one.kind for story in stories for one in story.fields}
    found = references((one for story in stories for one in story.fields), [story.root for story in stories])
    order = {element: at for at, element in enumerate(paths)} if found else {}
    for story in stories:
        for one in story.fields:
            if one in found and one.begin in paths:
                bookmark = found[one]
                if why := _why_not(one, bookmark, kinds, paths):
                    yield reference(file, story.place_of(one.begin), one.code.strip(), why)
                elif bookmark is not None and any(branch.is_repeated for branch in paths[bookmark.start]):
                    one.begin.set(_PACE, "before" if order[bookmark.start] < order[one.begin] else "after")


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
    is_repeated = any(branch.is_repeated for branch in path)
    return (
        None
        if is_certain and not (is_repeated and _note_around(one.begin) is not _note_around(bookmark.start))
        else _UNSURE
    )


def _note_around(element: Element) -> Element | None:
    """Return the note in which something stands, which is another part of the file when that is filled."""
    return next(element.iterancestors(w("footnote"), w("endnote")), None)


def _keep_pace(found: Iterable[Field], roots: Sequence[Element]) -> None:
    """Give the bookmarks of each turn of a loop names of their own, and let the references of the turn name them."""
    marked = {one.begin: one for one in found if _PACE in one.begin.attrib}
    names = {referred_to(one) for one in marked.values()}
    if not names:
        return
    marks = [mark for root in roots for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd"))]
    known = {mark.get(w("name"), "").casefold() for mark in marks}
    ids = count(1 + max((int(number) for mark in marks if (number := mark.get(w("id"), "")).isdecimal()), default=0))
    turns: dict[str, str] = {}
    waiting: dict[str, list[Field]] = {}
    renumbered: dict[str, str] = {}
    for root in roots:
        for element in root.iter(w("bookmarkStart"), w("bookmarkEnd"), w("fldChar"), w("fldSimple")):
            number, old = element.get(w("id"), ""), element.get(w("name"), "").casefold()
            if element.tag == w("bookmarkStart") and old in names:
                renumbered[number] = str(next(ids))
                element.set(w("id"), renumbered[number])
                if old in turns:
                    new = next(each for at in count(2) if (each := f"{old}_{at}") not in known)
                    known.add(new)
                    element.set(w("name"), new)
                turns[old] = element.get(w("name"), "")
                for one in waiting.pop(old, ()):
                    _name(one, turns[old])
            elif element.tag == w("bookmarkEnd") and number in renumbered:
                element.set(w("id"), renumbered.pop(number))
            elif (one := marked.get(element)) is not None:
                bookmark_name = referred_to(one)
                if element.attrib.pop(_PACE) == "after":
                    waiting.setdefault(bookmark_name, []).append(one)
                elif bookmark_name in turns:
                    _name(one, turns[bookmark_name])


def _name(one: Field, bookmark_name: str) -> None:
    """Let a cross-reference name a bookmark."""
    code = re.sub(rf"(?i){re.escape(referred_to(one))}\b", lambda _: bookmark_name, one.code, count=1)
    set_code(one, code)


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


def referred_to(one: Field) -> str:
    """Return the bookmark whose text a cross-reference shows, in small letters; empty where it shows something else.

    ``REF`` may be left out.
    """
    name, *switches = one.words[1 if one.kind == "REF" else 0 :] or ("",)
    remaining = iter(switches)
    plain = all(word.lower() == r"\h" or (word == r"\*" and next(remaining, "").upper() in LOOKS) for word in remaining)
    return name.casefold() if plain else ""


def show_references(found: Collection[Field], roots: Sequence[Element]) -> None:
    """Let the cross-references among the fields of a file show what their bookmarks hold now."""
    _keep_pace(found, roots)
    for one, bookmark in references(found, roots).items():
        if bookmark is not None:
            show(one, bookmark.text())


def reference(file: str, where: Message, code: str, why: Message) -> Problem:
    """Return the problem of a cross-reference whose text cannot be known."""
    what = Message(f"{code}: {why.en}", f"{code}: {why.ko}")
    hint = Message(
        "delete the cross-reference and write the text, or the tag to which it refers",
        "상호 참조(참조 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)
