"""A sheet prepared for its tags: its text in the cells, its formulas whole, and no gaps where rows are repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from typing import Protocol, cast

from lxml import etree
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.formula.translate import Translator
from openpyxl.utils.escape import unescape

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates import errors as of_tags
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.package import CELLS, HEADERS_AND_FOOTERS, SPACE, WIDTH, name, x
from policyreport.office_templates.excel.references import Area, area_at, cell_at, pieces, tokens, with_table
from policyreport.office_templates.excel.row_map import Region
from policyreport.office_templates.xml import Element, drop, drop_all
from policyreport.ooxml.cell_references import coordinate
from policyreport.ooxml.xml_text import without_illegal


class _Translator(Protocol):
    """What of openpyxl's is used here, with types."""

    def translate_formula(self, dest: str) -> str:
        """Return the formula as it reads in another cell."""
        ...


_OF_ROWS, _OF_CELLS = re.compile(r"\{[%#]tr\s"), re.compile(r"\{[%#]tc\s")
_FORMULA_RESULTS = ("str", "b", "e")


def prepare(root: Element, strings: Sequence[Element], tables: Iterable[Element]) -> Region | None:
    """Put a sheet's shared strings into its cells, write its shared formulas out, and fill gaps in what is repeated.

    Returns the rows between which it has tags for rows, None where it has none. Excel writes the formula of a column of
    one of its ``tables`` into each row, that of a tag too, from which it is taken.
    """
    tables = list(tables)
    rows = list(root.iter(x("row")))
    _number(rows)
    for cell in root.iter(x("c")):
        _put_text(cell, strings)
    _write_formulas_out(root)
    _forget_array_values(root)
    for header_or_footer in root.iter(*HEADERS_AND_FOOTERS):
        if header_or_footer.text:
            inline = etree.SubElement(header_or_footer, x("is"))
            _add_run(inline, header_or_footer.text)
            header_or_footer.text = None
    for row in rows:
        if _OF_CELLS.search(_text(row)):
            _fill_cells(row)
    tagged = [row for row in rows if _OF_ROWS.search(_text(row))]
    for table in tables:
        _leave_out_column_formulas(table, tagged)
        _name_table(root, table)
    _fill_rows(tagged)
    return (int(tagged[0].get("r")), int(tagged[-1].get("r"))) if tagged else None


def _number(rows: Sequence[Element]) -> None:
    """Give rows and cells the places that they may leave to be counted."""
    at = 0
    for row in rows:
        at = int(row.get("r") or at + 1)
        row.set("r", str(at))
        row.attrib.pop("spans", None)
        column = 0
        for cell in row.iter(x("c")):
            column = cell_at(cell.get("r"))[1] if cell.get("r") else column + 1
            cell.set("r", coordinate(at, column))


def _put_text(cell: Element, strings: Sequence[Element]) -> None:
    """Write a cell's text as runs in the cell itself; that of a formula is dropped, for it is calculated again."""
    value = cell.find(x("v"))
    if cell.find(x("f")) is not None:
        if cell.get("t", "") in _FORMULA_RESULTS:
            del cell.attrib["t"]
        if value is not None:
            drop(value)
        return
    kind = cell.get("t", "n")
    if kind == "n" and value is not None:
        float(value.text or 0)  # raises ValueError
    if kind not in ("s", "str", "inlineStr"):
        return
    inline = cell.find(x("is"))
    if kind == "s" and value is not None:
        inline = deepcopy(strings[int(value.text or 0)])
    elif kind == "str":
        inline = etree.Element(x("is"))
        etree.SubElement(inline, x("t")).text = "" if value is None else value.text
    drop_all(cell)
    cell.set("t", "inlineStr")
    cell.append(_as_runs(etree.Element(x("is")) if inline is None else inline))


def _as_runs(inline: Element) -> Element:
    result = etree.Element(x("is"))
    for child in inline:
        if child.tag == x("t"):
            _add_run(result, child.text or "")
        elif child.tag == x("r"):
            text = child.find(x("t"))
            run = _add_run(result, "" if text is None else text.text or "")
            look = child.find(x("rPr"))
            if look is not None:
                run.insert(0, look)
    return result


def _add_run(inline: Element, text: str) -> Element:
    run = etree.SubElement(inline, x("r"))
    etree.SubElement(run, x("t"), {SPACE: "preserve"}).text = without_illegal(unescape(text))
    return run


def _write_formulas_out(root: Element) -> None:
    """Write each formula that shares another's words in its own."""
    shared: dict[str, tuple[str, str]] = {}
    for formula in root.iter(x("f")):
        if formula.get("t", "") == "shared":
            cell = formula.getparent()
            place = "" if cell is None else cell.get("r", "")
            if formula.text:
                shared[formula.get("si", "")] = (formula.text, place)
            elif formula.get("si", "") in shared:
                words, origin = shared[formula.get("si", "")]
                translator = cast("_Translator", Translator(f"={words}", origin))
                formula.text = translator.translate_formula(place)[1:]
            for attribute in ("t", "si", "ref"):
                formula.attrib.pop(attribute, None)


def _forget_array_values(root: Element) -> None:
    """Take away the values that an array formula once gave to the cells beside its own."""
    for formula in root.iter(x("f")):
        area = area_at(formula.get("ref", "")) if formula.get("t", "") == "array" else None
        if area and area[:2] != area[2:]:
            for cell in _cells_of(root, area):
                if cell is not formula.getparent():
                    cell.attrib.pop("t", None)
                    drop_all(cell)


def _leave_out_column_formulas(table: Element, tagged: Iterable[Element]) -> None:
    area = area_at(table.get("ref", ""))
    columns = list(table.iter(x("tableColumn")))
    for cell in (cell for row in tagged for cell in _cells_of(row, area)) if area else ():
        column = cell_at(cell.get("r"))[1] - (area.left if area else 0)
        formula = cell.find(x("f"))
        if formula is not None and columns[column].find(x("calculatedColumnFormula")) is not None:
            drop(formula)


def _name_table(root: Element, table: Element) -> None:
    area = area_at(table.get("ref", ""))
    cells = _cells_of(root, area) if area else ()
    own = (
        *table.iter(x("calculatedColumnFormula"), x("totalsRowFormula")),
        *(f for c in cells for f in c.iter(x("f"))),
    )
    for formula in own:
        with suppress(TokenizerError, IndexError):  # what cannot be read has been noted
            formula.text = with_table(formula.text or "", table.get("displayName", ""))


def _cells_of(root: Element, area: Area) -> Iterator[Element]:
    for cell in root.iter(x("c")):
        if area.holds(*cell_at(cell.get("r"))):
            yield cell


def _text(row: Element) -> str:
    """Return the text of a row's cells, a blank after each."""
    return " ".join("".join(t.text or "" for t in inline.iter(CELLS.text)) for inline in row.iter(x("is")))


def _fill_cells(row: Element) -> None:
    """Give a row a cell for each of its columns up to the last that it has."""
    known = {cell_at(cell.get("r"))[1]: cell for cell in row.iterchildren(x("c"))}
    number = int(row.get("r"))
    row.set(WIDTH, str(max(known)))
    for column in range(1, max(known) + 1):
        if column not in known:
            row.insert(column - 1, etree.Element(x("c"), {"r": coordinate(number, column)}))


def _fill_rows(tagged: Sequence[Element]) -> None:
    """Give a sheet a row for each number between the first and the last that are to be repeated or chosen."""
    if not tagged:
        return
    row, last = tagged[0], int(tagged[-1].get("r"))
    while int(row.get("r")) < last:
        number, next_row = int(row.get("r")) + 1, row.getnext()
        if next_row is None or int(next_row.get("r")) > number:
            next_row = etree.Element(x("row"), {"r": str(number)})
            row.addnext(next_row)
        row = next_row


_TRACES = tuple(
    map(
        x,
        (
            *("customSheetViews", "customProperties", "webPublishItems", "smartTags", "ignoredErrors", "scenarios"),
            *("cellWatches", "phoneticPr", "sortState", "dataConsolidate", "picture"),
        ),
    )
)
_REACHING = frozenset(
    (
        *("WEBSERVICE", "RTD", "CALL", "REGISTER", "REGISTER.ID", "EXEC", "IMAGE", "DDE", "EVALUATE", "SQL.REQUEST"),
        *("CUBEVALUE", "CUBEMEMBER", "CUBESET", "CUBESETCOUNT", "CUBERANKEDMEMBER", "CUBEKPIMEMBER"),
        *("CUBEMEMBERPROPERTY", "STOCKHISTORY", "PY"),
    )
)
_SAFE_ADDRESSES = ('"http://', '"https://', '"mailto:', '"#')
_NAMING = ("title", "alt", "href")
_UNFOLLOWED = re.compile(r"[^\"\[{#]+!\$?[A-Za-z]{1,3}\$?[0-9]+:[^\"\[{#]+![^\"\[{#]+")
"""An area whose corners each name their sheet."""
_TABLE_COLUMNS = re.compile(r"[\w.]*\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]")
"""Columns of a native table: ``표1[값]``, ``[[#This Row],[값]]``; an apostrophe stands before a character as such."""
_OPENING = re.compile(r"\{[{%#]")
_REVISIONS = re.compile(r"\{http://schemas\.microsoft\.com/office/spreadsheetml/\d+/(?:\d+/)?revision\d*\}")


def sanitize(root: Element, included_ids: Iterable[str]) -> None:
    """Remove what no sheet needs, and what refers to parts that are not taken over (``included_ids`` are of others)."""
    known = set(included_ids)
    for tag in _TRACES:
        drop_all(root.iter(tag))
    for element in [e for e in root.iter("*") if e.get(name("r", "id"), "") and e.get(name("r", "id")) not in known]:
        if element.tag == x("pageSetup"):
            del element.attrib[name("r", "id")]
        else:
            drop(element)
    for listed in list(root.iter(x("tableParts"), x("controls"), x("oleObjects"))):
        if not len(listed):
            drop(listed)
    for element in root.iter("*"):
        for attribute in [a for a in element.attrib if _REVISIONS.match(a)]:
            del element.attrib[attribute]


def sheet_faults(file: str, sheet: str, root: Element) -> Iterator[Problem]:
    """Yield the formulas of a sheet that may not be there, and tags where nothing is filled."""
    for formula in root.iter(x("f"), x("formula"), x("formula1"), x("formula2"), name("xm", "f")):
        cell = next((e.get("r", "") for e in formula.iterancestors(x("c"))), "")
        place = at(sheet, cell) if cell else Message(sheet, sheet)
        if formula.get("t", "") == "dataTable":
            yield errors.unreadable_formula(file, place, formula.text or "TABLE()")
        yield from formula_faults(file, place, formula.text or "")
    for element in root.iter("*"):
        if element.tag != CELLS.text and element.tag not in HEADERS_AND_FOOTERS:
            yield from out_of_reach(file, sheet, element)


def out_of_reach(file: str, sheet: str, element: Element) -> Iterator[Problem]:
    """Yield the tags in an element's own text and attributes, where nothing is filled."""
    for text in (element.text or "", *element.attrib.values()):
        if _OPENING.search(text):
            cell = next((e.get("r", "") for e in (element, *element.iterancestors()) if e.tag == x("c")), "")
            yield of_tags.out_of_reach(file, at(sheet, cell) if cell else Message(sheet, sheet), text)


def formula_faults(file: str, place: Message, formula: str) -> Iterator[Problem]:
    """Yield what of a formula reaches outside the workbook, or cannot be understood."""
    try:
        words = [token for token in tokens(formula) if token.type != Token.WSPACE]
    except (TokenizerError, IndexError):
        unread = errors.reaching_formula if "|" in formula else errors.unreadable_formula
        yield unread(file, place, formula)
        return
    for number, token in enumerate(words):
        word = token.value.rstrip("(").upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
        next_row = words[number + 1].value.lower() if number + 1 < len(words) else ""
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            if word in _REACHING or (word == "HYPERLINK" and not next_row.startswith(_SAFE_ADDRESSES)):
                yield errors.reaching_formula(file, place, word)
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE and _leads_out(token.value):
            yield errors.reaching_formula(file, place, token.value)
    for piece in pieces(formula):
        if isinstance(piece, str) and _UNFOLLOWED.fullmatch(piece):
            yield errors.unreadable_formula(file, place, piece)


def _leads_out(operand: str) -> bool:
    """Return whether an operand names another workbook, as ``[1]총괄!A1``, or another program, as ``cmd|' /c'!A0``.

    What has its brackets at its end are columns of a table, as ``[값]`` or ``표1[[#This Row],[값]]``.
    """
    if _TABLE_COLUMNS.fullmatch(operand):
        return False
    return operand.lstrip("'").startswith("[") or "|" in operand or "\\" in operand


def without_names(picture_shapes: Element) -> None:
    """Take the names of files away that old drawings keep of their pictures."""
    for element in picture_shapes.iter("*"):
        for attribute in [a for a in element.attrib if a.rpartition("}")[2] in _NAMING]:
            del element.attrib[attribute]
