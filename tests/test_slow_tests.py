"""Which tests ``make fast`` leaves out, and which are tried once alone."""

from __future__ import annotations

import pytest

from .conftest import FAST, LONG, SLOW, TESTS, is_long, is_slow


@pytest.mark.parametrize("name", [*SLOW, *FAST, *LONG])
def test_what_is_named_is_there(name: str):
    assert (TESTS / name).exists()


@pytest.mark.parametrize("name", FAST)
def test_what_is_quick_all_the_same_lies_within_what_is_slow(name: str):
    assert any((TESTS / name).is_relative_to(TESTS / slow) for slow in SLOW)


@pytest.mark.parametrize(
    ("name", "slow"),
    [
        ("pipeline/test_build.py", True),
        ("renderers/pdf/test_lines.py", False),
        ("renderers/docx/paging/test_slab.py", False),
        ("facts/test_counts.py", False),
        ("test_public_surface.py", True),
        ("test_slow_tests.py", False),
    ],
)
def test_files_are_slow_by_their_folder_or_name(name: str, slow: bool):  # noqa: FBT001 - what is expected
    assert is_slow(TESTS / name) is slow


@pytest.mark.parametrize(
    ("name", "long"),
    [("attacks/test_attacks.py", True), ("pipeline/test_build.py", False), ("renderers/pdf/test_lines.py", False)],
)
def test_files_are_long_by_their_folder_or_name(name: str, long: bool):  # noqa: FBT001 - what is expected
    assert is_long(TESTS / name) is long


def test_a_quick_test_has_no_mark(request: pytest.FixtureRequest):
    assert request.node.get_closest_marker("slow") is None
