"""Whatever a template says ends soon, within little memory, refused with its place; nothing is run or read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import TypedDict, cast

import pytest
from tests.bench.measuring import REPOSITORY

from .attack import LIMIT, Attack
from .catalogue import CHOSEN

MOST_MEGABYTES = 1000
FENCE_SECONDS = "0.2"
"""A short fence has the attacks that only it stops end sooner; which those are is the same with a long one."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each attack needs a process with bounds of its own")


class Outcome(TypedDict):
    """How an attack ended, the places of its first problems with their codes, and what it cost."""

    name: str
    how: str
    places: list[str]
    codes: list[str]
    seconds: float
    megabytes: int


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, Outcome]:
    """Return how the attacks ended, by their names; they run in one process after another, none in this one."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.attacks.child", FENCE_SECONDS],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "src")])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = [cast("Outcome", json.loads(line)) for line in run.stdout.splitlines()]
    return {outcome["name"]: outcome for outcome in told}


@pytest.mark.parametrize("attack", CHOSEN, ids=lambda attack: attack.name)
def test_an_attack_ends_as_it_must(outcomes: Mapping[str, Outcome], attack: Attack):
    outcome = outcomes[attack.name]
    assert outcome["how"] in attack.ends, outcome
    assert outcome["megabytes"] < MOST_MEGABYTES
    assert not outcome["places"] or any(place.startswith(attack.place) for place in outcome["places"]), outcome
    assert outcome["how"] != LIMIT or set(outcome["codes"]) & attack.codes, outcome


def test_each_kind_of_template_is_attacked():
    kinds = {attack.name.partition(":")[0] for attack in CHOSEN}
    assert kinds == {"body", "title", "mail", "subject", "word", "excel", "hangul"}
