"""A template drawn in Word, filled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from importlib import import_module

from policyreport.diagnostics import Problem, raise_any
from policyreport.document.nodes import Meta
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates.cell_statements import CellStatements
from policyreport.office_templates.engine import Roots, TemplateEngine, resolve_blocks
from policyreport.office_templates.opc_package import OfficePackage, packed, with_filled, without_unnamed
from policyreport.office_templates.runs import PlainTextWriter, Printer
from policyreport.office_templates.word.captions import count_captions
from policyreport.office_templates.word.cell_merger import WordCellMerger
from policyreport.office_templates.word.charts import FilledChart, fill_charts, with_charts
from policyreport.office_templates.word.content_controls import put_in_controls
from policyreport.office_templates.word.contents import ask_for_update, make_contents, pages_to_update
from policyreport.office_templates.word.cross_references import show_references
from policyreport.office_templates.word.field_parsing import fields
from policyreport.office_templates.word.finish import finish_document
from policyreport.office_templates.word.links import link_to_filled
from policyreport.office_templates.word.lists import begin_lists_anew
from policyreport.office_templates.word.locations import RUNNING, placed, story_of
from policyreport.office_templates.word.notes import settle_notes
from policyreport.office_templates.word.package import WORDS
from policyreport.office_templates.word.picture_fields import fill_pictures
from policyreport.office_templates.word.prepare import tidied
from policyreport.office_templates.word.runs import WordRunWriter
from policyreport.office_templates.word.table_formulas import calculate
from policyreport.office_templates.word.template import WordTemplate, opened
from policyreport.office_templates.xml import Element, parse, serialize
from policyreport.ooxml.core_properties import core_properties_part
from policyreport.templating.pictures import PictureFiles


def fill(
    template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme, titles: Mapping[str, str]
) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; Word itself counts its pages.

    ``titles`` are what facts are called.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    word = opened(template, with_controls=theme.number_ids)
    charts = _charts(word, names, meta, theme)
    roots = {story.name: story.root for story in word.stories}
    write = PlainTextWriter(roots.values(), WORDS).write
    resolved, engine = resolve_blocks(
        roots, word.marker, names, word.problems, write, pictures=PictureFiles(template.pictures)
    )
    raise_any(list(fill_pictures(template.path, word.file, resolved, engine.content)))
    settle_notes(resolved.values())
    begin_lists_anew(resolved.values(), word.styles, word.lists)
    file = without_unnamed(word.file, resolved)
    filled = {name: root for name, root in resolved.items() if name in file.parts}
    raise_any(list(link_to_filled(template.path, file, filled, engine.content)))
    statements = CellStatements(template.path, engine.tags, WORDS, WordCellMerger())
    raise_any([problem for root in filled.values() for problem in statements.apply_values(root, engine.content)])
    printed = _printed(file, filled, engine, theme)
    for root in filled.values():
        statements.merge(root)
    numbers = {paragraph: found for _, printer in printed for paragraph, found in printer.numbers.items()}
    placements = [one for name, printer in printed for one in _placements(name, filled[name], printer)]
    raise_any(list(_show_results(word, list(filled.values()))))
    finish_document(filled.values())
    raise_any(list(calculate(template.path, filled.values(), word.formulas, numbers)) if word.formulas else [])
    parts = dict(_with_contents(word, file, filled))
    for name, printer in printed if theme.number_ids else ():
        if story_of(name) not in RUNNING:
            put_in_controls(filled[name], printer.runs, titles)
    parts |= {name: serialize(root) for name, root in filled.items()}
    placements += [place for chart in charts if chart.part in file.parts for place in chart.placements]
    file = with_charts(with_filled(file, parts, tidied), charts)
    content = packed(file, core_properties_part(meta), meta.identity)
    return Rendered(content, tuple(placements), notes=tuple(word.notes), reckoned=engine.reckoned)


def _charts(word: WordTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> list[FilledChart]:
    """Return the filled charts of a template; what is wrong with them is added to its problems."""
    if not word.charts:
        return []

    def fill_workbook(content: bytes) -> Rendered:
        fill_excel = import_module("policyreport.office_templates.excel.fill").fill
        return fill_excel(
            DrawnTemplate("xlsx", word.source.path, content), names, meta, replace(theme, number_ids=False)
        )

    made = list(fill_charts(word.source.path, word.file, word.charts, fill_workbook))
    word.problems += [one for one in made if isinstance(one, Problem)]
    return [one for one in made if isinstance(one, FilledChart)]


def _show_results(word: WordTemplate, roots: Collection[Element]) -> Iterator[Problem]:
    """Let captions and cross-references show what they count and refer to now."""
    found = [fields(root) for root in roots]
    for of_part in found:
        yield from count_captions(word.source.path, of_part)
    show_references([one for of_part in found for one in of_part], list(roots))


def _with_contents(word: WordTemplate, file: OfficePackage, filled: Roots) -> Iterator[tuple[str, bytes]]:
    """Make the contents of a file; yield its lists and settings where these change, and note what is to be done."""
    places = word.places_of_contents
    if places and make_contents(filled[file.main], filled.values(), word.styles, word.lists):
        word.notes += [pages_to_update(word.source.path, place) for place in places]
        for name in (name for name, kind in file.kinds.items() if kind == "settings"):
            settings = parse(tidied(file.parts[name], "settings"))
            ask_for_update(settings)
            yield name, serialize(settings)
    if word.lists.is_changed and word.lists.root is not None:
        for name in (name for name, kind in file.kinds.items() if kind == "numbering"):
            yield name, tidied(serialize(word.lists.root), "numbering")


def _printed(file: OfficePackage, filled: Roots, engine: TemplateEngine, theme: Theme) -> list[tuple[str, Printer]]:
    """Print the values of filled parts; return what printed each of them."""
    result: list[tuple[str, Printer]] = []
    for name, root in filled.items():
        writer = WordRunWriter(lambda address, name=name: file.link_to(name, address))
        result.append((name, Printer(theme, engine.content, writer, WORDS)))
        result[-1][1].print(root)
    return result


def _placements(name: str, root: Element, printer: Printer) -> Iterator[Placement]:
    """Yield where the numbers of a part stand."""
    if printer.numbers:
        yield from printer.placements(placed(root, story_of(name)))
