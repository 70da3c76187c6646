"""What the documentation says of the code, the code has: each file, and each name that is said to stand in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.bench.measuring import REPOSITORY

PAGES = ("docs/architecture.md", "CONTRIBUTING.md")
ROOTS = (REPOSITORY, REPOSITORY / "src" / "policyreport")
FILE = re.compile(r"`((?:[a-z_.]+/)*[a-z_]+\.py)`")
NAMED = re.compile(r"`([A-Za-z_]\w*)` (?:\(|in |of )`((?:[a-z_.]+/)+[a-z_]+\.py)`")


def found(file: str) -> Path | None:
    return next((root / file for root in ROOTS if (root / file).is_file()), None)


def text_of(page: str) -> str:
    return (REPOSITORY / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_each_file_that_a_page_names_with_its_folder_is_there(page: str):
    named = {file for file in FILE.findall(text_of(page)) if "/" in file}
    assert named
    assert {file for file in named if found(file) is None} == set()


@pytest.mark.parametrize("page", PAGES)
def test_each_name_that_a_page_says_to_stand_in_a_file_stands_there(page: str):
    named = set(NAMED.findall(text_of(page)))
    assert named
    lacking = {(name, file) for name, file in named if not stands_in(name, found(file))}
    assert lacking == set()


def stands_in(name: str, file: Path | None) -> bool:
    return (
        file is not None
        and re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b", file.read_text("utf-8"), re.MULTILINE) is not None
    )
