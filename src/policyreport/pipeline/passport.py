"""What the PDFs of a report tell of their own numbers, where the theme asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from policyreport.document.nodes import Document
from policyreport.document.passport import Passport, Record, sources_of
from policyreport.document.printed_facts import printed_facts
from policyreport.model import Fact, Source


def with_passport(document: Document, facts: Mapping[str, Fact], sources: Iterable[Source]) -> Document:
    """Return a document that can tell what its numbers stand on.

    ``facts`` are those that its readers may know, with those that its templates made, and ``sources`` the sources. It
    names no fact that the document does not print, and no place in the office's files.
    """
    printed = printed_facts(document)
    numbers = {fact: _number(facts[fact], printed) for fact in sorted(printed) if fact in facts}
    named = {source for one in numbers.values() for source in sources_of(one)}
    told = {
        one.id: one.model_dump(mode="json", exclude_none=True, exclude={"audience", "note"})
        for one in sources
        if one.id in named
    }
    return replace(document, passport=Passport(numbers, told))


def _number(fact: Fact, printed: set[str]) -> Record:
    return _filled(
        value=None if fact.value is None else f"{fact.value.normalize():f}",
        unit=fact.unit,
        rule=fact.rule,
        bound=fact.bound,
        as_of=fact.as_of,
        missing=fact.missing,
        sources=list(fact.sources),
        derived_from=[each for each in fact.derived_from if each in printed],
    )


def _filled(**given: object) -> Record:
    return {name: value for name, value in given.items() if value not in (None, "", [])}
