"""A small project, made as users make theirs, and what a command says of it."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.old_form import executed_in_budgets
from tests.small_example import make_example

from policyreport.cli import main


class Said(NamedTuple):
    """What a command gave back and printed."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return json.loads(self.out)


Run = Callable[..., Said]
Spoil = Callable[[str, str, str], None]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "example"
    make_example(folder)
    executed_in_budgets(folder / "data")
    return folder


@pytest.fixture
def project(tmp_path: Path, example: Path) -> Path:
    """A copy of the example that a test may spoil."""
    return Path(shutil.copytree(example, tmp_path / "project"))


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Lets what a test starts be interrupted, even where a script put these tests behind, and so ignores that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with the words given, and returns what it said."""

    def command(*words: str | Path) -> Said:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capfd.readouterr())

    return command


@pytest.fixture
def spoil(project: Path) -> Spoil:
    """Replaces words in a file of the project; that they stand there is made sure of."""

    def replaced(file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replaced
