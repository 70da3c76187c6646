"""What a published set is made of: its files, and for each printed number what it stands on and where it is printed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version

from policyreport.build.composing import Read
from policyreport.build.listing import Listed
from policyreport.build.output import Output
from policyreport.build.variant import Variant
from policyreport.model import Fact, Facts, Source
from policyreport.model.base import Audience


def manifest(inputs: Mapping[str, str], given: Read, outputs: Sequence[Output], listed: Sequence[Listed] = ()) -> bytes:
    """Return the manifest of a set as UTF-8 JSON, the same for the same inputs on any day and in any folder.

    ``inputs`` leads from the paths of what it was made from to SHA-256.
    ``numbers`` holds every printed fact, and every fact that one of them was derived from, with the places of its
    value in the data, its sources, and where each file prints it. A file in large print says so, and one that had to be
    made to fit tells how. Where the numbers of editions are printed stands in the lists that ``editions`` names. A
    number of reports for readers who may know less than others names those as its ``reader``.
    """
    facts, settings = given.facts, given.settings
    said = {
        "policyreport": version("policyreport"),
        "project": settings.name,
        "title": settings.title,
        "quarter": str(facts.report.quarter),
        "as_of": facts.report.as_of.isoformat(),
        **({"draft": True} if given.draft else {}),
        "files": [_file(output, listed) for output in outputs],
        **({"editions": [_editions(one) for one in listed]} if listed else {}),
        "inputs": [{"path": path, "sha256": sha256} for path, sha256 in inputs.items()],
        "numbers": [number for reader in _readers(given) for number in _numbers(given, reader, outputs, listed)],
        "sources": [_source(source) for source in facts.known.sources],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def held(manifest: bytes) -> list[tuple[str, Variant]]:
    """Return the report kinds and variants of the files that a manifest lists; none for what is no manifest."""
    try:
        return [
            (f["report"], Variant(f["format"], large_print=f.get("large_print") is True))
            for f in json.loads(manifest)["files"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError):
        return []


def _readers(given: Read) -> list[Audience]:
    """Return a class of readers for each set of facts, those who may know all before others."""
    first: dict[int, Audience] = {}
    for audience, reader in given.readers.items():
        first.setdefault(id(reader.facts), audience)
    return list(first.values())


def _numbers(
    given: Read, reader: Audience, outputs: Iterable[Output], listed: Iterable[Listed]
) -> Iterator[dict[str, object]]:
    facts = given.readers[reader].facts
    printed = _printed(output for output in outputs if given.reader_of(output.report).facts is facts)
    of_editions = (fact for one in listed if given.reader_of(one.report).facts is facts for fact in one.facts)
    for fact in _needed(facts, {*printed, *of_editions}):
        number = _number(facts[fact], printed.get(fact, []))
        yield number if facts is given.facts else {**number, "reader": reader}


def _printed(outputs: Iterable[Output]) -> Mapping[str, list[dict[str, str]]]:
    printed: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for output in outputs:
        for placed in output.placements:
            printed[placed.fact].append({"file": output.name, "where": placed.where, "text": placed.text})
    return printed


def _needed(facts: Facts, printed: Iterable[str]) -> list[str]:
    needed: dict[str, None] = {}
    waiting = sorted(printed)
    while waiting:
        fact = waiting.pop(0)
        if fact not in needed:
            needed[fact] = None
            waiting.extend(facts[fact].derived_from)
    return sorted(needed)


def _number(fact: Fact, printed: list[dict[str, str]]) -> dict[str, object]:
    said: dict[str, object] = {
        "fact": fact.id,
        "value": None if fact.value is None else f"{fact.value.normalize():f}",
        "unit": fact.unit,
        "rule": fact.rule,
        "bound": fact.bound,
        "as_of": fact.as_of,
        "missing": fact.missing,
        "sources": list(fact.sources),
        "stands_at": [str(place) for place in fact.places],
        "derived_from": list(fact.derived_from),
        "printed": printed,
    }
    return {name: value for name, value in said.items() if value not in ("", None, []) or name == "value"}


def _editions(one: Listed) -> dict[str, object]:
    """Return what stands of the editions of a kind: for what they are made, how many, and the files that list them."""
    parts = [{"name": part.name, "sha256": part.sha256, "bytes": part.size} for part in one.parts]
    return {"report": one.report, "for": one.per.collection, "count": one.count, "listed_in": parts}


def _file(output: Output, listed: Iterable[Listed]) -> dict[str, object]:
    """Return what stands of a file; one of an edition names its record, as ``"field": "food"``."""
    record = {one.per.singular: output.record for one in listed if output.record and one.report == output.report}
    return {
        "name": output.name,
        "report": output.report,
        **record,
        "format": output.form,
        **({"large_print": True} if output.variant.large_print else {}),
        "sha256": output.sha256,
        "bytes": output.size,
        "extent": output.extent,
        **({"tightened": output.tightened} if output.tightened else {}),
    }


def _source(source: Source) -> dict[str, object]:
    return {**source.model_dump(mode="json", exclude_none=True)}
