"""A file of a set, as it was made or is made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypedDict

from policyreport.build.fitting import Fitted
from policyreport.build.variant import Variant
from policyreport.document.rendered import Placement
from policyreport.document.tightening import Change
from policyreport.errors import Words
from policyreport.ledger.content import sha256
from policyreport.ledger.made import MadeFile, Origin


class Particulars(TypedDict):
    """What the ledger keeps of a file that was made; each placement is a fact, a text and a place in the file."""

    size: int
    extent: int | None
    tightened: list[Change]
    placements: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a set: its name, the report kind and variant, and what was made.

    ``size`` counts its bytes and ``extent`` its pages or sheets; ``tightened`` tells how it was made to fit.
    ``identity`` stands in its properties. ``reused`` tells that it is what it was when it was last made; ``reasons``
    are why it was made, or not. One of an edition names its ``record``; its placements stand in a list of their own.
    """

    name: str
    report: str
    variant: Variant
    sha256: str
    identity: str
    size: int
    extent: int | None
    placements: tuple[Placement, ...]
    tightened: tuple[Change, ...] = ()
    reused: bool = False
    reasons: tuple[Words, ...] = ()
    record: str = ""

    @property
    def form(self) -> str:
        """The format."""
        return self.variant.form


def made_of(origin: Origin, fitted: Fitted) -> MadeFile:
    """Return what the ledger keeps of a file that was just made."""
    made = fitted.rendered
    said = Particulars(
        size=len(made.content),
        extent=made.extent,
        tightened=list(fitted.tightened),
        placements=[(one.fact, one.text, one.where) for one in made.placements],
    )
    return MadeFile(origin, sha256(made.content), json.dumps(said, ensure_ascii=False))


def output_of(name: str, report: str, variant: Variant, made: MadeFile, *, reused: bool) -> Output:
    """Return a file of a set from what the ledger keeps of it."""
    said = particulars(made)
    placements = tuple(Placement(*one) for one in said["placements"])
    tightened = tuple(said["tightened"])
    identity = made.origin.identity
    return Output(
        name, report, variant, made.sha256, identity, said["size"], said["extent"], placements, tightened, reused
    )


def particulars(made: MadeFile) -> Particulars:
    """Return what the ledger keeps of a file beside its origin."""
    return json.loads(made.particulars)


def placements_of(before: MadeFile) -> tuple[Placement, ...]:
    """Return where a file that was made before prints its numbers."""
    return tuple(Placement(*one) for one in particulars(before)["placements"])
