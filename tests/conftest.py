"""What tests of every stage share: goldens, which are files that hold what is expected and can be reviewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


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
