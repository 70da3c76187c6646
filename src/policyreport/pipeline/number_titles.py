"""What the numbers of a document are called in words, for the files that say so where no page shows it."""

from __future__ import annotations

from dataclasses import replace

from policyreport.document.nodes import Document
from policyreport.document.output import Rendered
from policyreport.document.printed_facts import printed_facts
from policyreport.model import Facts
from policyreport.pipeline.record_titles import RecordTitles
from policyreport.provenance.printed_set import PrintedNumber
from policyreport.provenance.wording import name_of


def with_number_titles(document: Document, facts: Facts, drawn: Rendered | None = None) -> Document:
    """Return a document that knows what its numbers are called; ``facts`` are those that its readers may know.

    Where the file is made by a template that was ``drawn``, the numbers are those that this prints.
    """
    titles = RecordTitles(facts.known)
    reckoned = document.reckoned if drawn is None else drawn.reckoned
    printed = printed_facts(document) if drawn is None else {one.fact for one in drawn.placements if one.fact}
    rules = {one.id: one.rule for one in reckoned}
    korean = document.meta.language.startswith("ko")
    named: dict[str, str] = {}
    for fact in sorted(printed):
        rule = facts.of[fact].rule if fact in facts.of else rules.get(fact, "")
        name = name_of(PrintedNumber(fact, None, rule=rule, of=tuple(titles.of(fact))))
        named[fact] = name.ko if korean else name.en
    return replace(document, titles=named)
