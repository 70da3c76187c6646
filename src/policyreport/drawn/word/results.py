"""What fields show once everything else is filled: the numbers of captions, and the texts of cross-references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree

from policyreport.drawn.word.fields import Field, counting_of, fields
from policyreport.drawn.word.hand import characters
from policyreport.drawn.word.names import w
from policyreport.drawn.word.references import references
from policyreport.drawn.xml import Element, drop


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
