"""Making the editions of a set: each is staged, listed and let go of, so that their number takes no memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from policyreport.build.bench import Bench
from policyreport.build.edition_faults import Faults
from policyreport.build.editions import Edition
from policyreport.build.explaining import why
from policyreport.build.fan_out import all_made
from policyreport.build.listing import Listed, Listing
from policyreport.build.output import Output, output_of
from policyreport.build.readers import Reader
from policyreport.build.selection import Selected
from policyreport.build.workshop import Order, Piece, Workshop
from policyreport.errors import PolicyReportError, Problem

PerRecord = Sequence[tuple[Selected, tuple[Edition, ...]]]


@dataclass(slots=True)
class Outcome:
    """The files of editions, without where they print their numbers, the lists of that, and the problems."""

    outputs: list[Output] = field(default_factory=list[Output])
    listed: tuple[Listed, ...] = ()
    problems: tuple[Problem, ...] = ()


def make_editions(per_record: PerRecord, shop: Workshop, bench: Bench) -> Outcome:
    """Stage the files of all editions and their lists; where one cannot be made, the others are made all the same.

    None is tried any more where the first ones all fail alike, for then it is not their records that are at fault.
    """
    outcome, faults = Outcome(), Faults(sum(len(editions) for _, editions in per_record))
    listings = {listing.listed.report: listing for listing in _listings(per_record, bench)}
    try:
        with closing(_made(per_record, shop, bench)) as made:
            for edition, pieces in made:
                faults.add(edition, [problem for piece in pieces for problem in piece.problems])
                if faults.hopeless:
                    break
                sound = (piece for piece in pieces if not piece.problems)
                reader = shop.given.reader_of(edition.report)
                outcome.outputs += [_laid(edition, piece, listings[edition.report], bench, reader) for piece in sound]
        outcome.listed = tuple(listing.end() for listing in listings.values())
    except PolicyReportError as error:
        faults.stop(error.problems)
    outcome.problems = faults.told()
    return outcome


def _listings(per_record: PerRecord, bench: Bench) -> Iterator[Listing]:
    for chosen, editions in per_record:
        if chosen.report.editions:
            yield Listing(chosen.report, chosen.report.editions, len(editions), bench.staged)


def _made(per_record: PerRecord, shop: Workshop, bench: Bench) -> Generator[tuple[Edition, list[Piece]]]:
    """Yield each edition with its files, in their order, telling of each before it is waited for."""
    wanted = [(edition, chosen) for chosen, editions in per_record for edition in editions]
    orders = (_order(edition, chosen, bench) for edition, chosen in wanted)
    with closing(all_made(shop, orders, len(wanted), bench.manner)) as made:
        for edition, chosen in wanted:
            bench.begin(f"{chosen.report.stem}/{edition.stem}")
            yield edition, next(made)


def _order(edition: Edition, chosen: Selected, bench: Bench) -> Order:
    names = [edition.file_name(variant, chosen.report.stem) for variant in chosen.variants]
    kept = {name: before.origin for name in names if (before := bench.reusable(name))}
    return Order(edition, chosen.variants, kept)


def _laid(edition: Edition, piece: Piece, listing: Listing, bench: Bench, reader: Reader) -> Output:
    name, before = piece.name, bench.before(piece.name)
    made = piece.made or before
    if made is None:
        raise LookupError(name)
    if piece.made:
        bench.lay_new(name, piece.content, piece.made)
    else:
        reader.require_silent(name, bench.lay_again(name, made))
    listing.add(edition, name, piece.variant, made)
    reused = piece.made is None
    output = output_of(name, edition.report, piece.variant, made, reused=reused)
    return replace(output, placements=(), reasons=why(before, made, reused=reused), record=edition.record)
