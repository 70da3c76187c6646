"""What only the records together can tell: whether ids are unique and references lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.errors import Problem, Words, did_you_mean
from policyreport.load.check_budgets import budget_problems
from policyreport.load.check_observations import observation_problems
from policyreport.load.reading import Reading
from policyreport.load.scene import Scene
from policyreport.load.shape import COLLECTIONS
from policyreport.load.validate import Validated
from policyreport.model import Path, Ref, references


def check(reading: Reading, validated: Validated) -> list[Problem]:
    """Return what is wrong between records: all of it that is sure, also where some records are not sound.

    Where a file could not be read, nothing is said of what may stand in it.
    """
    scene = Scene(reading, validated)
    return [*_repetitions(scene), *_unknown_references(scene), *observation_problems(scene), *budget_problems(scene)]


def _repetitions(scene: Scene) -> Iterator[Problem]:
    for collection in COLLECTIONS:
        yield from _repeated(scene, collection, "quarter" if collection == "quarters" else "id")


def _repeated(scene: Scene, collection: str, field: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in scene.written(collection, field):
        if name in first:
            before = scene.place((*first[name], field))
            what = Words(
                f"'{name}' is used twice: before at {before}",
                f"'{name}'을(를) 두 번 썼습니다. 앞의 것은 {before}에 있습니다",
            )
            hint = Words("give one of the two another name, or remove it", "둘 중 하나의 이름을 바꾸거나 지우십시오")
            yield scene.problem("data.duplicate-id", what, (*path, field), hint)
        first.setdefault(name, path)


def _unknown_references(scene: Scene) -> Iterator[Problem]:
    if not scene.reading.whole:
        return
    known = {collection: {name for _, name in scene.written(collection, "id")} for collection in COLLECTIONS}
    for path, ref, name in _references(scene):
        if name not in known[ref.collection]:
            what = Words(
                f"there is no '{name}' among the {ref.collection}", f"'{name}'은(는) {ref.collection}에 없습니다"
            )
            hint = did_you_mean(name, known[ref.collection])
            yield scene.problem("data.unknown-reference", what, path, hint)


def _references(scene: Scene) -> Iterator[tuple[Path, Ref, str]]:
    for path, record in {**scene.validated.records, **scene.validated.remains}.items():
        yield from references(record, path)
