"""A few spoilt files of each kind with every run of the tests; ``python -m tests.fuzz`` tries many more."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.fuzz.targets import TARGETS

_CASES = 3


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_our_own_errors_comes_of_a_spoilt_file(tmp_path: Path, target: str):
    for case in range(_CASES):
        folder = tmp_path / str(case)
        folder.mkdir()
        TARGETS[target](Random(f"{target} {case}"), folder)
