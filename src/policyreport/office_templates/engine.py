"""A drawn template's tags resolved by Jinja, which never sees the file's own XML.

The text of a file is cut at its tags. Jinja is given one line for each: a mark that stands for the piece of the file
before the tag, and the tag. It returns marks again, of pieces and of printed values, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from policyreport.diagnostics import Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Inline, Text
from policyreport.document.number_format import plain_text, unit_suffix
from policyreport.document.reckoned import Reckoned
from policyreport.office_templates import errors
from policyreport.office_templates.name_check import wrong_names
from policyreport.office_templates.picture_fields import ShownPicture
from policyreport.office_templates.tag_marking import ENDS, STATEMENTS, TagMarker, mispairings
from policyreport.office_templates.tags import CELL_COUNT, CELL_STATEMENTS, FIRST_CELL, NEXT_CELL, PREFIXES, Tag
from policyreport.office_templates.xml import CELL, MARK, VALUE, Element, with_marks
from policyreport.ooxml.xml_text import ILLEGAL_CHARACTERS
from policyreport.templating.environment import Sandbox
from policyreport.templating.errors import (
    RENDERING_ERRORS,
    BudgetExceededError,
    MisplacedError,
    TemplateValueError,
    UnprintableError,
)
from policyreport.templating.functions import TemplateFunctions
from policyreport.templating.pictures import DataPicture, PictureFault, PictureFiles
from policyreport.templating.placeholders import CLOSE, OPEN, Content, Placeholders, current_place
from policyreport.templating.template_faults import problem_of
from policyreport.templating.undefined_names import UndefinedCollector, collecting_undefined

_UNFIT = re.compile(f"[{ILLEGAL_CHARACTERS}\ue000-\uf8ff]")
"""What no text printed in a template may hold: the private use area too, for its characters mark placeholders."""


NO_PICTURES = PictureFiles()


class WholeNumber(Text):
    """A whole number that is no fact, such as a loop's turn: text anywhere but alone in a workbook's cell."""

    __slots__ = ()


class UnusablePictureError(TemplateValueError):
    """A picture of the data cannot be shown."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.what.en)
        self._fault = fault

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return what is wrong with the picture."""
        fault = self._fault
        return Problem(fault.kind, fault.code, fault.what, place, hint=fault.hint)


class PictureInTextError(TemplateValueError):
    """A picture of the data is printed in text."""

    code = "template.misplaced"
    message = Message("a picture stands within a line of text", "글줄 안에 사진을 썼습니다")
    advice = Message(
        "in Word, 한글 or Excel insert any picture of the size wanted, and write the tag as its alternative text",
        "Word, 한글, Excel에서 원하는 크기의 아무 그림이나 넣고, 그 그림의 대체 텍스트에 이 표시를 쓰십시오",
    )


class InlinePlaceholders(Placeholders):
    """Placeholders that hold no blocks: a table or a box is drawn, not printed.

    A picture of the data is one of the ``tags`` that stand for pictures, and nothing else.
    """

    def __init__(self, tags: Sequence[Tag], pictures: PictureFiles) -> None:
        super().__init__(pictures)
        self._tags = tags

    def picture(self, named: DataPicture) -> Content:
        """Return a picture that a record names, to stand in the box of a drawn one."""
        place = current_place()
        if place is None or not 0 < place.line <= len(self._tags) or not self._tags[place.line - 1].is_of_picture:
            raise PictureInTextError(named.path)
        picture = self.pictures.of_data(named)
        if isinstance(picture, PictureFault):
            raise UnusablePictureError(picture)
        return (ShownPicture(picture.alt, picture),)

    def put(self, content: Content) -> str:
        """Set content aside and return its mark; raises ``MisplacedError`` for a block."""
        if not isinstance(content, tuple):
            raise MisplacedError(type(content).__name__.lower())
        if _UNFIT.search(plain_text(content, unit_suffix)):  # its digits are ours
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
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}|{_PIECE_OPEN}(\\d+){_PIECE_CLOSE}|[{FIRST_CELL}{NEXT_CELL}]")
_HELPERS = ("claim", "lamp", "link")
_ALONE = {"for": "{}{{% endfor %}}", "if": "{}{{% endif %}}", "elif": "{{% if true %}}{}{{% endif %}}"}
_WITHOUT = {"if": "{% if false %}", "elif": "{% elif false %}"}
_MOST_TRIES = 40


class TemplateEngine:
    """Resolves the tags of one drawn template and collects what is wrong with them in ``problems``.

    ``pieces`` are its text cut at the ``tags``, one more than these. It ``is_unsound`` where, once it has been checked,
    the rest cannot be resolved either.
    """

    def __init__(
        self,
        file: str,
        pieces: Sequence[str],
        tags: Sequence[Tag],
        names: Mapping[str, object],
        pictures: PictureFiles = NO_PICTURES,
    ) -> None:
        self.problems: list[Problem] = []
        self.file = file
        self.is_unsound = False
        self.tags, self._pieces, self._names = tags, pieces, names
        self._lines = [tag.jinja() for tag in tags]
        self._placeholders = InlinePlaceholders(tags, pictures)
        known = TemplateFunctions(self._placeholders).functions()
        self._functions: dict[str, Callable[..., object]] = {name: known[name] for name in _HELPERS}
        self._called = {**self._functions, CELL_COUNT: _cell_count}
        self._without: set[Tag] = set()
        self._reached = 0
        self._sandbox = self._fresh()

    def check(self, ignored: Iterable[Tag]) -> None:
        """Note what is wrong with the words of each tag and the names in them; ``ignored`` are in no block.

        What cannot be read, or belongs to no block, is left out when the rest is resolved.
        """
        unsound = {tag for tag in self.tags if self._cannot_be_read(tag)}
        self.is_unsound = any(tag.keyword in ("for", "set") for tag in unsound)
        if self.is_unsound:
            return  # what their names would have stood for is not known
        self._lines = list(_repaired(self.tags, {*unsound, *ignored}))
        try:
            tree = self._sandbox.parsed("\n".join(self._lines), self.file)
        except TemplateSyntaxError as fault:  # each tag can be read, and they stand too deep within one another
            self._note_of_a_line(self._problem(fault))
            self.is_unsound = True
            return
        for wrong in wrong_names(tree, self._names, self._called):
            tag = self.tags[wrong.line - 1]
            fault = wrong.fault if isinstance(wrong.fault, Problem) else self._problem(wrong.fault)
            self._note(errors.at(fault, self.file, tag))

    def filled(self, printed: Callable[[int], str]) -> str:
        """Return the filled text, in which ``printed`` says what stands for a value, by its number.

        Where a tag cannot be resolved it is noted, and the rest is resolved without it, as long as all tries
        together cost no more than one rendering may.
        """
        spent, allowed = 0, self._fresh().budget.steps
        while spent < allowed:
            self._sandbox = self._fresh()
            try:
                return "".join(self._filled(printed))
            except RENDERING_ERRORS as fault:
                if not self._goes_on_without(fault):
                    break
            spent += allowed // _MOST_TRIES + allowed - self._sandbox.budget.steps
        return ""

    def content(self, number: int) -> tuple[Inline, ...]:
        """Return a printed value, by its number."""
        return self._placeholders.inline(number)

    @property
    def reckoned(self) -> tuple[Reckoned, ...]:
        """The numbers that the template has made itself."""
        return tuple(self._placeholders.reckoned.values())

    def _fresh(self) -> Sandbox:
        known = (*self._names, *self._functions)
        undefined = collecting_undefined(UndefinedCollector(self._note_of_a_line, known, self._names))
        sandbox = Sandbox({}, self._placeholders, undefined, self._called)
        sandbox.budget.allow_for(self._names)
        return sandbox

    def _filled(self, printed: Callable[[int], str]) -> Iterator[str]:
        lines = [
            _piece(number) + (_replaced(tag) if tag in self._without else line)
            for number, (tag, line) in enumerate(zip(self.tags, self._lines, strict=True))
        ]
        source = "\n".join([*lines, _piece(len(lines))])
        piece = 0
        for chunk in self._sandbox.said(self._sandbox.prepared(source, self.file), self._names, self._length_behind):
            for mark in _MARK.finditer(chunk):
                if mark[2]:
                    piece = int(mark[2])
                    self._reached = piece
                    yield self._pieces[piece]
                elif mark[1]:
                    yield _value(int(mark[1])) if self.tags[piece].leaves_mark else printed(int(mark[1]))
                else:  # the statement after the last piece
                    yield f"<?{CELL} {piece} {'first' if mark[0] == FIRST_CELL else 'next'}?>"

    def _length_behind(self, chunk: str) -> int:
        """Return how long the pieces of the file and the values are that stand behind the marks of a chunk."""
        pieces = sum(len(self._pieces[int(mark[2])]) for mark in _MARK.finditer(chunk) if mark[2])
        return pieces + self._placeholders.length_behind(chunk)

    def _cannot_be_read(self, tag: Tag) -> bool:
        try:
            problems = list(self._unsoundness(tag))  # the same tag twice in a paragraph is noted once
        except BudgetExceededError as fault:  # the outer fence leaves no time for the other tags
            raise PolicyReportError([errors.at(self._problem(fault), self.file, tag)]) from None
        for problem in problems:
            self._note(errors.at(problem, self.file, tag))
        return bool(problems)

    def _unsoundness(self, tag: Tag) -> Iterator[Problem]:
        keyword = tag.keyword
        if tag.sort == "print" and tag.level != "text":
            yield errors.not_for_printing(tag)
        elif tag.level != "text" and (tag.trims_before or tag.trims_after):
            yield errors.nothing_to_trim(tag)
        elif tag.sort == "statement" and keyword not in (*STATEMENTS, *CELL_STATEMENTS):
            yield errors.unknown_statement(tag, STATEMENTS, PREFIXES)
        elif keyword in CELL_STATEMENTS and (tag.words == keyword) is not (keyword in ("vm", "hm")):
            yield errors.misused_cell_statement(tag)
        elif keyword == "else" or keyword in ENDS.values():
            if tag.words != keyword:
                yield errors.misspelt_end(tag)
        else:
            yield from self._unreadable(_ALONE.get(keyword, "{}").format(tag.jinja()))

    def _unreadable(self, source: str) -> Iterator[Problem]:
        try:
            yield from self._unknown(self._sandbox.parsed(source, self.file))
        except TemplateSyntaxError as fault:
            yield self._problem(fault)
        except RecursionError:
            yield self._problem(BudgetExceededError())

    def _unknown(self, tree: nodes.Template) -> Iterator[Problem]:
        for sort, kind, known in (
            ("filter", nodes.Filter, self._sandbox.filters),
            ("test", nodes.Test, self._sandbox.tests),
        ):
            for name in sorted({found.name for found in tree.find_all(kind)} - set(known)):
                yield self._problem(TemplateSyntaxError(f"No {sort} named '{name}'.", 1))

    def _goes_on_without(self, fault: Exception) -> bool:
        """Note a fault; return whether the template can be resolved without the tag where it arose."""
        problem = self._problem(BudgetExceededError() if isinstance(fault, SyntaxError) else fault)
        if isinstance(fault, BudgetExceededError) and problem.where == SourceLocation(self.file):
            problem = replace(problem, where=SourceLocation(self.file, min(self._reached + 1, len(self.tags))))
        self._note_of_a_line(problem)
        tag = self._tag_at(problem.where)
        if tag is None or isinstance(fault, BudgetExceededError) or not _replaced(tag) or tag in self._without:
            return False
        self._without.add(tag)
        return True

    def _problem(self, fault: Exception) -> Problem:
        return problem_of(fault, self.file, {self.file}, self._sandbox.chosen)

    def _tag_at(self, where: SourceLocation | None) -> Tag | None:
        line = where.line if where else 0
        return self.tags[line - 1] if 0 < line <= len(self.tags) else None

    def _note_of_a_line(self, problem: Problem) -> None:
        tag = self._tag_at(problem.where)
        self._note(errors.at(problem, self.file, tag) if tag else replace(problem, where=SourceLocation(self.file)))

    def _note(self, problem: Problem) -> None:
        fault = (problem.code, problem.what, problem.where, problem.field)
        if fault not in {(p.code, p.what, p.where, p.field) for p in self.problems}:
            self.problems.append(problem)


def _piece(number: int) -> str:
    return f"{_PIECE_OPEN}{number}{_PIECE_CLOSE}"


def _replaced(tag: Tag) -> str:
    """Return what replaces a tag that cannot be resolved; nothing where the rest depends on it."""
    if tag.sort == "print" or tag.keyword in CELL_STATEMENTS:
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


def _value(number: int) -> str:
    return f"<?{VALUE} {number}?>"


def _cell_count(value: object) -> object:
    """Return the number of cells that ``colspan`` is given: the length of a list as a number, all else as it is."""
    return int(value) if isinstance(value, int) else value


def _ends(opened: list[str], last: str = "") -> str:
    """Return the ends of the blocks that are still open before the end of another, or before the template's."""
    ends = ""
    while opened and (end := opened.pop()) != last:
        ends += f"{{% {end} %}}"
    return ends


_AT_MARK = re.compile(rf"<\?{MARK} (\d+)\?>")
_BETWEEN_PARTS = "\0"
"""Stands between parts while they are one text; XML cannot hold it."""
Roots = Mapping[str, Element]


Written = Callable[[int, tuple[Inline, ...]], str]
"""Returns a value, given with its number, as XML; nothing where a mark is to stand for it."""


def resolve_blocks(  # noqa: PLR0913 - what a template is resolved with
    roots: Roots,
    marker: TagMarker,
    names: Mapping[str, object],
    problems: list[Problem],
    written: Written = lambda _number, _content: "",
    *,
    pictures: PictureFiles = NO_PICTURES,
) -> tuple[Roots, TemplateEngine]:
    """Return the parts with their tags resolved, and the engine, which has the values in them.

    Where a value stands is what is ``written`` of it, or a mark with its number. Raises ``PolicyReportError`` with
    every problem of any tag, and ``problems``.
    """
    whole = _BETWEEN_PARTS.join(etree.tostring(root, encoding="unicode", with_tail=False) for root in roots.values())
    pieces = _AT_MARK.split(whole)
    engine = TemplateEngine(
        marker.file, pieces[::2], [marker.tags[int(number)] for number in pieces[1::2]], names, pictures
    )
    wrong = [one for root in roots.values() for one in mispairings(marker.standing(root))]
    engine.check(one.tag for one in wrong if one.ignored)

    def printed(number: int) -> str:
        return written(number, engine.content(number)) or _value(number)

    text = "" if engine.is_unsound else engine.filled(printed)
    pairing = [errors.at(one.problem, marker.file, one.tag) for one in wrong]
    raise_any([*problems, *marker.problems, *pairing, *engine.problems])
    filled = text.split(_BETWEEN_PARTS) if roots else ()
    return dict(zip(roots, map(with_marks, filled), strict=True)), engine
