"""Figures that no fact explains: those that a template itself says, found in what it says and in the finished file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.document.contents import contents_of
from policyreport.document.nodes import Document, Text, leaves
from policyreport.document.pages import all_blocks
from policyreport.document.report_type import DrawnTemplate, ReportKind, Wording
from policyreport.pipeline.composition import ComposedReport
from policyreport.provenance.wording import place_in_words
from policyreport.tie_out import open_places
from policyreport.tie_out.number_kinds import figures_in
from policyreport.tie_out.places import folded

TYPED = "tie-out.typed-number"
"""The code of their problems."""

Files = Mapping[str, Callable[[], bytes]]
"""What files hold, by their names; it is read only where a figure is looked for in them."""

_WORDS = "templates/house/words.yaml"
_NOTATION = re.compile(r"\*\*|\\|[|#>]|\{[^}]*\}$")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_AROUND, _NEAR = 12, 3
"""How many characters beside a number tell where it stands, at first and where that finds nothing."""
_LONGEST = 60
_NOT_BREAK = re.compile(r"[^\n]")
_COUNTING = re.compile(r"연\s?번|번\s?호|순\s?번|No\.?|#", re.IGNORECASE)


class TypedNumber(NamedTuple):
    """A figure that a template says, the words around it, and where in the template it stands."""

    text: str
    around: str
    place: SourceLocation

    def problem(self, name: str, where: str) -> Problem:
        """Return the warning of it, in a file that was made and, where that is known, at a place in it."""
        at = place_in_words(where)
        around = self.around if len(self.around) <= _LONGEST else f"{self.around[:_LONGEST]}…"
        what = Message(
            f"'{self.text}' in '{around}' is typed into the template and rests on no data; "
            f"printed in {name}{f', {at.en}' if where else ''}",
            f"'{around}'의 '{self.text}'이(가) 자료가 아니라 템플릿에 손으로 적은 수입니다. "
            f"실린 곳: {name}{f' {at.ko}' if where else ''}",
        )
        hint = Message(
            "take it from the data; if it is no figure of the data, write it in braces, as in {{ 3 }}",
            "자료에서 가져오십시오. 자료의 수치가 아니면 {{ 3 }} 처럼 중괄호 안에 적으십시오",
        )
        return Problem(ErrorKind.TEMPLATE, TYPED, what, self.place, self.text, hint)


def typed_problems(each: ComposedReport, words: Mapping[str, str], files: Files) -> list[Problem]:
    """Return a warning for each figure that a report's templates say themselves, with the first place of it in a file.

    It is told once for all files. ``words`` are what the project has in the place of the usual words, and ``files``
    the report's own.
    """
    drawn = {one.form for one in each.chosen.report.drawn}
    found = [*_in_markdown(each, words)] if {variant.form for variant in each.chosen.variants} - drawn else []
    found += chain.from_iterable(map(_in_drawn, (one for one in each.chosen.report.drawn if one.form in each.filled)))
    return [one.problem(*_first_place(one, files)) for one in dict.fromkeys(found)]


def once_each(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problem of each figure of a template; many editions print the same."""
    return list({(problem.where, problem.field): problem for problem in reversed([*problems])}.values())[::-1]


def _in_markdown(each: ComposedReport, words: Mapping[str, str]) -> Iterator[TypedNumber]:
    report, document = each.chosen.report, each.document
    lines = _Lines(report)
    for stretch in document.typed:
        for figure in figures_in(stretch):
            yield TypedNumber(figure.text, stretch, lines.place(stretch, figure.text, figure.start))
    texts = [
        (text, place) for source in lines.reachable for text, place in _constants(report.templates[source], source)
    ]
    texts += [(text, SourceLocation(_WORDS)) for text in words.values() if any(figures_in(text))]
    said = _texts(document) if texts else ""
    for text, place in texts:
        if folded(_NOTATION.sub("", text)) in said:
            yield from (TypedNumber(figure.text, text, place) for figure in figures_in(text))


def _texts(document: Document) -> str:
    """Return all that a document says without its numbers, as it is compared."""
    contents = (content for block in all_blocks(document) for content in contents_of(block))
    own = (pair.content for pair in document.meta.particulars)
    said = (node.text for content in chain(contents, own) for node in leaves(content) if isinstance(node, Text))
    return folded("\n".join(said))


class _Lines:
    """The lines of what a report is made of, in which figures are looked for: its own texts, body and imports."""

    def __init__(self, report: ReportKind) -> None:
        self.reachable = _reachable(report)
        self._wordings = list(_wordings(report))
        self._templates = report.templates
        self._start = SourceLocation(report.body or report.title.place.file)

    def place(self, stretch: str, number: str, start: int) -> SourceLocation:
        """Return the line in which a figure stands that a template says; of the template as a whole where none has it.

        A stretch may come of several lines, or of parts of one: then less and less of it is looked for.
        """
        end = start + len(number)
        for around in (len(stretch), _AROUND, _NEAR, 0):
            wanted = stretch[max(start - around, 0) : end + around].strip()
            for wording in self._wordings:
                if wanted in _without_tags(wording.text):
                    return wording.place
            for name in self.reachable:
                if (at := _without_tags(self._templates[name]).find(wanted)) >= 0:
                    return SourceLocation(name, self._templates[name].count("\n", 0, at) + 1)
        return self._start


def _without_tags(text: str) -> str:
    """Return a template's own words where they stand: blank of tags, which no figure reaches across."""
    return _TAG.sub(lambda tag: _NOT_BREAK.sub("\x00", tag[0]), text)


def _wordings(report: ReportKind) -> Iterator[Wording]:
    yield from (report.title, report.subtitle, report.running_title, report.summary, *report.keywords)
    yield from chain.from_iterable(report.particulars)
    yield from (report.banner,) if report.banner else ()


def _reachable(report: ReportKind) -> list[str]:
    """Return the body of a report and the templates that it takes in, and those that they do."""
    found, waiting = dict[str, None](), [report.body]
    while waiting:
        name = waiting.pop()
        if name in report.templates and name not in found:
            found[name] = None
            waiting += _taken_in(report.templates[name])
    return list(found)


_READER = Environment()  # noqa: S701 - templates are read here, and none is rendered
_TAKES_IN = (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)
_MANY = 64


@lru_cache(_MANY)
def _parsed(source: str) -> nodes.Template:
    try:
        return _READER.parse(source)
    except TemplateSyntaxError:  # its own problem has been told
        return nodes.Template([])


def _taken_in(source: str) -> list[str]:
    names = (one.template for one in _parsed(source).find_all(_TAKES_IN))
    return [name.value for name in names if isinstance(name, nodes.Const)]


@lru_cache(_MANY)
def _constants(source: str, name: str) -> tuple[tuple[str, SourceLocation], ...]:
    """Return the texts with figures that a template has within its tags and may print, with their lines."""
    found = _printable(_parsed(source))
    texts = ((one.value, one.lineno) for one in found if isinstance(one.value, str))
    return tuple((text, SourceLocation(name, line)) for text, line in texts if any(figures_in(text)))


def _printable(node: nodes.Node) -> Iterator[nodes.Const]:
    """Yield the constants of a template but those that only choose, compare or turn into something else."""
    if isinstance(node, nodes.Const):
        yield node
    elif isinstance(node, nodes.Filter):
        yield from _printable(node.node) if node.node else ()
        if node.name in _PRINTED_BY_FILTERS:
            yield from chain.from_iterable(map(_printable, node.args))
    elif isinstance(node, nodes.Test):
        yield from _printable(node.node)
    elif not isinstance(node, (nodes.Compare, nodes.Getitem, *_TAKES_IN)):
        yield from chain.from_iterable(map(_printable, node.iter_child_nodes()))


_PRINTED_BY_FILTERS = ("default", "d", "join")


def _in_drawn(template: DrawnTemplate) -> Iterator[TypedNumber]:
    """Yield the figures that a template drawn in Word, 한글 or Excel says between its tags."""
    if template.form == "xlsx":
        yield from _in_cells(template)
        return
    places = open_places(template.path, template.content)
    for where, text in places.placed_texts() if places else ():
        at = place_in_words(where)
        place = SourceLocation(template.path, cell=at.ko, english=at.en)
        for stretch in _TAG.split(text):
            yield from (TypedNumber(figure.text, stretch.strip(), place) for figure in figures_in(stretch))


def _in_cells(template: DrawnTemplate) -> Iterator[TypedNumber]:
    from openpyxl import load_workbook  # noqa: PLC0415 - for templates drawn in Excel alone

    for sheet in load_workbook(BytesIO(template.content), read_only=True).worksheets:
        counted = set[int]()
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:  # an empty one has no place
                    continue
                value, place = cell.value, SourceLocation(template.path, cell=f"{sheet.title}!{cell.coordinate}")
                if isinstance(value, str):
                    counted |= {cell.column} if _COUNTING.fullmatch(value.strip()) else set()
                    if not value.startswith("="):
                        stretches = ((figure, part) for part in _TAG.split(value) for figure in figures_in(part))
                        yield from (TypedNumber(figure.text, part.strip(), place) for figure, part in stretches)
                elif isinstance(value, int | float) and not isinstance(value, bool) and cell.column not in counted:
                    text = f"{value:.15g}"
                    yield from (TypedNumber(text, text, place) for _ in figures_in(text))


def _first_place(one: TypedNumber, files: Files) -> tuple[str, str]:
    """Return the first file in which a figure stands, with the place; without it where it is not found in any."""
    around = _NOTATION.sub("", one.around)
    start = max(around.find(one.text), 0)
    for reach in (_AROUND, _NEAR):
        wanted = folded(around[max(start - reach, 0) : start + len(one.text) + reach])
        for name, read in files.items():
            places = open_places(name, read())
            for where, text in places.placed_texts() if places else ():
                if wanted in folded(text):
                    return name, where
    return next(iter(files), ""), ""
