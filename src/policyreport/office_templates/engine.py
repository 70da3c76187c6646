"""A drawn template's tags carried out by Jinja, which never sees the file's own XML.

The text of a file is cut at its tags. Jinja is given one line for each: a mark that stands for the piece of the file
before the tag, and the tag. What it gives back is marks again, of pieces and of printed values, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import unquote

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from policyreport.diagnostics import Message, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Inline, Text
from policyreport.document.number_format import plain_text
from policyreport.office_templates import errors
from policyreport.office_templates.name_check import wrong_names
from policyreport.office_templates.tags import (
    PREFIXES,
    Level,
    Tag,
    Vocabulary,
    escapes,
    lookalikes,
    opens,
    spots,
    strays,
    tag_of,
)
from policyreport.office_templates.xml import MARK, VALUE, Element, drop, with_marks
from policyreport.ooxml.xml_text import ILLEGAL_CHARACTERS
from policyreport.templating.diagnostics import problem_of
from policyreport.templating.environment import STEPS, Sandbox
from policyreport.templating.errors import BudgetExceededError, MisplacedError, TemplateValueError, UnprintableError
from policyreport.templating.functions import TemplateFunctions
from policyreport.templating.placeholders import CLOSE, OPEN, Content, Placeholders
from policyreport.templating.undefined_names import UndefinedCollector, collecting_undefined

Marked = tuple[int, int, Tag | None]
"""Where a tag starts and ends in its paragraph's text, and itself; None where its mark is not set there."""
Numbered = Callable[[Tag], Element]
"""Makes the mark of a tag."""


class Segment(NamedTuple):
    """A child of a run that is text or stands for a character, and where it starts in its paragraph's text."""

    element: Element
    start: int
    text: str


def segments_of(paragraph: Element, words: Vocabulary) -> Iterator[Segment]:
    """Yield the text of a paragraph, without that of text boxes in it, run by run."""
    at = 0
    for run in paragraph.iter(words.run):
        if next(run.iterancestors(words.paragraph)) is paragraph:
            for element in run:
                text = (element.text or "") if element.tag == words.text else words.characters.get(element.tag, "")
                if text:
                    yield Segment(element, at, text)
                    at += len(text)


def cut_runs(held: Sequence[Segment], marked: Sequence[Marked], numbered: Numbered, words: Vocabulary) -> None:
    """Take the tags out of a paragraph's runs and set their marks where they began."""
    by_run: dict[Element, dict[Element, Segment]] = {}
    for piece in held:
        run = piece.element.getparent()
        if run is not None and any(
            start < piece.start + len(piece.text) and end > piece.start for start, end, _ in marked
        ):
            by_run.setdefault(run, {})[piece.element] = piece
    for run, touched in by_run.items():
        for part in list(_cut(run, touched, marked, numbered, words)):
            run.addprevious(part)
        drop(run)


def run_like(run: Element, words: Vocabulary) -> Element:
    """Return a new run that looks like another."""
    made = etree.Element(run.tag, dict(run.attrib))
    look = run.find(words.look) if words.look else None
    if look is not None:
        made.append(deepcopy(look))
    return made


def text_element(text: str, words: Vocabulary) -> Element:
    """Return text to be printed exactly."""
    made = etree.Element(words.text, words.preserved)
    made.text = text
    return made


def _cut(
    run: Element, touched: Mapping[Element, Segment], marked: Sequence[Marked], numbered: Numbered, words: Vocabulary
) -> Iterator[Element]:
    current = run_like(run, words)
    bare = len(current)
    for element in [child for child in run if child.tag != words.look]:
        for part in _parts(touched[element], marked) if element in touched else (element,):
            if not isinstance(part, Tag):
                current.append(_kept(element, part, words))
                continue
            if len(current) > bare:
                yield current
                current = run_like(run, words)
            yield _marked(run, part, numbered, words)
    if len(current) > bare:
        yield current


def _kept(element: Element, part: str | Element, words: Vocabulary) -> Element:
    return text_element(part, words) if isinstance(part, str) and element.tag == words.text else element


def _marked(run: Element, tag: Tag, numbered: Numbered, words: Vocabulary) -> Element:
    if tag.sort != "print":
        return numbered(tag)
    made = run_like(run, words)
    made.append(numbered(tag))
    return made


def _parts(piece: Segment, marked: Iterable[Marked]) -> Iterator[str | Tag]:
    """Yield what a piece holds: text, and the tags that start in it."""
    at, end = piece.start, piece.start + len(piece.text)
    for start, stop, tag in marked:
        if at < start < end or at == start:
            if start > at:
                yield piece.text[at - piece.start : start - piece.start]
            if tag is not None and start < end:
                yield tag
        if start < end:
            at = max(at, min(stop, end))
    if at < end:
        yield piece.text[at - piece.start :]


ENDS = {"for": "endfor", "if": "endif"}
_BETWEEN = {"elif": ("if",), "else": ("if", "for")}
STATEMENTS = (*ENDS, *ENDS.values(), *_BETWEEN, "set")


@dataclass(frozen=True, slots=True, eq=False)
class BlockPosition:
    """A tag where it stands: in which element, and which element it took the place of (both by identity)."""

    tag: Tag
    parent: object
    home: object


@dataclass(frozen=True, slots=True)
class Mispairing:
    """A tag that does not fit into a block; ``ignored`` where the rest can be read only without it."""

    tag: Tag
    problem: Problem
    ignored: bool = False


def mispairings(standing: Iterable[BlockPosition]) -> Iterator[Mispairing]:
    """Yield what is wrong with the blocks of one text, whose tags are given in their order."""
    opened: list[BlockPosition] = []
    for one in standing:
        keyword = one.tag.keyword
        if keyword in ENDS:
            opened.append(one)
        elif keyword in _BETWEEN:
            yield from _between(one, opened)
        elif keyword in ENDS.values():
            yield from _ended(one, opened)
    yield from (Mispairing(one.tag, errors.unclosed(one.tag)) for one in opened)


def _between(one: BlockPosition, opened: list[BlockPosition]) -> Iterator[Mispairing]:
    if not opened or opened[-1].tag.keyword not in _BETWEEN[one.tag.keyword]:
        yield Mispairing(one.tag, errors.unopened(one.tag), ignored=True)
    elif one.parent is not opened[-1].parent:
        yield Mispairing(one.tag, errors.straddling(opened[-1].tag))


def _ended(one: BlockPosition, opened: list[BlockPosition]) -> Iterator[Mispairing]:
    matching = [i for i, o in enumerate(opened) if ENDS[o.tag.keyword] == one.tag.keyword]
    if not matching:
        yield Mispairing(one.tag, errors.unopened(one.tag), ignored=True)
        return
    yield from (Mispairing(o.tag, errors.unclosed(o.tag)) for o in opened[matching[-1] + 1 :])
    begin = opened[matching[-1]]
    del opened[matching[-1] :]
    if one.parent is not begin.parent:
        yield Mispairing(one.tag, errors.straddling(begin.tag))
    elif one.home is begin.home and begin.tag.level != "text":
        yield Mispairing(one.tag, errors.empty_block(begin.tag))


_UNFIT = re.compile(f"[{ILLEGAL_CHARACTERS}\ue000-\uf8ff]")
"""What no text printed in a template may hold: the private use area too, for its characters mark placeholders."""


class WholeNumber(Text):
    """A whole number that is no fact, such as a loop's turn: text anywhere but alone in a workbook's cell."""

    __slots__ = ()


class InlinePlaceholders(Placeholders):
    """Slots that hold no blocks: a table or a box is drawn, not printed."""

    def put(self, content: Content) -> str:
        """Set content aside and return its mark; raises ``MisplacedError`` for a block."""
        if not isinstance(content, tuple):
            raise MisplacedError(type(content).__name__.lower())
        if _UNFIT.search(plain_text(content)):
            raise UnprintableError("character")
        return super().put(content)

    def whole(self, number: int) -> Text:
        """Return what a whole number reads as that is no fact."""
        return WholeNumber(str(number))

    def inline(self, number: int) -> tuple[Inline, ...]:
        """Return what was set aside under a number."""
        content = self._contents[number]
        return content if isinstance(content, tuple) else ()


_PIECE_OPEN, _PIECE_CLOSE = "\ue002", "\ue003"
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}|{_PIECE_OPEN}(\\d+){_PIECE_CLOSE}")
_HELPERS = ("lamp", "link")
_ALONE = {"for": "{}{{% endfor %}}", "if": "{}{{% endif %}}", "elif": "{{% if true %}}{}{{% endif %}}"}
_WITHOUT = {"if": "{% if false %}", "elif": "{% elif false %}"}
_MOST_TRIES = 40
_FAULTS = (
    *(
        TemplateError,
        TemplateValueError,
        RecursionError,
        MemoryError,
        ArithmeticError,
        TypeError,
        ValueError,
        LookupError,
    ),
    SyntaxError,  # Python's own, for more blocks within blocks than it takes
)


@dataclass(frozen=True, slots=True)
class TemplateCut:
    """A file's text cut at its tags: one piece more than tags."""

    pieces: Sequence[str]
    tags: Sequence[Tag]


class TemplateEngine:
    """Carries out the tags of one drawn template and gathers what is wrong with them in ``problems``.

    It ``is_unsound`` where, once it has been checked, it is known that the rest cannot be carried out either.
    """

    def __init__(self, file: str, cut: TemplateCut, names: Mapping[str, object]) -> None:
        self.problems: list[Problem] = []
        self.file = file
        self.is_unsound = False
        self._cut, self._names = cut, names
        self._lines = [tag.jinja() for tag in cut.tags]
        self._slots = InlinePlaceholders()
        known = TemplateFunctions(self._slots).functions()
        self._helpers: dict[str, Callable[..., object]] = {name: known[name] for name in _HELPERS}
        self._without: set[Tag] = set()
        self._sandbox = self._fresh()

    def check(self, ignored: Iterable[Tag]) -> None:
        """Note what is wrong with the words of each tag and the names in them; ``ignored`` are in no block.

        What cannot be read, or belongs to no block, is left out when the rest is carried out.
        """
        unsound = {tag for tag in self._cut.tags if self._cannot_be_read(tag)}
        self.is_unsound = any(tag.keyword in ("for", "set") for tag in unsound)
        if self.is_unsound:
            return  # what their names would have stood for is not known
        self._lines = list(_repaired(self._cut.tags, {*unsound, *ignored}))
        tree = self._sandbox.parse("\n".join(self._lines))
        for wrong in wrong_names(tree, self._names, self._helpers):
            tag = self._cut.tags[wrong.line - 1]
            said = wrong.fault if isinstance(wrong.fault, Problem) else self._problem(wrong.fault)
            self._note(errors.at(said, self.file, tag))

    def filled(self, printed: Callable[[int], str]) -> str:
        """Return the filled text, in which ``printed`` says what stands for a value, by its number.

        Where a tag cannot be carried out it is noted, and the rest is carried out without it, as long as all tries
        together cost no more than one rendering may.
        """
        spent = 0
        while spent < STEPS:
            self._sandbox = self._fresh()
            try:
                return "".join(self._filled(printed))
            except _FAULTS as fault:
                if not self._goes_on_without(fault):
                    break
            spent += STEPS // _MOST_TRIES + STEPS - self._sandbox.budget.steps
        return ""

    def content(self, number: int) -> tuple[Inline, ...]:
        """Return a printed value, by its number."""
        return self._slots.inline(number)

    def _fresh(self) -> Sandbox:
        undefined = collecting_undefined(UndefinedCollector(self._note_of_a_line, (*self._names, *self._helpers)))
        return Sandbox({}, self._slots, undefined, self._helpers)

    def _filled(self, printed: Callable[[int], str]) -> Iterator[str]:
        budget = self._sandbox.budget
        lines = [self._line(number, line) for number, line in enumerate(self._lines)]
        source = "\n".join([*lines, _piece(len(lines))])
        for given in self._sandbox.prepared(source, self.file).generate(self._names):
            for mark in _MARK.finditer(budget.print(given)):
                yield budget.print(self._cut.pieces[int(mark[2])]) if mark[2] else printed(int(mark[1]))

    def _line(self, number: int, line: str) -> str:
        tag = self._cut.tags[number]
        return _piece(number) + (_replaced(tag) if tag in self._without else line)

    def _cannot_be_read(self, tag: Tag) -> bool:
        before = len(self.problems)
        for problem in self._unsoundness(tag):
            self._note(errors.at(problem, self.file, tag))
        return len(self.problems) > before

    def _unsoundness(self, tag: Tag) -> Iterator[Problem]:
        keyword = tag.keyword
        if tag.sort == "print" and tag.level != "text":
            yield errors.not_for_printing(tag)
        elif tag.sort == "statement" and keyword not in STATEMENTS:
            yield errors.unknown_statement(tag, STATEMENTS, PREFIXES)
        elif keyword == "else" or keyword in ENDS.values():
            if tag.words != keyword:
                yield errors.misspelt_end(tag)
        else:
            yield from self._unreadable(_ALONE.get(keyword, "{}").format(tag.jinja()))

    def _unreadable(self, source: str) -> Iterator[Problem]:
        try:
            tree = self._sandbox.parse(source)
        except TemplateSyntaxError as fault:
            yield self._problem(fault)
            return
        for sort, kind, known in (
            ("filter", nodes.Filter, self._sandbox.filters),
            ("test", nodes.Test, self._sandbox.tests),
        ):
            for name in sorted({found.name for found in tree.find_all(kind)} - set(known)):
                yield self._problem(TemplateSyntaxError(f"No {sort} named '{name}'.", 1))

    def _goes_on_without(self, fault: Exception) -> bool:
        """Note a fault; return whether the template can be carried out without the tag where it arose."""
        problem = self._problem(BudgetExceededError() if isinstance(fault, SyntaxError) else fault)
        tag = self._tag_at(problem.where)
        self._note(
            replace(problem, where=SourceLocation(self.file)) if tag is None else errors.at(problem, self.file, tag)
        )
        if tag is None or isinstance(fault, BudgetExceededError) or not _replaced(tag) or tag in self._without:
            return False
        self._without.add(tag)
        return True

    def _problem(self, fault: Exception) -> Problem:
        return problem_of(fault, self.file, {self.file}, self._sandbox.chosen)

    def _tag_at(self, where: SourceLocation | None) -> Tag | None:
        line = where.line if where else 0
        return self._cut.tags[line - 1] if 0 < line <= len(self._cut.tags) else None

    def _note_of_a_line(self, problem: Problem) -> None:
        tag = self._tag_at(problem.where)
        self._note(errors.at(problem, self.file, tag) if tag else replace(problem, where=SourceLocation(self.file)))

    def _note(self, problem: Problem) -> None:
        said = (problem.code, problem.what, problem.where, problem.field)
        if said not in {(p.code, p.what, p.where, p.field) for p in self.problems}:
            self.problems.append(problem)


def _piece(number: int) -> str:
    return f"{_PIECE_OPEN}{number}{_PIECE_CLOSE}"


def _replaced(tag: Tag) -> str:
    """Return what stands for a tag that cannot be carried out; nothing where the rest depends on it."""
    if tag.sort == "print":
        return "{# #}"
    if tag.keyword == "for":
        return f"{{% {tag.words.partition(' in ')[0]} in [] %}}"
    return _WITHOUT.get(tag.keyword, "")


def _repaired(tags: Sequence[Tag], ignored: set[Tag]) -> Iterator[str]:
    """Yield a line for each tag, all blocks being closed in some way."""
    opened: list[str] = []
    for number, tag in enumerate(tags, start=1):
        line = ""
        if tag not in ignored:
            before = _ends(opened, tag.keyword) if tag.keyword in ENDS.values() else ""
            line = before + tag.jinja()
        elif tag.keyword == "if":
            line = _WITHOUT["if"]
        if tag.keyword in ENDS:
            opened.append(ENDS[tag.keyword])
        yield line + (_ends(opened) if number == len(tags) else "")


def _ends(opened: list[str], last: str = "") -> str:
    """Return the ends of the blocks that are still open before the end of another, or before the template's."""
    ends = ""
    while opened and (end := opened.pop()) != last:
        ends += f"{{% {end} %}}"
    return ends


_BRACES = re.compile("[{}｛]")
_INNERMOST_FIRST: tuple[Level, ...] = ("paragraph", "cell", "row")

Homes = dict[Element, list[Tag]]


class TagMarker:
    """Sets the marks of one template's tags; the number in a mark is that of its tag in ``tags``."""

    def __init__(self, file: str, words: Vocabulary) -> None:
        self.tags: list[Tag] = []
        self.problems: list[Problem] = []
        self._file, self._words = file, words
        self._homes: dict[Tag, Element] = {}

    def mark(self, paragraphs: Iterable[tuple[Element, Message]]) -> None:
        """Mark all tags of some paragraphs, and note what of them cannot be read."""
        homes: Homes = {}
        for paragraph, place in paragraphs:
            held = list(segments_of(paragraph, self._words))
            if _BRACES.search("".join(piece.text for piece in held)):
                self._mark_paragraph(paragraph, place, held, homes)
            self._note_what_is_out_of_reach(paragraph, place)
        for home, tags in sorted(homes.items(), key=lambda item: _INNERMOST_FIRST.index(item[1][0].level)):
            self._replace(home, tags)

    def tag_of(self, mark: Element) -> Tag:
        """Return the tag for which a mark stands."""
        return self.tags[int(mark.text or 0)]

    def standing(self, root: Element) -> Iterator[BlockPosition]:
        """Yield the statements of a part with the elements in which their marks stand."""
        for mark in root.iter(etree.PI):
            tag = self.tag_of(mark)
            if tag.sort == "statement":
                yield BlockPosition(tag, mark.getparent(), self._homes.get(tag))

    def _mark_paragraph(self, paragraph: Element, place: Message, held: list[Segment], homes: Homes) -> None:
        text = "".join(piece.text for piece in held)
        self.problems += self._unreadable(text, place)
        marked: list[Marked] = [(at, at + 1, None) for at in escapes(text)]
        for spot in spots(text):
            tag = self._understood(tag_of(spot.source, place))
            home = self._home(paragraph, tag)
            if home is not None:
                homes.setdefault(home, []).append(tag)
            marked.append((spot.start, spot.end, None if home is not None or tag.sort == "comment" else tag))
        cut_runs(held, sorted(marked, key=itemgetter(0)), self._numbered, self._words)

    def _unreadable(self, text: str, place: Message) -> list[Problem]:
        """Return what is wrong with the braces of a text; where some are not closed, others are not judged."""
        unclosed = [errors.stray(self._file, place, braces) for braces in strays(text)]
        return unclosed or [errors.lookalike(self._file, place, braces) for braces in lookalikes(text)]

    def _understood(self, tag: Tag) -> Tag:
        """Return a tag as one that stands for itself alone where there is nothing of the kind that it stands for."""
        if tag.sort == "print" or tag.level in self._words.levels:
            return tag
        if tag.sort == "statement":
            self.problems.append(errors.at(errors.not_here(tag, self._words.levels), self._file, tag))
        return replace(tag, level="text")

    def _home(self, paragraph: Element, tag: Tag) -> Element | None:
        """Return the element that a tag takes away; None where it stands for itself alone."""
        if tag.level == "text" or tag.sort == "print":
            return None
        if tag.level == "paragraph":
            return paragraph
        home = next(paragraph.iterancestors(self._words.home(tag.level)), None)
        if home is None:
            self.problems.append(errors.at(errors.no_table(tag), self._file, tag))
        return home

    def _numbered(self, tag: Tag) -> Element:
        self.tags.append(tag)
        return etree.ProcessingInstruction(MARK, str(len(self.tags) - 1))

    def _replace(self, home: Element, tags: list[Tag]) -> None:
        """Take an element away for its tags: a statement's leaves a mark, and a comment's nothing."""
        statements = [tag for tag in tags if tag.sort == "statement"]
        if statements:
            left = self._left_in(home)
            if left:
                self.problems.append(errors.at(errors.lost(statements[0], left), self._file, statements[0]))
        elif self._words.sections and next(home.iter(*self._words.sections), None) is not None:
            self.problems.append(errors.at(errors.section_lost(), self._file, tags[0]))
        for tag in statements:
            self._homes[tag] = home
            home.addprevious(self._numbered(tag))
        drop(home)

    def _left_in(self, home: Element) -> str:
        """Return what an element still shows, the tags by which it is taken away left out."""
        text = "".join(element.text or "" for element in home.iter(self._words.text)).strip()
        inner = " ".join(self.tag_of(mark).source for mark in home.iter(etree.PI))
        return text or inner or ("…" if next(home.iter(*self._words.shown), None) is not None else "")

    def _note_what_is_out_of_reach(self, paragraph: Element, place: Message) -> None:
        for element in paragraph.iter("*"):
            if element.tag not in self._words.unread:
                for text in (element.text or "", *element.attrib.values()):
                    if opens(unquote(text)) and next(element.iterancestors(self._words.paragraph)) is paragraph:
                        self.problems.append(errors.out_of_reach(self._file, place, text))


_AT_MARK = re.compile(rf"<\?{MARK} (\d+)\?>")
_BETWEEN_PARTS = "\0"
"""Stands between parts while they are one text; XML cannot hold it."""

Roots = Mapping[str, Element]


def resolve_blocks(
    file: str, roots: Roots, tagger: TagMarker, names: Mapping[str, object], problems: list[Problem]
) -> tuple[Roots, TemplateEngine]:
    """Return the parts with their tags carried out, and what holds the contents of the values in them.

    Raises ``PolicyReportError`` with every problem of any tag, and those that are given.
    """
    filling = TemplateEngine(file, _cut_block(roots, tagger), names)
    wrong = [one for root in roots.values() for one in mispairings(tagger.standing(root))]
    filling.check(one.tag for one in wrong if one.ignored)
    text = "" if filling.is_unsound else filling.filled(_value)
    pairing = [errors.at(one.problem, file, one.tag) for one in wrong]
    raise_any([*problems, *tagger.problems, *pairing, *filling.problems])
    filled = text.split(_BETWEEN_PARTS) if roots else ()
    return dict(zip(roots, map(with_marks, filled), strict=True)), filling


def _cut_block(roots: Roots, tagger: TagMarker) -> TemplateCut:
    whole = _BETWEEN_PARTS.join(etree.tostring(root, encoding="unicode", with_tail=False) for root in roots.values())
    pieces = _AT_MARK.split(whole)
    return TemplateCut(pieces[::2], [tagger.tags[int(number)] for number in pieces[1::2]])


def _value(number: int) -> str:
    return f"<?{VALUE} {number}?>"
