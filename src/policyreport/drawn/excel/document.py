"""A template drawn in Excel, filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyreport.document.rendered import Rendered
from policyreport.document.report import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.drawn.carrying_out import Roots, carried_out
from policyreport.drawn.excel import drawings, faults, shapes, tables, workbook
from policyreport.drawn.excel.book import Book, opened
from policyreport.drawn.excel.filled import FilledSheet, filled_sheet, follow, put_links
from policyreport.drawn.excel.following import Follower
from policyreport.drawn.excel.moving import move, tidy
from policyreport.drawn.excel.other_parts import put_notes, tidied, without
from policyreport.drawn.excel.places import chart_of
from policyreport.drawn.excel.reckoned import put_values, reckoner_of
from policyreport.drawn.excel.rules import spread
from policyreport.drawn.excel.shown import leave_blank, shown_as_numbers, texts_shown
from policyreport.drawn.excel.styles import Styles
from policyreport.drawn.excel.values import Typist
from policyreport.drawn.filling import Filling
from policyreport.drawn.package import packed, with_filled
from policyreport.drawn.xml import parsed, written
from policyreport.errors import PolicyReportError, Problem, raise_any
from policyreport.render.docx.properties import core_properties
from policyreport.render.docx.xml import part as as_part

_OF_DAMAGE = (LookupError, ValueError, StopIteration)
"""What comes of parts that do not fit together."""

Carried = tuple[Roots, Filling]


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand.

    Formulas that are plain sums bear their values; all are reckoned when the file is opened. Raises
    ``PolicyReportError`` with every problem of its tags and formulas (exit codes 3, 4, 6 and 7).
    """
    try:
        book = opened(template)
    except _OF_DAMAGE as fault:
        raise PolicyReportError([faults.damaged(template.path)]) from fault
    return _filled(book, names, meta, theme)


def _filled(book: Book, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    (roots, filling), (drawn, of_shapes) = _carried_out(book, names)
    (style_part,) = book.file.leaned_on(book.file.main, "styles")
    typist = Typist(Styles(parsed(book.file.parts[style_part])), from_1904=workbook.counts_from_1904(book.workbook))
    sheets = [filled_sheet(page, roots[page.sheet.part], filling, typist, theme) for page in book.pages]
    placements = [placement for sheet in sheets for placement in sheet.placements]
    placements += shapes.printed(book, drawn, of_shapes, theme)
    raise_any([*(problem for sheet in sheets for problem in sheet.problems), *_settle(book, sheets, drawn)])
    _put_links(book, sheets)
    without(book.file, book.file.main, "sharedStrings")
    put_notes(book.file, sheets)
    parts = {sheet.page.sheet.part: written(sheet.root) for sheet in sheets}
    parts |= {name: written(root) for page in book.pages for name, root in page.tables.items()}
    parts |= {name: written(root) for name, root in drawn.items()}
    parts |= {book.file.main: written(book.workbook), style_part: typist.styles.written()}
    content = packed(with_filled(book.file, parts, tidied), as_part(core_properties(meta)), meta.identity)
    return Rendered(content, tuple(placements), len(sheets))


def _carried_out(book: Book, names: Mapping[str, object]) -> tuple[Carried, Carried]:
    """Return the sheets, and what is drawn on them, with their tags carried out; raises all problems of both."""
    drawn = {part: root for page in book.pages for part, root in (page.drawings | page.charts).items()}
    problems = list(book.problems)
    carried: list[Carried] = []
    of_cells = {page.sheet.part: page.root for page in book.pages}
    for roots, tagger in ((of_cells, book.cells), (drawn, book.shapes)):
        try:
            carried.append(carried_out(book.path, roots, tagger, names, []))
        except PolicyReportError as error:
            problems += error.problems
    raise_any(problems)
    return carried[0], carried[1]


def _settle(book: Book, sheets: Sequence[FilledSheet], drawn: Roots) -> list[Problem]:
    """Let all that stands in the workbook follow its rows, and bear its values; return what cannot."""
    follower = Follower(book.path, {sheet.page.sheet.name: sheet.grid for sheet in sheets})
    problems: list[Problem] = []
    for sheet in sheets:
        follow(sheet, follower)
        problems += move(sheet.root, sheet.grid, follower, book.path)
        for table in sheet.page.tables.values():
            problems += tables.grow(table, sheet.grid, sheet.values, follower, book.path)
        for part in sheet.page.drawings:
            drawings.move_anchors(drawn[part], sheet.grid)
            drawings.follow_cells(drawn[part], chart_of(sheet.page.sheet.name), follower)
        for part in sheet.page.charts:
            drawings.follow_rows(drawn[part], chart_of(sheet.page.sheet.name), follower)
    workbook.finish(book.workbook, follower)
    misread = list(_evaluate(book, sheets, drawn, follower))
    return [*problems, *(follower.problems or misread)]


def _evaluate(book: Book, sheets: Sequence[FilledSheet], drawn: Roots, follower: Follower) -> Iterator[Problem]:
    """Write the values of formulas, and let charts and rules go by them; yield what takes texts for numbers."""
    shown = shown_as_numbers(sheets, drawn)
    leave_blank(sheets, shown)
    reckoner = reckoner_of(sheets, book.workbook)
    yield from dict.fromkeys(put_values(sheets, reckoner, book.path))
    yield from dict.fromkeys(texts_shown(sheets, shown, book.path))
    for sheet in sheets:
        spread(sheet.root, sheet.grid, follower, reckoner)
        tidy(sheet.root)
    held = {s.key: drawings.Values(s.values, s.formulas.keys() - s.values) for s in sheets}
    for part in (part for sheet in sheets for part in sheet.page.charts):
        drawings.renew(drawn[part], held)


def _put_links(book: Book, sheets: Sequence[FilledSheet]) -> None:
    for sheet in sheets:
        addresses = dict.fromkeys(sheet.links.values())
        put_links(sheet, {address: book.file.link_to(sheet.page.sheet.part, address) for address in addresses})
