"""Why a file was made again, or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.diagnostics import Message
from policyreport.document.output import Placement
from policyreport.ledger.build_cache import CachedFile
from policyreport.pipeline.manifest import placements_of

_TOLD = 3
"""How many changed numbers are told of one file."""

_FIRST = Message("made for the first time", "처음 만듦")
_AS_IT_WAS = Message("as it was: what it says and how it looks did not change", "그대로: 내용과 모양이 바뀌지 않음")
_LOOKS = Message("how it is to look changed", "모양(theme.yaml, report.yaml)이 바뀜")
_PROGRAMS = Message("the programs changed", "프로그램이나 라이브러리가 바뀜")
_FORCED = Message("asked for with --force", "--force로 다시 만듦")


def why(before: CachedFile | None, now: CachedFile, *, reused: bool) -> tuple[Message, ...]:
    """Return the reasons for which a file of a set was made, or the one for which it was not."""
    if before is None:
        return (_FIRST,)
    if reused:
        return (_AS_IT_WAS,)
    old, new = before.origin, now.origin
    reasons = [
        *(_what_it_says(placements_of(before), placements_of(now)) if old.tree != new.tree else ()),
        *([_LOOKS] if old.style != new.style else []),
        *([_PROGRAMS] if old.engine != new.engine else []),
    ]
    return tuple(reasons) or (_FORCED,)


def _what_it_says(before: tuple[Placement, ...], now: tuple[Placement, ...]) -> Iterator[Message]:
    changed = list(_changed(_texts(before), _texts(now)))
    for fact, old, new in changed[:_TOLD]:
        yield Message(f"{fact}: {old} → {new}", f"{fact}: {old} → {new}")
    if len(changed) > _TOLD:
        more = len(changed) - _TOLD
        yield Message(f"and {more} more numbers", f"그 밖에 수치 {more}개")
    if not changed:
        yield Message("its words changed", "글이 바뀜")


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for fact in sorted({*old, *new}):
        was, now = old.get(fact, "-"), new.get(fact, "-")
        if was != now:
            yield fact, was, now


def _texts(placements: tuple[Placement, ...]) -> Mapping[str, str]:
    """Return how each fact reads where it first stands."""
    return {one.fact: one.text for one in reversed(placements)}
