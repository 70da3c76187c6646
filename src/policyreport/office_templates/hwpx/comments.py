"""A faulty template as a copy with a memo (메모) at each fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from lxml import etree

from policyreport.diagnostics import Problem
from policyreport.office_templates.fault_comments import AUTHOR, comment_text, place_of
from policyreport.office_templates.hwpx.locations import Locations
from policyreport.office_templates.hwpx.package import HANGUL, filled_parts, hp, read
from policyreport.office_templates.runs import segments_of
from policyreport.office_templates.xml import Element, drop_all, parse, serialize
from policyreport.renderers.hwpx import package

_FIELD_ID = str(int.from_bytes(b"%%me", "big"))
_NO_SHAPE = "65535"
"""The look of a memo that is 한글's own."""
_NO_TIME = "1980-01-01T00:00:00Z"
_WITHOUT_MEMOS = tuple(map(hp, ("header", "footer", "footNote", "endNote", "drawText", "caption")))
_LIST = {
    "id": "",
    "textDirection": "HORIZONTAL",
    "lineWrap": "BREAK",
    "vertAlign": "TOP",
    "linkListIDRef": "0",
    "linkListNextIDRef": "0",
    "textWidth": "0",
    "textHeight": "0",
    "hasTextRef": "0",
    "hasNumRef": "0",
}
_PARAGRAPH = {"id": "0", "paraPrIDRef": "0", "styleIDRef": "0", "pageBreak": "0", "columnBreak": "0", "merged": "0"}


def annotate(content: bytes, problems: Iterable[Problem], *, korean: bool) -> bytes:
    """Return a template with a memo at the tag of each problem, in Korean or English; the same bytes each time.

    한글 has memos in the body and its tables alone: those on a note, a text box, a header and the like are set at the
    paragraph to which it belongs, those on a master page at the body's beginning.
    """
    source = read(content)
    roots = {name: parse(source[name]) for name in filled_parts(source)}
    places = Locations()
    by_place: dict[str, Element] = {}
    for root in roots.values():
        for paragraph, place in places.of(root):
            by_place.setdefault(place.ko, paragraph)
    first = next(iter(by_place.values()), None)
    memos = _Memos(roots.values())
    for problem in problems:
        paragraph = _home(by_place.get(place_of(problem), first), first)
        if paragraph is not None:
            memos.put(paragraph, problem.field, comment_text(problem, korean=korean))
    return package.packed({**source, **{name: serialize(root) for name, root in roots.items()}})


def _home(paragraph: Element | None, first: Element | None) -> Element | None:
    """Return the paragraph where the memo on another can be."""
    if paragraph is None:
        return first
    ancestors = list(paragraph.iterancestors())
    if ancestors[-1].tag.endswith("masterPage"):
        return first
    holders = [one for one in ancestors if one.tag in _WITHOUT_MEMOS]
    return next(holders[-1].iterancestors(hp("p")), first) if holders else paragraph


class _Memos:
    """Puts memos into a file, numbered after those that it has."""

    def __init__(self, roots: Iterable[Element]) -> None:
        begins = [begin for root in roots for begin in root.iter(hp("fieldBegin"))]
        taken = {begin.get("id", "") for begin in begins}
        self._ids = (str(number) for number in count(1) if str(number) not in taken)
        self._numbers = count(1 + sum(begin.get("type", "") == "MEMO" for begin in begins))

    def put(self, paragraph: Element, tag: str, text: str) -> None:
        """Put a memo around the runs of a paragraph in which a tag is written, or around all its text."""
        runs = _runs(paragraph, tag)
        look = {"charPrIDRef": runs[0].get("charPrIDRef", "0") if runs else "0"}
        identity = next(self._ids)
        begin = etree.Element(hp("run"), look)
        etree.SubElement(begin, hp("ctrl")).append(self._memo(identity, next(self._numbers), text))
        end = etree.Element(hp("run"), look)
        ends = {"beginIDRef": identity, "fieldid": _FIELD_ID}
        etree.SubElement(etree.SubElement(end, hp("ctrl")), hp("fieldEnd"), ends)
        if runs:
            runs[0].addprevious(begin)
            last_run = _last_of_whole(runs[0], runs[-1])
            (begin if last_run is None else last_run).addnext(end)
        else:
            last = paragraph.findall(hp("run"))[-1:]
            for element in (begin, end):
                if last:
                    last[0].addnext(element)
                else:
                    paragraph.insert(0, element)
                last = [element]
        drop_all(paragraph.iterchildren(hp("linesegarray")))

    def _memo(self, identity: str, number: int, text: str) -> Element:
        attributes = {"id": identity, "type": "MEMO", "name": "", "editable": "1", "dirty": "0"}
        memo = etree.Element(hp("fieldBegin"), {**attributes, "zorder": str(number), "fieldid": _FIELD_ID})
        parameters = etree.SubElement(memo, hp("parameters"), {"cnt": "7", "name": ""})
        for kind, name, value in (
            ("integerParam", "Prop", "0"),
            ("stringParam", "Command", f"MEMO/{_NO_SHAPE}/{number}/0/0/{AUTHOR}/\\;;"),
            ("stringParam", "ID", f"memo{number}"),
            ("integerParam", "Number", str(number)),
            ("stringParam", "Author", AUTHOR),
            ("stringParam", "MemoShapeIDRef", _NO_SHAPE),
            ("stringParam", "CreateDateTime", _NO_TIME),
        ):
            etree.SubElement(parameters, hp(kind), {"name": name}).text = value
        listed = etree.SubElement(memo, hp("subList"), _LIST)
        for line in text.split("\n"):
            run = etree.SubElement(etree.SubElement(listed, hp("p"), _PARAGRAPH), hp("run"), {"charPrIDRef": "0"})
            etree.SubElement(run, hp("t")).text = line
        return memo


def _runs(paragraph: Element, tag: str) -> Sequence[Element]:
    """Return the runs in which a tag is written; where it is not found all that show text."""
    segments = list(segments_of(paragraph, HANGUL))
    start = "".join(piece.text for piece in segments).find(tag) if tag else -1
    end = start + len(tag)
    chosen = [p.element for p in segments if start >= 0 and start < p.start + len(p.text) and p.start < end]
    runs = [element.getparent() for element in chosen or [p.element for p in segments]]
    return list(dict.fromkeys(run for run in runs if run is not None))


def _last_of_whole(first: Element, last: Element) -> Element | None:
    """Return the run by which every field that begins from one run on has ended, not before another; None for none."""
    begun, ended = set[str](), set[str]()
    is_reached = False
    run: Element | None = first
    while run is not None:
        begun |= {one.get("id", "") for one in run.iter(hp("fieldBegin"))}
        ended |= {one.get("beginIDRef", "") for one in run.iter(hp("fieldEnd"))}
        is_reached = is_reached or run is last
        if is_reached and begun == ended:
            return run
        run = run.getnext()
    return None
