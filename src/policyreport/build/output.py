"""A file of a set, as it was made or is made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypedDict

from policyreport.build.fitting import Fitted
from policyreport.build.variant import Variant
from policyreport.document.rendered import Placement
from policyreport.document.tightening import Change
from policyreport.ledger.content import sha256
from policyreport.ledger.made import MadeFile, Origin


class _Particulars(TypedDict):
    size: int
    extent: int | None
    tightened: list[Change]
    placements: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a set: its name, the report kind and variant, and what was made.

    ``size`` counts its bytes and ``extent`` its pages or sheets; ``tightened`` tells how it was made to fit.
    ``identity`` stands in its properties. ``before`` is what it was when it was last made; ``reused`` tells that it is
    that still.
    """

    name: str
    report: str
    variant: Variant
    origin: Origin
    sha256: str
    size: int
    extent: int | None
    placements: tuple[Placement, ...]
    tightened: tuple[Change, ...] = ()
    before: MadeFile | None = None
    reused: bool = False

    @property
    def identity(self) -> str:
        """What stands in its properties, by which a copy is known that was changed."""
        return self.origin.identity

    @property
    def form(self) -> str:
        """The format."""
        return self.variant.form

    @property
    def as_made(self) -> MadeFile:
        """What the ledger keeps of it."""
        said = _Particulars(
            size=self.size,
            extent=self.extent,
            tightened=list(self.tightened),
            placements=[(one.fact, one.text, one.where) for one in self.placements],
        )
        return MadeFile(self.origin, self.sha256, json.dumps(said, ensure_ascii=False))


def new_output(name: str, report: str, variant: Variant, origin: Origin, fitted: Fitted) -> Output:
    """Return the file that was just made."""
    made = fitted.rendered
    size = len(made.content)
    key = sha256(made.content)
    return Output(name, report, variant, origin, key, size, made.extent, made.placements, fitted.tightened)


def old_output(name: str, report: str, variant: Variant, before: MadeFile) -> Output:
    """Return the file that was made before, and is as it would be made again."""
    said: _Particulars = json.loads(before.particulars)
    return Output(
        name,
        report,
        variant,
        before.origin,
        before.sha256,
        said["size"],
        said["extent"],
        placements_of(before),
        tuple(said["tightened"]),
        before,
        reused=True,
    )


def placements_of(before: MadeFile) -> tuple[Placement, ...]:
    """Return where a file that was made before prints its numbers."""
    said: _Particulars = json.loads(before.particulars)
    return tuple(Placement(*one) for one in said["placements"])
