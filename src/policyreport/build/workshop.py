"""Where documents are made: all that those of one reading share, and the making of each, in whatever process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyreport.build.composing import Composed, Read, composed, composed_one
from policyreport.build.editions import Edition, editions
from policyreport.build.one_file import made_file, origin
from policyreport.build.output import made_of
from policyreport.build.selection import Selected
from policyreport.build.variant import Variant
from policyreport.compose.told import Told
from policyreport.document.report import ReportKind
from policyreport.document.tree import Document
from policyreport.errors import PolicyReportError, Problem
from policyreport.ledger.made import MadeFile, Origin


@dataclass(frozen=True, slots=True)
class Order:
    """An edition that is to be made, in some variants; ``kept`` are the origins of its files that are there already."""

    edition: Edition
    variants: tuple[Variant, ...]
    kept: Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of an edition as it was made; with no content where it is what it was, or where ``problems`` tell why."""

    name: str
    variant: Variant
    content: bytes = b""
    made: MadeFile | None = None
    problems: tuple[Problem, ...] = ()


class Workshop:
    """Makes documents of what was read; what they share, such as the names that templates use, is made once."""

    def __init__(self, given: Read, engine: str) -> None:
        self.given = given
        self.engine = engine
        self._told: dict[int, Told] = {}

    def __reduce__(self) -> tuple[type[Workshop], tuple[Read, str]]:
        """Let another process be given what was read, and make the rest of it there."""
        return Workshop, (self.given, self.engine)

    def told(self, report: ReportKind) -> Told:
        """Return what the templates of a kind can tell of, made once for all kinds that are for the same readers."""
        facts = self.given.reader_of(report.kind).facts
        return self._told.setdefault(id(facts), Told(facts, self.given.recipients))

    def editions(self, chosen: Selected) -> tuple[Edition, ...]:
        """Return the editions of a report; raises ``PolicyReportError`` with the problems of their names."""
        return editions(chosen, self.told(chosen.report), self.given.places)

    def composed(self, edition: Edition, variants: tuple[Variant, ...]) -> Composed:
        """Return what an edition says; raises ``PolicyReportError`` with every problem of its templates."""
        report = self.given.kinds[edition.report]
        told = self.told(report)
        names = told.names_for(report.editions, edition.record) if report.editions else told.names
        return composed_one(self.given, Selected(report, variants), names)

    def made(self, order: Order) -> list[Piece]:
        """Return the files of an edition; none is made that would be what it was."""
        folder = self.given.kinds[order.edition.report].stem
        names = [(variant, order.edition.file_name(variant, folder)) for variant in order.variants]
        try:
            each = self.composed(order.edition, order.variants)
        except PolicyReportError as error:
            return [Piece(name, variant, problems=error.problems) for variant, name in names]
        return [self._piece(each, variant, name, order.kept.get(name)) for variant, name in names]

    def _piece(self, each: Composed, variant: Variant, name: str, kept: Origin | None) -> Piece:
        now = origin(each, variant, self.given.theme, self.engine)
        if now == kept:
            return Piece(name, variant)
        try:
            fitted = made_file(each, variant, self.given.theme, now.identity)
            self.given.reader_of(each.chosen.report.kind).require_silent(name, fitted.rendered.content)
        except PolicyReportError as error:
            return Piece(name, variant, problems=error.problems)
        return Piece(name, variant, fitted.rendered.content, made_of(now, fitted))


def documents(given: Read) -> Iterator[tuple[Selected, Document]]:
    """Yield the document of each selected report, and of each edition; ``given`` needs no engine for that.

    Raises ``PolicyReportError`` with every template's problems.
    """
    shop = Workshop(given, "")
    for each in composed(given, shop.told):
        yield each.chosen, each.document
    for chosen in given.selection:
        for edition in shop.editions(chosen):
            yield chosen, shop.composed(edition, chosen.variants).document
