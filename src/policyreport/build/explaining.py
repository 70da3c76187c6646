"""Why a file was made again, or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.build.output import Output, placements_of
from policyreport.document.rendered import Placement
from policyreport.errors import Words

_TOLD = 3
"""How many changed numbers are told of one file."""

_LOOKS = Words("how it is to look changed", "모양(theme.yaml, report.yaml)이 바뀜")
_PROGRAMS = Words("the programs changed", "프로그램이나 라이브러리가 바뀜")


def why(output: Output) -> tuple[Words, ...]:
    """Return the reasons for which a file of a set was made, or the one for which it was not."""
    before = output.before
    if before is None:
        return (Words("made for the first time", "처음 만듦"),)
    if output.reused:
        return (Words("as it was: what it says and how it looks did not change", "그대로: 내용과 모양이 바뀌지 않음"),)
    old, new = before.origin, output.origin
    reasons = [
        *(_what_it_says(output, placements_of(before)) if old.tree != new.tree else ()),
        *(
            [Words("how it is to look changed", "모양(theme.yaml, report.yaml)이 바뀜")]
            if old.style != new.style
            else []
        ),
        *([Words("the programs changed", "프로그램이나 라이브러리가 바뀜")] if old.engine != new.engine else []),
    ]
    return tuple(reasons) or (Words("asked for with --force", "--force로 다시 만듦"),)


def _what_it_says(output: Output, before: tuple[Placement, ...]) -> Iterator[Words]:
    changed = list(_changed(_texts(before), _texts(output.placements)))
    for fact, old, new in changed[:_TOLD]:
        yield Words(f"{fact}: {old} → {new}", f"{fact}: {old} → {new}")
    if len(changed) > _TOLD:
        more = len(changed) - _TOLD
        yield Words(f"and {more} more numbers", f"그 밖에 수치 {more}개")
    if not changed:
        yield Words("its words changed", "글이 바뀜")


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for fact in sorted({*old, *new}):
        was, now = old.get(fact, "-"), new.get(fact, "-")
        if was != now:
            yield fact, was, now


def _texts(placements: tuple[Placement, ...]) -> Mapping[str, str]:
    """Return how each fact reads where it first stands."""
    return {one.fact: one.text for one in reversed(placements)}
