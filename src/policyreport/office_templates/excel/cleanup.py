"""What of a template drawn in Excel must not be taken over: formulas that reach outside, and traces of its making."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from openpyxl.formula.tokenizer import Token, TokenizerError

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates import errors as of_tags
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.namespaces import CELLS, FURNITURE, name, x
from policyreport.office_templates.excel.references import pieces, tokens
from policyreport.office_templates.xml import Element, drop

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
_COLUMNS = re.compile(r"[\w.]*\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]")
"""Columns of a native table: ``표1[값]``, ``[[#This Row],[값]]``; an apostrophe stands before a character as such."""
_OPENING = re.compile(r"\{[{%#]")
_REVISIONS = re.compile(r"\{http://schemas\.microsoft\.com/office/spreadsheetml/\d+/(?:\d+/)?revision\d*\}")


def sanitize(root: Element, kept: Iterable[str]) -> None:
    """Take away what no sheet needs, and what leans on parts that are not taken over (``kept`` are ids of others)."""
    known = set(kept)
    for tag in _TRACES:
        for element in list(root.iter(tag)):
            drop(element)
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
        if element.tag != CELLS.text and element.tag not in FURNITURE:
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
        following = words[number + 1].value.lower() if number + 1 < len(words) else ""
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            if word in _REACHING or (word == "HYPERLINK" and not following.startswith(_SAFE_ADDRESSES)):
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
    if _COLUMNS.fullmatch(operand):
        return False
    return operand.lstrip("'").startswith("[") or "|" in operand or "\\" in operand


def without_names(picture_shapes: Element) -> None:
    """Take the names of files away that old drawings keep of their pictures."""
    for element in picture_shapes.iter("*"):
        for attribute in [a for a in element.attrib if a.rpartition("}")[2] in _NAMING]:
            del element.attrib[attribute]
