"""What a published set is made of: its files, and for each printed number what it stands on and where it is printed."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from io import SEEK_END, BytesIO
from itertools import accumulate, chain
from typing import Any, NotRequired, TypedDict, cast

from policyreport.diagnostics import Message
from policyreport.document.output import Placement, PlacementTable
from policyreport.document.reckoned import Reckoned
from policyreport.document.report_type import PerRecord, ReportKind
from policyreport.document.theme import Change
from policyreport.ledger.blobs import sha256
from policyreport.ledger.build_cache import CachedFile, CacheKey
from policyreport.model import Fact, Facts
from policyreport.model.base import Audience
from policyreport.pipeline.composition import ProjectData
from policyreport.pipeline.editions import Edition
from policyreport.pipeline.page_fitting import FittedFile
from policyreport.pipeline.reckoned_facts import read_reckoned, with_reckoned
from policyreport.pipeline.record_titles import RecordTitles
from policyreport.pipeline.selection import Variant
from policyreport.pipeline.tie_out_check import TiedNumbers
from policyreport.publish import Staging


class Particulars(TypedDict):
    """What the ledger keeps of a file that was made; each placement is a fact, a text and a place in the file."""

    size: int
    tied: NotRequired[tuple[int, int] | None]
    extent: int | None
    tightened: list[Change]
    left_out: NotRequired[list[str]]
    beyond: NotRequired[tuple[int, str] | None]
    placements: list[tuple[str, str, str]]
    reckoned: NotRequired[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a set: its name, the report kind and variant, and what was made.

    ``size`` counts its bytes and ``extent`` its pages or sheets; ``tightened`` and ``left_out`` tell how it was
    made to fit, and ``beyond`` by how many pages it does not, with the first item on them.
    ``identity`` stands in its properties. ``reused`` tells that it is what it was when it was last made; ``reasons``
    are why it was made, or not. One of an edition names its ``record``; its placements stand in a list of their own.
    ``reckoned`` are the numbers that its templates made themselves. ``tied`` is what came of reading it back, None
    where it was not.
    """

    name: str
    report: str
    variant: Variant
    sha256: str
    identity: str
    size: int
    extent: int | None
    placements: PlacementTable
    tightened: tuple[Change, ...] = ()
    reused: bool = False
    reasons: tuple[Message, ...] = ()
    record: str = ""
    left_out: tuple[str, ...] = ()
    beyond: tuple[int, str] | None = None
    reckoned: tuple[Reckoned, ...] = ()
    tied: TiedNumbers | None = None

    @property
    def form(self) -> str:
        """The format."""
        return self.variant.form


def derivation_of(origin: CacheKey, fitted: FittedFile) -> CachedFile:
    """Return what the ledger keeps of a file that was just made."""
    cached = fitted.rendered
    fields = {
        "size": len(cached.content),
        "tied": fitted.tied,
        "extent": cached.extent,
        "tightened": fitted.tightened,
        "left_out": fitted.left_out,
        "beyond": fitted.beyond,
    }
    later = {"reckoned": [one._asdict() for one in fitted.reckoned]} if fitted.reckoned else {}
    return CachedFile(origin, sha256(cached.content), _written_particulars(fields, cached.placements, later))


_AT_ONCE = 1_000
"""Placements that are written at once: all of a large file as one list would take more memory than its rows."""


def _written_particulars(
    fields: Mapping[str, object], placements: Sequence[Placement], later: Mapping[str, object]
) -> bytes:
    """Return ``Particulars`` as JSON; the fields that are ``later`` stand after the placements."""
    written = BytesIO(json.dumps(fields, ensure_ascii=False)[:-1].encode())
    written.seek(0, SEEK_END)
    written.write(b', "placements": [')
    for start in range(0, len(placements), _AT_ONCE):
        some = [(one.fact, one.text, one.where) for one in placements[start : start + _AT_ONCE]]
        written.write(b", " if start else b"")
        written.write(json.dumps(some, ensure_ascii=False)[1:-1].encode())
    written.write(b"]")
    written.write(f", {json.dumps(later, ensure_ascii=False)[1:]}".encode() if later else b"}")
    return written.getvalue()


def output_of(name: str, report: str, variant: Variant, cached: CachedFile, *, reused: bool) -> Output:
    """Return a file of a set from what the ledger keeps of it."""
    fields = particulars(cached)
    placements = PlacementTable(Placement(*index) for index in fields["placements"])
    tightened = tuple(fields["tightened"])
    identity = cached.origin.identity
    beyond, tied = fields.get("beyond"), fields.get("tied")
    return Output(
        *(name, report, variant, cached.sha256, identity, fields["size"], fields["extent"], placements, tightened),
        reused=reused,
        left_out=tuple(fields.get("left_out", ())),
        beyond=(beyond[0], beyond[1]) if beyond else None,
        reckoned=read_reckoned(fields.get("reckoned", ())),
        tied=TiedNumbers(*tied) if tied else None,
    )


_HEAD = 64
_TIED = re.compile(r'\{"size": \d+, "tied": \[')


def is_tied(cached: CachedFile) -> bool:
    """Return whether a file that the ledger keeps was read back; of a large one the beginning alone is looked at."""
    head = cached.particulars[:_HEAD]
    return bool(_TIED.match(head if isinstance(head, str) else head.decode("utf-8", "replace")))


def output_of_new(name: str, report: str, variant: Variant, cached: CachedFile, fitted: FittedFile) -> Output:
    """Return a file of a set that was just made; ``cached`` is what the ledger keeps of it."""
    made = fitted.rendered
    identity, size = cached.origin.identity, len(made.content)
    return Output(
        *(name, report, variant, cached.sha256, identity, size, made.extent),
        made.placements if isinstance(made.placements, PlacementTable) else PlacementTable(made.placements),
        fitted.tightened,
        left_out=fitted.left_out,
        beyond=fitted.beyond,
        reckoned=fitted.reckoned,
        tied=fitted.tied,
    )


def particulars(cached: CachedFile) -> Particulars:
    """Return what the ledger keeps of a file beside its origin."""
    return json.loads(cached.particulars)


def placements_of(before: CachedFile) -> tuple[Placement, ...]:
    """Return where a file that was made before prints its numbers."""
    return tuple(Placement(*index) for index in particulars(before)["placements"])


_LARGEST = 2_000_000
"""Bytes after which a part ends."""


@dataclass(frozen=True, slots=True)
class IndexPart:
    """One part of a list, as it was staged."""

    name: str
    sha256: str
    size: int


@dataclass(slots=True)
class EditionIndex:
    """The editions of a kind: how many, the facts that they print or made, and the parts of their list."""

    report: str
    per: PerRecord
    count: int
    facts: set[str] = field(default_factory=set[str])
    reckoned: dict[str, Reckoned] = field(default_factory=dict[str, Reckoned])
    parts: list[IndexPart] = field(default_factory=list[IndexPart])


class EditionIndexWriter:
    """Writes the list of a kind's editions while they are made."""

    def __init__(self, report: ReportKind, per: PerRecord, count: int, staged: Staging) -> None:
        self.listed = EditionIndex(report.kind, per, count)
        self._folder = report.stem
        self._staged = staged
        self._lines: list[bytes] = []
        self._size = 0

    def add(self, edition: Edition, name: str, variant: Variant, cached: CachedFile) -> None:
        """Add the line of a file; raises ``PolicyReportError`` OUTPUT for what the disk refuses."""
        fields = particulars(cached)
        line = {
            "name": name,
            self.listed.per.singular: edition.record,
            "format": variant.form,
            **({"large_print": True} if variant.large_print else {}),
            "sha256": cached.sha256,
            "bytes": fields["size"],
            "extent": fields["extent"],
            "identity": cached.origin.identity,
            **({"tightened": fields["tightened"]} if fields["tightened"] else {}),
            **({"left_out": left_out} if (left_out := fields.get("left_out")) else {}),
            "numbers": [{"fact": fact, "where": where, "text": text} for fact, text, where in fields["placements"]],
        }
        self.listed.facts.update(fact for fact, _, _ in fields["placements"])
        self.listed.reckoned.update((one.id, one) for one in read_reckoned(fields.get("reckoned", ())))
        self._write((json.dumps(line, ensure_ascii=False) + "\n").encode())

    def end(self) -> EditionIndex:
        """Write what is left, and return what the list is."""
        if self._lines:
            self._end_part()
        return self.listed

    def _write(self, line: bytes) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size > _LARGEST:
            self._end_part()

    def _end_part(self) -> None:
        content = b"".join(self._lines)
        name = f"{self._folder}/editions-{len(self.listed.parts) + 1}.jsonl"
        self._staged.add(name, content)
        self.listed.parts.append(IndexPart(name, sha256(content), len(content)))
        self._lines, self._size = [], 0


def manifest(
    inputs: Mapping[str, str],
    data: ProjectData,
    outputs: Sequence[Output],
    listed: Sequence[EditionIndex] = (),
    not_made: Sequence[str] = (),
) -> Iterator[bytes]:
    """Yield the manifest of a set as UTF-8 JSON, the same for the same inputs on any day and in any folder.

    It comes in pieces, for that of a large project has hundreds of megabytes.

    ``inputs`` leads from the paths of what it was made from to SHA-256.
    ``numbers`` holds every printed fact, and every fact that one of them was derived from, with the titles of the
    records that it is ``of``, the places of its value in the data, its sources, and where each file prints it. A file
    in large print says so, and one that had to be made to fit tells how. Where the numbers of editions are printed
    stands in the lists that ``editions`` names. A number of reports for readers who may know less than others names
    those as its ``reader``. ``not_made`` are the files that a draft lacks.
    """
    facts, settings = data.facts, data.settings
    fields = {
        "policyreport": version("policyreport"),
        "project": settings.name,
        "title": settings.title,
        "quarter": str(facts.report.quarter),
        "as_of": facts.report.as_of.isoformat(),
        **({"draft": True} if data.draft else {}),
        "files": [_file(output, listed) for output in outputs],
        **({"not_made": list(not_made)} if not_made else {}),
        **({"editions": [_editions(index) for index in listed]} if listed else {}),
        "inputs": [{"path": path, "sha256": sha256} for path, sha256 in inputs.items()],
    }
    sources = [source.model_dump(mode="json", exclude_none=True) for source in facts.known.sources]
    yield _indented(fields, 0).removesuffix("\n}").encode() + b',\n "numbers": ['
    numbers = (number for reader in _readers(data) for number in _numbers(data, reader, outputs, listed))
    between = ""
    for number in numbers:
        yield f"{between}\n  {_indented(number, 2)}".encode()
        between = ","
    end = "\n ]" if between else "]"
    yield f'{end},\n "sources": {_indented(sources, 1)}\n}}\n'.encode()


_JSON = json.JSONEncoder(ensure_ascii=False).encode
"""``json.dumps`` would make an encoder for each of very many values."""


def _indented(value: object, depth: int) -> str:
    """Return a value as JSON that is indented by one, within so many others, as ``json.dumps`` gives it.

    A manifest of a large project has very many numbers, and ``json.dumps`` with an indent holds all pieces of them.
    """
    line = "\n" + " " * (depth + 1)
    if isinstance(value, dict) and value:
        members = cast("dict[str, object]", value).items()
        inner = (f"{_JSON(name)}: {_indented(member, depth + 1)}" for name, member in members)
        return "{" + line + f",{line}".join(inner) + line[:-1] + "}"
    if isinstance(value, list | tuple) and value:
        items = cast("Sequence[object]", value)
        return "[" + line + f",{line}".join(_indented(item, depth + 1) for item in items) + line[:-1] + "]"
    return _JSON(value)


def listed_variants(manifest: bytes) -> list[tuple[str, Variant]]:
    """Return the report kinds and variants of the files that a manifest lists; none for what is no manifest."""
    try:
        return [
            (f["report"], Variant(f["format"], large_print=f.get("large_print") is True))
            for f in json.loads(manifest)["files"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError):
        return []


def _readers(data: ProjectData) -> list[Audience]:
    """Return a class of readers for each set of facts, those who may know all before others."""
    first: dict[int, Audience] = {}
    for audience, reader in data.readers.items():
        first.setdefault(id(reader.facts), audience)
    return list(first.values())


def _numbers(
    data: ProjectData, reader: Audience, outputs: Iterable[Output], listed: Iterable[EditionIndex]
) -> Iterator[dict[str, object]]:
    facts = data.readers[reader].facts
    printed = _Printed(output for output in outputs if data.reader_of(output.report).facts is facts)
    of_editions = (fact for index in listed if data.reader_of(index.report).facts is facts for fact in index.facts)
    known = known_facts(data, facts, outputs, listed)
    titles = RecordTitles(facts.known)
    for fact in _needed(known, {*printed.facts, *of_editions}):
        number = _number(known[fact], titles.of(fact), printed.next_of(fact))
        yield number if facts is data.facts else {**number, "reader": reader}


def known_facts(
    data: ProjectData, facts: Facts, outputs: Iterable[Output], listed: Iterable[EditionIndex]
) -> Mapping[str, Fact]:
    """Return the facts of some readers by their ids, and those that the templates of their reports made of them."""
    of_outputs = (output.reckoned for output in outputs if data.reader_of(output.report).facts is facts)
    of_editions = (index.reckoned.values() for index in listed if data.reader_of(index.report).facts is facts)
    return with_reckoned(facts, chain(chain.from_iterable(of_outputs), chain.from_iterable(of_editions)))


class _Printed:
    """Where files print facts. Numbers of placements in the order of the facts take far less than lists by facts."""

    def __init__(self, outputs: Iterable[Output]) -> None:
        self._outputs = [output for output in outputs if output.placements]
        self._starts = list(accumulate((len(output.placements) for output in self._outputs), initial=0))
        self.facts = [fact for output in self._outputs for fact in output.placements.facts]
        self._order = array("Q", sorted(range(len(self.facts)), key=self.facts.__getitem__))
        self._next = 0

    def next_of(self, fact: str) -> Iterator[tuple[str, Placement]]:
        """Yield where a fact is printed: the name of each file with the place in it; facts are asked for in order."""
        while self._next < len(self._order) and self.facts[self._order[self._next]] == fact:
            at = self._order[self._next]
            self._next += 1
            number = bisect(self._starts, at) - 1
            output = self._outputs[number]
            yield output.name, output.placements[at - self._starts[number]]


def _needed(facts: Mapping[str, Fact], printed: set[str]) -> list[str]:
    needed, waiting = printed, list(printed)
    while waiting:
        new = [fact for fact in facts[waiting.pop()].derived_from if fact not in needed]
        needed.update(new)
        waiting += new
    return sorted(needed)


def _number(fact: Fact, titles: Sequence[str], printed: Iterable[tuple[str, Placement]]) -> dict[str, object]:
    fields: dict[str, object] = {
        "fact": fact.id,
        "of": titles,
        "value": None if fact.value is None else f"{fact.value.normalize():f}",
        "unit": fact.unit,
        "rule": fact.rule,
        "bound": fact.bound,
        "as_of": fact.as_of,
        "missing": fact.missing,
        "sources": list(fact.sources),
        "stands_at": [str(place) for place in fact.places],
        "derived_from": list(fact.derived_from),
        "printed": [{"file": file, "where": placed.where, "text": placed.text} for file, placed in printed],
    }
    return {name: value for name, value in fields.items() if value not in ("", None, []) or name == "value"}


def _editions(index: EditionIndex) -> dict[str, object]:
    """Return what stands of the editions of a kind: for what they are made, how many, and the files that list them."""
    parts = [{"name": part.name, "sha256": part.sha256, "bytes": part.size} for part in index.parts]
    return {"report": index.report, "for": index.per.collection, "count": index.count, "listed_in": parts}


def _file(output: Output, listed: Iterable[EditionIndex]) -> dict[str, object]:
    """Return what stands of a file; one of an edition names its record, as ``"field": "food"``."""
    record = {index.per.singular: output.record for index in listed if output.record and index.report == output.report}
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
        **({"left_out": output.left_out} if output.left_out else {}),
    }
