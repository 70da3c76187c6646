"""What tests of every stage share: goldens, which are files that can be reviewed, and which tests are slow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.register_profile(
    "mutation",  # .ci/mutate.py: the same few examples for each mutant, and no search for a smaller one
    deadline=None,
    max_examples=20,
    derandomize=True,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)
hypothesis.settings.load_profile("any machine")


TESTS = Path(__file__).parent
SLOW = (
    "attacks",
    "bench",
    "cli",
    "data",
    "delivery",
    "docs",
    "inputs/excel/test_intake.py",
    "inputs/test_sql_postgres.py",
    "leak_check",
    "office_templates",
    "pipeline",
    "publish",
    "renderers",
    "rules/test_shipped_data.py",
    "scheduler",
    "templating/test_goldens.py",
    "tie_out/test_random_sets.py",
    "test_public_surface.py",
)
"""Folders and files of tests that build whole documents or sets, or start other programs; ``make fast`` omits them."""

FAST = (
    "renderers/docx/paging",
    "renderers/docx/test_piece.py",
    "renderers/pdf/test_lines.py",
    "renderers/pdf/test_truetype.py",
    "renderers/test_letters.py",
    "scheduler/test_due.py",
)
"""What in those folders is quick all the same."""


LONG = (
    "attacks",
    "cli/test_planted_faults.py",
    "data",
    "inputs/excel/test_intake.py",
    "inputs/excel/test_intake_dimensions.py",
    "inputs/excel/test_intake_round_trip.py",
    "leak_check",
    "office_templates",
    "renderers",
    "tie_out/test_random_sets.py",
)
"""What takes long and asks nothing of the system: ``.ci/run`` leaves it out when it tests a second time by day."""


def is_slow(file: Path) -> bool:
    """Return whether the tests of a file are slow."""
    return _is_in(file, SLOW) and not _is_in(file, FAST)


def is_long(file: Path) -> bool:
    """Return whether the tests of a file take long and are the same on every system."""
    return _is_in(file, LONG) and not _is_in(file, FAST)


def _is_in(file: Path, names: tuple[str, ...]) -> bool:
    within = file.relative_to(TESTS)
    return any(path.as_posix() in names for path in (within, *within.parents))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark, marked in (("slow", is_slow), ("long", is_long)):
            if item.path.is_relative_to(TESTS) and marked(item.path):
                item.add_marker(mark)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-goldens",
        action="store_true",
        help="write what the tests give as what they expect; review it with git",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """What compares a text with the file of a name in the folder ``goldens`` beside the test."""

    def compare(name: str, text: str) -> None:
        file = Path(request.path).with_name("goldens") / name
        if request.config.getoption("--accept-goldens"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"there is no {file.name}: run pytest --accept-goldens and review it"
        assert text == file.read_text(encoding="utf-8")

    return compare
